//! What all charts draw alike: scale, lines across, labels below, in the theme's colours.

use super::canvas::Canvas;
use super::walk::Frame;
use crate::platform::dom::window;
use gsl_model::amount::Scale;
use gsl_model::units::Megabytes;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::ops::Range;
use web_sys::{HtmlCanvasElement, HtmlElement};

/// The canvas has its own font; a family given by name would bring the tables of lower case along.
const LABEL: (FontFamily<'static>, i32) = (FontFamily::SansSerif, 11);
/// Room for the labels below, in CSS pixels.
const BELOW: i32 = 22;
/// Room above the highest line, for half a label.
const ABOVE: i32 = 8;

const MB: i64 = 1000;
const GB: i64 = 1024 * MB;
const TB: i64 = 1024 * GB;

/// The scale: a step of 1, 2 or 5 times a power of ten (of MB, of GB from 1024 MB on, of TB from 1024 GB on) with at most five
/// lines. One MB where there is nothing to show.
pub(super) fn scale(highest: i64) -> (i64, i64) {
    let highest = if highest > 0 { highest } else { MB };
    let mut unit = match highest {
        _ if highest > TB => TB / 10,
        _ if highest > GB => GB / 10,
        _ => 1,
    };
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

/// The theme's colours.
pub(super) struct Colours {
    pub accent: RGBColor,
    pub line: RGBColor,
    pub ink: RGBColor,
    pub warn: RGBColor,
    pub bad: RGBColor,
}

impl Colours {
    /// As they are now.
    pub(super) fn of(element: &HtmlElement) -> Self {
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
            warn: read("--warn").unwrap_or(grey),
            bad: read("--bad").unwrap_or(grey),
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

/// A chart being drawn: its scale is there, what it shows is not yet.
pub(super) struct Plot {
    pub area: DrawingArea<Canvas, Shift>,
    pub colours: Colours,
    pub across: Range<i32>,
    pub down: Range<i32>,
    top: i64,
}

impl Plot {
    /// Draws the scale for values up to `highest`. None while the canvas has no size.
    pub(super) fn begin(canvas: &HtmlCanvasElement, highest: i64) -> Option<Self> {
        let colours = Colours::of(canvas);
        let area = Canvas::prepare(canvas)?.into_drawing_area();
        let (step, top) = scale(highest);
        let unit = Scale::exact(&[step, top].map(Megabytes::from_thousandths));
        let ink = colours.ink;
        let font = LABEL.into_text_style(&area).color(&ink);
        let text = |value: i64| match value {
            // Steps are tenths of a TB at least.
            _ if top > TB && value % TB == 0 => format!("{} TB", value / TB),
            _ if top > TB => format!("{}.{} TB", value / TB, value % TB * 10 / TB),
            _ => unit.short(Megabytes::from_thousandths(value)),
        };
        let lines: Vec<(i64, String)> = (0..=top / step)
            .map(|i| (i * step, text(i * step)))
            .collect();
        let left = lines
            .iter()
            .map(|(_, text)| measure(&area, text))
            .max()
            .unwrap_or_default()
            + 8;
        let (width, height) = area.dim_in_pixel();
        let (right, bottom) = (i32::try_from(width).ok()?, i32::try_from(height).ok()?);
        let plot = Self {
            across: left..right.max(left + 1),
            down: ABOVE..(bottom - BELOW).max(ABOVE + 1),
            top,
            area,
            colours,
        };
        let right = font.pos(Pos::new(HPos::Right, VPos::Center));
        for (value, text) in &lines {
            let y = plot.up(*value);
            let style = if *value == 0 {
                plot.colours.ink.mix(0.6)
            } else {
                plot.colours.line.mix(1.0)
            };
            let _ = plot.area.draw(&PathElement::new(
                vec![(plot.across.start, y), (plot.across.end, y)],
                style.stroke_width(1),
            ));
            let _ = plot
                .area
                .draw_text(text, &right, (plot.across.start - 6, y));
        }
        Some(plot)
    }

    /// Height of a value.
    pub(super) fn up(&self, value: i64) -> i32 {
        let high = i64::from(self.down.end - self.down.start);
        let part = value.clamp(0, self.top).saturating_mul(high) / self.top;
        self.down.end - i32::try_from(part).unwrap_or_default()
    }

    /// As many labels as fit, evenly; the last place keeps its own.
    pub(super) fn labels(&self, labels: &[&str]) {
        let Some(widest) = labels.iter().map(|label| measure(&self.area, label)).max() else {
            return;
        };
        let count = i32::try_from(labels.len()).unwrap_or(i32::MAX).max(1);
        let width = self.across.end - self.across.start;
        let each = (f64::from(width) / f64::from(count)).max(1.0);
        let every = (f64::from(widest + 10) / each).ceil().max(1.0);
        #[allow(clippy::cast_possible_truncation)]
        let every = every as i32;
        let font = LABEL.into_text_style(&self.area).color(&self.colours.ink);
        let centred = font.pos(Pos::new(HPos::Center, VPos::Top));
        for (label, x) in labels.iter().zip(0..count) {
            if (count - 1 - x) % every == 0 {
                #[allow(clippy::cast_possible_truncation)]
                let middle = self.across.start + (each * (f64::from(x) + 0.5)) as i32;
                // The last label must not leave the canvas.
                let middle = middle.min(self.across.end - measure(&self.area, label) / 2 - 1);
                let _ = self
                    .area
                    .draw_text(label, &centred, (middle, self.down.end + 6));
            }
        }
    }

    /// A text in a colour, where its anchor is.
    pub(super) fn text(&self, text: &str, colour: RGBColor, anchor: (HPos, VPos), at: (i32, i32)) {
        let font = LABEL.into_text_style(&self.area).color(&colour);
        let _ = self
            .area
            .draw_text(text, &font.pos(Pos::new(anchor.0, anchor.1)), at);
    }

    /// Done: where the places are.
    pub(super) fn end(self) -> Frame {
        let _ = self.area.present();
        Frame {
            left: f64::from(self.across.start),
            width: f64::from(self.across.end - self.across.start),
        }
    }
}

/// Width of a text.
pub(super) fn measure(area: &DrawingArea<Canvas, Shift>, text: &str) -> i32 {
    let font = LABEL.into_text_style(area);
    area.estimate_text_size(text, &font)
        .map_or(0, |(width, _)| i32::try_from(width).unwrap_or_default())
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
        assert_eq!(scale(0).1, 1000);
        assert_eq!(scale(33_410), (10_000, 40_000));
        assert_eq!(scale(3 * 1_024_000), (1_024_000, 3 * 1_024_000));
        assert_eq!(scale(7 * TB + 1), (2 * TB, 8 * TB));
    }

    #[test]
    fn colours_of_style_sheets() {
        assert_eq!(rgb(" #2456c7"), Some(RGBColor(0x24, 0x56, 0xc7)));
        assert_eq!(rgb("#fff"), Some(RGBColor(255, 255, 255)));
        assert_eq!(rgb("rgb(1, 2, 3)"), Some(RGBColor(1, 2, 3)));
        assert_eq!(rgb("red"), None);
    }
}
