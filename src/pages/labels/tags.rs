//! 标签管理: the list with how many cards carry each, new ones, other names, deleting.

use super::{MOST_TAGS, tags_table};
use crate::api::{calls, label_calls, use_query};
use crate::i18n::format;
use crate::pages::shared::mutation::Mutation;
use crate::pages::shared::export::{all_of, simple_menu};
use crate::pages::shared::labels::name_dialog::{self, NameDialog};
use crate::pages::shared::paging::{row_count, in_address, paging};
use crate::pages::shared::query_section::{part, load_state, list_load_state};
use crate::pages::shared::search::{SearchKind, search};
use crate::routes::card_filter::{CardFilter, Field, Value};
use crate::routes::label::TagsView;
use crate::routes::{Page, Route};
use crate::state::{App, app};
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::feedback::Empty;
use crate::ui::field::Select;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::export::ExportKind;
use gsl_model::wire::{SimCardList, Tag, TagList};

/// The cards that carry a tag.
pub fn cards_with(id: i64) -> CardFilter {
    CardFilter::one(Field::Tag, Value::Ids(vec![id]))
}

/// The page.
#[component]
pub fn TagsPage() -> impl IntoView {
    let app = app();
    let m = app.messages();
    let l = m.labels();
    let view = Memo::new(move |_| match app.nav.route() {
        Route::Tags(view) => view,
        _ => TagsView::default(),
    });
    let size = RwSignal::new(20_u32);
    let query = use_query::<TagList>(app.client, move || {
        Some(label_calls::tags(&view.get(), size.get()))
    });
    // Of all tags, whatever the filter: the limit counts them.
    let all = use_query::<TagList>(app.client, || {
        Some(label_calls::tags(&TagsView::default(), 10))
    });
    // Rows of the previous page stay while the next comes.
    let state = list_load_state(query);
    let naming = NameDialog::new(name_dialog::LabelKind::Tag);
    let deleting = DeleteTagDialog::new(app);
    let full = move || {
        let count = all.data().map_or(0, |list| list.count);
        (count >= MOST_TAGS).then(|| l.tags_full.to_owned())
    };
    let row_count = row_count(query, |list| list.count);
    let page = Memo::new(move |_| view.with(|view| view.page.0));
    let go = in_address(app.nav, move |page| {
        Route::Tags(TagsView {
            page: Page(page),
            ..view.get_untracked()
        })
    });
    let paging = paging(page, size, row_count, l.range, go);
    let any = Memo::new(move |_| query.data().is_some_and(|list| list.count > 0));
    let new = Callback::new(move |()| naming.ask(None));
    let content = move || {
        if any.get() {
            let table = tags_table::table(app, query, row_count.stale, naming, deleting);
            return view! { {table} {paging.view(app)} }.into_any();
        }
        let filtered = view.with(|view| !view.name.is_empty() || view.used.is_some());
        if filtered {
            return view! {
                <div class="pad"><Empty title=l.none_match>
                    <ButtonLink href=app.nav.href(&Route::Tags(TagsView::default()))>{m.common.clear}</ButtonLink>
                </Empty></div>
            }
            .into_any();
        }
        view! {
            <div class="pad"><Empty title=l.none text=l.none_text>
                <Button kind=Kind::Primary icon=IconName::Plus on_click=new>{l.new_tag}</Button>
            </Empty></div>
        }
        .into_any()
    };
    Effect::new(move |_| {
        if let Some(total) = row_count.total.get().filter(|_| state.loaded.get()) {
            app.announce((l.count)(&format::count(total)));
        }
    });
    let rows = Signal::derive(move || {
        query
            .data()
            .map(|list| list.tags.clone())
            .unwrap_or_default()
    });
    let export = simple_menu(
        app,
        ExportKind::Tags,
        all_of(query, |list| list.count, None),
        &["tag_name", "uses", "status"],
        rows,
    );
    view! {
        <div class="head">
            <div>
                <h1 tabindex="-1">{m.shell.tags}</h1>
                <p>{l.purpose}</p>
            </div>
            <div class="actions">
                <Button icon=IconName::Refresh on_click=state.refetch>{m.common.refresh}</Button>
                {export}
                <Button kind=Kind::Primary icon=IconName::Plus disabled_reason=Signal::derive(full) on_click=new>{l.new_tag}</Button>
            </div>
        </div>
        <section class="panel">
            {filters(app, view)}
            {part(state, 8, content)}
        </section>
        {naming.view(app)}
        {deleting.view()}
    }
    .into_any()
}

