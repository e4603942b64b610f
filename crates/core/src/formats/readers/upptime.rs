//! Upptime: the issues of its repository, one an incident or a maintenance, and `history/summary.json`, which says how long
//! each site was down on which day.

use serde_json::value::RawValue;

use super::outage::{Outage, of_days};
use super::page_record::MAINTENANCE;
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link_to, service};
use crate::formats::lenient::{each_member, text};
use crate::formats::registry::{Confidence, Document, Head, Outline, Reader, Source, Work};
use crate::formats::{Origin, ReadError, Reading};
use crate::incident::{EventId, EventKind, Impact, ImpactLevel, Incident, Status};

/// Upptime.
pub static UPPTIME: Tool = Tool {
    id: "upptime",
    name: "Upptime",
    recognised_by: "a list of sites with `slug` and `dailyMinutesDown`, or of GitHub issues with the label status or maintenance",
    endings: &["json"],
    lists: &[],
    fields: &[
        ("number", "the id"),
        ("title", "the title; \"is down\" is full, \"degraded\" degraded"),
        ("state", "the status"),
        ("labels.name", "a service; maintenance is left out of figures"),
        ("created_at", "the milestone detected, and the start of the impact"),
        ("createdAt", "the same, as the program `gh` writes it"),
        ("closedAt", "the milestone resolved, and the end of the impact"),
        ("updatedAt", "which of two states is the later"),
        ("closed_at", "the milestone resolved, and the end of the impact"),
        ("updated_at", "which of two states is the later"),
        ("body", "an event; of a maintenance also its start and end"),
        ("html_url", "a link"),
        ("issue_url", "the incident that a comment is of"),
        ("slug", "the id"),
        ("status", "the status of the last outage"),
        ("name", "a service"),
        ("url", "a link"),
        ("dailyMinutesDown", "an outage a day, of which the length is known"),
    ],
    sniff,
    read,
};

/// The state of one site now, `history/<slug>.yml`. What was before lies in issues and in `history/summary.json`.
pub struct UpptimeState;

impl Reader for UpptimeState {
    fn id(&self) -> &'static str {
        "upptime-state"
    }

    fn name(&self) -> &'static str {
        "Upptime state of a site"
    }

    fn recognised_by(&self) -> &'static str {
        "lines with `generator: Upptime`"
    }

    fn endings(&self) -> &'static [&'static str] {
        &[]
    }

    fn sniff(&self, head: &Head<'_>) -> Confidence {
        let is_state = head.text.lines().take(20).any(|line| line.starts_with("generator: Upptime"));
        if is_state { Confidence::Certain } else { Confidence::None }
    }

    fn read<'a>(&'a self, source: Source<'a>) -> Work<'a> {
        Box::pin(async move { read_state(&source) })
    }
}

/// A site that is up has no incident. Of one that is not, it is known when it was looked at, and not since when.
fn read_state(source: &Source<'_>) -> Result<Document, ReadError> {
    let value = |key: &str| {
        let lines = source.text.lines();
        lines.filter_map(|line| line.split_once(": ")).find(|(name, _)| *name == key).map(|(_, value)| value.trim())
    };
    let (url, status) = (value("url").unwrap_or_default(), value("status").unwrap_or_default());
    if !matches!(status, "down" | "degraded") {
        return Err(ReadError::NoRecords { format: UpptimeState.name().into() });
    }
    let mut context = Context::new(source.zones, source.options);
    let seen = value("lastUpdated").and_then(|text| context.loose_time(text));
    let mut incident = Incident { title: format!("{url} is {status}").into(), ..Incident::default() };
    incident.id = crate::formats::id_of("", &incident.title);
    incident.status = Some(Status::Ongoing);
    incident.services.push(service(url));
    let mut entry = event(seen, &format!("{url} is {status}"), "Down", EventKind::Symptom);
    entry.id = EventId::new("event-1");
    entry.details = value("code").map(|code| format!("HTTP code {code}").into());
    incident.timeline.push(entry);
    Ok(Document::Incident(Box::new(Reading {
        incident,
        problems: context.into_problems(),
        conversions: Vec::new(),
        document: None,
        origin: Some(Origin::default()),
    })))
}

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_summary = record.has_all(&["slug", "dailyMinutesDown"]);
    let label = record.get("labels").and_then(Outline::first).and_then(|label| label.text("name"));
    let is_comment = record.has_all(&["body", "created_at"])
        && record.text("body").is_some_and(|body| body.starts_with("**Resolved:**"));
    let is_issue = (record.has_all(&["number", "title", "created_at", "closed_at"])
        || record.has_all(&["number", "title", "createdAt", "closedAt"]))
        && (matches!(label, Some("status" | MAINTENANCE)) || record.text("title").is_some_and(is_of_monitor));
    if is_summary || is_issue || is_comment { Confidence::Certain } else { Confidence::None }
}

