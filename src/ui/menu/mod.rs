//! A button with a menu: arrow keys, Home, End, first letters, Esc; items may be links, ticks or explain why not.

mod floating;

pub use floating::FloatingMenu;

use super::button::{Kind, aria_disabled};
use super::icon::{IconName, icon};
use super::popover::{AnchorFollower, is_open};
use super::tooltip::tip;
use super::unique_id;
use crate::platform::dom::{lower, origin};
use crate::view::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Bytes of a label that may not fit on its button: it is also the tooltip.
const LONG_LABEL: usize = 40;

#[derive(Clone)]
enum ItemKind {
    Run(Callback<()>),
    Link(String),
    /// Leaves the console; with a note that says so.
    Outside(String, &'static str),
    Heading,
    Separator,
}

/// One line of a menu.
#[derive(Clone)]
pub struct Item {
    label: String,
    what: ItemKind,
    /// `Some` for ticks; the flag is true for one-of-many.
    checked: Option<(bool, bool)>,
    reason: Option<String>,
    danger: bool,
    /// Language of the label, where it is not the page's.
    lang: Option<&'static str>,
}

impl Item {
    fn new(label: impl Into<String>, what: ItemKind) -> Self {
        Self {
            label: label.into(),
            what,
            checked: None,
            reason: None,
            danger: false,
            lang: None,
        }
    }

    /// Does something.
    pub fn run(label: impl Into<String>, action: Callback<()>) -> Self {
        Self::new(label, ItemKind::Run(action))
    }

    /// Goes somewhere.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(label, ItemKind::Link(href.into()))
    }

    /// Opens an external page in a new tab; `note` says so.
    pub fn outside(label: impl Into<String>, href: String, note: &'static str) -> Self {
        Self::new(label, ItemKind::Outside(href, note))
    }

    /// Switches something on and off.
    pub fn check(label: impl Into<String>, checked: bool, action: Callback<()>) -> Self {
        Self {
            checked: Some((checked, false)),
            ..Self::run(label, action)
        }
    }

    /// Chooses one of several.
    pub fn radio(label: impl Into<String>, checked: bool, action: Callback<()>) -> Self {
        Self {
            checked: Some((checked, true)),
            ..Self::run(label, action)
        }
    }

    /// Names the items that follow.
    pub fn heading(label: impl Into<String>) -> Self {
        Self::new(label, ItemKind::Heading)
    }

    /// A line between groups.
    #[must_use]
    pub fn separator() -> Self {
        Self::new("", ItemKind::Separator)
    }

    /// With a reason the item says it and does nothing.
    #[must_use]
    pub fn disabled(mut self, reason: Option<String>) -> Self {
        self.reason = reason;
        self
    }

    /// The label is in this language (BCP 47).
    #[must_use]
    pub const fn in_language(mut self, tag: &'static str) -> Self {
        self.lang = Some(tag);
        self
    }

    /// Something that cannot be undone.
    #[must_use]
    pub const fn danger(mut self) -> Self {
        self.danger = true;
        self
    }
}

