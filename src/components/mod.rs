//! Components that several pages share.

pub mod picture;
