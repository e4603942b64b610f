//! Documents of many styles and languages, read as incidents.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant as Stopwatch;

use faultline_core::formats::{Document, Meaning, ReadOptions, Reading, read_document};
use faultline_core::incident::{ActionStatus, CauseId, ImpactLevel, Incident, Milestone, ProblemKind, Unplaced};
use faultline_core::time::{Instant, Length, NativeZones, ZoneSource};
use proptest::prelude::*;
use serde_json::Value;

mod shared;

use shared::shared;

/// The folder of a fixture.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents")
}

fn open(text: &str, name: &str, options: &ReadOptions) -> Reading {
    let document = read_document(text.as_bytes(), name, options, &NativeZones);
    document.unwrap_or_else(|error| panic!("{name}: {error}")).into_incident().unwrap()
}

fn read(text: &str) -> Reading {
    open(text, "document.md", ReadOptions::NONE)
}

/// A moment to the minute in UTC, or a date as it is written.
fn written(at: Option<faultline_core::incident::When>, incident: &Incident) -> String {
    let Some(when) = at else { return "?".to_owned() };
    if !when.day_only {
        return when.at.to_string()[..16].to_owned();
    }
    let zone = NativeZones.zone(incident.time_zone.as_deref().unwrap_or("UTC")).unwrap();
    Instant::from_ms(when.at.ms() + zone.offset(when.at).ms()).to_string()[..10].to_owned()
}

fn moments(reading: &Reading) -> Vec<String> {
    reading.incident.timeline.iter().map(|event| written(event.at, &reading.incident)).collect()
}

#[test]
fn every_fixture_gives_its_moments_in_order() {
    let table = std::fs::read_to_string(folder().join("expected.txt")).unwrap();
    let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).collect();
    let mut wrong = Vec::new();
    for pair in lines.chunks(2) {
        let (name, zone) = pair[0].split_once(' ').unwrap();
        let text = std::fs::read_to_string(folder().join(name)).unwrap();
        let options = ReadOptions { zone: (zone != "-").then(|| zone.into()), ..ReadOptions::default() };
        let reading = open(&text, name, &options);
        let expected: Vec<&str> = pair[1].split_whitespace().collect();
        if moments(&reading) != expected {
            wrong.push(format!("{name}: {:?} and not {expected:?}", moments(&reading)));
        }
        if reading.incident.root_causes.is_empty()
            && !["placeholders.md", "wiki-table.wiki", "dateline.md"].contains(&name)
        {
            wrong.push(format!("{name}: no cause"));
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(lines.len() >= 50);
}

#[test]
fn the_corpus_is_read_as_it_is_labelled() {
    let Some(folder) = shared("corpus/postmortems") else { return };
    let mut names: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.to_string_lossy().ends_with(".expected.json"));
    names.sort();
    let (mut scores, mut told, mut found) = (Vec::new(), 0, 0);
    for labels in names {
        let stem = labels.file_name().unwrap().to_string_lossy().replace(".expected.json", "");
        let labels: Value = serde_json::from_str(&std::fs::read_to_string(&labels).unwrap()).unwrap();
        let endings = ["md", "html", "adoc", "mediawiki"];
        let path = endings.iter().map(|ending| folder.join(format!("{stem}.{ending}"))).find(|path| path.exists());
        let text = std::fs::read_to_string(path.as_ref().unwrap()).unwrap();
        // The zone that stands in no document is given, as the corpus says.
        let outside =
            labels["zone_stated"] == false || labels["notes"].as_str().unwrap().starts_with("Zone is not stated");
        let zone = labels["zone"].as_str().filter(|_| outside).map(Into::into);
        let reading = open(&text, &path.unwrap().to_string_lossy(), &ReadOptions { zone, ..ReadOptions::default() });
        let mut expected: HashMap<String, usize> = HashMap::new();
        for event in labels["events"].as_array().unwrap() {
            let length = if event["precision"] == "day" { 10 } else { 16 };
            *expected.entry(event["at"].as_str().unwrap()[..length].to_owned()).or_default() += 1;
        }
        let total: usize = expected.values().sum();
        let produced: Vec<String> = moments(&reading).into_iter().filter(|moment| moment != "?").collect();
        let hits = produced
            .iter()
            .filter(|moment| {
                expected.get_mut(*moment).is_some_and(|left| {
                    let any = *left > 0;
                    *left = left.saturating_sub(1);
                    any
                })
            })
            .count();
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let score = match (hits, total, produced.len()) {
            (_, 0, 0) => 1.0,
            (0, ..) => 0.0,
            _ => 2.0 * hits as f64 / (total + produced.len()) as f64,
        };
        let count = |key: &str| labels[key].as_array().unwrap().len();
        for (labelled, read) in [
            (count("causes"), reading.incident.root_causes.len()),
            (count("actions"), reading.incident.corrective_actions.len()),
        ] {
            told += usize::from(labelled > 0);
            found += usize::from(labelled > 0 && read > 0);
        }
        println!(
            "{stem}: F1 {score:.3}, {} of {total} events, {} causes, {} actions",
            produced.len(),
            reading.incident.root_causes.len(),
            reading.incident.corrective_actions.len()
        );
        scores.push(score);
    }
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    println!("mean F1 {mean:.3}; causes and actions found in {found} of {told}");
    assert!(mean >= 0.95, "{mean}");
    assert!(scores.iter().all(|score| *score >= 0.8), "{scores:?}");
    assert!(found * 10 >= told * 9);
}

