//! How long reading takes, beside `serde_json::Value` of the same text, in turns: of 100,000 events in each of four shapes
//! that tools write, or of the files that are named.
//!
//! ```sh
//! cargo run --release -p faultline-core --example reading_speed -- [FILE…]
//! ```

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use faultline_core::formats::{Document, ReadOptions, open};
use faultline_core::incident::Case;
use faultline_core::pace::{NoPause, run_now};
use faultline_core::time::NativeZones;

const EVENTS: u32 = 100_000;
const ROUNDS: usize = 15;

fn main() {
    let named: Vec<_> =
        std::env::args().skip(1).map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect();
    let shapes = || {
        let moment = |ending: &'static str| move |at: u32| (at, ending);
        vec![
            ("…:00Z".to_owned(), file(moment("Z"))),
            ("…:00.123Z".to_owned(), file(moment(".123Z"))),
            ("…:00+02:00".to_owned(), file(moment("+02:00"))),
            // 7919 and the number of events have no common divisor: each comes once.
            ("unsorted".to_owned(), file(|at| (at.wrapping_mul(7919) % EVENTS, "Z"))),
        ]
    };
    for (name, text) in if named.is_empty() { shapes() } else { named } {
        let (mut value, mut read, mut join) = (Duration::MAX, Duration::MAX, Duration::MAX);
        for _ in 0..ROUNDS {
            value = value.min(time(|| drop(black_box(serde_json::from_str::<serde_json::Value>(&text).unwrap()))));
            let mut document = None;
            read = read.min(time(|| {
                document = Some(run_now(open(&text, "a.json", ReadOptions::NONE, &NativeZones, &NoPause)).unwrap());
            }));
            if let Some(Document::Incident(reading)) = document {
                join = join.min(time(|| drop(black_box(Case::join(reading.incident)))));
            }
        }
        let ratio = read.as_secs_f64() / value.as_secs_f64();
        let join = if join == Duration::MAX { String::new() } else { format!(", joined in {join:.1?}") };
        println!("{name}: {} bytes read in {read:.1?}{join}; Value in {value:.1?}: {ratio:.2} times", text.len());
    }
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// A file with many events, each at the second that `moment` gives for its number.
fn file(moment: impl Fn(u32) -> (u32, &'static str)) -> String {
    let mut text = String::from(r#"{"version":1,"title":"Storm","timeline":["#);
    for number in 0..EVENTS {
        let (second, ending) = moment(number);
        let at = |second: u32| {
            let (day, hour, minute) = (second / 86_400, second / 3600 % 24, second / 60 % 60);
            format!("2026-03-{:02}T{hour:02}:{minute:02}:{:02}{ending}", 14 + day, second % 60)
        };
        let comma = if number == 0 { "" } else { "," };
        let until = if number % 5 == 0 { format!(r#""until":"{}","#, at(second + 90)) } else { String::new() };
        let details = if number % 2 == 0 {
            r#","details":"Threshold crossed for five minutes; the *runbook* says so.""#
        } else {
            ""
        };
        writeln!(
            text,
            r#"{comma}{{"id":"ev-{number:07}","at":"{}",{until}"kind":"symptom","title":"HTTP 5xx rate above 5 % on checkout-{}","actor":"Alertmanager","services":["checkout"]{details}}}"#,
            at(second),
            number % 64,
        )
        .unwrap();
    }
    text + "]}"
}
