//! What the export menu offers of the card list: the columns shown, and the rows on screen with their newest figures.

use super::columns::{self, CardColumn};
use super::facts;
use super::list::List;
use crate::features::exports::{ExportableList, language, menu};
use crate::platform::clock;
use crate::view::prelude::*;
use gsl_model::export::{ExportKind, view};
use gsl_model::time::Time;
use gsl_model::wire::SimCard;

/// The menu.
pub fn export_menu(list: List) -> AnyView {
    let keys = move |()| {
        let names = list.names.with_untracked(|names| names.attributes.clone());
        let shown = list
            .prefs
            .with_untracked(|prefs| columns::shown(&prefs.columns, &names));
        shown.into_iter().flat_map(fields).copied().collect()
    };
    menu(
        list.app,
        ExportableList {
            what: ExportKind::Cards,
            all: Signal::derive(move || list.all()),
            keys: Callback::new(keys),
            here: Signal::derive(move || list.ids().len()),
            csv: Callback::new(move |keys: Vec<&'static str>| untrack(|| on_screen(list, &keys))),
        },
    )
}

/// What a column shows, as columns of the export: a figure goes with the plan and with when it is from.
const fn fields(column: CardColumn) -> &'static [&'static str] {
    match column {
        CardColumn::Cid => &["cid"],
        CardColumn::Id => &["sim_card_id"],
        CardColumn::Status => &["sim_status", "stop_reason"],
        CardColumn::Node => &["node_id"],
        CardColumn::Imei => &["imei"],
        CardColumn::Model => &["device_model"],
        CardColumn::Imsi => &["imsi"],
        CardColumn::Msisdn => &["msisdn"],
        CardColumn::Plan => &["price_plan_name"],
        CardColumn::Used => &["flow_used", "flow_total", "flow_time"],
        CardColumn::Left => &["flow_left"],
        CardColumn::Tags => &["tag_names"],
        CardColumn::Order => &["order_id"],
        CardColumn::Attribute(1) => &["customer_attribute1"],
        CardColumn::Attribute(2) => &["customer_attribute2"],
        CardColumn::Attribute(3) => &["customer_attribute3"],
        CardColumn::Attribute(4) => &["customer_attribute4"],
        CardColumn::Attribute(5) => &["customer_attribute5"],
        CardColumn::Attribute(_) => &["customer_attribute6"],
        CardColumn::Activated => &["act_date"],
        CardColumn::Expires => &["expire_time"],
        CardColumn::Stopped => &["stopped_since"],
        CardColumn::RealNamed => &["real_named"],
        CardColumn::CutNet => &["cut_net_flag"],
        CardColumn::Threshold => &["exceed_cut_net_flag", "exceed_cut_net_quota"],
        CardColumn::Rebinds => &["imei_bind_remain_times"],
        CardColumn::Speed => &["speed_value"],
        CardColumn::SimType => &["sim_type"],
        CardColumn::DataType => &["data_type"],
        CardColumn::Network => &["network_type"],
        CardColumn::Carrier => &["carrier_type"],
    }
}

fn on_screen(list: List, keys: &[&str]) -> String {
    let Some(cards) = list.cards.data() else {
        return String::new();
    };
    let names = list.attribute_names();
    let own = |key: &str| {
        let slot = key.strip_prefix("customer_attribute")?.parse().ok()?;
        columns::attribute_name(slot, &names).map(str::to_owned)
    };
    let now = clock::now();
    let newest = |card: &SimCard| {
        let mut card = card.clone();
        let live = list.live_of(card.sim_card_id);
        let figures = live.as_ref().and_then(|live| live.figures.as_deref());
        let usage = facts::usage(&card, figures, now).unwrap_or_default();
        // As on screen: figures of the previous cycle are left out.
        (card.flow_used, card.flow_left) = (usage.used, usage.left);
        card.flow_total = usage.total.or(card.flow_total);
        card.flow_time = usage.at.map(Time::from);
        card
    };
    let rows: Vec<SimCard> = cards.sim_cards.iter().map(newest).collect();
    view(
        ExportKind::Cards,
        keys,
        rows.iter(),
        &own,
        language(list.app),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsl_model::export::column;

    #[test]
    fn every_column_of_the_list_can_be_exported_once() {
        let mut seen = Vec::new();
        for shown in columns::ALL {
            for key in fields(shown) {
                assert!(column(ExportKind::Cards, key).is_some(), "{key}");
                assert!(!seen.contains(key), "{key}");
                seen.push(key);
            }
        }
    }
}
