//! The format held to its papers, its reader to its promises, its writer to its reader.

mod papers;
mod reading;
mod writing;
