//! `faultline stats`: the figures of one incident or of many, as text or JSON.

mod collection;
mod collection_json;
mod collection_text;
mod incident;
mod incident_json;
mod incident_text;

use std::io::{Read, Result};
use std::path::PathBuf;

use faultline_core::formats;

use super::inputs::{self, MAX_BYTES};
use super::{CollectionOptions, CommonOptions, Io};

pub(super) fn run(
    paths: &[PathBuf],
    json: bool,
    slo: Option<f64>,
    options: &CollectionOptions,
    common: &CommonOptions,
    io: &mut Io,
) -> Result<()> {
    match paths {
        [path] if inputs::is_stdin(path) => {
            // Held in memory, to be looked at before it is read.
            let mut bytes = Vec::new();
            io.stdin.take(MAX_BYTES).read_to_end(&mut bytes)?;
            let is_collection = options.any() || formats::is_catalog(&bytes);
            let mut stdin = bytes.as_slice();
            let mut held = Io { stdin: &mut stdin, out: io.out, err: io.err, now: io.now, exit_code: io.exit_code };
            let done = if is_collection {
                collection::run(paths, json, slo, options, common, &mut held)
            } else {
                incident::run(path, json, slo, common, &mut held)
            };
            io.exit_code = held.exit_code;
            done
        }
        [path] if !options.any() && !inputs::is_collection(paths) => incident::run(path, json, slo, common, io),
        _ => collection::run(paths, json, slo, options, common, io),
    }
}
