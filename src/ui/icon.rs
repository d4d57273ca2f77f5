//! Icons: our own 16 × 16 strokes, drawn inline so that they work under any host and inside a shadow root.

use crate::view::prelude::*;

/// Name of an icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum IconName {
    Menu,
    Close,
    Search,
    Settings,
    User,
    Language,
    Theme,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    First,
    ArrowUp,
    ArrowDown,
    Copy,
    Check,
    Plus,
    Refresh,
    Info,
    Warning,
    Error,
    External,
    /// Three dots, one below the other: everything else that can be done.
    More,
    /// Can be dragged.
    Grip,
    /// Up and down: can be sorted by.
    Sort,
    Columns,
    Keyboard,
    Filter,
    Download,
    Upload,
    Save,
    Clock,
    Edit,
    Trash,
    Bell,
    Overview,
    Card,
    Layers,
    Pulse,
    Receipt,
    Cart,
    Calendar,
    Drop,
    Gauge,
    Tasks,
    List,
    Tag,
    Sliders,
    Collapse,
}

impl IconName {
    /// Path data of the strokes.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Menu => "M2 4h12M2 8h12M2 12h12",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Search => "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5L14 14",
            Self::Settings => "M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.5v4M6 9.5v4",
            Self::User => {
                "M8 2.5a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5zM2.5 14c.6-2.6 2.7-4 5.5-4s4.9 1.4 5.5 4"
            }
            Self::Language => {
                "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c2 2 2.5 4 2.5 6S10 12 8 14C6 12 5.5 10 5.5 8S6 4 8 2z"
            }
            Self::Theme => "M13.5 9.5A6 6 0 1 1 6.5 2.5a5 5 0 0 0 7 7z",
            Self::ChevronDown => "M4 6l4 4 4-4",
            Self::ChevronLeft => "M10 4L6 8l4 4",
            Self::ChevronRight => "M6 4l4 4-4 4",
            Self::First => "M11 4L7 8l4 4M4.5 4v8",
            Self::ArrowUp => "M8 13V3M4 7l4-4 4 4",
            Self::ArrowDown => "M8 3v10M4 9l4 4 4-4",
            Self::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Self::Check => "M3 8.5L6.5 12 13 4.5",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Refresh => "M13.5 8A5.5 5.5 0 1 1 11.8 4M13.5 2v3h-3",
            Self::Info => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.5v3.5M8 4.9v.2",
            Self::Warning => "M8 2.5l6.5 11h-13zM8 6.5v3.5M8 11.7v.2",
            Self::Error => "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.5M8 10.9v.2",
            Self::External => "M9 3h4v4M13 3L7.5 8.5M11.5 9v4H3V4.5h4",
            Self::More => {
                "M7.5 3.5a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0zM7.5 8a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0zM7.5 12.5a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0z"
            }
            Self::Grip => "M6 4h.1M10 4h.1M6 8h.1M10 8h.1M6 12h.1M10 12h.1",
            Self::Sort => "M5.5 6.5L8 4l2.5 2.5M5.5 9.5L8 12l2.5-2.5",
            Self::Columns => "M2 3h12v10H2zM6 3v10M10 3v10",
            Self::Keyboard => "M1.5 4h13v8h-13zM4 6.5h.1M6.7 6.5h.1M9.3 6.5h.1M12 6.5h.1M5 9.5h6",
            Self::Filter => "M2 3h12L9.5 8.5V13l-3-1.5v-3z",
            Self::Download => "M8 2.5V10M4.5 7L8 10.5 11.5 7M3 13.5h10",
            Self::Upload => "M8 10V2.5M4.5 6L8 2.5 11.5 6M3 13.5h10",
            Self::Save => "M4 2.5h8V14l-4-3-4 3z",
            Self::Clock => "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.5V8l2.5 1.5",
            Self::Edit => "M3 13l.7-2.8L10.5 3.4l2.1 2.1L5.8 12.3zM9 5l2 2",
            Self::Trash => "M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9",
            Self::Bell => "M4 11.5V7a4 4 0 0 1 8 0v4.5l1 1H3zM6.5 14.5h3",
            Self::Overview => {
                "M2.5 2.5h4.5v5H2.5zM9 2.5h4.5v3H9zM9 8h4.5v5.5H9zM2.5 10h4.5v3.5H2.5z"
            }
            Self::Card => "M4 2h5.5L12.5 5v9H4zM6.5 7.5H10v4H6.5z",
            Self::Layers => "M8 2l6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3",
            Self::Pulse => "M1.5 8.5H4.5l2-5 3 9 2-4h3",
            Self::Receipt => "M3.5 2h9v12l-2-1.5-2.5 1.5-2.5-1.5-2 1.5zM6 5.5h4M6 8.5h4",
            Self::Cart => "M1.5 2.5h2l1.5 8h7l1.5-5.5H4M6 13.5h.1M11 13.5h.1",
            Self::Calendar => "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v3M10.5 2v3",
            Self::Drop => "M8 2c2.5 3 4 5 4 7a4 4 0 0 1-8 0c0-2 1.5-4 4-7z",
            Self::Gauge => "M3 12.5a6 6 0 1 1 10 0M8 9l2.5-3",
            Self::Tasks => "M3 2.5h10v11H3zM5.5 6l1 1 1.5-2M5.5 10.5l1 1 1.5-2M10 6h1M10 11h1",
            Self::List => "M6 4h8M6 8h8M6 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1",
            Self::Tag => "M2.5 2.5H8l5.5 5.5L8 13.5 2.5 8zM5.5 5.5h.1",
            Self::Sliders => "M2 5h5M11 5h3M2 11h3M9 11h5M9 3v4M7 9v4",
            Self::Collapse => "M2.5 3h11v10h-11zM6 3v10M11 6L9 8l2 2",
        }
    }
}

/// A decorative icon, 16 CSS pixels, in the text's colour. The control around it carries the name.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    icon(name)
}

/// [`Icon`] as a plain function, for use inside other primitives.
#[must_use]
pub fn icon(name: IconName) -> AnyView {
    view! {
        <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=name.path()></path>
        </svg>
    }
}
