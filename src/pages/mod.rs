//! The pages.

pub mod collection;
pub mod incident;
pub mod start;
