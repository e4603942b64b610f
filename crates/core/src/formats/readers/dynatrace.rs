//! Dynatrace: problems of both versions of its API, by themselves or in the notification that tells of one.

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, service, take_name, take_names};
use crate::formats::lenient::text;
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{Cause, EventKind, Impact, ImpactLevel, Incident, Status};

/// Dynatrace.
pub static DYNATRACE: Tool = Tool {
    id: "dynatrace",
    name: "Dynatrace",
    recognised_by: "`problemId` with `severityLevel`; `rankedEvents` with `severityLevel`, in version 1",
    endings: &["json"],
    lists: &["problems", "ProblemDetailsJSONv2", "ProblemDetailsJSON", "ProblemDetails"],
    fields: &[
        ("problemId", "the id"),
        ("id", "the id, in version 1"),
        ("displayId", "a tag"),
        ("displayName", "a tag, in version 1"),
        ("rankedImpacts.entityName", "a service, in version 1"),
        ("rankedEvents.eventType", "an event, in version 1; the title, where no notification gives one"),
        ("rankedEvents.entityName", "an event, in version 1"),
        ("rankedEvents.startTime", "the time of an event, in version 1"),
        ("title", "the title"),
        ("status", "the status: CLOSED is resolved, OPEN ongoing"),
        (
            "severityLevel",
            "a tag, and the impact with its level: AVAILABILITY full, ERROR and PERFORMANCE degraded, others none",
        ),
        ("startTime", "the milestone detected, and the start of the impact"),
        ("endTime", "the milestone resolved, and the end of the impact; -1 is none"),
        ("impactedEntities.name", "a service"),
        ("affectedEntities.name", "a service, where none is impacted"),
        ("rootCauseEntity.name", "a cause"),
        ("evidenceDetails.details.displayName", "an event"),
        ("evidenceDetails.details.entity.name", "an event"),
        ("evidenceDetails.details.startTime", "the time of an event"),
        ("recentComments.comments.content", "an event"),
        ("recentComments.comments.createdAtTimestamp", "the time of an event"),
        ("recentComments.comments.authorName", "who wrote it"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_problem = record.has_any(&["problemId", "rankedEvents"]) && record.get("severityLevel").is_some();
    if is_problem { Confidence::Certain } else { Confidence::None }
}

record! {
    #[serde(rename_all = "camelCase")]
    Row { problem_id, display_id, title, status, severity_level, start_time, end_time, impacted_entities, affected_entities,
        root_cause_entity, evidence_details, recent_comments, id, display_name, ranked_impacts, ranked_events }
}
record! { Lists { details, comments } }
record! {
    #[serde(rename_all = "camelCase")]
    Evidence { display_name, entity, start_time }
}
record! {
    #[serde(rename_all = "camelCase")]
    Comment { content, author_name, created_at_timestamp }
}
record! {
    #[serde(rename_all = "camelCase")]
    Ranked { event_type, entity_name, start_time }
}

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let mut incident = Incident {
        id: context
            .take_text("problemId", row.problem_id)
            .or_else(|| context.take_text("id", row.id))
            .unwrap_or_default()
            .into(),
        title: context.take_text("title", row.title).unwrap_or_default().into(),
        ..Incident::default()
    };
    if incident.title.is_empty() {
        // The notification around a problem says what it is called.
        let told = rows.member("ProblemTitle").and_then(text);
        incident.title = told.map(|told| told.text.into()).unwrap_or_default();
    }
    let is_over = context.take_text("status", row.status).as_deref() == Some("CLOSED");
    incident.status = Some(if is_over { Status::Resolved } else { Status::Ongoing });
    let start = context.take_time("startTime", row.start_time);
    let end = context.take_time("endTime", row.end_time).filter(|_| is_over);
    incident.milestones.detected = start;
    incident.milestones.resolved = end;
    let mut services = take_names(context, "impactedEntities", row.impacted_entities, &["name"]);
    if services.is_empty() {
        services = take_names(context, "affectedEntities", row.affected_entities, &["name"]);
    }
    services.extend(take_names(context, "rankedImpacts", row.ranked_impacts, &["entityName"]));
    incident.services = services.iter().map(|name| service(name)).collect();
    let tag = context.take_text("displayId", row.display_id);
    let tag = tag.or_else(|| context.take_text("displayName", row.display_name));
    incident.tags.extend(tag.map(Into::into));
    context.take_list("rankedEvents", row.ranked_events, &mut |context, json| ranked(json, &mut incident, context));
    let severity = context.take_text("severityLevel", row.severity_level).unwrap_or_default();
    let level = match &*severity {
        "AVAILABILITY" => Some(ImpactLevel::Full),
        "ERROR" | "PERFORMANCE" => Some(ImpactLevel::Degraded),
        _ => None,
    };
    incident.tags.push(severity.to_lowercase().replace('_', " ").into());
    // A resource that runs short, or a monitor that is silent, is nothing that users feel.
    if level.is_some() {
        incident.impacts.push(Impact {
            start,
            end,
            end_unread: is_over && end.is_none(),
            level,
            services,
            ..Impact::default()
        });
    }
    let cause = take_name(context, "rootCauseEntity", row.root_cause_entity, &["name"]);
    incident.root_causes.extend(cause.map(|name| Cause { title: name.into(), ..Cause::default() }));
    if let Some(evidence) = context.take_object::<Lists<'_>>("evidenceDetails", row.evidence_details) {
        context.at_key("evidenceDetails", |context| {
            context.take_list("details", evidence.details, &mut |context, json| {
                let Some(found) = context.object::<Evidence<'_>>(json) else { return };
                let title = context.take_text("displayName", found.display_name).unwrap_or_default();
                let entity = take_name(context, "entity", found.entity, &["name"]);
                let title = entity.map_or_else(|| title.to_string(), |entity| format!("{title}: {entity}"));
                let at = context.take_time("startTime", found.start_time);
                incident.timeline.push(event(at, &title, "Evidence", EventKind::Symptom));
            });
        });
    }
    if let Some(comments) = context.take_object::<Lists<'_>>("recentComments", row.recent_comments) {
        context.at_key("recentComments", |context| {
            context.take_list("comments", comments.comments, &mut |context, json| {
                let Some(found) = context.object::<Comment<'_>>(json) else { return };
                let text = context.take_text("content", found.content).unwrap_or_default();
                let at = context.take_time("createdAtTimestamp", found.created_at_timestamp);
                let mut note = event(at, &text, "Comment", EventKind::Note);
                note.actor = context.take_text("authorName", found.author_name).map(Into::into);
                incident.timeline.push(note);
            });
        });
    }
    Some(Found::incident(incident, "problems"))
}

