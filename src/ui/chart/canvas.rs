//! A plotters back end on a 2D canvas in CSS pixels.
//!
//! Shapes are drawn by `plotters-canvas`. That crate knows neither device pixels nor how to measure a text without putting
//! elements into the page's body, so size and text are ours: the context is scaled by the device's pixel ratio, labels are
//! measured with `measureText`.

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
        self.shapes.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.shapes.draw_rect(from, to, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        self.shapes.draw_path(path, style)
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
        let BackendColor {
            rgb: (r, g, b),
            alpha,
        } = style.color();
        self.context
            .set_fill_style_str(&format!("rgba({r},{g},{b},{alpha})"));
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
