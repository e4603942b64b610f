//! Claims of whole incidents.

mod any_text;
mod held_out;
mod planted;
mod sentences;
