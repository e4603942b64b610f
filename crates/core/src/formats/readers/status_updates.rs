//! Incidents as status pages of one's own keep them, in the words that most of them use: a title, when it started and was
//! resolved, the services, and a list of updates. No vendor stands behind it, so every word may be one of several.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::page_record::{PageRecord, State, Update, component_level};
use crate::formats::context::{Context, Field};
use crate::formats::foreign::{Found, Rows, Tool, take_name, take_names};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ImpactLevel, When};

/// Status pages of one's own.
pub static STATUS_UPDATES: Tool = Tool {
    id: "status-updates",
    name: "Status page of one's own",
    recognised_by: "a title beside `updates` with a text and a time each; a title or service with `started_at` and `resolved_at`",
    endings: &["json"],
    lists: &[
        "incidents",
        "openIncidents",
        "closedIncidents",
        "current_incidents",
        "past_incidents",
        "outages",
        "maintenances",
        "maintenance",
        "scheduled",
    ],
    fields: &[
        ("id", "the id"),
        ("number", "the id"),
        ("title", "the title"),
        ("name", "the title"),
        ("status", "the status, or the level: operational, degraded, partial outage, down"),
        ("state", "the status"),
        ("stage", "the status"),
        ("type", "the level, or that it is a maintenance"),
        ("severity", "the severity"),
        ("impact", "the severity"),
        ("startedAt", "the milestone started"),
        ("started_at", "the milestone started"),
        ("startTime", "the milestone started"),
        ("start_time", "the milestone started"),
        ("startsAt", "the milestone started"),
        ("started", "the milestone started"),
        ("starts_at", "the milestone started"),
        ("start", "the milestone started"),
        ("createdAt", "the milestone started, where nothing else says when it was"),
        ("created_at", "the milestone started, where nothing else says when it was"),
        ("date", "the milestone started, where nothing else says when it was"),
        ("resolvedAt", "the milestone resolved"),
        ("resolved_at", "the milestone resolved"),
        ("endedAt", "the milestone resolved"),
        ("ended_at", "the milestone resolved"),
        ("endTime", "the milestone resolved"),
        ("end_time", "the milestone resolved"),
        ("endsAt", "the milestone resolved"),
        ("ended", "the milestone resolved"),
        ("ends_at", "the milestone resolved"),
        ("end", "the milestone resolved"),
        ("description", "an event"),
        ("message", "an event"),
        ("body", "an event"),
        ("error", "an event"),
        ("services", "services"),
        ("components", "services"),
        ("affectedServices", "services"),
        ("affected_services", "services"),
        ("affectedComponents", "services"),
        ("affected_components", "services"),
        ("affectedServiceKeys", "services"),
        ("monitors", "services"),
        ("serviceName", "a service"),
        ("service_name", "a service"),
        ("service", "a service"),
        ("component", "a service"),
        ("site", "a service"),
        ("monitorId", "a service"),
        ("serviceIds", "services"),
        ("permalink", "a link"),
        ("link", "a link"),
        ("updates.message", "an event"),
        ("updates.body", "an event"),
        ("updates.text", "an event"),
        ("updates.description", "an event"),
        ("updates.content", "an event"),
        ("updates.contents", "an event"),
        ("updates.status", "the kind of an event"),
        ("updates.update_type", "the kind of an event"),
        ("updates.type", "the kind of an event"),
        ("updates.state", "the kind of an event"),
        ("updates.stage", "the kind of an event"),
        ("updates.timestamp", "the time of an event"),
        ("updates.time", "the time of an event"),
        ("updates.at", "the time of an event"),
        ("updates.date", "the time of an event"),
        ("updates.created_at", "the time of an event"),
        ("updates.createdAt", "the time of an event"),
        ("updates.postedAt", "the time of an event"),
        ("updates.posted_at", "the time of an event"),
    ],
    sniff,
    read,
};

const TITLES: &[&str] = &["title", "name"];
const STARTS: &[&str] =
    &["startedAt", "started_at", "startTime", "start_time", "startsAt", "starts_at", "started", "start"];
const MADE: &[&str] = &["createdAt", "created_at", "date"];
const ENDS: &[&str] =
    &["resolvedAt", "resolved_at", "endedAt", "ended_at", "endTime", "end_time", "endsAt", "ends_at", "ended", "end"];
