//! Timelines of incidents from the field, staged: skipped where the folder of cases is not at hand.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use faultline_core::formats::{ReadOptions, read_document};
use faultline_core::incident::Case;
use faultline_core::metrics::durations;
use faultline_core::time::{FixedZone, Instant, NativeZones};
use faultline_core::timeline::{Canvas, Clock, Index, Lit, Plan, Viewport, lay_out, text_width};
use faultline_viewer::Loaded;

#[path = "../../core/tests/shared/mod.rs"]
mod shared;

use shared::shared;

const WIDTH: f64 = 1_000.0;
const TEXT: f64 = 12.0;

#[test]
fn updates_keep_their_order_and_stand_apart_and_the_last_tick_is_whole() {
    let Some(cases) = shared("cases") else { return };
    let now = Instant::from_ms(1_795_780_800_000);
    let files = [
        "16-milliseconds-at-the-start.json",
        "16b-eight-real-shapes.json",
        "14-short-and-zero.json",
        "15-far-apart.json",
    ];
    for file in files {
        let bytes = std::fs::read(cases.join(file)).unwrap();
        let document = read_document(&bytes, file, ReadOptions::NONE, &NativeZones).unwrap();
        let incidents: Vec<_> = document.into_catalog(file).entries.into_iter().map(|entry| entry.incident).collect();
        assert!(!incidents.is_empty(), "{file}");
        for incident in incidents {
            let title = format!("{file}: {}", incident.title);
            let (case, problems) = Case::join(incident);
            let (index, durations) = (Index::of(&case, &|_| true), durations(&case, now));
            let loaded = Loaded::of(String::new(), case, problems, Arc::new(FixedZone::utc()), now, index, &durations);
            let bands = loaded.bands(&durations, now);
            let view = Viewport::folded(loaded.case.extent(now).unwrap(), &loaded.folds);
            let clock = Clock { zone: &FixedZone::utc(), origin: None };
            let plan = Plan {
                case: &loaded.case,
                index: &loaded.index,
                bands: &bands,
                clock,
                pinned: None,
                lit: Lit::None,
                all_services: false,
            };
            let scene = lay_out(&plan, &view, Canvas { width: WIDTH, text_px: TEXT });
            let starts: Vec<Instant> =
                loaded.case.chronology.iter().map(|ix| loaded.case.event_span(*ix).unwrap().start()).collect();
            for pair in starts.windows(2) {
                let apart = scene.scale.to_px(pair[1]) - scene.scale.to_px(pair[0]);
                assert!(apart >= 0.0, "{title}");
                // A twentieth of what even spacing would give, where they are an hour apart.
                if pair[1].since(pair[0]).ms() >= 3_600_000 {
                    assert!(apart >= 6.0, "{title}: {apart} px");
                }
            }
            let (first, last) = (scene.scale.to_px(starts[0]), scene.scale.to_px(starts[starts.len() - 1]));
            if starts.len() > 1 && starts[0] < starts[starts.len() - 1] {
                assert!(last - first > 300.0, "{title}: {first} {last}");
            }
            for tick in scene.ticks.iter().filter(|tick| !tick.text.is_empty()) {
                assert!(tick.x + text_width(&tick.text, TEXT) / 2.0 <= scene.width, "{title}: {tick:?}");
            }
        }
    }
}
