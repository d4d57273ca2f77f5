//! Guided procedures of several steps: resetting the network (Q9.14), a lost card (Q9.6, Q10.7).

mod lost;
mod procedures;
mod reset;

pub use lost::lost_view;
pub use procedures::{GuidedProcedures, Procedure};
pub use reset::{reset_panel, reset_view};

use crate::state::App;
use crate::view::prelude::*;

/// Keys of resets in the storage begin so; the card's id follows.
const RESET: &str = "reset.";
/// Keys of lost cards.
const LOST: &str = "lost.";

/// Whether a procedure is stored in this browser, to be resumed.
#[must_use]
pub fn any_written() -> bool {
    [RESET, LOST]
        .iter()
        .any(|kind| !crate::platform::storage::keys(kind).is_empty())
}

/// The procedures of this browser. They run with the console, independent of the page that started one. Copy.
#[derive(Clone, Copy)]
struct Runner {
    app: App,
    owner: StoredValue<Owner>,
    procedures: StoredValue<Option<GuidedProcedures>>,
}

/// Lets procedures run as long as the current owner lives.
pub fn provide(app: App) {
    provide_context(Runner {
        app,
        owner: StoredValue::new(Owner::current().unwrap_or_default()),
        procedures: StoredValue::new(None),
    });
}

/// The guided procedures of the console this component belongs to, with what other tabs have begun.
#[must_use]
pub fn procedures() -> GuidedProcedures {
    let runner = expect_context::<Runner>();
    let procedures = runner.procedures.get_value().unwrap_or_else(|| {
        let owner = runner.owner.get_value();
        let procedures = owner.with(|| GuidedProcedures::new(runner.app));
        runner.procedures.set_value(Some(procedures));
        procedures
    });
    procedures.read();
    procedures
}
