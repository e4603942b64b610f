//! The shipped sample, for tests.

use crate::{Action, Loaded, State, load, update};
use faultline_core::incident::Case;
use faultline_core::metrics::Durations;
use faultline_core::time::NativeZones;
pub(super) use faultline_core::time::example::{at, span};
use std::sync::Arc;

pub fn loaded() -> Loaded {
    let bytes = include_bytes!("../../../public/incidents/production-server-2023-03-01.json");
    load(bytes, "sample", &NativeZones, at("20:00")).unwrap()
}

pub fn case() -> Case {
    loaded().case
}

pub fn durations(case: &Case) -> Durations {
    faultline_core::metrics::durations(case, at("20:00"))
}

/// A page that shows the sample.
pub fn state() -> State {
    let mut state = State::new(at("20:00"), Arc::new(NativeZones));
    update(&mut state, Action::Arrived(Arc::new(loaded())));
    state
}
