//! The shipped sample, for this room's tests. Must never be compiled into the program.

use crate::incident::Case;
use crate::metrics::Durations;
use crate::state::{Action, Loaded, Model, load, update};
use crate::time::{Civil, Instant, NativeZones, Offset, Span};
use std::sync::Arc;

/// A time of day on 1 March 2023, UTC, as "13:30".
pub fn at(clock: &str) -> Instant {
    let (hour, minute) = clock.split_once(':').unwrap();
    let civil = Civil { hour: hour.parse().unwrap(), minute: minute.parse().unwrap(), ..Civil::midnight(2023, 3, 1) };
    Instant::from_civil(civil, Offset::UTC).unwrap()
}

pub fn span(from: &str, to: &str) -> Span {
    Span::new(at(from), at(to)).unwrap()
}

pub fn loaded() -> Loaded {
    let bytes = include_bytes!("../../public/incidents/production-server-2023-03-01.json");
    load(bytes, "sample", &NativeZones, at("20:00")).unwrap()
}

pub fn case() -> Case {
    loaded().case
}

pub fn durations(case: &Case) -> Durations {
    crate::metrics::durations(case, at("20:00"))
}

/// A page that shows the sample.
pub fn model() -> Model {
    let mut model = Model::new(at("20:00"));
    update(&mut model, Action::Arrived(Arc::new(loaded())));
    model
}
