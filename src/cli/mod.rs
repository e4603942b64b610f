//! The command line. Native only; thinks nothing the library does not think.
