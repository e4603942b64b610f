//! Zabbix: the problems and events of its API, and the table of problems that its pages export.

use std::borrow::Cow;

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, header, service, severity, take_names};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventKind, Incident, Status};

/// Zabbix.
pub static ZABBIX: Tool = Tool {
    id: "zabbix",
    name: "Zabbix",
    recognised_by: "`eventid` with `clock` and `name`; a CSV file with Severity, Recovery time and Problem",
    endings: &["json", "csv"],
    // The answer has an id of its own.
    lists: &["result"],
    fields: &[
        ("eventid", "the id"),
        ("name", "the title"),
        ("Problem", "the title"),
        ("severity", "the severity: from 0, not classified, to 5, disaster"),
        ("Severity", "the severity"),
        ("clock", "the milestone detected"),
        ("Time", "the milestone detected"),
        ("r_clock", "the milestone resolved"),
        ("Recovery time", "the milestone resolved"),
        ("r_eventid", "whether it is over: 0 is not"),
        ("Status", "the status"),
        ("value", "whether an event is a problem; others are left out"),
        ("hosts.name", "a service"),
        ("hosts.host", "a service, where it has no name"),
        ("Host", "a service"),
        ("opdata", "the summary"),
        ("acknowledges.clock", "the time of an event; of the first acknowledgement the milestone acknowledged"),
        ("acknowledges.message", "an event"),
        ("acknowledges.action", "whether it was acknowledged"),
        ("acknowledges.username", "who did it"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let is_problem =
        record.has_all(&["eventid", "clock", "name"]) && record.has_any(&["objectid", "r_eventid", "severity"]);
    let is_table = || {
        let names = header(head.text);
        let has = |name: &str| names.iter().any(|known| known == name);
        !head.text.trim_start().starts_with(['{', '[']) && ["Severity", "Recovery time", "Problem"].into_iter().all(has)
    };
    if is_problem || is_table() { Confidence::Certain } else { Confidence::None }
}

record! {
    /// A problem, an event, or a line of a table.
    Row { eventid, name, severity, clock, r_clock, r_eventid, value, hosts, opdata, acknowledges,
        #[serde(rename = "Severity")]
        grade,
        #[serde(rename = "Time")]
        time,
        #[serde(rename = "Recovery time")]
        recovery,
        #[serde(rename = "Status")]
        status,
        #[serde(rename = "Host")]
        host,
        #[serde(rename = "Problem")]
        problem,
    }
}
record! { Acknowledgement { clock, message, action, username } }

/// What the severities are called, from 0.
const SEVERITIES: [&str; 6] = ["Not classified", "Information", "Warning", "Average", "High", "Disaster"];
/// The part of an action that is an acknowledgement.
const ACKNOWLEDGE: u32 = 2;

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    // 0 is the event of a recovery.
    if context.take_word("value", row.value).as_deref() == Some("0") {
        return None;
    }
    let title = context.take_text("name", row.name).or_else(|| context.take_text("Problem", row.problem));
    let mut incident = Incident {
        id: context.take_word("eventid", row.eventid).unwrap_or_default().into(),
        title: title.unwrap_or_default().into(),
        summary: context.take_text("opdata", row.opdata).map(Into::into),
        ..Incident::default()
    };
    let number = context.take_word("severity", row.severity).and_then(|number| number.parse::<usize>().ok());
    let named = number.and_then(|number| SEVERITIES.get(number)).map(|word| Cow::Borrowed(*word));
    let word = named.or_else(|| context.take_text("Severity", row.grade));
    incident.severity = word.and_then(|word| severity(&word));
    let started = context.take_time("clock", row.clock).or_else(|| context.take_time("Time", row.time));
    let ended = context.take_time("r_clock", row.r_clock).or_else(|| context.take_time("Recovery time", row.recovery));
    incident.milestones.detected = started;
    incident.milestones.resolved = ended;
    let recovery = context.take_word("r_eventid", row.r_eventid);
    let status = context.take_text("Status", row.status);
    let is_over = ended.is_some()
        || recovery.as_deref().is_some_and(|id| id != "0")
        || status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case("RESOLVED"));
    let is_known = is_over || recovery.is_some() || status.is_some() || row.r_clock.is_some();
    incident.status = is_known.then_some(if is_over { Status::Resolved } else { Status::Ongoing });
    let mut hosts = take_names(context, "hosts", row.hosts, &["name", "host"]);
    hosts.extend(context.take_text("Host", row.host).map(Into::into));
    incident.services = hosts.iter().map(|name| service(name)).collect();
    for (at, title, kind) in [(started, "Problem", EventKind::Detection), (ended, "Recovered", EventKind::Recovery)] {
        incident.timeline.extend(at.map(|at| event(Some(at), title, "", kind)));
    }
    context.take_list("acknowledges", row.acknowledges, &mut |context, json| {
        acknowledgement(json, &mut incident, context);
    });
    Some(Found::incident(incident, "problems"))
}