/// A button that opens a menu. The items are drawn when it opens.
#[component]
pub fn MenuButton(
    /// The button's text.
    #[prop(into)]
    label: Signal<String>,
    /// The menu.
    #[prop(into)]
    items: Signal<Vec<Item>>,
    /// Icon before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// Appearance.
    #[prop(optional)]
    kind: Kind,
    /// Show the icon only; the label is the name and the tooltip.
    #[prop(optional)]
    hide_label: bool,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// Why it cannot be used now.
    #[prop(optional, into)]
    disabled_reason: MaybeProp<String>,
) -> impl IntoView {
    let (button, panel) = (NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    let id = unique_id("menu");
    let open = RwSignal::new(false);
    let follow = StoredValue::new(None::<AnchorFollower>);
    // A click on the button of an open menu closes it first (the browser's light dismiss) and must not open it again.
    let was_open = StoredValue::new(false);
    let show = move |last: bool| {
        let (Some(button), Some(panel)) = (button.get_untracked(), panel.get_untracked()) else {
            return;
        };
        if disabled_reason.with_untracked(Option::is_some) {
            return;
        }
        let _ = button.focus();
        if panel.show_popover().is_err() {
            return;
        }
        open.set(true);
        spawn_local(async move {
            leptos::task::tick().await;
            follow.try_set_value(Some(AnchorFollower::new(&button, &panel)));
            let items = lines(&panel);
            if let Some(item) = if last { items.last() } else { items.first() } {
                let _ = item.focus();
            }
        });
    };
    let hide = move || {
        if let Some(panel) = panel.get_untracked() {
            let _ = panel.hide_popover();
        }
    };
    let click = move |_| {
        if was_open.get_value() {
            was_open.set_value(false);
            hide();
        } else {
            show(false);
        }
    };
    let arrow = move |event: KeyboardEvent| {
        let key = event.key();
        if key == "ArrowDown" || key == "ArrowUp" {
            event.prevent_default();
            show(key == "ArrowUp");
        }
    };
    let toggled = move |_| {
        if !panel.get_untracked().is_some_and(|panel| is_open(&panel)) {
            follow.set_value(None);
            open.set(false);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if let Some(panel) = panel.get_untracked() {
            move_focus(&event, &panel);
        }
    };
    view! {
        <button
            type="button"
            class=format!("{} {class}{}", kind.class(), if hide_label { " only-icon" } else { "" })
            node_ref=button
            aria-haspopup="menu"
            aria-expanded=move || open.get().to_string()
            aria-controls=id.clone()
            aria-disabled=aria_disabled(disabled_reason)
            aria-label=move || hide_label.then(|| label.get())
            title=move || Some(label.get()).filter(|label| hide_label || label.len() > LONG_LABEL)
            on:pointerdown=move |_| was_open.set_value(open.get_untracked())
            on:click=click
            on:keydown=arrow
        >
            {icon.map(super::icon::icon)}
            {(!hide_label).then(|| view! { <span class="given">{label}</span> {super::icon::icon(IconName::ChevronDown)} })}
        </button>
        {tip(disabled_reason)}
        <div class="menu" role="menu" popover="auto" id=id node_ref=panel aria-label=label on:toggle=toggled on:keydown=keys>
            {move || open.get().then(|| items.get().into_iter().map(|item| line(item, hide)).collect_view())}
        </div>
    }
}

fn line(item: Item, hide: impl Fn() + Copy + 'static) -> AnyView {
    let Item {
        label,
        what,
        checked,
        reason,
        danger,
        lang,
    } = item;
    let role = match checked {
        None => "menuitem",
        Some((_, false)) => "menuitemcheckbox",
        Some((_, true)) => "menuitemradio",
    };
    let aria_checked = checked.map(|(on, _)| on.to_string());
    let disabled = reason.is_some();
    let content = view! {
        {checked.map(|(on, _)| view! { <span class="tick">{on.then(|| icon(IconName::Check))}</span> })}
        <span lang=lang>{label.clone()}{reason.map(|reason| view! { <small class="why">{reason}</small> })}</span>
    };
    let aria_disabled = disabled.then_some("true");
    match what {
        ItemKind::Separator => view! { <div role="separator"></div> },
        ItemKind::Heading => view! { <div class="menu-heading" role="presentation">{label}</div> },
        ItemKind::Link(href) => view! {
            <a class="menu-item" role=role tabindex="-1" href=(!disabled).then_some(href) aria-disabled=aria_disabled on:click=move |_| hide()>
                {content}
            </a>
        },
        ItemKind::Outside(href, note) => view! {
            <a class="menu-item" role=role tabindex="-1" href=href target="_blank" rel="noopener noreferrer" on:click=move |_| hide()>
                {content}
                {icon(IconName::External)}
                <span class="sr-only">" "{note}</span>
            </a>
        },
        ItemKind::Run(action) => {
            let click = move |_| {
                if !disabled {
                    hide();
                    action.run(());
                }
            };
            view! {
                <button
                    type="button"
                    class="menu-item"
                    class:danger=danger
                    role=role
                    tabindex="-1"
                    aria-checked=aria_checked
                    aria-disabled=aria_disabled
                    on:click=click
                >
                    {content}
                </button>
            }
        }
    }
}

fn lines(panel: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = panel.query_selector_all(".menu-item") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|i| found.get(i)?.dyn_into().ok())
        .collect()
}

fn move_focus(event: &KeyboardEvent, panel: &HtmlElement) {
    let items = lines(panel);
    let here = origin(event).and_then(|at| items.iter().position(|item| item.contains(Some(&at))));
    let count = items.len();
    let key = event.key();
    let to = match (key.as_str(), here) {
        ("ArrowDown", Some(i)) => Some((i + 1) % count),
        ("ArrowUp", Some(i)) => Some((i + count - 1) % count),
        ("Home" | "ArrowDown", _) => Some(0),
        ("End" | "ArrowUp", _) => count.checked_sub(1),
        ("Tab", _) => {
            let _ = panel.hide_popover();
            return;
        }
        (letter, here)
            if letter.chars().count() == 1
                && letter != " "
                && !event.ctrl_key()
                && !event.meta_key() =>
        {
            let letter = lower(letter);
            let from = here.map_or(0, |i| i + 1);
            (from..from + count).map(|i| i % count.max(1)).find(|i| {
                let text = items
                    .get(*i)
                    .and_then(|item| item.text_content())
                    .unwrap_or_default();
                lower(text.trim()).starts_with(&letter)
            })
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(item) = to.and_then(|i| items.get(i)) {
        let _ = item.focus();
    }
}
