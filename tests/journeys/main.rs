//! Journeys of a reader through the built site in a real browser. `cargo test` leaves them out; `make test` runs them,
//! and `make journeys` runs them alone on what `make build` left in `dist/`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a journey fails by panicking"
)]

mod access;
mod board;
mod boot;
mod charts;
mod crowds;
mod figures;
mod formats;
mod hands;
mod hostile;
mod keys;
mod link;
mod list;
mod many_link;
mod opening;
mod sample;
mod search;
mod story;
#[allow(dead_code, reason = "the pictures and the journeys use different parts of it")]
mod support;
mod timeline;
mod trends;
mod zones;

use support::{Page, Site};

const SAMPLE: &str = "incidents/production-server-2023-03-01.json";
const CHECKOUT: &str = "?src=incidents/checkout-dst-2025-10-26.json&now=2026-11-22T12:00:00Z";
const ONGOING: &str = "?src=incidents/search-index-ongoing.json&now=2026-11-22T12:00:00Z";

/// The site, with the page at this address open and at rest.
#[track_caller]
fn opened(page: &Page, address: &str) -> Site {
    open_at(page, Site::start(), address)
}

/// The same, where a script runs before any of the page's own.
#[track_caller]
fn opened_after(page: &Page, script: &str, address: &str) -> Site {
    let site = Site::start();
    site.before_each_page(script);
    open_at(page, site, address)
}

#[track_caller]
fn open_at(page: &Page, site: Site, address: &str) -> Site {
    page.open(&site.url(address));
    page.wait_ready();
    site
}

/// The names of every shown element of a role.
#[track_caller]
fn names(page: &Page, role: &str) -> Vec<String> {
    page.all_of_role(role, None).iter().filter(|element| element.is_shown()).map(support::Element::name).collect()
}

/// Opens the menu of that class in the header.
#[track_caller]
fn open_menu(page: &Page, class: &str) {
    page.css(&format!(".menu.{class} > summary")).click();
}

/// Chooses how times are told, by what the button says.
#[track_caller]
fn choose_zone(page: &Page, wanted: &str) {
    open_menu(page, "zones");
    page.button(wanted).click();
}

/// What the menu of zones says that times are told in.
#[track_caller]
fn shown_zone(page: &Page) -> String {
    page.css(".menu.zones > summary").text().trim().to_owned()
}

/// Shows the tiles of all figures.
#[track_caller]
fn show_figures(page: &Page) {
    if page.all(".tile").is_empty() {
        page.button("All figures").click();
    }
    page.css(".tile");
}

/// The text of each element a selector matches.
#[track_caller]
fn texts(page: &Page, selector: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)";
    let found = page.js_with(script, &serde_json::json!([selector]));
    found.as_array().into_iter().flatten().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

/// The middle of an element in the window, as a place for the pointer.
#[track_caller]
#[allow(clippy::cast_possible_truncation, reason = "a place on a screen")]
fn middle(element: &support::Element<'_>) -> (i32, i32) {
    let [x, y, width, height] = element.rectangle();
    ((x + width / 2.0) as i32, (y + height / 2.0) as i32)
}
