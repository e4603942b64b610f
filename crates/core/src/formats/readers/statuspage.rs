//! Atlassian Statuspage v2: `incidents.json` and `scheduled-maintenances.json`, one incident a row. A maintenance is no
//! outage: it is tagged, and counts in no figure.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::formats::context::Context;
use crate::formats::foreign::{Found, Rows, Tool};
use crate::formats::lenient::{Lenient, Text, quote};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{
    Event, EventId, EventKind, Impact, ImpactLevel, Incident, Link, ProblemKind, Service, Severity, Status, When,
    severity_rank,
};
use crate::text::is_safe_link;

/// The keys of the lists of incidents.
const LISTS: [&str; 2] = ["incidents", "scheduled_maintenances"];

/// What Statuspage answers for a page's incidents.
pub static STATUSPAGE: Tool = Tool {
    id: "statuspage",
    name: "Statuspage",
    recognised_by: "`incidents` or `scheduled_maintenances` beside `page`, or with `incident_updates`, `shortlink` or `impact`",
    endings: &["json"],
    lists: &LISTS,
    fields: &[
        ("id", "the id"),
        ("name", "the title"),
        (
            "impact",
            "the severity, and the level of one impact: critical is full, major partial, minor degraded, none none; \
             maintenance is a tag, and counts in no figure",
        ),
        ("started_at", "the milestone started, and the start of the impact"),
        ("scheduled_for", "the start, where started_at is not given"),
        ("created_at", "the start, where neither is given"),
        ("resolved_at", "the milestone resolved, and the end of the impact"),
        (
            "status",
            "the status: resolved and completed are resolved, postmortem reviewed, monitoring mitigated, others ongoing",
        ),
        ("shortlink", "a link"),
        ("components.name", "a service"),
        ("incident_updates.status", "the kind of an event"),
        ("incident_updates.body", "an event"),
        ("incident_updates.created_at", "the time of an event"),
        ("incident_updates.display_at", "the time of an event"),
        ("incident_updates.affected_components.name", "a service"),
    ],
    sniff,
    read: read_row,
};

fn sniff(head: &Head<'_>, _: &Outline) -> Confidence {
    let lists = LISTS.iter().filter_map(|key| head.outline.get(key)?.first());
    let of_incidents = |first: &Outline| first.has_any(&["incident_updates", "shortlink", "impact"]);
    let has_page = matches!(head.outline.get("page"), Some(Outline::Object(_)));
    let is_likely = lists.into_iter().any(|first| has_page || of_incidents(first));
    if is_likely { Confidence::Certain } else { Confidence::None }
}

/// The page that the incidents are of.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Page<'a> {
    #[serde(borrow)]
    name: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    time_zone: Lenient<'a, Text<'a>>,
}

/// An incident, or a maintenance.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Row<'a> {
    #[serde(borrow)]
    id: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    name: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    status: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    impact: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    started_at: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    created_at: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    resolved_at: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    scheduled_for: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    shortlink: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    incident_updates: Lenient<'a, Vec<&'a RawValue>>,
    #[serde(borrow)]
    components: Lenient<'a, Vec<&'a RawValue>>,
}

/// An update of an incident.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Update<'a> {
    #[serde(borrow)]
    status: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    body: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    created_at: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    display_at: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    affected_components: Lenient<'a, Vec<&'a RawValue>>,
}

/// A component: its name is what it goes by here, since ids differ from page to page.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Component<'a> {
    #[serde(borrow)]
    name: Lenient<'a, Text<'a>>,
}

fn read_row<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let page: Page<'_> = rows.member("page").and_then(|json| Page::deserialize(json).ok()).unwrap_or_default();
    let text = |field| if let Lenient::Value(Text { text, .. }) = field { Some(text) } else { None };
    if let Some(name) = text(page.name) {
        rows.title.replace(name.into_owned());
    }
    let row = context.object(json)?;
    let mut incident = incident_of(row, context);
    incident.time_zone = text(page.time_zone).map(Into::into);
    Some(Found::incident(incident, "incidents"))
}

/// An update, read.
struct Posting<'a> {
    status: Cow<'a, str>,
    body: Cow<'a, str>,
    at: Option<When>,
    services: Vec<Box<str>>,
}

