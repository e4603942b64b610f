//! `faultline check`: a line for each problem of reading and each finding, of files, of catalogs and of all files in a
//! folder.

use std::fs::File;
use std::io::{Read, Result};
use std::path::{Path, PathBuf};

use super::inputs::{HEAD_BYTES, Loaded, MAX_BYTES, files_below, is_stdin, label, load};
use super::{CommonOptions, FAILED, FOUND, Io, one_line};
use faultline_core::findings::findings_in;
use faultline_core::formats::{self, Catalog, Reading};
use faultline_core::metrics::{Moments, durations};
use faultline_core::time::{Instant, NativeZones};

pub(super) fn run(paths: &[PathBuf], strict: bool, common: &CommonOptions, io: &mut Io) -> Result<()> {
    for path in paths {
        if !path.is_dir() {
            check(path, strict, common, io)?;
            continue;
        }
        let files = files_below(path)?;
        if files.is_empty() {
            io.exit_with(FAILED);
            writeln!(io.err, "{}: no .json, .ndjson or .jsonl file is in this folder.", label(path))?;
        }
        for file in files {
            check(&file, strict, common, io)?;
        }
    }
    Ok(())
}

fn check(file: &Path, strict: bool, common: &CommonOptions, io: &mut Io) -> Result<()> {
    let now = common.now.unwrap_or(io.now);
    if let Some(bytes) = read_if_catalog(file) {
        return match formats::read_catalog(&bytes, &label(file), &NativeZones) {
            Ok(catalog) => check_catalog(file, catalog, strict, common, now, io),
            Err(error) => {
                io.exit_with(FAILED);
                io.message(&format!("{}: {error}", label(file)))
            }
        };
    }
    let Some(loaded) = load(file, common, io)? else {
        io.exit_with(FAILED);
        return Ok(());
    };
    print(&report(&(label(file) + ":"), &loaded, now), strict, io)
}

fn print(report: &Report, strict: bool, io: &mut Io) -> Result<()> {
    if report.fails(strict) {
        io.exit_with(FOUND);
    }
    report.lines.iter().try_for_each(|line| writeln!(io.out, "{line}"))
}

/// The bytes of a file, if it is a catalog.
fn read_if_catalog(path: &Path) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok().filter(|_| !is_stdin(path))?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut bytes).ok()?;
    if !formats::is_catalog(&bytes) {
        return None;
    }
    file.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Checks a catalog: its problems, the files it names that do not exist, and each whole incident in it. Incidents of a
/// foreign format, such as a status page, are not checked for findings, which whoever reads them cannot mend.
fn check_catalog(
    file: &Path,
    catalog: Catalog,
    strict: bool,
    common: &CommonOptions,
    now: Instant,
    io: &mut Io,
) -> Result<()> {
    let name = label(file);
    let foreign = !catalog.mappings.is_empty();
    let is_missing = |name: &str| {
        let plain = !name.contains("://") && !name.contains('%');
        plain && !file.parent().unwrap_or(Path::new("")).join(name).exists()
    };
    let mut lines: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
    if catalog.unlisted > 0 {
        lines.push(format!("{name}: {} more problems are not listed. Correct these first.", catalog.unlisted));
    }
    let sources = catalog.entries.iter().filter_map(|entry| entry.src.as_deref());
    let missing = sources.chain(catalog.parts.iter().map(|part| &**part)).filter(|name| is_missing(name));
    lines.extend(
        missing.map(|missing| format!("{name}: {missing} is not there. Correct its name, or write the index anew.")),
    );
    let problems = lines.len();
    print(&Report { lines: lines.iter().map(|line| one_line(line)).collect(), problems, findings: 0 }, strict, io)?;
    for (number, entry) in (1..).zip(catalog.entries).filter(|(_, entry)| entry.whole && !foreign) {
        let loaded = Loaded::new(Reading { incident: entry.incident, problems: Vec::new() }, common);
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

/// `prefix` stands before each place: `file.json:`.
fn report(prefix: &str, loaded: &Loaded, now: Instant) -> Report {
    let case = &loaded.case;
    let durations = durations(case, now);
    let findings = findings_in(case, &durations, now, loaded.file_zone.as_ref());
    let problems = loaded.problems.iter().map(|problem| format!("{prefix}{problem}"));
    let moments = Moments::new(case, loaded.zone.as_ref());
    let findings_lines = findings.iter().map(|finding| {
        format!("{prefix}{}: {}. {}", finding.place(), finding.title(), finding.detail_with(case, &moments))
    });
    Report {
        lines: problems.chain(findings_lines).map(|line| one_line(&line)).collect(),
        problems: loaded.problems.iter().filter(|problem| !problem.is_note()).count(),
        findings: findings.len(),
    }
}
