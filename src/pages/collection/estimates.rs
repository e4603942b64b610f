//! The intervals of what is shown, drawn in time slices while nothing changes.

use std::sync::Arc;

use leptos::prelude::*;

use super::CollectionContext;
use crate::context::App;
use crate::open;
use crate::platform::{self, Cancel, Later};
use faultline_viewer::{CollectionAction, Estimating, Samples, State};

/// Maximum time slice before yielding, in milliseconds.
const SLICE_MS: f64 = 20.0;
/// How long nothing has to change before intervals are drawn anew, in milliseconds: while a brush is moved, they would have
/// to be given up with each step.
const REST_MS: u32 = 200;
/// About how many draws are made between two looks at the clock.
const DRAWS: usize = 20_000;

/// Samples that intervals are drawn of, or will be soon. Dropped, the drawing stops.
struct Drawing {
    samples: Arc<Samples>,
    cancel: Cancel,
    /// What it waits for before it begins.
    rest: Option<Later>,
}

impl Drop for Drawing {
    fn drop(&mut self) {
        self.cancel.stop();
    }
}

/// Draws intervals of what is shown whenever that has changed: the first at once, others when nothing has changed for a while.
pub fn keep_estimated(app: App, collection: CollectionContext) {
    Effect::new(move |before: Option<Option<Drawing>>| {
        let samples = Arc::clone(&collection.overview()?.samples);
        let before = before.flatten();
        let is_first = before.is_none();
        if let Some(before) = before.filter(|before| Arc::ptr_eq(&before.samples, &samples)) {
            return Some(before);
        }
        let mut drawing = Drawing { samples: Arc::clone(&samples), cancel: Cancel::new(), rest: None };
        let is_done = |state: &State| {
            let estimates = &state.trends.estimates;
            estimates.done && Arc::ptr_eq(&estimates.samples, &samples)
        };
        if app.with_untracked(is_done) {
            if !is_first {
                platform::after_paint(platform::mark_ready);
            }
            return Some(drawing);
        }
        platform::set_state("loading");
        let draw = draw(app, samples, drawing.cancel.clone());
        if is_first {
            open::run(draw);
        } else {
            drawing.rest = Some(platform::later(REST_MS, move || open::run(draw)));
        }
        Some(drawing)
    });
}

/// Draws in slices, until all is done or something else is to be drawn.
async fn draw(app: App, samples: Arc<Samples>, cancel: Cancel) {
    let stopwatch = platform::Stopwatch::start("faultline:resample");
    let mut estimating = Estimating::new(samples);
    while !estimating.estimates().done {
        let begun = platform::now_ms();
        while platform::now_ms() - begun < SLICE_MS && !estimating.estimates().done {
            if estimating.step(DRAWS) {
                app.dispatch(CollectionAction::Estimated(Arc::new(estimating.estimates().clone())));
            }
        }
        platform::yield_now().await;
        if cancel.stopped() {
            return;
        }
    }
    stopwatch.stop();
    platform::after_paint(platform::mark_ready);
}
