//! `faultline check`: a line each for what could not be read as meant and for what is left open, of files, of catalogs
//! and of all there are in a folder. Must never print a sentence that the page does not print, save for files that are
//! not where a catalog says.

use std::fs::File;
use std::io::{Read, Result};
use std::path::{Path, PathBuf};

use super::gather::files_below;
use super::{Common, FAILED, FOUND, Io, LIMIT, Loaded, is_stdin, label, load, one_line};
use faultline_core::formats::{self, Catalog, Reading};
use faultline_core::metrics::{Moments, durations, findings_in};
use faultline_core::time::{Instant, NativeZones};

pub(super) fn run(files: &[PathBuf], strict: bool, common: &Common, io: &mut Io, code: &mut u8) -> Result<()> {
    let now = common.now.unwrap_or(io.now);
    for path in files {
        if !path.is_dir() {
            check(path, strict, common, now, io, code)?;
            continue;
        }
        let found = files_below(path)?;
        if found.is_empty() {
            *code = FAILED;
            writeln!(io.err, "{}: no .json, .ndjson or .jsonl file is in this folder.", label(path))?;
        }
        for file in found {
            check(&file, strict, common, now, io, code)?;
        }
    }
    Ok(())
}

fn check(file: &Path, strict: bool, common: &Common, now: Instant, io: &mut Io, code: &mut u8) -> Result<()> {
    if let Some(bytes) = bytes_of_catalog(file) {
        match formats::read_catalog(bytes, &label(file), &NativeZones) {
            Ok(catalog) => return check_catalog(file, catalog, strict, common, now, io, code),
            Err(error) => {
                *code = FAILED;
                return writeln!(io.err, "{}", one_line(&format!("{}: {error}", label(file))));
            }
        }
    }
    let Some(loaded) = load(file, common, io)? else {
        *code = FAILED;
        return Ok(());
    };
    say(&report(&(label(file) + ":"), &loaded, now), strict, io, code)
}

fn say(report: &Report, strict: bool, io: &mut Io, code: &mut u8) -> Result<()> {
    if report.fails(strict) {
        *code = (*code).max(FOUND);
    }
    report.lines.iter().try_for_each(|line| writeln!(io.out, "{line}"))
}

/// The bytes of a file that holds many incidents.
fn bytes_of_catalog(path: &Path) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok().filter(|_| !is_stdin(path))?;
    let mut bytes = Vec::new();
    file.by_ref().take(64 << 10).read_to_end(&mut bytes).ok()?;
    if !formats::is_catalog(&bytes) {
        return None;
    }
    file.take(LIMIT).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A catalog: what could not be read of it, files that are not there, and each whole incident as a file of its own. What
/// a status page leaves open is not for its reader to mend, so that its incidents are not asked for more.
fn check_catalog(
    file: &Path,
    catalog: Catalog,
    strict: bool,
    common: &Common,
    now: Instant,
    io: &mut Io,
    code: &mut u8,
) -> Result<()> {
    let name = label(file);
    let foreign = !catalog.mappings.is_empty();
    let beside = |name: &str| {
        let plain = !name.contains("://") && !name.contains('%');
        plain && !file.parent().unwrap_or(Path::new("")).join(name).exists()
    };
    let mut lines: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
    if catalog.unlisted > 0 {
        lines.push(format!("{name}: {} more problems are not listed. Correct these first.", catalog.unlisted));
    }
    let sources = catalog.entries.iter().filter_map(|entry| entry.src.as_deref());
    let missing = sources.chain(catalog.parts.iter().map(|part| &**part)).filter(|name| beside(name));
    lines.extend(
        missing.map(|missing| format!("{name}: {missing} is not there. Correct its name, or write the index anew.")),
    );
    let problems = lines.len();
    say(&Report { lines: lines.iter().map(|line| one_line(line)).collect(), problems, findings: 0 }, strict, io, code)?;
    for (number, entry) in (1..).zip(catalog.entries).filter(|(_, entry)| entry.whole && !foreign) {
        let loaded = Loaded::new(Reading { incident: entry.incident, problems: Vec::new() }, common);
        say(&report(&format!("{name}, incident {number}: "), &loaded, now), strict, io, code)?;
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

/// `name` ends with what stands before a place.
pub(super) fn report(name: &str, loaded: &Loaded, now: Instant) -> Report {
    let case = &loaded.case;
    let durations = durations(case, now);
    let findings = findings_in(case, &durations, now, loaded.file_zone.as_ref());
    let problems = loaded.problems.iter().map(|problem| format!("{name}{problem}"));
    let moments = Moments::new(case, loaded.zone.as_ref());
    let found = findings.iter().map(|finding| {
        format!("{name}{}: {}. {}", finding.place(), finding.title(), finding.detail_with(case, &moments))
    });
    Report {
        lines: problems.chain(found).map(|line| one_line(&line)).collect(),
        problems: loaded.problems.iter().filter(|problem| !problem.is_note()).count(),
        findings: findings.len(),
    }
}
