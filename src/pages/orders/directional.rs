//! 定向信息 of an order: what its devices may reach, each entry with its state and what can be done (Q3.4–3.6, 4.1–4.3).

use crate::api::{directional_calls, use_query};
use crate::features::directional::{EntryForm, limits_text, line, texts};
use crate::features::instants;
use crate::features::mutation::Mutation;
use crate::features::polling::{note, while_running};
use crate::features::query_section::{load_state, part};
use crate::i18n::directional::Directional as Texts;
use crate::i18n::format;
use crate::state::App;
use crate::ui::badge::{Status, StatusBadge};
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::feedback::{Advice, Empty};
use crate::ui::field::Checkbox;
use crate::ui::icon::IconName;
use crate::ui::table::{Column, DataTable};
use crate::view::prelude::*;
use gsl_model::can::DataType;
use gsl_model::order::{DirectionalState, EntryKind, Limits, check_count};
use gsl_model::wire::{Directional, DirectionalEntry, DirectionalRequest, EntryRequest, extension};
use std::rc::Rc;

/// The tab.
pub fn tab(app: App, order: i64) -> AnyView {
    let t = texts(app);
    if !app.client.has(extension::DIRECTIONAL_READ) {
        return view! { <div class="pad"><Advice kind=Status::Idle><p>{t.not_offered}</p></Advice></div> };
    }
    let query =
        use_query::<Directional>(app.client, move || Some(directional_calls::entries(order)));
    let state = load_state(query);
    let data = Memo::new(move |_| query.data());
    let moving = Memo::new(move |_| {
        data.with(|data| {
            let entries = data.as_ref().map(|data| data.entries.as_slice());
            entries.unwrap_or_default().iter().any(|entry| {
                use DirectionalState::{Effective, Pending, Rejected};
                !matches!(state_of(entry), Effective | Pending | Rejected)
            })
        })
    });
    while_running(app, moving, state.refetch);
    let tab = Tab {
        app,
        t,
        order,
        data,
        form: EntryForm::new(app),
        asked: RwSignal::new(None),
        agreed: RwSignal::new(false),
        mutation: Mutation::new(),
    };
    view! {
        {part(state, 6, move || tab.content(moving))}
        {tab.dialog()}
    }
}

/// What the dialog is open for.
#[derive(Clone, PartialEq)]
enum EntryDialog {
    Add,
    Edit(DirectionalEntry),
    Delete(DirectionalEntry),
}

/// What the parts of the tab share. Copy.
#[derive(Clone, Copy)]
struct Tab {
    app: App,
    t: &'static Texts,
    order: i64,
    data: Memo<Option<Rc<Directional>>>,
    form: EntryForm,
    asked: RwSignal<Option<EntryDialog>>,
    agreed: RwSignal<bool>,
    mutation: Mutation,
}

fn state_of(entry: &DirectionalEntry) -> DirectionalState {
    DirectionalState::from_code(entry.state).unwrap_or(DirectionalState::Pending)
}

fn text_of(entry: &DirectionalEntry) -> String {
    line(&entry.protocol, &entry.address, entry.port)
}

fn limits(data: &Directional) -> Limits {
    let most = |limit: Option<i64>| limit.and_then(|limit| usize::try_from(limit).ok());
    Limits {
        ips: most(data.most_ips),
        domains: most(data.most_domains),
        entries: most(data.most_entries),
    }
}

