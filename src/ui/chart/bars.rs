//! Bars over time: one per day or billing cycle.

use super::canvas::Canvas;
use super::watch::watch;
use crate::platform::dom::{px, window};
use crate::view::prelude::*;
use plotters::coord::Shift;
use plotters::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent};

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

/// Room for the labels below, in CSS pixels.
const BELOW: i32 = 22;
/// Room above the highest line, for half a label.
const ABOVE: i32 = 8;
/// Widest bar, in CSS pixels.
const WIDEST: i32 = 40;

/// Where the bars are, in CSS pixels of the canvas.
#[derive(Clone, Copy, Default, PartialEq)]
struct Frame {
    left: f64,
    width: f64,
}

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
    /// Text of a line of the scale, from thousandths of a MB.
    axis: Callback<i64, String>,
    /// Height in CSS pixels.
    #[prop(default = 200)]
    height: u32,
) -> impl IntoView {
    let node = NodeRef::<html::Canvas>::new();
    let frame = RwSignal::new(Frame::default());
    let at = RwSignal::new(None::<usize>);
    let redraw = move || {
        if let Some(canvas) = node.try_get_untracked().flatten()
            && let Some(drawn) = bars
                .try_with_untracked(|bars| draw(&canvas, bars, axis))
                .flatten()
        {
            frame.try_set(drawn);
        }
    };
    Effect::new(move |_| {
        if let Some(canvas) = node.get() {
            watch(&canvas, redraw);
        }
    });
    Effect::new(move |_| {
        bars.track();
        at.set(None);
        redraw();
    });
    let count = move || bars.with_untracked(Vec::len);
    let pointed = move |event: PointerEvent| {
        let x = f64::from(event.offset_x()) - frame.get_untracked().left;
        at.set(index_at(x, frame.get_untracked().width, count()));
    };
    let keys = move |event: KeyboardEvent| {
        let Some(last) = count().checked_sub(1) else {
            return;
        };
        let to = match (event.key().as_str(), at.get_untracked()) {
            ("ArrowRight", now) => Some(now.map_or(0, |now| (now + 1).min(last))),
            ("ArrowLeft", now) => Some(now.map_or(last, |now| now.saturating_sub(1))),
            ("Home", _) => Some(0),
            ("End", _) => Some(last),
            ("Escape", Some(_)) => None,
            _ => return,
        };
        event.prevent_default();
        at.set(to);
    };
    let tip = move || {
        at.get()
            .and_then(|at| bars.with(|bars| bars.get(at).map(|bar| bar.tip.clone())))
    };
    let center = move || {
        let (frame, index) = (frame.get(), at.get().unwrap_or_default());
        let (left, width) = slot(frame, index, bars.with(Vec::len).max(1));
        left + width / 2.0
    };
    // Near an edge the tooltip grows inwards.
    let third = move |third: usize| {
        let count = bars.with(Vec::len).max(1);
        at.get().is_some_and(|at| at * 3 / count == third)
    };
    let band = move || {
        at.get().map(|index| {
            let (left, width) = slot(frame.get(), index, bars.with(Vec::len).max(1));
            view! { <i class="chart-band" style:left=px(left) style:width=px(width)></i> }
        })
    };
    view! {
        <div
            class="chart"
            role="group"
            tabindex="0"
            aria-label=label
            style:height=format!("{height}px")
            on:keydown=keys
            on:pointermove=pointed
            on:pointerleave=move |_| at.set(None)
            on:blur=move |_| at.set(None)
        >
            {band}
            <canvas node_ref=node aria-hidden="true"></canvas>
            <div
                class="chart-tip"
                class:shown=move || at.get().is_some()
                class:from-start=move || third(0)
                class:from-end=move || third(2)
                style:left=move || px(center())
                aria-live="polite"
            >
                {tip}
            </div>
        </div>
    }
    .into_any()
}

#[allow(clippy::cast_precision_loss)]
fn slot(frame: Frame, index: usize, count: usize) -> (f64, f64) {
    let width = frame.width / count as f64;
    (frame.left + width * index as f64, width)
}

