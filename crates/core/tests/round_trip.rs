//! What was read of any format is, written as version 1 and read again, the same: nothing is lost on the way.

#![expect(clippy::unwrap_used, reason = "helpers of tests are not seen as tests")]

use std::fmt::Debug;
use std::path::{Path, PathBuf};

use faultline_core::export::json::{write, write_entry, write_index};
use faultline_core::formats::{Document, Entry, ReadOptions, read, read_document, reader_by_id};
use faultline_core::incident::{Case, Incident};
use faultline_core::time::NativeZones;

mod shared;

/// The folders of the project that hold bodies of any format.
const FOLDERS: &[&str] = &[
    "fuzz/seeds",
    "public/incidents",
    "crates/core/tests/documents",
    "crates/core/src/claims/tests",
    "crates/cli/src/testdata",
];
/// The folders of real bodies and staged cases beside the project.
const SHARED: &[&str] = &["data", "data/more", "cases"];

/// The files of all folders, in the order of their names.
fn bodies() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders =
        FOLDERS.iter().map(|folder| root.join(folder)).chain(SHARED.iter().filter_map(|name| shared::shared(name)));
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file() && path.extension().is_none_or(|ending| ending != "rs" && ending != "py"))
        .collect();
    files.sort();
    files
}

/// What a file holds. The first line of a seed names its reader.
fn document(path: &Path) -> Option<Document> {
    let bytes = std::fs::read(path).unwrap();
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (name, rest) = bytes.split_at(end);
    let id = std::str::from_utf8(name).ok().filter(|id| reader_by_id(id).is_some());
    let file = if id.is_some() { rest } else { &bytes };
    let options = ReadOptions { reader: id.map(Into::into), ..ReadOptions::default() };
    read_document(file, &path.to_string_lossy(), &options, &NativeZones).ok()
}

/// Where two values differ first, as they are printed.
fn difference<T: PartialEq + Debug>(before: &T, after: &T) -> Option<String> {
    if before == after {
        return None;
    }
    let (before, after) = (format!("{before:#?}"), format!("{after:#?}"));
    let lines: Vec<String> = before
        .lines()
        .zip(after.lines())
        .enumerate()
        .filter(|(_, (before, after))| before != after)
        .take(4)
        .map(|(line, (before, after))| format!("  {line}: {} → {}", before.trim(), after.trim()))
        .collect();
    Some(lines.join("\n"))
}

/// What is lost of an incident that is written and read again.
fn lost(incident: &Incident) -> Option<String> {
    let written = write(incident, &NativeZones);
    match read(written.as_bytes(), "", &NativeZones) {
        Ok(again) => difference(incident, &again.incident),
        Err(error) => Some(format!("  {error}")),
    }
}

#[test]
fn an_incident_of_any_format_is_the_same_once_written_as_version_1() {
    let (mut count, mut wrong) = (0, Vec::new());
    for path in bodies() {
        let Some(Document::Incident(reading)) = document(&path) else { continue };
        count += 1;
        let joined = Case::join(reading.incident.clone()).0.incident;
        for (incident, how) in [(&reading.incident, "as read"), (&joined, "joined")] {
            wrong.extend(lost(incident).map(|lost| format!("{} {how}:\n{lost}", path.display())));
        }
    }
    assert!(count > 40, "{count} bodies");
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn incidents_of_any_format_are_the_same_once_written_as_a_collection() {
    let mut wrong = Vec::new();
    for path in bodies() {
        let Some(Document::Catalog(catalog)) = document(&path) else { continue };
        let lines: Vec<String> = catalog.entries.iter().map(|entry| write_entry(entry, &NativeZones)).collect();
        let written =
            write_index(&catalog.title, &lines, &catalog.parts.iter().map(ToString::to_string).collect::<Vec<_>>());
        let again = match read_document(written.as_bytes(), "", ReadOptions::NONE, &NativeZones) {
            Ok(again) => again.into_catalog(""),
            Err(error) => {
                wrong.push(format!("{}: {error}", path.display()));
                continue;
            }
        };
        let incidents = |entries: &[Entry]| entries.iter().map(|entry| entry.incident.clone()).collect::<Vec<_>>();
        let lost = difference(&incidents(&catalog.entries), &incidents(&again.entries));
        wrong.extend(lost.map(|lost| format!("{}:\n{lost}", path.display())));
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}
