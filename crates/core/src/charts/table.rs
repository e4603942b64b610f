//! The data of a chart as a table, and as CSV that no spreadsheet runs as a formula.

use crate::text;
use crate::time::Instant;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A text.
    Text(String),
    /// A text that stands for an item of the chart: where it leads, the row does.
    Item(u32, String),
    /// A moment: RFC 3339 in CSV; the second is what a person reads.
    Moment(Instant, String),
    /// How many.
    Count(usize),
    /// A length in milliseconds, in words to be read and in seconds in CSV. Recorded lengths, which are whole
    /// milliseconds, are shown exactly.
    Exact(f64),
    /// An estimate of a length in milliseconds: rounded to be read, in seconds to the millisecond in CSV.
    Estimate(f64),
    /// A share, 0 to 1: in per cent to be read.
    Share(f64),
    /// Not known, or none: empty in CSV, never 0.
    None,
}

impl Cell {
    /// An estimate, or none.
    #[must_use]
    pub fn estimate(ms: Option<f64>) -> Self {
        ms.map_or(Self::None, Self::Estimate)
    }

    /// As a person reads it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Item(_, text) | Self::Moment(_, text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Exact(ms) => text::length_of_ms(*ms).to_string(),
            Self::Estimate(ms) => text::estimated_length(*ms).to_string(),
            Self::Share(share) => text::decimal_up_to(share * 100.0, 3) + " %",
            Self::None => "—".to_owned(),
        }
    }

    /// As a spreadsheet reads it.
    fn plain(&self) -> String {
        let number = |number: f64, decimals| text::decimal_up_to(number, decimals).replace('\u{2212}', "-");
        match self {
            Self::Text(text) | Self::Item(_, text) => guarded(text),
            Self::Moment(at, _) => at.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Exact(ms) | Self::Estimate(ms) => number(ms / 1_000.0, 3),
            Self::Share(share) => number(*share, 9),
            Self::None => String::new(),
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns. One of lengths ends in ` (s)` in CSV.
    pub heads: Vec<&'static str>,
    /// Its rows, each as long as the heads.
    pub rows: Vec<Vec<Cell>>,
}

/// A table as CSV, RFC 4180: comma, CRLF, quotes doubled inside quotes. A text that a spreadsheet would take for a formula
/// gets an apostrophe before it (OWASP, "CSV Injection"). Lengths are seconds, moments UTC, what is not known is empty.
#[must_use]
pub fn csv(table: &Table) -> String {
    let mut text = String::new();
    for (place, head) in table.heads.iter().enumerate() {
        let lengths = |row: &Vec<Cell>| matches!(row.get(place), Some(Cell::Exact(_) | Cell::Estimate(_)));
        let unit = if table.rows.iter().any(lengths) { " (s)" } else { "" };
        put(&mut text, place, &format!("{head}{unit}"));
    }
    text += "\r\n";
    for row in &table.rows {
        for (place, cell) in row.iter().enumerate() {
            put(&mut text, place, &cell.plain());
        }
        text += "\r\n";
    }
    text
}

fn put(text: &mut String, place: usize, cell: &str) {
    if place > 0 {
        text.push(',');
    }
    if cell.contains([',', '"', '\r', '\n']) {
        text.push('"');
        *text += &cell.replace('"', "\"\"");
        text.push('"');
    } else {
        *text += cell;
    }
}

fn guarded(text: &str) -> String {
    // Full-width forms are taken for the plain ones by some.
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_quoted_and_runs_nothing() {
        let table = Table {
            caption: String::new(),
            heads: vec!["Title", "Length", "Share"],
            rows: vec![
                vec![Cell::Text("=HYPERLINK(\"http://x\")".to_owned()), Cell::Exact(90_500.0), Cell::Share(0.25)],
                vec![Cell::Text("a, \"b\"\nc".to_owned()), Cell::None, Cell::Share(1.0)],
                vec![Cell::Text("-1+2".to_owned()), Cell::Estimate(-720_000.5), Cell::None],
            ],
        };
        assert_eq!(
            csv(&table),
            "Title,Length (s),Share\r\n\"'=HYPERLINK(\"\"http://x\"\")\",90.5,0.25\r\n\
             \"a, \"\"b\"\"\nc\",,1\r\n'-1+2,-720.001,\r\n"
        );
        for risky in ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1"] {
            assert!(guarded(risky).starts_with('\''), "{risky}");
        }
        let said: Vec<_> = table.rows[2].iter().map(Cell::text).collect();
        assert_eq!(said, ["-1+2", "\u{2212}12 min", "—"]);
    }
}
