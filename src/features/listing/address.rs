//! What a list shows, as its address says, and the filters that change it.

use super::filters::{SearchKind, search};
use super::paging::{PageSize, PagerState, Paging};
use super::rows::ListState;
use crate::routes::{Page, Route};
use crate::state::App;
use crate::ui::button::ButtonLink;
use crate::ui::date_field::DateField;
use crate::ui::feedback::Empty;
use crate::ui::field::Select;
use crate::view::prelude::*;

/// The view of a list that its address holds. Copy.
pub struct ListAddress<V: 'static> {
    app: App,
    view: Memo<V>,
    /// Unfiltered, the first page.
    all: StoredValue<V>,
    route: fn(V) -> Route,
    page: fn(&mut V) -> &mut Page,
    steps: bool,
}

impl<V> Clone for ListAddress<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for ListAddress<V> {}

impl<V: Clone + PartialEq + 'static> ListAddress<V> {
    /// Follows the address: `read` takes the view out of a route of this list, `all` stands for any other route.
    pub fn new(
        app: App,
        all: V,
        read: impl Fn(Route) -> Option<V> + 'static,
        route: fn(V) -> Route,
        page: fn(&mut V) -> &mut Page,
    ) -> Self {
        let other = all.clone();
        let view = Memo::new(move |_| read(app.nav.route()).unwrap_or_else(|| other.clone()));
        Self::of(app, view, all, route, page)
    }

    /// As [`ListAddress::new`], where the page follows the address itself.
    pub fn of(
        app: App,
        view: Memo<V>,
        all: V,
        route: fn(V) -> Route,
        page: fn(&mut V) -> &mut Page,
    ) -> Self {
        Self {
            app,
            view,
            all: StoredValue::new(all),
            route,
            page,
            steps: false,
        }
    }

    /// Choosing in a filter is a step of the history; otherwise the address is replaced.
    #[must_use]
    pub fn with_steps(self) -> Self {
        Self {
            steps: true,
            ..self
        }
    }

    /// The console.
    #[must_use]
    pub fn app(self) -> App {
        self.app
    }

    /// The view, tracked.
    #[must_use]
    pub fn get(self) -> V {
        self.view.get()
    }

    /// Reads the view, tracked.
    pub fn with<U>(self, read: impl FnOnce(&V) -> U) -> U {
        self.view.with(read)
    }

    /// Goes to another view as a new entry of the history.
    pub fn go(self, change: impl FnOnce(&mut V)) {
        self.write(true, false, change);
    }

    /// Changes the filter and shows the first page.
    pub fn filter(self, change: impl FnOnce(&mut V)) {
        self.write(self.steps, true, change);
    }

    fn write(self, new_entry: bool, first_page: bool, change: impl FnOnce(&mut V)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        if first_page {
            *(self.page)(&mut view) = Page::default();
        }
        open(self.app, &(self.route)(view), new_entry);
    }

    /// Whether anything narrows the list. Tracked.
    #[must_use]
    pub fn is_filtered(self) -> bool {
        let mut view = self.view.get();
        *(self.page)(&mut view) = Page::default();
        self.all.with_value(|all| *all != view)
    }

    /// In place of the rows where nothing matches the filter.
    #[must_use]
    pub fn no_match(self, title: &'static str, text: &'static str) -> AnyView {
        let all = self.app.nav.href(&(self.route)(self.all.get_value()));
        view! {
            <div class="pad"><Empty title=title text=text>
                <ButtonLink href=all>{self.app.messages().common.clear}</ButtonLink>
            </Empty></div>
        }
    }

    /// The pages of the list; `range` says which rows of how many.
    #[must_use]
    pub fn paging(
        self,
        list: ListState,
        size: PageSize,
        range: fn(&str, &str, &str) -> String,
    ) -> Paging {
        PagerState::new(self.page(), size, list.row_count, range, self.turn()).kept()
    }

    /// The page number.
    #[must_use]
    pub fn page(self) -> Memo<u32> {
        Memo::new(move |_| (self.page)(&mut self.view.get()).0)
    }

    /// Opens a page; `true`: in place of the one shown.
    #[must_use]
    pub fn turn(self) -> Callback<(u32, bool)> {
        Callback::new(move |(to, in_place): (u32, bool)| {
            self.write(!in_place, false, |view| *(self.page)(view) = Page(to));
        })
    }

    /// A search field for one text of the view.
    #[must_use]
    pub fn search(
        self,
        label: &'static str,
        of: SearchKind,
        field: fn(&mut V) -> &mut String,
    ) -> AnyView {
        let asked = move || std::mem::take(field(&mut self.view.get()));
        let write = move |text: String| {
            // What is typed makes no steps.
            self.write(false, true, |view| *field(view) = text);
        };
        search(label, of, asked, write)
    }

    /// A choice: options are (value, text).
    #[must_use]
    pub fn select(
        self,
        label: &'static str,
        options: impl Into<Signal<Vec<(String, String)>>>,
        read: fn(&V) -> String,
        write: fn(&mut V, &str),
    ) -> AnyView {
        let options = options.into();
        let value = Signal::derive(move || self.view.with(read));
        let choose = self.choose(write);
        view! { <Select label=label value=value options=options on_change=choose /> }
    }

    /// A day, `2026-11-29`.
    #[must_use]
    pub fn day(
        self,
        label: &'static str,
        read: fn(&V) -> String,
        write: fn(&mut V, &str),
    ) -> AnyView {
        let value = Signal::derive(move || self.view.with(read));
        let hint = self.app.messages().common.day_hint;
        view! { <DateField label=label value=value on_input=self.choose(write) hint=hint /> }
    }

    fn choose(self, write: fn(&mut V, &str)) -> Callback<String> {
        Callback::new(move |key: String| self.filter(|view| write(view, &key)))
    }
}

fn open(app: App, route: &Route, new_entry: bool) {
    if new_entry {
        app.nav.go(route);
    } else {
        app.nav.replace(route);
    }
}
