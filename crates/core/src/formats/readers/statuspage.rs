//! Atlassian Statuspage v2: `incidents.json`, `summary.json`, `unresolved.json`, `scheduled-maintenances.json`, one
//! incident, a webhook, and rows taken out of those as a list or a row a line. A maintenance is no outage: it is tagged,
//! and counts in no figure.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::page_record::{MAINTENANCE, PageRecord, State, Touch, Update, component_level};
use crate::formats::collection::{EntryReading, Gatherer, ListFile, add_line};
use crate::formats::context::Context;
use crate::formats::lenient::{Lenient, Text, quote};
use crate::formats::registry::{Confidence, Document, Head, Outline, Reader, Source, Work};
use crate::formats::{Catalog, Entry, Mapping, ReadError};
use crate::incident::{ImpactLevel, Incident, ProblemKind};
use crate::time::ZoneSource;

/// The keys of the lists of incidents.
const LISTS: [&str; 2] = ["incidents", MAINTENANCES];
/// The key of the list of maintenances.
const MAINTENANCES: &str = "scheduled_maintenances";

/// What Statuspage answers for a page's incidents.
pub struct Statuspage;

impl Reader for Statuspage {
    fn name(&self) -> &'static str {
        MAPPING.format
    }

    fn is_collection(&self) -> bool {
        true
    }

    fn sniff(&self, head: &Head<'_>) -> Confidence {
        let file = &head.outline;
        let has_page = is_page(file.get("page"));
        let of_page = |list: &Outline| match list {
            // Where a row shows little, the page is what tells.
            Outline::List(first) => is_row(first) || (has_page && !first.has_any(&["timeline", "impacts"])),
            _ => false,
        };
        let is_statuspage = LISTS.iter().filter_map(|key| file.get(key)).any(of_page)
            // A summary may have more components before its incidents than the beginning of a file shows.
            || has_components(file)
            || [Some(file), file.first(), file.get("incident")].into_iter().flatten().any(is_row);
        if is_statuspage { Confidence::Certain } else { Confidence::None }
    }

    fn read<'a>(&'a self, source: Source<'a>) -> Work<'a> {
        Box::pin(async move { read(source).await.map(Document::Catalog) })
    }
}

fn is_page(page: Option<&Outline>) -> bool {
    page.is_some_and(|page| page.has_any(&["time_zone", "updated_at", "url"]))
}

/// `true` for what has the keys of an incident of a page, in any order, as far as it is there.
fn is_row(row: &Outline) -> bool {
    row.has_any(&["incident_updates", "shortlink"]) || (has_components(row) && row.get("timeline").is_none())
}

/// `true` for what lists components as only Statuspage describes them.
fn has_components(of: &Outline) -> bool {
    let first = of.get("components").and_then(Outline::first);
    first.is_some_and(|first| first.has_any(&["only_show_if_degraded", "showcase", "group_id", "page_id"]))
}

/// What its fields become.
static MAPPING: Mapping = Mapping {
    format: "Statuspage v2 incidents",
    rows: &[
        ("name, else title", "title"),
        ("impact", "severity, and the level: critical is full, major partial, minor degraded, none none"),
        (
            "impact: maintenance, scheduled_for, a status such as scheduled, the list scheduled_maintenances",
            "the tag maintenance: left out of downtime and of every figure, and counted",
        ),
        ("started_at, else created_at", "the milestone started, and the start of the impact"),
        ("scheduled_for, else the first update in_progress", "both of a maintenance"),
        ("monitoring_at, and the last updates that say monitoring", "the milestone mitigated"),
        (
            "resolved_at, else the last update that says resolved",
            "the milestone resolved, and the end of the impact; none where a backfilled incident has no length",
        ),
        (
            "status",
            "status: resolved and completed are resolved, postmortem reviewed, monitoring mitigated unless a component is \
             hit still, others ongoing",
        ),
        ("incident_updates", "events, in order of time: body is the text, status the kind"),
        ("affected_components: old_status, new_status", "which services were hit, when and at what level"),
        ("components, affected_components", "services"),
        ("shortlink, else url", "a link"),
        ("page.time_zone", "the zone times are shown in"),
    ],
};

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
    title: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    status: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    impact: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    backfilled: Lenient<'a, bool>,
    #[serde(borrow)]
    started_at: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    created_at: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    monitoring_at: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    resolved_at: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    scheduled_for: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    shortlink: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    url: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    incident_updates: Lenient<'a, Vec<&'a RawValue>>,
    #[serde(borrow)]
    components: Lenient<'a, Vec<&'a RawValue>>,
}

/// An update of an incident.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Posting<'a> {
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
    #[serde(borrow)]
    status: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    old_status: Lenient<'a, Text<'a>>,
    #[serde(borrow)]
    new_status: Lenient<'a, Text<'a>>,
}