/// The kind of document that Faultline began with: a day in the summary only, twelve-hour clocks, a claim that is wrong.
const OWN: &str = "\
# Postmortem: outage of the production server

## Summary

On March 1, 2023 the production server failed under load. The outage lasted approximately 4 hours.

## Timeline

- 12:00 pm: Traffic starts to rise
- 1:30 pm: First error reported by a customer
- 1:45 pm: Fault traced to a bug in the session cache
- 2:30 pm: Reports multiply
- 3:00 pm: Server crashes
- 3:30 pm: Temporary fix applied, service restored
- 4:00 pm: Full investigation begins

## Root causes

1. A bug that only shows under load
2. No second server

## Corrective actions

- Review the cache code
- Add a second server

## Lessons learned

- Test under load
";

#[test]
fn seven_entries_stand_on_the_day_of_the_summary() {
    let reading = read(OWN);
    let expected =
        ["12:00", "13:30", "13:45", "14:30", "15:00", "15:30", "16:00"].map(|clock| format!("2023-03-01T{clock}"));
    assert_eq!(moments(&reading), expected);
    let incident = &reading.incident;
    assert_eq!(incident.stated.as_ref().unwrap().duration, Some(Length::from_minutes(240)));
    let full = incident.impacts.iter().find(|impact| impact.level == Some(ImpactLevel::Full)).unwrap();
    assert_eq!(full.end.unwrap().at.since(full.start.unwrap().at), Length::from_minutes(30));
    assert_eq!(incident.timeline[1].milestone, Some(Milestone::Detected));
    assert_eq!((incident.root_causes.len(), incident.corrective_actions.len(), incident.lessons.len()), (2, 2, 1));
    let lines = reading.document.unwrap();
    assert_eq!(lines.line(), "Read as a document · 7 of 7 entries placed · 1 needs you");
    assert!(matches!(lines.at_line(9).unwrap().meaning, Meaning::Event(_)));
}

#[test]
fn what_the_document_leaves_open_can_be_given() {
    let text = "## Timeline\n\n- 22:50 Alert fired\n- 00:10 Rolled back\n\n## Root cause\n\nA typo.\n";
    let reading = read(text);
    assert_eq!(moments(&reading), ["?", "?"]);
    let kinds: Vec<_> = reading.problems.iter().map(|problem| problem.kind.clone()).collect();
    assert!(matches!(&kinds[0], ProblemKind::Unplaced { line: 3, why: Unplaced::NoDay, .. }), "{kinds:?}");
    let options = ReadOptions { zone: Some("Europe/Berlin".into()), day: Some((2024, 7, 1)), ..ReadOptions::default() };
    let reading = open(text, "document.md", &options);
    assert_eq!(moments(&reading), ["2024-07-01T20:50", "2024-07-01T22:10"]);
    assert_eq!(reading.problems, []);
}

