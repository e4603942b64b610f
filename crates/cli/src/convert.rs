//! `faultline convert` and `faultline formats`: files of any format as version 1, and what can be read.

use std::io::Result;
use std::path::{Path, PathBuf};

use super::inputs::{for_each_document, label, visit_incidents};
use super::{FAILED, FOUND, Io};
use faultline_core::export::json::{write, write_entry, write_index};
use faultline_core::formats::{Document, Entry, READERS, ReadOptions};
use faultline_core::time::NativeZones;

/// Writes the incidents of files: one as version 1, several as a collection. Problems, and the line about what was read, are
/// messages.
pub(super) fn run(paths: &[PathBuf], options: &ReadOptions, output: Option<&Path>, io: &mut Io) -> Result<()> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut is_one = true;
    // What a document leaves open is listed, and is no failure of writing it.
    let mut all_documents = true;
    let inputs = for_each_document(paths, options, io, &mut |document, path, name, inputs, io| {
        is_one &= matches!(document, Document::Incident(_));
        if let Document::Incident(reading) = &document
            && let Some(lines) = &reading.document
        {
            io.message(&format!("{name}: {}", lines.line()))?;
        } else {
            all_documents = options.split && all_documents;
        }
        visit_incidents(document, path, name, inputs, io, &mut |entry, _| {
            // A collection that stands by itself.
            entries.push(if entry.whole { Entry { src: None, ..entry } } else { entry });
            Ok(())
        })
    })?;
    for conversion in &inputs.conversions {
        let events = entries.iter().map(|entry| entry.incident.timeline.len()).sum();
        io.message(&conversion.line(events))?;
        for field in conversion.unread_fields() {
            io.message(&format!("  {} was left unread ({} times): {}", field.field, field.count, field.example))?;
        }
        for name in conversion.names.iter().filter(|name| name.became.is_none()) {
            let kind = if name.is_status { "status" } else { "timestamp" };
            io.message(&format!("  the {kind} {:?} is not known; --map says what it means", name.name))?;
        }
    }
    if inputs.problems > 0 && !all_documents {
        io.exit_with(FOUND);
    }
    let text = match entries.as_slice() {
        [] => {
            io.exit_with(FAILED);
            // Why is said above, but of what is whole and lists none.
            let nothing = "Nothing was written: there is no incident in what was read.";
            return if inputs.problems == 0 { io.message(nothing) } else { Ok(()) };
        }
        [one] if is_one => write(&one.incident, &NativeZones),
        all => {
            let lines: Vec<String> = all.iter().map(|entry| write_entry(entry, &NativeZones)).collect();
            write_index(&inputs.title, &lines, &[])
        }
    };
    let Some(file) = output else { return io.out.write_all(text.as_bytes()) };
    if let Err(error) = std::fs::write(file, text) {
        io.exit_with(FAILED);
        return io.message(&format!("{}: cannot be written: {error}", label(file)));
    }
    Ok(())
}

/// Lists the formats that can be read.
pub(super) fn list(io: &mut Io) -> Result<()> {
    let width = READERS.iter().map(|reader| reader.id().len()).max().unwrap_or(0);
    for reader in READERS {
        let endings = reader.endings().join(", ");
        writeln!(io.out, "{:width$}  {} (.{endings}): {}", reader.id(), reader.name(), reader.recognised_by())?;
    }
    Ok(())
}
