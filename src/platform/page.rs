//! The page itself: its address, title, storage, clock, focus and timings. Everything that may throw in a sandboxed
//! frame (storage, history) is asked here and answers `None` there.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, UrlSearchParams};

use faultline_core::time::Instant;

/// What time it is, to the second: what grows with the clock is told no finer. With `?now=` in the address, that moment, so that
/// a picture of the page can be made again.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a clock of years 1 to 9999 in whole milliseconds")]
pub fn now() -> Instant {
    use faultline_core::time::{Written, read_time};
    match query("now").as_deref().map(read_time) {
        Some(Ok(Written::Moment(at))) => at,
        _ => Instant::from_ms(js_sys::Date::now() as i64 / 1000 * 1000),
    }
}

/// A part of the address after `?`.
#[must_use]
pub fn query(key: &str) -> Option<String> {
    let search = gloo::utils::window().location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(key).filter(|value| !value.is_empty())
}

/// `true` when the page is asked to leave out its header and the file drop.
#[must_use]
pub fn is_embedded() -> bool {
    query("embed").is_some_and(|value| value != "0")
}

/// An address relative to the page, made whole; `None` when it is none, or is neither of this site nor https.
#[must_use]
pub fn resolve(address: &str) -> Option<String> {
    let base = gloo::utils::document().base_uri().ok().flatten()?;
    let url = web_sys::Url::new_with_base(address, &base).ok()?;
    (url.protocol() == "https:" || same_site(&url.href())).then(|| url.href())
}

/// `true` when a whole address is of the same site as the page. The page's own address decides: in a sandboxed frame
/// the origin is opaque, yet files beside the page are still its own.
#[must_use]
pub fn same_site(url: &str) -> bool {
    let (Ok(url), Ok(page)) = (web_sys::Url::new(url), gloo::utils::window().location().href()) else { return false };
    web_sys::Url::new(&page).is_ok_and(|page| page.protocol() == url.protocol() && page.host() == url.host())
}

/// Where the viewer is mounted.
#[must_use]
pub fn body() -> HtmlElement {
    gloo::utils::body()
}

/// The width of the page, in CSS pixels.
#[must_use]
pub fn page_width() -> f64 {
    body().get_bounding_client_rect().width()
}

/// The element of that id.
fn by_id(id: &str) -> Option<Element> {
    gloo::utils::document().get_element_by_id(id)
}

/// Sets a mark on the whole page that the style sheets look at.
pub fn set_flag(name: &str, on: bool) {
    if let Some(html) = gloo::utils::document().document_element() {
        let _ = html.toggle_attribute_with_force(name, on);
    }
}

/// Sets the mark that tests and embedders wait for: `loading`, `seeking` or `ready`.
pub fn set_state(state: &str) {
    if let Some(html) = gloo::utils::document().document_element() {
        let _ = html.set_attribute("data-state", state);
    }
}

/// Whether that mark stands at this word.
#[must_use]
pub fn is_state(state: &str) -> bool {
    let html = gloo::utils::document().document_element();
    html.and_then(|html| html.get_attribute("data-state")).is_some_and(|now| now == state)
}

/// What was stored on an earlier visit; `None` where nothing can be stored.
#[must_use]
pub fn stored(key: &str) -> Option<String> {
    gloo::utils::window().local_storage().ok()??.get_item(key).ok()?
}

/// Stores something for a later visit, where that can be done.
pub fn store(key: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = gloo::utils::window().local_storage() {
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}

/// The IANA name of the reader's own zone.
#[must_use]
pub fn reader_zone_name() -> Option<String> {
    let format = js_sys::Intl::DateTimeFormat::default();
    js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into()).ok()?.as_string()
}

/// The size of the page's text, which the reader may have enlarged.
#[must_use]
pub fn root_font_px() -> f64 {
    let size = || {
        let html = gloo::utils::document().document_element()?;
        let style = gloo::utils::window().get_computed_style(&html).ok()??;
        Some(js_sys::parse_float(&style.get_property_value("font-size").ok()?)).filter(|size| *size > 0.0)
    };
    size().unwrap_or(16.0)
}

/// Puts the keyboard's focus on the element of that id.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id)
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        let _ = element.focus();
    }
}

/// Scrolls the element of that id into view, by no more than needed. `false` when there is none.
#[must_use]
pub fn scroll_to(id: &str) -> bool {
    let Some(element) = by_id(id) else { return false };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    true
}

/// Scrolls the page so far down.
pub fn scroll_to_px(px: f64) {
    gloo::utils::window().scroll_to_with_x_and_y(0.0, px);
}

/// Calls back once the browser has painted what was last changed.
pub fn after_paint(callback: impl FnOnce() + 'static) {
    let after_frame = Closure::once_into_js(move || {
        gloo::timers::callback::Timeout::new(0, callback).forget();
    });
    let window = gloo::utils::window();
    // A hidden tab paints nothing: the callback must come all the same.
    if gloo::utils::document().hidden() {
        let _ = window.set_timeout_with_callback(after_frame.unchecked_ref());
    } else {
        let _ = window.request_animation_frame(after_frame.unchecked_ref());
    }
}

/// Milliseconds since the page began, for measuring how long something takes.
#[must_use]
pub fn now_ms() -> f64 {
    gloo::utils::window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Lets the browser paint and answer the reader. A message to the page itself: timers are slowed down in a hidden tab,
/// and frames do not come there at all.
pub async fn yield_now() {
    let Ok(channel) = web_sys::MessageChannel::new() else { return };
    let come = js_sys::Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&wasm_bindgen::JsValue::NULL).is_ok() {
        let _ = wasm_bindgen_futures::JsFuture::from(come).await;
    }
    channel.port1().close();
}

/// A User Timing measure that has begun.
#[derive(Debug)]
pub struct Stopwatch(&'static str);

impl Stopwatch {
    /// Begins to measure under a name such as `faultline:read`.
    #[must_use]
    pub fn start(name: &'static str) -> Self {
        if let Some(performance) = gloo::utils::window().performance() {
            let _ = performance.mark(name);
        }
        Self(name)
    }

    /// Ends it.
    pub fn stop(self) {
        if let Some(performance) = gloo::utils::window().performance() {
            let _ = performance.measure_with_start_mark(self.0, self.0);
            performance.clear_marks_with_mark_name(self.0);
        }
    }
}

/// Measures one call.
pub fn measure<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    let stopwatch = Stopwatch::start(name);
    let result = work();
    stopwatch.stop();
    result
}

/// Says on the page, and to tests, that everything asked for is drawn.
pub fn mark_ready() {
    set_state("ready");
}
