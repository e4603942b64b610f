//! Instatus: the summary of a page, old and new, and the incidents of its API. Webhooks have Statuspage's shape and are read
//! as that.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::page_record::{PageRecord, State, Update, component_level};
use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, take_name, text_in};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{Incident, When};

/// Instatus.
pub static INSTATUS: Tool = Tool {
    id: "instatus",
    name: "Instatus",
    recognised_by: "lists `activeIncidents` or `activeMaintenances`, or incidents with `started` and a list `updates` with \
                    states in capitals",
    endings: &["json"],
    lists: &["activeIncidents", "activeMaintenances", "incidents", "maintenances"],
    fields: &[
        ("id", "the id"),
        ("name", "the title"),
        ("url", "a link"),
        ("started", "the milestone started"),
        ("start", "the start of a maintenance"),
        ("resolved", "the milestone resolved"),
        ("status", "the status; MONITORING is mitigated"),
        (
            "impact",
            "the level: MAJOROUTAGE is full, PARTIALOUTAGE and MINOROUTAGE partial, DEGRADEDPERFORMANCE degraded",
        ),
        ("updatedAt", "which of two states is the later"),
        ("updates.message", "an event"),
        ("updates.messageHtml", "an event, where there is no message"),
        ("updates.status", "the kind of an event"),
        ("updates.started", "the time of an event"),
        ("updates.createdAt", "the order of events of one moment"),
        ("components.name", "a service"),
        ("components.status", "the level of the impact on a service"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let is_loud = |text: Option<&str>| text.is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_uppercase()));
    let page_status = head.answer().get("page").and_then(|page| page.text("status"));
    let is_page = matches!(page_status, Some("UP" | "HASISSUES" | "UNDERMAINTENANCE" | "ALLUNDERMAINTENANCE"));
    let is_incident = record.has_all(&["started", "updates"]) && is_loud(record.text("status"));
    if is_page || head.answer().has_any(&["activeIncidents", "activeMaintenances"]) || is_incident {
        Confidence::Certain
    } else {
        Confidence::None
    }
}

record! {
    /// An incident, or a maintenance.
    Row { id, name, url, started, start, resolved, status, impact, updates, components,
        #[serde(rename = "updatedAt")]
        updated_at,
    }
}

record! {
    /// An update of an incident.
    Posting { message, status, started,
        #[serde(rename = "messageHtml")]
        message_html,
        #[serde(rename = "createdAt")]
        created_at,
    }
}

record! {
    /// A component.
    Component { name, status }
}

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    if let Some(name) = rows.member("page").and_then(|page| text_in(page, "name")) {
        rows.title.replace(name.into_owned());
    }
    let row: Row<'_> = context.object(json)?;
    if row.started.is_none() && row.start.is_none() {
        // A page on which nothing is going on has no lists.
        return None;
    }
    let is_maintenance = row.start.is_some();
    let updated = context.take_time("updatedAt", row.updated_at);
    let found = Found::incident(incident_of(&row, context), if is_maintenance { "maintenances" } else { "incidents" });
    Some(found.updated(updated))
}

fn incident_of(row: &Row<'_>, context: &mut Context<'_>) -> Incident {
    let state = state_of("status", row.status, context);
    let planned: Option<When> = context.take_time("start", row.start);
    let mut record = PageRecord {
        id: context.take_text("id", row.id).unwrap_or_default(),
        title: said("name", row.name, context).unwrap_or_default(),
        link: context.take_text("url", row.url).unwrap_or_default(),
        level: context.take_text("impact", row.impact).and_then(|word| component_level(&word)),
        state,
        is_maintenance: planned.is_some(),
        planned,
        started: context.take_time("started", row.started),
        resolved: context.take_time("resolved", row.resolved),
        resolved_key: "resolved",
        are_components_of_record: true,
        ..PageRecord::default()
    };
    context.take_list("updates", row.updates, &mut |context, json| {
        let Some(posting) = context.object::<Posting<'_>>(json) else { return };
        let message = said("message", posting.message, context);
        record.updates.push(Update {
            state: state_of("status", posting.status, context),
            body: message.or_else(|| said("messageHtml", posting.message_html, context)).unwrap_or_default(),
            at: context.take_time("started", posting.started),
            written: context.take_time("createdAt", posting.created_at),
            touches: Vec::new(),
        });
    });
    context.take_list("components", row.components, &mut |context, json| {
        let Some(component) = context.object::<Component<'_>>(json) else { return };
        let Some(name) = said("name", component.name, context) else { return };
        let level = context.take_text("status", component.status).and_then(|word| component_level(&word));
        record.components.push((name.into(), level));
    });
    record.into_incident(context)
}

