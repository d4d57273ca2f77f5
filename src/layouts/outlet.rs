//! Where the page is drawn: fetches the part the page came with, shows the wait and the failure.

use crate::pages::parts::{self, Draw, Page};
use crate::state::app;
use crate::ui::button::{Button, Kind};
use crate::ui::feedback::{ErrorPanel, Skeleton};
use crate::view::prelude::*;
use leptos::task::spawn_local;

/// What there is of the page.
#[derive(Clone)]
enum State {
    Coming,
    Here(Page, Draw),
    Lost(Page),
}

/// The page of the address, as far as its part is here. Copy.
#[derive(Clone, Copy)]
pub struct Outlet {
    state: RwSignal<State>,
    tries: RwSignal<u32>,
}

impl Outlet {
    /// Follows `page`.
    #[must_use]
    pub fn new(page: Memo<Page>) -> Self {
        let state = RwSignal::new(State::Coming);
        let tries = RwSignal::new(0);
        Effect::new(move |_| {
            tries.track();
            let wanted = page.get();
            state.set(State::Coming);
            spawn_local(async move {
                let part = parts::load_page(&wanted).await;
                // The viewer may have gone on, or the console away.
                if page.try_get_untracked().as_ref() == Some(&wanted) {
                    let _ = state.try_set(match part {
                        Ok(draw) => State::Here(wanted, draw),
                        Err(_) => State::Lost(wanted),
                    });
                }
            });
        });
        Self { state, tries }
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

    /// Draws what there is.
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
                    </ErrorPanel>
                }
            }
        }
    }
}
