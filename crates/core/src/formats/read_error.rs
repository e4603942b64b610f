//! Why a file is no incident, in sentences. Must never blame the reader.

use super::ReadError;

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("This file is empty. Choose another one."),
            Self::TooLarge { bytes } => write!(
                f,
                "This file has {} MiB; at most 256 MiB are read. Take out long texts or split it into several incidents.",
                bytes.div_ceil(1 << 20)
            ),
            Self::NotText { line, column } => write!(
                f,
                "Line {line}, byte {column}: this is not UTF-8 text. Save the file as UTF-8; if it is compressed or a picture, it is no incident file."
            ),
            Self::NotJson { line, column, what } => {
                write!(
                    f,
                    "Line {line}, column {column}: this is not JSON ({what}). Correct it there and open the file again."
                )
            }
            Self::NotAnObject { found } => {
                write!(
                    f,
                    "This file holds {found}, not an incident. An incident is one JSON object: {{ \"title\": … }}."
                )
            }
            Self::NewerVersion { version } => write!(
                f,
                "This file was written for version {version} of the format; this viewer reads version 1. Open it in a newer Faultline."
            ),
            Self::Stopped => f.write_str("Reading was stopped. Open the file again."),
            Self::NothingDated { problems } => {
                f.write_str(
                    "Nothing in this file has a date that could be read. Give an event in \"timeline\" a time: \"at\": \"2023-03-01T13:55:00Z\".",
                )?;
                match problems.iter().find(|problem| !problem.is_note()) {
                    Some(problem) => write!(f, " The first problem met: {problem}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for ReadError {}
