//! 标签管理: the list with how many cards carry each, new ones, other names, deleting.

use super::delete_tag::DeleteTagDialog;
use super::{MOST_TAGS, tags_table};
use crate::api::{label_calls, use_query};
use crate::features::exports::{all_of, simple_menu};
use crate::features::labels::name_dialog::{self, NameDialog};
use crate::features::listing::paging::{in_address, paging, row_count};
use crate::features::listing::search::{SearchKind, search};
use crate::features::query_section::{list_load_state, part};
use crate::i18n::format;
use crate::routes::label::TagsView;
use crate::routes::{Page, Route};
use crate::state::{App, app};
use crate::ui::button::{Button, ButtonLink, Kind};
use crate::ui::feedback::Empty;
use crate::ui::field::Select;
use crate::ui::icon::IconName;
use crate::view::prelude::*;
use gsl_model::export::ExportKind;
use gsl_model::wire::TagList;

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
            return view! { {table} {paging.view(app)} };
        }
        let filtered = view.with(|view| !view.name.is_empty() || view.used.is_some());
        if filtered {
            return view! {
                <div class="pad"><Empty title=l.none_match>
                    <ButtonLink href=app.nav.href(&Route::Tags(TagsView::default()))>{m.common.clear}</ButtonLink>
                </Empty></div>
            };
        }
        view! {
            <div class="pad"><Empty title=l.none text=l.none_text>
                <Button kind=Kind::Primary icon=IconName::Plus on_click=new>{l.new_tag}</Button>
            </Empty></div>
        }
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
}
