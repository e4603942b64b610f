//! Sixty claims planted in twelve postmortems: how many of the contradicted ones are found, and how many that are found are
//! contradicted.

use super::super::{Claim, Verdict, claims};
use crate::formats;
use crate::incident::{Case, ProblemKind};
use crate::metrics::durations;
use crate::time::{Instant, NativeZones, ZoneSource};

/// What the record says to a planted claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planted {
    Supported,
    Contradicted,
    Undecidable,
    /// No claim about this incident at all.
    None,
}
use Planted::{Contradicted as C, None as N, Supported as S, Undecidable as U};

/// The words of a claim, and what it is.
type Label = (&'static str, Planted);

const DOCUMENTS: &[(&str, &str, &[Label])] = &[
    (
        "server",
        include_str!("server.json"),
        &[
            ("approximately 4 hours", C),
            ("at 1:30 pm", S),
            ("within 15 minutes", S),
            ("half an hour", S),
            ("Three of our largest customers", U),
            ("45 minutes", U),
            ("within 5 minutes", N),
            ("no longer than 20 minutes", N),
        ],
    ),
    (
        "deployment",
        include_str!("deployment.json"),
        &[
            ("47 minutes", C),
            ("15 minutes after", C),
            ("00:37 UTC", S),
            ("11 minutes after", S),
            ("Two support agents", N),
            ("6 hours", N),
            ("12 minutes", U),
            ("detected before the deployment", C),
            ("30 minutes", N),
        ],
    ),
    (
        "rome",
        include_str!("rome.json"),
        &[
            ("3 hours, 16 minutes and 53 seconds", C),
            ("00:00", S),
            ("02:17", S),
            ("40 minutes after", S),
            ("2 days", U),
            ("10 minutes", U),
            ("after 35 minutes", C),
        ],
    ),
    (
        "queue",
        include_str!("queue.json"),
        &[
            ("9:05 AM", S),
            ("two and a half hours", S),
            ("5 minutes", C),
            ("1:05 pm", C),
            ("55 minutes", C),
            ("9 hours", N),
            ("retry after 30 minutes", N),
            ("1,200 orders", U),
            ("every 10 minutes", N),
        ],
    ),
    (
        "search",
        include_str!("search.json"),
        &[
            ("etwa vier Stunden", C),
            ("20 Minuten", S),
            ("14:10 Uhr", S),
            ("15:40 Uhr", S),
            ("Drei Kunden", U),
            ("zwei Tage", U),
        ],
    ),
    (
        "login",
        include_str!("login.json"),
        &[
            ("nearly two hours", S),
            ("under 2 minutes", S),
            ("half an hour later", C),
            ("09:20 UTC", S),
            ("10:50 UTC", C),
            ("About 40 %", S),
            ("365 days", U),
            ("30 minutes", N),
            ("took an hour", U),
            ("1 h 55 min", S),
        ],
    ),
    (
        "database",
        include_str!("database.json"),
        &[
            ("46 minutes", S),
            ("four services", C),
            ("two root causes", S),
            ("30 seconds", C),
            ("within 46 minutes of", S),
            ("three days later", U),
            ("acknowledged before the failover", U),
        ],
    ),
    (
        "cdn",
        include_str!("cdn.json"),
        &[
            ("約3時間", C),
            ("50 minutes", S),
            ("6 minutes", S),
            ("44 minutes after", S),
            ("01:50 UTC", S),
            ("4 regions", U),
            ("25 minutes", U),
        ],
    ),
    (
        "payments",
        include_str!("payments.json"),
        &[
            ("over 3 hours", C),
            ("17:10 BST", S),
            ("18:40 BST", S),
            ("75 minutes after", C),
            ("5 hours", U),
            ("312 payments", U),
            ("two weeks before", U),
            ("1 hour 50 minutes", S),
        ],
    ),
    (
        "batch",
        include_str!("batch.json"),
        &[
            ("environ deux heures", S),
            ("10 minutes", C),
            ("08h30", S),
            ("trois jours", U),
            ("10 hours and 20 minutes", C),
        ],
    ),
    (
        "dns",
        include_str!("dns.json"),
        &[
            ("unos 45 minutos", S),
            ("15:00 UTC", C),
            ("5 minutes after", C),
            ("25 minutes", S),
            ("16:25 UTC", S),
            ("16:00", S),
            ("16:45 UTC", S),
            ("a day", U),
            ("14 people", U),
        ],
    ),
    (
        "storage",
        include_str!("storage.json"),
        &[
            ("22:15", S),
            ("00:05", S),
            ("110 minutes", S),
            ("lasted 20 minutes", C),
            ("10 minutes after", S),
            ("40 minutes after", C),
            ("6 weeks", U),
            ("about 3 days", U),
        ],
    ),
];

/// The claims of a document, and its incident.
pub fn claims_of(name: &str, json: &str) -> (Case, Vec<Claim>) {
    let now = Instant::from_ms(1_790_000_000_000);
    let reading = formats::read(json.as_bytes(), name, &NativeZones).unwrap();
    let read = reading.problems.iter().all(|problem| matches!(problem.kind, ProblemKind::DoubtfulTime { .. }));
    assert!(read, "{name}: {:?}", reading.problems);
    let (case, _) = Case::join(reading.incident);
    let zone = NativeZones.zone(case.incident.time_zone.as_deref().unwrap_or("UTC")).unwrap();
    let found = claims(&case, &durations(&case, now), zone.as_ref());
    (case, found)
}

const fn verdict(claim: &Claim) -> Planted {
    match claim.verdict {
        Verdict::Supported(_) => S,
        Verdict::Contradicted { .. } => C,
        Verdict::NotDecidable(_) => U,
    }
}

/// Holds the claims that are found against the planted ones. Returns how many contradicted ones were planted, found, and found
/// rightly, with a line for each difference.
pub fn score(name: &str, case: &Case, found: &[Claim], planted: &[(&str, Planted)]) -> ([usize; 3], Vec<String>) {
    let (mut counts, mut differences) = ([0; 3], Vec::new());
    let mut expected = vec![None; found.len()];
    for (words, label) in planted {
        let hit = found.iter().position(|claim| {
            let text = claim.field.text(&case.incident).unwrap_or("");
            text.match_indices(words).any(|(at, _)| claim.range.start < at + words.len() && at < claim.range.end)
        });
        let got = hit.map_or(N, |at| verdict(&found[at]));
        if let Some(at) = hit {
            expected[at] = Some(*label);
        }
        counts[0] += usize::from(*label == C);
        counts[2] += usize::from(*label == C && got == C);
        if got != *label {
            differences.push(format!("{name}: “{words}” is {label:?}, found {got:?} {:?}", hit.map(|at| &found[at])));
        }
    }
    for (claim, label) in found.iter().zip(expected) {
        let text = claim.field.text(&case.incident).unwrap_or("");
        // `stated` is compared by tests of its own.
        if verdict(claim) == C && !text.is_empty() {
            counts[1] += 1;
            if label.is_none() {
                differences.push(format!("{name}: “{}” is contradicted {claim:?}", &text[claim.range.clone()]));
            }
        }
    }
    (counts, differences)
}

#[test]
fn planted_contradictions_are_found_and_others_are_not() {
    let mut sums = [0; 3];
    let mut labels = [0; 4];
    let mut differences = Vec::new();
    for (name, json, planted) in DOCUMENTS {
        let (case, found) = claims_of(name, json);
        let (counts, more) = score(name, &case, &found, planted);
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        planted.iter().for_each(|(_, label)| labels[*label as usize] += 1);
        differences.extend(more);
    }
    let [planted, found, right] = sums;
    println!(
        "{} documents; {} supported, {} contradicted, {} undecidable claims, {} that are none\n\
         contradicted: planted {planted}, found {found}, rightly {right}",
        DOCUMENTS.len(),
        labels[0],
        labels[1],
        labels[2],
        labels[3]
    );
    println!("{}", differences.join("\n"));
    assert!(right * 10 >= planted * 9, "recall {right} of {planted}");
    assert!(right * 10 >= found * 9, "precision {right} of {found}");
    // Every kind is told from the others in nine of ten.
    let all: usize = labels.iter().sum();
    assert!(differences.len() * 10 <= all, "{} of {all} differ", differences.len());
}