const STATES: &[&str] = &["status", "state", "stage"];
const SERVICES: &[&str] = &[
    "services",
    "components",
    "affectedServices",
    "affected_services",
    "affectedComponents",
    "affected_components",
    "affectedServiceKeys",
    "monitors",
    "serviceName",
    "service_name",
    "service",
    "component",
    "site",
    "monitorId",
    "serviceIds",
];
/// What an update calls its state.
const KINDS: &[&str] = &["status", "state", "stage", "update_type", "type"];
const TEXTS: &[&str] = &["message", "body", "text", "description", "content", "contents"];
const TIMES: &[&str] = &["timestamp", "time", "at", "date", "created_at", "createdAt", "postedAt", "posted_at"];

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_of_service = record.has_any(&["service", "serviceName", "service_name", "site"]);
    let first = record.get("updates").and_then(Outline::first);
    let is_told = first.is_some_and(|update| update.has_any(TEXTS) && update.has_any(TIMES));
    let is_begun = record.has_any(&["startedAt", "started_at", "started", "startTime"]);
    let is_ended = record.has_any(&["resolvedAt", "resolved_at"])
        || (is_of_service && record.has_any(&["endedAt", "ended_at", "ended", "lastSeenDown"]));
    let is_called = is_of_service || record.has_any(TITLES);
    // No incident of version 1 has updates, or its start and end by those names; one in words of its own may have the rest.
    let is_own = record.has_any(&[
        "timeline",
        "impacts",
        "milestones",
        "root_causes",
        "rootCauses",
        "corrective_actions",
        "correctiveActions",
        "action_items",
        "$schema",
    ]);
    let is_page = is_called && !is_own && (is_told || (is_begun && is_ended));
    if is_page { Confidence::Certain } else { Confidence::None }
}

/// A member of a record: its key and its value.
type Member<'a> = (Cow<'a, str>, &'a RawValue);

/// The first of these keys that holds something.
fn first<'a>(members: &[Member<'a>], keys: &[&'static str]) -> Option<(&'static str, Field<'a>)> {
    keys.iter().find_map(|wanted| {
        let found = members.iter().find(|(key, value)| key == wanted && !matches!(value.get(), "null" | "\"\""));
        found.map(|(_, value)| (*wanted, Some(*value)))
    })
}

fn text<'a>(members: &[Member<'a>], keys: &[&'static str], context: &mut Context<'_>) -> Option<Cow<'a, str>> {
    let (key, value) = first(members, keys)?;
    take_name(context, key, value, &["name", "title"])
}

fn time(members: &[Member<'_>], keys: &[&'static str], context: &mut Context<'_>) -> Option<When> {
    let (key, value) = first(members, keys)?;
    context.take_time(key, value)
}

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let members: Vec<Member<'a>> = context.members(json)?;
    let mut names: Vec<Box<str>> = Vec::new();
    for key in SERVICES {
        // What a page calls a service says more than its key.
        let Some((key, value)) = first(&members, &[key]).filter(|_| names.is_empty()) else { continue };
        match value.filter(|json| json.get().starts_with('[')) {
            Some(_) => names = take_names(context, key, value, &["name", "title", "id"]),
            None => names.extend(take_name(context, key, value, &["name", "title", "id"]).map(Into::into)),
        }
    }
    let id = first(&members, &["id", "number"]).and_then(|(key, value)| context.take_word(key, value));
    let status = text(&members, STATES, context).unwrap_or_default();
    let kind = text(&members, &["type"], context).unwrap_or_default();
    let grade = text(&members, &["severity", "impact"], context).unwrap_or_default();
    let is_planned = |word: &str| word.to_lowercase().contains("maintenance") || word == "scheduled";
    let is_maintenance = [rows.list(), &status, &kind, &grade].into_iter().any(is_planned);
    let started = time(&members, STARTS, context);
    let service = names.first().map_or("", |name| &**name);
    let title = text(&members, TITLES, context).unwrap_or_else(|| {
        format!("{service}: {}", if kind.is_empty() { &status } else { &kind })
            .trim_end_matches([':', ' '])
            .to_owned()
            .into()
    });
    // "Resolved" and "operational" say how it is now, and nothing of how bad it was.
    let mut levels = [&status, &kind].into_iter().filter_map(|word| component_level(word));
    let level = levels.find(|level| *level != ImpactLevel::None);
    let resolved = time(&members, ENDS, context);
    let is_over = resolved.is_some() && !is_maintenance;
    let mut record = PageRecord {
        id: id.unwrap_or_default(),
        title,
        link: text(&members, &["permalink", "link"], context).unwrap_or_default(),
        level: level.filter(|_| !is_maintenance),
        severity: grade,
        // When it was over counts more than a word that was forgotten.
        state: if is_over { Some(State::Resolved) } else { State::of(&status) },
        is_maintenance,
        planned: started.filter(|_| is_maintenance),
        started,
        created: time(&members, MADE, context),
        resolved,
        resolved_key: first(&members, ENDS).map_or("resolved_at", |(key, _)| key),
        components: names.into_iter().map(|name| (name, None)).collect(),
        ..PageRecord::default()
    };
    let at = started.or(record.created);
    let said = text(&members, &["description", "message", "body", "error"], context);
    record.updates.extend(said.map(|body| Update { body, at, ..Update::default() }));
    if let Some((key, updates)) = first(&members, &["updates"]) {
        context.take_list(key, updates, &mut |context, json| {
            let Some(members) = context.members(json) else { return };
            let state = text(&members, KINDS, context).and_then(|word| State::of(&word));
            let body = text(&members, TEXTS, context).unwrap_or_default();
            record.updates.push(Update { state, body, at: time(&members, TIMES, context), ..Update::default() });
        });
    }
    // What is down, or names an end that has not come, goes on; without either nothing is said of it.
    let goes_on = !is_maintenance && (record.level.is_some() || has_end(&members));
    record.state = record.state.or(goes_on.then_some(State::Investigating));
    record.unsaid.end = record.state.is_none() && record.resolved.is_none();
    let kind = if is_maintenance { "maintenances" } else { "incidents" };
    Some(Found::incident(record.into_incident(context), kind))
}

