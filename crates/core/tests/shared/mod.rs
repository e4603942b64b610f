//! The folder of real bodies and staged cases that lies beside the project, where there is one.

use std::path::{Path, PathBuf};

/// The path of a file in the shared folder: that of `FAULTLINE_SHARED`, else `shared` beside this folder or one above it.
/// `None`, and a line that says so, where it is absent.
pub fn shared(name: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::var_os("FAULTLINE_SHARED")
        .map(PathBuf::from)
        .or_else(|| here.ancestors().skip(1).map(|above| above.join("../shared")).find(|folder| folder.is_dir()));
    let file = folder.map(|folder| folder.join(name)).filter(|file| file.exists());
    if file.is_none() {
        println!("skipped: {name} is not there; set FAULTLINE_SHARED to the folder that has it");
    }
    file
}

/// The bytes of a file in the shared folder, if there is one.
pub fn shared_bytes(name: &str) -> Option<Vec<u8>> {
    shared(name).map(|file| std::fs::read(file).unwrap())
}
