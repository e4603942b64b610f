//! Fetching a file with its progress, so that it can be watched and stopped. Must never parse what it fetched.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCredentials, RequestInit, Response};

use crate::formats::{MOST_BYTES, ReadError};
use crate::state::Failure;

/// Stops a fetch.
#[derive(Clone, Debug)]
pub struct Cancel(Option<AbortController>);

impl Cancel {
    /// A fetch that can be stopped.
    #[must_use]
    pub fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// Stops it; does nothing when it is over.
    pub fn stop(&self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }

    /// `true` once it was stopped.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.0.as_ref().is_some_and(|controller| controller.signal().aborted())
    }
}

impl Default for Cancel {
    fn default() -> Self {
        Self::new()
    }
}

/// Fetches an address. `progress` is told the bytes read so far and, where the server says so, in all.
///
/// # Errors
/// [`Failure`], by cause. A stopped fetch fails too; the caller asks [`Cancel::stopped`].
pub async fn fetch(
    url: &str,
    other_site: bool,
    cancel: &Cancel,
    mut progress: impl FnMut(u64, Option<u64>),
) -> Result<Vec<u8>, Failure> {
    let unreachable = Failure::Unreachable { other_site };
    let options = RequestInit::new();
    options.set_signal(cancel.0.as_ref().map(AbortController::signal).as_ref());
    // No cookies to other sites: an incident file needs none, and an answer to everyone (*) forbids them.
    options.set_credentials(RequestCredentials::SameOrigin);
    let request = gloo::utils::window().fetch_with_str_and_init(url, &options);
    let response: Response = JsFuture::from(request).await.map_err(|_| unreachable.clone())?.unchecked_into();
    match response.status() {
        // 0 is what a few hosts of local files answer.
        0 | 200..=299 => {}
        404 | 410 => return Err(Failure::NotFound),
        status => return Err(Failure::Refused { status }),
    }
    // A compressed answer gives the length of what travels, not of what is read: no total then.
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let encoded = header("content-encoding").is_some_and(|encoding| encoding != "identity");
    let total = header("content-length").and_then(|length| length.parse::<u64>().ok()).filter(|_| !encoded);
    let mut bytes =
        Vec::with_capacity(total.and_then(|total| usize::try_from(total).ok()).unwrap_or(0).min(MOST_BYTES));
    let Some(stream) = response.body() else { return Ok(bytes) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let part = JsFuture::from(reader.read()).await.map_err(|_: JsValue| unreachable.clone())?;
        if Reflect::get(&part, &"done".into()).is_ok_and(|done| done.is_truthy()) {
            return Ok(bytes);
        }
        let chunk: Uint8Array = Reflect::get(&part, &"value".into()).unwrap_or_default().unchecked_into();
        let from = bytes.len();
        bytes.resize(from + chunk.length() as usize, 0);
        if let Some(rest) = bytes.get_mut(from..) {
            chunk.copy_to(rest);
        }
        if bytes.len() > MOST_BYTES {
            cancel.stop();
            return Err(Failure::Read(ReadError::TooLarge { bytes: bytes.len() }));
        }
        progress(bytes.len() as u64, total);
    }
}
