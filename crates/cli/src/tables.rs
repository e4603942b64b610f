//! Flat tables of incidents, impacts, milestones and actions, as newline-delimited JSON. `docs/warehouse.md` explains the
//! columns; none of them holds a figure that depends on the time of day.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufWriter, Result, Write};
use std::path::Path;

use serde::Serialize;

use faultline_core::formats::Entry;
use faultline_core::incident::{ActionIx, ActionKind, ActionStatus, Case, ImpactLevel, Milestone, Status, When};
use faultline_core::metrics::{RecordKind, Source, durations};
use faultline_core::time::Instant;

/// The tables, being written.
pub(super) struct Tables {
    incidents: Table,
    impacts: Table,
    milestones: Table,
    actions: Table,
}

/// A file of rows, one JSON object a line.
struct Table {
    file: BufWriter<File>,
    rows: u64,
}

impl Table {
    fn create(path: &Path) -> Result<Self> {
        Ok(Self { file: BufWriter::new(File::create(path)?), rows: 0 })
    }

    fn add(&mut self, row: &impl Serialize) -> Result<()> {
        serde_json::to_writer(&mut self.file, row)?;
        self.rows += 1;
        self.file.write_all(b"\n")
    }
}

#[derive(Serialize)]
struct IncidentRow<'a> {
    incident: u64,
    id: &'a str,
    title: &'a str,
    src: Option<&'a str>,
    kind: &'static str,
    severity: Option<&'a str>,
    severity_rank: Option<u8>,
    status: Option<&'static str>,
    going_on: bool,
    began_at: Option<String>,
    began_ms: Option<i64>,
    started_ms: Option<i64>,
    detected_ms: Option<i64>,
    acknowledged_ms: Option<i64>,
    mitigated_ms: Option<i64>,
    resolved_ms: Option<i64>,
    services: Vec<&'a str>,
    tags: Vec<&'a str>,
    events: u32,
    causes: u32,
    actions: u32,
}

#[derive(Serialize)]
struct ImpactRow<'a> {
    incident: u64,
    impact: u64,
    level: Option<&'static str>,
    start_at: Option<String>,
    start_ms: Option<i64>,
    end_at: Option<String>,
    end_ms: Option<i64>,
    still_open: bool,
    services: Vec<&'a str>,
    share: Option<f64>,
}

#[derive(Serialize)]
struct MilestoneRow {
    incident: u64,
    milestone: &'static str,
    moment: String,
    moment_ms: i64,
    source: &'static str,
    approximate: bool,
}

#[derive(Serialize)]
struct ActionRow<'a> {
    incident: u64,
    action: u32,
    id: &'a str,
    title: &'a str,
    kind: Option<&'static str>,
    owner: Option<&'a str>,
    status: Option<&'static str>,
    priority: Option<&'a str>,
    due_at: Option<String>,
    due_ms: Option<i64>,
    due_day_only: Option<bool>,
    completed_at: Option<String>,
    completed_ms: Option<i64>,
    answers_causes: usize,
}

const fn kind_word(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Incident => "incident",
        RecordKind::Maintenance => "maintenance",
        RecordKind::Drill => "drill",
        RecordKind::Test => "test",
    }
}

fn text(when: Option<When>) -> Option<String> {
    when.map(|when| when.at.to_string())
}

fn ms(when: Option<When>) -> Option<i64> {
    when.map(|when| when.at.ms())
}

