//! Reading a file of the web or of the disk as a stream, with its progress, until it is stopped.

use js_sys::{Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, File, ReadableStream, ReadableStreamDefaultReader, RequestCredentials, RequestInit, Response,
};

use super::address::same_site;
use faultline_core::formats::{MOST_BYTES, ReadError, TextDecoder};
use faultline_viewer::Failure;

/// An incident of so many bytes is surely not longer once it is compressed.
const SHORT: u64 = 1024;

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

/// A fetch that is under way.
pub struct Request {
    answer: Promise,
    is_other_site: bool,
    cancel: Cancel,
}

/// Requests an address. The browser sends it at once; [`read_answer`] waits for it.
pub fn request(url: &str, cancel: &Cancel) -> Request {
    let options = RequestInit::new();
    options.set_signal(cancel.0.as_ref().map(AbortController::signal).as_ref());
    // No cookies to other sites: an incident file needs none, and an answer to everyone (*) forbids them.
    options.set_credentials(RequestCredentials::SameOrigin);
    let answer = window().fetch_with_str_and_init(url, &options);
    Request { answer, is_other_site: !same_site(url), cancel: cancel.clone() }
}

/// Reads the answer to a request. `progress` is called with the bytes read so far and, where the server says so, in all.
///
/// # Errors
/// [`Failure`], by cause. A stopped fetch fails too; the caller asks [`Cancel::stopped`].
pub async fn read_answer(request: Request, progress: &dyn Fn(u64, Option<u64>)) -> Result<String, Failure> {
    let unreachable = |_| Failure::Unreachable { other_site: request.is_other_site };
    let response: Response = JsFuture::from(request.answer).await.map_err(unreachable)?.unchecked_into();
    match response.status() {
        // 0 is what a few hosts of local files answer.
        0 | 200..=299 => {}
        404 | 410 => return Err(Failure::NotFound),
        status => return Err(Failure::Refused { status }),
    }
    // A compressed answer gives the length of what travels, not of what is read: no total then. To a sandboxed frame, and from
    // another site, servers hide whether they compress; what is longer compressed is short.
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let is_plain = header("content-encoding").is_none_or(|encoding| encoding == "identity");
    let length = header("content-length").and_then(|length| length.parse::<u64>().ok());
    let total = length.filter(|&length| is_plain && length >= SHORT);
    let Some(stream) = response.body() else { return Ok(String::new()) };
    collect(&stream, total, &request.cancel, progress).await.map_err(|failure| failure.unwrap_or(Failure::CutOff))
}

/// Reads a file from the disk, as [`read_answer`] does.
///
/// # Errors
/// [`Failure`] when the browser may not read it or it is too large.
pub async fn read_file(file: &File, cancel: &Cancel, progress: &dyn Fn(u64, Option<u64>)) -> Result<String, Failure> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size of a file is whole")]
    let total = file.size() as u64;
    if total > MOST_BYTES as u64 {
        return Err(Failure::Read(ReadError::TooLarge { bytes: usize::try_from(total).unwrap_or(usize::MAX) }));
    }
    let read = collect(&file.stream(), Some(total), cancel, progress).await;
    read.map_err(|failure| failure.unwrap_or(Failure::Unreadable))
}

/// Reads a stream to its end. Its failure is for the caller to name (`None`), but for what makes it no text. One that ends before
/// its `total` has failed too: not every browser says so itself.
async fn collect(
    stream: &ReadableStream,
    total: Option<u64>,
    cancel: &Cancel,
    progress: &dyn Fn(u64, Option<u64>),
) -> Result<String, Option<Failure>> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut decoder = TextDecoder::with_capacity(total.and_then(|total| usize::try_from(total).ok()).unwrap_or(0));
    let (mut read, mut reported) = (0, 0);
    loop {
        let part = JsFuture::from(reader.read()).await.map_err(|_: JsValue| None)?;
        if Reflect::get(&part, &"done".into()).is_ok_and(|done| done.is_truthy()) {
            let is_whole = total.is_none_or(|total| read >= total);
            return if is_whole { decoder.finish().map_err(|error| Some(Failure::Read(error))) } else { Err(None) };
        }
        let piece: Uint8Array = Reflect::get(&part, &"value".into()).unwrap_or_default().unchecked_into();
        let refused = take(&mut decoder, &piece).err();
        if refused.is_some() || cancel.stopped() {
            // A file of the disk hears nothing of the signal.
            let _ = reader.cancel();
            return Err(refused.map(Failure::Read));
        }
        // The page need not be drawn again for each of thousands of pieces. By share and not by time: the last piece
        // before a stream stalls has to be reported as well.
        read += u64::from(piece.length());
        if read - reported >= total.unwrap_or(0) / 200 {
            reported = read;
            progress(read, total);
        }
    }
}

/// Takes a piece, some hundred thousand bytes at a time: a copy that is small is still at hand when it is looked at.
fn take(decoder: &mut TextDecoder, piece: &Uint8Array) -> Result<(), ReadError> {
    const MOST: u32 = 1 << 17;
    let length = piece.length();
    let mut from = 0;
    while from < length {
        let to = length.min(from + MOST);
        decoder.push(&piece.subarray(from, to).to_vec())?;
        from = to;
    }
    Ok(())
}
