//! Many incidents from files, folders and catalogs, one after the other, so that a million of them need no more room than
//! what is kept of each. Must never read in another order than that of the sorted paths.

use std::fs::File;
use std::io::{BufReader, Read, Result};
use std::path::{Path, PathBuf};

use super::{Io, LIMIT, is_stdin, label, one_line};
use faultline_core::formats::{self, Catalog, Entry, LineReader, Mapping, ReadError};
use faultline_core::time::NativeZones;

/// How much of a file of lines is read at once.
const PIECE: usize = 8 << 20;

/// What was met on the way.
#[derive(Default)]
pub(super) struct Gathered {
    /// How many files were read.
    pub(super) files: usize,
    /// How many problems were said on the error stream.
    pub(super) problems: usize,
    /// What the fields of foreign formats became.
    pub(super) mappings: Vec<&'static Mapping>,
    /// The title of the first catalog that has one.
    pub(super) title: Box<str>,
}

/// What is done with each entry, and the file it was found in: of a file of its own, that file.
pub(super) type Visit<'a> = dyn FnMut(Entry, &Path) -> Result<()> + 'a;

/// `true` when these paths are to be read as many incidents: more than one, a folder, or a catalog.
pub(super) fn are_many(paths: &[PathBuf]) -> bool {
    match paths {
        [one] if is_stdin(one) => false,
        [one] => one.is_dir() || File::open(one).and_then(start_of).is_ok_and(|start| formats::is_catalog(&start)),
        _ => true,
    }
}

fn start_of(mut file: impl Read) -> Result<Vec<u8>> {
    let mut start = Vec::new();
    file.by_ref().take(64 << 10).read_to_end(&mut start)?;
    Ok(start)
}

/// Visits every incident of the paths. Problems go to the error stream, a line each.
pub(super) fn gather(paths: &[PathBuf], io: &mut Io, visit: &mut Visit<'_>) -> Result<Gathered> {
    let mut gathered = Gathered::default();
    for path in paths {
        if path.is_dir() {
            for file in files_below(path)? {
                gather_file(&file, true, &mut gathered, io, visit)?;
            }
        } else {
            gather_file(path, false, &mut gathered, io, visit)?;
        }
    }
    Ok(gathered)
}

/// The files below a folder that may hold incidents, in order of their paths. What is hidden is left out, and so are
/// links, which may lead in a circle.
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

fn gather_file(
    path: &Path,
    in_folder: bool,
    gathered: &mut Gathered,
    io: &mut Io,
    visit: &mut Visit<'_>,
) -> Result<()> {
    let name = label(path);
    gathered.files += 1;
    let opened: Result<Box<dyn Read>> = if is_stdin(path) {
        // What comes in on standard input is held whole: it cannot be looked at twice.
        let mut bytes = Vec::new();
        io.stdin.take(LIMIT).read_to_end(&mut bytes).map(|_| Box::new(std::io::Cursor::new(bytes)) as Box<dyn Read>)
    } else {
        File::open(path).map(|file| Box::new(BufReader::new(file)) as Box<dyn Read>)
    };
    let mut file = match opened {
        Ok(file) => file,
        Err(error) => return say(&format!("{name}: cannot be read: {error}"), gathered, io),
    };
    let mut bytes = start_of(&mut file)?;
    if formats::is_lines(&bytes) {
        return gather_lines(path, bytes, file, gathered, io, visit);
    }
    file.take(LIMIT).read_to_end(&mut bytes)?;
    if !formats::is_catalog(&bytes) {
        match formats::read(&bytes, if is_stdin(path) { "" } else { &name }, &NativeZones) {
            Ok(reading) => {
                for problem in reading.problems.iter().filter(|problem| !problem.is_note()) {
                    say(&format!("{name}: {problem}"), gathered, io)?;
                }
                let mut entry = Entry::whole(reading.incident);
                entry.src = Some(name.as_str().into());
                visit(entry, path)?;
            }
            Err(error) => say(&format!("{name}: {error}"), gathered, io)?,
        }
        return Ok(());
    }
    match formats::read_catalog(bytes, &name, &NativeZones) {
        Err(error) => say(&format!("{name}: {error}"), gathered, io),
        // In a folder, the incidents that an index lists are files of the folder.
        Ok(catalog) if in_folder && catalog.entries.iter().any(|entry| entry.src.is_some()) => {
            gathered.files -= 1;
            Ok(())
        }
        Ok(catalog) => {
            let parts = catalog.parts.clone();
            pass_on(catalog, path, gathered, io, visit)?;
            for part in parts.iter().filter(|_| !in_folder) {
                gather_part(path, part, gathered, io, visit)?;
            }
            Ok(())
        }
    }
}

