//! What the export menu offers of the card list: the columns shown, and the rows on screen with their newest figures.

use super::columns::{self, Column};
use super::facts;
use super::list::List;
use crate::pages::shared::export::{ExportableList, language, menu};
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
const fn fields(column: Column) -> &'static [&'static str] {
    match column {
        Column::Cid => &["cid"],
        Column::Id => &["sim_card_id"],
        Column::Status => &["sim_status", "stop_reason"],
        Column::Node => &["node_id"],
        Column::Imei => &["imei"],
        Column::Model => &["device_model"],
        Column::Imsi => &["imsi"],
        Column::Msisdn => &["msisdn"],
        Column::Plan => &["price_plan_name"],
        Column::Used => &["flow_used", "flow_total", "flow_time"],
        Column::Left => &["flow_left"],
        Column::Tags => &["tag_names"],
        Column::Order => &["order_id"],
        Column::Attribute(1) => &["customer_attribute1"],
        Column::Attribute(2) => &["customer_attribute2"],
        Column::Attribute(3) => &["customer_attribute3"],
        Column::Attribute(4) => &["customer_attribute4"],
        Column::Attribute(5) => &["customer_attribute5"],
        Column::Attribute(_) => &["customer_attribute6"],
        Column::Act => &["act_date"],
        Column::Expire => &["expire_time"],
        Column::RealNamed => &["real_named"],
        Column::CutNet => &["cut_net_flag"],
        Column::Threshold => &["exceed_cut_net_flag", "exceed_cut_net_quota"],
        Column::Rebinds => &["imei_bind_remain_times"],
        Column::Speed => &["speed_value"],
        Column::SimType => &["sim_type"],
        Column::DataType => &["data_type"],
        Column::Network => &["network_type"],
        Column::Carrier => &["carrier_type"],
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
        // As on screen: a figure of the cycle before is none of this one.
        (card.flow_used, card.flow_left) = (usage.used, usage.left);
        card.flow_total = usage.total.or(card.flow_total);
        card.flow_time = usage.at.map(Time::from);
        card
    };
    let rows: Vec<SimCard> = cards.sim_cards.iter().map(newest).collect();
    view(ExportKind::Cards, keys, rows.iter(), &own, language(list.app))
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
