//! The `ServiceNow` platform: incidents and problems of its table API, in each of its three modes of values, and of list exports (CSV).
//!
//! What is stored is UTC; what is displayed is in the zone and the format of whoever exported it. Where both stand side by
//! side the zone follows from them, also for work notes, which are only displayed.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::page_record::MAINTENANCE;
use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{
    Found, Rows, Tool, event, header, paragraphs, plain_text, service, severity, short_title,
};
use crate::formats::lenient::{each_member, text};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{
    Cause, CauseRole, CorrectiveAction, Event, EventKind, Incident, Milestone, Severity, Status, When,
};
use crate::time::{DateOrder, Instant, ParsedTime, read_loose_time, read_time};

/// The reader.
pub static SERVICENOW: Tool = Tool {
    id: "servicenow",
    name: "ServiceNow",
    recognised_by: "`number` with `short_description` and `sys_id`, `sys_class_name` or `opened_at`; a CSV file with the first two as columns",
    endings: &["json", "csv"],
    lists: &["result", "records"],
    fields: &[
        ("number", "the id"),
        ("sys_class_name", "what the record is"),
        ("short_description", "the title"),
        ("description", "the summary"),
        ("state", "the status: resolved and closed are resolved, a canceled one has a tag"),
        ("priority", "the severity"),
        ("opened_at", "the event “Opened”"),
        ("sys_created_on", "the event “Opened”, where opened_at is missing"),
        ("work_start", "the milestone acknowledged"),
        ("resolved_at", "the milestone resolved"),
        ("closed_at", "the event “Closed”"),
        ("sys_updated_on", "which of two states is the later"),
        ("business_service", "a service, where its name is given"),
        ("cmdb_ci", "a service, where its name is given"),
        ("service_offering", "a service, where its name is given"),
        ("caused_by", "a cause, where its number is given"),
        ("problem_id", "a tag, where its number is given"),
        ("close_notes", "an event"),
        ("work_notes", "events"),
        ("comments", "events"),
        ("comments_and_work_notes", "events, where the two are empty"),
        ("cause_notes", "a root cause"),
        ("fix_notes", "a corrective action"),
        ("workaround", "the details of the root cause"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let is_record = record.has_all(&["number", "short_description"])
        && record.has_any(&["sys_id", "sys_class_name", "opened_at", "sys_created_on", "problem_state"]);
    let is_table = || {
        let names = header(head.text);
        let has = |name: &str| names.iter().any(|known| known == name);
        let is_named = (has("number") && has("short_description")) || (has("Number") && has("Short description"));
        !head.text.trim_start().starts_with(['{', '[']) && is_named
    };
    if is_record || is_table() { Confidence::Certain } else { Confidence::None }
}

record! {
    /// A record. A table may have the labels of its fields for the names of its columns.
    Row {
        #[serde(alias = "Number")]
        number,
        sys_class_name,
        #[serde(alias = "Short description")]
        short_description,
        #[serde(alias = "Description")]
        description,
        #[serde(alias = "State")]
        state,
        #[serde(alias = "Priority")]
        priority,
        #[serde(alias = "Opened")]
        opened_at,
        #[serde(alias = "Actual start")]
        work_start,
        #[serde(alias = "Resolved")]
        resolved_at,
        #[serde(alias = "Closed")]
        closed_at,
        #[serde(alias = "Updated")]
        sys_updated_on,
        #[serde(alias = "Created")]
        sys_created_on,
        #[serde(alias = "Business service")]
        business_service,
        #[serde(alias = "Configuration item")]
        cmdb_ci,
        #[serde(alias = "Service offering")]
        service_offering,
        #[serde(alias = "Caused by Change")]
        caused_by,
        #[serde(alias = "Problem")]
        problem_id,
        #[serde(alias = "Resolution notes")]
        close_notes,
        #[serde(alias = "Work notes")]
        work_notes,
        #[serde(alias = "Additional comments")]
        comments,
        comments_and_work_notes,
        cause_notes,
        fix_notes,
        workaround,
    }
}

/// A value: as it is stored, as it is displayed, or as whichever of both the export holds.
#[derive(Clone, Default)]
struct Cell<'a> {
    stored: Option<Cow<'a, str>>,
    displayed: Option<Cow<'a, str>>,
    either: Option<Cow<'a, str>>,
}

impl<'a> Cell<'a> {
    fn of(field: Field<'a>) -> Self {
        let mut cell = Self::default();
        let Some(json) = field else { return cell };
        let filled = |json: &'a RawValue| text(json).map(|text| text.text).filter(|text| !text.trim().is_empty());
        cell.either = filled(json);
        each_member(json, &mut |key, value| match &*key {
            "value" => cell.stored = filled(value),
            "display_value" => cell.displayed = filled(value),
            _ => {}
        });
        cell
    }

    /// What people read.
    fn shown(self) -> Option<Cow<'a, str>> {
        self.displayed.or(self.either).or(self.stored)
    }

    /// The name of what a reference leads to; `None` where only its id is given.
    fn name(self) -> Option<Cow<'a, str>> {
        let is_id = |text: &str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.shown().filter(|text| !is_id(text))
    }
}

