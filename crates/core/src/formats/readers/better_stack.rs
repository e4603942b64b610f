//! Better Stack: the index of a status page, the incidents of its monitors, and the timeline of one of them.

use serde_json::value::RawValue;

use super::outage::{Outage, of_days};
use super::page_record::{PageRecord, State, Touch, Update, component_level};
use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link_to, text_in};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{Cause, EventKind, ImpactLevel, Incident, ProblemKind};

/// Better Stack.
pub static BETTER_STACK: Tool = Tool {
    id: "better-stack",
    name: "Better Stack",
    recognised_by: "JSON:API records of a type `status_page`, `status_report`, `timeline_item` or `incident` with `started_at`",
    endings: &["json"],
    lists: &["data", "included"],
    fields: &[
        ("id", "the id"),
        ("type", "the kind of record"),
        ("relationships", "which updates a report is made of"),
        ("attributes.name", "the title, and a service"),
        ("attributes.cause", "a cause"),
        ("attributes.started_at", "the milestone detected: when the monitor failed"),
        ("attributes.acknowledged_at", "the milestone acknowledged"),
        ("attributes.resolved_at", "the milestone resolved"),
        ("attributes.status", "the status"),
        ("attributes.title", "the title"),
        ("attributes.report_type", "maintenance is a tag, and counts in no figure"),
        ("attributes.starts_at", "the milestone started"),
        ("attributes.ends_at", "the milestone resolved"),
        ("attributes.aggregate_state", "the status: resolved is resolved"),
        ("attributes.affected_resources.status_page_resource_id", "a service"),
        ("attributes.affected_resources.status", "the level: downtime is full, degraded degraded"),
        ("attributes.public_name", "a service"),
        ("attributes.status_history.day", "the day of an outage that no report tells of"),
        ("attributes.status_history.downtime_duration", "how long it was down on that day"),
        ("attributes.message", "an event"),
        ("attributes.published_at", "the time of an event"),
        ("attributes.item_type", "the kind of an event"),
        ("attributes.at", "the time of an event"),
        ("attributes.data.title", "an event"),
        ("attributes.data.content", "an event"),
        ("attributes.data.content.text", "an event"),
        ("attributes.url", "a link"),
        ("attributes.company_name", "the title of the page"),
        ("attributes.timezone", "the zone times are shown in"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let data = head.answer().get("data");
    let first = data.and_then(Outline::first).or(data).unwrap_or(record);
    let attributes = first.get("attributes");
    let has = |keys: &[&str]| attributes.is_some_and(|attributes| attributes.has_all(keys));
    let is_ours = match first.text("type") {
        Some("status_page") => has(&["aggregate_state"]) || has(&["company_name"]),
        Some("status_report") => has(&["aggregate_state"]),
        Some("timeline_item") => has(&["item_type"]),
        Some("incident") => has(&["started_at", "cause"]),
        _ => false,
    };
    if is_ours { Confidence::Certain } else { Confidence::None }
}

record! {
    /// A record of any type.
    Item { id, attributes, relationships,
        #[serde(rename = "type")]
        kind,
    }
}

record! {
    /// What a record says, whatever its type.
    Attributes { name, cause, url, started_at, acknowledged_at, resolved_at, status, title, report_type, starts_at, ends_at,
        aggregate_state, affected_resources, public_name, status_history, message, published_at, item_type, at, data,
        company_name, timezone }
}

record! {
    /// A resource that a report or an update names.
    Affected { status_page_resource_id, status }
}

record! {
    /// How a resource was on a day.
    DayRecord { day, downtime_duration }
}

record! {
    /// The updates that a report is made of.
    Relationships { status_updates }
}

record! {
    /// What a relationship leads to.
    Related { data }
}

record! {
    /// The text of an item of a timeline.
    ItemText { title, content, text }
}

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let item: Item<'_> = context.object(json)?;
    let id = context.take_word("id", item.id).unwrap_or_default();
    let kind = context.take_text("type", item.kind).unwrap_or_default();
    let attributes: Attributes<'_> = context.take_object("attributes", item.attributes)?;
    context.at_key("attributes", |context| match &*kind {
        "incident" => Some(of_monitor(&id, &attributes, context)),
        "timeline_item" => of_timeline(&attributes, context),
        "status_report" => Some(of_report(&id, &attributes, item.relationships, rows, context)),
        "status_page_resource" => of_history(&id, &attributes, rows, context),
        "status_page" => {
            rows.title.replace(context.take_text("company_name", attributes.company_name).unwrap_or_default().into());
            None
        }
        _ => None,
    })
}

/// An incident of a monitor.
fn of_monitor(id: &str, row: &Attributes<'_>, context: &mut Context<'_>) -> Found {
    let status = context.take_text("status", row.status).unwrap_or_default();
    let end = context.take_time("resolved_at", row.resolved_at);
    let name = context.take_text("name", row.name).unwrap_or_default();
    let cause = context.take_text("cause", row.cause);
    let outage = Outage {
        id: format!("better-stack-{id}"),
        title: format!("{name} is down"),
        service: (&*name).into(),
        start: context.take_time("started_at", row.started_at),
        end,
        is_over: end.is_some() || status == "Resolved",
        details: cause.as_deref().map(Into::into),
        ..Outage::default()
    };
    let mut incident = outage.into_incident();
    incident.milestones.acknowledged = context.take_time("acknowledged_at", row.acknowledged_at);
    incident.root_causes.extend(cause.map(|cause| Cause { title: cause.into(), ..Cause::default() }));
    incident.links.extend(context.take_text("url", row.url).and_then(|url| link_to(&url, "")));
    Found::incident(incident, "incidents")
}

/// An item of the timeline of an incident, which the file does not name.
fn of_timeline(row: &Attributes<'_>, context: &mut Context<'_>) -> Option<Found> {
    let kind = context.take_text("item_type", row.item_type).unwrap_or_default();
    let at = context.take_time("at", row.at);
    let data: ItemText<'_> = context.take_object("data", row.data).unwrap_or_default();
    let title = context.at_key("data", |context| context.take_text("title", data.title)).unwrap_or_default();
    // Spelt wrong in the documentation.
    if matches!(&*kind, "timeline_truncated" | "timeline_trucated") {
        context.report(ProblemKind::LeftOut { found: title.into() });
        return None;
    }
    let content = context.at_key("data", |context| match data.content {
        Some(json) if json.get().starts_with('{') => {
            let inner: ItemText<'_> = context.take_object("content", data.content).unwrap_or_default();
            context.at_key("content", |context| context.take_text("text", inner.text))
        }
        content => context.take_text("content", content),
    });
    let content = content.unwrap_or_default();
    let kind = match (&*kind, &*title) {
        ("comment", _) => EventKind::Note,
        (_, "Acknowledged") => EventKind::Response,
        (_, "Incident started") => EventKind::Detection,
        (_, "Resolved" | "Incident resolved") => EventKind::Recovery,
        _ => EventKind::Note,
    };
    let text = if title.is_empty() { content.into_owned() } else { [&*title, "\n", &*content].concat() };
    let incident = Incident { timeline: vec![event(at, &text, "Event", kind)], ..Incident::default() };
    Some(Found::part("", incident, "timeline items"))
}

/// A report of a status page.
fn of_report(id: &str, row: &Attributes<'_>, related: Field<'_>, rows: &Rows<'_>, context: &mut Context<'_>) -> Found {
    let ended = context.take_time("ends_at", row.ends_at);
    let state = context.take_text("aggregate_state", row.aggregate_state).unwrap_or_default();
    let is_over = state == "resolved" || ended.is_some();
    let mut record = PageRecord {
        id: format!("better-stack-report-{id}").into(),
        title: context.take_text("title", row.title).unwrap_or_default(),
        state: Some(if is_over { State::Resolved } else { State::Investigating }),
        is_maintenance: state == "maintenance"
            || context.take_text("report_type", row.report_type).as_deref() == Some("maintenance"),
        started: context.take_time("starts_at", row.starts_at),
        resolved: ended,
        resolved_key: "ends_at",
        ..PageRecord::default()
    };
    record.components =
        affected(row.affected_resources, rows, context).into_iter().map(|touch| (touch.name, None)).collect();
    context.look_up(|context| {
        let related: Relationships<'_> = related.and_then(|json| context.object(json)).unwrap_or_default();
        let updates: Related<'_> = context.take_object("status_updates", related.status_updates).unwrap_or_default();
        context.take_list("data", updates.data, &mut |context, json| {
            let id = text_in(json, "id").unwrap_or_default();
            let update = rows.find("status_update", &id).and_then(|json| context.object::<Item<'_>>(json));
            let update = update.and_then(|update| context.take_object("attributes", update.attributes));
            record.updates.extend(update.map(|update| update_of(&update, rows, context)));
        });
    });
    let mut incident = record.into_incident(context);
    incident.time_zone = page_zone(rows);
    Found::incident(incident, "status reports")
}

fn update_of<'a>(row: &Attributes<'a>, rows: &Rows<'_>, context: &mut Context<'_>) -> Update<'a> {
    let touches = affected(row.affected_resources, rows, context);
    let is_well = |touch: &Touch| touch.now == Some(ImpactLevel::None);
    Update {
        state: (!touches.is_empty() && touches.iter().all(is_well)).then_some(State::Resolved),
        body: context.take_text("message", row.message).unwrap_or_default(),
        at: context.take_time("published_at", row.published_at),
        written: None,
        touches,
    }
}

