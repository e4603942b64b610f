//! Any bytes in any reader: the first line names the reader, as `--from` does, and the rest is the file. Without a name that
//! is known the file is recognised by what it holds. Nothing may panic, take long, or need much memory; what was read can be
//! joined with itself, and written.
#![no_main]

use faultline_core::export::json::write_entry;
use faultline_core::formats::{ReadOptions, join_documents, read_document, reader_by_id};
use faultline_core::incident::Case;
use faultline_core::time::UtcOnly;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (name, file) = bytes.split_at(end);
    let id = std::str::from_utf8(name).ok().filter(|id| reader_by_id(id).is_some());
    let options = ReadOptions { reader: id.map(Into::into), ..ReadOptions::default() };
    let Ok(document) = read_document(file, "fuzz", &options, &UtcOnly) else { return };
    let twice = [document.clone(), document].into_iter().map(|document| ("fuzz".to_owned(), document));
    for entry in join_documents(twice).into_catalog("fuzz").entries {
        let _ = write_entry(&entry, &UtcOnly);
        let (_, problems) = Case::join(entry.incident);
        problems.iter().for_each(|problem| drop(problem.to_string()));
    }
});