/// What the times of a record are in.
struct Clock {
    /// `true` when plain values are those that are stored.
    is_stored: bool,
    /// Displayed local times, and how many milliseconds their zone was ahead of UTC.
    offsets: Vec<(i64, i64)>,
}

impl Clock {
    fn of(json: &RawValue, context: &mut Context<'_>) -> Self {
        let mut clock = Self { is_stored: false, offsets: Vec::new() };
        each_member(json, &mut |key, value| {
            let cell = Cell::of(Some(value));
            if matches!(&*key, "state" | "incident_state" | "problem_state" | "priority" | "impact" | "urgency") {
                clock.is_stored |= cell.either.is_some_and(|word| word.parse::<u32>().is_ok());
            }
            if let (Some(stored), Some(displayed)) = (&cell.stored, &cell.displayed) {
                clock.compare(stored, displayed, context);
            }
        });
        clock
    }

    /// Takes the zone from one moment, stored and displayed. It also shows whether the day or the month comes first.
    fn compare(&mut self, stored: &str, displayed: &str, context: &mut Context<'_>) {
        const HOUR: i64 = 3_600_000;
        let Ok(ParsedTime::Local(utc)) = read_time(stored) else { return };
        // A duration is stored as a time since 1970.
        if utc.ms() < 366 * 24 * HOUR {
            return;
        }
        for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
            let Ok(ParsedTime::Local(local)) = read_loose_time(displayed, Some(order)) else { continue };
            let offset = local.ms() - utc.ms();
            if offset.abs() <= 14 * HOUR && offset % (HOUR / 4) == 0 {
                if read_loose_time(displayed, None).is_err() {
                    context.assume_order(Some(order));
                }
                self.offsets.push((local.ms(), offset));
                return;
            }
        }
    }

    fn time(&self, key: &'static str, field: Field<'_>, context: &mut Context<'_>) -> Option<When> {
        let Cell { stored, either, .. } = Cell::of(field);
        context.at_key(key, |context| match (stored, either) {
            (Some(stored), _) => self.stored(&stored, context),
            (None, Some(plain)) if self.is_stored => self.stored(&plain, context),
            (None, Some(plain)) => self.displayed(&plain, context),
            (None, None) => None,
        })
    }

    /// A stored time is UTC, unless some rule wrote it as it is displayed.
    fn stored(&self, text: &str, context: &mut Context<'_>) -> Option<When> {
        match read_time(text) {
            Ok(ParsedTime::Local(at)) => Some(When { at, day_only: false }),
            _ => self.displayed(text, context),
        }
    }

    /// A displayed time is in the zone that the nearest time of the record shows.
    fn displayed(&self, text: &str, context: &mut Context<'_>) -> Option<When> {
        let order = [DateOrder::DayFirst, DateOrder::MonthFirst];
        let local = |order| match read_loose_time(text, order) {
            Ok(ParsedTime::Local(local)) => Some(local.ms()),
            _ => None,
        };
        let nearest = |local: i64| self.offsets.iter().min_by_key(|(other, _)| (other - local).abs()).copied();
        // Of two readings of a date, that which is nearer to the other times of the record.
        let both = [local(None), local(Some(order[0])), local(Some(order[1]))];
        let read = both.into_iter().flatten().filter_map(|local| Some((local, nearest(local)?)));
        match read.min_by_key(|(local, (other, _))| (other - local).abs()) {
            Some((local, (_, offset))) => Some(When { at: Instant::from_ms(local - offset), day_only: false }),
            None => context.loose_time(text),
        }
    }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let clock = Clock::of(json, context);
    let number = Cell::of(row.number).shown()?;
    let class = Cell::of(row.sys_class_name).shown().unwrap_or_default();
    let is_change = class.eq_ignore_ascii_case("change_request") || number.starts_with("CHG");
    let is_problem = class.eq_ignore_ascii_case("problem") || number.starts_with("PRB");
    let mut incident = Incident { id: (&*number).into(), ..Incident::default() };
    incident.title = Cell::of(row.short_description).shown().unwrap_or_default().into();
    incident.summary = Cell::of(row.description).shown().map(|text| plain_text(&text).into());
    if incident.title.is_empty() && row.opened_at.is_none() {
        // A record of another table.
        return None;
    }
    let state = Cell::of(row.state);
    let (status, tag) = status_of(&state.stored.clone().or(state.shown()).unwrap_or_default());
    // The states of a change have other numbers, and it is planned work.
    incident.status = status.filter(|_| !is_change);
    incident.tags.extend(tag.filter(|_| !is_change).map(Into::into));
    incident.tags.extend(is_change.then(|| MAINTENANCE.into()));
    incident.severity = Cell::of(row.priority).shown().and_then(|word| severity_of(&word));
    for field in [row.business_service, row.cmdb_ci, row.service_offering] {
        if let Some(name) =
            Cell::of(field).name().filter(|name| !incident.services.iter().any(|known| *known.name == **name))
        {
            incident.services.push(service(&name));
        }
    }
    incident.tags.extend(Cell::of(row.problem_id).name().map(Into::into));
    if let Some(change) = Cell::of(row.caused_by).name() {
        let title = format!("Change {change}").into();
        incident.root_causes.push(Cause { title, role: Some(CauseRole::Trigger), ..Cause::default() });
    }
    let resolved = clock.time("resolved_at", row.resolved_at, context);
    incident.milestones.acknowledged = clock.time("work_start", row.work_start, context);
    incident.milestones.resolved = resolved;
    // A part of a record may lack when it was opened, which is when it was made.
    let opened = match Cell::of(row.opened_at).shown() {
        Some(_) => ("opened_at", row.opened_at),
        None => ("sys_created_on", row.sys_created_on),
    };
    for (key, field, title, kind) in
        [(opened.0, opened.1, "Opened", EventKind::Response), ("closed_at", row.closed_at, "Closed", EventKind::Note)]
    {
        let at = clock.time(key, field, context);
        incident.timeline.extend(at.map(|at| event(Some(at), title, "", kind)));
    }
    if let Some(notes) = Cell::of(row.close_notes).shown() {
        incident.timeline.push(event(resolved, &notes, "", EventKind::Recovery));
    }
    add_notes(&row, &clock, &mut incident, context);
    add_causes(&row, &mut incident);
    add_own_columns(json, &clock, &mut incident, context);
    let updated = clock.time("sys_updated_on", row.sys_updated_on, context);
    let kind = match (is_problem, is_change) {
        (true, _) => "problems",
        (_, true) => "changes",
        _ => "incidents",
    };
    Some(Found::incident(incident, kind).updated(updated))
}

