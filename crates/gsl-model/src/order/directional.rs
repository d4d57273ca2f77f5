//! Directional entries 定向信息 of an order (console.md section 9; questions 3.4–3.6, 4.1–4.3).

use crate::{carrier::Carrier, codes::codes};

codes! {
    /// What an entry addresses; an IP is always IPv4.
    EntryKind {
        Domain = 1, "domain", "域名", "Domain";
        Ip = 2, "ip", "IP", "IP";
    }
}

/// Protocols that can be entered in the form; others need an engineer (Q4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// http
    Http,
    /// https
    Https,
    /// tcp
    Tcp,
    /// udp
    Udp,
    /// mqtt
    Mqtt,
}

impl EntryKind {
    /// Whether `*` may replace the first label of a domain: not with mqtt, and never in an IP.
    #[must_use]
    pub const fn allows_wildcard(self, protocol: Protocol) -> bool {
        matches!(self, Self::Domain) && !matches!(protocol, Protocol::Mqtt)
    }

    /// Whether a port is required: with tcp and udp to an IP (assumed; for domains it is documented as optional).
    #[must_use]
    pub const fn needs_port(self, protocol: Protocol) -> bool {
        matches!(self, Self::Ip) && matches!(protocol, Protocol::Tcp | Protocol::Udp)
    }
}

impl Protocol {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Http, Self::Https, Self::Tcp, Self::Udp, Self::Mqtt];

    /// The name as written before `://`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::Mqtt => "mqtt",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// A valid entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// 域名 or IP.
    pub kind: EntryKind,
    /// Protocol.
    pub protocol: Protocol,
    /// Domain in lower case, or IP; without protocol, port or path.
    pub address: String,
    /// Port; any when absent.
    pub port: Option<u16>,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryError {
    /// The kind is neither 1 nor 2.
    Kind,
    /// The protocol is none of the five.
    Protocol,
    /// The address is empty.
    AddressEmpty,
    /// The address contains a protocol, port, path or anything else that does not belong there.
    AddressParts,
    /// Not an IPv4 address.
    Ip,
    /// Not a domain: at least two labels of letters, digits and hyphens, at most 253 characters.
    Domain,
    /// `*` where it is not allowed at all.
    Wildcard,
    /// `*` must be the whole first label, followed by at least two more.
    WildcardPlace,
    /// The port is not within 1 to 65535.
    Port,
    /// The port is missing.
    PortMissing,
}

impl EntryError {
    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Protocol => "protocol",
            Self::AddressEmpty => "address_empty",
            Self::AddressParts => "address_parts",
            Self::Ip => "ip",
            Self::Domain => "domain",
            Self::Wildcard => "wildcard",
            Self::WildcardPlace => "wildcard_place",
            Self::Port => "port",
            Self::PortMissing => "port_missing",
        }
    }

    /// The field of the form, and of the wire, that is wrong.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Protocol => "protocol",
            Self::Port | Self::PortMissing => "port",
            _ => "address",
        }
    }
}

/// Reads an entry as typed. That `*` must be the whole first label, followed by at least two more, is inferred from the
/// documented invalid patterns `*cdn.example.com` and `*.example.com*`.
///
/// # Errors
/// The first thing that is wrong.
pub fn read_entry(
    kind: Option<i32>,
    protocol: &str,
    address: &str,
    port: Option<i64>,
) -> Result<Entry, EntryError> {
    let kind = kind
        .and_then(EntryKind::from_code)
        .ok_or(EntryError::Kind)?;
    let protocol = Protocol::from_name(protocol).ok_or(EntryError::Protocol)?;
    let address = address.trim().to_ascii_lowercase();
    if address.is_empty() {
        return Err(EntryError::AddressEmpty);
    }
    if address.contains(['/', ':', '?', '#', '@', ' ', ',', ';']) {
        return Err(EntryError::AddressParts);
    }
    if address.contains('*') && !kind.allows_wildcard(protocol) {
        return Err(EntryError::Wildcard);
    }
    match kind {
        EntryKind::Ip => {
            if !is_ipv4(&address) {
                return Err(EntryError::Ip);
            }
        }
        EntryKind::Domain => domain(&address)?,
    }
    let port = match port {
        None if kind.needs_port(protocol) => return Err(EntryError::PortMissing),
        None => None,
        Some(port) => match u16::try_from(port) {
            Ok(0) | Err(_) => return Err(EntryError::Port),
            Ok(port) => Some(port),
        },
    };
    Ok(Entry {
        kind,
        protocol,
        address,
        port,
    })
}

/// Four numbers from 0 to 255 without leading zeros.
fn is_ipv4(address: &str) -> bool {
    let number = |part: &str| {
        let plain = part == "0" || !part.starts_with('0');
        plain && part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u8>().is_ok()
    };
    address.split('.').count() == 4 && address.split('.').all(number)
}

