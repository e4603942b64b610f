//! Atlassian Statuspage v2: `incidents.json`, `summary.json`, `unresolved.json`, `scheduled-maintenances.json`, one
//! incident, a webhook, and rows taken out of those as a list or a row a line. A maintenance is no outage: it is tagged,
//! and counts in no figure.

use serde_json::value::RawValue;

use super::page_record::{MAINTENANCE, PageRecord, State, Touch, Update, component_level};
use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, text_in};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ImpactLevel, Incident, ProblemKind};

/// The key of the list of maintenances.
const MAINTENANCES: &str = "scheduled_maintenances";

/// Statuspage.
pub static STATUSPAGE: Tool = Tool {
    id: "statuspage",
    name: "Statuspage",
    recognised_by: "incidents with `incident_updates` or `shortlink`, or lists of them beside a `page`",
    endings: &["json", "ndjson", "jsonl"],
    lists: &["incidents", "incident", MAINTENANCES],
    fields: &[
        ("id", "the id"),
        ("name", "the title"),
        ("title", "the title, where there is no name"),
        (
            "impact",
            "the severity, and the level: critical is full, major partial, minor degraded, none none; maintenance is a tag",
        ),
        ("started_at", "the milestone started, and the start of the impact"),
        ("created_at", "the milestone started, where started_at is not given"),
        ("updated_at", "which of two states is the later"),
        ("scheduled_for", "the milestone started of a maintenance: it is tagged, and counts in no figure"),
        ("monitoring_at", "the milestone mitigated, where no update says monitoring"),
        ("resolved_at", "the milestone resolved, and the end of the impact"),
        ("backfilled", "whether an end at the start is no end"),
        (
            "status",
            "the status: resolved and completed are resolved, postmortem reviewed, monitoring mitigated unless a component is \
             hit still, others ongoing",
        ),
        ("shortlink", "a link"),
        ("url", "a link, where there is no shortlink"),
        ("components.name", "a service"),
        ("affected_components.name", "a service, in a webhook of Instatus"),
        ("affected_components.status", "whether what is monitored has recovered"),
        ("components.status", "whether what is monitored has recovered"),
        ("incident_updates.status", "the kind of an event, and of the last ones the milestones mitigated and resolved"),
        ("incident_updates.body", "an event"),
        ("incident_updates.display_at", "the time of an event"),
        ("incident_updates.created_at", "the time of an event, and the order of those of one moment"),
        ("incident_updates.affected_components.name", "a service"),
        ("incident_updates.affected_components.old_status", "which services were hit, and at what level"),
        ("incident_updates.affected_components.new_status", "which services were hit, and at what level"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, _: &Outline) -> Confidence {
    let file = head.answer();
    let has_page = matches!(file.get("page"), Some(Outline::Object(_)));
    let of_page = |list: &Outline| match list {
        // Where a row shows little, the page is what tells.
        Outline::List(first) => is_row(first) || (has_page && !first.has_any(&["timeline", "impacts"])),
        _ => false,
    };
    let is_statuspage = ["incidents", MAINTENANCES].iter().filter_map(|key| file.get(key)).any(of_page)
        // A summary may have more components before its incidents than the beginning of a file shows.
        || has_components(file)
        || [Some(file), file.first(), file.get("incident")].into_iter().flatten().any(is_row);
    if is_statuspage { Confidence::Certain } else { Confidence::None }
}

/// `true` for what has the keys of an incident of a page, in any order, as far as it is there.
fn is_row(row: &Outline) -> bool {
    row.has_any(&["incident_updates", "shortlink"]) || (has_components(row) && row.get("timeline").is_none())
}

/// `true` for what lists components as only Statuspage describes them.
fn has_components(of: &Outline) -> bool {
    let first = of.get("components").and_then(Outline::first);
    first.is_some_and(|first| first.has_any(&["only_show_if_degraded", "showcase", "group_id", "page_id"]))
}

record! {
    /// An incident, or a maintenance.
    Row { id, name, title, status, impact, backfilled, started_at, created_at, updated_at, monitoring_at, resolved_at,
        scheduled_for, shortlink, url, incident_updates, components, affected_components }
}

record! {
    /// An update of an incident.
    Posting { status, body, created_at, display_at, affected_components }
}

record! {
    /// A component: its name is what it goes by here, since ids differ from page to page.
    Component { name, status, old_status, new_status }
}

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let of_page = |key| rows.member("page").and_then(|page| text_in(page, key));
    if let Some(name) = of_page("name") {
        rows.title.replace(name.into_owned());
    }
    let row: Row<'_> = context.object(json)?;
    // The status of a page is an object, that of an incident a word.
    let has_status = row.status.is_some_and(|status| !status.get().starts_with('{'));
    if !has_status && row.incident_updates.is_none() {
        // A file whose lists are empty is a page without incidents.
        return None;
    }
    let is_planned = rows.list() == MAINTENANCES;
    let updated = context.take_time("updated_at", row.updated_at);
    let mut incident = incident_of(&row, is_planned, context);
    incident.time_zone = of_page("time_zone").map(Into::into);
    Some(Found::incident(incident, if is_planned { "maintenances" } else { "incidents" }).updated(updated))
}

fn incident_of(row: &Row<'_>, is_planned: bool, context: &mut Context<'_>) -> Incident {
    let name = context.take_text("name", row.name).or_else(|| context.take_text("title", row.title));
    let title = name.unwrap_or_default();
    if title.is_empty() {
        context.report(ProblemKind::Missing { key: "name" });
    }
    let impact = context.take_text("impact", row.impact).unwrap_or_default();
    let level = level_of(&impact);
    if level.is_none() && !impact.is_empty() {
        let allowed = vec!["none", "minor", "major", "critical", MAINTENANCE];
        context.at_key("impact", |context| {
            context.unknown_word(&impact, allowed);
        });
    }
    let link = context.take_text("shortlink", row.shortlink).or_else(|| context.take_text("url", row.url));
    let mut record = PageRecord {
        id: context.take_word("id", row.id).unwrap_or_default(),
        title,
        link: link.unwrap_or_default(),
        level,
        state: State::take("status", context.take_text("status", row.status), context),
        is_maintenance: is_planned || impact == MAINTENANCE,
        is_backfilled: context.take_bool("backfilled", row.backfilled).unwrap_or(false),
        planned: context.take_time("scheduled_for", row.scheduled_for),
        started: context.take_time("started_at", row.started_at),
        created: context.take_time("created_at", row.created_at),
        monitoring: context.take_time("monitoring_at", row.monitoring_at),
        resolved: context.take_time("resolved_at", row.resolved_at),
        resolved_key: "resolved_at",
        severity: impact,
        ..PageRecord::default()
    };
    context.take_list("incident_updates", row.incident_updates, &mut |context, json| {
        record.updates.extend(context.object(json).map(|posting| update_of(&posting, context)));
    });
    for (key, field) in [("components", row.components), ("affected_components", row.affected_components)] {
        context.take_list(key, field, &mut |context, json| {
            let Some(component) = context.object::<Component<'_>>(json) else { return };
            let name = context.take_text("name", component.name).unwrap_or_default();
            record.components.push((name.into(), level_at("status", component.status, context)));
        });
    }
    record.into_incident(context)
}

fn update_of<'a>(posting: &Posting<'a>, context: &mut Context<'_>) -> Update<'a> {
    let written = context.take_time("created_at", posting.created_at);
    let mut update = Update {
        state: State::take("status", context.take_text("status", posting.status), context),
        body: context.take_text("body", posting.body).unwrap_or_default(),
        at: context.take_time("display_at", posting.display_at).or(written),
        written,
        touches: Vec::new(),
    };
    context.take_list("affected_components", posting.affected_components, &mut |context, json| {
        let Some(component) = context.object::<Component<'_>>(json) else { return };
        update.touches.push(Touch {
            name: context.take_text("name", component.name).unwrap_or_default().into(),
            before: level_at("old_status", component.old_status, context),
            now: level_at("new_status", component.new_status, context),
        });
    });
    update
}

fn level_at(key: &'static str, field: Field<'_>, context: &mut Context<'_>) -> Option<ImpactLevel> {
    component_level(&context.take_text(key, field)?)
}

fn level_of(impact: &str) -> Option<ImpactLevel> {
    match impact {
        "critical" => Some(ImpactLevel::Full),
        "major" => Some(ImpactLevel::Partial),
        "minor" => Some(ImpactLevel::Degraded),
        "none" | MAINTENANCE => Some(ImpactLevel::None),
        // Webhooks in this shape are sent by others, too, with their own words.
        word => component_level(word),
    }
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{catalog, incident, milestones};

    /// An incident with the keys that are given, and updates of state, time and the state of the API.
    fn row(keys: &str, updates: &[(&str, &str, &str)]) -> String {
        let update = |(status, at, api): &(&str, &str, &str)| {
            let (old, new) = api.split_once('>').unwrap_or(("", ""));
            let hit = format!("[{{\"name\":\"API\",\"old_status\":\"{old}\",\"new_status\":\"{new}\"}}]");
            let hit = if api.is_empty() { "null" } else { &hit };
            format!(
                "{{\"status\":\"{status}\",\"body\":\"x\",\"created_at\":\"2026-03-04T{at}:00Z\",\"affected_components\":{hit}}}"
            )
        };
        let updates: Vec<String> = updates.iter().rev().map(update).collect();
        format!(
            "{{\"id\":\"a\",\"name\":\"N\",\"impact\":\"major\",\"created_at\":\"2026-03-04T13:30:00Z\",\"incident_updates\":[{}],{keys}}}",
            updates.join(",")
        )
    }

    #[test]
    fn what_a_record_is_follows_from_all_it_says() {
        let (hit, well) = ("operational>partial_outage", "partial_outage>operational");
        for (text, expected) in [
            // Its length.
            (
                row(r#""status":"resolved","resolved_at":"2026-03-04T14:45:00Z""#, &[]),
                "N · resolved · partial 13:30–14:45 ",
            ),
            (
                row(r#""status":"resolved","resolved_at":null"#, &[("resolved", "14:45", "")]),
                "N · resolved · partial 13:30–14:45 ",
            ),
            (row(r#""status":"resolved","resolved_at":null"#, &[]), "N · resolved · partial 13:30–? "),
            (
                row(r#""status":"resolved","resolved_at":"2026-03-04T13:30:00Z","backfilled":true"#, &[]),
                "N · resolved · partial 13:30–? ",
            ),
            (
                row(r#""status":"resolved","resolved_at":"2026-03-04T13:30:00Z""#, &[]),
                "N · resolved · partial 13:30–13:30 ",
            ),
            (
                row(r#""status":"investigating","resolved_at":"2026-03-04T14:00:00Z""#, &[]),
                "N · ongoing · partial 13:30–… ",
            ),
            (
                row(
                    r#""status":"resolved","resolved_at":"2026-03-04T14:00:00Z""#,
                    &[("resolved", "14:00", ""), ("investigating", "14:20", ""), ("resolved", "14:45", "")],
                ),
                "N · resolved · partial 13:30–14:45 ",
            ),
            (
                row(
                    r#""status":"postmortem","resolved_at":"2026-03-04T14:00:00Z""#,
                    &[("resolved", "14:00", ""), ("postmortem", "18:00", "")],
                ),
                "N · reviewed · partial 13:30–14:00 ",
            ),
            // What is watched.
            (row(r#""status":"monitoring""#, &[("monitoring", "14:10", "")]), "N · mitigated · partial 13:30–14:10 "),
            (
                row(r#""status":"monitoring""#, &[("investigating", "13:31", hit), ("monitoring", "14:10", "")]),
                "N · ongoing · partial 13:30–… API",
            ),
            (
                row(r#""status":"monitoring""#, &[("investigating", "13:31", hit), ("monitoring", "14:10", well)]),
                "N · mitigated · partial 13:30–14:10 API",
            ),
            (
                row(
                    r#""status":"monitoring","components":[{"name":"API","status":"operational"}]"#,
                    &[("investigating", "13:31", hit), ("monitoring", "14:10", "")],
                ),
                "N · mitigated · partial 13:30–14:10 API",
            ),
            // Who was hit, when and how.
            (
                row(
                    r#""status":"resolved","resolved_at":"2026-03-04T14:45:00Z""#,
                    &[
                        ("investigating", "13:31", "operational>degraded_performance"),
                        ("identified", "13:50", "degraded_performance>major_outage"),
                        ("monitoring", "14:10", "major_outage>operational"),
                    ],
                ),
                "N · resolved · degraded 13:30–13:50 API · full 13:50–14:10 API",
            ),
            (
                row(
                    r#""status":"resolved","resolved_at":"2026-03-04T14:45:00Z""#,
                    &[("investigating", "13:31", ""), ("monitoring", "14:10", well)],
                ),
                "N · resolved · partial 13:30–14:10 API",
            ),
            (
                row(
                    r#""status":"resolved","resolved_at":"2026-03-04T14:45:00Z""#,
                    &[("investigating", "13:31", "operational>operational")],
                ),
                "N · resolved · partial 13:30–14:45 API",
            ),
            // A webhook may say no status.
            (
                row(r#""x":1"#, &[("investigating", "13:31", ""), ("monitoring", "14:10", "")]),
                "N · mitigated · partial 13:30–14:10 ",
            ),
        ] {
            assert_eq!(facts(&text), expected, "{text}");
        }
    }

    #[test]
    fn a_maintenance_is_planned_work_by_whatever_says_so() {
        for (text, expected) in [
            (
                row(
                    r#""status":"completed","resolved_at":"2026-03-04T23:00:00Z","scheduled_for":"2026-03-04T22:00:00Z""#,
                    &[("scheduled", "13:30", "")],
                ),
                "N · resolved · none 22:00–23:00 ",
            ),
            (
                row(
                    r#""status":"completed","resolved_at":null"#,
                    &[("scheduled", "13:30", ""), ("in_progress", "22:01", ""), ("completed", "23:02", "")],
                ),
                "N · resolved · none 22:01–23:02 ",
            ),
            (row(r#""status":"scheduled","scheduled_for":"2026-03-04T22:00:00Z""#, &[]), "N · — · none 22:00–… "),
            (row(r#""status":"verifying","scheduled_for":"2026-03-04T22:00:00Z""#, &[]), "N · ongoing · none 22:00–… "),
        ] {
            assert_eq!(facts(&text), expected, "{text}");
        }
    }

    #[test]
    fn a_list_of_maintenances_holds_nothing_else() {
        let row = row(r#""status":"resolved","resolved_at":"2026-03-04T14:45:00Z""#, &[]);
        let page = format!(
            "{{\"page\":{{\"name\":\"P\",\"time_zone\":\"Etc/UTC\"}},\"scheduled_maintenances\":[{row}],\"incidents\":[]}}"
        );
        assert_eq!(facts(&page), "N · resolved · none 13:30–14:45 ");
        assert_eq!(&*catalog(&page).entries[0].incident.tags[0], "maintenance");
    }

    #[test]
    fn the_last_watch_is_the_mitigation() {
        let text = row(
            r#""status":"resolved","resolved_at":"2026-03-04T14:45:00Z","monitoring_at":"2026-03-04T13:50:00Z""#,
            &[
                ("monitoring", "13:50", ""),
                ("investigating", "14:00", ""),
                ("monitoring", "14:10", ""),
                ("monitoring", "14:20", ""),
            ],
        );
        assert_eq!(milestones(&incident(&text).incident), "s 13:30 m 14:10 r 14:45");
    }

    #[test]
    fn unknown_words_are_problems_with_their_place() {
        let page = format!(
            "{{\"page\":{{\"name\":\"P\"}},\"incidents\":[{}]}}",
            row(r#""status":"paused","x":1"#, &[]).replace("major", "awful")
        );
        let problems: Vec<String> = catalog(&page).problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(
            problems[0].contains("impact: \"awful\"") && problems[1].contains("status: \"paused\""),
            "{problems:?}"
        );
    }

    #[test]
    fn a_webhook_in_this_shape_of_another_page_is_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/statuspage-4")),
            ["Checkout down · resolved · s 13:31 r 14:45 · API"]
        );
    }
}
