//! Problems of a catalog in sentences: where, what, and what to write instead.

use std::fmt::{Display, Formatter, Result};

use super::{CatalogProblem, CatalogProblemKind};

impl CatalogProblem {
    /// `true` for a note: what stands there is kept or was meant so, and nothing need be mended.
    #[must_use]
    pub const fn is_note(&self) -> bool {
        matches!(&self.kind, CatalogProblemKind::Part(problem) if problem.is_note())
    }

    /// Where: `postmortems.ndjson, line 17`, `index.json, incidents[3]`.
    #[must_use]
    pub fn place(&self) -> String {
        // In a list that has a name of its own, "incident" may not be what its items are.
        let kind = if self.list.is_empty() || &*self.list == "incidents" { "incident" } else { &self.list };
        let item = self.item.map(|item| format!(", {kind} {}", u64::from(item) + 1)).unwrap_or_default();
        let line = if self.line > 0 { format!(", line {}", self.line) } else { String::new() };
        format!("{}{item}{line}", self.file)
    }

    /// What is wrong, and what to do.
    #[must_use]
    pub fn sentence(&self) -> String {
        match &self.kind {
            CatalogProblemKind::Part(problem) => problem.to_string(),
            CatalogProblemKind::Unread(error) => error.to_string(),
            CatalogProblemKind::Missing(why) => format!("could not be had: {why}. Its incidents are not among these."),
            CatalogProblemKind::Undated => {
                "nothing in this incident has a date that could be read; it is listed, and counts in no \
                               figure. Give it an impact, a milestone or an event with a time."
                    .to_owned()
            }
            CatalogProblemKind::TooMany(most) => {
                format!("incidents past the first {most} were left out. Split the file into several catalogs.")
            }
        }
    }
}

impl Display for CatalogProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}: {}", self.place(), self.sentence())
    }
}
