//! Which plans there are, and which choices lead to one: nothing is offered that cannot be bought.

use crate::i18n::format;
use crate::routes::purchase::PurchaseView;
use gsl_model::carrier::Carrier;
use gsl_model::units::{Cents, Megabytes};
use gsl_model::wire::PricePlan;

/// A size in MB as people write it.
pub fn size(mb: i64) -> String {
    Megabytes::from_mb(mb).map_or_else(|| format!("{mb} MB"), format::size)
}

/// A base plan of physical cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Plan id.
    pub plan: String,
    /// Its name.
    pub name: String,
    /// Carrier.
    pub carrier: Carrier,
    /// Region in words.
    pub to: String,
    /// A month.
    pub size: Megabytes,
    /// Term.
    pub years: i32,
    /// Of a card for the whole term.
    pub price: Cents,
    /// Silent or test period.
    pub silent_months: i32,
}

impl Offer {
    /// MB a month.
    #[must_use]
    pub const fn mb(&self) -> i64 {
        self.size.thousandths() / 1000
    }
}

/// The plans that can be bought.
#[must_use]
pub fn offers(plans: &[PricePlan]) -> Vec<Offer> {
    let offer = |plan: &PricePlan| {
        // Base plans of a term in years.
        if plan.package_type != Some(1) || plan.period_type != Some(50) {
            return None;
        }
        Some(Offer {
            plan: plan.price_plan_id.clone()?,
            name: plan.price_plan_name.clone().unwrap_or_default(),
            carrier: Carrier::from_carrier_type(plan.carrier_type?)?,
            to: plan.location_desc.clone().unwrap_or_default(),
            size: plan.flow_total?,
            years: plan.period?,
            price: plan.price?,
            silent_months: plan.silent_period_day.unwrap_or(6),
        })
    };
    plans.iter().filter_map(offer).collect()
}

/// The tab.
fn of_kind(view: &PurchaseView, offer: &Offer) -> bool {
    offer.carrier.is_mainland() != view.global
}

/// The tab and where on it.
fn of_place(view: &PurchaseView, offer: &Offer) -> bool {
    let there = if view.global {
        offer.to == view.to
    } else {
        Some(offer.carrier) == view.carrier
    };
    of_kind(view, offer) && there
}

/// Whether there is a plan of this carrier.
#[must_use]
pub fn has_carrier(offers: &[Offer], carrier: Carrier) -> bool {
    offers.iter().any(|offer| offer.carrier == carrier)
}

/// Regions abroad, each once.
#[must_use]
pub fn regions(offers: &[Offer]) -> Vec<String> {
    let mut regions: Vec<String> = Vec::new();
    for offer in offers.iter().filter(|offer| !offer.carrier.is_mainland()) {
        if !regions.contains(&offer.to) {
            regions.push(offer.to.clone());
        }
    }
    regions
}

/// Sizes of the tab, smallest first.
#[must_use]
pub fn sizes(offers: &[Offer], global: bool) -> Vec<i64> {
    let of_tab = offers
        .iter()
        .filter(|offer| offer.carrier.is_mainland() != global);
    let mut sizes: Vec<i64> = Vec::new();
    for offer in of_tab {
        if let Err(at) = sizes.binary_search(&offer.mb()) {
            sizes.insert(at, offer.mb());
        }
    }
    sizes
}

/// Terms, shortest first.
#[must_use]
pub fn terms(offers: &[Offer]) -> Vec<i32> {
    let mut terms: Vec<i32> = Vec::new();
    for offer in offers {
        if let Err(at) = terms.binary_search(&offer.years) {
            terms.insert(at, offer.years);
        }
    }
    terms
}

/// Whether the chosen carrier or region has this size.
#[must_use]
pub fn has_size(offers: &[Offer], view: &PurchaseView, mb: i64) -> bool {
    offers
        .iter()
        .any(|offer| of_place(view, offer) && offer.mb() == mb)
}

