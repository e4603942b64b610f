//! The folder of real bodies and staged cases that lies beside the project, where there is one. Tests of other packages use this
//! file as well.

use std::path::{Path, PathBuf};

/// The path of a file or folder in the shared folder: that of `FAULTLINE_SHARED`, else `shared` beside the project or beside a
/// folder that the project is in. `None`, and a line that says so, where it is absent.
pub fn shared(name: &str) -> Option<PathBuf> {
    let beside = |folder: &Path| Some(folder.join("shared")).filter(|shared| shared.is_dir());
    let above = || Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find_map(beside);
    let folder = std::env::var_os("FAULTLINE_SHARED").map(PathBuf::from).or_else(above);
    let found = folder.map(|folder| folder.join(name)).filter(|path| path.exists());
    if found.is_none() {
        println!("skipped: {name} is not there; set FAULTLINE_SHARED to the folder that has it");
    }
    found
}

/// The bytes of a file in the shared folder, if there is one.
#[allow(dead_code, reason = "some tests ask for folders only")]
pub fn shared_bytes(name: &str) -> Option<Vec<u8>> {
    shared(name).map(|file| std::fs::read(file).unwrap())
}