/// `true` for the titles that Upptime gives to issues: "🛑 API is down".
fn is_of_monitor(title: &str) -> bool {
    title.starts_with(['🛑', '⚠'])
}

record! {
    /// An issue, or a site.
    Row { number, title, labels, body, html_url, issue_url, slug, name, url, status,
        #[serde(alias = "createdAt")]
        created_at,
        #[serde(alias = "closedAt")]
        closed_at,
        #[serde(alias = "updatedAt")]
        updated_at,
        #[serde(rename = "dailyMinutesDown")]
        daily_minutes_down,
    }
}

record! {
    /// A label of an issue.
    Label { name }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if let Some(days) = row.daily_minutes_down {
        return of_site(&row, days, context);
    }
    if row.number.is_none() && row.title.is_none() {
        return of_comment(&row, context);
    }
    let mut labels: Vec<Box<str>> = Vec::new();
    context.take_list("labels", row.labels, &mut |context, label| {
        let label = context.object::<Label<'_>>(label);
        labels.extend(label.and_then(|label| context.take_text("name", label.name)).map(Box::from));
    });
    let is = |word: &str| labels.iter().any(|label| **label == *word);
    let is_maintenance = is(MAINTENANCE);
    if !is_maintenance && !is("status") {
        return None;
    }
    let title = context.take_text("title", row.title).unwrap_or_default();
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let id = format!("upptime-{}", context.take_word("number", row.number).unwrap_or_default());
    let created = context.take_time("created_at", row.created_at);
    let closed = context.take_time("closed_at", row.closed_at);
    let updated = context.take_time("updated_at", row.updated_at);
    let body = context.take_text("body", row.body).unwrap_or_default();
    let slugs = labels.iter().filter(|label| !matches!(&***label, "status" | MAINTENANCE));
    let mut incident = if is_maintenance {
        maintenance(&id, title, &body, closed.is_some(), context)
    } else {
        let (name, level) = match title.split_once(" is down") {
            Some((name, _)) => (name, ImpactLevel::Full),
            None => (title.split_once(" has degraded").map_or(title, |(name, _)| name), ImpactLevel::Degraded),
        };
        let outage = Outage {
            id,
            title: title.into(),
            service: name.into(),
            level: Some(level),
            start: created,
            end: closed,
            is_over: closed.is_some(),
            details: (!body.trim().is_empty()).then(|| body.trim().into()),
        };
        outage.into_incident()
    };
    incident.tags.extend(slugs.cloned());
    let url = context.take_text("html_url", row.html_url).or_else(|| context.take_text("url", row.url));
    incident.links.extend(url.filter(|url| !url.contains("api.github.com")).and_then(|url| link_to(&url, "")));
    Some(Found::incident(incident, if is_maintenance { "maintenances" } else { "issues" }).updated(updated))
}

