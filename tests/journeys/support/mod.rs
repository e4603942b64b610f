//! What every browser journey stands on: a [`Site`] that serves `dist/` as a host would (or as a bad one would), and a
//! [`Page`] that does what a reader does. Knows nothing of what the viewer shows; the journeys beside it do.
//!
//! ```ignore
//! #[test]
//! fn a_file_can_be_opened() {
//!     journey(|page| {
//!         let site = Site::start();
//!         page.open(&site.url(""));
//!         page.wait_ready();
//!         page.button("Open…").click();
//!         page.wait_for_text("Which file?");
//!         page.assert_quiet();
//!     });
//! }
//! ```
//!
//! A journey waits on a condition (`wait_…`), never on time passing. The engine is `FAULTLINE_ENGINE`: `chromium`,
//! `firefox` or `webkit`. What one of them lacks has a name in [`engine`], and the journey asks for it:
//! `if page.lacks(Lack::Media) { return; }`.

mod driver;
mod engine;
mod eyes;
mod hands;
mod page;
mod session;
mod site;

pub use driver::{journey, journey_in_zone};
pub use engine::{Engine, Lack};
pub use page::{Element, Page};
pub use site::{Answer, Gate, Site};
