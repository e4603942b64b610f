//! `faultline check`: a line each for what could not be read as meant and for what is left open. Must never print a
//! sentence of its own.

use std::io::Result;
use std::path::PathBuf;

use super::{Common, FAILED, FOUND, Io, Loaded, label, load, one_line};
use crate::metrics::{Moments, durations, findings_in};
use crate::time::Instant;

pub(super) fn run(files: &[PathBuf], strict: bool, common: &Common, io: &mut Io, code: &mut u8) -> Result<()> {
    let now = common.now.unwrap_or(io.now);
    for file in files {
        let Some(loaded) = load(file, common, io)? else {
            *code = FAILED;
            continue;
        };
        let report = report(&label(file), &loaded, now);
        if report.fails(strict) {
            *code = (*code).max(FOUND);
        }
        for line in &report.lines {
            writeln!(io.out, "{line}")?;
        }
    }
    Ok(())
}

/// What there is to say about one file.
pub(super) struct Report {
    /// `file:place: sentence`, problems first.
    pub(super) lines: Vec<String>,
    problems: usize,
    findings: usize,
}

impl Report {
    /// `true` when the check fails: for a problem that is no mere note, and if it is strict for a finding.
    pub(super) const fn fails(&self, strict: bool) -> bool {
        self.problems > 0 || (strict && self.findings > 0)
    }
}

pub(super) fn report(name: &str, loaded: &Loaded, now: Instant) -> Report {
    let case = &loaded.case;
    let durations = durations(case, now);
    let findings = findings_in(case, &durations, now, loaded.file_zone.as_ref());
    let problems = loaded.problems.iter().map(|problem| format!("{name}:{problem}"));
    let moments = Moments::new(case, loaded.zone.as_ref());
    let found = findings.iter().map(|finding| {
        format!("{name}:{}: {}. {}", finding.place(), finding.title(), finding.detail_with(case, &moments))
    });
    Report {
        lines: problems.chain(found).map(|line| one_line(&line)).collect(),
        problems: loaded.problems.iter().filter(|problem| !problem.is_note()).count(),
        findings: findings.len(),
    }
}
