//! What hands do on a chart, told in its pixels, and the file of its numbers. One listener an event for the whole page.
//! Must never decide what it means.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, Element, Event, HtmlElement, KeyboardEvent, PointerEvent, Url};

use super::dom;
use super::hands::{CLICK_PX, closest, listen, page};

/// What a pointer does on a chart. Places are in pixels from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hand {
    /// It is there.
    Over(f64, f64),
    /// It has left.
    Out,
    /// It drags from one place across to another.
    Drag(f64, f64),
    /// It has let go after a drag.
    Drop,
    /// It clicked there.
    Click(f64, f64),
}

impl Hand {
    /// The same on a chart that is drawn so many times as large as it was laid out.
    #[must_use]
    pub fn smaller(self, zoom: f64) -> Self {
        match self {
            Self::Over(x, y) => Self::Over(x / zoom, y / zoom),
            Self::Click(x, y) => Self::Click(x / zoom, y / zoom),
            Self::Drag(from, to) => Self::Drag(from / zoom, to / zoom),
            Self::Out | Self::Drop => self,
        }
    }
}

/// A press that has not ended: the chart, the word of the edge it began on, where, and whether it has become a drag.
struct Press {
    chart: Element,
    edge: Option<String>,
    client: (i32, i32),
    drags: bool,
}

fn word(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

fn edge_of(event: &Event) -> Option<String> {
    closest(event, "[data-edge]").map(|element| word(&element, "data-edge"))
}

/// Calls back with the word of the chart, the word of the edge of the brush that a drag began on, and what the pointer
/// does there.
pub fn on_plot(callback: impl Fn(&str, Option<&str>, Hand) + 'static) {
    let callback = Rc::new(callback);
    let pressed: Rc<RefCell<Option<Press>>> = Rc::default();
    let place = |chart: &Element, event: &PointerEvent| {
        let rectangle = chart.get_bounding_client_rect();
        (f64::from(event.client_x()) - rectangle.left(), f64::from(event.client_y()) - rectangle.top())
    };
    let down = Rc::clone(&pressed);
    listen(&page(), "pointerdown", move |event: &PointerEvent| {
        if event.button() == 0
            && event.is_primary()
            && let Some(chart) = closest(event, "[data-plot]")
        {
            let client = (event.client_x(), event.client_y());
            *down.borrow_mut() = Some(Press { chart, edge: edge_of(event), client, drags: false });
        }
    });
    let (moving, told) = (Rc::clone(&pressed), Rc::clone(&callback));
    listen(&page(), "pointermove", move |event: &PointerEvent| {
        if let Some(press) = &mut *moving.borrow_mut() {
            let moved = event.client_x() - press.client.0;
            if press.drags || moved.abs() >= CLICK_PX {
                let _ = press.chart.set_pointer_capture(event.pointer_id());
                press.drags = true;
                let to = place(&press.chart, event).0;
                told(&word(&press.chart, "data-plot"), press.edge.as_deref(), Hand::Drag(to - f64::from(moved), to));
            }
        } else if let Some(chart) = closest(event, "[data-plot]") {
            let (x, y) = place(&chart, event);
            told(&word(&chart, "data-plot"), None, Hand::Over(x, y));
        }
    });
    let told = Rc::clone(&callback);
    listen(&page(), "pointerout", move |event: &PointerEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(chart) = closest(event, "[data-plot]") else { return };
        if !to.is_some_and(|to| chart.contains(Some(&to))) {
            told(&word(&chart, "data-plot"), None, Hand::Out);
        }
    });
    for name in ["pointerup", "pointercancel"] {
        let (pressed, told) = (Rc::clone(&pressed), Rc::clone(&callback));
        listen(&page(), name, move |event: &PointerEvent| {
            let Some(press) = pressed.borrow_mut().take() else { return };
            let (x, y) = place(&press.chart, event);
            let hand = match (press.drags, name) {
                (true, _) => Hand::Drop,
                (false, "pointerup") if press.edge.is_none() => Hand::Click(x, y),
                _ => return,
            };
            told(&word(&press.chart, "data-plot"), press.edge.as_deref(), hand);
        });
    }
}

/// Calls back with each key on a chart: its word, the word of the edge of the brush that has the focus, and the key.
/// `true` keeps it from the browser.
pub fn on_plot_key(callback: impl Fn(&str, Option<&str>, &str) -> bool + 'static) {
    listen(&page(), "keydown", move |event: &KeyboardEvent| {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        let Some(chart) = closest(event, "[data-plot]").filter(|_| !held) else { return };
        if callback(&word(&chart, "data-plot"), edge_of(event).as_deref(), &event.key()) {
            event.prevent_default();
        }
    });
}

/// Hands a text to the reader as a file of comma-separated values.
pub fn download_csv(name: &str, text: &str) {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/csv;charset=utf-8");
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &kind) else { return };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return };
    let Some(link) = dom::create("a", false).and_then(|link| link.dyn_into::<HtmlElement>().ok()) else { return };
    dom::set(&link, "href", &url);
    dom::set(&link, "download", name);
    link.click();
    // The browser takes the file some time after the click; the address is given back once it surely has.
    let give_back = move || drop(Url::revoke_object_url(&url));
    gloo::timers::callback::Timeout::new(60_000, give_back).forget();
}
