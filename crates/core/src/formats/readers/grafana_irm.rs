//! Grafana IRM (Grafana Incident): incidents of its API and webhooks, and activity items. A text without a character is a
//! time that is not known.

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link, service, severity, take_name};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ActionId, ActionStatus, CorrectiveAction, EventId, EventKind, Incident, Status};

/// The reader.
pub static GRAFANA_IRM: Tool = Tool {
    id: "grafana-irm",
    name: "Grafana IRM",
    recognised_by: "`incidentID` with `incidentStart`, `isDrill` or `overviewURL`; `activityItemID`",
    endings: &["json"],
    lists: &["incidents", "incident", "incidentPreviews", "activityItems", "activityItem"],
    fields: &[
        ("incidentID", "the id; of an activity item, the incident it is a part of"),
        ("title", "the title"),
        ("summary", "the summary"),
        ("severity", "the severity; pending is none"),
        ("severityLabel", "the severity, where there is no other"),
        ("status", "the status: active is ongoing, resolved resolved"),
        ("isDrill", "the tag drill"),
        ("incidentType", "a tag"),
        ("labels.label", "a tag; of the key service, a service"),
        ("labels.key", "whether it is a tag or a service"),
        ("createdTime", "the event “Declared”"),
        ("incidentStart", "the milestone started"),
        ("incidentEnd", "the milestone resolved"),
        ("closedTime", "the milestone resolved, where incidentEnd is empty; else the event “Closed”"),
        ("modifiedTime", "which of two states is the later"),
        ("overviewURL", "a link"),
        ("taskList.tasks.taskID", "the id of an action"),
        ("taskList.tasks.text", "a corrective action"),
        ("taskList.tasks.status", "its status"),
        ("taskList.tasks.assignedUser.name", "its owner"),
        ("taskList.tasks.immutable", "whether it is a step of the tool's own, which is no corrective action"),
        ("activityItemID", "the id of an event"),
        ("activityKind", "the kind of an event"),
        ("body", "an event"),
        ("eventTime", "the time of an event"),
        ("url", "a link of an event"),
        ("user.name", "who did it"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_incident = record.get("incidentID").is_some()
        && record.has_any(&["incidentStart", "isDrill", "overviewURL", "closedTime"]);
    if is_incident || record.get("activityItemID").is_some() { Confidence::Certain } else { Confidence::None }
}

record! {
    #[serde(rename_all = "camelCase")]
    Row {
        #[serde(rename = "incidentID")]
        incident_id,
        title, summary, severity, severity_label, status, is_drill, incident_type, labels, created_time, incident_start,
        incident_end, closed_time, modified_time,
        #[serde(rename = "overviewURL")]
        overview_url,
        task_list,
        #[serde(rename = "activityItemID")]
        activity_item_id,
        activity_kind, body, event_time, url, user,
    }
}
record! { Label { label, key } }
record! { TaskList { tasks } }
record! {
    #[serde(rename_all = "camelCase")]
    Task {
        #[serde(rename = "taskID")]
        task_id,
        text, status, assigned_user, immutable,
    }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.activity_item_id.is_some() {
        return Some(activity(&row, context));
    }
    let mut incident = Incident {
        id: context.take_word("incidentID", row.incident_id)?.into(),
        title: context.take_text("title", row.title).unwrap_or_default().into(),
        summary: context.take_text("summary", row.summary).map(Into::into),
        ..Incident::default()
    };
    let word = context.take_text("severity", row.severity);
    let label = context.take_text("severityLabel", row.severity_label);
    let chosen = word.filter(|word| word != "pending").or(label.filter(|label| !label.eq_ignore_ascii_case("pending")));
    incident.severity = chosen.and_then(|word| severity(&word));
    incident.status = match context.take_text("status", row.status).as_deref() {
        Some("active") => Some(Status::Ongoing),
        Some("resolved") => Some(Status::Resolved),
        _ => None,
    };
    if context.take_bool("isDrill", row.is_drill) == Some(true) {
        incident.tags.push("drill".into());
    }
    incident.tags.extend(take_name(context, "incidentType", row.incident_type, &["name"]).map(Into::into));
    context.take_list("labels", row.labels, &mut |context, json| {
        let Some(row) = context.object::<Label<'_>>(json) else { return };
        let is_service = context.take_text("key", row.key).is_some_and(|key| key.to_lowercase().contains("service"));
        if let Some(label) = context.take_text("label", row.label) {
            if is_service {
                incident.services.push(service(&label));
            } else {
                incident.tags.push(label.into());
            }
        }
    });
    let started = context.take_time("incidentStart", row.incident_start);
    let ended = context.take_time("incidentEnd", row.incident_end);
    let closed = context.take_time("closedTime", row.closed_time);
    incident.milestones.started = started;
    // Only the state tells whether it is over.
    let is_over = incident.status != Some(Status::Ongoing);
    incident.milestones.resolved = ended.or(closed).filter(|_| is_over);
    for (at, title, kind) in [
        (context.take_time("createdTime", row.created_time), "Declared", EventKind::Response),
        (closed.filter(|_| ended.is_some()), "Closed", EventKind::Note),
    ] {
        incident.timeline.extend(at.map(|at| event(Some(at), title, "", kind)));
    }
    incident.links.extend(context.take_text("overviewURL", row.overview_url).and_then(|url| link(&url)));
    if let Some(list) = context.take_object::<TaskList<'_>>("taskList", row.task_list) {
        context.at_key("taskList", |context| {
            context.take_list("tasks", list.tasks, &mut |context, json| {
                incident.corrective_actions.extend(task(json, context));
            });
        });
    }
    let updated = context.take_time("modifiedTime", row.modified_time);
    Some(Found::incident(incident, "incidents").updated(updated))
}

/// A task; `None` for a step that Grafana adds by itself, such as to assign a commander.
fn task(json: &RawValue, context: &mut Context<'_>) -> Option<CorrectiveAction> {
    let row: Task<'_> = context.object(json)?;
    let is_step = context.take_bool("immutable", row.immutable) == Some(true);
    let action = CorrectiveAction {
        id: ActionId::new(&context.take_word("taskID", row.task_id).unwrap_or_default()),
        title: context.take_text("text", row.text).unwrap_or_default().into(),
        status: match context.take_text("status", row.status).as_deref() {
            Some("todo") => Some(ActionStatus::Open),
            Some("progress" | "inProgress" | "doing") => Some(ActionStatus::InProgress),
            Some("done") => Some(ActionStatus::Done),
            _ => None,
        },
        owner: take_name(context, "assignedUser", row.assigned_user, &["name"]).map(Into::into),
        ..CorrectiveAction::default()
    };
    Some(action).filter(|_| !is_step)
}

fn activity(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let of = context.take_word("incidentID", row.incident_id).unwrap_or_default();
    let kind = context.take_text("activityKind", row.activity_kind).unwrap_or_default();
    let body = context.take_text("body", row.body).unwrap_or_default();
    let created = context.take_time("createdTime", row.created_time);
    let at = context.take_time("eventTime", row.event_time).or(created);
    let event_kind = match &*kind {
        "incidentCreated" => EventKind::Response,
        "incidentClosed" => EventKind::Recovery,
        "incidentUpdated" | "statusUpdate" => EventKind::Communication,
        _ => EventKind::Note,
    };
    let mut event = event(at, &body, &kind, event_kind);
    event.id = EventId::new(&context.take_word("activityItemID", row.activity_item_id).unwrap_or_default());
    event.actor = take_name(context, "user", row.user, &["name"]).map(Into::into);
    event.links.extend(context.take_text("url", row.url).and_then(|url| link(&url)));
    let mut part = Incident { title: format!("Activity of incident {of}").into(), ..Incident::default() };
    part.timeline.push(event);
    Found::part(of, part, "activity items")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{actions, events, incident, joined, milestones, problems, shared};
    use super::*;

    const INCIDENT: &str = r#"{"incident":{"incidentID":"19","severity":"major","labels":[{"label":"checkout","key":"service_name"},{"label":"payments"}],"isDrill":false,
        "createdTime":"2026-03-04T13:36:00.293367Z","modifiedTime":"2026-03-05T10:00:00.602445123Z","closedTime":"2026-03-04T15:00:00Z","status":"resolved","title":"Checkout errors",
        "overviewURL":"/a/grafana-incident-app/incidents/19","incidentStart":"2026-03-04T13:30:00Z","incidentEnd":"2026-03-04T14:45:00Z","summary":"",
        "taskList":{"tasks":[{"taskID":"assign-role-commander","immutable":true,"text":"Assign COMMANDER role","status":"done"},
          {"taskID":"t1","immutable":false,"text":"Validate pool sizes","status":"todo","assignedUser":{"name":"One"}}],"todoCount":1,"doneCount":1}}}"#;
    const ACTIVITY: &str = r#"{"activityItems":[{"activityItemID":"a2","incidentID":"19","activityKind":"userNote","body":"Pool halved. By a change.","eventTime":"2026-03-04T13:52:00Z","createdTime":"2026-03-04T13:53:00Z","user":{"name":"One"}},
        {"activityItemID":"a1","incidentID":"19","activityKind":"roleAssigned","body":"","eventTime":"","createdTime":"2026-03-04T13:39:00Z"}]}"#;

    #[test]
    fn an_incident_with_its_activity() {
        let reading = joined(&[INCIDENT, ACTIVITY]);
        assert_eq!(milestones(&reading.incident), "s 13:30 r 14:45");
        assert_eq!(
            events(&reading.incident),
            ["13:36:00.293 response Declared", "13:39 note roleAssigned", "13:52 note Pool halved.", "15 note Closed"]
        );
        assert_eq!(actions(&reading.incident), ["open: Validate pool sizes"]);
        assert_eq!((reading.incident.services.len(), reading.incident.tags.len()), (1, 1));
        assert_eq!(problems(&reading), [""; 0]);
    }

    #[test]
    fn traps() {
        for (from, to, facts) in [
            ("\"incidentEnd\":\"2026-03-04T14:45:00Z\"", "\"incidentEnd\":\"\"", "s 13:30 r 15 major"),
            ("\"status\":\"resolved\"", "\"status\":\"active\"", "s 13:30 major"),
            ("\"major\"", "\"pending\"", "s 13:30 r 14:45 -"),
            ("\"isDrill\":false", "\"isDrill\":true", "s 13:30 r 14:45 major drill"),
        ] {
            let incident = incident(&INCIDENT.replace(from, to)).incident;
            let severity = incident.severity.as_ref().map_or("-".into(), |severity| severity.word.clone());
            let drill = if incident.tags.contains(&"drill".into()) { " drill" } else { "" };
            assert_eq!(format!("{} {severity}{drill}", milestones(&incident)), facts, "{from} → {to}");
        }
    }

    #[test]
    fn the_official_webhook_is_read() {
        let Some(bytes) = shared("data/grafana-webhook.json") else { return };
        let reading = incident(&String::from_utf8(bytes).unwrap());
        assert_eq!(milestones(&reading.incident), "s 2023-03-09T11:09:44.293");
        assert_eq!((reading.incident.status, reading.incident.severity), (Some(Status::Ongoing), None));
        assert_eq!(reading.incident.corrective_actions.len(), 0, "all are steps of the tool");
        assert_eq!(reading.problems, []);
    }

    #[test]
    fn a_page_of_previews_is_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(seed(include_str!("../../../../../fuzz/seeds/grafana-irm-4")), ["Checkout · ongoing · s 13:30 · "]);
    }
}