impl Tables {
    /// Creates the files, or empties them.
    pub(super) fn create(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self {
            incidents: Table::create(&folder.join("incidents.ndjson"))?,
            impacts: Table::create(&folder.join("impacts.ndjson"))?,
            milestones: Table::create(&folder.join("milestones.ndjson"))?,
            actions: Table::create(&folder.join("actions.ndjson"))?,
        })
    }

    /// Writes the rows of an incident.
    pub(super) fn add(&mut self, entry: Entry, now: Instant) -> Result<()> {
        let began = entry.began();
        let Entry { src, incident, counts, .. } = entry;
        let (case, _) = Case::join(incident);
        let durations = durations(&case, now);
        let number = self.incidents.rows;
        let incident = &case.incident;
        // Of an id that stands twice, the first is meant.
        let names: HashMap<&str, &str> =
            incident.services.iter().rev().map(|service| (&*service.id, &*service.name)).collect();
        let service = |id: &str| names.get(id).copied().unwrap_or(id).to_owned();
        let at = |milestone| durations.anchor(milestone).map(|anchor| anchor.at.ms());
        let began = durations.anchor(Milestone::Started).map(|anchor| anchor.at).or(began);
        self.incidents.add(&IncidentRow {
            incident: number,
            id: &incident.id,
            title: &incident.title,
            src: src.as_deref(),
            kind: kind_word(RecordKind::of_tags(&incident.tags)),
            severity: incident.severity.as_ref().map(|severity| &*severity.word),
            severity_rank: incident.severity.as_ref().and_then(|severity| severity.rank),
            status: incident.status.map(Status::word),
            going_on: durations.going_on(),
            began_at: began.map(|at| at.to_string()),
            began_ms: began.map(Instant::ms),
            started_ms: at(Milestone::Started),
            detected_ms: at(Milestone::Detected),
            acknowledged_ms: at(Milestone::Acknowledged),
            mitigated_ms: at(Milestone::Mitigated),
            resolved_ms: at(Milestone::Resolved),
            services: incident.services.iter().map(|service| &*service.name).collect(),
            tags: incident.tags.iter().map(|tag| &**tag).collect(),
            events: counts.events,
            causes: counts.causes,
            actions: counts.actions,
        })?;
        let resolved = durations.anchor(Milestone::Resolved).is_some();
        let over = incident.is_over();
        for (index, impact) in (0..).zip(&incident.impacts) {
            let services: Vec<String> = impact.services.iter().map(|id| service(id)).collect();
            self.impacts.add(&ImpactRow {
                incident: number,
                impact: index,
                level: impact.level.map(ImpactLevel::word),
                start_at: text(impact.start),
                start_ms: ms(impact.start),
                end_at: text(impact.end),
                end_ms: ms(impact.end),
                // Of an incident that is over, and nothing says since when, the end is not known.
                still_open: impact.end.is_none() && !impact.end_unread && (resolved || !over),
                services: services.iter().map(String::as_str).collect(),
                share: impact.share,
            })?;
        }
        for milestone in Milestone::ALL {
            let Some(anchor) = durations.anchor(*milestone) else { continue };
            let source = match anchor.source {
                Source::Stated => "stated",
                Source::Event(_) => "event",
                Source::ImpactStart(_) => "impact_start",
                Source::ImpactEnd(_) => "impact_end",
            };
            self.milestones.add(&MilestoneRow {
                incident: number,
                milestone: milestone.word(),
                moment: anchor.at.to_string(),
                moment_ms: anchor.at.ms(),
                source,
                approximate: anchor.approximate,
            })?;
        }
        self.add_actions(number, &case)?;
        Ok(())
    }

    fn add_actions(&mut self, number: u64, case: &Case) -> Result<()> {
        for (index, action) in (0..).zip(&case.incident.corrective_actions) {
            self.actions.add(&ActionRow {
                incident: number,
                action: index,
                id: action.id.as_str(),
                title: &action.title,
                kind: action.kind.map(ActionKind::word),
                owner: action.owner.as_deref(),
                status: action.status.map(ActionStatus::word),
                priority: action.priority.as_deref(),
                due_at: text(action.due),
                due_ms: ms(action.due),
                due_day_only: action.due.map(|due| due.day_only),
                completed_at: text(action.completed),
                completed_ms: ms(action.completed),
                answers_causes: case.links.causes_of_action(ActionIx(index)).len(),
            })?;
        }
        Ok(())
    }

    /// Flushes the files; the number of rows of each, as text.
    pub(super) fn finish(mut self) -> Result<String> {
        for table in [&mut self.incidents, &mut self.impacts, &mut self.milestones, &mut self.actions] {
            table.file.flush()?;
        }
        let Self { incidents, impacts, milestones, actions } = self;
        Ok(format!(
            "{} incidents, {} impacts, {} milestones, {} actions",
            incidents.rows, impacts.rows, milestones.rows, actions.rows
        ))
    }
}
