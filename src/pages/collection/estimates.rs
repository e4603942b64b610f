//! The intervals of what is shown, drawn in time slices while nothing changes.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::CollectionContext;
use crate::context::App;
use crate::platform::{self, Cancel, SlicePace};
use faultline_viewer::{CollectionAction, Estimates, Samples, State, estimate};

/// Maximum time slice before yielding, in milliseconds.
const SLICE_MS: f64 = 20.0;
/// How long nothing has to change before intervals are drawn anew, in milliseconds: while a brush is moved, they would have
/// to be given up with each step.
const REST_MS: u32 = 200;

/// Samples that intervals are drawn of, or will be soon. Dropped, the drawing stops.
struct Drawing {
    samples: Arc<Samples>,
    cancel: Cancel,
    /// What it waits for before it begins.
    rest: Option<Timeout>,
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
            let estimates = state.collection().map(|collection| &collection.estimates);
            estimates.is_some_and(|estimates| estimates.done && Arc::ptr_eq(&estimates.samples, &samples))
        };
        if app.with_untracked(is_done) {
            if !is_first {
                platform::after_paint(|| platform::set_state("ready"));
            }
            return Some(drawing);
        }
        platform::set_state("loading");
        let draw = draw(app, samples, drawing.cancel.clone());
        if is_first {
            spawn_local(draw);
        } else {
            drawing.rest = Some(Timeout::new(REST_MS, move || spawn_local(draw)));
        }
        Some(drawing)
    });
}

/// Works intervals out, until all is done or others are wanted.
async fn draw(app: App, samples: Arc<Samples>, cancel: Cancel) {
    let stopwatch = platform::Stopwatch::start("faultline:resample");
    let pace = SlicePace::new(SLICE_MS, &cancel, |_| {});
    let report = |estimates: &Estimates| app.dispatch(CollectionAction::Estimated(Arc::new(estimates.clone())));
    if estimate(samples, &pace, report).await.is_ok() {
        stopwatch.stop();
        platform::after_paint(|| platform::set_state("ready"));
    }
}
