//! Google Cloud Monitoring: the incidents that its notifications tell, and the alerts of its API.

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link, service, severity, take_name};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventKind, Incident, Status};

/// Google Cloud Monitoring.
pub static GOOGLE_MONITORING: Tool = Tool {
    id: "google-monitoring",
    name: "Google Cloud Monitoring",
    recognised_by: "`incident_id` with `started_at` and `policy_name`; `openTime` with `policy`",
    endings: &["json"],
    lists: &["incident", "alerts"],
    fields: &[
        ("incident_id", "the id"),
        ("name", "the id, of an alert"),
        ("summary", "the summary"),
        ("condition_name", "the title"),
        ("policy_name", "the title, where there is no condition"),
        ("policy.displayName", "the title, of an alert"),
        ("policy.severity", "the severity"),
        ("severity", "the severity"),
        ("state", "the status: closed is resolved"),
        ("started_at", "the milestone detected"),
        ("ended_at", "the milestone resolved, of what is closed"),
        ("openTime", "the milestone detected"),
        ("closeTime", "the milestone resolved, of what is closed"),
        ("resource_display_name", "a service"),
        ("resource_name", "a service, where there is no other"),
        ("url", "a link"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_told = record.has_all(&["incident_id", "started_at"]) && record.has_any(&["policy_name", "condition_name"]);
    if is_told || record.has_all(&["openTime", "policy", "state"]) { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident, or an alert.
    Row { incident_id, name, summary, condition_name, policy_name, policy, severity, state, started_at, ended_at,
        resource_display_name, resource_name, url,
        #[serde(rename = "openTime")]
        open_time,
        #[serde(rename = "closeTime")]
        close_time,
    }
}
record! {
    Policy { severity,
        #[serde(rename = "displayName")]
        display_name,
    }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let id = context.take_word("incident_id", row.incident_id).or_else(|| context.take_text("name", row.name));
    let policy: Policy<'_> = context.take_object("policy", row.policy).unwrap_or_default();
    let (policy_name, policy_grade) = context.at_key("policy", |context| {
        (context.take_text("displayName", policy.display_name), context.take_text("severity", policy.severity))
    });
    let title = take_name(context, "condition_name", row.condition_name, &["displayName"]);
    let title = title.or_else(|| context.take_text("policy_name", row.policy_name)).or(policy_name);
    let mut incident = Incident {
        id: id.unwrap_or_default().into(),
        title: title.unwrap_or_default().into(),
        summary: context.take_text("summary", row.summary).map(Into::into),
        ..Incident::default()
    };
    let state = context.take_text("state", row.state).unwrap_or_default().to_lowercase();
    let is_over = state == "closed";
    incident.status = (is_over || state == "open").then_some(if is_over { Status::Resolved } else { Status::Ongoing });
    let started =
        context.take_time("started_at", row.started_at).or_else(|| context.take_time("openTime", row.open_time));
    let ended = context.take_time("ended_at", row.ended_at).or_else(|| context.take_time("closeTime", row.close_time));
    incident.milestones.detected = started;
    incident.milestones.resolved = ended.filter(|_| is_over);
    // One without a severity is written so, too.
    let grade = context.take_text("severity", row.severity).or(policy_grade);
    let is_given = |word: &std::borrow::Cow<'_, str>| !word.to_lowercase().replace('_', " ").contains("no severity");
    incident.severity =
        grade.filter(is_given).filter(|word| word != "SEVERITY_UNSPECIFIED").and_then(|word| severity(&word));
    let resource = context.take_text("resource_display_name", row.resource_display_name);
    let resource = resource.or_else(|| context.take_text("resource_name", row.resource_name));
    incident.services.extend(resource.map(|name| service(&name)));
    incident.links.extend(context.take_text("url", row.url).and_then(|url| link(&url)));
    for (at, title, kind) in
        [(started, "Opened", EventKind::Detection), (incident.milestones.resolved, "Closed", EventKind::Recovery)]
    {
        incident.timeline.extend(at.map(|at| event(Some(at), title, "", kind)));
    }
    let updated = incident.milestones.resolved.or(started);
    Some(Found::incident(incident, "incidents").updated(updated))
}

#[cfg(test)]
mod tests {
    use crate::formats::readers::testing::{incident, milestones, problems, seed};

    const TOLD: &str = r#"{"incident":{"incident_id":"f2e0","resource_name":"web-85","state":"closed","started_at":1772631240,"ended_at":1772635500,"policy_name":"Health","condition_name":"CPU",
        "severity":"No severity","url":"https://example.com/f2e0","summary":"CPU is above 80 %."},"version":"1.2"}"#;

    #[test]
    fn traps() {
        for (from, to, expected) in
            [("", "", "d 13:34 r 14:45"), (r#""closed""#, r#""open""#, "d 13:34"), ("1772635500", "null", "d 13:34")]
        {
            let reading = incident(&TOLD.replacen(from, to, 1));
            assert_eq!(milestones(&reading.incident), expected, "{from} → {to}");
            assert_eq!(problems(&reading), [""; 0]);
            assert_eq!((&*reading.incident.title, &reading.incident.severity), ("CPU", &None));
        }
    }

    #[test]
    fn alerts_of_the_api_are_read() {
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/google-monitoring-1")),
            ["Health · resolved · d 13:34 r 14:45 · "]
        );
    }
}