#[test]
fn a_chain_of_whys_is_because_of() {
    let whys = "## Five whys\n\n1. Why did checkout fail?\n   The pool was empty.\n2. Why was it empty?\n   Its size was halved.\n3. Why was it halved?\n   Nobody reviewed the change.\n";
    let incident = read(whys).incident;
    let titles: Vec<&str> = incident.root_causes.iter().map(|cause| &*cause.title).collect();
    assert_eq!(titles, ["The pool was empty.", "Its size was halved.", "Nobody reviewed the change."]);
    assert_eq!(incident.root_causes[0].because_of, Some(CauseId::new("cause-2")));
    assert_eq!(incident.root_causes[2].because_of, None);
    // An answer may stand behind its question, whatever the list stands under.
    let arrows = "## 根本原因\n\n1. なぜ止まったか → 接続が尽きた\n2. なぜ尽きたか → 上限が半分だった\n\n**根本原因**: 設定の確認漏れ\n";
    let causes = read(arrows).incident.root_causes;
    assert_eq!(causes.iter().map(|cause| &*cause.title).collect::<Vec<_>>(), ["設定の確認漏れ"]);
    let dashes = "## Warum?\n\n1. Warum stand alles? – Der Pool war leer.\n2. Warum war er leer? – Er war halbiert.\n";
    let causes = read(dashes).incident.root_causes;
    assert_eq!(
        causes.iter().map(|cause| &*cause.title).collect::<Vec<_>>(),
        ["Der Pool war leer.", "Er war halbiert."]
    );
    // Where causes are named, the chain is the way to them.
    let both = format!("{whys}\n## Root cause\n\nNo review of pool sizes.\n");
    assert_eq!(read(&both).incident.root_causes.len(), 1);
}

#[test]
fn several_incidents_are_one_or_many() {
    let text = "# Two bad days\n\nAll times UTC.\n\n## Timeline\n\n### June 3, 2025 - Cache outage\n\n- 10:00 Outage begins\n- 10:30 Resolved\n\n### June 5, 2025 - Queue stuck\n\n- 08:00 Queue stops\n- 08:20 Resolved\n\n## Action items\n\n- Watch both\n";
    let reading = read(text);
    assert_eq!(reading.document.as_ref().unwrap().incidents, 2);
    assert_eq!(moments(&reading).len(), 4);
    let options = ReadOptions { split: true, ..ReadOptions::default() };
    let Document::Catalog(catalog) = read_document(text.as_bytes(), "days.md", &options, &NativeZones).unwrap() else {
        panic!("one incident");
    };
    let all: Vec<(&str, usize, usize)> = catalog
        .entries
        .iter()
        .map(|entry| (&*entry.incident.title, entry.incident.timeline.len(), entry.incident.corrective_actions.len()))
        .collect();
    assert_eq!(all, [("June 3, 2025 - Cache outage", 2, 1), ("June 5, 2025 - Queue stuck", 2, 1)]);
}

#[test]
fn markup_is_text_and_only_safe_links_are_links() {
    let text = "<h1>Out <script>alert(1)</script></h1><h2>Timeline</h2><p>2025-01-01, UTC</p><ul><li>10:00 <a href=\"javascript:x()\">x</a> <img src=x onerror=y>down</li><li>10:05 up &lt;b&gt;</li></ul>";
    let reading = open(text, "a.html", ReadOptions::NONE);
    assert_eq!(&*reading.incident.title, "Out");
    assert_eq!(&*reading.incident.timeline[0].title, "x down");
    assert_eq!(&*reading.incident.timeline[1].title, "up <b>");
    assert!(reading.incident.timeline.iter().all(|event| event.links.is_empty()));
}