/// The resources that a report or an update names.
fn affected(list: Field<'_>, rows: &Rows<'_>, context: &mut Context<'_>) -> Vec<Touch> {
    let mut touches = Vec::new();
    context.take_list("affected_resources", list, &mut |context, json| {
        let Some(affected) = context.object::<Affected<'_>>(json) else { return };
        let id = context.take_word("status_page_resource_id", affected.status_page_resource_id).unwrap_or_default();
        let status = context.take_text("status", affected.status).and_then(|word| component_level(&word));
        let name = rows.text_of("status_page_resource", &id, "attributes.public_name");
        touches.push(Touch { name: name.map_or_else(|| id.into(), Into::into), before: None, now: status });
    });
    touches
}

/// The days on which a resource was down, where the page has no report that could tell more: an outage a day, of which
/// only the length is known.
fn of_history(id: &str, row: &Attributes<'_>, rows: &Rows<'_>, context: &mut Context<'_>) -> Option<Found> {
    if rows.find("status_report", "").is_some() {
        return None;
    }
    let name = context.take_text("public_name", row.public_name).unwrap_or_default();
    let zone = page_zone(rows);
    if let Some(zone) = &zone {
        context.assume_zone(zone);
    }
    let mut days = Vec::new();
    context.take_list("status_history", row.status_history, &mut |context, json| {
        let Some(day) = context.object::<DayRecord<'_>>(json) else { return };
        let at = context.take_time("day", day.day);
        let seconds = context.take_number("downtime_duration", day.downtime_duration).unwrap_or(0.0);
        days.extend(at.map(|at| (at, seconds)));
    });
    let found = of_days(&format!("better-stack-{id}"), &name, days).into_iter().map(|mut incident| {
        incident.time_zone.clone_from(&zone);
        Found::incident(incident, "days with downtime")
    });
    Found::several(found.collect())
}