/// A text, or the one that stands for all languages.
fn said<'a>(key: &'static str, field: Field<'a>, context: &mut Context<'_>) -> Option<Cow<'a, str>> {
    take_name(context, key, field, &["default", "en"])
}

fn state_of(key: &'static str, field: Option<&RawValue>, context: &mut Context<'_>) -> Option<State> {
    State::take(key, context.take_text(key, field), context)
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{events, incident, milestones};

    const INCIDENTS: &str = r#"[{"id":"x","name":"API errors","status":"RESOLVED","started":"2026-03-04T13:30:00.000Z","resolved":"2026-03-04T14:45:00.000Z",
        "updates":[{"message":"Over.","status":"RESOLVED","started":"2026-03-04T14:45:00.000Z"},
        {"message":"","messageHtml":"<p>A fix &amp; a watch.</p>","status":"MONITORING","started":"2026-03-04T14:10:00.000Z"}],
        "components":[{"name":"API","status":"PARTIALOUTAGE"},{"name":"Web","status":"OPERATIONAL"}]}]"#;

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "API errors · resolved · partial 13:30–14:45 API"),
            ("PARTIALOUTAGE", "MINOROUTAGE", "API errors · resolved · partial 13:30–14:45 API"),
            ("PARTIALOUTAGE", "MAJOROUTAGE", "API errors · resolved · full 13:30–14:45 API"),
            ("PARTIALOUTAGE", "DEGRADEDPERFORMANCE", "API errors · resolved · degraded 13:30–14:45 API"),
            ("PARTIALOUTAGE", "OPERATIONAL", "API errors · resolved · — 13:30–14:45 API, Web"),
            (r#","resolved":"2026-03-04T14:45:00.000Z""#, "", "API errors · resolved · partial 13:30–14:45 API"),
            (
                "2026-03-04T13:30:00.000Z",
                "Wed Mar 04 2026 13:30:00 GMT+0000 (Coordinated Universal Time)",
                "API errors · resolved · partial 13:30–14:45 API",
            ),
        ] {
            assert_eq!(facts(&INCIDENTS.replacen(from, to, 1)), expected, "{from} → {to}");
        }
    }

    #[test]
    fn html_is_read_where_there_is_no_message() {
        let incident = incident(INCIDENTS).incident;
        assert_eq!(milestones(&incident), "s 13:30 m 14:10 r 14:45");
        assert_eq!(events(&incident), ["14:10 mitigation A fix & a watch.", "14:45 recovery Over."]);
    }

    #[test]
    fn a_summary_has_no_history() {
        let page = r#"{"page":{"name":"P","url":"x","status":"HASISSUES"},"activeIncidents":[{"name":"Down","started":"2026-03-04T13:41:00Z","status":"MONITORING","impact":"MAJOROUTAGE"}],
            "activeMaintenances":[{"name":"Upgrade","start":"2026-03-04T22:00:00Z","status":"NOTSTARTEDYET","duration":"60"}]}"#;
        assert_eq!(facts(page), "Down · mitigated · full 13:41–? \nUpgrade · — · none 22:00–… ");
        assert_eq!(
            facts(r#"{"page":{"name":"P","url":"x","status":"UP"}}"#),
            "",
            "keys are absent where there is nothing"
        );
    }

    #[test]
    fn texts_of_several_languages_are_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/instatus-3")),
            ["Checkout down · ongoing · s 13:31 · API"]
        );
    }
}