#[test]
fn what_kind_of_document_it_is_leaves_the_title() {
    for (heading, title) in [
        ("Postmortem: checkout failed", "checkout failed"),
        ("Incident report – Mail queue stuck", "Mail queue stuck"),
        ("Post-Mortem - DNS outage", "DNS outage"),
        ("[RCA] Slow search", "Slow search"),
        ("Incident Postmortem | Login down", "Login down"),
        ("🚨 Post Mortem: Cache down", "Cache down"),
        ("Störungsbericht: Ausfall der Suche", "Ausfall der Suche"),
        ("Compte rendu d’incident — Panne du site", "Panne du site"),
        ("Informe de incidente: caída de la API", "caída de la API"),
        ("Relatório de incidente – API lenta", "API lenta"),
        ("Raport z incydentu: awaria poczty", "awaria poczty"),
        ("Разбор инцидента: отказ поиска", "отказ поиска"),
        ("ポストモーテム：検索の停止", "検索の停止"),
        ("【障害報告】検索の停止", "検索の停止"),
        ("故障复盘：搜索不可用", "搜索不可用"),
        ("장애 보고서 — 검색 중단", "검색 중단"),
        // What else stands there is kept.
        ("Postmortem", "Postmortem"),
        ("Postmortem:", "Postmortem:"),
        ("Post-mortem of the mail outage", "Post-mortem of the mail outage"),
        ("Cache outage: postmortem", "Cache outage: postmortem"),
        ("RCA 004: SSH lockout", "RCA 004: SSH lockout"),
    ] {
        let text = format!("# {heading}\n\n## Timeline\n\n- 2024-01-05 10:00 UTC Down\n\n## Root cause\n\nA typo.\n");
        assert_eq!(&*read(&text).incident.title, title);
    }
}

#[test]
fn a_note_that_is_understood_leaves_the_action() {
    let action = |line: &str| {
        let text = format!("# Out\n\n2024-01-05\n\n## Action items\n\n- {line}\n");
        read(&text).incident.corrective_actions.remove(0)
    };
    let whole = action("Add an alert (owner: Ana, due 2024-05-01)");
    assert_eq!((&*whole.title, whole.owner.as_deref()), ("Add an alert", Some("Ana")));
    assert!(whole.due.is_some());
    let named = action("Add an alert (Ben Li, due 13 March 2024).");
    assert_eq!((&*named.title, named.owner.as_deref()), ("Add an alert", Some("Ben Li")));
    let marked = action("Add an alert (@ana; P1; due: May 1, 2024; in progress)");
    assert_eq!((&*marked.title, marked.owner.as_deref()), ("Add an alert", Some("@ana")));
    assert_eq!((marked.priority.as_deref(), marked.status), (Some("P1"), Some(ActionStatus::InProgress)));
    let done = action("Mail everybody (DONE)");
    assert_eq!((&*done.title, done.status), ("Mail everybody", Some(ActionStatus::Done)));
    let german = action("Alarm ergänzen (verantwortlich: Jana, bis 01.05.2024)");
    assert_eq!((&*german.title, german.owner.as_deref()), ("Alarm ergänzen", Some("Jana")));
    let sentences =
        action("Exigir despliegue gradual. Responsable: Óscar Peña. Fecha límite: 10 de marzo. Estado: pendiente.");
    assert_eq!((&*sentences.title, sentences.owner.as_deref()), ("Exigir despliegue gradual", Some("Óscar Peña")));
    assert_eq!((sentences.due.is_some(), sentences.status), (true, Some(ActionStatus::Open)));
    assert_eq!(&*action("Fix the page. See also: the wiki.").title, "Fix the page. See also: the wiki.");
    let japanese = action("監視を追加する（担当: 佐藤、期限: 2024-05-01）");
    assert_eq!((&*japanese.title, japanese.owner.as_deref()), ("監視を追加する", Some("佐藤")));
    let italian = action("Allarme sulla coda (Giulia, completato)");
    assert_eq!((italian.owner.as_deref(), italian.status), (Some("Giulia"), Some(ActionStatus::Done)));
    let behind = action("Central de certificados — Responsável: Caio — Prazo: 29/11/2024");
    assert_eq!((&*behind.title, behind.owner.as_deref()), ("Central de certificados", Some("Caio")));
    let dated = action("監視を追加する（田中、1/26完了）");
    assert_eq!((&*dated.title, dated.owner.as_deref()), ("監視を追加する", Some("田中")));
    assert_eq!((dated.status, dated.due, dated.completed.is_some()), (Some(ActionStatus::Done), None, true));
    let due = action("告警接入值班（王芳，02-10）");
    assert_eq!((&*due.title, due.owner.as_deref(), due.due.is_some()), ("告警接入值班", Some("王芳"), true));
    let korean = action("알람 추가 (박지훈, 2/14까지)");
    assert_eq!((&*korean.title, korean.owner.as_deref(), korean.due.is_some()), ("알람 추가", Some("박지훈"), true));
    let russian = action("Проверять миграции в CI — Олег, до 1 февраля");
    assert_eq!((&*russian.title, russian.owner.as_deref()), ("Проверять миграции в CI", Some("Олег")));
    let dashes = action("Sostituire il disco - Rossi - 26/01");
    assert_eq!((&*dashes.title, dashes.owner.as_deref()), ("Sostituire il disco", Some("Rossi")));
    let before = action("Erledigt: Alarm ergänzt");
    assert_eq!((&*before.title, before.status), ("Alarm ergänzt", Some(ActionStatus::Done)));
    // What is understood in part is kept whole.
    for line in [
        "Add an alert (owner: Ana, due 2024-05-01, see the runbook)",
        "Add an alert (shipped this week)",
        "Stagger the jobs (every five minutes)",
        "Raise the limit (due to growth)",
        "Switch away (#528)",
        "Done twice (fixed in v2.3)",
        "Fail over by itself - Q3",
    ] {
        assert_eq!(&*action(line).title, line);
    }
    assert_eq!(action("Add an alert (owner: Ana, due 2024-05-01, see the runbook)").owner.as_deref(), Some("Ana"));
}

