//! Where the page is drawn: fetches the part the page came with, shows the wait and the failure.

use crate::pages::parts::{self, Draw, Page};
use crate::platform::timer::Timer;
use crate::state::app;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::{ErrorPanel, Skeleton};
use crate::view::prelude::*;
use leptos::task::spawn_local;

/// Loading state of the page.
#[derive(Clone)]
enum State {
    Coming,
    Here(Page, Draw),
    Lost(Page),
}

/// Seconds between two tries of a part that did not arrive.
const RETRY_AFTER: u32 = 5;

/// The page of the address, as far as its part is here. Copy.
#[derive(Clone, Copy)]
pub struct Outlet {
    page: Memo<Page>,
    state: RwSignal<State>,
    tries: RwSignal<u32>,
    /// Seconds until the next automatic try.
    retry_in: RwSignal<u32>,
    countdown: StoredValue<Option<Timer>>,
}

impl Outlet {
    /// Follows `page`.
    #[must_use]
    pub fn new(page: Memo<Page>) -> Self {
        let outlet = Self {
            page,
            state: RwSignal::new(State::Coming),
            tries: RwSignal::new(0),
            retry_in: RwSignal::new(0),
            countdown: StoredValue::new(None),
        };
        Effect::new(move |_| {
            outlet.tries.track();
            let wanted = page.get();
            outlet.state.set(State::Coming);
            outlet.fetch(wanted);
        });
        outlet
    }

    fn fetch(self, wanted: Page) {
        let _ = self.countdown.try_update_value(Option::take);
        spawn_local(async move {
            let part = parts::load_page(&wanted).await;
            // The user may have navigated on, or the console was unmounted.
            if self.page.try_get_untracked().as_ref() != Some(&wanted) {
                return;
            }
            match part {
                Ok(draw) => {
                    let _ = self.state.try_set(State::Here(wanted, draw));
                }
                Err(_) => self.lost(wanted),
            }
        });
    }

    /// Says so, once, and tries again after a while: the network may be back.
    fn lost(self, wanted: Page) {
        let told = |state: &State| matches!(state, State::Lost(page) if *page == wanted);
        if !self.state.try_with_untracked(told).unwrap_or(true) {
            let _ = self.state.try_set(State::Lost(wanted.clone()));
        }
        let _ = self.retry_in.try_set(RETRY_AFTER);
        let countdown = Timer::every(1000, move || {
            let left = self.retry_in.get_untracked().saturating_sub(1);
            self.retry_in.set(left);
            if left == 0 {
                // Not from inside the timer's own callback, which the next try drops.
                let wanted = wanted.clone();
                spawn_local(async move { self.fetch(wanted) });
            }
        });
        let _ = self.countdown.try_set_value(Some(countdown));
    }

    /// The page on screen, and whether its part did not arrive.
    #[must_use]
    pub fn shown(self) -> Option<(Page, bool)> {
        self.state.with(|state| match state {
            State::Here(page, _) => Some((page.clone(), false)),
            State::Lost(page) => Some((page.clone(), true)),
            State::Coming => None,
        })
    }

    /// Draws the current state.
    #[must_use]
    pub fn view(self) -> AnyView {
        let app = app();
        let m = app.messages();
        match self.state.get() {
            State::Coming => view! { <Skeleton label=m.common.loading /> },
            State::Here(page, draw) => draw(&page),
            State::Lost(_) => {
                let again = move |()| self.tries.update(|tries| *tries += 1);
                let reload = |()| drop(crate::platform::dom::window().location().reload());
                let e = &m.errors;
                view! {
                    <div class="head"><h1 tabindex="-1">{e.part_lost}</h1></div>
                    <ErrorPanel title=e.part_lost text=e.part_lost_next copy_label=e.copy_details copied_label=m.common.copied>
                        <Button kind=Kind::Primary on_click=Callback::new(again)>{m.common.retry}</Button>
                        <Button on_click=Callback::new(reload)>{e.reload}</Button>
                        <span class="muted small">{move || Some(self.retry_in.get()).filter(|left| *left > 0).map(e.retry_in)}</span>
                    </ErrorPanel>
                }
            }
        }
    }
}
