//! Reading what the arguments name: one incident, or many from files, folders and catalogs.

use std::fs::File;
use std::io::{BufReader, Read, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{CommonOptions, Io};
use faultline_core::formats::{self, Catalog, Entry, LineReader, Mapping, ReadError, Reading};
use faultline_core::incident::{Case, Problem};
use faultline_core::time::{FixedZone, NativeZones, Zone, ZoneSource};

/// The most bytes of a file that are read: one more than the reader takes, so that it is the one to refuse the file.
pub(super) const MAX_BYTES: u64 = (256 << 20) + 1;

/// How many bytes are looked at to tell one incident from many.
pub(super) const HEAD_BYTES: u64 = 64 << 10;

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
    /// The zone that the file names; UTC without one.
    pub(super) file_zone: Arc<dyn Zone>,
    /// The zone of times in the output.
    pub(super) zone: Arc<dyn Zone>,
}

impl Loaded {
    pub(super) fn new(reading: Reading, common: &CommonOptions) -> Self {
        let Reading { incident, mut problems } = reading;
        let named = incident.time_zone.as_deref().and_then(|name| NativeZones.zone(name));
        let file_zone = named.unwrap_or_else(|| Arc::new(FixedZone::utc()));
        let (case, joining) = Case::join(incident);
        problems.extend(joining);
        Self { case, problems, zone: common.zone.clone().unwrap_or_else(|| Arc::clone(&file_zone)), file_zone }
    }
}