/// `true` where a key of an end stands, if only with nothing in it: it goes on.
fn has_end(members: &[Member<'_>]) -> bool {
    members.iter().any(|(key, _)| ENDS.contains(&&**key))
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{catalog, events, incident, milestones};

    const UPDATES: &str = r#""updates":[{"timestamp":"2026-03-04T14:45:00Z","status":"resolved","message":"All is well."},{"timestamp":"2026-03-04T14:10:00Z","status":"monitoring","message":"A fix is out."},
        {"timestamp":"2026-03-04T13:34:00Z","status":"investigating","message":"We look."}]"#;

    #[test]
    fn words_of_many_pages() {
        for (text, expected) in [
            (
                format!(r#"[{{"id":1,"title":"Errors","status":"resolved","severity":"major","services":["api"],"createdAt":"2026-03-04T13:34:00Z",{UPDATES}}}]"#),
                "Errors · resolved · — 13:34–14:45 api",
            ),
            (
                format!(r#"{{"incidents":[{{"title":"Errors","impact":"Minor","status":"Monitoring","affectedServiceKeys":["api"],"startedAt":"2026-03-04T13:30:00+00:00","resolvedAt":null,{}}}]}}"#, UPDATES.replace("resolved", "monitoring").replace("timestamp", "postedAt").replace("message", "body")),
                "Errors · mitigated · — 13:30–14:10 api",
            ),
            (
                r#"{"incidents":[{"id":"1","service":"Desk","type":"down","started_at":"2026-03-04T13:34:00Z","resolved_at":"2026-03-04T14:45:00Z","error":null}]}"#.to_owned(),
                "Desk: down · resolved · full 13:34–14:45 Desk",
            ),
            (
                r#"{"incidents":[{"id":"1","service":"Desk","type":"down","started_at":"2026-03-04T13:34:00Z","resolved_at":null}]}"#.to_owned(),
                "Desk: down · ongoing · full 13:34–… Desk",
            ),
            (
                format!(r#"[{{"id":"a","serviceId":"n","serviceName":"Files","status":"degraded","title":"Files are slow","startedAt":"2026-03-04T13:34:00Z","resolvedAt":"2026-03-04T14:45:00Z",{}}}]"#, UPDATES.replace("resolved", "operational")),
                "Files are slow · resolved · degraded 13:34–14:45 Files",
            ),
        ] {
            assert_eq!(facts(&text), expected, "{text}");
        }
    }

    #[test]
    fn an_outage_of_the_same_name_is_another() {
        let outage = |day: u8| {
            format!(
                r#"{{"site":"a","type":"outage","started":"2026-03-0{day}T13:00:00Z","ended":"2026-03-0{day}T14:00:00Z"}}"#
            )
        };
        assert_eq!(catalog(&format!("[{},{}]", outage(4), outage(5))).entries.len(), 2);
        let open = r#"{"openIncidents":[{"id":"g","serviceName":"Site","status":"down","startTime":"2026-03-04T13:34:00Z","lastSeenDown":"2026-03-04T13:40:00Z"}],"closedIncidents":[]}"#;
        assert_eq!(facts(open), "Site: down · ongoing · full 13:34–… Site");
        let forgotten = r#"{"incidents":[{"id":"1","title":"Errors","status":"monitoring","startedAt":"2026-03-04T13:34:00Z","resolvedAt":"2026-03-04T14:45:00Z"}]}"#;
        assert_eq!(facts(forgotten), "Errors · resolved · — 13:34–14:45 ");
    }

    #[test]
    fn updates_are_events_and_milestones() {
        let text = format!(
            r#"[{{"id":"a","title":"Errors","status":"resolved","started_at":"2026-03-04T13:30:00Z",{UPDATES}}}]"#
        );
        let found = incident(&text).incident;
        assert_eq!(milestones(&found), "s 13:30 m 14:10 r 14:45");
        assert_eq!(events(&found).len(), 3);
    }

    #[test]
    fn maintenances_stand_in_a_list_of_their_own() {
        let text = format!(
            r#"{{"version":1,"incidents":[{{"number":12,"title":"Errors","monitorId":"api","stage":"resolved","startedAt":"2026-03-04T13:34:00Z","resolvedAt":"2026-03-04T14:45:00Z",{}}}],
            "maintenances":[{{"number":9,"title":"Upgrade","state":"completed","start":"2026-03-05T02:00:00Z","end":"2026-03-05T04:00:00Z","monitors":["api"],"updates":[]}}]}}"#,
            UPDATES.replace("timestamp", "at").replace("message", "body").replace("status", "stage")
        );
        let found = catalog(&text);
        let tags: Vec<Vec<&str>> =
            found.entries.iter().map(|entry| entry.incident.tags.iter().map(|tag| &**tag).collect()).collect();
        assert_eq!(tags, [vec![], vec!["maintenance"]]);
    }
}
