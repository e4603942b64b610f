//! What reading is told by whoever asks for it, where the file does not say it.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::lenient::{each_member, text};
use crate::incident::{Milestone, Status};
use crate::time::{DateOrder, Offset, ParsedTime, read_time};

/// What reading a file is told. The default says nothing: the file speaks for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The id of the [`Reader`](super::Reader) to use; `None`: the one that recognises the file.
    pub reader: Option<Box<str>>,
    /// The zone of local times where the file names none, and that times are shown in: an IANA name or an offset.
    pub zone: Option<Box<str>>,
    /// The order of day and month where the dates of the file leave it open.
    pub date_order: Option<DateOrder>,
    /// What an organisation's own names mean.
    pub names: NameTable,
    /// The day of a document's entries that name none, where the document states none: year, month, day.
    pub day: Option<(i32, u32, u32)>,
    /// Whether a document that tells several incidents is read as many.
    pub split: bool,
}

impl ReadOptions {
    /// No options.
    pub const NONE: &'static Self = &Self {
        reader: None,
        zone: None,
        date_order: None,
        names: NameTable { timestamps: Vec::new(), statuses: Vec::new() },
        day: None,
        split: false,
    };
}

/// The day that a text such as `2026-03-04` names, for [`ReadOptions::day`]; `None` for any other text.
#[must_use]
pub fn read_day(text: &str) -> Option<(i32, u32, u32)> {
    let Ok(ParsedTime::Day(midnight)) = read_time(text) else { return None };
    let day = midnight.civil(Offset::UTC);
    Some((day.year, day.month, day.day))
}

/// What the names that an organisation gave to timestamps and statuses in its incident tool mean. A name is found however
/// its letters are capitalised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct NameTable {
    /// Named timestamps: "Impact started". `None`: it is no milestone, and shown as an event.
    pub timestamps: Vec<(Box<str>, Option<Milestone>)>,
    /// Named statuses: "Watching".
    pub statuses: Vec<(Box<str>, Status)>,
}

impl From<NameTable> for String {
    fn from(table: NameTable) -> Self {
        table.to_json()
    }
}

impl TryFrom<String> for NameTable {
    type Error = String;

    fn try_from(json: String) -> Result<Self, String> {
        Self::from_json(&json)
    }
}

