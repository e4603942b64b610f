//! Hostile files: whatever the bytes, reading ends in an error or in problems, never in a panic, and soon.

#![expect(clippy::unwrap_used, reason = "helpers of tests are not seen as tests")]

use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use faultline_core::export::json::write;
use faultline_core::formats::{self, ReadError, Reading, TextDecoder, read};
use faultline_core::incident::Case;
use faultline_core::time::NativeZones;

/// The most processor time that reading one of the largest files may take: what grows with the file needs some seconds. The
/// time of day would grow on a busy machine.
const QUICK: Duration = Duration::from_secs(20);

/// What users' files are like: the documentation's example, and the shipped sample.
fn samples() -> Vec<String> {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let documentation = std::fs::read_to_string(root.join("docs/format.md")).unwrap();
    let (_, after) = documentation.split_once("```json\n").unwrap();
    let mut samples = vec![after.split_once("\n```").unwrap().0.to_owned()];
    samples.extend(std::fs::read_to_string(root.join("public/incidents/production-server-2023-03-01.json")));
    samples
}

/// Reads, makes every sentence there is to make, and joins; none of it may panic.
fn take(bytes: &[u8]) -> Result<Reading, ReadError> {
    let result = read(bytes, "a/file.json", &NativeZones);
    for piece in [13, 1000] {
        // The smallest pieces of the largest files would take minutes and show nothing more.
        if bytes.len() / piece < 10_000 {
            assert!(in_pieces(bytes, piece) == result, "in pieces of {piece}");
        }
    }
    match &result {
        Ok(reading) => {
            let (case, joined) = Case::join(reading.incident.clone());
            for problem in reading.problems.iter().chain(&joined) {
                let sentence = problem.to_string();
                assert!(sentence.len() < 2_000 && !sentence.contains('\n'), "{sentence}");
            }
            let _ = case.extent(faultline_core::time::Instant::from_ms(0));
        }
        Err(error) => assert!(error.to_string().len() < 2_000, "{error}"),
    }
    result
}

/// The same, its bytes decoded piece by piece.
fn in_pieces(bytes: &[u8], piece: usize) -> Result<Reading, ReadError> {
    let mut decoder = TextDecoder::with_capacity(bytes.len() / 2);
    for piece in bytes.chunks(piece) {
        decoder.push(piece)?;
    }
    read(decoder.finish()?.as_bytes(), "a/file.json", &NativeZones)
}

#[test]
fn every_truncation_of_a_sample_is_refused_with_its_place() {
    for sample in samples() {
        let sample = sample.trim_end();
        assert!(take(sample.as_bytes()).is_ok());
        for length in 0..sample.len() {
            match take(&sample.as_bytes()[..length]) {
                Err(ReadError::Empty) => assert_eq!(length, 0),
                Err(ReadError::NotJson { .. } | ReadError::NotText { .. }) => {}
                other => panic!("{length} bytes: {other:?}"),
            }
        }
    }
}

/// What a mutation puts in.
const PIECES: &[&str] = &[
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "-",
    "1e999",
    "\u{0}",
    "\\ud800",
    "é",
    "version",
    "2",
    "\"at\":",
    "\n",
    "2023-02-30",
    "javascript:",
    "9999-12-31",
    "because_of",
    "-99:99",
];

#[test]
fn a_thousand_mutations_of_a_sample_are_survived_and_read_alike_again() {
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut roll = |sides: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % sides
    };
    let mut read_at_all = 0;
    for sample in samples() {
        for _ in 0..1_000 {
            let mut bytes = sample.clone().into_bytes();
            for _ in 0..=roll(4) {
                let (from, length) = (roll(bytes.len()), roll(12));
                let until = (from + length).min(bytes.len());
                match roll(4) {
                    0 => bytes[from] = u8::try_from(roll(256)).unwrap(),
                    1 => drop(bytes.drain(from..until)),
                    2 => drop(bytes.splice(from..until, PIECES[roll(PIECES.len())].bytes())),
                    _ => {
                        let copy = bytes[from..until].to_vec();
                        let to = roll(bytes.len());
                        bytes.splice(to..to, copy);
                    }
                }
            }
            if let Ok(Reading { incident, .. }) = take(&bytes) {
                read_at_all += 1;
                let again = read(write(&incident, &NativeZones).as_bytes(), "", &NativeZones);
                assert_eq!(again.unwrap().incident, incident, "{}", String::from_utf8_lossy(&bytes));
            }
        }
    }
    assert!(read_at_all > 100, "{read_at_all}");
}

#[test]
fn ten_thousand_lists_in_one_another_end_well_anywhere() {
    let good = r#","timeline":[{"at":"2023-03-01","title":"kept"}]}"#;
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"title\":", "}]")] {
        let deep = open.repeat(10_000) + "1" + &close.repeat(10_000);
        assert!(take(deep.as_bytes()).is_err());
        assert!(take(open.repeat(10_000).as_bytes()).is_err());
        for key in
            ["title", "x", "time_zone", "version", "services", "impacts", "root_causes", "links", "metrics", "stated"]
        {
            for wrapped in
                [deep.clone(), format!("[{deep}]"), format!("[{{\"id\":{deep}}}]"), format!("{{\"x\":{deep}}}")]
            {
                let reading = take(format!("{{\"{key}\":{wrapped}{good}").as_bytes()).unwrap();
                assert_eq!(&*reading.incident.timeline[0].title, "kept");
                assert!(reading.problems.iter().any(|problem| !problem.is_note()), "{key}");
            }
        }
    }
}