/// The status of a state, by its number or its word, and the tag of one that says something else.
fn status_of(state: &str) -> (Option<Status>, Option<&'static str>) {
    match state.to_lowercase().as_str() {
        "1"
        | "2"
        | "3"
        | "101"
        | "102"
        | "103"
        | "104"
        | "new"
        | "in progress"
        | "on hold"
        | "assess"
        | "root cause analysis"
        | "fix in progress" => (Some(Status::Ongoing), None),
        "6" | "7" | "106" | "107" | "resolved" | "closed" => (Some(Status::Resolved), None),
        "8" | "canceled" | "cancelled" => (None, Some("canceled")),
        _ => (None, None),
    }
}

/// A priority, its number with what it means.
fn severity_of(word: &str) -> Option<Severity> {
    severity(match word {
        "1" => "1 - Critical",
        "2" => "2 - High",
        "3" => "3 - Moderate",
        "4" => "4 - Low",
        "5" => "5 - Planning",
        word => word,
    })
}

/// The events of the journals: work notes and comments.
fn add_notes(row: &Row<'_>, clock: &Clock, incident: &mut Incident, context: &mut Context<'_>) {
    let mut is_empty = true;
    for (key, field) in [
        ("work_notes", row.work_notes),
        ("comments", row.comments),
        ("comments_and_work_notes", row.comments_and_work_notes),
    ] {
        if key == "comments_and_work_notes" && !is_empty {
            return;
        }
        let Some(text) = Cell::of(field).shown() else { continue };
        context.at_key(key, |context| {
            for (time, author, note) in entries(&text) {
                is_empty = false;
                let mut event = event(clock.displayed(time, context), &note, "Note", EventKind::Note);
                event.actor = Some(author.into());
                incident.timeline.push(event);
            }
        });
    }
}

