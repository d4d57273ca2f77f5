//! Orders: types, states, what each of them shows and allows, how long they take, what they cost (console.md sections
//! 8, 9, 13, 17; questions 3.4–3.6, 3.10, 5, 6.1, 12).
//!
//! Rules that no source states, but that an operator would expect, are marked "assumed".

mod add_on;
mod address;
mod directional;
mod price;
mod renew;
mod state;

pub use add_on::{MOST_ADD_ON_ORDERS, SelectionRefusal, check_selection, split_selection};
pub use address::{AddressError, MOST_ADDRESSES, read_address};
pub use directional::{
    Change, ChangeRefusal, DirectionalState, Entry, EntryError, EntryKind, Limits, Protocol,
    can_delete, can_edit, check_count, limits, read_entry,
};
pub use price::{
    MOST_CARDS, MOST_PACKS, PAY_WITHIN_HOURS, QUOTE_MINUTES, QuantityRefusal, cards_of,
    freight_collect, pack_sizes, pay_before, quote_expires, total,
};
pub use renew::{
    MOST_ORDERS_ALL, MOST_ORDERS_TICKED, RENEWAL_WINDOWS, RenewFacts, RenewRefusal, new_expiry,
    ordered_late, renewable,
};
pub use state::{
    CARD_FORMS, Milestone, OrderStatus, OrderType, PaymentRefusal, awaits_payment, duration,
    expected, is_industrial, milestones, task,
};
