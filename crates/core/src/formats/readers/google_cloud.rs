//! Google Cloud and Google Workspace: `incidents.json` of the status dashboards.

use serde_json::value::RawValue;

use super::page_record::{PageRecord, State, Touch, Update};
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ImpactLevel, Stated, When};

/// Google Cloud.
pub static GOOGLE_CLOUD: Tool = Tool {
    id: "google-cloud",
    name: "Google Cloud",
    recognised_by: "incidents with `external_desc` and `begin`",
    endings: &["json"],
    lists: &[],
    fields: &[
        ("id", "the id"),
        ("external_desc", "the title"),
        ("begin", "the milestone started"),
        ("end", "the milestone resolved"),
        ("modified", "which of two states is the later"),
        ("severity", "the severity"),
        ("status_impact", "the level: outage is full, disruption degraded, information none"),
        ("service_name", "a service, where no product is named"),
        ("affected_products.title", "a service"),
        ("currently_affected_locations.title", "a tag"),
        ("previously_affected_locations.title", "a tag"),
        ("updates.when", "the time of an event"),
        ("updates.created", "the order of events of one moment"),
        ("updates.text", "an event"),
        ("updates.status", "the level from then on"),
        ("uri", "a link"),
    ],
    sniff,
    read,
};

/// How many products the updates of an incident are taken to be about.
const MOST_PRODUCTS: usize = 200;

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_ours =
        record.has_all(&["external_desc", "begin"]) || record.has_all(&["external_desc", "most_recent_update"]);
    if is_ours { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident.
    Row { id, external_desc, begin, end, modified, severity, status_impact, service_name, affected_products,
        currently_affected_locations, previously_affected_locations, updates, uri }
}

record! {
    /// An update.
    Posting { when, created, text, status }
}

record! {
    /// A product, or a location.
    Named { title }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let mut products = names("affected_products", row.affected_products, context);
    if products.is_empty() {
        let name = context.take_text("service_name", row.service_name).filter(|name| name != "Multiple Products");
        products.extend(name.map(Box::from));
    }
    let mut places = names("currently_affected_locations", row.currently_affected_locations, context);
    for place in names("previously_affected_locations", row.previously_affected_locations, context) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let impact = context.take_text("status_impact", row.status_impact).unwrap_or_default();
    let end = context.take_time("end", row.end);
    let uri = context.take_text("uri", row.uri).unwrap_or_default();
    let title = context.take_text("external_desc", row.external_desc).unwrap_or_default();
    // Only the dashboard of Google Cloud knows locations.
    let is_cloud = row.currently_affected_locations.is_some() || row.previously_affected_locations.is_some();
    let dashboard = if is_cloud { "status.cloud.google.com" } else { "www.google.com/appsstatus/dashboard" };
    let mut record = PageRecord {
        id: context.take_text("id", row.id).unwrap_or_default(),
        title: title.trim_start_matches("**Title:**").trim().to_owned().into(),
        link: if uri.is_empty() { uri } else { format!("https://{dashboard}/{uri}").into() },
        severity: context.take_text("severity", row.severity).unwrap_or_default(),
        level: level_of(&impact),
        state: Some(if end.is_some() { State::Resolved } else { State::Investigating }),
        started: context.take_time("begin", row.begin),
        resolved: end,
        resolved_key: "end",
        ..PageRecord::default()
    };
    let mut stated = None;
    context.take_list("updates", row.updates, &mut |context, json| {
        let Some(posting) = context.object::<Posting<'_>>(json) else { return };
        let status = context.take_text("status", posting.status).unwrap_or_default();
        let text = context.take_text("text", posting.text).unwrap_or_default();
        if stated.is_none() {
            stated = said_times(&text, context);
        }
        let level = level_of(&status);
        let touch = |name: &str| Touch { name: name.into(), before: None, now: level };
        record.updates.push(Update {
            state: (status == "AVAILABLE").then_some(State::Resolved),
            body: text.trim_start_matches("**Summary**").trim().to_owned().into(),
            at: context.take_time("when", posting.when),
            written: context.take_time("created", posting.created),
            // Each product in each update: of a hostile file too much.
            touches: products.iter().take(MOST_PRODUCTS).map(|name| touch(name)).collect(),
        });
    });
    record.components = products.into_iter().map(|name| (name, None)).collect();
    let mut incident = record.into_incident(context);
    incident.tags.extend(places);
    incident.stated = stated;
    let modified = context.take_time("modified", row.modified);
    Some(Found::incident(incident, "incidents").updated(modified))
}

