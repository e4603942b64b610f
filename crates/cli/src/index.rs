//! `faultline index`: an index of the incidents of a folder, or tables of them. The same input gives the same bytes.

use std::fmt::Write as _;
use std::fs;
use std::io::Result;
use std::path::{Component, Path, PathBuf};

use super::inputs::{for_each_incident, label};
use super::tables::Tables;
use super::{CommonOptions, FAILED, FOUND, Io};
use faultline_core::catalog::summary;
use faultline_core::export::json::{write_entry, write_index};
use faultline_core::formats::{Entry, ReadOptions};
use faultline_core::text::counted;
use faultline_core::time::NativeZones;

/// The most incidents that one file of an index lists.
const MAX_PER_PART: usize = 5_000;

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Form {
    /// A catalog.
    Index,
    /// Tables: a file each, a row a line.
    Ndjson,
}

pub(super) fn run(
    paths: &[PathBuf],
    form: Form,
    output: Option<&Path>,
    title: Option<&str>,
    common: &CommonOptions,
    io: &mut Io,
) -> Result<()> {
    match (form, output) {
        (Form::Index, _) => write_index_files(paths, output, title, &common.reading.options(), io),
        (Form::Ndjson, Some(folder)) => write_tables(paths, folder, common, io),
        (Form::Ndjson, None) => {
            io.exit_with(FAILED);
            writeln!(io.err, "Tables are several files. Say where: --to ndjson -o FOLDER")
        }
    }
}

fn write_tables(paths: &[PathBuf], folder: &Path, common: &CommonOptions, io: &mut Io) -> Result<()> {
    let now = common.now.unwrap_or(io.now);
    let mut tables = match Tables::create(folder) {
        Ok(tables) => tables,
        Err(error) => return failed(folder, &error, io),
    };
    let inputs = for_each_incident(paths, None, &common.reading.options(), io, &mut |entry, _| tables.add(entry, now))?;
    let rows = match tables.finish() {
        Ok(rows) => rows,
        Err(error) => return failed(folder, &error, io),
    };
    if inputs.problems > 0 {
        io.exit_with(FOUND);
    }
    writeln!(io.err, "{}: {rows}", label(folder))
}

fn write_index_files(
    paths: &[PathBuf],
    output: Option<&Path>,
    title: Option<&str>,
    options: &ReadOptions,
    io: &mut Io,
) -> Result<()> {
    // Addresses are relative to the index; on standard output, as if it stood in the folder.
    let home = match output {
        Some(file) => file.parent().unwrap_or(Path::new("")).to_owned(),
        None => paths.first().filter(|path| path.is_dir()).cloned().unwrap_or_default(),
    };
    let mut entries: Vec<String> = Vec::new();
    let inputs = for_each_incident(paths, None, options, io, &mut |entry: Entry, path: &Path| {
        let entry = match &entry.src {
            // An incident with a file of its own: found in it, or listed by a catalog.
            Some(_) if entry.whole => summary(entry, &address(&relative(path, &home))),
            Some(src) if !src.contains("://") => {
                let file = path.parent().unwrap_or(Path::new("")).join(&**src);
                let src = address(&relative(&file, &home));
                Entry { src: Some(src.into()), ..entry }
            }
            _ => entry,
        };
        entries.push(write_entry(&entry, &NativeZones));
        Ok(())
    })?;
    let title = title.unwrap_or(&inputs.title);
    if inputs.problems > 0 {
        io.exit_with(FOUND);
    }
    let Some(file) = output else { return write!(io.out, "{}", write_index(title, &entries, &[])) };
    let mut chunks = entries.chunks(MAX_PER_PART);
    let first = chunks.next().unwrap_or(&[]);
    let parts: Vec<(String, &[String])> =
        (1..).zip(chunks).map(|(number, chunk)| (part_name(file, number), chunk)).collect();
    // Parts first, so that an index never names a part that does not exist.
    for (name, chunk) in &parts {
        let path = file.with_file_name(name);
        if let Err(error) = fs::write(&path, write_index("", chunk, &[])) {
            return failed(&path, &error, io);
        }
    }
    let names: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
    let written = fs::create_dir_all(&home).and_then(|()| fs::write(file, write_index(title, first, &names)));
    if let Err(error) = written {
        return failed(file, &error, io);
    }
    let pages =
        if names.is_empty() { String::new() } else { format!(" and {}", counted(names.len(), "part", "parts")) };
    writeln!(io.err, "{}{pages}: {}", label(file), counted(entries.len(), "incident", "incidents"))
}

fn failed(path: &Path, error: &std::io::Error, io: &mut Io) -> Result<()> {
    io.exit_with(FAILED);
    writeln!(io.err, "{}: cannot be written: {error}", label(path))
}

/// `index-1.json` of `index.json`.
fn part_name(index: &Path, number: usize) -> String {
    let text = |part: Option<&std::ffi::OsStr>| part.map_or(String::new(), |part| part.to_string_lossy().into_owned());
    let (stem, ending) = (text(index.file_stem()), text(index.extension()));
    if ending.is_empty() { format!("{stem}-{number}") } else { format!("{stem}-{number}.{ending}") }
}

/// The path of a file relative to a folder.
fn relative(file: &Path, folder: &Path) -> PathBuf {
    let whole = |path: &Path| {
        let mut parts: Vec<std::ffi::OsString> = Vec::new();
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        for part in absolute.components() {
            match part {
                Component::ParentDir => drop(parts.pop()),
                Component::CurDir => {}
                other => parts.push(other.as_os_str().to_owned()),
            }
        }
        parts
    };
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (file, folder) = (whole(file), whole(here));
    let same = file.iter().zip(&folder).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n(std::ffi::OsString::from(".."), folder.len() - same);
    up.chain(file.into_iter().skip(same)).collect()
}

/// A relative path as a relative URL: slashes, and percent-encoding.
fn address(path: &Path) -> String {
    let mut address = String::new();
    for part in path.components() {
        if !address.is_empty() {
            address.push('/');
        }
        for byte in part.as_os_str().to_string_lossy().bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@".contains(&byte) {
                address.push(char::from(byte));
            } else {
                // Writing to a string cannot fail.
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}