#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
fn index_at(x: f64, width: f64, count: usize) -> Option<usize> {
    if x < 0.0 || x >= width || count == 0 {
        return None;
    }
    Some(((x / width * count as f64) as usize).min(count - 1))
}

/// The scale: a step of 1, 2 or 5 times a power of ten (of MB, or of GB from 1024 MB on) with at most five lines.
fn scale(highest: i64) -> (i64, i64) {
    const MB: i64 = 1000;
    const GB: i64 = 1024 * MB;
    let highest = highest.max(1);
    let mut unit = if highest > GB { GB / 10 } else { 1 };
    loop {
        for factor in [1, 2, 5] {
            let step = unit.saturating_mul(factor);
            let lines = (highest - 1) / step + 1;
            if lines <= 4 {
                return (step, lines.max(1).saturating_mul(step));
            }
        }
        unit = unit.saturating_mul(10);
    }
}

struct Colours {
    accent: RGBColor,
    line: RGBColor,
    ink: RGBColor,
}

impl Colours {
    fn of(element: &HtmlElement) -> Self {
        let style = window().get_computed_style(element).ok().flatten();
        let read = |name: &str| {
            style
                .as_ref()
                .and_then(|style| style.get_property_value(name).ok())
                .and_then(|text| rgb(&text))
        };
        let grey = RGBColor(128, 128, 128);
        Self {
            accent: read("--accent").unwrap_or(grey),
            line: read("--line").unwrap_or(grey),
            ink: read("--ink-2").unwrap_or(grey),
        }
    }
}

/// `#rgb`, `#rrggbb` or `rgb(r, g, b)`.
fn rgb(text: &str) -> Option<RGBColor> {
    let text = text.trim();
    if let Some(hex) = text.strip_prefix('#') {
        let digits: Vec<u8> = hex
            .chars()
            .filter_map(|c| c.to_digit(16))
            .filter_map(|d| u8::try_from(d).ok())
            .collect();
        return match *digits.as_slice() {
            [r, g, b] => Some(RGBColor(r * 17, g * 17, b * 17)),
            [r, r2, g, g2, b, b2] => Some(RGBColor(r * 16 + r2, g * 16 + g2, b * 16 + b2)),
            _ => None,
        };
    }
    let inside = text.strip_prefix("rgb(")?.strip_suffix(')')?;
    let mut parts = inside
        .split([',', ' '])
        .filter_map(|part| part.trim().parse::<u8>().ok());
    Some(RGBColor(parts.next()?, parts.next()?, parts.next()?))
}

/// Draws everything; says where the bars are. None while the canvas has no size.
fn draw(canvas: &HtmlCanvasElement, bars: &[Bar], axis: Callback<i64, String>) -> Option<Frame> {
    let colours = Colours::of(canvas);
    let area = Canvas::prepare(canvas)?.into_drawing_area();
    let (step, top) = scale(bars.iter().map(|bar| bar.value).max().unwrap_or_default());
    let font = ("sans-serif", 11)
        .into_text_style(&area)
        .color(&colours.ink);
    let lines: Vec<(i64, String)> = (0..=top / step)
        .map(|i| (i * step, axis.run(i * step)))
        .collect();
    let measure = |text: &str| {
        area.estimate_text_size(text, &font)
            .map_or(0, |(width, _)| i32::try_from(width).unwrap_or_default())
    };
    let left = lines
        .iter()
        .map(|(_, text)| measure(text))
        .max()
        .unwrap_or_default()
        + 8;
    let count = i32::try_from(bars.len()).unwrap_or(i32::MAX).max(1);
    let (width, height) = area.dim_in_pixel();
    let (right, bottom) = (i32::try_from(width).ok()?, i32::try_from(height).ok()?);
    let plot = (left..right, ABOVE..(bottom - BELOW).max(ABOVE + 1));
    let up = |value: i64| {
        let high = i64::from(plot.1.end - plot.1.start);
        let part = value.clamp(0, top).saturating_mul(high) / top;
        plot.1.end - i32::try_from(part).unwrap_or_default()
    };
    for (value, text) in &lines {
        let y = up(*value);
        let style = if *value == 0 {
            colours.ink.mix(0.6)
        } else {
            colours.line.mix(1.0)
        };
        let _ = area.draw(&PathElement::new(
            vec![(plot.0.start, y), (plot.0.end, y)],
            style.stroke_width(1),
        ));
        let right = font.pos(plotters::style::text_anchor::Pos::new(
            plotters::style::text_anchor::HPos::Right,
            plotters::style::text_anchor::VPos::Center,
        ));
        let _ = area.draw_text(text, &right, (plot.0.start - 6, y));
    }
    // Wide enough to point at, never wider than a label and a half.
    let across = plot.0.end - plot.0.start;
    let gap = ((across / count - WIDEST) / 2).max(if count > 20 { 2 } else { 4 });
    for (bar, x) in bars.iter().zip(0..count) {
        let colour = colours.accent.mix(if bar.partial { 0.55 } else { 1.0 });
        let from = plot.0.start + across * x / count + gap;
        let to = plot.0.start + across * (x + 1) / count - gap;
        let corners = [(from, up(bar.value)), (to.max(from + 1), plot.1.end)];
        let _ = area.draw(&Rectangle::new(corners, colour.filled()));
    }
    labels(&area, bars, &font, plot.0.clone(), plot.1.end, measure);
    let _ = area.present();
    Some(Frame {
        left: f64::from(plot.0.start),
        width: f64::from(plot.0.end - plot.0.start),
    })
}

