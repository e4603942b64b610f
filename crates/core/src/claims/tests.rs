//! Claims of whole incidents.

mod any_text;
mod planted;
mod sentences;
