//! A plotters back end on a 2D canvas in CSS pixels.
//!
//! `plotters-canvas` knows neither device pixels nor how to measure a text without putting elements into the page's body,
//! and writes colours with the large code for fractions. So size, text, lines and areas are ours: the context is scaled by the
//! device's pixel ratio, labels are measured with `measureText`. Everything else is drawn by that crate.

use crate::platform::dom::window;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The error of `plotters-canvas`, which does not name it in public.
type CanvasError = <CanvasBackend as DrawingBackend>::ErrorType;
type Outcome = Result<(), DrawingErrorKind<CanvasError>>;

/// Font of all labels, as the rest of the console.
const FONT: &str =
    "11px system-ui, \"PingFang SC\", \"Microsoft YaHei\", \"Noto Sans CJK SC\", sans-serif";

/// The back end; borrowed by a drawing area for one drawing.
pub struct Canvas {
    shapes: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (u32, u32),
}

impl Canvas {
    /// Fits the canvas' pixels to its size on the page and clears it. None while it has no size or the browser refuses.
    #[must_use]
    pub fn prepare(canvas: &HtmlCanvasElement) -> Option<Self> {
        let (width, height) = (canvas.client_width(), canvas.client_height());
        let size = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
        if size.0 == 0 || size.1 == 0 {
            return None;
        }
        let ratio = window().device_pixel_ratio().max(1.0);
        canvas.set_width(pixels(width, ratio));
        canvas.set_height(pixels(height, ratio));
        let context = canvas
            .get_context("2d")
            .ok()??
            .dyn_into::<CanvasRenderingContext2d>()
            .ok()?;
        context
            .set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0)
            .ok()?;
        context.set_font(FONT);
        Some(Self {
            shapes: CanvasBackend::with_canvas_object(canvas.clone())?,
            context,
            size,
        })
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn pixels(css: i32, ratio: f64) -> u32 {
    (f64::from(css) * ratio).round() as u32
}

impl Canvas {
    fn colour(&self, style: &impl BackendStyle) {
        let colour = css(style.color());
        self.context.set_fill_style_str(&colour);
        self.context.set_stroke_style_str(&colour);
        self.context.set_line_width(f64::from(style.stroke_width()));
    }
}

/// A colour for the canvas.
#[allow(clippy::cast_possible_truncation)]
fn css(color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    let percent = (color.alpha * 100.0) as i32;
    format!("rgb({r} {g} {b} / {percent}%)")
}

impl DrawingBackend for Canvas {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        self.shapes.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Outcome {
        self.colour(style);
        // Between two pixels a line is blurred; half a pixel down it is sharp.
        let at = |length: i32| f64::from(length) + 0.5;
        self.context.begin_path();
        self.context.move_to(at(from.0), at(from.1));
        self.context.line_to(at(to.0), at(to.1));
        self.context.stroke();
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        if !fill {
            let corners = [from, (to.0, from.1), to, (from.0, to.1), from];
            return self.draw_path(corners, style);
        }
        self.colour(style);
        let (width, height) = (to.0 - from.0, to.1 - from.1);
        let [x, y, width, height] = [from.0, from.1, width, height].map(f64::from);
        self.context.fill_rect(x, y, width, height);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        self.colour(style);
        self.context.begin_path();
        for (x, y) in path {
            // The first goes there without drawing.
            self.context.line_to(f64::from(x) + 0.5, f64::from(y) + 0.5);
        }
        self.context.stroke();
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Outcome {
        self.colour(style);
        self.context.begin_path();
        for (x, y) in corners {
            self.context.line_to(f64::from(x), f64::from(y));
        }
        self.context.fill();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Outcome {
        let anchor = style.anchor();
        self.context.set_text_align(match anchor.h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        self.context.set_text_baseline(match anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        });
        self.context.set_fill_style_str(&css(style.color()));
        let _ = self
            .context
            .fill_text(text, f64::from(at.0), f64::from(at.1));
        Ok(())
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        _style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<CanvasError>> {
        let width = self
            .context
            .measure_text(text)
            .map_or(0.0, |metrics| metrics.width());
        Ok((width.ceil() as u32, 14))
    }
}