impl NameTable {
    /// Reads a table as [`to_json`](Self::to_json) writes it:
    /// `{ "timestamps": { "Impact started": "started", "Reported": null }, "statuses": { "Watching": "mitigated" } }`.
    ///
    /// # Errors
    /// What is wrong and what to write, in a sentence.
    pub fn from_json(json: &str) -> Result<Self, String> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let file = <&RawValue>::deserialize(&mut deserializer).and_then(|file| deserializer.end().map(|()| file));
        let file = file.map_err(|error| format!("This is not JSON: {error}."))?;
        let (mut table, mut wrong) = (Self::default(), None);
        let mut entry = |list: &str, name: Box<str>, word: &RawValue| {
            let word_text = text(word).map(|word| word.text).unwrap_or_default();
            let is_known = match list {
                "timestamps" => {
                    let milestone = Milestone::from_word(&word_text);
                    let is_known = milestone.is_some() || word.get() == "null";
                    if is_known {
                        table.timestamps.push((name.clone(), milestone));
                    }
                    is_known
                }
                _ => Status::from_word(&word_text).map(|status| table.statuses.push((name.clone(), status))).is_some(),
            };
            if !is_known && wrong.is_none() {
                let words = if list == "timestamps" {
                    "started, detected, acknowledged, mitigated, resolved or null"
                } else {
                    "ongoing, mitigated, resolved or reviewed"
                };
                wrong = Some(format!("{list}: {name:?} is mapped to {}. Write {words}.", word.get()));
            }
        };
        let mut unknown = None;
        let is_object = each_member(file, &mut |list, names| {
            if !matches!(&*list, "timestamps" | "statuses")
                || !each_member(names, &mut |name, word| entry(&list, name.into(), word))
            {
                unknown = Some(format!(
                    "{list:?} is not a table of names. Write {{ \"timestamps\": {{ \"Impact started\": \"started\" }}, \"statuses\": {{ \"Watching\": \"mitigated\" }} }}."
                ));
            }
        });
        match unknown.or(wrong) {
            Some(wrong) => Err(wrong),
            None if !is_object => Err("A table of names is a JSON object: { \"timestamps\": { … } }.".to_owned()),
            None => Ok(table),
        }
    }

    /// The table as a small JSON file, for a team to share.
    #[must_use]
    pub fn to_json(&self) -> String {
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let timestamps = self.timestamps.iter().map(|(name, milestone)| {
            format!(
                "    {}: {}",
                quoted(name),
                milestone.map_or("null".to_owned(), |milestone| quoted(milestone.word()))
            )
        });
        let statuses =
            self.statuses.iter().map(|(name, status)| format!("    {}: {}", quoted(name), quoted(status.word())));
        let list = |lines: Vec<String>| {
            if lines.is_empty() { "{}".to_owned() } else { format!("{{\n{}\n  }}", lines.join(",\n")) }
        };
        format!(
            "{{\n  \"timestamps\": {},\n  \"statuses\": {}\n}}\n",
            list(timestamps.collect()),
            list(statuses.collect())
        )
    }

    /// What a named timestamp is said to mean; `None` when the table says nothing of it.
    #[must_use]
    pub fn timestamp(&self, name: &str) -> Option<Option<Milestone>> {
        let found = self.timestamps.iter().find(|(known, _)| same_name(known, name));
        found.map(|(_, milestone)| *milestone)
    }

    /// What a named status is said to mean; `None` when the table says nothing of it.
    #[must_use]
    pub fn status(&self, name: &str) -> Option<Status> {
        self.statuses.iter().find(|(known, _)| same_name(known, name)).map(|(_, status)| *status)
    }
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The milestone that a timestamp of that name is usually meant to be: "Impact started", "Detected at", "Fixed".
#[must_use]
pub fn usual_milestone(name: &str) -> Option<Milestone> {
    let name = name.trim().to_lowercase().replace(['_', '-'], " ");
    let name = name
        .strip_suffix(" at")
        .or_else(|| name.strip_suffix(" time"))
        .or_else(|| name.strip_suffix(" date"))
        .unwrap_or(&name);
    let name = name.strip_prefix("incident ").unwrap_or(name);
    Some(match name {
        "started"
        | "start"
        | "impact started"
        | "impact start"
        | "impact began"
        | "customer impact started"
        | "customer impact start"
        | "outage started"
        | "outage start"
        | "began" => Milestone::Started,
        "detected" | "detection" | "impact detected" | "impact detect" | "first detected" => Milestone::Detected,
        "acknowledged" | "acknowledgement" | "first acknowledged" | "responded" => Milestone::Acknowledged,
        "mitigated"
        | "mitigation"
        | "fixed"
        | "stabilised"
        | "stabilized"
        | "impact ended"
        | "impact end"
        | "customer impact ended"
        | "customer impact end"
        | "outage ended"
        | "outage end" => Milestone::Mitigated,
        "resolved" | "resolution" => Milestone::Resolved,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_written_is_read_as_it_was() {
        let table = NameTable {
            timestamps: vec![("Impact \"began\"".into(), Some(Milestone::Started)), ("Reported".into(), None)],
            statuses: vec![("Watching".into(), Status::Mitigated)],
        };
        assert_eq!(NameTable::from_json(&table.to_json()), Ok(table.clone()));
        assert_eq!(NameTable::from_json(&NameTable::default().to_json()), Ok(NameTable::default()));
        assert_eq!(table.timestamp("reported "), Some(None));
        assert_eq!(table.timestamp("impact \"BEGAN\""), Some(Some(Milestone::Started)));
        assert_eq!((table.timestamp("Other"), table.status("watching")), (None, Some(Status::Mitigated)));
    }

    #[test]
    fn what_is_no_table_is_said() {
        for (json, said) in [
            ("", "not JSON"),
            ("[]", "object"),
            ("{\"timestamp\":{}}", "\"timestamp\" is not a table"),
            ("{\"timestamps\":[]}", "\"timestamps\" is not a table"),
            ("{\"timestamps\":{\"A\":\"begun\"}}", "\"A\" is mapped to \"begun\". Write started,"),
            ("{\"statuses\":{\"A\":null}}", "Write ongoing,"),
        ] {
            let found = NameTable::from_json(json).unwrap_err();
            assert!(found.contains(said), "{json}: {found}");
        }
    }

    #[test]
    fn usual_names_are_known_and_others_are_not_guessed() {
        for (name, milestone) in [
            ("Impact started", Some(Milestone::Started)),
            ("Detected at", Some(Milestone::Detected)),
            ("Fixed", Some(Milestone::Mitigated)),
            ("resolved_at", Some(Milestone::Resolved)),
            ("Reported at", None),
            ("Closed at", None),
            ("", None),
        ] {
            assert_eq!(usual_milestone(name), milestone, "{name}");
        }
    }
}
