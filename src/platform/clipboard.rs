//! Putting a text on the clipboard, also on a page that was not served securely and has none.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;

/// Puts a text on the clipboard; `false` where the browser does not let it be written.
pub async fn copy(text: String) -> bool {
    // By name, since a page that was not served securely has no clipboard, and the typed way would trap there.
    let write = || {
        let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
        let write: Function = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into().ok()?;
        write.call1(&clipboard, &text.as_str().into()).ok()?.dyn_into::<Promise>().ok()
    };
    let written = match write() {
        Some(written) => JsFuture::from(written).await.is_ok(),
        None => false,
    };
    written || copy_by_command(&text).is_some()
}

/// The old way: choose the text in a field, and have the browser copy what is chosen. The focus goes back.
fn copy_by_command(text: &str) -> Option<()> {
    let document = document();
    let before = document.active_element();
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_class_name("unseen");
    field.set_value(text);
    document.body()?.append_child(&field).ok()?;
    field.select();
    let command: Function = Reflect::get(&document, &"execCommand".into()).ok()?.dyn_into().ok()?;
    let copied = command.call1(&document, &"copy".into()).ok().is_some_and(|copied| copied.is_truthy());
    field.remove();
    if let Some(before) = before.and_then(|before| before.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = before.focus();
    }
    copied.then_some(())
}
