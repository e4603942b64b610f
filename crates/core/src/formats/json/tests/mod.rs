//! The format held to its documentation, and its reader to its promises.

mod docs;
mod reading;
