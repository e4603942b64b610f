//! A document beside what was made of it, line by line.

use crate::Selection;
use faultline_core::formats::{DocumentReading, LineReading, Meaning};
use faultline_core::incident::{Case, EventIx};
use faultline_core::text;
use faultline_core::time::Zone;

/// Some lines of a document that became one thing, or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingRow {
    /// The first line, from 1.
    pub first: usize,
    /// The last line.
    pub last: usize,
    /// The lines.
    pub text: String,
    /// What they became, in a few words; empty for nothing.
    pub became: String,
    /// What is selected to see it.
    pub selection: Option<Selection>,
    /// `true` for what could not be placed.
    pub needs_you: bool,
}

/// The lines of a document, those that became one thing together, and what each became. Blank lines are left out.
#[must_use]
pub fn reading_rows(source: &str, reading: &DocumentReading, case: &Case, zone: &dyn Zone) -> Vec<ReadingRow> {
    let mut rows: Vec<(ReadingRow, Option<&LineReading>)> = Vec::new();
    for (line, text) in (1_usize..).zip(source.lines()) {
        let became = u32::try_from(line).ok().and_then(|line| reading.at_line(line));
        match rows.last_mut() {
            // Lines that became nothing stand together until a blank one.
            Some((row, before)) if *before == became && (became.is_some() || (row.last + 1 == line)) => {
                if !text.trim().is_empty() {
                    row.text.push('\n');
                    row.text.push_str(text);
                    row.last = line;
                }
            }
            _ if text.trim().is_empty() => {}
            _ => rows.push((row(line, text, became.map(|reading| &reading.meaning), case, zone), became)),
        }
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

fn row(line: usize, text: &str, meaning: Option<&Meaning>, case: &Case, zone: &dyn Zone) -> ReadingRow {
    let event = |ix: EventIx| case.incident.timeline.get(ix.at()).and_then(|event| event.at);
    let (became, selection) = match meaning {
        None => (String::new(), None),
        Some(Meaning::Title) => ("Title".to_owned(), None),
        Some(Meaning::Summary) => ("Summary".to_owned(), None),
        Some(Meaning::Section(name)) => (format!("Section: {name}"), None),
        Some(Meaning::Event(ix)) => {
            let shown = if event(*ix).is_some_and(|when| when.day_only) { text::date } else { text::date_time };
            let at = event(*ix).map_or_else(String::new, |when| format!(" · {}", shown(when.at, zone)));
            (format!("Event{at}"), Some(Selection::Event(*ix)))
        }
        Some(Meaning::Unplaced(ix, why)) => {
            (format!("Event without a time: it {}", why.sentence()), Some(Selection::Event(*ix)))
        }
        Some(Meaning::Cause(ix)) => ("Cause".to_owned(), Some(Selection::Cause(*ix))),
        Some(Meaning::Action(ix)) => ("Action".to_owned(), Some(Selection::Action(*ix))),
        Some(Meaning::Lesson(_)) => ("Lesson".to_owned(), None),
        Some(Meaning::Field(name)) => (format!("Field: {name}"), None),
        Some(Meaning::Day) => ("Day of the entries below".to_owned(), None),
        Some(Meaning::Zone) => ("Zone of the times".to_owned(), None),
        Some(Meaning::Left(why)) => (format!("Not read: {why}"), None),
    };
    let needs_you = matches!(meaning, Some(Meaning::Unplaced(..)));
    ReadingRow { first: line, last: line, text: text.to_owned(), became, selection, needs_you }
}

#[cfg(test)]
mod tests {
    use super::*;
    use faultline_core::formats::read;
    use faultline_core::time::{FixedZone, UtcOnly};

    #[test]
    fn each_line_stands_beside_what_it_became() {
        let source = "# Checkout down\n\nSummary: it broke\non 2024-03-01.\n\n## Timeline\n\n- 13:30 UTC: errors rise\n- ??:??: someone calls\n\n```\n14:00 a log line\n```\n\n## Root cause\n\n- A full disk\n";
        let reading = read(source.as_bytes(), "a.md", &UtcOnly).unwrap();
        let document = reading.document.unwrap();
        let (case, _) = Case::join(reading.incident);
        let rows = reading_rows(source, &document, &case, &FixedZone::utc());
        let told: Vec<_> = rows.iter().map(|row| format!("{}-{} {}", row.first, row.last, row.became)).collect();
        assert_eq!(
            told,
            [
                "1-1 Title",
                "3-4 Summary",
                "6-6 Section: timeline",
                "8-8 Event · 1 Mar 2024, 13:30",
                "9-9 Event without a time: it leaves its time open; it is listed without a time. Write the time, if it is known.",
                "11-13 Not read: code and logs are never read",
                "15-15 Section: causes",
                "17-17 Cause",
            ]
        );
        assert_eq!(rows.iter().filter(|row| row.needs_you).count(), document.entries - document.placed);
    }
}