/// Reads a file that holds one incident; `None` when it cannot be read, after a message.
pub(super) fn load(path: &Path, common: &CommonOptions, io: &mut Io) -> Result<Option<Loaded>> {
    let name = label(path);
    let why = match read_file(path, io.stdin) {
        Ok(Ok(bytes)) => match formats::read(&bytes, if is_stdin(path) { "" } else { &name }, &NativeZones) {
            Ok(reading) => return Ok(Some(Loaded::new(reading, common))),
            Err(error) => error.to_string(),
        },
        Ok(Err(error)) => error.to_string(),
        Err(error) => format!("cannot be read: {error}"),
    };
    io.message(&format!("{name}: {why}"))?;
    Ok(None)
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

/// What reading a collection came to, beside its incidents.
#[derive(Default)]
pub(super) struct Inputs {
    /// How many files were read.
    pub(super) files: usize,
    /// How many problems there were; each was a message.
    pub(super) problems: usize,
    /// The mappings of the foreign formats that were read.
    pub(super) mappings: Vec<&'static Mapping>,
    /// The title of the first catalog that has one.
    pub(super) title: Box<str>,
}

/// Called with each entry and the file it was read from.
pub(super) type Visit<'a> = dyn FnMut(Entry, &Path) -> Result<()> + 'a;

/// `true` when the paths are a collection: more than one, a folder, or a catalog.
pub(super) fn is_collection(paths: &[PathBuf]) -> bool {
    match paths {
        [one] if is_stdin(one) => false,
        [one] => one.is_dir() || File::open(one).and_then(read_head).is_ok_and(|start| formats::is_catalog(&start)),
        _ => true,
    }
}

fn read_head(mut file: impl Read) -> Result<Vec<u8>> {
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

/// Visits every incident of the paths, those of a folder in the order of their paths. Each is dropped before the next is
/// read, so that a million need no more memory than what the visitor keeps. Problems become messages.
pub(super) fn for_each_incident(paths: &[PathBuf], io: &mut Io, visit: &mut Visit<'_>) -> Result<Inputs> {
    let mut inputs = Inputs::default();
    for path in paths {
        if path.is_dir() {
            for file in files_below(path)? {
                read_path(&file, true, &mut inputs, io, visit)?;
            }
        } else {
            read_path(path, false, &mut inputs, io, visit)?;
        }
    }
    Ok(inputs)
}

/// The files below a folder that may hold incidents, sorted by path. Hidden files and folders are left out, and so are
/// symbolic links, which may lead in a circle.
pub(super) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
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
            } else if kind.is_file() && matches!(named.as_str(), "json" | "ndjson" | "jsonl") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn read_path(path: &Path, in_folder: bool, inputs: &mut Inputs, io: &mut Io, visit: &mut Visit<'_>) -> Result<()> {
    let name = label(path);
    inputs.files += 1;
    let opened: Result<Box<dyn Read>> = if is_stdin(path) {
        // Standard input cannot be read twice.
        let mut bytes = Vec::new();
        io.stdin.take(MAX_BYTES).read_to_end(&mut bytes).map(|_| Box::new(std::io::Cursor::new(bytes)) as Box<dyn Read>)
    } else {
        File::open(path).map(|file| Box::new(BufReader::new(file)) as Box<dyn Read>)
    };
    let mut file = match opened {
        Ok(file) => file,
        Err(error) => return problem(&format!("{name}: cannot be read: {error}"), inputs, io),
    };
    let mut bytes = read_head(&mut file)?;
    if formats::is_lines(&bytes) {
        return read_lines(path, bytes, file, inputs, io, visit);
    }
    file.take(MAX_BYTES).read_to_end(&mut bytes)?;
    if !formats::is_catalog(&bytes) {
        match formats::read(&bytes, if is_stdin(path) { "" } else { &name }, &NativeZones) {
            Ok(reading) => {
                for found in reading.problems.iter().filter(|problem| !problem.is_note()) {
                    problem(&format!("{name}: {found}"), inputs, io)?;
                }
                let mut entry = Entry::whole(reading.incident);
                entry.src = Some(name.as_str().into());
                visit(entry, path)?;
            }
            Err(error) => problem(&format!("{name}: {error}"), inputs, io)?,
        }
        return Ok(());
    }
    match formats::read_catalog(&bytes, &name, &NativeZones) {
        Err(error) => problem(&format!("{name}: {error}"), inputs, io),
        // In a folder, the incidents that an index lists are files of the folder.
        Ok(catalog) if in_folder && catalog.entries.iter().any(|entry| entry.src.is_some()) => {
            inputs.files -= 1;
            Ok(())
        }
        Ok(catalog) => {
            let parts = catalog.parts.clone();
            visit_catalog(catalog, path, inputs, io, visit)?;
            for part in parts.iter().filter(|_| !in_folder) {
                read_part(path, part, inputs, io, visit)?;
            }
            Ok(())
        }
    }
}

/// Reads a part of an index. Parts of parts are not followed.
fn read_part(index: &Path, part: &str, inputs: &mut Inputs, io: &mut Io, visit: &mut Visit<'_>) -> Result<()> {
    let name = label(index);
    if part.contains("://") {
        return problem(&format!("{name}: the part {part} is on the web. Download it, and name the file."), inputs, io);
    }
    let path = index.parent().unwrap_or(Path::new("")).join(part);
    inputs.files += 1;
    let read = std::fs::read(&path).map_err(|error| format!("cannot be read: {error}"));
    let catalog = read.and_then(|bytes| {
        formats::read_catalog(&bytes, &label(&path), &NativeZones).map_err(|error| error.to_string())
    });
    match catalog {
        Ok(catalog) => visit_catalog(catalog, &path, inputs, io, visit),
        Err(why) => problem(&format!("{}: {why}", label(&path)), inputs, io),
    }
}

/// Reads a file of lines, chunk by chunk. `head` was read already.
fn read_lines(
    path: &Path,
    head: Vec<u8>,
    mut file: Box<dyn Read>,
    inputs: &mut Inputs,
    io: &mut Io,
    visit: &mut Visit<'_>,
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
        match reader.read(&piece, &NativeZones) {
            Ok(catalog) => visit_catalog(catalog, path, inputs, io, visit)?,
            Err(error) => problem(&format!("{name}: {error} The lines around it were left out."), inputs, io)?,
        }
        if last {
            return Ok(());
        }
    }
}

fn visit_catalog(catalog: Catalog, path: &Path, inputs: &mut Inputs, io: &mut Io, visit: &mut Visit<'_>) -> Result<()> {
    for found in &catalog.problems {
        problem(&found.to_string(), inputs, io)?;
    }
    if catalog.unlisted > 0 {
        inputs.problems += catalog.unlisted as usize;
        let more = format!("{}: {} more problems are not listed.", label(path), catalog.unlisted);
        io.message(&more)?;
    }
    if inputs.title.is_empty() {
        inputs.title = catalog.title;
    }
    for mapping in catalog.mappings {
        if !inputs.mappings.contains(&mapping) {
            inputs.mappings.push(mapping);
        }
    }
    catalog.entries.into_iter().try_for_each(|entry| visit(entry, path))
}

fn problem(message: &str, inputs: &mut Inputs, io: &mut Io) -> Result<()> {
    inputs.problems += 1;
    io.message(message)
}