#[test]
fn fields_may_stand_beside_each_other() {
    for line in [
        "Start: 2026-01-12 06:10 UTC  End: 2026-01-12 07:45 UTC  Duration: 95 min  Severity: 2",
        "- **Start:** 2026-01-12 06:10 UTC — **End:** 2026-01-12 07:45 UTC — **Duration:** 95 min — **Severity:** 2",
        "> 开始时间：2026-01-12 06:10 UTC　|　结束时间：2026-01-12 07:45 UTC　|　持续时间：95分钟　|　级别：2",
    ] {
        let reading = read(&format!("# Out\n\n{line}\n\n## Timeline\n\n- 2026-01-12 06:10 UTC Down\n"));
        let incident = &reading.incident;
        assert_eq!(
            incident.milestones.started.map(|when| when.at.to_string()).as_deref(),
            Some("2026-01-12T06:10:00Z")
        );
        assert_eq!(
            incident.milestones.resolved.map(|when| when.at.to_string()).as_deref(),
            Some("2026-01-12T07:45:00Z")
        );
        let stated = incident.stated.as_ref().and_then(|stated| stated.duration);
        assert_eq!(stated, Some(Length::from_ms(95 * 60_000)), "{line}");
        assert_eq!(incident.severity.as_ref().map(|severity| &*severity.word), Some("2"), "{line}");
    }
}

#[test]
fn lengths_may_be_cut_short_with_dots() {
    for (line, minutes) in [("Dauer: 2 Std. 35 Min.\nStandort: Ulm", 155), ("Czas trwania: 1 godz. 25 min", 85)] {
        let stated = read(&format!("# Out\n\n{line}\n\n## Timeline\n\n- 2026-01-12 06:10 Down\n")).incident.stated;
        let stated = stated.unwrap();
        assert_eq!(stated.duration, Some(Length::from_ms(minutes * 60_000)), "{line}");
        assert!(!stated.text.unwrap().contains('\n'));
    }
}

