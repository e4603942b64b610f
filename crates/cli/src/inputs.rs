//! Reading what the arguments name: one incident, or many from files, folders and catalogs.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{CommonOptions, FAILED, Io};
use faultline_core::formats::{
    self, Conversion, Document, Entry, Head, LineReader, MOST_BYTES, ReadError, ReadOptions, Reading, join_documents,
};
use faultline_core::incident::{Case, Problem, backward_impacts};
use faultline_core::time::{FixedZone, NativeZones, Zone, ZoneSource};

/// The most bytes of a file that are read: one more than the reader takes, so that it is the one to refuse the file.
const MAX_BYTES: u64 = MOST_BYTES as u64 + 1;

/// How many bytes are looked at to tell lines of incidents from other files.
const HEAD_BYTES: u64 = 64 << 10;

/// How many bytes of a file of lines are read at once.
const CHUNK_BYTES: u64 = 8 << 20;

/// `true` for `-`, the standard input.
pub(super) fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The name of a file in messages.
pub(super) fn label(path: &Path) -> String {
    if is_stdin(path) { "stdin".to_owned() } else { path.display().to_string() }
}

/// One incident, read and joined.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) case: Case,
    /// Those of reading, in the order of the file, then those of joining.
    pub(super) problems: Vec<Problem>,
    /// `true` for an incident of a foreign format.
    pub(super) is_foreign: bool,
    /// The zone that the file names; UTC without one.
    pub(super) file_zone: Arc<dyn Zone>,
    /// The zone of times in the output.
    pub(super) zone: Arc<dyn Zone>,
}

impl Loaded {
    pub(super) fn new(reading: Reading, common: &CommonOptions) -> Self {
        let Reading { incident, mut problems, origin, .. } = reading;
        let named = incident.time_zone.as_deref().and_then(|name| NativeZones.zone(name));
        let file_zone = named.unwrap_or_else(|| Arc::new(FixedZone::utc()));
        let (case, joining) = Case::join(incident);
        problems.extend(joining);
        let zone = common.zone.clone().unwrap_or_else(|| Arc::clone(&file_zone));
        Self { case, problems, is_foreign: origin.is_some(), zone, file_zone }
    }
}

/// The bytes of a file; the inner error is that it has more than [`MAX_BYTES`].
fn read_file(path: &Path, stdin: &mut dyn Read) -> Result<std::result::Result<Vec<u8>, ReadError>> {
    let mut bytes = Vec::new();
    if is_stdin(path) {
        stdin.take(MAX_BYTES).read_to_end(&mut bytes)?;
        return Ok(Ok(bytes));
    }
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length >= MAX_BYTES {
        return Ok(Err(ReadError::TooLarge { bytes: usize::try_from(length).unwrap_or(usize::MAX) }));
    }
    file.take(MAX_BYTES).read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}

/// What a file holds, in whatever format; else why it cannot be read.
pub(super) fn read_document(
    path: &Path,
    options: &ReadOptions,
    stdin: &mut dyn Read,
) -> std::result::Result<Document, Unreadable> {
    let bytes = read_file(path, stdin).map_err(Unreadable::Io)?.map_err(Unreadable::Format)?;
    let name = if is_stdin(path) { String::new() } else { label(path) };
    formats::read_document(&bytes, &name, options, &NativeZones).map_err(Unreadable::Format)
}

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) enum Unreadable {
    /// It cannot be had.
    Io(std::io::Error),
    /// It holds no incident.
    Format(ReadError),
}

impl Unreadable {
    /// `true` for a file that is in no format that is known here, which is no fault where it was found in a folder.
    const fn is_something_else(&self) -> bool {
        matches!(
            self,
            Self::Format(
                ReadError::Unknown { .. }
                    | ReadError::NoRecords { .. }
                    | ReadError::NotAnObject { .. }
                    | ReadError::NothingDated { .. }
                    | ReadError::Empty
            )
        )
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(error) => write!(f, "cannot be read: {error}"),
            Self::Format(error) => error.fmt(f),
        }
    }
}

/// What reading came to, beside the incidents.
#[derive(Default)]
pub(super) struct Inputs {
    /// How many files were read.
    pub(super) files: usize,
    /// How many files could not be read; those of a folder that are something else do not count.
    pub(super) failed: usize,
    /// How many problems there were; each was a message.
    pub(super) problems: usize,
    /// What became of the fields of the foreign formats that were read.
    pub(super) conversions: Vec<Conversion>,
    /// The title of the first catalog that has one.
    pub(super) title: Box<str>,
    /// How many incidents of each collection were met: a file of lines comes in pieces.
    numbers: HashMap<Box<str>, usize>,
}

