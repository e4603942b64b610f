//! Flat tables of incidents, impacts, milestones and actions: a file each, a row a line, as `docs/warehouse.md` explains
//! them. Must never write a figure that depends on now.

use std::fs;
use std::io::{BufWriter, Result, Write};
use std::path::Path;

use serde::Serialize;

use super::index::Out;
use faultline_core::formats::Entry;
use faultline_core::incident::{Case, Milestone, When};
use faultline_core::metrics::{RecordKind, Source, durations};
use faultline_core::time::Instant;

/// The tables, being written.
pub(super) struct Flat {
    incidents: Out,
    impacts: Out,
    milestones: Out,
    actions: Out,
    /// How many rows each has.
    rows: [u64; 4],
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
    action: u64,
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

fn row(out: &mut Out, row: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"\n")
}

impl Flat {
    /// Makes the files, anew.
    pub(super) fn create(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let file = |name: &str| Ok::<_, std::io::Error>(BufWriter::new(fs::File::create(folder.join(name))?));
        Ok(Self {
            incidents: file("incidents.ndjson")?,
            impacts: file("impacts.ndjson")?,
            milestones: file("milestones.ndjson")?,
            actions: file("actions.ndjson")?,
            rows: [0; 4],
        })
    }

    /// Writes the rows of an incident.
    pub(super) fn add(&mut self, entry: Entry, now: Instant) -> Result<()> {
        let began = entry.began();
        let Entry { src, incident, counts, .. } = entry;
        let (case, _) = Case::join(incident);
        let durations = durations(&case, now);
        let number = self.rows.first().copied().unwrap_or(0);
        let found = &case.incident;
        let service = |id: &str| -> String {
            found.services.iter().find(|service| *service.id == *id).map_or(id, |service| &*service.name).to_owned()
        };
        let at = |milestone| durations.anchor(milestone).map(|anchor| anchor.at.ms());
        let began = durations.anchor(Milestone::Started).map(|anchor| anchor.at).or(began);
        row(
            &mut self.incidents,
            &IncidentRow {
                incident: number,
                id: &found.id,
                title: &found.title,
                src: src.as_deref(),
                kind: kind_word(RecordKind::of_tags(&found.tags)),
                severity: found.severity.as_ref().map(|severity| &*severity.word),
                severity_rank: found.severity.as_ref().and_then(|severity| severity.rank),
                status: found.status.map(faultline_core::incident::Status::word),
                going_on: durations.going_on(),
                began_at: began.map(|at| at.to_string()),
                began_ms: began.map(Instant::ms),
                started_ms: at(Milestone::Started),
                detected_ms: at(Milestone::Detected),
                acknowledged_ms: at(Milestone::Acknowledged),
                mitigated_ms: at(Milestone::Mitigated),
                resolved_ms: at(Milestone::Resolved),
                services: found.services.iter().map(|service| &*service.name).collect(),
                tags: found.tags.iter().map(|tag| &**tag).collect(),
                events: counts.events,
                causes: counts.causes,
                actions: counts.actions,
            },
        )?;
        for (index, impact) in (0..).zip(&found.impacts) {
            let services: Vec<String> = impact.services.iter().map(|id| service(id)).collect();
            row(
                &mut self.impacts,
                &ImpactRow {
                    incident: number,
                    impact: index,
                    level: impact.level.map(faultline_core::incident::ImpactLevel::word),
                    start_at: text(impact.start),
                    start_ms: ms(impact.start),
                    end_at: text(impact.end),
                    end_ms: ms(impact.end),
                    still_open: impact.end.is_none() && !impact.end_unread,
                    services: services.iter().map(String::as_str).collect(),
                    share: impact.share,
                },
            )?;
            self.count(1);
        }
        for milestone in Milestone::ALL {
            let Some(anchor) = durations.anchor(*milestone) else { continue };
            let source = match anchor.source {
                Source::Stated => "stated",
                Source::Event(_) => "event",
                Source::ImpactStart(_) => "impact_start",
                Source::ImpactEnd(_) => "impact_end",
            };
            row(
                &mut self.milestones,
                &MilestoneRow {
                    incident: number,
                    milestone: milestone.word(),
                    moment: anchor.at.to_string(),
                    moment_ms: anchor.at.ms(),
                    source,
                    approximate: anchor.approximate,
                },
            )?;
            self.count(2);
        }
        self.add_actions(number, &case)?;
        self.count(0);
        Ok(())
    }

    fn add_actions(&mut self, number: u64, case: &Case) -> Result<()> {
        for (index, action) in (0..).zip(&case.incident.corrective_actions) {
            row(
                &mut self.actions,
                &ActionRow {
                    incident: number,
                    action: index,
                    id: action.id.as_str(),
                    title: &action.title,
                    kind: action.kind.map(faultline_core::incident::ActionKind::word),
                    owner: action.owner.as_deref(),
                    status: action.status.map(faultline_core::incident::ActionStatus::word),
                    priority: action.priority.as_deref(),
                    due_at: text(action.due),
                    due_ms: ms(action.due),
                    due_day_only: action.due.map(|due| due.day_only),
                    completed_at: text(action.completed),
                    completed_ms: ms(action.completed),
                    answers_causes: case
                        .links
                        .causes_of_action(faultline_core::incident::ActionIx(u32::try_from(index).unwrap_or(u32::MAX)))
                        .len(),
                },
            )?;
            self.count(3);
        }
        Ok(())
    }

    fn count(&mut self, table: usize) {
        if let Some(rows) = self.rows.get_mut(table) {
            *rows += 1;
        }
    }

    /// Everything to the disk; says how many rows there are.
    pub(super) fn finish(mut self) -> Result<String> {
        for out in [&mut self.incidents, &mut self.impacts, &mut self.milestones, &mut self.actions] {
            out.flush()?;
        }
        let [incidents, impacts, milestones, actions] = self.rows;
        Ok(format!("{incidents} incidents, {impacts} impacts, {milestones} milestones, {actions} actions"))
    }
}
