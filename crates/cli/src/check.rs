//! `faultline check`: a line for each problem of reading and each finding, of files, of catalogs and of all files in a
//! folder.

use std::io::Result;
use std::path::{Path, PathBuf};

use super::inputs::{Loaded, for_each_document, unlisted};
use super::{CommonOptions, FAILED, FOUND, Io, one_line};
use faultline_core::findings::{ReadFrom, findings_in};
use faultline_core::formats::{Catalog, Document, Reading};
use faultline_core::incident::backward_impacts;
use faultline_core::metrics::{Moments, durations};
use faultline_core::time::Instant;

pub(super) fn run(paths: &[PathBuf], strict: bool, common: &CommonOptions, io: &mut Io) -> Result<()> {
    let now = common.now.unwrap_or(io.now);
    let options = common.reading.options();
    let inputs = for_each_document(paths, &options, io, &mut |document, path, name, inputs, io| match document {
        Document::Incident(reading) => {
            print(&report(&format!("{name}:"), &Loaded::new(*reading, common), now), strict, io)
        }
        Document::Catalog(catalog) => {
            // A file of lines comes in pieces.
            let before = inputs.number(name, catalog.entries.len());
            check_catalog((path, name, before), catalog, strict, common, now, io)
        }
    })?;
    if inputs.failed > 0 {
        io.exit_with(FAILED);
    }
    Ok(())
}

fn print(report: &Report, strict: bool, io: &mut Io) -> Result<()> {
    if report.fails(strict) {
        io.exit_with(FOUND);
    }
    report.lines.iter().try_for_each(|line| writeln!(io.out, "{line}"))
}

/// Checks a catalog of a file, before which so many of its incidents were checked: its problems, the files it names that do
/// not exist, and each whole incident in it.
fn check_catalog(
    (file, name, before): (&Path, &str, usize),
    catalog: Catalog,
    strict: bool,
    common: &CommonOptions,
    now: Instant,
    io: &mut Io,
) -> Result<()> {
    let is_missing = |name: &str| {
        let plain = !name.contains("://") && !name.contains('%');
        plain && !file.parent().unwrap_or(Path::new("")).join(name).exists()
    };
    let mut lines: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
    if catalog.unlisted > 0 {
        lines.push(unlisted(name, catalog.unlisted));
    }
    let sources = catalog.entries.iter().filter_map(|entry| entry.src.as_deref());
    let missing = sources.chain(catalog.parts.iter().map(|part| &**part)).filter(|name| is_missing(name));
    lines.extend(
        missing.map(|missing| format!("{name}: {missing} is not there. Correct its name, or write the index anew.")),
    );
    for (number, entry) in (before + 1..).zip(&catalog.entries).filter(|(_, entry)| !entry.whole) {
        lines.extend(backward_impacts(&entry.incident).map(|problem| format!("{name}, incident {number}: {problem}")));
    }
    let problems = lines.len() - catalog.problems.iter().filter(|problem| problem.is_note()).count();
    if before == 0 && lines.is_empty() && catalog.entries.is_empty() && catalog.parts.is_empty() {
        lines.push(format!("{name}: this file holds no incidents."));
    }
    print(&Report { lines: lines.iter().map(|line| one_line(line)).collect(), problems, findings: 0 }, strict, io)?;
    for (number, entry) in (before + 1..).zip(catalog.entries).filter(|(_, entry)| entry.whole) {
        let reading = Reading {
            incident: entry.incident,
            problems: Vec::new(),
            conversions: Vec::new(),
            origin: entry.origin,
            document: None,
        };
        let loaded = Loaded::new(reading, common);
        print(&report(&format!("{name}, incident {number}: "), &loaded, now), strict, io)?;
    }
    Ok(())
}

/// The problems and findings of one incident or catalog.
struct Report {
    /// `file:place: sentence`, problems first.
    lines: Vec<String>,
    problems: usize,
    findings: usize,
}

impl Report {
    /// `true` when the check fails: for a problem that is not a note and, if it is strict, for a finding.
    const fn fails(&self, strict: bool) -> bool {
        self.problems > 0 || (strict && self.findings > 0)
    }
}

/// `prefix` stands before each place: `file.json:`. An incident of a foreign format, such as a status page's, is not checked
/// for findings, which whoever reads it cannot mend.
fn report(prefix: &str, loaded: &Loaded, now: Instant) -> Report {
    let case = &loaded.case;
    let mut findings = Vec::new();
    if !loaded.is_foreign {
        let durations = durations(case, now);
        findings = findings_in(case, &durations, now, loaded.file_zone.as_ref());
    }
    let problems = loaded.problems.iter().map(|problem| format!("{prefix}{problem}"));
    let moments = Moments::new(case, loaded.zone.as_ref());
    let findings_lines = findings.iter().map(|finding| {
        format!(
            "{prefix}{}: {}. {}",
            finding.place(),
            finding.title(),
            finding.detail_with(case, &moments, ReadFrom::IncidentFile)
        )
    });
    Report {
        lines: problems.chain(findings_lines).map(|line| one_line(&line)).collect(),
        problems: loaded.problems.iter().filter(|problem| !problem.is_note()).count(),
        findings: findings.len(),
    }
}