/// A further file of a catalog. Parts of parts are not followed.
fn gather_part(index: &Path, part: &str, gathered: &mut Gathered, io: &mut Io, visit: &mut Visit<'_>) -> Result<()> {
    let name = label(index);
    if part.contains("://") {
        return say(&format!("{name}: the part {part} is on the web. Download it, and name the file."), gathered, io);
    }
    let path = index.parent().unwrap_or(Path::new("")).join(part);
    gathered.files += 1;
    let read = std::fs::read(&path).map_err(|error| format!("cannot be read: {error}"));
    let catalog = read
        .and_then(|bytes| formats::read_catalog(bytes, &label(&path), &NativeZones).map_err(|error| error.to_string()));
    match catalog {
        Ok(catalog) => pass_on(catalog, &path, gathered, io, visit),
        Err(why) => say(&format!("{}: {why}", label(&path)), gathered, io),
    }
}

/// A file of lines, piece by piece. `start` was read already.
fn gather_lines(
    path: &Path,
    start: Vec<u8>,
    mut file: Box<dyn Read>,
    gathered: &mut Gathered,
    io: &mut Io,
    visit: &mut Visit<'_>,
) -> Result<()> {
    let name = label(path);
    let mut held = start;
    let mut reader = LineReader::new(&name);
    loop {
        let read = file.by_ref().take(PIECE as u64).read_to_end(&mut held)?;
        let last = read == 0;
        let end = if last { held.len() } else { held.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1) };
        if end == 0 && !last {
            if held.len() as u64 > LIMIT {
                return say(&format!("{name}: {}", ReadError::TooLarge { bytes: held.len() }), gathered, io);
            }
            continue;
        }
        let rest = held.split_off(end);
        let piece = std::mem::replace(&mut held, rest);
        match reader.read(piece, &NativeZones) {
            Ok(catalog) => pass_on(catalog, path, gathered, io, visit)?,
            Err(error) => say(&format!("{name}: {error} The lines around it were left out."), gathered, io)?,
        }
        if last {
            return Ok(());
        }
    }
}

fn pass_on(catalog: Catalog, path: &Path, gathered: &mut Gathered, io: &mut Io, visit: &mut Visit<'_>) -> Result<()> {
    for problem in &catalog.problems {
        say(&problem.to_string(), gathered, io)?;
    }
    if catalog.unlisted > 0 {
        gathered.problems += catalog.unlisted as usize;
        let more = format!("{}: {} more problems are not listed.", label(path), catalog.unlisted);
        writeln!(io.err, "{}", one_line(&more))?;
    }
    if gathered.title.is_empty() {
        gathered.title = catalog.title;
    }
    for mapping in catalog.mappings {
        if !gathered.mappings.contains(&mapping) {
            gathered.mappings.push(mapping);
        }
    }
    catalog.entries.into_iter().try_for_each(|entry| visit(entry, path))
}

fn say(line: &str, gathered: &mut Gathered, io: &mut Io) -> Result<()> {
    gathered.problems += 1;
    writeln!(io.err, "{}", one_line(line))
}
