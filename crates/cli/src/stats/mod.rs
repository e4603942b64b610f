//! `faultline stats`: the figures of one incident or of many, as text or JSON.

mod collection;
mod collection_json;
mod collection_text;
mod incident;
mod incident_json;
mod incident_text;

use std::io::Result;
use std::path::PathBuf;

use faultline_core::formats::Document;

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
    let [path] = paths else { return collection::run(paths, None, json, slo, options, common, io) };
    if inputs::is_collection(paths) {
        return collection::run(paths, None, json, slo, options, common, io);
    }
    match read_document(path, &common.reading.options(), io.stdin) {
        Ok(Document::Incident(reading)) if !options.any() => {
            incident::run(&Loaded::new(*reading, common), json, slo, common, io)
        }
        Ok(document) => collection::run(paths, Some(document), json, slo, options, common, io),
        Err(error) => {
            io.exit_with(FAILED);
            io.message(&format!("{}: {error}", label(path)))
        }
    }
}
