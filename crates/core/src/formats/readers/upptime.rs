//! Upptime: the issues of its repository, one an incident or a maintenance, and `history/summary.json`, which says how long
//! each site was down on which day.

use serde_json::value::RawValue;

use super::outage::{Outage, of_day};
use super::page_record::MAINTENANCE;
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link_to, service};
use crate::formats::lenient::{each_member, text};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventKind, Impact, ImpactLevel, Incident, Status};

/// Upptime.
pub static UPPTIME: Tool = Tool {
    id: "upptime",
    name: "Upptime",
    recognised_by: "a list of sites with `slug` and `dailyMinutesDown`, or of GitHub issues with the label status or maintenance",
    endings: &["json"],
    lists: &[],
    fields: &[
        ("number", "the id"),
        ("title", "the title; \"is down\" is full, \"degraded\" degraded"),
        ("state", "the status"),
        ("labels.name", "a service; maintenance is left out of figures"),
        ("created_at", "the milestone detected, and the start of the impact"),
        ("closed_at", "the milestone resolved, and the end of the impact"),
        ("updated_at", "which of two states is the later"),
        ("body", "an event; of a maintenance also its start and end"),
        ("html_url", "a link"),
        ("slug", "the id"),
        ("name", "a service"),
        ("url", "a link"),
        ("dailyMinutesDown", "an outage a day, of which the length is known"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_summary = record.has_all(&["slug", "dailyMinutesDown"]);
    let label = record.get("labels").and_then(Outline::first).and_then(|label| label.text("name"));
    let is_issue = record.has_all(&["number", "title", "created_at", "closed_at"])
        && (matches!(label, Some("status" | MAINTENANCE)) || record.text("title").is_some_and(is_of_monitor));
    if is_summary || is_issue { Confidence::Certain } else { Confidence::None }
}

/// `true` for the titles that Upptime gives to issues: "🛑 API is down".
fn is_of_monitor(title: &str) -> bool {
    title.starts_with(['🛑', '⚠'])
}

record! {
    /// An issue, or a site.
    Row { number, title, labels, created_at, closed_at, updated_at, body, html_url, slug, name, url,
        #[serde(rename = "dailyMinutesDown")]
        daily_minutes_down,
    }
}

record! {
    /// A label of an issue.
    Label { name }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if let Some(days) = row.daily_minutes_down {
        return of_site(&row, days, context);
    }
    let mut labels: Vec<Box<str>> = Vec::new();
    context.take_list("labels", row.labels, &mut |context, label| {
        let label = context.object::<Label<'_>>(label);
        labels.extend(label.and_then(|label| context.take_text("name", label.name)).map(Box::from));
    });
    let is = |word: &str| labels.iter().any(|label| **label == *word);
    let is_maintenance = is(MAINTENANCE);
    if !is_maintenance && !is("status") {
        return None;
    }
    let title = context.take_text("title", row.title).unwrap_or_default();
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let id = format!("upptime-{}", context.take_word("number", row.number).unwrap_or_default());
    let created = context.take_time("created_at", row.created_at);
    let closed = context.take_time("closed_at", row.closed_at);
    let updated = context.take_time("updated_at", row.updated_at);
    let body = context.take_text("body", row.body).unwrap_or_default();
    let slugs = labels.iter().filter(|label| !matches!(&***label, "status" | MAINTENANCE));
    let mut incident = if is_maintenance {
        maintenance(&id, title, &body, context)
    } else {
        let (name, level) = match title.split_once(" is down") {
            Some((name, _)) => (name, ImpactLevel::Full),
            None => (title.split_once(" has degraded").map_or(title, |(name, _)| name), ImpactLevel::Degraded),
        };
        let outage = Outage {
            id,
            title: title.into(),
            service: name.into(),
            level: Some(level),
            start: created,
            end: closed,
            is_over: closed.is_some(),
            details: (!body.trim().is_empty()).then(|| body.trim().into()),
        };
        outage.into_incident()
    };
    incident.tags.extend(slugs.cloned());
    incident.links.extend(context.take_text("html_url", row.html_url).and_then(|url| link_to(&url, "")));
    Some(Found::incident(incident, if is_maintenance { "maintenances" } else { "issues" }).updated(updated))
}

/// A maintenance: its times stand in a comment of the body, since an issue is opened and closed at other times.
fn maintenance(id: &str, title: &str, body: &str, context: &mut Context<'_>) -> Incident {
    let inside = body.split_once("<!--").and_then(|(_, rest)| rest.split_once("-->"));
    let (settings, text) = inside.unwrap_or(("", body));
    let setting =
        |name: &str| settings.lines().find_map(|line| line.trim().strip_prefix(name)?.strip_prefix(':')).map(str::trim);
    let (start, end) = context.at_key("body", |context| {
        let mut time = |name| setting(name).and_then(|text| context.loose_time(text));
        (time("start"), time("end"))
    });
    let hit = setting("expectedDown").into_iter().chain(setting("expectedDegraded")).flat_map(|names| names.split(','));
    let services: Vec<_> = hit.map(str::trim).filter(|name| !name.is_empty()).map(service).collect();
    let impact = Impact {
        start,
        end,
        level: Some(ImpactLevel::None),
        services: services.iter().map(|service| service.id.clone()).collect(),
        ..Impact::default()
    };
    let mut incident = Incident { id: id.into(), title: title.into(), services, ..Incident::default() };
    incident.tags.push(MAINTENANCE.into());
    incident.status = Some(Status::Resolved);
    incident.milestones.started = start;
    incident.milestones.resolved = end;
    incident.impacts.push(impact);
    incident.timeline.extend(start.map(|at| event(Some(at), text, "Maintenance", EventKind::Change)));
    incident
}

fn of_site(row: &Row<'_>, days: &RawValue, context: &mut Context<'_>) -> Option<Found> {
    let name = context.take_text("name", row.name).unwrap_or_default();
    let slug = context.take_text("slug", row.slug).unwrap_or_default();
    let url = context.take_text("url", row.url).unwrap_or_default();
    let mut found = Vec::new();
    let is_object = each_member(days, &mut |day, minutes| {
        let at = context.at_key("dailyMinutesDown", |context| context.loose_time(&day));
        let minutes = text(minutes).map_or_else(|| minutes.get().parse(), |minutes| minutes.text.parse());
        let incident = of_day(&format!("upptime-{slug}"), &name, at, minutes.unwrap_or(0.0) * 60.0);
        found.extend(incident.map(|mut incident| {
            incident.links.extend(link_to(&url, ""));
            Found::incident(incident, "days with downtime")
        }));
    });
    if !is_object {
        context.at_key("dailyMinutesDown", |context| context.wrong_type("an object", days.get()));
    }
    Found::several(found)
}
