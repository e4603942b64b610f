//! Takes pictures of every sample and state of the page into `shots/`, for eyes: `make shots`. Asserts nothing about them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a picture that cannot be taken panics"
)]

#[allow(dead_code, reason = "the pictures and the journeys use different parts of it")]
mod support;

use serde_json::Value;
use std::path::Path;
use support::{Site, journey};

/// Name and address of everything worth a picture.
fn subjects() -> Vec<(String, String)> {
    let mut subjects = vec![
        ("sample".to_owned(), String::new()),
        ("embedded".to_owned(), "?embed=1".to_owned()),
        ("empty".to_owned(), "?src=".to_owned()),
        ("not-found".to_owned(), "?src=incidents/no-such-file.json".to_owned()),
        ("not-an-incident".to_owned(), "?src=icon.svg".to_owned()),
    ];
    let catalog = concat!(env!("CARGO_MANIFEST_DIR"), "/dist/incidents/index.json");
    let catalog: Value = serde_json::from_str(&std::fs::read_to_string(catalog).unwrap()).unwrap();
    for src in catalog["incidents"].as_array().into_iter().flatten().filter_map(|entry| entry["src"].as_str()) {
        let name = src.rsplit('/').next().unwrap_or(src).trim_end_matches(".json");
        subjects.push((name.to_owned(), format!("?src=incidents/{src}")));
    }
    subjects
}

#[test]
fn take_the_pictures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("shots");
    std::fs::create_dir_all(&folder).unwrap();
    journey(|page| {
        let site = Site::start();
        for (name, address) in subjects() {
            for (width, height) in [(1280, 900), (390, 844)] {
                for scheme in ["light", "dark"] {
                    page.size(width, height);
                    page.prefers(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
                    page.open(&site.url(&address));
                    page.wait_settled();
                    let picture = folder.join(format!("{name}-{width}-{scheme}.png"));
                    page.screenshot(&picture);
                    println!("{}", picture.display());
                }
            }
        }
    });
}