fn incident_of(row: Row<'_>, context: &mut Context<'_>) -> Incident {
    let id = context.take_text("id", row.id).unwrap_or_default();
    let name = context.take_text("name", row.name).unwrap_or_default();
    if name.is_empty() {
        context.report(ProblemKind::Missing { key: "name" });
    }
    let status = context.take_text("status", row.status).map(|status| status_of(&status));
    let impact = context.take_text("impact", row.impact).unwrap_or_default();
    let is_maintenance = impact == MAINTENANCE;
    let level = if is_maintenance { Some(ImpactLevel::None) } else { level_of(&impact) };
    if level.is_none() && !impact.is_empty() {
        let allowed = vec!["none", "minor", "major", "critical", MAINTENANCE];
        context.at_key("impact", |context| {
            context.report(ProblemKind::UnknownWord { found: quote(&impact), allowed });
        });
    }
    let started_at = context.take_time("started_at", row.started_at);
    let created_at = context.take_time("created_at", row.created_at);
    let resolved_at = context.take_time("resolved_at", row.resolved_at);
    let scheduled_for = context.take_time("scheduled_for", row.scheduled_for);
    let link = context.take_text("shortlink", row.shortlink).unwrap_or_default();
    let mut updates: Vec<Posting<'_>> = Vec::new();
    context.take_list("incident_updates", row.incident_updates, &mut |context, json| {
        updates.extend(context.object(json).map(|update| update_of(update, context)));
    });
    let mut services: Vec<_> = updates.iter().flat_map(|update| update.services.iter().cloned()).collect();
    services.extend(components("components", row.components, context));
    updates.sort_by_key(|update| update.at.map(|when| when.at));

    let started = started_at.or(scheduled_for).or(created_at);
    let is_over = matches!(status, Some(Status::Resolved | Status::Reviewed));
    let last = updates.iter().rev().find(|update| matches!(&*update.status, "resolved" | "completed"));
    let resolved = resolved_at.or_else(|| last.filter(|_| is_over).and_then(|update| update.at));
    let mut hit: Vec<Box<str>> = Vec::new();
    for service in services {
        if !hit.contains(&service) {
            hit.push(service);
        }
    }
    let mut incident = Incident { id: id.into(), title: name.into(), status, ..Incident::default() };
    if !impact.is_empty() {
        incident.severity = Some(Severity { rank: severity_rank(&impact), word: (&*impact).into() });
    }
    if is_maintenance {
        incident.tags.push(MAINTENANCE.into());
    }
    incident.services = hit.iter().map(|name| Service { id: name.clone(), name: name.clone() }).collect();
    incident.impacts.push(Impact {
        id: "impact-1".into(),
        start: started,
        end: resolved,
        end_unread: resolved.is_none() && is_over,
        level,
        services: hit,
        ..Impact::default()
    });
    incident.milestones.started = started;
    incident.milestones.resolved = resolved;
    incident.timeline = updates.iter().enumerate().map(|(index, update)| event_of(update, index)).collect();
    if is_safe_link(&link) {
        incident.links.push(Link { label: (&*link).into(), url: link.into() });
    }
    incident
}

fn update_of<'a>(update: Update<'a>, context: &mut Context<'_>) -> Posting<'a> {
    let created = context.take_time("created_at", update.created_at);
    let displayed = context.take_time("display_at", update.display_at);
    Posting {
        status: context.take_text("status", update.status).unwrap_or_default(),
        body: context.take_text("body", update.body).unwrap_or_default(),
        at: displayed.or(created),
        services: components("affected_components", update.affected_components, context),
    }
}

/// The names of components.
fn components(key: &'static str, field: Lenient<'_, Vec<&RawValue>>, context: &mut Context<'_>) -> Vec<Box<str>> {
    let mut names: Vec<Box<str>> = Vec::new();
    context.take_list(key, field, &mut |context, json| {
        let component: Option<Component<'_>> = context.object(json);
        let name = component.and_then(|component| context.take_text("name", component.name));
        names.extend(name.filter(|name| !name.is_empty()).map(Box::from));
    });
    names
}

const MAINTENANCE: &str = "maintenance";

fn level_of(impact: &str) -> Option<ImpactLevel> {
    match impact {
        "critical" => Some(ImpactLevel::Full),
        "major" => Some(ImpactLevel::Partial),
        "minor" => Some(ImpactLevel::Degraded),
        "none" => Some(ImpactLevel::None),
        _ => None,
    }
}

fn status_of(status: &str) -> Status {
    match status {
        "resolved" | "completed" => Status::Resolved,
        "postmortem" => Status::Reviewed,
        "monitoring" => Status::Mitigated,
        _ => Status::Ongoing,
    }
}

fn kind_of(status: &str) -> EventKind {
    match status {
        "identified" => EventKind::Diagnosis,
        "monitoring" => EventKind::Mitigation,
        "resolved" | "completed" => EventKind::Recovery,
        _ => EventKind::Communication,
    }
}

fn event_of(update: &Posting<'_>, index: usize) -> Event {
    let body = without_breaks(&update.body);
    let line = body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(&update.status);
    let title = short(line);
    let details = (*title != *body.trim()).then(|| body.trim().into());
    Event {
        id: EventId::new(&format!("event-{}", index + 1)),
        at: update.at,
        title: Box::from(title),
        details,
        kind: kind_of(&update.status),
        services: update.services.clone(),
        ..Event::default()
    }
}

/// The first sentence of a line, or what of it makes a title.
fn short(line: &str) -> Cow<'_, str> {
    const MOST: usize = 140;
    let sentence = line.find(". ").and_then(|at| line.get(..=at)).unwrap_or(line);
    match sentence.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", sentence.get(..end).unwrap_or("").trim_end()).into(),
        None => sentence.into(),
    }
}

/// The only markup that status pages put into their texts, as what it means. Anything else stays as it is written.
fn without_breaks(body: &str) -> Cow<'_, str> {
    if body.contains("<br") {
        body.replace("<br />", "\n").replace("<br/>", "\n").replace("<br>", "\n").into()
    } else {
        body.into()
    }
}
