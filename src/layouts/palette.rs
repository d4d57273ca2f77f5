//! Command palette: recent pages, all pages, a card by any of its numbers with its actions, actions on the selected cards,
//! actions that need no selection, display commands.

use super::pages::{NavPage, account, groups};
use crate::api::{calls, use_query};
use crate::config::theme::{Density, Theme};
use crate::features::actions::offers::Opens;
use crate::features::actions::selection::selection_offers;
use crate::features::actions::{Offer, Offers};
use crate::i18n::{Locale, format};
use crate::platform::dom::lower;
use crate::routes::renewal::RenewalView;
use crate::routes::{CardTab, CardsView, Route};
use crate::state::recents;
use crate::state::selection::Selection;
use crate::state::{App, app};
use crate::ui::combobox::{Choice, Combobox};
use crate::ui::dialog::{Dialog, DialogKind};
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::iccid;
use gsl_model::text::number_digits;
use gsl_model::wire::SimCardList;

/// What choosing an entry does.
#[derive(Clone, PartialEq)]
enum Action {
    Go(Route),
    Offer(Offer),
    Theme(Theme),
    Density(Density),
    Locale(Locale),
    Help,
}

#[derive(PartialEq)]
struct Entry {
    group: String,
    text: String,
    detail: String,
    icon: IconName,
    action: Action,
}

/// Key of an entry, independent of its position.
fn key_of(entry: &Entry) -> String {
    [&*entry.group, &*entry.text, &*entry.detail].join("\n")
}

/// Digits a card is looked up from.
const LOOKUP_MIN: usize = 6;

/// The dialog; `open` is shared with the top bar and Ctrl/⌘ K.
#[component]
pub fn Palette(
    /// Whether the palette is open.
    open: RwSignal<bool>,
    /// Opens the list of keys.
    help_open: RwSignal<bool>,
) -> impl IntoView {
    let app = app();
    let m = app.messages();
    let text = RwSignal::new(String::new());
    let digits = Memo::new(move |_| open.get().then(|| lookup_digits(&text.get())).flatten());
    let found = use_query::<SimCardList>(app.client, move || {
        let digits = digits.get()?;
        // 15 digits are an IMEI, 11–13 an MSISDN; everything else is (the beginning of) a container ID.
        Some(match digits.len() {
            15 => calls::find_by_main(3, &digits),
            11..=13 => calls::find_by_msisdn(&digits),
            _ => calls::find_by_main(1, &digits),
        })
    });
    let entries = Memo::new(move |_| {
        let typed = text.get();
        let cards = digits.get().and_then(|_| {
            found
                .state
                .with(|state| state.data.clone().filter(|_| !state.of_previous))
        });
        let typed = lower(typed.trim());
        let mut entries = card_entries(app, cards.as_deref());
        if typed.is_empty() && open.get() {
            entries.extend(recent_entries(app));
        }
        for mut group in [
            selected_entries(app),
            verb_entries(app),
            page_entries(app),
            command_entries(app),
        ] {
            group.retain(|entry| matches(entry, &typed));
            // A match at the beginning ranks before one in the middle.
            group.sort_by_cached_key(|entry| !lower(&entry.text).starts_with(&typed));
            entries.extend(group);
        }
        entries
    });
    let options = Signal::derive(move || {
        entries.with(|entries| {
            entries
                .iter()
                .map(|entry| Choice {
                    key: key_of(entry),
                    text: entry.text.clone(),
                    detail: entry.detail.clone(),
                    group: entry.group.clone(),
                    icon: Some(entry.icon),
                })
                .collect::<Vec<_>>()
        })
    });
    let choose = move |key: String| {
        let action = entries.with_untracked(|entries| {
            let entry = entries.iter().find(|entry| key_of(entry) == key);
            entry.map(|entry| entry.action.clone())
        });
        open.set(false);
        text.set(String::new());
        match action {
            Some(Action::Go(route)) => app.nav.go(&route),
            Some(Action::Offer(offer)) => offer.go(app),
            Some(Action::Theme(theme)) => app.set_theme(theme),
            Some(Action::Density(density)) => app.set_density(density),
            Some(Action::Locale(locale)) => app.set_locale(locale),
            Some(Action::Help) => help_open.set(true),
            None => {}
        }
    };
    let empty = Signal::derive(move || {
        if digits.get().is_some() && found.state.with(|state| state.loading) {
            m.shell.searching.to_owned()
        } else {
            (m.shell.nothing_found)(&format::isolated(&text.get()))
        }
    });
    view! {
        <Dialog open=open title=m.shell.search close_label=m.common.close kind=DialogKind::Palette>
            <Combobox
                label=m.shell.search
                text=text
                options=options
                on_select=Callback::new(choose)
                placeholder=m.shell.search_hint
                inline=true
                empty=empty
                autofocus=true
            />
        </Dialog>
    }
}

fn lookup_digits(text: &str) -> Option<String> {
    let digits = number_digits(text, true).ok();
    digits.filter(|digits| digits.len() >= LOOKUP_MIN)
}

/// `typed` is in lower case.
fn matches(entry: &Entry, typed: &str) -> bool {
    typed.is_empty() || lower(&entry.text).contains(typed) || lower(&entry.group).contains(typed)
}