#[test]
fn words_of_other_languages_mark_the_course() {
    let course = |lines: [&str; 4]| {
        let text = format!("# Out\n\n2026-01-12\n\n## Timeline\n\n- {}\n", lines.join("\n- "));
        let reading = read(&text);
        let marks: Vec<Option<Milestone>> = reading.incident.timeline.iter().map(|event| event.milestone).collect();
        (marks, reading.incident.impacts.first().and_then(|impact| impact.level))
    };
    let whole =
        [Some(Milestone::Started), Some(Milestone::Detected), Some(Milestone::Acknowledged), Some(Milestone::Resolved)];
    for lines in [
        [
            "10:00 портал недоступен",
            "10:05 сработал алерт",
            "10:09 дежурный взял в работу",
            "11:00 полностью восстановлено",
        ],
        [
            "10:00 sklep przestał odpowiadać",
            "10:05 alert",
            "10:09 dyżurny potwierdza zgłoszenie",
            "11:00 koniec awarii",
        ],
        ["10:00 开始报错，服务不可用", "10:05 收到告警", "10:09 值班同学接手", "11:00 恢复正常"],
        ["10:00 접속 불가, 장애 발생", "10:05 알람 수신", "10:09 담당자 확인", "11:00 정상화 확인"],
    ] {
        assert_eq!(course(lines), (whole.to_vec(), Some(ImpactLevel::Full)), "{lines:?}");
    }
}

#[test]
fn json_is_never_a_document() {
    for text in ["{", "{\"a\": 1", "[1, 2", "\"Timeline\"", "7", "hello", ""] {
        let read = read_document(text.as_bytes(), "a.md", ReadOptions::NONE, &NativeZones);
        assert!(read.is_err(), "{text}");
    }
}

#[test]
fn time_grows_with_the_length() {
    let parts: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let whole = parts.join("\n");
    let measure = |bytes: usize| {
        let text = whole.repeat(bytes / whole.len() + 1);
        let started = Stopwatch::now();
        let reading = open(&text, "large.md", ReadOptions::NONE);
        assert!(reading.incident.timeline.len() > 100);
        started.elapsed().as_secs_f64()
    };
    measure(50_000);
    // Unoptimised, a fiftieth of five megabytes, its double and its fourfold.
    let unit = if cfg!(debug_assertions) { 100_000 } else { 5_000_000 };
    let (one, two, four) = (measure(unit), measure(2 * unit), measure(4 * unit));
    println!("{unit} bytes {one:.2} s, twice {two:.2} s, four times {four:.2} s");
    assert!(four < one * 7.0 + 0.5, "{one:.2} {two:.2} {four:.2}");
    for hostile in
        ["[", "`", "*", "<a ", "&#", "| ", "> ", "- ", "1:", "<!--\n", "```\n", "\n#", "12:00 - ", "~~", "{{", "[["]
    {
        let started = Stopwatch::now();
        let _ =
            read_document(hostile.repeat(unit / 8 / hostile.len()).as_bytes(), "a.md", ReadOptions::NONE, &NativeZones);
        let took = started.elapsed().as_secs_f64();
        assert!(took < 60.0, "{hostile:?} took {took:.1} s");
    }
}

