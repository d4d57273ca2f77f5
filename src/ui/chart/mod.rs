//! Charts drawn with plotters on a canvas: sharp at any pixel ratio, in the theme's colours; tooltips and legends are HTML.

pub mod bars;
pub mod canvas;
pub mod lines;
mod paint;
mod walk;
mod watch;

pub use bars::{Bar, BarChart};
pub use lines::{LineChart, Point, ReferenceLines};
