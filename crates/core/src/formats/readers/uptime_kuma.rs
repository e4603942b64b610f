//! Uptime Kuma: the heartbeats of a status page, its incidents and maintenances. Its times are UTC, which no file says.

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::outage::Outage;
use super::page_record::{PageRecord, State, Update};
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, text_in};
use crate::formats::lenient::{each_item, each_member};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::When;

/// Uptime Kuma.
pub static UPTIME_KUMA: Tool = Tool {
    id: "uptime-kuma",
    name: "Uptime Kuma",
    recognised_by: "`heartbeatList` beside `uptimeList`, `publicGroupList` beside `config`, or incidents with `lastUpdatedDate`",
    endings: &["json"],
    lists: &["heartbeatList", "incidents", "incident", "maintenanceList"],
    fields: &[
        ("id", "the id"),
        ("title", "the title"),
        ("content", "an event"),
        ("description", "the text of a maintenance"),
        ("createdDate", "the milestone started"),
        ("lastUpdatedDate", "the milestone resolved of what is not active, and which of two states is the later"),
        ("active", "the status"),
        ("timeslotList.startDate", "the start of a maintenance"),
        ("timeslotList.endDate", "the end of a maintenance"),
        ("status", "whether a monitor is down: 0; 2 is pending, 3 maintenance"),
        ("time", "the start and end of an outage"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let file = head.answer();
    let is_page = file.has_all(&["config", "publicGroupList"]) || file.has_any(&["heartbeatList"]);
    if is_page || record.has_all(&["createdDate", "lastUpdatedDate"]) { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident or a maintenance.
    Row { id, title, content, description, active, status,
        #[serde(rename = "createdDate")]
        created_date,
        #[serde(rename = "lastUpdatedDate")]
        last_updated_date,
        #[serde(rename = "timeslotList")]
        timeslots,
    }
}

record! {
    /// When a maintenance is.
    Timeslot {
        #[serde(rename = "startDate")]
        start_date,
        #[serde(rename = "endDate")]
        end_date,
    }
}

record! {
    /// What a monitor met at a moment.
    Beat { status, time }
}

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    context.assume_zone("UTC");
    let mut lists = Vec::new();
    let all_lists = each_member(json, &mut |monitor, beats| lists.push((monitor, beats)))
        && !lists.is_empty()
        && lists.iter().all(|(_, beats)| beats.get().starts_with('['));
    if all_lists {
        let (names, mut found) = (monitor_names(rows), Vec::new());
        for (monitor, beats) in lists {
            let name = names.get(&*monitor).cloned().unwrap_or_else(|| format!("Monitor {monitor}"));
            outages(&monitor, &name, beats, context, &mut found);
        }
        return Found::several(found);
    }
    let row: Row<'_> = context.object(json)?;
    let updated = context.take_time("lastUpdatedDate", row.last_updated_date);
    let is_maintenance = row.timeslots.is_some();
    let found = if is_maintenance { maintenance(&row, context) } else { incident(&row, updated, context)? };
    Some(found.updated(updated))
}

fn incident(row: &Row<'_>, updated: Option<When>, context: &mut Context<'_>) -> Option<Found> {
    let created = context.take_time("createdDate", row.created_date);
    let is_active = context.take_bool("active", row.active);
    let is_over = is_active == Some(false);
    let title = context.take_text("title", row.title)?;
    let record = PageRecord {
        id: format!("uptime-kuma-{}", context.take_word("id", row.id).unwrap_or_default()).into(),
        title,
        state: Some(if is_over { State::Resolved } else { State::Investigating }),
        started: created,
        resolved: updated.filter(|_| is_over),
        resolved_key: "lastUpdatedDate",
        updates: vec![Update {
            body: context.take_text("content", row.content).unwrap_or_default(),
            at: created,
            ..Update::default()
        }],
        ..PageRecord::default()
    };
    Some(Found::incident(record.into_incident(context), "incidents"))
}

fn maintenance(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let (mut start, mut end) = (None, None);
    context.take_list("timeslotList", row.timeslots, &mut |context, json| {
        let Some(slot) = context.object::<Timeslot<'_>>(json) else { return };
        start = start.or(context.take_time("startDate", slot.start_date));
        end = context.take_time("endDate", slot.end_date).or(end);
    });
    let status = context.take_text("status", row.status).unwrap_or_default();
    let record = PageRecord {
        id: format!("uptime-kuma-maintenance-{}", context.take_word("id", row.id).unwrap_or_default()).into(),
        title: context.take_text("title", row.title).unwrap_or_default(),
        state: Some(match &*status {
            "ended" => State::Completed,
            "under-maintenance" => State::InProgress,
            _ => State::Scheduled,
        }),
        is_maintenance: true,
        planned: start,
        resolved: end,
        resolved_key: "timeslotList",
        updates: vec![Update {
            body: context.take_text("description", row.description).unwrap_or_default(),
            at: start,
            ..Update::default()
        }],
        ..PageRecord::default()
    };
    Found::incident(record.into_incident(context), "maintenances")
}

/// The outages of a monitor: from the first beat that is down to the next that is up or in maintenance. A pending beat
/// changes nothing.
fn outages<'a>(monitor: &str, name: &str, beats: &'a RawValue, context: &mut Context<'_>, found: &mut Vec<Found>) {
    let mut items: Vec<&'a RawValue> = Vec::new();
    each_item(beats, &mut |_, beat| items.push(beat));
    let mut read: Vec<(u8, When)> = Vec::with_capacity(items.len());
    for item in items {
        let Some(beat) = context.object::<Beat<'_>>(item) else { continue };
        let status = context.take_word("status", beat.status).and_then(|status| status.parse().ok());
        read.extend(status.zip(context.take_time("time", beat.time)));
    }
    context.mark(monitor, "outages of a monitor");
    read.sort_by_key(|(_, at)| at.at);
    let mut down: Option<When> = None;
    let mut add = |start: When, end: Option<When>| {
        let outage = Outage {
            id: format!("uptime-kuma-{monitor}-{}", start.at.ms()),
            title: format!("{name} is down"),
            service: name.into(),
            start: Some(start),
            end,
            is_over: end.is_some(),
            ..Outage::default()
        };
        found.push(Found::incident(outage.into_incident(), "heartbeats"));
    };
    for (status, at) in read {
        match (status, down) {
            (0, None) => down = Some(at),
            (1 | 3, Some(start)) => {
                add(start, Some(at));
                down = None;
            }
            _ => {}
        }
    }
    if let Some(start) = down {
        add(start, None);
    }
}

/// The names of monitors by their ids, where the status page is in the same file.
fn monitor_names(rows: &Rows<'_>) -> HashMap<String, String> {
    let mut names = HashMap::new();
    let mut look = |list: &RawValue| {
        each_item(list, &mut |_, monitor| {
            names.extend(
                text_in(monitor, "id").zip(text_in(monitor, "name")).map(|(id, name)| (id.into(), name.into())),
            );
        });
    };
    if let Some(groups) = rows.member("publicGroupList") {
        each_item(groups, &mut |_, group| {
            each_member(group, &mut |key, list| {
                if key == "monitorList" {
                    look(list);
                }
            });
        });
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;

    fn beats(beats: &[(u8, &str)]) -> String {
        let beats: Vec<String> = beats
            .iter()
            .map(|(status, time)| format!("{{\"status\":{status},\"time\":\"2026-03-04 {time}:00.215\",\"msg\":\"\"}}"))
            .collect();
        format!("{{\"heartbeatList\":{{\"7\":[{}]}},\"uptimeList\":{{\"7_24\":0.9}}}}", beats.join(","))
    }

    #[test]
    fn an_outage_is_from_the_first_beat_down_to_the_next_that_is_not() {
        for (read, expected) in [
            (
                beats(&[(1, "13:33"), (2, "13:34"), (0, "13:35"), (0, "14:11"), (1, "14:12")]),
                "Monitor 7 is down · resolved · full 13:35:00.215–14:12:00.215 Monitor 7",
            ),
            (
                beats(&[(0, "13:35"), (2, "13:36"), (0, "13:37"), (3, "13:38")]),
                "Monitor 7 is down · resolved · full 13:35:00.215–13:38:00.215 Monitor 7",
            ),
            (beats(&[(1, "13:33"), (0, "13:35")]), "Monitor 7 is down · ongoing · full 13:35:00.215–… Monitor 7"),
            (
                beats(&[(1, "13:34"), (0, "13:33")]),
                "Monitor 7 is down · resolved · full 13:33:00.215–13:34:00.215 Monitor 7",
            ),
            (beats(&[(1, "13:33"), (2, "13:34"), (3, "13:35")]), ""),
        ] {
            assert_eq!(facts(&read), expected, "{read}");
        }
    }

    #[test]
    fn a_monitor_may_have_any_number() {
        let text = beats(&[(0, "13:35"), (1, "13:36")]).replace("\"7\"", "\"200\"");
        assert_eq!(facts(&text), "Monitor 200 is down · resolved · full 13:35:00.215–13:36:00.215 Monitor 200");
    }

    #[test]
    fn an_incident_is_over_when_it_is_not_active() {
        let text = r#"{"config":{"slug":"s"},"publicGroupList":[],"incidents":[{"id":1,"title":"Errors","content":"x","active":false,"createdDate":"2026-03-04 13:41:00","lastUpdatedDate":"2026-03-04 14:45:00"}],
            "maintenanceList":[{"id":2,"title":"Upgrade","description":"","status":"ended","timeslotList":[{"startDate":"2026-03-04 22:00:00","endDate":"2026-03-04 23:00:00"}]}]}"#;
        assert_eq!(facts(text), "Errors · resolved · — 13:41–14:45 \nUpgrade · resolved · none 22:00–23:00 ");
        assert_eq!(facts(&text.replace("false", "true")).lines().next(), Some("Errors · ongoing · — 13:41–… "));
        let old = r#"{"config":{"slug":"s"},"publicGroupList":[],"incident":{"id":1,"title":"Errors","content":"x","createdDate":"2026-03-04 13:41:00","lastUpdatedDate":null}}"#;
        assert_eq!(facts(old), "Errors · ongoing · — 13:41–… ");
    }
}
