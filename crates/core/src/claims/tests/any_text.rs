//! Claims of arbitrary text.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::super::{Claim, Field, claims};
use crate::incident::{Case, Incident};
use crate::metrics::durations;
use crate::metrics::example::{at, reference};
use crate::time::FixedZone;

fn claims_in(text: &str) -> Vec<Claim> {
    let (case, _) = Case::join(Incident { summary: Some(text.into()), ..reference().incident });
    claims(&case, &durations(&case, at("2023-04-01T12:00Z")), &FixedZone::utc())
}

fn piece() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "4",
        "hours",
        "about",
        "within",
        "of",
        "the",
        "alert",
        "13:30",
        "UTC",
        "+",
        "2",
        "pm",
        "1h30",
        "to",
        "–",
        "-",
        ",",
        ". ",
        "(",
        ")",
        "\"",
        "`",
        "“",
        "”",
        "\n",
        "\n\n",
        "```\n",
        "> ",
        "outage",
        "lasted",
        "detected",
        "before",
        "after",
        "later",
        "half",
        "an",
        "and a half",
        "three",
        "services",
        "March 1, 2023",
        "99999999999999999999",
        "9223372036854775",
        "weeks",
        "約",
        "時間",
        "半",
        "<b>",
        "l'",
        "é",
        "\u{301}",
        "%",
        "May",
        "INC-12",
        "from",
        "between",
        "and",
        "until",
        "took",
        "for",
    ];
    prop_oneof![9 => proptest::sample::select(WORDS).prop_map(|word| format!("{word} ")), 1 => any::<String>()]
}

proptest! {
    #[test]
    fn never_panic_and_stand_in_the_text(pieces in proptest::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        for claim in claims_in(&text) {
            if claim.field == Field::Summary {
                prop_assert!(text.get(claim.range.clone()).is_some_and(|words| !words.is_empty()), "{:?} in {}", claim, text);
            }
        }
    }
}

#[test]
fn long_texts_take_time_in_proportion_to_their_length() {
    // Texts that make a careless reader go over them again and again.
    for pattern in [
        "4 hours ",
        "detected before the alert ",
        "“4 ",
        "`",
        "1h",
        "あa",
        "3 to ",
        "at 13:30 - ",
        "a",
        "1",
        "l'",
        "<b ",
        "of ",
    ] {
        let mut text = String::new();
        while text.len() < 16_000 {
            let _ = write!(text, "{pattern}");
        }
        let took = |text: &str| {
            let start = std::time::Instant::now();
            let count = claims_in(text).len();
            (start.elapsed(), count)
        };
        let half = text.get(..8_000).map_or_else(|| text.chars().take(4_000).collect(), str::to_owned);
        let best = |text: &str| (0..3).map(|_| took(text).0).min().unwrap_or_default();
        // Twice the text, with much room; a square would be four times, and seconds. A busy machine gets more than one try.
        let in_proportion = (0..5).any(|_| best(&text) < best(&half) * 4 + std::time::Duration::from_millis(200));
        assert!(in_proportion, "{pattern:?}");
    }
}

#[test]
fn what_programs_wrote_into_events_leaves_what_people_wrote_its_room() {
    let mut incident = reference().incident;
    let lesson = incident.lessons.first().cloned().unwrap();
    let event = incident.timeline.first().cloned().unwrap();
    let details: Box<str> = "Latency over 2 s for 5 minutes. ".repeat(50).into();
    incident.timeline = vec![crate::incident::Event { details: Some(details), ..event }; 1_000];
    incident.lessons = vec![crate::incident::Lesson { details: Some("The outage lasted 4 hours.".into()), ..lesson }];
    let (case, _) = Case::join(incident);
    let found = claims(&case, &durations(&case, at("2023-04-01T12:00Z")), &FixedZone::utc());
    let of_events = found.iter().filter(|claim| matches!(claim.field, Field::Event(_))).count();
    assert!(found.iter().any(|claim| claim.field == Field::Lesson(0)), "{of_events} claims of events");
    assert!((1..1_000 * 50).contains(&of_events), "{of_events}");
}
