//! `OpenStatus`: the feed of a status page, and the incidents of its monitors.

use serde_json::value::RawValue;

use super::outage::Outage;
use super::page_record::{PageRecord, State, Update};
use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool};
use crate::formats::lenient::text;
use crate::formats::registry::{Confidence, Head, Outline};

/// `OpenStatus`.
pub static OPENSTATUS: Tool = Tool {
    id: "openstatus",
    name: "OpenStatus",
    recognised_by: "a list `statusReports` or records with `statusReportUpdates`, or records with `startedAt` and `monitorId`",
    endings: &["json"],
    lists: &["statusReports", "maintenances"],
    fields: &[
        ("id", "the id"),
        ("title", "the title"),
        ("name", "the title of a maintenance"),
        ("message", "the text of a maintenance"),
        ("status", "the status; monitoring is mitigated"),
        ("from", "the start of a maintenance"),
        ("to", "the end of a maintenance"),
        ("updatedAt", "which of two states is the later"),
        ("monitors", "services"),
        ("pageComponents", "services"),
        ("statusReportUpdates.status", "the kind of an event"),
        ("statusReportUpdates.message", "an event"),
        ("statusReportUpdates.date", "the time of an event; that of the first is the milestone started"),
        ("updates.status", "the kind of an event"),
        ("updates.message", "an event"),
        ("updates.date", "the time of an event; that of the first is the milestone started"),
        ("startedAt", "the milestone detected: when the monitor failed"),
        ("acknowledgedAt", "the milestone acknowledged"),
        ("resolvedAt", "the milestone resolved"),
        ("monitorId", "a service"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let is_feed = head.answer().has_any(&["statusReports"]) || record.has_any(&["statusReportUpdates"]);
    // Pages of one's own name their monitors so, too, beside updates.
    let is_monitor = record.has_all(&["startedAt", "monitorId"]) && record.get("updates").is_none();
    if is_feed || is_monitor { Confidence::Certain } else { Confidence::None }
}

record! {
    /// A status report, a maintenance, or the incident of a monitor.
    Row { id, title, name, message, status, from, to, monitors,
        #[serde(rename = "pageComponents")]
        page_components,
        #[serde(rename = "statusReportUpdates")]
        updates,
        #[serde(rename = "updates")]
        later_updates,
        #[serde(rename = "updatedAt")]
        updated_at,
        #[serde(rename = "startedAt")]
        started_at,
        #[serde(rename = "acknowledgedAt")]
        acknowledged_at,
        #[serde(rename = "resolvedAt")]
        resolved_at,
        #[serde(rename = "monitorId")]
        monitor_id,
    }
}

record! {
    /// An update of a report.
    Posting { status, message, date }
}

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    if let Some(title) = rows.member("title").and_then(text) {
        rows.title.replace(title.text.into_owned());
    }
    let row: Row<'_> = context.object(json)?;
    let updated = context.take_time("updatedAt", row.updated_at);
    if row.monitor_id.is_some() {
        return Some(of_monitor(&row, context).updated(updated));
    }
    let mut components = Vec::new();
    for (key, field) in [("pageComponents", row.page_components), ("monitors", row.monitors)] {
        context.take_list(key, field, &mut |_, id| {
            components.extend(rows.text_of(key, id.get().trim_matches('"'), "name").map(|name| (name.into(), None)));
        });
    }
    let planned = context.take_time("from", row.from);
    let title = context.take_text("title", row.title);
    let mut record = PageRecord {
        id: format!("openstatus-{}", context.take_word("id", row.id).unwrap_or_default()).into(),
        title: title.or_else(|| context.take_text("name", row.name)).unwrap_or_default(),
        state: state_of(row.status, context),
        is_maintenance: planned.is_some(),
        planned,
        resolved: context.take_time("to", row.to),
        resolved_key: "to",
        components,
        ..PageRecord::default()
    };
    if let Some(message) = context.take_text("message", row.message) {
        record.updates.push(Update { body: message, at: planned, ..Update::default() });
    }
    // The second is the name of version 2 of the API.
    for (key, updates) in [("statusReportUpdates", row.updates), ("updates", row.later_updates)] {
        context.take_list(key, updates, &mut |context, json| {
            let Some(posting) = context.object::<Posting<'_>>(json) else { return };
            record.updates.push(Update {
                state: state_of(posting.status, context),
                body: context.take_text("message", posting.message).unwrap_or_default(),
                at: context.take_time("date", posting.date),
                ..Update::default()
            });
        });
    }
    let kind = if record.is_maintenance { "maintenances" } else { "status reports" };
    Some(Found::incident(record.into_incident(context), kind).updated(updated))
}

/// A state, which version 2 of the API writes as `STATUS_REPORT_STATUS_RESOLVED`.
fn state_of(field: Field<'_>, context: &mut Context<'_>) -> Option<State> {
    let word = context.take_text("status", field)?;
    let word = word.strip_prefix("STATUS_REPORT_STATUS_").unwrap_or(&word);
    State::take("status", Some(word.into()), context)
}

fn of_monitor(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let monitor = context.take_word("monitorId", row.monitor_id).unwrap_or_default();
    let name = format!("Monitor {monitor}");
    let start = context.take_time("startedAt", row.started_at);
    let end = context.take_time("resolvedAt", row.resolved_at);
    let outage = Outage {
        id: format!("openstatus-incident-{}", context.take_word("id", row.id).unwrap_or_default()),
        title: format!("{name} failed"),
        service: name.into(),
        start,
        end,
        is_over: end.is_some(),
        ..Outage::default()
    };
    let mut incident = outage.into_incident();
    incident.milestones.acknowledged = context.take_time("acknowledgedAt", row.acknowledged_at);
    Found::incident(incident, "monitor incidents")
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{incident, milestones};

    const FEED: &str = r#"{"title":"Example","status":"success","pageComponents":[{"id":11,"name":"API"}],"monitors":[{"id":7,"name":"API"},{"id":8,"name":"Web"}],
        "statusReports":[{"id":5,"title":"Errors","status":"resolved","monitors":[8],"pageComponents":[11],"statusReportUpdates":[
        {"status":"investigating","message":"We look.","date":"2026-03-04T13:41:00Z"},{"status":"monitoring","message":"Fixed.","date":"2026-03-04T14:10:00Z"},
        {"status":"resolved","message":"Over.","date":"2026-03-04T14:45:00Z"}]}]}"#;

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "Errors · resolved · — 13:41–14:45 API, Web"),
            (
                r#""status":"resolved","monitors""#,
                r#""status":"monitoring","monitors""#,
                "Errors · mitigated · — 13:41–14:10 API, Web",
            ),
            (r#""pageComponents":[11]"#, r#""pageComponents":[99]"#, "Errors · resolved · — 13:41–14:45 Web"),
            (
                r#""status":"resolved","monitors""#,
                r#""status":"duplicated","monitors""#,
                "Errors · resolved · — 13:41–14:45 API, Web",
            ),
        ] {
            assert_eq!(facts(&FEED.replacen(from, to, 1)), expected, "{from} → {to}");
        }
    }

    #[test]
    fn the_second_version_of_the_api_spells_its_words_out() {
        let text = r#"{"statusReports":[{"id":"1","title":"Errors","status":"STATUS_REPORT_STATUS_RESOLVED","updates":[
            {"status":"STATUS_REPORT_STATUS_INVESTIGATING","date":"2026-03-04T13:41:00Z","message":"We look."},{"status":"STATUS_REPORT_STATUS_RESOLVED","date":"2026-03-04T14:45:00Z","message":"Over."}]}]}"#;
        assert_eq!(facts(text), "Errors · resolved · — 13:41–14:45 ");
    }

    #[test]
    fn a_plan_is_no_end() {
        let text = r#"{"statusReports":[],"maintenances":[{"id":1,"name":"Upgrade","message":"x","from":"2026-03-04T22:00:00Z","to":"2026-03-04T23:00:00Z"}]}"#;
        assert_eq!(facts(text), "Upgrade · — · none 22:00–23:00 ");
    }

    #[test]
    fn a_monitor_detects() {
        let text = r#"[{"id":1,"startedAt":"2026-03-04T13:34:00Z","monitorId":7,"acknowledgedAt":"2026-03-04T13:39:00Z","resolvedAt":null}]"#;
        assert_eq!(milestones(&incident(text).incident), "d 13:34 a 13:39");
        assert_eq!(facts(text), "Monitor 7 failed · ongoing · full 13:34–… Monitor 7");
    }
}
