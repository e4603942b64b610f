//! Boxes that are scrolled.

use web_sys::Element;

/// Scrolls a box so far down.
#[expect(clippy::cast_possible_truncation, reason = "no box is scrolled further than a whole number of 32 bits")]
pub fn scroll_box_to(scrolled: &Element, top: f64) {
    scrolled.set_scroll_top(top as i32);
}

/// Scrolls a box, and nothing around it, so that an element in it is in view below what covers the top of the box.
pub fn reveal_in_box(scrolled: &Element, inside: &Element, covered: f64) {
    let (frame, part) = (scrolled.get_bounding_client_rect(), inside.get_bounding_client_rect());
    let (above, below) = (part.top() - frame.top() - covered, part.bottom() - frame.bottom());
    if above < 0.0 || below > 0.0 {
        let by = if above < 0.0 { above } else { below };
        scroll_box_to(scrolled, f64::from(scrolled.scroll_top()) + by);
    }
}