fn card_entries(app: App, cards: Option<&SimCardList>) -> Vec<Entry> {
    let m = app.messages();
    let rows = cards
        .map(|list| list.sim_cards.as_slice())
        .unwrap_or_default();
    let found = rows.iter().take(8).map(|card| Entry {
        group: m.shell.cards.to_owned(),
        text: iccid::group(card.cid.as_deref().unwrap_or_default()),
        detail: [card.msisdn.as_deref(), card.imei.as_deref()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        icon: IconName::Card,
        action: Action::Go(Route::card(card.sim_card_id)),
    });
    let mut entries: Vec<Entry> = found.collect();
    // A single match: the actions possible now.
    if let [card] = rows {
        let group = iccid::group(card.cid.as_deref().unwrap_or_default());
        let open = |offer: &Offer| {
            let route = match offer.opens {
                Opens::Dialog(id) => Route::Card {
                    id,
                    tab: CardTab::default(),
                    action: Some(offer.action),
                },
                _ => offer.page()?,
            };
            Some(Entry {
                group: group.clone(),
                text: offer.label.to_owned(),
                detail: String::new(),
                icon: IconName::ChevronRight,
                action: Action::Go(route),
            })
        };
        let offers = Offers::of(app, card);
        let now = offers.list.iter().filter(|offer| offer.why_not.is_none());
        entries.extend(now.filter_map(open));
    }
    entries
}

/// What can be done with the selected cards now; bulk jobs begin with their preview.
fn selected_entries(app: App) -> Vec<Entry> {
    let m = &app.messages().shell;
    let count = app.selected_cards.with(Selection::count);
    if count == 0 {
        return Vec::new();
    }
    let group = (m.on_selected)(&format::count(i64::try_from(count).unwrap_or(i64::MAX)));
    let entry = |offer: Offer| Entry {
        group: group.clone(),
        text: offer.label.to_owned(),
        detail: String::new(),
        icon: IconName::ChevronRight,
        action: Action::Offer(offer),
    };
    selection_offers(app)
        .into_iter()
        .filter(|offer| offer.why_not.is_none())
        .map(entry)
        .collect()
}

/// Recent pages without the current one.
fn recent_entries(app: App) -> Vec<Entry> {
    let m = &app.messages().shell;
    let now = app.nav.route_untracked();
    let others = recents::all()
        .into_iter()
        .filter(|(route, _)| !route.same_page(&now));
    let entry = |(route, heading): (Route, String)| Entry {
        group: m.recent.to_owned(),
        text: heading,
        detail: String::new(),
        icon: match route {
            Route::Card { .. } => IconName::Card,
            Route::Pool(_) => IconName::Drop,
            Route::Order(_) => IconName::Receipt,
            _ => IconName::Tasks,
        },
        action: Action::Go(route),
    };
    others.map(entry).collect()
}

/// Actions that need no selection.
fn verb_entries(app: App) -> Vec<Entry> {
    let m = &app.messages().shell;
    let [renew, buy, export] = m.verbs;
    let verb = |text: &str, icon, route| Entry {
        group: m.commands.to_owned(),
        text: text.to_owned(),
        detail: String::new(),
        icon,
        action: Action::Go(route),
    };
    vec![
        verb(
            renew,
            IconName::Refresh,
            Route::Renewal(RenewalView::default()),
        ),
        verb(buy, IconName::Cart, Route::purchase()),
        verb(
            export,
            IconName::Download,
            Route::Cards(CardsView::default()),
        ),
    ]
}

fn page_entries(app: App) -> Vec<Entry> {
    let m = &app.messages().shell;
    let groups = groups(m).into_iter().flat_map(|group| group.pages);
    let entry = |page: NavPage| Entry {
        group: m.pages.to_owned(),
        text: page.name.to_owned(),
        detail: String::new(),
        icon: page.icon,
        action: Action::Go(page.route),
    };
    let mirrored = app.client.mirrors().then(|| account(m));
    groups.chain(mirrored).map(entry).collect()
}

fn command_entries(app: App) -> Vec<Entry> {
    let m = &app.messages().shell;
    let command = |icon, what: &str, text: &str, action| Entry {
        group: m.commands.to_owned(),
        text: format!("{what} · {text}"),
        detail: String::new(),
        icon,
        action,
    };
    vec![
        command(
            IconName::Theme,
            m.theme,
            m.theme_system,
            Action::Theme(Theme::System),
        ),
        command(
            IconName::Theme,
            m.theme,
            m.theme_light,
            Action::Theme(Theme::Light),
        ),
        command(
            IconName::Theme,
            m.theme,
            m.theme_dark,
            Action::Theme(Theme::Dark),
        ),
        command(
            IconName::Columns,
            m.density,
            m.comfortable,
            Action::Density(Density::Comfortable),
        ),
        command(
            IconName::Columns,
            m.density,
            m.compact,
            Action::Density(Density::Compact),
        ),
        command(
            IconName::Language,
            m.language,
            Locale::ZhCn.name(),
            Action::Locale(Locale::ZhCn),
        ),
        command(
            IconName::Language,
            m.language,
            Locale::EnUs.name(),
            Action::Locale(Locale::EnUs),
        ),
        Entry {
            group: m.commands.to_owned(),
            text: m.keyboard.to_owned(),
            detail: "?".to_owned(),
            icon: IconName::Keyboard,
            action: Action::Help,
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::lookup_digits;

    #[test]
    fn numbers_are_looked_up_as_people_write_them() {
        assert_eq!(
            lookup_digits("8986 0112-8407").as_deref(),
            Some("898601128407")
        );
        assert_eq!(
            lookup_digits("8986011284071000234A").as_deref(),
            Some("8986011284071000234A")
        );
        assert_eq!(lookup_digits("12345"), None);
        assert_eq!(lookup_digits("overview"), None);
    }
}
