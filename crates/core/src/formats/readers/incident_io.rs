//! incident.io, API v2: incidents, follow-ups and updates. Timestamps and statuses have the names that an organisation gave
//! them: see [`NameTable`](crate::formats::NameTable).

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link_to, name_of, service, severity, short_title, take_name};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ActionId, ActionStatus, CorrectiveAction, Event, EventId, EventKind, Incident, Status, When};

/// The reader.
pub static INCIDENT_IO: Tool = Tool {
    id: "incident-io",
    name: "incident.io",
    recognised_by: "`incident_status` with `reference` or `incident_timestamp_values`; `follow_ups`; `incident_updates` with `incident_id` and `message`",
    endings: &["json"],
    lists: &[
        "incidents",
        "incident",
        "follow_ups",
        "follow_up",
        "incident_updates",
        "public_incident.incident_created_v2",
        "public_incident.incident_updated_v2",
        "public_incident.incident_status_updated_v2",
        "public_incident.follow_up_created_v1",
        "public_incident.follow_up_updated_v1",
    ],
    fields: &[
        ("id", "the id"),
        ("name", "the title"),
        ("summary", "the summary"),
        ("reference", "the label of a link"),
        ("permalink", "a link"),
        ("mode", "the tag test, of one that is a test or a tutorial"),
        ("created_at", "the event “Declared”"),
        ("incident_status.name", "the status, by --map"),
        ("incident_status.category", "the status: live and triage are ongoing, learning and closed resolved"),
        ("severity.name", "the severity"),
        ("incident_type.name", "a tag"),
        (
            "incident_timestamp_values.incident_timestamp.name",
            "a milestone, by --map or its usual meaning; else an event",
        ),
        ("incident_timestamp_values.value.value", "the time of it"),
        ("timestamps.name", "a milestone, by --map or its usual meaning; else an event, in version 1 of the API"),
        ("timestamps.last_occurred_at", "the time of it"),
        ("custom_field_entries.custom_field.name", "services, where it speaks of services, systems or components"),
        ("external_issue_reference.issue_name", "the label of a link"),
        ("external_issue_reference.issue_permalink", "a link"),
        ("postmortem_document_url", "a link"),
        ("updated_at", "which of two states is the later"),
        ("incident_id", "the incident it is a part of"),
        ("title", "a corrective action"),
        ("description", "its details"),
        (
            "status",
            "the status, by --map, in version 1 of the API; of a follow-up its status: outstanding is open, completed done, deleted and not_doing dropped",
        ),
        ("assignee.name", "its owner"),
        ("priority.name", "its priority"),
        ("completed_at", "when it was done"),
        ("message", "an event"),
        ("new_incident_status.name", "a line of its details"),
        ("new_severity.name", "a line of its details"),
        ("updater.user.name", "who did it"),
        ("updater.api_key.name", "who did it"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let is_incident = record.get("incident_status").is_some()
        && record.has_any(&["incident_timestamp_values", "reference", "incident_role_assignments"])
        // Version 1 of the API.
        || record.has_all(&["reference", "mode", "visibility", "incident_role_assignments"]);
    let is_update = record.has_all(&["incident_id", "message"])
        && record.has_any(&["new_incident_status", "updater", "new_severity"]);
    // Trackers of all kinds have an incident's id, a title and a status.
    let is_status = |word: &str| matches!(word, "outstanding" | "completed" | "deleted" | "not_doing");
    let is_follow_up = record.has_all(&["incident_id", "title"])
        && (head.answer().get("follow_ups").is_some() || record.text("status").is_some_and(is_status));
    if is_incident || is_update || is_follow_up { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident, a follow-up or an update.
    Row {
        id, name, summary, reference, permalink, mode, created_at, updated_at, incident_status, severity, incident_type,
        incident_timestamp_values, timestamps, custom_field_entries, external_issue_reference, postmortem_document_url,
        incident_id, title, description, status, assignee, priority, completed_at,
        message, new_incident_status, new_severity, updater,
    }
}
record! { NamedStatus { name, category } }
record! { Timestamp { incident_timestamp, value } }
record! { FirstTimestamp { name, last_occurred_at } }
record! { TimestampValue { value } }
record! { CustomField { custom_field, values } }
record! { CustomValue { value_catalog_entry, value_option, value_text } }
record! { Issue { issue_name, issue_permalink } }
record! { Updater { user, api_key } }

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    match (row.incident_id, row.message, row.title) {
        (Some(_), Some(_), _) => update(&row, context),
        (Some(_), None, Some(_)) => follow_up(&row, context),
        (Some(_), ..) if row.updater.is_some() => update(&row, context),
        _ if row.name.is_some() || row.incident_status.is_some() => Some(incident(&row, context)),
        _ => None,
    }
}

fn incident(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let mut incident = Incident {
        id: context.take_text("id", row.id).unwrap_or_default().into(),
        title: context.take_text("name", row.name).unwrap_or_default().into(),
        summary: context.take_text("summary", row.summary).map(Into::into),
        ..Incident::default()
    };
    if let Some(status) = context.take_object::<NamedStatus<'_>>("incident_status", row.incident_status) {
        let (name, category) = context.at_key("incident_status", |context| {
            (context.take_text("name", status.name), context.take_text("category", status.category))
        });
        let category = category.unwrap_or_default();
        let usual = match &*category {
            "triage" | "live" | "active" | "paused" => Some(Status::Ongoing),
            "learning" | "closed" | "post-incident" | "post_incident" => Some(Status::Resolved),
            _ => None,
        };
        // A part of an answer may have the name without the category.
        let usual = usual.or_else(|| matches!(name.as_deref(), Some("Triage")).then_some(Status::Ongoing));
        incident.status = name.map_or(usual, |name| context.named_status(&name, usual));
        // Neither is an incident, and both are kept.
        if matches!(&*category, "declined" | "merged" | "canceled") {
            incident.tags.push(category.into());
        }
    } else if let Some(word) = context.take_text("status", row.status) {
        let usual = match &*word {
            "triage" | "investigating" | "fixing" => Some(Status::Ongoing),
            "monitoring" => Some(Status::Mitigated),
            "closed" => Some(Status::Resolved),
            _ => None,
        };
        incident.status = context.named_status(&word, usual);
        if matches!(&*word, "declined" | "merged" | "canceled") {
            incident.tags.push(word.into());
        }
    }
    if matches!(context.take_text("mode", row.mode).as_deref(), Some("test" | "tutorial")) {
        incident.tags.push("test".into());
    }
    incident.tags.extend(take_name(context, "incident_type", row.incident_type, &["name"]).map(Into::into));
    incident.severity = take_name(context, "severity", row.severity, &["name"]).and_then(|name| severity(&name));
    if let Some(at) = context.take_time("created_at", row.created_at) {
        incident.timeline.push(event(Some(at), "Declared", "", EventKind::Response));
    }
    context.take_list("incident_timestamp_values", row.incident_timestamp_values, &mut |context, json| {
        timestamp(json, &mut incident, context);
    });
    context.take_list("timestamps", row.timestamps, &mut |context, json| {
        let Some(row) = context.object::<FirstTimestamp<'_>>(json) else { return };
        let name = context.take_text("name", row.name).unwrap_or_default();
        if let Some(at) =
            context.take_time("last_occurred_at", row.last_occurred_at).filter(|_| name != "last_activity")
        {
            named(&name, at, &mut incident, context);
        }
    });
    context.take_list("custom_field_entries", row.custom_field_entries, &mut |context, json| {
        for name in services(json, context) {
            if !incident.services.iter().any(|known| *known.name == *name) {
                incident.services.push(service(&name));
            }
        }
    });
    let reference = context.take_text("reference", row.reference).unwrap_or_default();
    let permalink = context.take_text("permalink", row.permalink).unwrap_or_default();
    let postmortem = context.take_text("postmortem_document_url", row.postmortem_document_url).unwrap_or_default();
    incident.links.extend(link_to(&permalink, &reference));
    incident.links.extend(issue_link(row.external_issue_reference, context));
    incident.links.extend(link_to(&postmortem, "Postmortem"));
    let updated = context.take_time("updated_at", row.updated_at);
    Found::incident(incident, "incidents").updated(updated)
}

/// A timestamp that the organisation named: a milestone, else an event.
fn timestamp(json: &RawValue, incident: &mut Incident, context: &mut Context<'_>) {
    let Some(row) = context.object::<Timestamp<'_>>(json) else { return };
    let name = take_name(context, "incident_timestamp", row.incident_timestamp, &["name"]).unwrap_or_default();
    let value = context.take_object::<TimestampValue<'_>>("value", row.value);
    let Some(at) = context.at_key("value", |context| value.and_then(|value| context.take_time("value", value.value)))
    else {
        return;
    };
    named(&name, at, incident, context);
}

fn named(name: &str, at: When, incident: &mut Incident, context: &mut Context<'_>) {
    if let Some(milestone) = context.named_milestone(name, &at.at.to_string()) {
        incident.milestones.get_mut(milestone).get_or_insert(at);
    } else {
        incident.timeline.push(Event { at: Some(at), title: name.into(), ..Event::default() });
    }
}

/// The services that a custom field names, if it is one of services.
fn services(json: &RawValue, context: &mut Context<'_>) -> Vec<Box<str>> {
    let Some(row) = context.object::<CustomField<'_>>(json) else { return Vec::new() };
    let name = take_name(context, "custom_field", row.custom_field, &["name"]).unwrap_or_default().to_lowercase();
    if !["service", "component", "system"].iter().any(|word| name.contains(word)) {
        return Vec::new();
    }
    let mut names: Vec<Box<str>> = Vec::new();
    context.take_list("values", row.values, &mut |context, json| {
        let Some(value) = context.object::<CustomValue<'_>>(json) else { return };
        for (key, field) in [
            ("value_catalog_entry", value.value_catalog_entry),
            ("value_option", value.value_option),
            ("value_text", value.value_text),
        ] {
            if let Some(name) = take_name(context, key, field, &["name", "value"]) {
                context.mark(key, "a service");
                names.push(name.into());
                return;
            }
        }
    });
    names
}

fn issue_link(field: crate::formats::context::Field<'_>, context: &mut Context<'_>) -> Option<crate::incident::Link> {
    let issue: Issue<'_> = context.take_object("external_issue_reference", field)?;
    context.at_key("external_issue_reference", |context| {
        let name = context.take_text("issue_name", issue.issue_name).unwrap_or_default();
        context.take_text("issue_permalink", issue.issue_permalink).and_then(|url| link_to(&url, &name))
    })
}

fn follow_up(row: &Row<'_>, context: &mut Context<'_>) -> Option<Found> {
    let of = context.take_text("incident_id", row.incident_id)?;
    let status = context.take_text("status", row.status);
    let action = CorrectiveAction {
        id: ActionId::new(&context.take_text("id", row.id).unwrap_or_default()),
        title: context.take_text("title", row.title).unwrap_or_default().into(),
        details: context.take_text("description", row.description).map(Into::into),
        owner: take_name(context, "assignee", row.assignee, &["name"]).map(Into::into),
        status: status.and_then(|status| match &*status {
            "outstanding" => Some(ActionStatus::Open),
            "completed" => Some(ActionStatus::Done),
            "deleted" | "not_doing" => Some(ActionStatus::Dropped),
            _ => None,
        }),
        priority: take_name(context, "priority", row.priority, &["name"]).map(Into::into),
        completed: context.take_time("completed_at", row.completed_at),
        links: issue_link(row.external_issue_reference, context).into_iter().collect(),
        ..CorrectiveAction::default()
    };
    let title = format!("Follow-ups of {of}").into();
    Some(Found::part(of, Incident { title, corrective_actions: vec![action], ..Incident::default() }, "follow-ups"))
}

fn update(row: &Row<'_>, context: &mut Context<'_>) -> Option<Found> {
    let of = context.take_text("incident_id", row.incident_id)?;
    let at = context.take_time("created_at", row.created_at);
    let message = context.take_text("message", row.message).unwrap_or_default();
    let status = take_name(context, "new_incident_status", row.new_incident_status, &["name"]);
    let severity = take_name(context, "new_severity", row.new_severity, &["name"]);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(status.map(|status| format!("Status: {status}")));
    lines.extend(severity.map(|severity| format!("Severity: {severity}")));
    let fallback = if lines.is_empty() { "Update".to_owned() } else { lines.join(", ") };
    let mut event = event(at, &message, &fallback, EventKind::Communication);
    if !message.is_empty() && !lines.is_empty() {
        event.details = Some([event.details.as_deref().unwrap_or(&message), &lines.join("\n")].join("\n\n").into());
        event.title = short_title(&message, "");
    }
    event.id = EventId::new(&context.take_text("id", row.id).unwrap_or_default());
    let updater = context.take_object::<Updater<'_>>("updater", row.updater);
    event.actor = updater.and_then(|updater| {
        context.at_key("updater", |context| {
            let user =
                updater.user.and_then(|user| context.at_key("user", |context| name_of(context, user, &["name"])));
            user.or_else(|| take_name(context, "api_key", updater.api_key, &["name"])).map(Into::into)
        })
    });
    let title = format!("Updates of {of}").into();
    Some(Found::part(of, Incident { title, timeline: vec![event], ..Incident::default() }, "updates"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_incident_of_the_first_version_of_the_api() {
        use crate::formats::readers::testing::{events, incident, milestones, problems};
        let text = r#"{"incident":{"id":"01F","reference":"INC-12","name":"Checkout errors","status":"monitoring","mode":"real","visibility":"public","created_at":"2026-03-04T13:36:00Z","updated_at":"2026-03-04T14:45:00Z",
            "permalink":"https://example.com/12","severity":{"id":"s","name":"Major","rank":2},"incident_role_assignments":[],"custom_field_entries":[],
            "timestamps":[{"name":"last_activity","last_occurred_at":"2026-03-04T14:45:00Z"},{"name":"Impact started","last_occurred_at":"2026-03-04T13:30:00Z"}]}}"#;
        let reading = incident(text);
        assert_eq!(milestones(&reading.incident), "s 13:30");
        assert_eq!(events(&reading.incident), ["13:36 response Declared"]);
        assert_eq!(reading.incident.status, Some(super::Status::Mitigated));
        assert_eq!(problems(&reading), [""; 0]);
    }

    #[test]
    fn what_another_tracker_says_of_an_incident_is_no_follow_up() {
        use crate::formats::{ReadOptions, read_document};
        use crate::time::NativeZones;
        let text = r#"[{"incident_id":"7","title":"Disk full","state":"x","status":"resolved","at":"2026-03-04T13:34:00Z","by":"us","team":"a"}]"#;
        let error = read_document(text.as_bytes(), "x", ReadOptions::NONE, &NativeZones).unwrap_err().to_string();
        assert!(error.contains("unknown tool with the keys incident_id, title"), "{error}");
    }

    use super::super::testing::{
        actions, catalog, document_with, events, incident, joined, milestones, problems, shared,
    };
    use super::*;
    use crate::formats::{NameTable, ReadOptions};

    const INCIDENT: &str = r#"{"incidents":[{"id":"01A","reference":"INC-7","name":"Checkout errors","mode":"standard",
        "permalink":"https://app.incident.io/incidents/7","created_at":"2026-03-04T13:36:00.801578Z","updated_at":"2026-03-05T10:00:00Z",
        "incident_status":{"name":"Watching","category":"live"},"severity":{"name":"Major","rank":2},
        "incident_timestamp_values":[
          {"incident_timestamp":{"id":"t1","name":"Impact started"},"value":{"value":"2026-03-04T13:30:00Z"}},
          {"incident_timestamp":{"id":"t2","name":"Reported"},"value":{"value":"2026-03-04T13:34:00Z"}},
          {"incident_timestamp":{"id":"t3","name":"Fixed at"},"value":{"value":"2026-03-04T14:10:00Z"}},
          {"incident_timestamp":{"id":"t4","name":"Resolved at"},"value":null}],
        "custom_field_entries":[
          {"custom_field":{"name":"Affected services"},"values":[{"value_catalog_entry":{"name":"Checkout"}},{"value_option":{"value":"Payments"}}]},
          {"custom_field":{"name":"Affected team"},"values":[{"value_text":"Team one"}]}]}],
        "pagination_meta":{"page_size":25}}"#;
    const FOLLOW_UPS: &str = r#"{"follow_ups":[
        {"id":"f1","incident_id":"01A","title":"Validate pool sizes","status":"outstanding","assignee":{"name":"One"},"priority":{"name":"Urgent"},
         "external_issue_reference":{"issue_name":"OPS-1","issue_permalink":"https://example.com/OPS-1"}},
        {"id":"f2","incident_id":"01A","title":"Alert","status":"completed","completed_at":"2026-03-04T18:00:00Z"},
        {"id":"f3","incident_id":"01A","title":"Nothing","status":"not_doing"}]}"#;
    const UPDATES: &str = r#"{"incident_updates":[
        {"id":"u2","incident_id":"01A","created_at":"2026-03-04T14:11:00Z","message":"**Rolled back.** Watching.","new_incident_status":{"name":"Watching"},"updater":{"user":{"name":"One"}}},
        {"id":"u1","incident_id":"01A","created_at":"2026-03-04T13:40:00Z","message":null,"new_severity":{"name":"Major"},"updater":{"api_key":{"name":"Bot"}}}]}"#;

    #[test]
    fn the_files_of_an_export_are_one_incident() {
        let reading = joined(&[FOLLOW_UPS, UPDATES, INCIDENT]);
        let incident = &reading.incident;
        assert_eq!(
            (&*incident.id, &*incident.title, incident.status),
            ("01A", "Checkout errors", Some(Status::Ongoing))
        );
        assert_eq!(milestones(incident), "s 13:30 m 14:10");
        assert_eq!(
            events(incident),
            [
                "13:34 note Reported",
                "13:36:00.801 response Declared",
                "13:40 communication Severity: Major",
                "14:11 communication **Rolled back.** Watching."
            ]
        );
        assert_eq!(incident.timeline[3].details.as_deref(), Some("**Rolled back.** Watching.\n\nStatus: Watching"));
        assert_eq!(incident.timeline[2].actor.as_deref(), Some("Bot"));
        assert_eq!(actions(incident), ["open: Validate pool sizes", "done: Alert", "dropped: Nothing"]);
        assert_eq!(
            incident.services.iter().map(|service| &*service.name).collect::<Vec<_>>(),
            ["Checkout", "Payments"]
        );
        assert_eq!(&*incident.links[0].label, "INC-7");
        assert_eq!(problems(&reading), [""; 0]);
        let conversion = &reading.conversions[0];
        assert_eq!(conversion.title(), "incident.io follow-ups + updates + incidents");
        let unknown = conversion.names.iter().filter(|name| name.became.is_none()).map(|name| &*name.name);
        assert_eq!(unknown.collect::<Vec<_>>(), ["Reported"]);
    }

    #[test]
    fn a_table_says_what_names_mean() {
        let names = NameTable::from_json(
            r#"{"timestamps":{"reported":"detected","Fixed at":null},"statuses":{"Watching":"mitigated"}}"#,
        );
        let options = ReadOptions { names: names.unwrap(), ..ReadOptions::default() };
        let incident = document_with(INCIDENT, &options).into_incident().unwrap().incident;
        assert_eq!((milestones(&incident).as_str(), incident.status), ("s 13:30 d 13:34", Some(Status::Mitigated)));
        assert_eq!(events(&incident), ["13:36:00.801 response Declared", "14:10 note Fixed at"]);
    }

    #[test]
    fn traps() {
        for (change, with, facts) in [
            ("\"standard\"", "\"test\"", "Major test"),
            ("\"live\"", "\"declined\"", "Major declined"),
            ("{\"name\":\"Major\",\"rank\":2}", "null", ""),
            ("\"severity\"", "\"sev\"", ""),
        ] {
            let incident = incident(&INCIDENT.replace(change, with)).incident;
            let severity = incident.severity.map_or("".into(), |severity| severity.word);
            assert_eq!(format!("{severity} {}", incident.tags.join(" ")).trim(), facts, "{change} → {with}");
        }
        let page = INCIDENT.replace("\"page_size\"", "\"after\":\"01B\",\"page_size\"");
        assert!(problems(&incident(&page))[0].contains("pagination_meta.after"), "a page of several");
        let lonely = catalog(FOLLOW_UPS);
        assert!(lonely.problems[0].to_string().contains("parts of the incident \"01A\""), "{}", lonely.problems[0]);
        let two = INCIDENT.replace(
            "[{\"id\":\"01A\"",
            "[{\"id\":\"01B\",\"name\":\"Other\",\"reference\":\"INC-8\",\"incident_status\":{}},{\"id\":\"01A\"",
        );
        assert_eq!(catalog(&two).entries.len(), 2);
    }

    #[test]
    fn official_bodies_are_read() {
        let read =
            |name: &str| shared(&format!("data/incidentio-{name}.json")).map(|bytes| String::from_utf8(bytes).unwrap());
        let (Some(incidents), Some(follow_ups), Some(updates)) =
            (read("incidents"), read("follow_ups"), read("incident_updates"))
        else {
            return;
        };
        let found = catalog(&incidents);
        let first = &found.entries[0].incident;
        assert_eq!(milestones(first), "s 2021-08-17T13:28:57.801");
        assert_eq!(first.status, Some(Status::Ongoing), "named Closed, and of the category triage");
        assert_eq!(catalog(&follow_ups).entries[0].incident.corrective_actions[0].status, Some(ActionStatus::Open));
        let updates = catalog(&updates);
        assert_eq!(updates.entries[0].incident.timeline.len(), 1);
        assert_eq!(updates.problems.len(), 2, "a page of several, and parts alone");
    }

    #[test]
    fn a_webhook_is_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/incident-io-4")),
            ["Our database is sad · resolved · s 13:30 r 14:45 · "]
        );
    }
}
