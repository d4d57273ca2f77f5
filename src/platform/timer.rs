//! Timers that stop with their owner.

use super::dom::{document, keep, window};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};

/// A running interval or timeout; dropping it stops it.
pub struct Timer {
    id: i32,
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `callback` every `ms` milliseconds.
    pub fn every(ms: i32, callback: impl FnMut() + 'static) -> Self {
        let callback = Closure::<dyn FnMut()>::new(callback);
        let id = window()
            .set_interval_with_callback_and_timeout_and_arguments_0(
                callback.as_ref().unchecked_ref(),
                ms,
            )
            .unwrap_or_default();
        Self {
            id,
            _callback: callback,
        }
    }

    /// Calls `callback` once after `ms` milliseconds.
    pub fn after(ms: i32, callback: impl FnOnce() + 'static) -> Self {
        let mut callback = Some(callback);
        let callback = Closure::<dyn FnMut()>::new(move || {
            if let Some(callback) = callback.take() {
                callback();
            }
        });
        let id = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                callback.as_ref().unchecked_ref(),
                ms,
            )
            .unwrap_or_default();
        Self {
            id,
            _callback: callback,
        }
    }
}

impl Timer {
    /// Lets it run after its owner is dropped: for cleanup only, never for anything that touches a component.
    pub fn detach(self) {
        std::mem::forget(self);
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        // Timeouts and intervals share one pool of handles.
        window().clear_interval_with_handle(self.id);
    }
}

/// A task that runs after the next frame is painted; dropping it cancels it.
pub struct AfterPaint {
    frame: i32,
    _callback: Closure<dyn FnMut()>,
    _then: Rc<Cell<Option<Timer>>>,
}

impl AfterPaint {
    /// Calls `callback` once, in a task after the next frame.
    pub fn run(callback: impl FnOnce() + 'static) -> Self {
        let mut callback = Some(callback);
        let then = Rc::new(Cell::new(None));
        let timer = Rc::clone(&then);
        let framed = Closure::<dyn FnMut()>::new(move || {
            if let Some(callback) = callback.take() {
                timer.set(Some(Timer::after(0, callback)));
            }
        });
        let frame = window()
            .request_animation_frame(framed.as_ref().unchecked_ref())
            .unwrap_or_default();
        Self {
            frame,
            _callback: framed,
            _then: then,
        }
    }
}

impl Drop for AfterPaint {
    fn drop(&mut self) {
        let _ = window().cancel_animation_frame(self.frame);
    }
}

/// Calls `callback` every `ms` while the tab is visible, until the current owner is cleaned up.
pub fn every_visible(ms: i32, mut callback: impl FnMut() + 'static) {
    keep(Timer::every(ms, move || {
        if !document().hidden() {
            callback();
        }
    }));
}