#[test]
fn fifty_megabytes_of_garbage_are_judged_at_once() {
    const SIZE: usize = 50_000_000;
    // What is read item by item takes a hundred times longer without the optimiser, and shows nothing more.
    const ITEMS: usize = if cfg!(debug_assertions) { SIZE / 25 } else { SIZE };
    let fill =
        |start: &str, piece: &str, size: usize| (start.to_owned() + &piece.repeat(size / piece.len())).into_bytes();
    let garbage = [
        vec![0; SIZE],
        vec![0xff; SIZE],
        fill("", " ", SIZE),
        fill("{\"title\":\"", "a", SIZE),
        fill("{\"title\":", "1", ITEMS),
        fill("", "[", ITEMS),
        fill("", "{\"a\":", ITEMS),
        fill("{\"timeline\":[", "1,", ITEMS),
        fill("{\"timeline\":[", "{},", ITEMS),
        fill("{", "\"title\":1,", ITEMS),
        fill("{", "\"x\":1,", ITEMS),
    ];
    let began = ThreadTime::now();
    for bytes in &garbage {
        assert!(take(bytes).is_err());
    }
    assert!(began.elapsed() < QUICK, "{:?}", began.elapsed());
}

#[test]
fn local_times_before_their_zone_are_read_in_it() {
    let events = r#"{"at":"2023-07-01T12:00","title":"E"},"#.repeat(50);
    for (zone, at) in [
        ("\"Europe/Berlin\"", "2023-07-01T10:00:00Z"),
        ("\"+02:00\"", "2023-07-01T10:00:00Z"),
        ("\"UTC\"", "2023-07-01T12:00:00Z"),
        ("\"Mars/Olympus\"", "2023-07-01T12:00:00Z"),
        ("7", "2023-07-01T12:00:00Z"),
    ] {
        let text = format!(
            r#"{{"title":"T","x":1,"timeline":[{events}{{"at":"2023-07-01T12:00","title":"F","x":1}}],"time_zone":{zone},"time_zone":"Asia/Tokyo"}}"#
        );
        let Reading { incident, problems, .. } = take(text.as_bytes()).unwrap();
        assert_eq!(incident.timeline.len(), 51);
        assert!(incident.timeline.iter().all(|event| event.at.unwrap().at.to_string() == at), "{zone}");
        let notes = problems.iter().filter(|problem| problem.is_note()).count();
        let known = usize::from(!zone.contains("UTC") && !zone.contains("+0") && !zone.contains("Europe"));
        assert_eq!((notes, problems.len()), (2, 3 + known), "{zone}: {problems:?}");
    }
}

#[test]
fn odd_bytes_are_refused_or_read_but_never_half() {
    let good = r#"{"title":"T","timeline":[{"at":"2023-03-01","title":"kept"}]}"#;
    assert!(take(format!("\u{feff}{good}").as_bytes()).is_ok(), "a byte order mark is skipped");
    assert!(matches!(take(b""), Err(ReadError::Empty)));
    assert!(matches!(take(b" \r\n\t"), Err(ReadError::Empty)));
    assert!(matches!(take(b"{\"title\":\"\xc3\x28\"}"), Err(ReadError::NotText { line: 1, column: 11 })));
    assert!(matches!(take(b"\xff\xfe{\x00}\x00"), Err(ReadError::NothingDated { .. })), "UTF-16 is read");
    assert!(matches!(take(b"\xff\xfe{\x00}"), Err(ReadError::NotText { .. })), "cut inside a character");
    // Where it passes over a text, serde_json names the character before one that may not stand there.
    assert!(matches!(take(b"{\"title\":\"a\x00b\"}"), Err(ReadError::NotJson { line: 1, column: 11, .. })));
    assert!(matches!(take(format!("{good}x").as_bytes()), Err(ReadError::NotJson { .. })));
    assert!(matches!(take(format!("{good}{good}").as_bytes()), Err(ReadError::NotJson { .. })));
    let nul = take(good.replace("\"T\"", "\"a\\u0000b\"").as_bytes()).unwrap();
    assert_eq!((&*nul.incident.title, nul.problems.len()), ("a\u{0}b", 0));
}

