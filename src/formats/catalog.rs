//! The catalog file: which incidents there are. Must never read an incident itself.

use super::native;

/// The incidents there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// What they have in common.
    pub title: Box<str>,
    /// The incidents, in the order of the file.
    pub incidents: Vec<CatalogEntry>,
}

/// One incident of a catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CatalogEntry {
    /// Its file, relative to the catalog.
    pub src: Box<str>,
    /// What happened, in one line.
    pub title: Box<str>,
}

/// Reads a catalog. `None` when the bytes are not one.
#[must_use]
pub fn read_catalog(bytes: &[u8]) -> Option<Catalog> {
    native::read_catalog(std::str::from_utf8(bytes).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_catalog_lists_files_that_exist() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/incidents");
        let catalog = read_catalog(&std::fs::read(folder.join("index.json")).unwrap()).unwrap();
        assert_eq!(&*catalog.title, "Sample incidents");
        assert_eq!(catalog.incidents.len(), 3);
        for entry in catalog.incidents {
            assert!(folder.join(&*entry.src).is_file(), "{}", entry.src);
            assert!(!entry.title.is_empty());
        }
    }
}
