//! Gatus: the results and events of its endpoints.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::outage::Outage;
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ImpactLevel, When};

/// Gatus.
pub static GATUS: Tool = Tool {
    id: "gatus",
    name: "Gatus",
    recognised_by: "endpoints with a `key` and a list `results` of `conditionResults`",
    endings: &["json"],
    lists: &[],
    fields: &[
        ("name", "a service"),
        ("group", "a service, before its name"),
        ("key", "the id"),
        ("results.success", "whether the endpoint was down, where there are no events"),
        ("results.timestamp", "the start and end of an outage, where there are no events"),
        ("results.errors", "the text of an event"),
        (
            "results.conditionResults.condition",
            "the text of an event; where only [RESPONSE_TIME] failed, the level is degraded",
        ),
        ("results.conditionResults.success", "which condition failed"),
        ("events.type", "whether the endpoint was down"),
        ("events.timestamp", "the start and end of an outage"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let result = record.get("results").and_then(Outline::first);
    let is_checked = result.is_some_and(|result| result.has_any(&["conditionResults", "success"]));
    match (record.has_all(&["key", "results"]), is_checked) {
        (true, true) => Confidence::Certain,
        // An endpoint that was not checked yet.
        (true, false) if record.get("name").is_some() => Confidence::Likely,
        _ => Confidence::None,
    }
}

record! {
    /// An endpoint.
    Endpoint { name, group, key, results, events }
}

record! {
    /// What a check met.
    CheckResult { success, timestamp, errors,
        #[serde(rename = "conditionResults")]
        conditions,
    }
}

record! {
    /// A condition of a check.
    Outcome { condition, success }
}

record! {
    /// A change of an endpoint.
    Change { timestamp,
        #[serde(rename = "type")]
        kind,
    }
}

/// A failed check: when, what failed, and whether it was only slow.
struct Failure {
    at: When,
    text: String,
    is_slow: bool,
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let endpoint: Endpoint<'_> = context.object(json)?;
    let name = context.take_text("name", endpoint.name).unwrap_or_default();
    let service = match context.take_text("group", endpoint.group) {
        Some(group) => format!("{group}/{name}"),
        None => name.into_owned(),
    };
    let key = context.take_text("key", endpoint.key).unwrap_or_default();
    let (mut checks, mut failures): (Vec<(bool, When)>, Vec<Failure>) = (Vec::new(), Vec::new());
    context.take_list("results", endpoint.results, &mut |context, json| {
        let Some(result) = context.object::<CheckResult<'_>>(json) else { return };
        let is_well = context.take_bool("success", result.success);
        let Some((is_well, at)) = is_well.zip(context.take_time("timestamp", result.timestamp)) else { return };
        checks.push((is_well, at));
        if !is_well {
            failures.push(failure(at, &result, context));
        }
    });
    let mut changes: Vec<(bool, When)> = Vec::new();
    context.take_list("events", endpoint.events, &mut |context, json| {
        let Some(change) = context.object::<Change<'_>>(json) else { return };
        let kind = context.take_text("type", change.kind).unwrap_or_default();
        let at = context.take_time("timestamp", change.timestamp);
        changes.extend(at.filter(|_| matches!(&*kind, "HEALTHY" | "UNHEALTHY")).map(|at| (kind == "HEALTHY", at)));
    });
    // Events are kept for longer than results, and are exact.
    let mut seen = if changes.is_empty() { checks } else { changes };
    seen.sort_by_key(|(_, at)| at.at);
    let (mut found, mut down) = (Vec::new(), None);
    for (is_well, at) in seen {
        match (is_well, down) {
            (false, None) => down = Some(at),
            (true, Some(start)) => {
                found.push(outage(&key, &service, start, Some(at), &failures));
                down = None;
            }
            _ => {}
        }
    }
    found.extend(down.map(|start| outage(&key, &service, start, None, &failures)));
    Found::several(found)
}

fn failure(at: When, result: &CheckResult<'_>, context: &mut Context<'_>) -> Failure {
    let (mut text, mut is_slow) = (Vec::new(), true);
    context.take_list("conditionResults", result.conditions, &mut |context, json| {
        let Some(condition) = context.object::<Outcome<'_>>(json) else { return };
        let is_met = context.take_bool("success", condition.success);
        let words = context.take_text("condition", condition.condition).unwrap_or_default();
        if is_met == Some(false) {
            is_slow &= words.starts_with("[RESPONSE_TIME]");
            text.push(format!("Failed: {words}"));
        }
    });
    is_slow &= !text.is_empty();
    context.take_list("errors", result.errors, &mut |context, json| {
        text.extend(context.text("a text", json).map(Cow::into_owned));
        is_slow = false;
    });
    Failure { at, text: text.join("\n"), is_slow }
}

fn outage(key: &str, service: &str, start: When, end: Option<When>, failures: &[Failure]) -> Found {
    let is_in = |failure: &&Failure| failure.at.at >= start.at && end.is_none_or(|end| failure.at.at < end.at);
    let mut met = failures.iter().filter(is_in).peekable();
    let text = met.peek().map(|failure| failure.text.as_str()).filter(|text| !text.is_empty());
    let (details, is_known) = (text.map(Into::into), met.peek().is_some());
    let is_slow = is_known && met.all(|failure| failure.is_slow);
    let outage = Outage {
        id: format!("gatus-{key}-{}", start.at.ms()),
        title: format!("{service} is {}", if is_slow { "slow" } else { "down" }),
        service: service.into(),
        level: is_slow.then_some(ImpactLevel::Degraded),
        start: Some(start),
        end,
        is_over: end.is_some(),
        details,
    };
    Found::incident(outage.into_incident(), "endpoints")
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;

    fn result(time: &str, is_well: bool, condition: &str) -> String {
        format!(
            "{{\"success\":{is_well},\"timestamp\":\"2026-03-04T{time}:00.123456789Z\",\"conditionResults\":[{{\"condition\":\"{condition}\",\"success\":{is_well}}}]}}"
        )
    }

    fn endpoint(results: &[String], events: &str) -> String {
        format!(
            "[{{\"name\":\"api\",\"group\":\"shop\",\"key\":\"shop_api\",\"results\":[{}]{events}}}]",
            results.join(",")
        )
    }

    #[test]
    fn outages_are_those_of_events_else_of_results() {
        let status = [
            result("13:33", true, "[STATUS] == 200"),
            result("13:34", false, "[STATUS] == 200"),
            result("13:39", false, "[STATUS] == 200"),
            result("14:12", true, "[STATUS] == 200"),
        ];
        let slow = [result("13:34", false, "[RESPONSE_TIME] < 500"), result("14:12", true, "[RESPONSE_TIME] < 500")];
        let events = r#","events":[{"type":"START","timestamp":"0001-01-01T00:00:00Z"},{"type":"HEALTHY","timestamp":"2026-03-04T01:00:00Z"},{"type":"UNHEALTHY","timestamp":"2026-03-04T13:30:00Z"}]"#;
        for (text, expected) in [
            (endpoint(&status, ""), "shop/api is down · resolved · full 13:34:00.123–14:12:00.123 shop/api"),
            (endpoint(&slow, ""), "shop/api is slow · resolved · degraded 13:34:00.123–14:12:00.123 shop/api"),
            (endpoint(&status, events), "shop/api is down · ongoing · full 13:30–… shop/api"),
            (endpoint(&status[..1], ""), ""),
        ] {
            assert_eq!(facts(&text), expected, "{text}");
        }
    }
}