fn names(key: &'static str, list: Option<&RawValue>, context: &mut Context<'_>) -> Vec<Box<str>> {
    let mut names = Vec::new();
    context.take_list(key, list, &mut |context, json| {
        let named = context.object::<Named<'_>>(json);
        names.extend(named.and_then(|named| context.take_text("title", named.title)).map(Box::from));
    });
    names
}

fn level_of(status: &str) -> Option<ImpactLevel> {
    match status {
        "SERVICE_OUTAGE" => Some(ImpactLevel::Full),
        "SERVICE_DISRUPTION" => Some(ImpactLevel::Degraded),
        "SERVICE_INFORMATION" | "SERVICE_MAINTENANCE" | "AVAILABLE" => Some(ImpactLevel::None),
        _ => None,
    }
}

/// The times that the prose of the last update claims, which are those of the Pacific coast: "Incident began at 2026-03-04
/// 05:30 and ended at 2026-03-04 06:45 (all times are US/Pacific)".
pub(super) fn said_times(text: &str, context: &Context<'_>) -> Option<Stated> {
    let (_, claim) = text.split_once("Incident began at ")?;
    let (claim, _) = claim.split_once("(all times are US/Pacific)")?;
    let (begin, end) = claim.split_once(" and ended at ")?;
    let zone = context.zones().zone("America/Los_Angeles")?;
    let read = |text: &str| {
        let text = text.trim().trim_matches('*').trim();
        let Ok(crate::time::ParsedTime::Local(local)) = crate::time::read_time(text) else { return None };
        Some(When { at: crate::time::resolve_local(local, &*zone).at, day_only: false })
    };
    let text = ["Incident began at ", claim.trim_end(), " (all times are US/Pacific)"].concat().replace('*', "");
    Some(Stated { start: read(begin), end: read(end), text: Some(text.into()), ..Stated::default() })
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{clock, incident};

    const INCIDENT: &str = r#"[{"id":"a","begin":"2026-03-04T13:30:00+00:00","end":"2026-03-04T14:45:00+00:00","external_desc":"**Title:** Errors","status_impact":"SERVICE_OUTAGE","severity":"high",
        "service_name":"Multiple Products","affected_products":[{"title":"SQL","id":"1"}],"updates":[
        {"when":"2026-03-04T14:50:00+00:00","text":"**Summary**\nOver.\n**Incident began at 2026-03-04 05:30 and ended at 2026-03-04 06:45 (all times are US/Pacific).**","status":"AVAILABLE"},
        {"when":"2026-03-04T14:10:00+00:00","text":"Better.","status":"SERVICE_DISRUPTION"},{"when":"2026-03-04T13:41:00+00:00","text":"We look.","status":"SERVICE_OUTAGE"}]}]"#;

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "Errors · resolved · full 13:30–14:10 SQL · degraded 14:10–14:45 SQL"),
            (
                r#""2026-03-04T14:45:00+00:00""#,
                r#""""#,
                "Errors · ongoing · full 13:30–14:10 SQL · degraded 14:10–14:50 SQL",
            ),
            (
                r#","end":"2026-03-04T14:45:00+00:00""#,
                "",
                "Errors · ongoing · full 13:30–14:10 SQL · degraded 14:10–14:50 SQL",
            ),
            (r#"[{"title":"SQL","id":"1"}]"#, "[]", "Errors · resolved · full 13:30–14:45 "),
            ("SERVICE_DISRUPTION", "SERVICE_INFORMATION", "Errors · resolved · full 13:30–14:10 SQL"),
        ] {
            assert_eq!(facts(&INCIDENT.replacen(from, to, 1)), expected, "{from} → {to}");
        }
    }

    #[test]
    fn what_the_prose_says_is_a_claim() {
        let stated = incident(INCIDENT).incident.stated.unwrap();
        assert_eq!((clock(stated.start), clock(stated.end)), ("13:30".into(), "14:45".into()));
    }
}