impl Tab {
    fn content(self, moving: Memo<bool>) -> AnyView {
        let (app, t) = (self.app, self.t);
        let rows = Memo::new(move |_| {
            let data = self.data.get();
            data.map(|data| data.entries.clone()).unwrap_or_default()
        });
        let facts = move || {
            self.data.get().map(|data| {
                let due = data
                    .expected_time
                    .map(|at| (t.in_effect_by)(&format::service_date(at.0)));
                let general = data.data_type == Some(DataType::General.code());
                view! {
                    <ul class="tip-list">
                        {general.then(|| view! { <li>{t.general}" "{t.later}</li> })}
                        <li>{t.whole}" "{t.never_back}</li>
                        <li>{t.protocols}</li>
                        <li>{limits_text(t, limits(&data))}" "{due}</li>
                    </ul>
                }
            })
        };
        let why = Signal::derive(move || {
            app.why_not(extension::DIRECTIONAL_ACT)
                .or_else(|| self.data.with(|data| self.no_more(data.as_deref()?)))
        });
        let add = Callback::new(move |()| self.ask(EntryDialog::Add));
        let none = Memo::new(move |_| rows.with(Vec::is_empty));
        let table = move || {
            if none.get() {
                return view! { <Empty title=t.none text=t.none_text /> };
            }
            view! {
                <DataTable
                    label=t.tab
                    columns=self.columns()
                    rows=rows
                    key=|entry: &DirectionalEntry| entry.entry_id
                    loading=Signal::derive(|| false)
                    more_label=app.messages().common.more
                />
            }
        };
        view! {
            <div class="directional">
                <p>{t.intro}</p>
                {facts}
                <Button kind=Kind::Primary icon=IconName::Plus disabled_reason=why on_click=add>{t.add}</Button>
                {note(app, moving, t.live)}
            </div>
            {table}
        }
    }

    /// Why no entry can be added.
    fn no_more(self, data: &Directional) -> Option<String> {
        if let Some(key) = &data.refusal {
            return Some((self.t.refused)(key).to_owned());
        }
        let count = |kind: EntryKind| {
            let same = |entry: &&DirectionalEntry| {
                entry.kind == kind.code() && state_of(entry) != DirectionalState::Deleting
            };
            data.entries.iter().filter(same).count()
        };
        let (ips, domains) = (count(EntryKind::Ip), count(EntryKind::Domain));
        let full = check_count(limits(data), ips + 1, domains).is_err()
            && check_count(limits(data), ips, domains + 1).is_err();
        full.then(|| self.t.no_more.to_owned())
    }

    fn columns(self) -> Vec<Column<DirectionalEntry>> {
        let (app, t) = (self.app, self.t);
        vec![
            Column::new(t.entry, |entry: &DirectionalEntry| {
                text_of(entry).into_view()
            })
            .class("mono")
            .names_row(),
            Column::new(t.state_label, move |entry: &DirectionalEntry| {
                let state = state_of(entry);
                let kind = match state {
                    DirectionalState::Effective => Status::Ok,
                    DirectionalState::Rejected => Status::Bad,
                    DirectionalState::Pending => Status::Idle,
                    _ => Status::Warn,
                };
                let why = entry.fail_reason.as_deref().map(t.why_rejected);
                view! {
                    <StatusBadge kind=kind text=(t.state)(state) />
                    {why.map(|why| view! { <p class="small muted">{why}</p> })}
                }
            })
            .primary(),
            Column::new(t.created, move |entry: &DirectionalEntry| {
                instants::past(app, entry.create_time)
            }),
            Column::new(t.expected, move |entry: &DirectionalEntry| {
                instants::instant(app, entry.expected_time)
            })
            .primary(),
            Column::new(t.actions, move |entry: &DirectionalEntry| self.acts(entry)).primary(),
        ]
    }

    fn acts(self, entry: &DirectionalEntry) -> AnyView {
        let (t, state, name) = (self.t, state_of(entry), text_of(entry));
        let no_edit = entry.edit_refusal.as_ref().map(|_| (t.no_edit)(state));
        let no_delete = entry.delete_refusal.as_ref().map(|key| match key.as_str() {
            "last_entry" => t.last.to_owned(),
            _ => (t.no_delete)(state),
        });
        let (edited, to_delete) = (entry.clone(), entry.clone());
        let edit = Callback::new(move |()| self.ask(EntryDialog::Edit(edited.clone())));
        let delete = Callback::new(move |()| self.ask(EntryDialog::Delete(to_delete.clone())));
        view! {
            <span class="row-acts">
                <IconButton icon=IconName::Edit label=(t.edit_of)(&name) disabled_reason=MaybeProp::derive(move || no_edit.clone()) on_click=edit />
                <IconButton icon=IconName::Trash label=(t.delete_of)(&name) disabled_reason=MaybeProp::derive(move || no_delete.clone()) on_click=delete />
            </span>
        }
    }

