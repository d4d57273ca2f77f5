//! A cumulative quantity over the days of a period: measured, forecast with its band, and limits.

use super::paint::{Plot, measure};
use super::walk::{Frame, walk};
use crate::view::prelude::*;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};
use web_sys::HtmlCanvasElement;

/// A day. Values are thousandths of a MB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Below the axis, as far as there is room.
    pub label: String,
    /// Tooltip and spoken text.
    pub tip: String,
    /// Measured, up to the end of the day.
    pub actual: Option<i64>,
    /// Forecast: value, lower and upper bound.
    pub expected: Option<(i64, i64, i64)>,
}

/// Lines that stand across the chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferenceLines {
    /// A limit: a dashed line with its name.
    pub limit: Option<(i64, String)>,
    /// Today: its place and name.
    pub today: Option<(usize, String)>,
    /// The day the limit is reached: its place and name.
    pub reached: Option<(usize, String)>,
}

/// A chart of lines. Keys and pointer as in [`super::BarChart`]; the caller offers the same figures as a table.
#[component]
pub fn LineChart(
    /// What the chart shows, with period and unit; its accessible name.
    #[prop(into)]
    label: Signal<String>,
    /// The days.
    #[prop(into)]
    points: Signal<Vec<Point>>,
    /// Lines across.
    #[prop(into)]
    marks: Signal<ReferenceLines>,
    /// Height in CSS pixels.
    #[prop(default = 260)]
    height: u32,
) -> impl IntoView {
    let tips = Signal::derive(move || {
        // The marks are drawn with the points.
        marks.track();
        points.with(|points| points.iter().map(|point| point.tip.clone()).collect())
    });
    walk(label, tips, height, move |canvas| {
        let marks = marks.try_with_untracked(ReferenceLines::clone)?;
        points
            .try_with_untracked(|points| draw(canvas, points, &marks))
            .flatten()
    })
}

/// Of a dashed line: drawn and left out, in CSS pixels.
const DASH: (i32, i32) = (6, 4);

fn draw(canvas: &HtmlCanvasElement, points: &[Point], marks: &ReferenceLines) -> Option<Frame> {
    let values = points
        .iter()
        .flat_map(|point| [point.actual, point.expected.map(|(_, _, high)| high)])
        .flatten();
    let limit = marks.limit.as_ref().map(|(limit, _)| *limit);
    let highest = values.chain(limit).max().unwrap_or_default();
    let plot = Plot::begin(canvas, highest)?;
    let count = i32::try_from(points.len()).unwrap_or(i32::MAX).max(1);
    let across = plot.across.end - plot.across.start;
    let x = |place: usize| {
        let place = i32::try_from(place).unwrap_or_default();
        plot.across.start + across * (2 * place + 1) / (2 * count)
    };
    let path = |value: &dyn Fn(&Point) -> Option<i64>| -> Vec<(i32, i32)> {
        let at = |(place, point)| value(point).map(|value| (x(place), plot.up(value)));
        points.iter().enumerate().filter_map(at).collect()
    };
    let actual = path(&|point| point.actual);
    // The forecast starts where the measured values end.
    let start = actual.last().copied();
    let from_start = |mut path: Vec<(i32, i32)>| {
        if let (Some(start), false) = (start, path.is_empty()) {
            path.retain(|(x, _)| *x > start.0);
            path.insert(0, start);
        }
        path
    };
    let high = from_start(path(&|point| point.expected.map(|(_, _, high)| high)));
    let low = from_start(path(&|point| point.expected.map(|(_, low, _)| low)));
    let band: Vec<(i32, i32)> = high.into_iter().chain(low.into_iter().rev()).collect();
    if band.len() > 3 {
        let fill = plot.colours.warn.mix(0.18);
        let _ = plot.area.draw(&Polygon::new(band, fill.filled()));
    }
    if let Some((value, name)) = &marks.limit {
        let y = plot.up(*value);
        dashed(
            &plot,
            &[(plot.across.start, y), (plot.across.end, y)],
            plot.colours.bad,
            1,
        );
        // Above its line where there is room, else below.
        let (vertical, y) = if y - plot.down.start > 16 {
            (VPos::Bottom, y - 5)
        } else {
            (VPos::Top, y + 5)
        };
        let place = (plot.across.start + 4, y);
        plot.text(name, plot.colours.bad, (HPos::Left, vertical), place);
    }
    if let Some((place, name)) = &marks.today {
        let x = x(*place);
        line(
            &plot,
            vec![(x, plot.down.start), (x, plot.down.end)],
            plot.colours.ink,
            1,
        );
        beside(&plot, x, name, plot.colours.ink, plot.down.start + 6);
    }
    let expected = from_start(path(&|point| point.expected.map(|(value, _, _)| value)));
    dashed(&plot, &expected, plot.colours.warn, 2);
    if let Some((place, name)) = &marks.reached {
        let x = x(*place);
        let top = limit.map_or(plot.down.start, |limit| plot.up(limit));
        line(
            &plot,
            vec![(x, top), (x, plot.down.end)],
            plot.colours.warn,
            1,
        );
        beside(&plot, x, name, plot.colours.warn, plot.down.end - 10);
    }
    line(&plot, actual, plot.colours.accent, 3);
    let labels: Vec<&str> = points.iter().map(|point| point.label.as_str()).collect();
    plot.labels(&labels);
    Some(plot.end())
}

/// A text at the right of a vertical line, or at its left where there is no room.
fn beside(plot: &Plot, x: i32, text: &str, colour: RGBColor, y: i32) {
    if x + 4 + measure(&plot.area, text) > plot.across.end {
        plot.text(text, colour, (HPos::Right, VPos::Center), (x - 4, y));
    } else {
        plot.text(text, colour, (HPos::Left, VPos::Center), (x + 4, y));
    }
}

fn line(plot: &Plot, path: Vec<(i32, i32)>, colour: RGBColor, width: u32) {
    let _ = plot
        .area
        .draw(&PathElement::new(path, colour.stroke_width(width)));
}

/// A dashed path; dashes run on over its corners.
fn dashed(plot: &Plot, path: &[(i32, i32)], colour: RGBColor, width: u32) {
    let mut phase = 0;
    for pair in path.windows(2) {
        let &[from, to] = pair else { continue };
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        // Near enough for dashes: a diagonal is never longer than half as much again.
        let long = dx.abs().max(dy.abs()) + dx.abs().min(dy.abs()) / 2;
        let at = |part: i32| {
            (
                from.0 + dx * part / long.max(1),
                from.1 + dy * part / long.max(1),
            )
        };
        let mut part = 0;
        while part < long {
            let within = phase % (DASH.0 + DASH.1);
            let (drawn, rest) = if within < DASH.0 {
                (true, DASH.0 - within)
            } else {
                (false, DASH.0 + DASH.1 - within)
            };
            let next = (part + rest).min(long);
            if drawn {
                line(plot, vec![at(part), at(next)], colour, width);
            }
            phase += next - part;
            part = next;
        }
    }
}