/// The terms of the chosen size.
#[must_use]
pub fn terms_of(offers: &[Offer], view: &PurchaseView) -> Vec<i32> {
    let of_size: Vec<Offer> = offers
        .iter()
        .filter(|offer| of_place(view, offer) && Some(offer.mb()) == view.mb)
        .cloned()
        .collect();
    terms(&of_size)
}

/// The plan chosen.
#[must_use]
pub fn chosen<'a>(offers: &'a [Offer], view: &PurchaseView) -> Option<&'a Offer> {
    offers.iter().find(|offer| {
        of_place(view, offer) && Some(offer.mb()) == view.mb && Some(offer.years) == view.years
    })
}

/// After carrier, region or size change: choices no plan offers are cleared; a single remaining term is chosen.
pub fn settle(offers: &[Offer], view: &mut PurchaseView) {
    view.mb = view.mb.filter(|mb| has_size(offers, view, *mb));
    let terms = terms_of(offers, view);
    view.years = match terms.as_slice() {
        [only] => Some(*only),
        _ => view.years.filter(|years| terms.contains(years)),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(carrier: i32, to: &str, mb: i64, years: i32, package: i32) -> PricePlan {
        PricePlan {
            price_plan_id: Some(format!("{carrier}-{to}-{mb}-{years}")),
            flow_total: Megabytes::from_mb(mb),
            package_type: Some(package),
            period: Some(years),
            period_type: Some(if package == 1 { 50 } else { 20 }),
            location_desc: Some(to.to_owned()),
            carrier_type: Some(carrier),
            price: Some(Cents(100)),
            ..PricePlan::default()
        }
    }

    fn some() -> Vec<Offer> {
        offers(&[
            plan(1, "中国大陆", 30, 1, 1),
            plan(1, "中国大陆", 30, 3, 1),
            plan(1, "中国大陆", 1024, 1, 1),
            plan(2, "中国大陆", 30, 1, 1),
            plan(2, "中国大陆", 100, 1, 2),
            plan(4, "日本", 100, 1, 1),
            plan(4, "泰国", 1024, 3, 1),
        ])
    }

    #[test]
    fn add_ons_are_not_offered_and_lists_hold_each_choice_once() {
        let all = some();
        assert_eq!(all.len(), 6);
        assert_eq!(sizes(&all, false), [30, 1024]);
        assert_eq!(sizes(&all, true), [100, 1024]);
        assert_eq!(regions(&all), ["日本", "泰国"]);
        assert_eq!(terms(&all), [1, 3]);
        assert!(has_carrier(&all, Carrier::Mobile) && !has_carrier(&all, Carrier::Unicom));
    }

    #[test]
    fn what_no_plan_has_is_not_chosen_any_more() {
        let all = some();
        let mut view = PurchaseView {
            carrier: Some(Carrier::Mobile),
            mb: Some(1024),
            years: Some(3),
            ..PurchaseView::default()
        };
        assert_eq!(chosen(&all, &view), None);
        settle(&all, &mut view);
        assert_eq!((view.mb, view.years), (Some(1024), Some(1)));
        assert_eq!(chosen(&all, &view).unwrap().plan, "1-中国大陆-1024-1");
        view.carrier = Some(Carrier::Telecom);
        settle(&all, &mut view);
        assert_eq!((view.mb, view.years), (None, None));
        view.mb = Some(30);
        settle(&all, &mut view);
        assert_eq!(view.years, Some(1));
    }

    #[test]
    fn a_region_abroad_takes_the_place_of_the_carrier() {
        let all = some();
        let view = PurchaseView {
            global: true,
            to: "泰国".to_owned(),
            mb: Some(1024),
            years: Some(3),
            ..PurchaseView::default()
        };
        assert!(has_size(&all, &view, 1024) && !has_size(&all, &view, 100));
        assert_eq!(chosen(&all, &view).unwrap().carrier, Carrier::Overseas);
    }
}