/// What somebody did about a problem: acknowledged it, wrote a message, or both.
fn acknowledgement(json: &RawValue, incident: &mut Incident, context: &mut Context<'_>) {
    let Some(row) = context.object::<Acknowledgement<'_>>(json) else { return };
    let at = context.take_time("clock", row.clock);
    let action = context.take_word("action", row.action).and_then(|action| action.parse::<u32>().ok());
    let is_acknowledged = action.is_some_and(|action| action & ACKNOWLEDGE != 0);
    let known = &mut incident.milestones.acknowledged;
    if is_acknowledged && at.is_some_and(|at| known.is_none_or(|known| at.at < known.at)) {
        *known = at;
    }
    let text = context.take_text("message", row.message).unwrap_or_default();
    let (title, kind) =
        if is_acknowledged { ("Acknowledged", EventKind::Response) } else { ("Changed", EventKind::Note) };
    let mut told = event(at, &text, title, kind);
    told.actor = context.take_text("username", row.username).map(Into::into);
    incident.timeline.push(told);
}

#[cfg(test)]
mod tests {
    use crate::formats::ReadOptions;
    use crate::formats::readers::testing::{document_with, events, incident, milestones, problems, seed};

    const PROBLEMS: &str = r#"{"jsonrpc":"2.0","result":[{"eventid":"1245463","source":"0","object":"0","objectid":"15112","clock":"1772631240","ns":"0","r_eventid":"9","r_clock":"1772635500","name":"Agent is not reachable",
        "acknowledged":"1","severity":"4","opdata":"","suppressed":"0","hosts":[{"hostid":"1","host":"srv-1","name":"Server 1"}],
        "acknowledges":[{"acknowledgeid":"1","userid":"1","clock":"1772631840","message":"On it.","action":"6","username":"one"},{"clock":"1772631540","message":"","action":"2"}]}],"id":1}"#;

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "d 13:34 a 13:39 r 14:45"),
            (r#""r_eventid":"9","r_clock":"1772635500""#, r#""r_eventid":"0","r_clock":"0""#, "d 13:34 a 13:39"),
            (r#""action":"2""#, r#""action":"4""#, "d 13:34 a 13:44 r 14:45"),
        ] {
            let reading = incident(&PROBLEMS.replacen(from, to, 1));
            assert_eq!(milestones(&reading.incident), expected, "{from} → {to}");
            assert_eq!(problems(&reading), [""; 0]);
            assert_eq!(&*reading.incident.severity.unwrap().word, "High");
        }
        assert_eq!(
            events(&incident(PROBLEMS).incident),
            [
                "13:34 detection Problem",
                "13:39 response Acknowledged",
                "13:44 response On it.",
                "14:45 recovery Recovered"
            ]
        );
    }

    #[test]
    fn a_table_asks_for_its_zone() {
        let table = "\"Severity\",\"Time\",\"Recovery time\",\"Status\",\"Host\",\"Problem\",\"Duration\",\"Ack\",\"Actions\",\"Tags\"\n\
            \"High\",\"2026-03-04 01:34:00 PM\",\"2026-03-04 02:45:00 PM\",\"RESOLVED\",\"srv-1\",\"No ping\",\"1h 11m\",\"No\",\"\",\"\"\n";
        let reading = incident(table);
        assert_eq!(milestones(&reading.incident), "d 13:34 r 14:45");
        assert!(problems(&reading)[0].contains("has no zone"), "{:?}", problems(&reading));
        let options = ReadOptions { zone: Some("UTC".into()), ..ReadOptions::default() };
        assert_eq!(problems(&document_with(table, &options).into_incident().unwrap()), [""; 0]);
    }

    #[test]
    fn a_seed_is_recognised() {
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/zabbix-1")),
            ["No ping · ongoing · d 13:34 · srv-1", "Disk is full · resolved · d 13:34 r 14:45 · "]
        );
    }
}