/// An event of a problem of version 1.
fn ranked(json: &RawValue, incident: &mut Incident, context: &mut Context<'_>) {
    let Some(found) = context.object::<Ranked<'_>>(json) else { return };
    let kind = context.take_text("eventType", found.event_type).unwrap_or_default().to_lowercase().replace('_', " ");
    let entity = context.take_text("entityName", found.entity_name);
    let at = context.take_time("startTime", found.start_time);
    let title = entity.map_or_else(|| kind.clone(), |entity| format!("{kind}: {entity}"));
    incident.timeline.push(event(at, &title, "Event", EventKind::Symptom));
    if incident.title.is_empty() {
        incident.title = kind.into();
    }
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{events, incident, milestones, seed};

    const PROBLEM: &str = r#"{"problemId":"-4_V2","displayId":"P-21","title":"Failure rate increase","impactLevel":"SERVICES","severityLevel":"AVAILABILITY","status":"CLOSED",
        "affectedEntities":[{"entityId":{"id":"S1","type":"SERVICE"},"name":"Checkout"}],"impactedEntities":[],"rootCauseEntity":{"entityId":{"id":"H1","type":"HOST"},"name":"host-1"},
        "startTime":1772631240000,"endTime":1772635500000,"evidenceDetails":{"totalCount":1,"details":[{"evidenceType":"EVENT","displayName":"Process crashed","entity":{"name":"host-1"},"startTime":1772631180000}]},
        "recentComments":{"comments":[{"content":"Rolled back.","authorName":"One","createdAtTimestamp":1772633400000}]}}"#;

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "Failure rate increase · resolved · full 13:34–14:45 Checkout"),
            ("AVAILABILITY", "ERROR", "Failure rate increase · resolved · degraded 13:34–14:45 Checkout"),
            ("AVAILABILITY", "RESOURCE_CONTENTION", "Failure rate increase · resolved"),
            ("1772635500000", "-1", "Failure rate increase · resolved · full 13:34–? Checkout"),
            (r#""CLOSED""#, r#""OPEN""#, "Failure rate increase · ongoing · full 13:34–… Checkout"),
            (
                r#""impactedEntities":[]"#,
                r#""impactedEntities":[{"name":"Shop"}]"#,
                "Failure rate increase · resolved · full 13:34–14:45 Shop",
            ),
        ] {
            assert_eq!(facts(&PROBLEM.replacen(from, to, 1)), expected, "{from} → {to}");
        }
    }

    #[test]
    fn evidence_and_comments_are_events() {
        let incident = incident(PROBLEM).incident;
        assert_eq!(milestones(&incident), "d 13:34 r 14:45");
        assert_eq!(events(&incident), ["13:33 symptom Process crashed: host-1", "14:10 note Rolled back."]);
        assert_eq!(&*incident.root_causes[0].title, "host-1");
    }

    #[test]
    fn a_notification_holds_the_problem() {
        let told = |details: &str| {
            format!(
                r#"{{"State":"RESOLVED","ProblemID":"P-21","PID":"-4","ProblemTitle":"Errors","ImpactedEntities":[{{"name":"x"}}],{details}}}"#
            )
        };
        let first = r#""ProblemDetailsJSON":{"id":"-4","startTime":1772631240000,"endTime":1772635500000,"displayName":"21","impactLevel":"SERVICE","status":"CLOSED","severityLevel":"ERROR",
            "rankedImpacts":[{"entityId":"S1","entityName":"Checkout"}],"rankedEvents":[{"startTime":1772631240000,"entityName":"Checkout","eventType":"FAILURE_RATE_INCREASED"}]}"#;
        let expected = "Errors · resolved · degraded 13:34–14:45 Checkout";
        assert_eq!(facts(&told(first)), expected);
        assert_eq!(
            facts(&told(&format!(
                "\"ProblemDetailsJSONv2\":{}",
                PROBLEM.replacen("AVAILABILITY", "ERROR", 1).replacen("Failure rate increase", "Errors", 1)
            ))),
            expected
        );
        assert_eq!(
            facts(&told(first).replace("ProblemTitle", "Title")),
            expected.replace("Errors", "failure rate increased")
        );
        assert_eq!(events(&incident(&told(first)).incident), ["13:34 symptom failure rate increased: Checkout"]);
    }

    #[test]
    fn a_page_of_the_api_is_read() {
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/dynatrace-1")),
            ["Failure rate increase · resolved · d 13:34 r 14:45 · Checkout", "CPU saturation · ongoing · d 13:34 · "]
        );
    }
}