/// The zone of the page. It is named as in Rails, "Berlin" for Europe/Berlin.
fn page_zone(rows: &Rows<'_>) -> Option<Box<str>> {
    let zone = rows.text_of("status_page", "", "attributes.timezone")?;
    let iana = match &*zone {
        "Berlin" | "Paris" | "London" | "Madrid" | "Rome" | "Vienna" | "Amsterdam" | "Brussels" | "Copenhagen"
        | "Dublin" | "Helsinki" | "Lisbon" | "Prague" | "Stockholm" | "Warsaw" | "Zurich" | "Athens" | "Budapest"
        | "Moscow" => {
            format!("Europe/{zone}")
        }
        "Tokyo" | "Singapore" | "Seoul" | "Shanghai" | "Dubai" | "Jakarta" | "Taipei" => format!("Asia/{zone}"),
        "Sydney" | "Melbourne" | "Brisbane" | "Perth" => format!("Australia/{zone}"),
        "Eastern Time (US & Canada)" => "America/New_York".to_owned(),
        "Central Time (US & Canada)" => "America/Chicago".to_owned(),
        "Mountain Time (US & Canada)" => "America/Denver".to_owned(),
        "Pacific Time (US & Canada)" => "America/Los_Angeles".to_owned(),
        "Brasilia" => "America/Sao_Paulo".to_owned(),
        "New Delhi" | "Mumbai" | "Chennai" | "Kolkata" => "Asia/Kolkata".to_owned(),
        "UTC" | "Edinburgh" if &*zone == "UTC" => "UTC".to_owned(),
        other if other.contains('/') => other.to_owned(),
        _ => return None,
    };
    Some(iana.into())
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{document, events, incident, milestones, problems};

    const PAGE: &str = r#"{"data":{"id":"1","type":"status_page","attributes":{"company_name":"Example","aggregate_state":"operational","timezone":"Berlin"}},"included":[
        {"type":"status_page_resource","id":"9","attributes":{"public_name":"API","status_history":[{"day":"2026-03-04","downtime_duration":600}]}},
        {"type":"status_report","id":"3","attributes":{"title":"Errors","starts_at":"2026-03-04T13:30:00Z","ends_at":null,"aggregate_state":"resolved",
          "affected_resources":[{"status_page_resource_id":"9","status":"resolved"}]},"relationships":{"status_updates":{"data":[{"id":"1"},{"id":"2"}]}}},
        {"type":"status_update","id":"1","attributes":{"message":"We look.","published_at":"2026-03-04T13:41:00Z","affected_resources":[{"status_page_resource_id":"9","status":"downtime"}]}},
        {"type":"status_update","id":"2","attributes":{"message":"Over.","published_at":"2026-03-04T14:45:00Z","affected_resources":[{"status_page_resource_id":"9","status":"resolved"}]}}]}"#;

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "Errors · resolved · full 13:30–14:45 API"),
            (r#""ends_at":null"#, r#""ends_at":"2026-03-04T14:40:00Z""#, "Errors · resolved · full 13:30–14:40 API"),
            (
                r#""aggregate_state":"resolved""#,
                r#""aggregate_state":"degraded""#,
                "Errors · ongoing · full 13:30–14:45 API",
            ),
            (r#""status":"downtime""#, r#""status":"degraded""#, "Errors · resolved · degraded 13:30–14:45 API"),
            (r#""id":"9","attributes""#, r#""id":"8","attributes""#, "Errors · resolved · full 13:30–14:45 9"),
            ("status_report\"", "status_page_section\"", "API was down for 10 min · resolved · full 2026-03-03–? API"),
        ] {
            assert_eq!(facts(&PAGE.replacen(from, to, 1)), expected, "{from} → {to}");
        }
        assert_eq!(incident(PAGE).incident.time_zone.as_deref(), Some("Europe/Berlin"));
    }

    #[test]
    fn what_is_left_out_of_a_timeline_is_said() {
        for word in ["timeline_truncated", "timeline_trucated"] {
            let text = format!(
                r#"{{"data":[{{"id":"x","type":"timeline_item","attributes":{{"item_type":"{word}","at":"2026-03-04T14:45:00Z","data":{{"title":"Skipping 9"}}}}}},
                {{"id":"2","type":"timeline_item","attributes":{{"item_type":"comment","at":"2026-03-04T13:52:00Z","data":{{"title":null,"content":{{"text":"Halved.","user":{{"name":"One"}}}}}}}}}}]}}"#
            );
            let reading = document(&text).into_incident().unwrap();
            assert_eq!(events(&reading.incident), ["13:52 note Halved."]);
            assert!(
                problems(&reading)[0].contains("\"Skipping 9\" says that entries were left out"),
                "{:?}",
                problems(&reading)
            );
        }
    }

    #[test]
    fn a_monitor_detects_and_names_a_symptom() {
        let text = r#"{"data":{"id":"25","type":"incident","attributes":{"name":"shop","cause":"Status 503","started_at":"2026-03-04T13:34:00Z","acknowledged_at":null,
            "resolved_at":"2026-03-04T14:45:00Z","status":"Resolved"}},"included":{"type":"monitor"}}"#;
        let incident = incident(text).incident;
        assert_eq!(
            (milestones(&incident).as_str(), &*incident.root_causes[0].title),
            ("d 13:34 r 14:45", "Status 503")
        );
    }
}
