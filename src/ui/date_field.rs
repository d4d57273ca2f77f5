//! A day, written as `2026-11-30` whatever the browser's language: its own date field shows the parts in the order and the
//! words of the browser, not of the console.

use super::field::Input;
use crate::view::prelude::*;
use chrono::{Days, NaiveDate};

/// The day that was written: with `-`, `/`, `.` or nothing between the parts.
fn read(text: &str) -> Option<NaiveDate> {
    let text = text.trim().replace(['/', '.'], "-");
    let format = if text.contains('-') {
        "%Y-%m-%d"
    } else {
        "%Y%m%d"
    };
    let day = NaiveDate::parse_from_str(&text, format).ok()?;
    // Four digits of a year and two of month and day: before that somebody is still writing.
    let length = if text.contains('-') { 10 } else { 8 };
    (text.len() == length).then_some(day)
}

/// The day before or after; empty stays as it is.
fn step(text: &str, key: &str) -> Option<String> {
    let day = read(text)?;
    let day = match key {
        "ArrowUp" => day.checked_add_days(Days::new(1)),
        "ArrowDown" => day.checked_sub_days(Days::new(1)),
        _ => None,
    };
    day.map(|day| day.to_string())
}

/// The field. It reports a whole day or nothing, never part of one; arrow keys go to the next and the previous day.
#[component]
pub fn DateField(
    /// Label above.
    #[prop(into)]
    label: Signal<String>,
    /// The day, `2026-11-30`; empty = none.
    #[prop(into)]
    value: Signal<String>,
    /// Another day, or none.
    on_input: Callback<String>,
    /// How a day is written, in the console's language.
    hint: &'static str,
) -> impl IntoView {
    let partial = RwSignal::new(false);
    let typed = Callback::new(move |text: String| {
        let day = read(&text);
        partial.set(day.is_none() && !text.trim().is_empty());
        match day {
            Some(day) => on_input.run(day.to_string()),
            None if text.trim().is_empty() => on_input.run(String::new()),
            None => {}
        }
    });
    let keydown = move |event: web_sys::KeyboardEvent| {
        if let Some(day) = value.with_untracked(|value| step(value, &event.key())) {
            event.prevent_default();
            on_input.run(day);
        }
    };
    let error = MaybeProp::derive(move || partial.get().then(|| hint.to_owned()));
    view! {
        <div class="date-field" on:keydown=keydown>
            <Input label=label value=value on_input=typed placeholder="2026-11-30" error=error numeric=true />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{read, step};

    #[test]
    fn a_day_is_read_when_it_is_whole() {
        for text in ["2026-11-30", " 2026/11/30", "2026.11.30", "20261130"] {
            assert_eq!(read(text).unwrap().to_string(), "2026-11-30", "{text}");
        }
        for text in [
            "",
            "2026",
            "2026-11-3",
            "2026-1-30",
            "2026-11-31",
            "2026113",
            "30.11.2026",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn arrows_step_through_days() {
        assert_eq!(step("2026-11-30", "ArrowUp").as_deref(), Some("2026-12-01"));
        assert_eq!(
            step("2026-03-01", "ArrowDown").as_deref(),
            Some("2026-02-28")
        );
        assert_eq!(step("2026-11-30", "Enter"), None);
        assert_eq!(step("", "ArrowUp"), None);
    }
}
