//! The second part of the module: code that no first view needs, fetched when it is wanted (`tools/split.mjs` divides the
//! module, `public/boot.js` fetches and joins). Must never know what is in it.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::state::Failure;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = faultlineMore)]
    async fn faultline_more() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = faultlineHold)]
    fn faultline_hold(wanted: &JsValue);
    #[wasm_bindgen(js_name = faultlineLetGo)]
    fn faultline_let_go();
}

/// Waits until the second part is there. Each function that `tools/split.mjs` lists as a door may be called after this,
/// and not before: the call would be a trap. The first call fetches, later ones are over at once; after a failure the
/// next call tries again. A page that was not divided, such as a debug build, has everything from the start.
///
/// # Errors
/// [`Failure::PartMissing`], with the status where the server answered with one.
pub async fn more() -> Result<(), Failure> {
    let failed = |status: JsValue| Failure::PartMissing { status: http_status(&status) };
    faultline_more().await.map(|_| ()).map_err(failed)
}

/// Calls back at each press that finds nobody listening yet. `public/boot.js` holds them back.
pub fn on_early_press(callback: impl FnMut() + 'static) {
    faultline_hold(&Closure::<dyn FnMut()>::new(callback).into_js_value());
}

/// Does once more what was pressed before anybody listened.
pub fn press_again() {
    faultline_let_go();
}

/// The status of an answer; `None` where there was none that could be read.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "of 100 to 599, by the range")]
fn http_status(thrown: &JsValue) -> Option<u16> {
    thrown.as_f64().filter(|status| (100.0..600.0).contains(status)).map(|status| status as u16)
}
