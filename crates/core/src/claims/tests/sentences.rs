//! Sentences about one incident, and what becomes of them.