fn filters(app: App, view: Memo<TagsView>) -> AnyView {
    let l = app.messages().labels();
    let go = move |change: &dyn Fn(&mut TagsView)| {
        let mut next = view.get_untracked();
        change(&mut next);
        next.page = Page::default();
        app.nav.replace(&Route::Tags(next));
    };
    let name = search(
        l.search,
        SearchKind::Words,
        move || view.with(|view| view.name.clone()),
        move |name| go(&|view| name.clone_into(&mut view.name)),
    );
    let used = Signal::derive(move || match view.with(|view| view.used) {
        None => "all".to_owned(),
        Some(true) => "used".to_owned(),
        Some(false) => "unused".to_owned(),
    });
    let options = vec![
        ("all".to_owned(), l.all.to_owned()),
        ("used".to_owned(), l.used.to_owned()),
        ("unused".to_owned(), l.unused.to_owned()),
    ];
    let choose = Callback::new(move |key: String| {
        go(&|view| {
            view.used = match key.as_str() {
                "used" => Some(true),
                "unused" => Some(false),
                _ => None,
            };
        });
    });
    view! {
        <div class="label-filters">
            {name}
            <Select label=l.usage value=used options=options on_change=choose />
        </div>
    }
    .into_any()
}

/// The dialog that deletes a tag; it says how many cards lose it.
#[derive(Clone, Copy)]
pub struct DeleteTagDialog {
    app: App,
    open: RwSignal<bool>,
    tag: RwSignal<Option<Tag>>,
    mutation: Mutation,
}

impl DeleteTagDialog {
    fn new(app: App) -> Self {
        Self {
            app,
            open: RwSignal::new(false),
            tag: RwSignal::new(None),
            mutation: Mutation::new(),
        }
    }

    /// Asks whether to delete.
    pub fn ask(self, tag: Tag) {
        self.mutation.error.set(None);
        self.tag.set(Some(tag));
        self.open.set(true);
    }

    fn name(self) -> String {
        self.tag
            .with(|tag| tag.as_ref().and_then(|tag| tag.tag_name.clone()))
            .unwrap_or_default()
    }

    fn view(self) -> AnyView {
        let app = self.app;
        let m = app.messages();
        let l = m.labels();
        // Counted now, whether or not the list told it.
        let id = move || self.tag.with(|tag| tag.as_ref().map(|tag| tag.id));
        let count = use_query::<SimCardList>(app.client, move || {
            let id = id().filter(|_| self.open.get())?;
            Some(calls::count(&cards_with(id)))
        });
        let counting = load_state(count);
        let cards = Memo::new(move |_| count.data().map(|list| list.count));
        let text = move || match cards.get() {
            None => l.delete_counting.to_owned(),
            Some(0) => l.delete_unused.to_owned(),
            Some(count) => (l.delete_used)(&format::count(count)),
        };
        let link = move || {
            cards.get().filter(|count| *count > 0)?;
            let href = app.nav.href(&Route::cards_where(cards_with(id()?)));
            Some(view! { <ButtonLink href=href>{l.show_them}</ButtonLink> })
        };
        let reason = Signal::derive(move || match cards.get() {
            None => Some(l.delete_counting.to_owned()),
            Some(_) => self.mutation.reason(app),
        });
        // Other cards carry it by now: they are counted anew.
        Effect::new(move |_| {
            if self.mutation.over() {
                count.refetch();
            }
        });
        let delete = Callback::new(move |()| {
            let (Some(id), Some(uses)) = (untrack(id), cards.get_untracked()) else {
                return;
            };
            let name = untrack(|| self.name());
            self.mutation.run(
                app,
                label_calls::delete_tag(id, uses),
                &["/v1/sim-cards", label_calls::TAGS],
                Box::new(move |_| {
                    self.open.set(false);
                    app.announce((l.deleted)(&name));
                }),
            );
        });
        view! {
            <Dialog
                open=self.open
                title=Signal::derive(move || (l.delete_tag)(&format::isolated(&self.name())))
                close_label=m.common.close
                footer=move || view! {
                    <Button on_click=Callback::new(move |()| self.open.set(false))>{m.common.cancel}</Button>
                    <Button kind=Kind::Danger disabled_reason=reason on_click=delete>{m.common.delete}</Button>
                }
            >
                <p role="status">{text}</p>
                <p>{link}</p>
                {crate::pages::shared::query_section::failure(counting)}
                {self.mutation.failure()}
            </Dialog>
        }
        .into_any()
    }
}
