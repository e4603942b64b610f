//! The readers of other tools' formats and of documents, as a module of its own: the page fetches it when a file needs one
//! (`src/readers.rs`). `faultline_core::handover` is what crosses.

#[cfg(target_arch = "wasm32")]
mod exports {
    use faultline::platform::{Cancel, IntlZones, SlicePace};
    use faultline_core::formats;
    use faultline_core::handover;
    use faultline_core::pace::Progress;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Maximum time slice before yielding, in milliseconds.
    const SLICE_MS: f64 = 60.0;

    /// Reads a text in the format it is in, or that the options name. Now and then `report` is called with how many of how
    /// many steps are done; where it answers `true`, reading ends.
    #[wasm_bindgen]
    pub async fn read(text: String, name: String, options: String, report: js_sys::Function) -> String {
        let (cancel, zones) = (Cancel::new(), IntlZones::default());
        let pace = SlicePace::new(SLICE_MS, &cancel, |Progress { done, total }| {
            let (done, total) = (JsValue::from(done), total.map_or(JsValue::NULL, JsValue::from));
            if report.call2(&JsValue::NULL, &done, &total).is_ok_and(|answer| answer.is_truthy()) {
                cancel.stop();
            }
        });
        let answer = formats::open(&text, &name, &handover::read_options(&options), &zones, &pace).await;
        handover::write_answer(answer, &zones)
    }

    /// The formats that are read.
    #[wasm_bindgen]
    pub fn formats() -> String {
        handover::write_formats()
    }
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    faultline::set_panic_hook();
}