fn domain(address: &str) -> Result<(), EntryError> {
    let rest = address.strip_prefix("*.");
    let named = rest.unwrap_or(address);
    if named.contains('*') {
        return Err(EntryError::WildcardPlace);
    }
    let part = |part: &str| {
        (1..=63).contains(&part.len())
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let parts: Vec<&str> = named.split('.').collect();
    let last_is_word = parts
        .last()
        .is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_alphabetic()));
    if rest.is_some() && parts.len() < 2 {
        return Err(EntryError::WildcardPlace);
    }
    if address.len() > 253 || parts.len() < 2 || !last_is_word || !parts.into_iter().all(part) {
        return Err(EntryError::Domain);
    }
    Ok(())
}

codes! {
    /// State of an entry.
    DirectionalState {
        Pending = 1, "pending", "未生效", "Not in effect yet";
        Reviewing = 2, "reviewing", "审核中", "Under review";
        Configuring = 3, "configuring", "配置中", "Being configured";
        Effective = 4, "effective", "已生效", "In effect";
        Rejected = 5, "rejected", "审核不通过", "Rejected";
        Changing = 6, "changing", "修改中", "Being changed";
        Deleting = 7, "deleting", "删除中", "Being deleted";
    }
}

impl DirectionalState {
    /// Editing is not allowed in 配置中, 审核中, 删除中.
    #[must_use]
    pub const fn editable(self) -> bool {
        !matches!(self, Self::Configuring | Self::Reviewing | Self::Deleting)
    }

    /// Deleting is allowed in 未生效, 已生效, 审核不通过, 修改中 (Q4.3).
    #[must_use]
    pub const fn deletable(self) -> bool {
        matches!(
            self,
            Self::Pending | Self::Effective | Self::Rejected | Self::Changing
        )
    }
}

/// A change to an order's entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Add, edit.
    Edit,
    /// Delete.
    Delete,
}

/// Why an entry cannot be added, edited or deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeRefusal {
    /// The entry's state.
    State(DirectionalState),
    /// The last entry cannot be deleted.
    LastEntry,
    /// More IPs than the carrier allows.
    TooManyIps(usize),
    /// More domains than the carrier allows.
    TooManyDomains(usize),
    /// More entries than the carrier allows.
    TooMany(usize),
}

impl ChangeRefusal {
    /// Stable key, also on the wire.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::State(_) => "state",
            Self::LastEntry => "last_entry",
            Self::TooManyIps(_) => "too_many_ips",
            Self::TooManyDomains(_) => "too_many_domains",
            Self::TooMany(_) => "too_many",
        }
    }
}

/// Whether an entry can be edited.
///
/// # Errors
/// Why not.
pub const fn can_edit(state: DirectionalState) -> Result<(), ChangeRefusal> {
    if state.editable() {
        Ok(())
    } else {
        Err(ChangeRefusal::State(state))
    }
}

/// Whether an entry can be deleted. `staying` is the number of the order's other entries that are not being deleted (Q4.3).
///
/// # Errors
/// Why not.
pub const fn can_delete(state: DirectionalState, staying: usize) -> Result<(), ChangeRefusal> {
    if !state.deletable() {
        Err(ChangeRefusal::State(state))
    } else if staying == 0 {
        Err(ChangeRefusal::LastEntry)
    } else {
        Ok(())
    }
}

/// How many entries an order may have; `None` where no source gives a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// IPs.
    pub ips: Option<usize>,
    /// Domains.
    pub domains: Option<usize>,
    /// Both together.
    pub entries: Option<usize>,
}

/// Limits of a carrier, or of tri-carrier cards: China Telecom at most 5 IPs, 10 domains and 10 in all; tri-carrier 10
/// in all; no limits are documented for the others.
#[must_use]
pub const fn limits(carrier: Carrier, tri_carrier: bool) -> Limits {
    match (carrier, tri_carrier) {
        (_, true) => Limits {
            ips: None,
            domains: None,
            entries: Some(10),
        },
        (Carrier::Telecom, false) => Limits {
            ips: Some(5),
            domains: Some(10),
            entries: Some(10),
        },
        _ => Limits {
            ips: None,
            domains: None,
            entries: None,
        },
    }
}

/// Whether an order may have this many entries.
///
/// # Errors
/// The limit that is exceeded.
pub fn check_count(limits: Limits, ips: usize, domains: usize) -> Result<(), ChangeRefusal> {
    let over = |limit: Option<usize>, count: usize| limit.filter(|limit| count > *limit);
    if let Some(limit) = over(limits.ips, ips) {
        return Err(ChangeRefusal::TooManyIps(limit));
    }
    if let Some(limit) = over(limits.domains, domains) {
        return Err(ChangeRefusal::TooManyDomains(limit));
    }
    if let Some(limit) = over(limits.entries, ips + domains) {
        return Err(ChangeRefusal::TooMany(limit));
    }
    Ok(())
}

#[cfg(test)]
#[path = "directional_tests.rs"]
mod tests;