/// A maintenance: its times stand in a comment of the body, since an issue is opened and closed at other times.
fn maintenance(id: &str, title: &str, body: &str, is_over: bool, context: &mut Context<'_>) -> Incident {
    let inside = body.split_once("<!--").and_then(|(_, rest)| rest.split_once("-->"));
    let (settings, text) = inside.unwrap_or(("", body));
    let setting =
        |name: &str| settings.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(':')).map(str::trim);
    let (start, end) = context.at_key("body", |context| {
        let mut time = |name| setting(name).and_then(|text| context.loose_time(text));
        (time("start"), time("end"))
    });
    let hit = setting("expectedDown").into_iter().chain(setting("expectedDegraded")).flat_map(|names| names.split(','));
    let services: Vec<_> = hit.map(str::trim).filter(|name| !name.is_empty()).map(service).collect();
    let impact = Impact {
        start,
        end,
        level: Some(ImpactLevel::None),
        services: services.iter().map(|service| service.id.clone()).collect(),
        ..Impact::default()
    };
    let mut incident = Incident { id: id.into(), title: title.into(), services, ..Incident::default() };
    incident.tags.push(MAINTENANCE.into());
    incident.status = is_over.then_some(Status::Resolved);
    incident.milestones.started = start;
    incident.milestones.resolved = end;
    incident.impacts.push(impact);
    incident.timeline.extend(start.map(|at| event(Some(at), text, "Maintenance", EventKind::Change)));
    incident
}

/// A comment of an issue, which names the issue by its address.
fn of_comment(row: &Row<'_>, context: &mut Context<'_>) -> Option<Found> {
    let body = context.take_text("body", row.body)?;
    let issue = context.take_text("issue_url", row.issue_url).unwrap_or_default();
    let kind = if body.starts_with("**Resolved:**") { EventKind::Recovery } else { EventKind::Note };
    let entry = event(context.take_time("created_at", row.created_at), &body, "Comment", kind);
    let issue = issue.rsplit_once('/').map(|(_, number)| format!("upptime-{number}")).unwrap_or_default();
    Some(Found::part(issue, Incident { timeline: vec![entry], ..Incident::default() }, "comments"))
}