/// As many labels as fit, evenly; the last bar keeps its own.
fn labels(
    area: &DrawingArea<Canvas, Shift>,
    bars: &[Bar],
    font: &TextStyle<'_>,
    across: std::ops::Range<i32>,
    y: i32,
    measure: impl Fn(&str) -> i32,
) {
    let Some(widest) = bars.iter().map(|bar| measure(&bar.label)).max() else {
        return;
    };
    let count = i32::try_from(bars.len()).unwrap_or(i32::MAX).max(1);
    let each = (f64::from(across.end - across.start) / f64::from(count)).max(1.0);
    let every = (f64::from(widest + 10) / each).ceil().max(1.0);
    #[allow(clippy::cast_possible_truncation)]
    let every = every as i32;
    let centred = font.pos(plotters::style::text_anchor::Pos::new(
        plotters::style::text_anchor::HPos::Center,
        plotters::style::text_anchor::VPos::Top,
    ));
    let edge = i32::try_from(area.dim_in_pixel().0).unwrap_or(i32::MAX);
    for (bar, x) in bars.iter().zip(0..count) {
        if (count - 1 - x) % every == 0 {
            #[allow(clippy::cast_possible_truncation)]
            let middle = across.start + (each * (f64::from(x) + 0.5)) as i32;
            // The last label must not leave the canvas.
            let middle = middle.min(edge - measure(&bar.label) / 2 - 1);
            let _ = area.draw_text(&bar.label, &centred, (middle, y + 6));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_round_and_cover_the_highest_bar() {
        for highest in [
            0,
            1,
            999,
            33_410,
            902_770,
            1_024_000,
            1_024_001,
            10_485_760,
            i64::from(i32::MAX),
        ] {
            let (step, top) = scale(highest);
            assert!(
                top >= highest && top % step == 0 && top / step <= 5,
                "{highest}: {step} {top}"
            );
        }
        assert_eq!(scale(33_410), (10_000, 40_000));
        assert_eq!(scale(3 * 1_024_000), (1_024_000, 3 * 1_024_000));
    }

    #[test]
    fn colours_of_style_sheets() {
        assert_eq!(rgb(" #2456c7"), Some(RGBColor(0x24, 0x56, 0xc7)));
        assert_eq!(rgb("#fff"), Some(RGBColor(255, 255, 255)));
        assert_eq!(rgb("rgb(1, 2, 3)"), Some(RGBColor(1, 2, 3)));
        assert_eq!(rgb("red"), None);
    }

    #[test]
    fn the_pointer_finds_its_bar() {
        assert_eq!(index_at(-1.0, 100.0, 10), None);
        assert_eq!(index_at(0.0, 100.0, 10), Some(0));
        assert_eq!(index_at(99.9, 100.0, 10), Some(9));
        assert_eq!(index_at(100.0, 100.0, 10), None);
    }
}
