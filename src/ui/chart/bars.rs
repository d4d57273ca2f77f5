//! Bars over time: one per day or billing cycle.

use super::paint::Plot;
use super::walk::{Frame, walk};
use crate::view::prelude::*;
use plotters::prelude::*;
use web_sys::HtmlCanvasElement;

/// One bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// Below the axis, as far as there is room.
    pub label: String,
    /// Thousandths of a MB.
    pub value: i64,
    /// Tooltip and spoken text: when, and how much with its unit.
    pub tip: String,
    /// The period still runs: drawn lighter, with an outline.
    pub partial: bool,
}

/// Widest bar, in CSS pixels.
const WIDEST: i32 = 40;

/// A bar chart. The arrow keys, Home and End walk the bars and say each; the pointer shows the same text. The caller
/// offers the same figures as a table.
#[component]
pub fn BarChart(
    /// What the chart shows, with period and unit; its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The bars, oldest first.
    #[prop(into)]
    bars: Signal<Vec<Bar>>,
    /// Height in CSS pixels.
    #[prop(default = 200)]
    height: u32,
) -> impl IntoView {
    let tips =
        Signal::derive(move || bars.with(|bars| bars.iter().map(|bar| bar.tip.clone()).collect()));
    walk(label, tips, height, move |canvas| {
        bars.try_with_untracked(|bars| draw(canvas, bars)).flatten()
    })
}

fn draw(canvas: &HtmlCanvasElement, bars: &[Bar]) -> Option<Frame> {
    let highest = bars.iter().map(|bar| bar.value).max().unwrap_or_default();
    let plot = Plot::begin(canvas, highest)?;
    let count = i32::try_from(bars.len()).unwrap_or(i32::MAX).max(1);
    // Wide enough to point at, never wider than a label and a half.
    let across = plot.across.end - plot.across.start;
    let gap = ((across / count - WIDEST) / 2).max(if count > 20 { 2 } else { 4 });
    for (bar, x) in bars.iter().zip(0..count) {
        let colour = plot
            .colours
            .accent
            .mix(if bar.partial { 0.55 } else { 1.0 });
        let from = plot.across.start + across * x / count + gap;
        let to = plot.across.start + across * (x + 1) / count - gap;
        let corners = [
            (from, plot.up(bar.value)),
            (to.max(from + 1), plot.down.end),
        ];
        let _ = plot.area.draw(&Rectangle::new(corners, colour.filled()));
    }
    let labels: Vec<&str> = bars.iter().map(|bar| bar.label.as_str()).collect();
    plot.labels(&labels);
    Some(plot.end())
}