fn of_site(row: &Row<'_>, days: &RawValue, context: &mut Context<'_>) -> Option<Found> {
    let name = context.take_text("name", row.name).unwrap_or_default();
    let slug = context.take_text("slug", row.slug).unwrap_or_default();
    let url = context.take_text("url", row.url).unwrap_or_default();
    let mut down = Vec::new();
    let is_object = each_member(days, &mut |day, minutes| {
        let at = context.at_key("dailyMinutesDown", |context| context.loose_time(&day));
        let minutes = text(minutes).map_or_else(|| minutes.get().parse(), |minutes| minutes.text.parse());
        down.extend(at.map(|at| (at, minutes.unwrap_or(0.0) * 60.0)));
    });
    if !is_object {
        context.at_key("dailyMinutesDown", |context| context.wrong_type("an object", days.get()));
    }
    let is_down = matches!(context.take_text("status", row.status).as_deref(), Some("down" | "degraded"));
    let mut incidents = of_days(&format!("upptime-{slug}"), &name, down);
    for incident in &mut incidents {
        incident.links.extend(link_to(&url, ""));
    }
    if let Some(last) = incidents.last_mut().filter(|_| is_down) {
        last.status = Some(Status::Ongoing);
    }
    Found::several(incidents.into_iter().map(|incident| Found::incident(incident, "days with downtime")).collect())
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{catalog, document, joined, milestones};

    const ISSUES: &str = r#"[{"number":7,"title":"🛑 Shop is down","state":"closed","labels":[{"name":"status"},{"name":"shop"}],
        "created_at":"2026-03-04T13:34:00Z","closed_at":"2026-03-04T14:12:00Z","body":"In x, Shop was **down**:\n- HTTP code: 503"}]"#;

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "Shop is down · resolved · full 13:34–14:12 Shop"),
            (
                "🛑 Shop is down",
                "⚠️ Shop has degraded performance",
                "Shop has degraded performance · resolved · degraded 13:34–14:12 Shop",
            ),
            (r#""2026-03-04T14:12:00Z""#, "null", "Shop is down · ongoing · full 13:34–… Shop"),
            (r#"{"name":"status"}"#, r#"{"name":"bug"}"#, ""),
            (
                r#"{"name":"status"},{"name":"shop"}],"#,
                r#"{"name":"maintenance"}],"x":"#,
                "Shop is down · resolved · none ?–? ",
            ),
        ] {
            let text = ISSUES.replacen(from, to, 1).replace("\"x\":\n", "\"x\":1,\n");
            assert_eq!(facts(&text), expected, "{from} → {to}");
        }
    }

    #[test]
    fn a_maintenance_is_when_its_comment_says() {
        let text = r#"[{"number":8,"title":"Upgrade","labels":[{"name":"maintenance"}],"created_at":"2026-03-01T09:00:00Z","closed_at":"2026-03-04T15:09:00Z",
            "body":"<!--\nstart: 2026-03-04T14:00:00+00:00\nend: 2026-03-04T15:00:00.000Z\nexpectedDown: shop, api\n-->\nShort breaks."}]"#;
        assert_eq!(facts(text), "Upgrade · resolved · none 14:00–15:00 shop, api");
    }

    #[test]
    fn days_that_are_down_all_day_are_one_outage() {
        let text = r#"[{"name":"API","slug":"api","status":"down","dailyMinutesDown":{"2026-03-06":56,"2026-03-05":1440,"2026-03-04":909,"2026-03-01":5,"2026-02-28":5}}]"#;
        assert_eq!(
            facts(text),
            "API was down for 5 min · resolved · full 2026-02-28–? API\nAPI was down for 5 min · resolved · full 2026-03-01–? API\n\
             API was down for 1 d 16 h 5 min · ongoing · full 2026-03-04–? API"
        );
    }

    #[test]
    fn a_comment_joins_its_issue() {
        let comment = r#"[{"body":"**Resolved:** Shop is back up after 38 minutes.","created_at":"2026-03-04T14:12:00Z","issue_url":"https://x/issues/7"}]"#;
        assert_eq!(joined(&[ISSUES, comment]).incident.timeline.len(), 3);
    }

    #[test]
    fn a_day_has_a_length_and_no_moments() {
        let catalog = catalog(
            r#"[{"name":"API","slug":"api","status":"up","dailyMinutesDown":{"2026-11-01":14,"2026-11-02":"0","x":1,"2026-11-03":"2"}}]"#,
        );
        let titles: Vec<&str> = catalog.entries.iter().map(|entry| &*entry.incident.title).collect();
        assert_eq!(titles, ["API was down for 14 min", "API was down for 2 min"]);
        assert_eq!(catalog.problems.len(), 1, "x is no day: {:?}", catalog.problems);
    }

    #[test]
    fn a_state_is_no_history() {
        let text = "url: https://example.com\nstatus: down\ncode: 503\nlastUpdated: 2026-03-04T13:40:00.000Z\nstartTime: Mon Aug 10 2020 07:54:40 GMT+0000 (Coordinated Universal Time)\ngenerator: Upptime <x>\n";
        let incident = document(text).into_incident().unwrap().incident;
        assert_eq!((&*incident.title, milestones(&incident).as_str()), ("https://example.com is down", ""));
        let up = text.replace("status: down", "status: up");
        assert!(
            crate::formats::read_document(
                up.as_bytes(),
                "a.yml",
                crate::formats::ReadOptions::NONE,
                &crate::time::NativeZones
            )
            .is_err()
        );
    }

    #[test]
    fn what_gh_writes_is_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/upptime-4")),
            ["API is down · resolved · d 13:34 r 14:45 · API"]
        );
    }
}
