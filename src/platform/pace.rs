//! Long work in time slices: between two slices the browser paints and answers the reader.

use std::cell::Cell;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use faultline_core::pace::{Pace, Progress, Stopped};

use super::Cancel;
use super::clock::now_ms;

/// How often progress is reported, in milliseconds: quicker than a reader can read, it would only cost drawing.
const REPORT_MS: f64 = 200.0;

/// Pauses once a time slice is used up, reports how far the work is, and ends it when it was cancelled.
///
/// ```ignore
/// let pace = SlicePace::new(40.0, &cancel, |progress| app.dispatch(Action::Progressed(..)));
/// let reading = read(text, &pace).await?;
/// ```
pub struct SlicePace<R> {
    slice_ms: f64,
    cancel: Cancel,
    report: R,
    slice_start: Cell<f64>,
    last_report: Cell<f64>,
}

impl<R: Fn(Progress)> SlicePace<R> {
    /// Slices of at most about `slice_ms` milliseconds, the first beginning now. `report` is called before a pause, for
    /// the first time when the work has taken [`REPORT_MS`].
    pub fn new(slice_ms: f64, cancel: &Cancel, report: R) -> Self {
        let now = now_ms();
        let (slice_start, last_report) = (Cell::new(now), Cell::new(now));
        Self { slice_ms, cancel: cancel.clone(), report, slice_start, last_report }
    }
}

impl<R: Fn(Progress)> Pace for SlicePace<R> {
    async fn pause(&self, progress: Progress) -> Result<(), Stopped> {
        let now = now_ms();
        if now - self.slice_start.get() < self.slice_ms {
            return Ok(());
        }
        if now - self.last_report.get() >= REPORT_MS {
            self.last_report.set(now);
            (self.report)(progress);
        }
        yield_now().await;
        if self.cancel.stopped() {
            return Err(Stopped);
        }
        self.slice_start.set(now_ms());
        Ok(())
    }
}

/// Lets the browser paint and answer the reader. A message to the page itself: timers are slowed down in a hidden tab,
/// and frames do not come there at all.
pub async fn yield_now() {
    let Ok(channel) = MessageChannel::new() else { return };
    let come = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&JsValue::NULL).is_ok() {
        let _ = JsFuture::from(come).await;
    }
    channel.port1().close();
}
