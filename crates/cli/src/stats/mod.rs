//! `faultline stats`: the figures of one incident or of many, as text or JSON.

mod collection;
mod collection_json;
mod collection_text;
mod incident;
mod incident_json;
mod incident_text;

use std::io::Result;
use std::path::PathBuf;

use faultline_core::formats::{Document, Reading, join_documents};

use super::inputs::{self, Loaded, label, read_document};
use super::{CollectionOptions, CommonOptions, FAILED, Io};

pub(super) fn run(
    paths: &[PathBuf],
    json: bool,
    slo: Option<f64>,
    options: &CollectionOptions,
    common: &CommonOptions,
    io: &mut Io,
) -> Result<()> {
    let [path] = paths else {
        let one = if options.any() { None } else { one_of_several(paths, common, io) };
        return match one {
            Some(reading) => incident::run(&Loaded::new(reading, common), json, slo, common, io),
            None => collection::run(paths, None, json, slo, options, common, io),
        };
    };
    if inputs::is_collection(paths) {
        return collection::run(paths, None, json, slo, options, common, io);
    }
    let failed = |error: &dyn std::fmt::Display, io: &mut Io| {
        io.exit_with(FAILED);
        io.message(&format!("{}: {error}", label(path)))
    };
    match read_document(path, &common.reading.options(), io.stdin) {
        Ok(Document::Incident(reading)) if !options.any() => {
            incident::run(&Loaded::new(*reading, common), json, slo, common, io)
        }
        Ok(document) => match inputs::holds_nothing(&document) {
            Some(error) => failed(&error, io),
            None => collection::run(paths, Some(document), json, slo, options, common, io),
        },
        Err(error) => failed(&error, io),
    }
}

/// The incident that several files of one export are; `None` for files of which one is something else.
fn one_of_several(paths: &[PathBuf], common: &CommonOptions, io: &mut Io) -> Option<Reading> {
    /// An export of one incident has fewer files.
    const MOST: usize = 16;
    let is_stream = |path: &PathBuf| inputs::is_stdin(path) || inputs::is_collection(std::slice::from_ref(path));
    if paths.len() > MOST || paths.iter().any(is_stream) {
        return None;
    }
    let options = common.reading.options();
    let mut files = Vec::new();
    for path in paths {
        let document = read_document(path, &options, io.stdin).ok()?;
        let is_foreign = match &document {
            Document::Incident(reading) => reading.origin.is_some(),
            Document::Catalog(catalog) => catalog.entries.iter().all(|entry| entry.origin.is_some()),
        };
        files.push((label(path), is_foreign.then_some(document)?));
    }
    join_documents(files).into_incident().ok()
}
