//! Other names of the format's keys: those that people and tools use for the same thing.

use crate::incident::snake_case;

/// What a key that the format does not know was meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// This key of the same object: its value can be read as that of the key.
    Key(&'static str),
    /// This place: somebody has to move it there.
    Place(&'static str),
}

/// Other names, as [`snake_case`] writes them, and the key.
type Names = &'static [(&'static [&'static str], &'static str)];

/// The names of each object's keys, by the object's name. Those of a key whose value is a list are read only if theirs is one.
const KEYS: &[(&str, Names)] = &[
    (
        "incident",
        &[
            (&["events", "event_log", "timeline_events", "history"], "timeline"),
            (&["causes", "root_cause", "contributing_factors", "contributing_causes"], "root_causes"),
            (
                &["action_items", "actions", "follow_ups", "followups", "corrective_action", "remediations"],
                "corrective_actions",
            ),
            (&["impact"], "impacts"),
            (&["lessons_learned", "lessons_learnt", "learnings"], "lessons"),
            (&["affected_services", "components"], "services"),
            (&["references"], "links"),
            (&["labels"], "tags"),
            (&["sev", "severity_level"], "severity"),
            (&["state"], "status"),
            (&["timezone", "tz"], "time_zone"),
            (&["name", "headline"], "title"),
            (&["description", "overview", "abstract"], "summary"),
        ],
    ),
    (
        "impact",
        &[
            (&["start_time", "started_at", "started", "starts_at", "from", "begin", "since"], "start"),
            (&["end_time", "ended_at", "ended", "ends_at", "to", "until", "resolved_at"], "end"),
            (&["affected_services", "components"], "services"),
            (&["name", "summary"], "title"),
            (&["description"], "details"),
        ],
    ),
    (
        "milestones",
        &[
            (&["start", "start_time", "started_at"], "started"),
            (&["detected_at", "detection"], "detected"),
            (&["acknowledged_at", "acked", "acked_at"], "acknowledged"),
            (&["mitigated_at", "mitigation"], "mitigated"),
            (&["resolved_at", "resolution", "end", "end_time", "ended_at"], "resolved"),
        ],
    ),
    (
        "event",
        &[
            (
                &["time", "timestamp", "date", "datetime", "occurred_at", "start", "start_time", "started_at", "when"],
                "at",
            ),
            (&["end", "end_time", "ended_at"], "until"),
            (&["text", "message", "event", "summary", "name", "what"], "title"),
            (&["description", "detail"], "details"),
            (&["type", "category"], "kind"),
            (&["who", "author", "user"], "actor"),
        ],
    ),
    (
        "cause",
        &[
            (&["name", "summary", "cause"], "title"),
            (&["description"], "details"),
            (&["type", "category"], "role"),
            (&["because", "caused_by", "parent"], "because_of"),
            (&["evidence"], "events"),
        ],
    ),
    (
        "action",
        &[
            (&["name", "summary", "action", "task"], "title"),
            (&["description"], "details"),
            (&["assignee", "assigned_to"], "owner"),
            (&["due_date", "deadline", "due_at", "due_by"], "due"),
            (&["state"], "status"),
            (&["completed_at", "done_at", "closed_at", "completed_on"], "completed"),
            (&["causes", "fixes"], "addresses"),
            (&["type", "category"], "kind"),
        ],
    ),
    (
        "lesson",
        &[
            (&["name", "summary", "text", "lesson"], "title"),
            (&["description"], "details"),
            (&["type", "category"], "kind"),
        ],
    ),
    ("service", &[(&["key", "slug"], "id"), (&["title", "label"], "name")]),
    ("link", &[(&["title", "text", "name"], "label"), (&["href", "address"], "url")]),
    ("stated", &[(&["length"], "duration"), (&["started", "start_time"], "start"), (&["ended", "end_time"], "end")]),
];

/// Keys of an incident whose value belongs elsewhere.
const PLACES: Names = &[
    (&["start_time", "started_at", "start", "started", "begin"], "milestones.started"),
    (&["detected_at", "detected"], "milestones.detected"),
    (&["acknowledged_at", "acknowledged"], "milestones.acknowledged"),
    (&["mitigated_at", "mitigated"], "milestones.mitigated"),
    (&["end_time", "ended_at", "end", "ended", "resolved_at", "resolved"], "milestones.resolved"),
    (&["duration", "length"], "stated.duration"),
    (&["slo", "objective"], "metrics.slo"),
];

/// The keys whose value is a list.
const LISTS: &[&str] = &[
    "timeline",
    "root_causes",
    "corrective_actions",
    "impacts",
    "lessons",
    "services",
    "links",
    "tags",
    "events",
    "addresses",
];

/// What a key was meant to be, in an object of that name with these keys. `json` is its value.
pub(super) fn meant(object: &str, keys: &[&'static str], key: &str, json: &str) -> Option<Meant> {
    if key.len() > 40 {
        return None;
    }
    let plain = snake_case(key);
    if let Some(known) = keys.iter().find(|known| **known == plain) {
        return Some(Meant::Key(known));
    }
    let of = |names: Names| names.iter().find(|(names, _)| names.contains(&&*plain)).map(|(_, key)| *key);
    let names = KEYS.iter().find(|(name, _)| *name == object);
    if let Some(key) = names.and_then(|(_, names)| of(names)) {
        let first = if LISTS.contains(&key) { '[' } else { '"' };
        return Some(if json.starts_with(first) { Meant::Key(key) } else { Meant::Place(key) });
    }
    of(PLACES).filter(|_| object == "incident").map(Meant::Place)
}

/// The key of an incident with these keys that a key is, or is another name of.
pub(super) fn key_of_incident(keys: &[&'static str], key: &str) -> Option<&'static str> {
    ["[", "\""].iter().find_map(|json| match meant("incident", keys, key, json) {
        Some(Meant::Key(key)) => Some(key),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Object;
    use super::*;
    use crate::incident::Incident;

    #[test]
    fn other_names_lead_to_keys_and_are_none_themselves() {
        let keys = Incident::default().keys();
        for (names, key) in KEYS.iter().find(|(name, _)| *name == "incident").unwrap().1 {
            assert!(keys.contains(key), "{key}");
            for name in *names {
                assert!(!keys.contains(name), "{name}");
                assert_eq!(snake_case(name), *name);
            }
        }
        assert_eq!(meant("incident", keys, "rootCauses", "[]"), Some(Meant::Key("root_causes")));
        assert_eq!(meant("incident", keys, "events", "7"), Some(Meant::Place("timeline")));
        assert_eq!(meant("incident", keys, "Start-Time", "\"x\""), Some(Meant::Place("milestones.started")));
        assert_eq!(meant("event", &["at"], "start_time", "\"x\""), Some(Meant::Key("at")));
        assert_eq!(meant("event", &["at"], "colour", "\"x\""), None);
    }
}