#[test]
fn time_grows_with_the_length_of_one_timeline() {
    type Entry = fn(usize) -> String;
    let forms: [(&str, &str, Entry); 4] = [
        ("list", "", |at| format!("- {:02}:{:02} UTC Worker {at} restarted\n", at / 60 % 24, at % 60)),
        ("table", "| Time (UTC) | Event |\n|---|---|\n", |at| {
            format!("| {:02}:{:02} | Worker {at} restarted |\n", at / 60 % 24, at % 60)
        }),
        ("prose", "", |at| format!("At {:02}:{:02} UTC worker {at} was restarted.\n\n", at / 60 % 24, at % 60)),
        ("days", "", |at| format!("### Day {}\n\n- Mon 10:00 UTC worker {at} restarted\n\n", at % 60 + 1)),
    ];
    for (name, head, entry) in forms {
        let measure = |entries: usize| {
            let body: String = (0..entries).map(entry).collect();
            let text = format!("# Restarts on 5 March 2024\n\n## Timeline\n\n{head}{body}");
            let started = Stopwatch::now();
            let reading = open(&text, "long.md", ReadOptions::NONE);
            assert_eq!(reading.incident.timeline.len(), entries, "{name}");
            started.elapsed().as_secs_f64()
        };
        measure(200);
        let unit = if cfg!(debug_assertions) { 1_000 } else { 50_000 };
        let (one, four) = (measure(unit), measure(4 * unit));
        println!("{name}: {unit} entries {one:.2} s, four times {four:.2} s");
        assert!(four < one * 8.0 + 1.0, "{name}: {one:.2} {four:.2}");
    }
}

fn fixtures() -> Vec<String> {
    std::fs::read_dir(folder()).unwrap().map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_on_any_text(text in "\\PC{0,300}", name in "[a-z]{1,4}\\.(md|html|rst|adoc|wiki|org|txt)") {
        let _ = read_document(text.as_bytes(), &name, ReadOptions::NONE, &NativeZones);
    }

    #[test]
    fn nothing_panics_on_text_made_of_marks(pieces in prop::collection::vec(
        prop::sample::select(vec!["\n", "\n\n", "#", " ", "- ", "* ", "|", "**", "`", "```", "[", "](", ")", "<li>", "<td rowspan=\"3\">", "<table>", "</", "==", "---", "{|", "|-", "{{", "}}", "::", ".. ", "10:30", "2024-03-05", "Timeline", "Root cause", "Action items", "March", "5", "T+3", "+5 min", "--:--", "??", "UTC", "+02:00", "日", "年", "3月", "時", "~", "à", "\u{0}", "é", "🙂", "|===", "[x]", "Between", "until", "PM", "1st"]), 0..120)) {
        for name in ["a.md", "a.html", "a.rst", "a.adoc", "a.wiki", "a.org", "a.txt"] {
            let _ = read_document(pieces.concat().as_bytes(), name, ReadOptions::NONE, &NativeZones);
        }
    }

    #[test]
    fn nothing_panics_on_a_fixture_that_was_cut_and_mixed(which in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), length in 0_usize..200) {
        let all = fixtures();
        let (text, other) = (which.get(&all), other.get(&all));
        let chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len() + 1);
        let end = (at + length).min(chars.len());
        let mixed: String = chars[..at].iter().chain(other.chars().take(length).collect::<Vec<_>>().iter()).chain(&chars[end..]).collect();
        for name in ["a.md", "a.html", "a.txt"] {
            let options = ReadOptions { day: Some((2024, 2, 29)), split: true, ..ReadOptions::default() };
            let _ = read_document(mixed.as_bytes(), name, &options, &NativeZones);
        }
    }
}

#[test]
fn a_question_by_itself_is_a_heading_and_a_number_in_brackets_a_bullet() {
    let actions = |name: &str| -> Vec<(String, Option<ActionStatus>)> {
        let text = std::fs::read_to_string(folder().join(name)).unwrap();
        let reading = open(&text, name, ReadOptions::NONE);
        let actions = reading.incident.corrective_actions.into_iter();
        actions.map(|action| (action.title.into(), action.status)).collect()
    };
    let titles = |name: &str| -> Vec<String> { actions(name).into_iter().map(|(title, _)| title).collect() };
    let found = titles("questions-as-headings.txt");
    assert_eq!(found.len(), 2, "advice to customers is no action: {found:?}");
    let found = actions("japanese-zone-in-a-sentence.txt");
    let statuses: Vec<_> = found.iter().map(|(_, status)| *status).collect();
    assert_eq!(statuses, [Some(ActionStatus::Done), Some(ActionStatus::Open)], "{found:?}");
}
