//! Filters of a list: a search field whose text stands in the address, and what a choice offers.

use crate::platform::timer::Timer;
use crate::ui::field::Input;
use crate::view::prelude::*;

/// Milliseconds after the last keystroke until the address is changed.
pub const TYPING_MS: i32 = 250;

/// What is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchKind {
    /// Words; spaces around them do not count.
    Words,
    /// A number; it may be pasted in groups, as it is printed.
    Number,
}

impl SearchKind {
    fn clean(self, text: &str) -> String {
        match self {
            Self::Words => text.trim().to_owned(),
            Self::Number => text.chars().filter(|c| !c.is_whitespace()).collect(),
        }
    }
}

/// The field. It shows what the address asks for, also after Back and Forward; `write` puts into the address what was typed.
pub fn search(
    label: &'static str,
    of: SearchKind,
    asked: impl Fn() -> String + 'static,
    write: impl Fn(String) + 'static,
) -> AnyView {
    let asked = Memo::new(move |_| asked());
    let text = RwSignal::new(asked.get_untracked());
    Effect::new(move |_| {
        let asked = asked.get();
        if text.with_untracked(|text| of.clean(text) != asked) {
            text.set(asked);
        }
    });
    let write = StoredValue::new(std::rc::Rc::new(write) as std::rc::Rc<dyn Fn(String)>);
    let later = StoredValue::new(None::<Timer>);
    let typed = Callback::new(move |typed: String| {
        text.set(typed.clone());
        later.set_value(Some(Timer::after(TYPING_MS, move || {
            write.get_value()(of.clean(&typed));
        })));
    });
    view! { <Input label=label value=text on_input=typed kind="search" numeric=(of == SearchKind::Number) /> }
}

/// What a choice offers, (key, name): all, under an empty key, then what there is.
pub fn options<T: Copy, K: ToString>(
    all: &str,
    known: &[T],
    key: fn(T) -> K,
    name: impl Fn(T) -> String,
) -> Vec<(String, String)> {
    let one = |one: &T| (key(*one).to_string(), name(*one));
    std::iter::once((String::new(), all.to_owned()))
        .chain(known.iter().map(one))
        .collect()
}
