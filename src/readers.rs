//! The readers of other tools' formats and of documents. They are a module of their own (`src/bin/faultline-readers.rs`),
//! which is fetched when a file needs one: a visit to a page with an incident of Faultline's own format does without.

use js_sys::{Function, JsString, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::platform::{Cancel, IntlZones};
use faultline_core::formats::{Document, ReadError, ReadOptions};
use faultline_core::handover::{self, Format};
use faultline_core::pace::Progress;

/// Reads a text in a format that is none of Faultline's own.
///
/// # Errors
/// [`ReadError`] when there is no incident in it, and [`ReadError::NoReaders`] when the module cannot be had.
pub async fn read(
    text: &str,
    name: &str,
    options: &ReadOptions,
    zones: &IntlZones,
    cancel: &Cancel,
    report: impl Fn(Progress) + 'static,
) -> Result<Document, ReadError> {
    let cancel = cancel.clone();
    let report = Closure::<dyn Fn(f64, Option<f64>) -> bool>::new(move |done: f64, total: Option<f64>| {
        report(Progress { done: steps(done), total: total.map(steps) });
        cancel.stopped()
    });
    let arguments = [text.into(), name.into(), handover::write_options(options).into(), report.as_ref().clone()];
    let answer = call("read", &arguments).await.ok_or(ReadError::NoReaders)?;
    handover::read_answer(&answer, zones)
}

/// The formats that can be read; none when the module cannot be had.
pub async fn formats() -> Vec<Format> {
    call("formats", &[]).await.map(|text| handover::read_formats(&text)).unwrap_or_default()
}

/// Calls a function of the module, which public/boot.js fetches the first time.
async fn call(function: &str, arguments: &[JsValue]) -> Option<String> {
    let window = window();
    let fetch: Function = Reflect::get(&window, &"faultlineReaders".into()).ok()?.dyn_into().ok()?;
    let module = JsFuture::from(Promise::resolve(&fetch.call0(&window).ok()?)).await.ok()?;
    let function: Function = Reflect::get(&module, &function.into()).ok()?.dyn_into().ok()?;
    let answer = function.apply(&module, &arguments.iter().collect()).ok()?;
    let answer = JsFuture::from(Promise::resolve(&answer)).await.ok()?;
    answer.dyn_into::<JsString>().ok().map(String::from)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count, which came as a number of JavaScript"
)]
const fn steps(count: f64) -> usize {
    count as usize
}