/// The entries of a journal: `DATE - NAME (Work notes)`, and the text up to the next such line.
fn entries(journal: &str) -> Vec<(&str, &str, String)> {
    let mut entries: Vec<(&str, &str, String)> = Vec::new();
    for line in journal.lines() {
        let head = line.split_once(" - ").filter(|(time, rest)| {
            time.len() <= 30 && time.starts_with(|c: char| c.is_ascii_digit()) && rest.trim_end().ends_with(')')
        });
        let named = head.and_then(|(time, rest)| Some((time, rest.rsplit_once(" (")?.0)));
        match (named, entries.last_mut()) {
            (Some((time, author)), _) => entries.push((time, author, String::new())),
            (None, Some((_, _, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    entries
}

/// What a problem says of why, and of what is done about it.
fn add_causes(row: &Row<'_>, incident: &mut Incident) {
    let plain = |field| Cell::of(field).shown().map(|text| plain_text(&text).into_owned());
    let (cause, workaround) = (plain(row.cause_notes), plain(row.workaround));
    if let Some(cause) = cause {
        let title = short_title(&cause, "");
        let details = [(*title != *cause).then_some(cause), workaround.map(|text| format!("Workaround: {text}"))];
        let details = paragraphs(details.into_iter().flatten());
        incident.root_causes.push(Cause { title, details, role: Some(CauseRole::Root), ..Cause::default() });
    }
    if let Some(fix) = plain(row.fix_notes) {
        let title = short_title(&fix, "");
        let details = (*title != *fix).then(|| fix.into());
        incident.corrective_actions.push(CorrectiveAction { title, details, ..CorrectiveAction::default() });
    }
}

/// The times in columns of the organisation's own: milestones where a table of names says so, else events.
fn add_own_columns(json: &RawValue, clock: &Clock, incident: &mut Incident, context: &mut Context<'_>) {
    let mut own: Vec<(String, Cell<'_>)> = Vec::new();
    each_member(json, &mut |key, value| {
        if key.starts_with("u_") || key.starts_with("x_") {
            own.push((key.into_owned(), Cell::of(Some(value))));
        }
    });
    for (key, cell) in own {
        let Some(written) = cell.stored.clone().or(cell.either.clone()) else { continue };
        let is_time = |text: &str| matches!(read_loose_time(text, Some(DateOrder::DayFirst)), Ok(ParsedTime::Local(_)));
        if !is_time(&written) {
            continue;
        }
        let at = if cell.stored.is_some() || clock.is_stored {
            clock.stored(&written, context)
        } else {
            clock.displayed(&written, context)
        };
        let Some(at) = at else { continue };
        let Some(milestone) = context.named_milestone(&key, &written) else {
            context.mark(&key, "an event");
            let title = key.trim_start_matches("u_").trim_start_matches("x_").replace('_', " ").into();
            incident.timeline.push(Event { at: Some(at), title, ..Event::default() });
            continue;
        };
        *incident.milestones.get_mut(milestone) = Some(at);
        context.mark(
            &key,
            match milestone {
                Milestone::Started => "the milestone started, by --map",
                Milestone::Detected => "the milestone detected, by --map",
                Milestone::Acknowledged => "the milestone acknowledged, by --map",
                Milestone::Mitigated => "the milestone mitigated, by --map",
                Milestone::Resolved => "the milestone resolved, by --map",
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{catalog, document_with, events, incident, milestones, problems, shared};
    use crate::formats::{NameTable, ReadOptions};

    const STORED: &str = r#"{"result":[{"number":"INC0010021","sys_id":"000000000000000000000000000000a1","sys_class_name":"incident","short_description":"Checkout errors",
        "state":"7","priority":"1","opened_at":"2026-03-04 13:36:00","work_start":"2026-03-04 13:39:00","resolved_at":"2026-03-04 14:45:00","closed_at":"",
        "business_service":"000000000000000000000000000000b1","calendar_duration":"1970-01-01 01:09:00","work_notes":"","u_impact_start":"2026-03-04 13:30:00","u_team":"one"}]}"#;
    const BOTH: &str = r#"{"result":[{"number":{"display_value":"INC0010021","value":"INC0010021"},"sys_id":{"display_value":"a1","value":"a1"},"short_description":{"display_value":"Checkout errors","value":"Checkout errors"},
        "state":{"display_value":"Closed","value":"7"},"priority":{"display_value":"1 - Critical","value":"1"},
        "opened_at":{"display_value":"03/04/2026 05:36:00","value":"2026-03-04 13:36:00"},"resolved_at":{"display_value":"03/04/2026 06:45:00","value":"2026-03-04 14:45:00"},
        "closed_at":{"display_value":"03/09/2026 08:00:00","value":"2026-03-09 15:00:00"},"calendar_duration":{"display_value":"1 Hour 9 Minutes","value":"1970-01-01 01:09:00"},
        "business_service":{"display_value":"Checkout","value":"000000000000000000000000000000b1","link":"x"},"caused_by":{"display_value":"CHG0004711","value":"f1"},
        "work_notes":{"display_value":"03/09/2026 08:30:00 - user two (Work notes)\nClosed.\n\n03/04/2026 05:52:00 - user one (Work notes)\nPool size was halved.\nBy a change.\n\n","value":""}}]}"#;
    const TABLE: &str = "\"number\",\"short_description\",\"state\",\"priority\",\"opened_at\",\"resolved_at\",\"work_notes\"\r\n\"INC0010021\",\"Checkout errors\",\"Closed\",\"1 - Critical\",\"2026-03-04 05:36:00\",\"2026-03-04 06:45:00\",\"2026-03-04 05:39:00 - user one (Work notes)\nLooking.\n\n\"\r\n";

    #[test]
    fn stored_values_are_utc() {
        let reading = incident(STORED);
        assert_eq!(milestones(&reading.incident), "a 13:39 r 14:45");
        assert_eq!(events(&reading.incident), ["13:30 note impact start", "13:36 response Opened"]);
        assert_eq!(reading.incident.services, [], "an id is no name");
        assert_eq!(&*reading.incident.severity.as_ref().unwrap().word, "1 - Critical");
        assert_eq!(problems(&reading), [""; 0]);
        let names = NameTable::from_json(r#"{"timestamps":{"u_impact_start":"started"}}"#).unwrap();
        let options = ReadOptions { names, ..ReadOptions::default() };
        let mapped = document_with(STORED, &options).into_incident().unwrap();
        assert_eq!(milestones(&mapped.incident), "s 13:30 a 13:39 r 14:45");
    }

    #[test]
    fn the_zone_follows_from_values_that_are_stored_and_displayed() {
        let reading = incident(BOTH);
        assert_eq!(milestones(&reading.incident), "r 14:45");
        assert_eq!(
            events(&reading.incident),
            [
                "13:36 response Opened",
                "13:52 note Pool size was halved.",
                "2026-03-09T15 note Closed",
                "2026-03-09T15:30 note Closed."
            ],
            "across the change of clocks on 8 March"
        );
        assert_eq!(
            (&*reading.incident.services[0].name, &*reading.incident.root_causes[0].title),
            ("Checkout", "Change CHG0004711")
        );
        assert_eq!(problems(&reading), [""; 0]);
    }

    #[test]
    fn displayed_values_alone_have_no_zone_and_it_is_said() {
        let reading = incident(TABLE);
        assert_eq!(milestones(&reading.incident), "r 06:45");
        assert_eq!(problems(&reading).len(), 1);
        assert!(problems(&reading)[0].contains("has no zone"), "{:?}", problems(&reading));
        let options = ReadOptions { zone: Some("America/Los_Angeles".into()), ..ReadOptions::default() };
        let told = document_with(TABLE, &options).into_incident().unwrap();
        assert_eq!(milestones(&told.incident), "r 14:45");
        assert_eq!(events(&told.incident), ["13:36 response Opened", "13:39 note Looking."]);
        assert_eq!(problems(&told), [""; 0]);
    }

    #[test]
    fn traps() {
        for (from, to, facts) in [
            ("\"7\"", "\"2\"", "Ongoing a 13:39 r 14:45"),
            ("\"7\"", "\"8\"", "- a 13:39 r 14:45"),
            ("\"2026-03-04 14:45:00\"", "\"UNKNOWN\"", "Resolved a 13:39"),
            ("\"2026-03-04 13:39:00\"", "\"\"", "Resolved r 14:45"),
        ] {
            let incident = incident(&STORED.replace(from, to)).incident;
            let status = incident.status.map_or("-".to_owned(), |status| format!("{status:?}"));
            assert_eq!(format!("{status} {}", milestones(&incident)), facts, "{from} → {to}");
        }
        let ambiguous = catalog(&TABLE.replace("2026-03-04 0", "03/04/2026 0"));
        let found: Vec<String> = ambiguous.problems.iter().map(ToString::to_string).collect();
        assert!(found.len() == 2 && found[0].contains("may be one of two dates"), "{found:?}");
        assert!(found[1].contains("nothing in this incident has a date"), "{found:?}");
        let settled =
            incident(&TABLE.replace("2026-03-04 05:36", "25/02/2026 05:36").replace("2026-03-04 0", "03/04/2026 0"));
        assert_eq!(milestones(&settled.incident), "r 2026-04-03T06:45");
    }

    #[test]
    fn composed_bodies_are_read() {
        let read =
            |name: &str| shared(&format!("data/more/servicenow-{name}")).map(|bytes| String::from_utf8(bytes).unwrap());
        let all = ["incident-value.json", "incident-all.json", "problem-value.json", "incident.csv"].map(read);
        let [Some(stored), Some(both), Some(problem), Some(table)] = all else { return };
        for (text, opened) in
            [(&stored, "13:36 response Opened"), (&both, "13:36 response Opened"), (&table, "05:36 response Opened")]
        {
            assert!(events(&incident(text).incident).iter().any(|event| event == opened), "{opened}");
        }
        let notes = events(&incident(&both).incident);
        for note in [
            "13:39 note Acknowledged, looking.",
            "13:52 note Pool size was halved by CHG0004711.",
            "14:10 note Rolled back CHG0004711, error rate falling.",
        ] {
            assert!(notes.iter().any(|event| event == note), "{note} in {notes:?}");
        }
        assert_eq!(milestones(&incident(&both).incident), "a 13:39 r 14:45");
        let problem = incident(&problem).incident;
        assert_eq!(&*problem.root_causes[0].title, "Connection pool halved by CHG0004711.");
        assert_eq!(&*problem.corrective_actions[0].title, "Pool sizes are validated before deploys.");
    }

    #[test]
    fn what_was_made_and_never_opened_has_the_time_of_that() {
        let text = r#"{"result":[{"number":"INC0010002","short_description":"Errors","state":"6","sys_created_on":"2026-03-04 13:36:00","sys_id":"d"}]}"#;
        assert_eq!(events(&incident(text).incident), ["13:36 response Opened"]);
    }

    #[test]
    fn a_table_with_labels_is_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/servicenow-5")),
            ["Checkout errors · resolved · r 14:45 · "]
        );
    }

    #[test]
    fn a_change_is_planned_work_and_a_record_of_another_table_is_nothing() {
        use crate::formats::{ReadOptions, read_document};
        use crate::time::NativeZones;
        let change = r#"{"result":{"sys_id":"1","number":"CHG0030040","state":"3","short_description":"Upgrade","priority":"2","opened_at":"2026-03-04 13:30:00","sys_updated_on":"2026-03-04 13:30:00"}}"#;
        let found = incident(change).incident;
        assert_eq!((found.status, &*found.tags[0]), (None, "maintenance"));
        let release = r#"{"sys_id":"1","number":"REL0010001","name":"R","priority":"4 - Low","short_description":"","sys_updated_on":"2026-03-04 13:30:00"}"#;
        assert!(read_document(release.as_bytes(), "", ReadOptions::NONE, &NativeZones).is_err());
    }
}