async fn read(source: Source<'_>) -> Result<Catalog, ReadError> {
    let file = ListFile::of(source.text, &LISTS)?;
    let member = |key: &str| file.members.iter().find(|(name, _)| name == key).map(|(_, json)| *json);
    let page: Page<'_> = member("page").and_then(|json| Page::deserialize(json).ok()).unwrap_or_default();
    let mut gatherer = Gatherer::new(source.text, source.name, source.zones, 0, 0);
    let text = |field| if let Lenient::Value(Text { text, .. }) = field { Some(Box::from(text)) } else { None };
    gatherer.catalog.title = text(page.name).unwrap_or_default();
    let zone: Option<Box<str>> = text(page.time_zone);
    let read = |is_planned: bool| {
        let zone = zone.as_deref();
        move |json: &RawValue, zones: &dyn ZoneSource| read_row(json, is_planned, zone, zones)
    };
    let mut error = file.error;
    for (key, items) in &file.lists {
        let items = file.items.get(items.clone()).unwrap_or_default();
        gatherer.add_all(items, &read(key == MAINTENANCES), &source).await?;
    }
    if let Some(incident) = member("incident") {
        gatherer.add(incident, &read(false));
    } else if file.lists.is_empty() && file.members.iter().any(|(key, _)| key == "incident_updates" || key == "status") {
        // One row, or a row a line.
        error = None;
        let is_one = serde_json::from_str::<&RawValue>(source.text).is_ok();
        for row in source.text.split(|c| c == '\n' && !is_one) {
            add_line(&mut gatherer, row, &read(false));
        }
    }
    let mut catalog = gatherer.finish(error)?;
    catalog.mappings.push(&MAPPING);
    Ok(catalog)
}

fn read_row(json: &RawValue, is_planned: bool, zone: Option<&str>, zones: &dyn ZoneSource) -> EntryReading {
    let mut context = Context::new(zones);
    let entry = context.object(json).map(|row| {
        let mut incident = incident_of(row, is_planned, &mut context);
        incident.time_zone = zone.map(Into::into);
        Entry::whole(incident)
    });
    EntryReading { entry, problems: context.into_problems(), newer: None }
}

fn incident_of(row: Row<'_>, is_planned: bool, context: &mut Context<'_>) -> Incident {
    let name = context.take_text("name", row.name).or_else(|| context.take_text("title", row.title));
    let title = name.unwrap_or_default();
    if title.is_empty() {
        context.report(ProblemKind::Missing { key: "name" });
    }
    let impact = context.take_text("impact", row.impact).unwrap_or_default();
    let level = level_of(&impact);
    if level.is_none() && !impact.is_empty() {
        let allowed = vec!["none", "minor", "major", "critical", MAINTENANCE];
        context.at_key("impact", |context| {
            context.report(ProblemKind::UnknownWord { found: quote(&impact), allowed });
        });
    }
    let link = context.take_text("shortlink", row.shortlink).or_else(|| context.take_text("url", row.url));
    let mut record = PageRecord {
        id: context.take_text("id", row.id).unwrap_or_default(),
        title,
        link: link.unwrap_or_default(),
        level,
        state: state("status", row.status, context),
        is_maintenance: is_planned || impact == MAINTENANCE,
        is_backfilled: context.take("backfilled", "true or false", row.backfilled).unwrap_or(false),
        planned: context.take_time("scheduled_for", row.scheduled_for),
        started: context.take_time("started_at", row.started_at),
        created: context.take_time("created_at", row.created_at),
        monitoring: context.take_time("monitoring_at", row.monitoring_at),
        resolved: context.take_time("resolved_at", row.resolved_at),
        resolved_key: "resolved_at",
        severity: impact,
        ..PageRecord::default()
    };
    context.take_list("incident_updates", row.incident_updates, &mut |context, json| {
        record.updates.extend(context.object(json).map(|posting| update_of(posting, context)));
    });
    context.take_list("components", row.components, &mut |context, json| {
        let Some(component) = context.object::<Component<'_>>(json) else { return };
        let name = context.take_text("name", component.name).unwrap_or_default();
        record.components.push((name.into(), level_at("status", component.status, context)));
    });
    record.into_incident(context)
}

fn update_of<'a>(posting: Posting<'a>, context: &mut Context<'_>) -> Update<'a> {
    let written = context.take_time("created_at", posting.created_at);
    let mut update = Update {
        state: state("status", posting.status, context),
        body: without_breaks(context.take_text("body", posting.body).unwrap_or_default()),
        at: context.take_time("display_at", posting.display_at).or(written),
        written,
        touches: Vec::new(),
    };
    context.take_list("affected_components", posting.affected_components, &mut |context, json| {
        let Some(component) = context.object::<Component<'_>>(json) else { return };
        update.touches.push(Touch {
            name: context.take_text("name", component.name).unwrap_or_default().into(),
            before: level_at("old_status", component.old_status, context),
            now: level_at("new_status", component.new_status, context),
        });
    });
    update
}

fn state<'a>(key: &'static str, field: Lenient<'a, Text<'a>>, context: &mut Context<'_>) -> Option<State> {
    let word = context.take_text(key, field)?;
    let state = State::of(&word);
    if state.is_none() {
        context.at_key(key, |context| {
            context.report(ProblemKind::UnknownWord { found: quote(&word), allowed: State::WORDS.to_vec() });
        });
    }
    state
}

fn level_at<'a>(key: &'static str, field: Lenient<'a, Text<'a>>, context: &mut Context<'_>) -> Option<ImpactLevel> {
    component_level(&context.take_text(key, field)?)
}

fn level_of(impact: &str) -> Option<ImpactLevel> {
    match impact {
        "critical" => Some(ImpactLevel::Full),
        "major" => Some(ImpactLevel::Partial),
        "minor" => Some(ImpactLevel::Degraded),
        "none" | MAINTENANCE => Some(ImpactLevel::None),
        _ => None,
    }
}

/// The only markup that status pages put into their texts, as what it means. Anything else stays as it is written.
fn without_breaks(body: Cow<'_, str>) -> Cow<'_, str> {
    if body.contains("<br") {
        body.replace("<br />", "\n").replace("<br/>", "\n").replace("<br>", "\n").into()
    } else {
        body
    }
}
