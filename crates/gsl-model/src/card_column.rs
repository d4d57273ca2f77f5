//! The columns of the card list.

/// A column of the card list (console.md section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CardColumn {
    Cid,
    Id,
    Status,
    Node,
    Imei,
    Model,
    Imsi,
    Msisdn,
    Plan,
    Used,
    Left,
    Tags,
    Order,
    /// Custom attribute one to six.
    Attribute(u8),
    Activated,
    Expires,
    Stopped,
    RealNamed,
    CutNet,
    Threshold,
    Rebinds,
    Speed,
    SimType,
    DataType,
    Network,
    Carrier,
}
