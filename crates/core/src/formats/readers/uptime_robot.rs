//! Uptime Robot: monitors with their logs, and its webhooks.

use serde_json::value::RawValue;

use super::outage::{Outage, Told, of_told};
use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, take_name};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::When;
use crate::time::Length;

/// Uptime Robot.
pub static UPTIME_ROBOT: Tool = Tool {
    id: "uptime-robot",
    name: "Uptime Robot",
    recognised_by: "`friendly_name` with `logs`; `monitorFriendlyName` with `alertDateTime`",
    endings: &["json"],
    lists: &["monitors"],
    fields: &[
        ("id", "the id"),
        ("friendly_name", "a service"),
        ("status", "whether the monitor is down now"),
        ("logs.type", "whether it was down: 1"),
        ("logs.datetime", "the milestone detected, and the start of the impact"),
        ("logs.duration", "how long it was down: the milestone resolved, and the end of the impact"),
        ("logs.reason.detail", "the text of an event"),
        ("monitorID", "the id"),
        ("monitorFriendlyName", "a service"),
        ("alertType", "whether it was down, 1, or up again, 2; others are left out"),
        ("alertDateTime", "the milestone detected or resolved, and the start or end of the impact"),
        ("alertDuration", "how long it had been down"),
        ("alertDetails", "the text of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_told = record.has_all(&["monitorFriendlyName", "alertDateTime"]);
    let is_monitor = record.has_all(&["friendly_name", "logs"]);
    if is_told || is_monitor { Confidence::Certain } else { Confidence::None }
}

record! {
    /// A monitor, or what a webhook tells of one.
    Row { id, friendly_name, status, logs,
        #[serde(rename = "monitorID")]
        monitor_id,
        #[serde(rename = "monitorFriendlyName")]
        monitor_name,
        #[serde(rename = "alertType")]
        alert_type,
        #[serde(rename = "alertDateTime")]
        alert_at,
        #[serde(rename = "alertDuration")]
        alert_duration,
        #[serde(rename = "alertDetails")]
        alert_details,
    }
}

record! {
    /// A state of a monitor.
    Log { r#type, datetime, duration, reason }
}

/// The states of a monitor, and the alerts, that mean it is down.
const DOWN: f64 = 1.0;
const UP: f64 = 2.0;
const SEEMS_DOWN: f64 = 8.0;
const IS_DOWN: f64 = 9.0;

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.monitor_name.is_some() {
        return alerts(rows, context);
    }
    let name: Box<str> = context.take_text("friendly_name", row.friendly_name).unwrap_or_default().into();
    let id = context.take_word("id", row.id).unwrap_or_default();
    let is_down =
        context.take_number("status", row.status).is_some_and(|status| [SEEMS_DOWN, IS_DOWN].contains(&status));
    let mut last: Option<When> = None;
    let mut downs = Vec::new();
    context.take_list("logs", row.logs, &mut |context, json| {
        let Some(log) = context.object::<Log<'_>>(json) else { return };
        let kind = context.take_number("type", log.r#type);
        let Some(at) = context.take_time("datetime", log.datetime) else { return };
        last = last.filter(|last| last.at >= at.at).or(Some(at));
        if kind == Some(DOWN) {
            let reason: Option<Box<str>> = take_name(context, "reason", log.reason, &["detail"]).map(Into::into);
            downs.push((at, seconds(context, "duration", log.duration), reason));
        }
    });
    let outages = downs.into_iter().map(|(start, length, details)| {
        // Of one that goes on it is said how long so far.
        let is_over = !(is_down && last.is_some_and(|last| last.at == start.at));
        let end = length.filter(|_| is_over).map(|length| When { at: start.at.plus(length), day_only: false });
        let outage = Outage {
            id: format!("uptime-robot-{id}-{}", start.at.ms()),
            title: format!("{name} is down"),
            service: name.clone(),
            start: Some(start),
            end,
            is_over,
            details,
            ..Outage::default()
        };
        Found::incident(outage.into_incident(), "outages")
    });
    Found::several(outages.collect())
}

/// A number of seconds.
#[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
fn seconds(context: &mut Context<'_>, key: &'static str, field: Field<'_>) -> Option<Length> {
    /// A hundred years.
    const MOST: f64 = 3.2e9;
    let seconds = context.take_number(key, field)?;
    (0.0..MOST).contains(&seconds).then(|| Length::from_ms((seconds * 1000.0).round() as i64))
}

/// The outages that the webhooks of one monitor tell.
fn alerts(rows: &Rows<'_>, context: &mut Context<'_>) -> Option<Found> {
    let mut about = Outage::default();
    let mut told: Vec<Told> = Vec::new();
    for json in rows.same("monitorFriendlyName") {
        let Some(row) = context.object::<Row<'_>>(json) else { continue };
        let name = context.take_text("monitorFriendlyName", row.monitor_name).unwrap_or_default();
        about.id = format!("uptime-robot-{}", context.take_word("monitorID", row.monitor_id).unwrap_or_default());
        about.title = format!("{name} is down");
        about.service = name.into();
        let kind = context.take_number("alertType", row.alert_type);
        let at = context.take_time("alertDateTime", row.alert_at);
        let is_up = kind == Some(UP);
        let down_for = seconds(context, "alertDuration", row.alert_duration.filter(|_| is_up));
        let details = context.take_text("alertDetails", row.alert_details).map(Into::into);
        let at = at.filter(|_| is_up || kind == Some(DOWN));
        told.extend(at.map(|at| Told { at, is_up, down_for, details }));
    }
    let incidents = of_told(&about, told).into_iter();
    Found::several(incidents.map(|incident| Found::incident(incident, "outages")).collect())
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::seed;

    const MONITORS: &str = r#"{"stat":"ok","pagination":{"offset":0,"limit":50,"total":1},"monitors":[{"id":77,"friendly_name":"Shop","url":"https://example.com","type":1,"status":2,
        "logs":[{"type":2,"datetime":1772635500,"duration":100,"reason":{"code":"200","detail":"OK"}},{"type":1,"datetime":1772631240,"duration":4260,"reason":{"code":"500","detail":"Server error"}},{"type":98,"datetime":1772600000,"duration":31240}]}]}"#;

    #[test]
    fn logs_are_outages() {
        for (from, to, expected) in [
            ("", "", "Shop is down · resolved · full 13:34–14:45 Shop"),
            (r#""status":2"#, r#""status":9"#, "Shop is down · resolved · full 13:34–14:45 Shop"),
            (
                r#"{"type":2,"datetime":1772635500,"duration":100,"reason":{"code":"200","detail":"OK"}},"#,
                "",
                "Shop is down · resolved · full 13:34–14:45 Shop",
            ),
            (r#""duration":4260,"#, "", "Shop is down · resolved · full 13:34–? Shop"),
            (r#"{"type":1"#, r#"{"type":99"#, ""),
        ] {
            assert_eq!(facts(&MONITORS.replacen(from, to, 1)), expected, "{from} → {to}");
        }
        let now = MONITORS.replacen(r#""status":2"#, r#""status":9"#, 1).replacen("1772635500", "1772630000", 1);
        assert_eq!(facts(&now), "Shop is down · ongoing · full 13:34–… Shop");
    }

    #[test]
    fn webhooks_are_paired() {
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/uptime-robot-1")),
            ["Shop is down · resolved · d 13:34 r 14:45 · Shop", "Blog is down · resolved · d 13:34 r 14:45 · Blog"]
        );
    }
}
