//! What was read, written again: one file a form.

pub mod json;
