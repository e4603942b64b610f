//! The catalog file: which incidents there are. Must never read an incident itself.

use serde::Deserialize;

/// One incident of a catalog.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CatalogEntry {
    /// Its file, relative to the catalog.
    pub src: String,
    /// What happened, in one line.
    pub title: String,
}

#[derive(Deserialize)]
struct Catalog {
    incidents: Vec<CatalogEntry>,
}

/// The incidents that a catalog lists.
///
/// # Errors
/// The parser's words for what is wrong with the file, with line and column.
pub fn read_catalog(bytes: &[u8]) -> Result<Vec<CatalogEntry>, String> {
    serde_json::from_slice::<Catalog>(bytes).map(|catalog| catalog.incidents).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_catalog_lists_files_that_exist() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/incidents");
        let entries = read_catalog(&std::fs::read(folder.join("index.json")).unwrap()).unwrap();
        assert!(entries.len() >= 3);
        for entry in entries {
            assert!(folder.join(&entry.src).is_file(), "{}", entry.src);
        }
    }
}
