//! Names of codes in exports.

use crate::can::DataType;
use crate::card::{CardForm, DeviceState, SimType};
use crate::carrier::Carrier;
use crate::label::TagState;
use crate::names::{Language, term};
use crate::order::{OrderStatus, OrderType};
use crate::pool::{BackwardState, ForwardState};
use crate::speed;
use crate::state::SimStatus;
use crate::stop::StopReason;
use crate::work_order::{ItemStatus, WorkOrderSource, WorkOrderStatus, WorkOrderType};

/// A set of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// `sim_status`
    CardState,
    /// `stop_reason`
    StopReason,
    /// `carrier_type`
    Carrier,
    /// `sim_type`
    SimType,
    /// `data_type`
    DataType,
    /// `card_form`
    CardForm,
    /// `device_status`
    DeviceState,
    /// `order_status`
    OrderState,
    /// `order_type`
    OrderType,
    /// `status` of a tag
    TagState,
    /// `status` of a work order
    WorkOrderState,
    /// `work_order_type`
    WorkOrderType,
    /// `status` of an item
    ItemState,
    /// `work_order_source`
    Source,
    /// `pool_kind` of an order
    PoolKind,
    /// `status` of a forward pool
    PoolState,
    /// `pool_status` of a backward pool
    BackPoolState,
    /// `speed_value`: only no limit is a word, a limit stays a number
    SpeedLimit,
}

/// The name of a code; `None` for an unknown one, which is then written as it is.
#[must_use]
pub fn word(words: Words, code: &str, language: Language) -> Option<&'static str> {
    let number = || code.parse::<i32>().ok();
    Some(match words {
        Words::CardState => SimStatus::from_code(number()?)?.name(language),
        Words::StopReason => StopReason::from_key(code)?.name(language),
        Words::Carrier => Carrier::from_carrier_type(number()?)?.name(language),
        Words::SimType => SimType::from_code(number()?)?.name(language),
        Words::DataType => DataType::from_code(number()?)?.name(language),
        Words::CardForm => CardForm::from_key(code)?.name(language),
        Words::DeviceState => DeviceState::from_code(number()?)?.name(language),
        Words::OrderState => OrderStatus::from_code(number()?)?.name(language),
        Words::OrderType => OrderType::from_code(number()?)?.name(language),
        Words::TagState => TagState::from_code(number()?)?.name(language),
        Words::WorkOrderState => WorkOrderStatus::from_code(number()?)?.name(language),
        Words::WorkOrderType => WorkOrderType::from_code(number()?)?.name(language),
        Words::ItemState => ItemStatus::from_code(number()?)?.name(language),
        Words::Source => WorkOrderSource::from_code(number()?)?.name(language),
        Words::PoolKind => match number()? {
            1 => term::FORWARD_POOL.of(language),
            2 => term::BACKWARD_POOL.of(language),
            _ => return None,
        },
        Words::PoolState => ForwardState::from_code(number()?)?.name(language),
        Words::BackPoolState => BackwardState::from_code(number()?)?.name(language),
        Words::SpeedLimit if number()? == speed::UNLIMITED => term::NO_SPEED_LIMIT.of(language),
        Words::SpeedLimit => return None,
    })
}