impl Inputs {
    /// How many incidents of a collection came before these.
    pub(super) fn number(&mut self, name: &str, count: usize) -> usize {
        let met = self.numbers.entry(name.into()).or_default();
        let before = *met;
        *met += count;
        before
    }
}

/// Called with each document, the file it was read from, and its name in messages.
pub(super) type VisitDocument<'a> = dyn FnMut(Document, &Path, &str, &mut Inputs, &mut Io) -> Result<()> + 'a;

/// Called with each entry and the file it was read from.
pub(super) type Visit<'a> = dyn FnMut(Entry, &Path) -> Result<()> + 'a;

/// `true` when the paths can be no single incident: more than one, a folder, or lines of incidents.
pub(super) fn is_collection(paths: &[PathBuf]) -> bool {
    match paths {
        [one] if is_stdin(one) => false,
        [one] => one.is_dir() || File::open(one).and_then(read_head).is_ok_and(|start| formats::is_lines(&start)),
        _ => true,
    }
}

fn read_head(mut file: impl Read) -> Result<Vec<u8>> {
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

/// Visits what each file of the paths holds, those of a folder in the order of their paths. Files of lines come in pieces,
/// each dropped before the next is read, so that a million incidents need no more memory than what the visitor keeps. Files
/// of foreign formats come last, joined. What cannot be read becomes a message.
pub(super) fn for_each_document(
    paths: &[PathBuf],
    options: &ReadOptions,
    io: &mut Io,
    visit: &mut VisitDocument<'_>,
) -> Result<Inputs> {
    let mut inputs = Inputs::default();
    let mut foreign: Vec<(PathBuf, Document)> = Vec::new();
    let evidence_is_of = one_beside_foreign(paths);
    for path in paths {
        if evidence_is_of == Some(path) {
            // Read with what may be evidence of it.
            inputs.files += 1;
            match read_document(path, options, io.stdin) {
                Ok(document) => foreign.push((path.clone(), document)),
                Err(error) => {
                    inputs.failed += 1;
                    problem(&format!("{}: {error}", label(path)), &mut inputs, io)?;
                }
            }
            continue;
        }
        if !path.is_dir() {
            read_path(path, false, options, &mut foreign, &mut inputs, io, visit)?;
            continue;
        }
        let files = files_below(path)?;
        if files.is_empty() {
            io.exit_with(FAILED);
            let endings: Vec<String> = formats::endings().iter().map(|ending| format!(".{ending}")).collect();
            io.message(&format!("{}: no file that ends in {} is in this folder.", label(path), endings.join(", ")))?;
        }
        for file in files {
            read_path(&file, true, options, &mut foreign, &mut inputs, io, visit)?;
        }
    }
    let is_part = |entry: &Entry| entry.origin.as_ref().is_some_and(|origin| origin.part_of.is_some());
    let is_whole = |(_, document): &(PathBuf, Document)| match document {
        Document::Incident(reading) => reading.origin.as_ref().is_some_and(|origin| origin.part_of.is_none()),
        Document::Catalog(catalog) => !catalog.entries.iter().all(is_part),
    };
    let own = evidence_is_of.and_then(|own| foreign.iter().position(|(path, _)| path == own));
    if let Some(own) = own.filter(|_| foreign.iter().any(is_whole)) {
        let (path, document) = foreign.remove(own);
        visit(document, &path, &label(&path), &mut inputs, io)?;
    }
    if !foreign.is_empty() && foreign.iter().all(|(_, document)| holds_nothing(document).is_some()) {
        for (path, document) in foreign.drain(..) {
            if let Some(error) = holds_nothing(&document) {
                inputs.failed += 1;
                problem(&format!("{}: {error}", label(&path)), &mut inputs, io)?;
            }
        }
    }
    if foreign.len() > 1 {
        let name = foreign.iter().map(|(path, _)| label(path)).collect::<Vec<_>>().join(" + ");
        let all = join_documents(foreign.into_iter().map(|(path, document)| (label(&path), document)));
        // Nothing that was joined is a file by itself.
        visit(all, Path::new(""), &name, &mut inputs, io)?;
    } else if let Some((path, document)) = foreign.pop() {
        visit(document, &path, &label(&path), &mut inputs, io)?;
    }
    Ok(inputs)
}

/// Why there is nothing to show of what was read of a foreign file: it says something of an incident that is elsewhere, and
/// nothing by itself, as a list of people does.
pub(super) fn holds_nothing(document: &Document) -> Option<ReadError> {
    let Document::Catalog(catalog) = document else { return None };
    let conversion =
        catalog.conversions.first().filter(|_| catalog.entries.is_empty() && catalog.problems.is_empty())?;
    Some(ReadError::NoRecords { format: conversion.title().into() })
}

/// Visits every incident of the paths, as [`for_each_document`] does; `read` is what the only path holds, where it was read
/// already. Problems become messages.
pub(super) fn for_each_incident(
    paths: &[PathBuf],
    read: Option<Document>,
    options: &ReadOptions,
    io: &mut Io,
    visit: &mut Visit<'_>,
) -> Result<Inputs> {
    if let ([path], Some(document)) = (paths, read) {
        let mut inputs = Inputs { files: 1, ..Inputs::default() };
        let mut visitor = |document: Document, path: &Path, name: &str, inputs: &mut Inputs, io: &mut Io| {
            visit_incidents(document, path, name, inputs, io, visit)
        };
        take(document, path, false, &mut inputs, io, &mut visitor)?;
        return Ok(inputs);
    }
    for_each_document(paths, options, io, &mut |document, path, name, inputs, io| {
        visit_incidents(document, path, name, inputs, io, visit)
    })
}

/// Visits every incident of a document. Problems become messages, those of joining an incident, too.
pub(super) fn visit_incidents(
    document: Document,
    path: &Path,
    name: &str,
    inputs: &mut Inputs,
    io: &mut Io,
    visit: &mut Visit<'_>,
) -> Result<()> {
    match document {
        Document::Incident(mut reading) => {
            let (case, joining) = Case::join(std::mem::take(&mut reading.incident));
            for found in reading.problems.iter().chain(&joining).filter(|problem| !problem.is_note()) {
                problem(&format!("{name}: {found}"), inputs, io)?;
            }
            add_conversions(reading.conversions, inputs);
            let src = (!path.as_os_str().is_empty()).then(|| name.into());
            visit(Entry { src, origin: reading.origin, ..Entry::whole(case.incident) }, path)
        }
        Document::Catalog(catalog) => {
            for found in catalog.problems.iter().filter(|problem| !problem.is_note()) {
                problem(&found.to_string(), inputs, io)?;
            }
            if catalog.unlisted > 0 {
                inputs.problems += catalog.unlisted as usize;
                io.message(&unlisted(name, catalog.unlisted))?;
            }
            if inputs.title.is_empty() {
                inputs.title = catalog.title;
            }
            add_conversions(catalog.conversions, inputs);
            let before = inputs.number(name, catalog.entries.len());
            for (number, mut entry) in (before + 1..).zip(catalog.entries) {
                for found in problems_of(&mut entry).iter().filter(|problem| !problem.is_note()) {
                    problem(&format!("{name}, incident {number}: {found}"), inputs, io)?;
                }
                visit(entry, path)?;
            }
            Ok(())
        }
    }
}

/// The line about problems that are not listed.
pub(super) fn unlisted(name: &str, count: u32) -> String {
    format!("{name}: {count} more problems are not listed. Correct these first.")
}

/// What is wrong in an entry that was read as it is written: of a whole one what its links lead to nothing for; of a summary,
/// which leaves events out, only that it ends before it begins.
fn problems_of(entry: &mut Entry) -> Vec<Problem> {
    if !entry.whole {
        return backward_impacts(&entry.incident).collect();
    }
    let (case, problems) = Case::join(std::mem::take(&mut entry.incident));
    entry.incident = case.incident;
    problems
}

fn add_conversions(conversions: Vec<Conversion>, inputs: &mut Inputs) {
    for conversion in conversions {
        match inputs.conversions.iter_mut().find(|known| known.reader == conversion.reader) {
            Some(known) => known.add(&conversion),
            None => inputs.conversions.push(conversion),
        }
    }
}

/// The files below a folder that may hold incidents, sorted by path. Hidden files and folders are left out, and so are
/// symbolic links, which may lead in a circle.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let endings = formats::endings();
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(&folder)? {
            let item = item?;
            let (path, kind) = (item.path(), item.file_type()?);
            let hidden = item.file_name().to_string_lossy().starts_with('.');
            let named = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
            if hidden {
            } else if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && endings.contains(&named.as_str()) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The one incident of version 1 among files that are named one by one, where the others are of foreign formats: evidence
/// of it, it may be.
fn one_beside_foreign(paths: &[PathBuf]) -> Option<&PathBuf> {
    const MOST: usize = 50;
    if !(2..=MOST).contains(&paths.len()) || paths.iter().any(|path| is_stdin(path) || path.is_dir()) {
        return None;
    }
    let mut own = paths.iter().filter(|path| {
        let start = File::open(path).and_then(read_head).unwrap_or_default();
        formats::reader_of(&Head::new("", &start)).id().starts_with("faultline")
    });
    let one = own.next()?;
    let start = File::open(one).and_then(read_head).ok()?;
    (own.next().is_none() && formats::is_version_1(&start)).then_some(one)
}

fn read_path(
    path: &Path,
    in_folder: bool,
    options: &ReadOptions,
    foreign: &mut Vec<(PathBuf, Document)>,
    inputs: &mut Inputs,
    io: &mut Io,
    visit: &mut VisitDocument<'_>,
) -> Result<()> {
    let name = label(path);
    inputs.files += 1;
    // Standard input cannot be read twice.
    let head = if is_stdin(path) || options.reader.is_some() { None } else { open_with_head(path).ok() };
    if let Some((head, file)) = head.filter(|(head, _)| formats::is_lines(head)) {
        return read_lines(path, head, file, options, inputs, io, visit);
    }
    let document = match read_document(path, options, io.stdin) {
        Ok(document) => document,
        Err(error) => {
            if !(in_folder && error.is_something_else()) {
                inputs.failed += 1;
            }
            return problem(&format!("{name}: {error}"), inputs, io);
        }
    };
    let is_foreign = match &document {
        Document::Incident(reading) => reading.origin.is_some(),
        Document::Catalog(catalog) => {
            !catalog.conversions.is_empty() || catalog.entries.iter().any(|entry| entry.origin.is_some())
        }
    };
    if is_foreign {
        foreign.push((path.to_owned(), document));
        return Ok(());
    }
    take(document, path, in_folder, inputs, io, visit)
}

/// Visits what a file holds, and the parts that it names.
fn take(
    document: Document,
    path: &Path,
    in_folder: bool,
    inputs: &mut Inputs,
    io: &mut Io,
    visit: &mut VisitDocument<'_>,
) -> Result<()> {
    let name = label(path);
    let catalog = match document {
        Document::Catalog(catalog) => catalog,
        incident @ Document::Incident(_) => return visit(incident, path, &name, inputs, io),
    };
    // In a folder, the incidents that an index lists are files of the folder.
    if in_folder && catalog.entries.iter().any(|entry| entry.src.is_some()) {
        inputs.files -= 1;
        return Ok(());
    }
    let parts = catalog.parts.clone();
    visit(Document::Catalog(catalog), path, &name, inputs, io)?;
    for part in parts.iter().filter(|_| !in_folder) {
        read_part(path, part, inputs, io, visit)?;
    }
    Ok(())
}

fn open_with_head(path: &Path) -> Result<(Vec<u8>, Box<dyn Read>)> {
    let mut file = BufReader::new(File::open(path)?);
    Ok((read_head(&mut file)?, Box::new(file)))
}

/// Reads a part of an index. Parts of parts are not followed.
fn read_part(index: &Path, part: &str, inputs: &mut Inputs, io: &mut Io, visit: &mut VisitDocument<'_>) -> Result<()> {
    let name = label(index);
    if part.contains("://") {
        return problem(&format!("{name}: the part {part} is on the web. Download it, and name the file."), inputs, io);
    }
    let path = index.parent().unwrap_or(Path::new("")).join(part);
    inputs.files += 1;
    match read_document(&path, ReadOptions::NONE, io.stdin) {
        Ok(document) => {
            let catalog = Document::Catalog(document.into_catalog(&label(&path)));
            visit(catalog, &path, &label(&path), inputs, io)
        }
        Err(why) => problem(&format!("{}: {why}", label(&path)), inputs, io),
    }
}

/// Reads a file of lines, chunk by chunk. `head` was read already.
fn read_lines(
    path: &Path,
    head: Vec<u8>,
    mut file: Box<dyn Read>,
    options: &ReadOptions,
    inputs: &mut Inputs,
    io: &mut Io,
    visit: &mut VisitDocument<'_>,
) -> Result<()> {
    let name = label(path);
    let mut held = head;
    let mut reader = LineReader::new(&name);
    loop {
        let read = file.by_ref().take(CHUNK_BYTES).read_to_end(&mut held)?;
        let last = read == 0;
        let end = if last { held.len() } else { held.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1) };
        if end == 0 && !last {
            if held.len() as u64 > MAX_BYTES {
                return problem(&format!("{name}: {}", ReadError::TooLarge { bytes: held.len() }), inputs, io);
            }
            continue;
        }
        let rest = held.split_off(end);
        let piece = std::mem::replace(&mut held, rest);
        match reader.read(&piece, options, &NativeZones) {
            Ok(catalog) => visit(Document::Catalog(catalog), path, &name, inputs, io)?,
            Err(error) => problem(&format!("{name}: {error} The lines around it were left out."), inputs, io)?,
        }
        if last {
            return Ok(());
        }
    }
}

fn problem(message: &str, inputs: &mut Inputs, io: &mut Io) -> Result<()> {
    inputs.problems += 1;
    io.message(message)
}
