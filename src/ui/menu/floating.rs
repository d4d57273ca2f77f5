//! One menu for many buttons, such as those of the rows of a table: built when a button opens it, placed beside that button.

use super::{Item, line, lines, move_focus};
use crate::ui::popover::{AnchorFollower, is_open};
use crate::view::prelude::*;
use leptos::task::spawn_local;
use web_sys::{HtmlElement, KeyboardEvent};

/// The menu and the button it is open for. Copy.
#[derive(Clone, Copy)]
pub struct FloatingMenu {
    panel: NodeRef<html::Div>,
    items: RwSignal<Vec<Item>>,
    label: RwSignal<String>,
    anchor: StoredValue<Option<(HtmlElement, AnchorFollower)>>,
    /// The button that was pressed while the menu was open for it: the browser closes the menu first, the click that
    /// follows must not open it again.
    pressed: StoredValue<Option<HtmlElement>>,
}

impl FloatingMenu {
    /// A closed menu.
    #[must_use]
    pub fn new() -> Self {
        Self {
            panel: NodeRef::new(),
            items: RwSignal::new(Vec::new()),
            label: RwSignal::new(String::new()),
            anchor: StoredValue::new(None),
            pressed: StoredValue::new(None),
        }
    }

    /// Call on `pointerdown` of the buttons.
    pub fn press(self, button: &HtmlElement) {
        let here = self
            .anchor
            .with_value(|anchor| anchor.as_ref().is_some_and(|(anchor, _)| anchor == button));
        self.pressed.set_value(here.then(|| button.clone()));
    }

    /// Opens the menu for a button, on its first or last item.
    pub fn open(self, button: &HtmlElement, label: String, items: Vec<Item>, last: bool) {
        let again = self
            .pressed
            .with_value(|pressed| pressed.as_ref() == Some(button));
        self.pressed.set_value(None);
        let Some(panel) = self.panel.get_untracked() else {
            return;
        };
        if again {
            let _ = panel.hide_popover();
            return;
        }
        self.forget();
        self.items.set(items);
        self.label.set(label);
        let _ = button.focus();
        if panel.show_popover().is_err() {
            return;
        }
        let _ = button.set_attribute("aria-expanded", "true");
        let button = button.clone();
        spawn_local(async move {
            leptos::task::tick().await;
            let follow = AnchorFollower::new(&button, &panel);
            self.anchor.try_set_value(Some((button, follow)));
            let items = lines(&panel);
            if let Some(item) = if last { items.last() } else { items.first() } {
                let _ = item.focus();
            }
        });
    }

    /// The button has no menu any more.
    fn forget(self) {
        if let Some(Some((button, _))) = self.anchor.try_update_value(Option::take) {
            let _ = button.set_attribute("aria-expanded", "false");
        }
    }

    /// The panel; once per table.
    #[must_use]
    pub fn view(self) -> AnyView {
        let hide = move || {
            if let Some(panel) = self.panel.get_untracked() {
                let _ = panel.hide_popover();
            }
        };
        let toggled = move |_| {
            if self
                .panel
                .get_untracked()
                .is_some_and(|panel| is_open(&panel))
            {
                return;
            }
            self.forget();
            self.items.set(Vec::new());
        };
        let keys = move |event: KeyboardEvent| {
            if let Some(panel) = self.panel.get_untracked() {
                move_focus(&event, &panel);
            }
        };
        view! {
            <div class="menu" role="menu" popover="auto" node_ref=self.panel aria-label=self.label on:toggle=toggled on:keydown=keys>
                {move || self.items.get().into_iter().map(|item| line(item, hide)).collect_view()}
            </div>
        }
    }
}

impl Default for FloatingMenu {
    fn default() -> Self {
        Self::new()
    }
}
