//! Foreign formats, one file each.
//!
//! A reader derives `Deserialize` for the objects of its format, with a [`Lenient`](super::lenient::Lenient) for each field,
//! and maps them to incidents with a [`Context`](super::context::Context), which knows the place of a problem. It is
//! listed in [`READERS`](super::READERS).

mod page_record;
pub mod statuspage;
