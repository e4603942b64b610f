//! The one room that names web_sys, js_sys, wasm_bindgen and gloo. Wasm only; must never think.
