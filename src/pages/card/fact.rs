//! Name and value pairs.

use crate::state::messages;
use crate::ui::copy::CopyButton;
use crate::ui::tooltip::InfoTip;
use crate::view::prelude::*;

/// A fact with any value.
pub fn fact(name: &str, value: AnyView) -> AnyView {
    view! { <div class="fact"><dt>{name.to_owned()}</dt><dd>{value}</dd></div> }
}

/// A fact in plain text; a dash when there is none.
pub fn text(name: &str, value: Option<String>) -> AnyView {
    fact(name, plain(value))
}

fn plain(value: Option<String>) -> AnyView {
    match value.filter(|value| !value.is_empty()) {
        Some(value) => crate::ui::badge::given(value),
        None => nothing(),
    }
}

/// A dash, read as "none" by screen readers.
pub fn nothing() -> AnyView {
    view! { <span class="muted"><span aria-hidden="true">"—"</span><span class="sr-only">{messages().common.none}</span></span> }
}

/// An identifier: shown grouped when asked for, copied as it is.
pub fn id(name: &'static str, value: Option<&str>, grouped: bool) -> AnyView {
    let m = messages();
    let value = match value.filter(|value| !value.is_empty()) {
        Some(value) => {
            let shown = if grouped {
                gsl_model::iccid::group(value)
            } else {
                value.to_owned()
            };
            view! {
                <span class="mono">{shown}</span>
                <CopyButton text=value.to_owned() label=(m.card().copy_of)(name) copied_label=m.common.copied />
            }
        }
        None => nothing(),
    };
    fact(name, value)
}

/// A fact whose name carries an explanation; `about` names the button that opens it.
pub fn explained(
    name: &'static str,
    value: AnyView,
    about: &'static str,
    why: &'static str,
) -> AnyView {
    view! {
        <div class="fact">
            <dt>{name}" "<InfoTip label=about>{why}</InfoTip></dt>
            <dd>{value}</dd>
        </div>
    }
}

/// A group of facts under a heading, with a note below where there is one.
pub fn group(title: &'static str, facts: Vec<AnyView>, note: Option<&'static str>) -> AnyView {
    view! {
        <section class="fact-group">
            <h2>{title}</h2>
            <dl class="facts">{facts}</dl>
            {note.map(|note| view! { <p class="small muted">{note}</p> })}
        </section>
    }
}
