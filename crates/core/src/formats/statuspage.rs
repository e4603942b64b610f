//! Atlassian Statuspage v2: `incidents.json` and `scheduled-maintenances.json`, one incident a row. Must never take a
//! text of it for markup, nor a maintenance for an outage.

use std::borrow::Cow;

use super::catalog::{Entry, Mapping};
use super::json::{Cursor, Malformed};
use super::native::{EntryRead, Object, Reader, quote};
use crate::incident::{
    Event, EventId, EventKind, Impact, ImpactLevel, Incident, Link, ProblemKind, Service, Severity, Status, Text, When,
    severity_rank,
};
use crate::text::is_safe_link;
use crate::time::ZoneSource;

/// What its fields become.
pub(super) const MAPPING: Mapping = Mapping {
    format: "Statuspage v2 incidents",
    rows: &[
        ("name", "title"),
        ("impact", "severity, and the level of one impact: critical is full, major partial, minor degraded, none none"),
        ("impact: maintenance", "the tag maintenance: left out of downtime and of every figure, and counted"),
        ("started_at, else scheduled_for, else created_at", "the milestone started, and the start of the impact"),
        ("resolved_at, else the last update that says resolved", "the milestone resolved, and the end of the impact"),
        (
            "status",
            "status: resolved and completed are resolved, postmortem reviewed, monitoring mitigated, others ongoing",
        ),
        ("incident_updates", "events, in order of time: body is the text, status the kind"),
        ("components, affected_components", "services"),
        ("shortlink", "a link"),
        ("page.time_zone", "the zone times are shown in"),
    ],
};

const ROW: [&str; 20] = [
    "id",
    "name",
    "status",
    "impact",
    "started_at",
    "created_at",
    "resolved_at",
    "scheduled_for",
    "shortlink",
    "incident_updates",
    "components",
    // Known, and of no use here.
    "updated_at",
    "monitoring_at",
    "page_id",
    "scheduled_until",
    "reminder_intervals",
    "postmortem_body",
    "postmortem_body_last_updated_at",
    "postmortem_published_at",
    "impact_override",
];

/// A row of the list.
#[derive(Default)]
struct Row {
    id: Box<str>,
    name: Box<str>,
    status: Box<str>,
    impact: Box<str>,
    /// `started_at`, `created_at`, `resolved_at`, `scheduled_for`.
    moments: [Option<When>; 4],
    link: Box<str>,
    updates: Vec<Update>,
    services: Vec<Service>,
}

/// Reads a text into a field.
fn text(reader: &mut Reader<'_>, into: &mut Box<str>) -> Result<(), Malformed> {
    if let Some(text) = reader.text("a text")? {
        *into = text.into();
    }
    Ok(())
}

impl Object for Row {
    fn keys(&self) -> &'static [&'static str] {
        &ROW
    }

    fn read_row(&mut self, row: usize, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        match row {
            0 => text(reader, &mut self.id),
            1 => text(reader, &mut self.name),
            2 => text(reader, &mut self.status),
            3 => {
                text(reader, &mut self.impact)?;
                if level_of(&self.impact).is_none() && &*self.impact != MAINTENANCE {
                    let allowed = vec!["none", "minor", "major", "critical", MAINTENANCE];
                    reader.report(ProblemKind::UnknownWord { found: quote(&self.impact), allowed });
                }
                Ok(())
            }
            4..8 => {
                let when = reader.time()?;
                if let Some(slot) = self.moments.get_mut(row - 4) {
                    *slot = when;
                }
                Ok(())
            }
            8 => text(reader, &mut self.link),
            9 => {
                reader.list(&mut |reader, index| {
                    let mut update = Update::default();
                    if reader.object(&mut update, index)?.is_some() {
                        self.services.append(&mut update.services);
                        self.updates.push(update);
                    }
                    Ok(())
                })?;
                Ok(())
            }
            10 => services(reader, &mut self.services),
            _ => reader.cursor.skip().map(|_| ()),
        }
    }
}

const UPDATE: [&str; 12] = [
    "status",
    "body",
    "created_at",
    "display_at",
    "affected_components",
    "id",
    "incident_id",
    "updated_at",
    "deliver_notifications",
    "custom_tweet",
    "tweet_id",
    "twitter_updated_at",
];

/// An update of a row.
#[derive(Default)]
struct Update {
    status: Box<str>,
    body: Box<str>,
    created: Option<When>,
    displayed: Option<When>,
    services: Vec<Service>,
}

impl Object for Update {
    fn keys(&self) -> &'static [&'static str] {
        &UPDATE
    }

    fn read_row(&mut self, row: usize, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        match row {
            0 => text(reader, &mut self.status),
            1 => text(reader, &mut self.body),
            2 => reader.time().map(|when| self.created = when),
            3 => reader.time().map(|when| self.displayed = when),
            4 => services(reader, &mut self.services),
            _ => reader.cursor.skip().map(|_| ()),
        }
    }
}