    fn ask(self, asked: EntryDialog) {
        self.mutation.error.set(None);
        self.agreed.set(false);
        let entry = match &asked {
            EntryDialog::Edit(entry) => Some(EntryRequest {
                kind: entry.kind,
                protocol: entry.protocol.clone(),
                address: entry.address.clone(),
                port: entry.port,
            }),
            _ => None,
        };
        self.form.fill(entry.as_ref());
        self.asked.set(Some(asked));
    }

    /// The first entry of an order with general data changes all its cards for good (Q3.5, Q3.6).
    fn converts(self) -> bool {
        let first = self.data.with(|data| {
            let general = |data: &Rc<Directional>| {
                data.data_type != Some(DataType::Directional.code()) && data.entries.is_empty()
            };
            data.as_ref().is_some_and(general)
        });
        first && self.asked.with(|asked| *asked == Some(EntryDialog::Add))
    }

    fn send(self) {
        let (app, t, order) = (self.app, self.t, self.order);
        let Some(asked) = self.asked.get_untracked() else {
            return;
        };
        let (request, said) = match asked {
            EntryDialog::Delete(entry) => (
                directional_calls::delete(order, entry.entry_id),
                (t.deleted)(&text_of(&entry)),
            ),
            asked => {
                let Some(entry) = self.form.request() else {
                    return;
                };
                let name = line(&entry.protocol, &entry.address, entry.port);
                match asked {
                    EntryDialog::Edit(old) => (
                        directional_calls::edit(order, old.entry_id, &entry),
                        (t.edited)(&name),
                    ),
                    _ => {
                        let body = DirectionalRequest {
                            entries: vec![entry],
                            whole_order: self.agreed.get_untracked(),
                        };
                        (directional_calls::add(order, &body), (t.added)(&name))
                    }
                }
            }
        };
        let done = move |_| {
            self.asked.set(None);
            app.announce(said);
        };
        self.mutation
            .run(app, request, &["/v1/orders"], Box::new(done));
    }

    fn dialog(self) -> AnyView {
        let (app, t) = (self.app, self.t);
        let m = app.messages();
        let open = RwSignal::new(false);
        Effect::new(move |_| open.set(self.asked.with(Option::is_some)));
        let title = Signal::derive(move || {
            self.asked.with(|asked| match asked {
                Some(EntryDialog::Edit(entry)) => (t.edit_of)(&text_of(entry)),
                Some(EntryDialog::Delete(entry)) => (t.delete_of)(&text_of(entry)),
                _ => t.add.to_owned(),
            })
        });
        let reason = Signal::derive(move || {
            let unread = self.converts() && !self.agreed.get();
            unread
                .then(|| t.agree_first.to_owned())
                .or_else(|| self.mutation.reason(app))
        });
        let send = Callback::new(move |()| {
            if reason.get_untracked().is_none() {
                self.send();
            }
        });
        let deletes = Memo::new(move |_| {
            self.asked
                .with(|asked| matches!(asked, Some(EntryDialog::Delete(_))))
        });
        let converts = Memo::new(move |_| self.converts());
        let body = move || {
            if deletes.get() {
                let text = move || {
                    self.asked.with(|asked| match asked {
                        Some(EntryDialog::Delete(entry)) => Some((t.delete_text)(&text_of(entry))),
                        _ => None,
                    })
                };
                return view! { <p>{text}</p> };
            }
            let whole = move || {
                converts.get().then(|| {
                    let agree = Callback::new(move |on| self.agreed.set(on));
                    view! {
                        <Advice kind=Status::Warn>
                            <p>{t.whole}" "{t.never_back}</p>
                            <Checkbox label=t.agree checked=self.agreed on_change=agree />
                        </Advice>
                    }
                })
            };
            view! {
                {self.form.view(send)}
                {whole}
            }
        };
        let footer = move || {
            let (kind, name) = if deletes.get() {
                (Kind::Danger, t.delete)
            } else {
                (Kind::Primary, t.submit)
            };
            view! {
                <Button on_click=Callback::new(move |()| open.set(false))>{m.common.cancel}</Button>
                <Button kind=kind disabled_reason=reason on_click=send>{name}</Button>
            }
        };
        view! {
            <Dialog
                open=open
                title=title
                close_label=m.common.close
                footer=footer
                on_close=Callback::new(move |()| self.asked.set(None))
            >
                {body}
                {self.mutation.failure()}
            </Dialog>
        }
    }
}