#[test]
fn huge_numbers_and_half_characters_spoil_nothing_else() {
    for value in ["1e999", "-1e999", "123456789012345678901234567890", "0.1e-9999", "\"\\ud800\"", "\"\\udc00\\ud800\""]
    {
        for key in ["title", "severity", "x", "timeline", "impacts", "metrics", "time_zone"] {
            let text = format!(r#"{{"{key}":{value},"milestones":{{"started":"2023-03-01"}},"tags":["kept"]}}"#);
            let reading = take(text.as_bytes()).unwrap();
            assert!(reading.incident.tags.iter().map(|tag| &**tag).eq(["kept"]), "{text}");
        }
    }
}

#[test]
fn a_key_given_many_times_is_read_once() {
    let text = format!(
        r#"{{"title":"first",{}"milestones":{{"started":"2023-03-01"}}}}"#,
        r#""title":"later","#.repeat(5_000)
    );
    let reading = take(text.as_bytes()).unwrap();
    assert_eq!((&*reading.incident.title, reading.problems.len()), ("first", 1_001));
}

#[test]
fn many_unknown_keys_are_read_quickly() {
    let keys: Vec<String> = (0..200_000).map(|number| format!("\"k{number}\":0")).collect();
    let text = format!(r#"{{"title":"T","milestones":{{"started":"2023-03-01"}},{}}}"#, keys.join(","));
    let began = ThreadTime::now();
    let reading = take(text.as_bytes()).unwrap();
    assert_eq!((reading.incident.extra.len(), reading.problems.len()), (200_000, 1_001));
    assert!(began.elapsed() < QUICK, "{:?}", began.elapsed());
}

/// How many times as long four times as much takes: about 4 where time is linear, 16 where it is quadratic.
fn ratio(of: usize, run: &dyn Fn(usize)) -> f64 {
    let least = |size: usize| {
        let once = |_| {
            let began = Instant::now();
            run(size);
            began.elapsed().as_secs_f64()
        };
        (0..3).map(once).fold(f64::MAX, f64::min)
    };
    least(of * 4) / least(of).max(1e-4)
}

#[test]
fn time_is_linear_in_what_a_file_holds() {
    use faultline_core::catalog::{Filter, GroupBy, Table, Terms, apply_filter, groups};
    use faultline_core::findings::findings_in;
    use faultline_core::metrics::{Anchors, durations, service_impacts};
    use faultline_core::time::FixedZone;

    let now = faultline_core::time::Instant::from_ms(1_800_000_000_000);
    let measure = |text: &str| {
        let reading = formats::read(text.as_bytes(), "a.json", &NativeZones).unwrap();
        let entry = formats::Entry::whole(reading.incident.clone());
        let (case, _) = Case::join(reading.incident);
        let durations = durations(&case, now);
        assert!(!findings_in(&case, &durations, now, &faultline_core::time::FixedZone::utc()).is_empty());
        let table = Table::of(&[entry], now);
        let utc = FixedZone::utc();
        let terms = Terms {
            now,
            zone: &utc,
            anchors: Anchors::default(),
            period: None,
            slo: 0.999,
            weights: faultline_core::incident::Weights::default(),
        };
        let chosen = apply_filter(&table, &[], &Filter::default(), &terms);
        let window =
            faultline_core::time::Span::between(faultline_core::time::Instant::from_ms(1_700_000_000_000), now);
        (groups(&table, &chosen, GroupBy::Service, Some(window), &terms).len(), service_impacts(&case, now).len())
    };
    let services = |count: usize| {
        let ids: Vec<String> = (0..count).map(|at| format!("\"s{at}\"")).collect();
        let ids = ids.join(",");
        let text = format!(
            r#"{{"title":"T","services":[{ids}],"impacts":[{{"start":"2023-12-01T12:00Z","end":"2023-12-01T13:00Z","level":"full","services":[{ids}]}}]}}"#
        );
        assert_eq!(measure(&text), (count, count));
    };
    let causes = |count: usize| {
        let chain: Vec<String> =
            (0..count).map(|at| format!(r#"{{"id":"c{at}","title":"C","because_of":"c{}"}}"#, at + 1)).collect();
        let text = format!(
            r#"{{"title":"T","timeline":[{{"at":"2023-12-01T12:00Z","title":"E","causes":["c0"]}}],"root_causes":[{}]}}"#,
            chain.join(",")
        );
        measure(&text);
    };
    let actions = |count: usize| {
        let overdue: Vec<String> = (0..count)
            .map(|at| {
                format!(
                    r#"{{"id":"a{at}","title":"A","due":"20{:02}-{:02}-{:02}"}}"#,
                    at / 336 % 20,
                    at / 28 % 12 + 1,
                    at % 28 + 1
                )
            })
            .collect();
        measure(&format!(r#"{{"title":"T","corrective_actions":[{}]}}"#, overdue.join(",")));
    };
    let empty = |count: usize| {
        let text = format!(
            r#"{{"title":"T","timeline":[{{"at":"2023-12-01T12:00Z","title":"E"}},{}{{}}]}}"#,
            "{},".repeat(count)
        );
        measure(&text);
        let list = format!("[{}{{}}]", "{},".repeat(count));
        formats::read_catalog(list.as_bytes(), "a.json", &NativeZones).unwrap();
    };
    let check = |what: &str, of: usize, run: &dyn Fn(usize)| {
        let ratio = ratio(of, run);
        assert!(ratio < 9.0, "four times as many {what} take {ratio:.1} times as long");
    };
    check("services", 2_000, &services);
    check("causes", 5_000, &causes);
    check("actions", 5_000, &actions);
    check("empty objects", 10_000, &empty);
}