/// A component: its name is what it goes by here, since ids differ from page to page.
#[derive(Default)]
struct Component(Box<str>);

impl Object for Component {
    fn keys(&self) -> &'static [&'static str] {
        &["name"]
    }

    fn read_row(&mut self, _row: usize, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        text(reader, &mut self.0)
    }
}

fn services(reader: &mut Reader<'_>, into: &mut Vec<Service>) -> Result<(), Malformed> {
    reader.list(&mut |reader, index| {
        let mut component = Component::default();
        reader.object(&mut component, index)?;
        if !component.0.is_empty() {
            let name = Text::from(&*component.0);
            into.push(Service { id: name.clone(), name });
        }
        Ok(())
    })?;
    Ok(())
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

/// The name and the zone of the page.
pub(super) fn read_page(cursor: &mut Cursor<'_>) -> Result<(Box<str>, Option<Box<str>>), Malformed> {
    let (mut name, mut zone) = (Box::default(), None);
    let mut more = cursor.enter(b'}');
    while more {
        let key = cursor.key()?.raw;
        match (key, cursor.peek()) {
            ("name", Some(b'"')) => name = cursor.string()?.text().0.into(),
            ("time_zone", Some(b'"')) => zone = Some(cursor.string()?.text().0.into()),
            _ => {
                cursor.skip()?;
            }
        }
        more = cursor.another(b'}')?;
    }
    Ok((name, zone))
}

/// Reads a row.
pub(super) fn read_entry(
    cursor: Cursor<'_>,
    zone: Option<&str>,
    zones: &dyn ZoneSource,
) -> Result<EntryRead, Malformed> {
    let mut reader = Reader::at(cursor, zones);
    let mut row = Row::default();
    let given = reader.object(&mut row, 0)?;
    let end = reader.cursor.place();
    if given.is_some() && row.name.is_empty() {
        reader.report(ProblemKind::Missing { key: "name" });
    }
    let entry = given.map(|_| {
        let mut incident = incident_of(row);
        incident.time_zone = zone.map(Into::into);
        Entry::whole(incident)
    });
    Ok(EntryRead { entry, problems: reader.pause().into_problems(), newer: None, end })
}

fn incident_of(row: Row) -> Incident {
    let Row { id, name, status, impact, moments, link, mut updates, services } = row;
    let moment = |update: &Update| update.displayed.or(update.created);
    updates.sort_by_key(|update| moment(update).map_or(i64::MIN, |when| when.at.ms()));
    let [started_at, created_at, resolved_at, scheduled_for] = moments;
    let started = started_at.or(scheduled_for).or(created_at);
    let status = (!status.is_empty()).then(|| status_of(&status));
    let over = matches!(status, Some(Status::Resolved | Status::Reviewed));
    let said = updates.iter().rev().find(|update| matches!(&*update.status, "resolved" | "completed"));
    let resolved = resolved_at.or_else(|| said.filter(|_| over).and_then(moment));
    let mut hit: Vec<Service> = Vec::new();
    for service in services {
        if !hit.iter().any(|known| known.id == service.id) {
            hit.push(service);
        }
    }
    let mut incident = Incident { id, title: name, status, ..Incident::default() };
    if !impact.is_empty() {
        incident.severity = Some(Severity { rank: severity_rank(&impact), word: (&*impact).into() });
    }
    if &*impact == MAINTENANCE {
        incident.tags.push(Text::from(&*impact));
    }
    incident.impacts.push(Impact {
        id: "impact-1".into(),
        start: started,
        end: resolved,
        end_unread: resolved.is_none() && over,
        level: if &*impact == MAINTENANCE { Some(ImpactLevel::None) } else { level_of(&impact) },
        services: hit.iter().map(|service| Text::from(&*service.id)).collect(),
        ..Impact::default()
    });
    incident.milestones.started = started;
    incident.milestones.resolved = resolved;
    incident.services = hit;
    incident.timeline = updates.iter().enumerate().map(|(index, update)| event_of(update, index)).collect();
    if is_safe_link(&link) {
        incident.links.push(Link { label: link.clone(), url: link });
    }
    incident
}

fn event_of(update: &Update, index: usize) -> Event {
    let at = update.displayed.or(update.created);
    let body = without_breaks(&update.body);
    let line = body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(&update.status);
    let title = short(line);
    let details = (*title != *body.trim()).then(|| Text::from(body.trim()));
    Event {
        id: EventId::new(&format!("event-{}", index + 1)),
        at,
        title: Text::from(&*title),
        details,
        kind: kind_of(&update.status),
        services: update.services.iter().map(|service| Text::from(&*service.id)).collect(),
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
