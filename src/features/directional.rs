//! The form for one directional entry, validated with the service's rules (console.md section 9, Q4.1).

use crate::i18n::directional::{Directional, directional};
use crate::state::App;
use crate::ui::field::{Input, RadioGroup, Select};
use crate::view::prelude::*;
use gsl_model::order::{Entry, EntryError, EntryKind, Limits, Protocol, read_entry};
use gsl_model::wire::EntryRequest;

/// The texts.
#[must_use]
pub fn texts(app: App) -> &'static Directional {
    directional(app.locale.get_untracked())
}

/// An entry in one line: `tcp://8.8.8.8:8883`.
#[must_use]
pub fn line(protocol: &str, address: &str, port: Option<i64>) -> String {
    let mut line = format!("{protocol}://{address}");
    if let Some(port) = port {
        line.push(':');
        line.push_str(&port.to_string());
    }
    line
}

/// How many entries an order may have, as a text.
#[must_use]
pub fn limits_text(t: &Directional, limits: Limits) -> String {
    match (limits.ips, limits.domains, limits.entries) {
        (Some(ips), Some(domains), Some(all)) => (t.limits)(ips, domains, all),
        (_, _, Some(all)) => (t.limit)(all),
        _ => t.no_limits.to_owned(),
    }
}

/// The fields of an entry. Copy.
#[derive(Clone, Copy)]
pub struct EntryForm {
    app: App,
    kind: RwSignal<EntryKind>,
    protocol: RwSignal<Protocol>,
    address: RwSignal<String>,
    port: RwSignal<String>,
    /// Set on the first attempt to submit; from then on, missing fields are marked.
    tried: RwSignal<bool>,
}

impl EntryForm {
    /// An empty form.
    #[must_use]
    pub fn new(app: App) -> Self {
        Self {
            app,
            kind: RwSignal::new(EntryKind::Domain),
            protocol: RwSignal::new(Protocol::Https),
            address: RwSignal::new(String::new()),
            port: RwSignal::new(String::new()),
            tried: RwSignal::new(false),
        }
    }

    /// Resets the form, to empty or to an existing entry.
    pub fn fill(self, entry: Option<&EntryRequest>) {
        let kind = entry.and_then(|entry| EntryKind::from_code(entry.kind));
        let protocol = entry.and_then(|entry| Protocol::from_name(&entry.protocol));
        self.kind.set(kind.unwrap_or(EntryKind::Domain));
        self.protocol.set(protocol.unwrap_or(Protocol::Https));
        self.address
            .set(entry.map(|entry| entry.address.clone()).unwrap_or_default());
        let port = entry.and_then(|entry| entry.port);
        self.port
            .set(port.map(|port| port.to_string()).unwrap_or_default());
        self.tried.set(false);
    }

    /// The input, valid or not, for the draft. Tracked.
    #[must_use]
    pub fn typed(self) -> EntryRequest {
        EntryRequest {
            kind: self.kind.get().code(),
            protocol: self.protocol.get().name().to_owned(),
            address: self.address.get(),
            port: self.port.with(|port| port.trim().parse().ok()),
        }
    }

    /// The input as an entry. Tracked.
    ///
    /// # Errors
    /// The first error.
    pub fn read(self) -> Result<Entry, EntryError> {
        let port = self.port.with(|port| match port.trim() {
            "" => None,
            // 0 is rejected as a port.
            text => Some(text.parse().unwrap_or(0)),
        });
        let (kind, protocol) = (self.kind.get(), self.protocol.get());
        self.address
            .with(|address| read_entry(Some(kind.code()), protocol.name(), address, port))
    }

    /// The entry to submit. If it is invalid, returns `None`, and the error is shown below its field.
    #[must_use]
    pub fn request(self) -> Option<EntryRequest> {
        self.tried.set(true);
        let entry = untrack(move || self.read()).ok()?;
        Some(EntryRequest {
            kind: entry.kind.code(),
            protocol: entry.protocol.name().to_owned(),
            address: entry.address,
            port: entry.port.map(i64::from),
        })
    }

    fn validation_error(self, field: &'static str, empty: bool) -> Option<String> {
        if empty && !self.tried.get() {
            return None;
        }
        let wrong = self.read().err().filter(|wrong| wrong.field() == field)?;
        Some((texts(self.app).wrong)(wrong).to_owned())
    }

    /// The fields.
    #[must_use]
    pub fn view(self, on_enter: Callback<()>) -> AnyView {
        let t = texts(self.app);
        let kinds = EntryKind::ALL
            .iter()
            .map(|kind| (kind.key().to_owned(), (t.kind)(*kind).to_owned()));
        let choose = Callback::new(move |key: String| {
            if let Some(kind) = EntryKind::from_key(&key) {
                self.kind.set(kind);
            }
        });
        let protocols = Protocol::ALL
            .map(|protocol| (protocol.name().to_owned(), protocol.name().to_owned()))
            .to_vec();
        let pick = Callback::new(move |name: String| {
            if let Some(protocol) = Protocol::from_name(&name) {
                self.protocol.set(protocol);
            }
        });
        let hint = move || match (self.kind.get(), self.protocol.get()) {
            (EntryKind::Ip, _) => t.ip_hint,
            (kind, protocol) if kind.allows_wildcard(protocol) => t.domain_hint,
            _ => t.mqtt_hint,
        };
        let port_hint = move || {
            if self.kind.get().needs_port(self.protocol.get()) {
                t.port_needed
            } else {
                t.port_free
            }
        };
        view! {
            <RadioGroup
                legend=t.kind_label
                options=kinds.collect()
                value=Signal::derive(move || self.kind.get().key().to_owned())
                on_change=choose
            />
            <Select label=t.protocol value=Signal::derive(move || self.protocol.get().name().to_owned()) options=protocols on_change=pick />
            <p class="muted small">{t.other_protocols}</p>
            <Input
                label=t.address
                value=self.address
                on_input=Callback::new(move |text| self.address.set(text))
                on_enter=on_enter
                hint=MaybeProp::derive(move || Some(hint().to_owned()))
                error=MaybeProp::derive(move || self.validation_error("address", self.address.with(|text| text.trim().is_empty())))
            />
            <Input
                label=t.port
                value=self.port
                on_input=Callback::new(move |text| self.port.set(text))
                on_enter=on_enter
                numeric=true
                hint=MaybeProp::derive(move || Some(port_hint().to_owned()))
                error=MaybeProp::derive(move || self.validation_error("port", self.port.with(|text| text.trim().is_empty())))
            />
        }
    }
}
