//! What the service finds for the cards chosen: a snapshot that it keeps.

use super::RenewalWizard;
use crate::api::renewal_calls;
use gsl_model::wire::{RenewalSnapshot, decode};

/// Has the service look, and goes on to what it found.
pub fn look(wizard: RenewalWizard, list: Option<i64>) {
    let request = wizard
        .view
        .with_untracked(|view| renewal_calls::look(view, list));
    wizard
        .sender
        .send(&request, &[renewal_calls::SNAPSHOTS], move |body| {
            if let Ok(found) = decode::<RenewalSnapshot>(&body) {
                wizard.sender.anew();
                // What was confirmed for other cards is not confirmed for these.
                wizard.agreed.set(String::new());
                wizard.go(Some(found.snapshot_id));
            }
        });
}
