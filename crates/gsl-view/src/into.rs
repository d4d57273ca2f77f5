//! Types that can be used in `{…}` of a view.

use super::{
    AnyView, Element, Run,
    reactive::{MaybeProp, Memo, RwSignal, Signal},
};
use std::{borrow::Cow, rc::Rc};

/// Anything that can be displayed.
pub trait IntoView: Sized + 'static {
    /// As a view.
    fn into_view(self) -> AnyView;
}

impl IntoView for AnyView {
    fn into_view(self) -> AnyView {
        self
    }
}

impl IntoView for Element {
    fn into_view(self) -> AnyView {
        self.into()
    }
}

impl IntoView for () {
    fn into_view(self) -> AnyView {
        AnyView::Nothing
    }
}

macro_rules! text {
    ($($type:ty => $text:expr),*) => {
        $(impl IntoView for $type {
            fn into_view(self) -> AnyView {
                AnyView::Text($text(self))
            }
        })*
    };
}

text!(
    &'static str => Cow::Borrowed,
    String => Cow::Owned,
    Cow<'static, str> => std::convert::identity,
    Rc<str> => |text: Rc<str>| Cow::Owned(text.to_string()),
    char => |c: char| Cow::Owned(c.to_string()),
    usize => |n: usize| Cow::Owned(n.to_string()),
    i32 => |n: i32| Cow::Owned(n.to_string()),
    u32 => |n: u32| Cow::Owned(n.to_string()),
    i64 => |n: i64| Cow::Owned(n.to_string())
);

impl<T: IntoView> IntoView for Option<T> {
    fn into_view(self) -> AnyView {
        self.map_or(AnyView::Nothing, T::into_view)
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_view(self) -> AnyView {
        self.collect_view()
    }
}

impl<T: IntoView, const N: usize> IntoView for [T; N] {
    fn into_view(self) -> AnyView {
        self.collect_view()
    }
}

macro_rules! tuple {
    ($($name:ident),*) => {
        impl<$($name: IntoView),*> IntoView for ($($name,)*) {
            #[expect(non_snake_case, reason = "the types name the parts")]
            fn into_view(self) -> AnyView {
                let ($($name,)*) = self;
                AnyView::Many(vec![$($name.into_view()),*])
            }
        }
    };
}

tuple!(A, B);
tuple!(A, B, C);
tuple!(A, B, C, D);

impl<F, V> IntoView for F
where
    F: FnMut() -> V + 'static,
    V: IntoView,
{
    fn into_view(mut self) -> AnyView {
        AnyView::Dynamic(Box::new(move |()| self().into_view()))
    }
}

macro_rules! reactive {
    ($($type:ident),*) => {
        $(impl<T: IntoView + Clone> IntoView for $type<T> {
            fn into_view(self) -> AnyView {
                AnyView::Dynamic(Box::new(move |()| self.get().into_view()))
            }
        })*
    };
}

reactive!(Signal, Memo, RwSignal, MaybeProp);

/// The items of an iterator, as siblings.
pub trait CollectView {
    /// As one view.
    fn collect_view(self) -> AnyView;
}

impl<I, V> CollectView for I
where
    I: IntoIterator<Item = V>,
    V: IntoView,
{
    fn collect_view(self) -> AnyView {
        let mut views = self.into_iter();
        many(&mut move |()| views.next().map(V::into_view))
    }
}

/// The loop of [`CollectView`], compiled once and not for every iterator.
#[inline(never)]
fn many(next: &mut dyn Run<(), Option<AnyView>>) -> AnyView {
    let mut views = Vec::new();
    while let Some(view) = next.run(()) {
        views.push(view);
    }
    AnyView::Many(views)
}
