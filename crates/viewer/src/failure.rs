//! Why an incident could not be shown, and what the reader can do about it.

use faultline_core::formats::ReadError;

/// Why an incident could not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The address is neither relative nor https.
    BadAddress,
    /// The server says there is no such file.
    NotFound,
    /// The server answered with another error.
    Refused {
        /// The HTTP status.
        status: u16,
    },
    /// No answer could be read: no network, no such host, or a server that does not let this page read its answer.
    Unreachable {
        /// `true` when the address is on another site, where a missing CORS header looks the same as no network.
        other_site: bool,
    },
    /// The answer ended before the whole file had come.
    CutOff,
    /// The file could not be read from the disk.
    Unreadable,
    /// There was nothing to paste.
    NothingPasted,
    /// The bytes arrived and are not an incident.
    Read(ReadError),
}

impl Failure {
    /// What happened, in a line.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::BadAddress => "This address cannot be opened",
            Self::NotFound => "There is no such file",
            Self::Refused { .. } => "The server did not give the file",
            Self::Unreachable { .. } => "The file could not be fetched",
            Self::CutOff => "The file was cut off on the way",
            Self::Unreadable => "The file could not be read",
            Self::NothingPasted => "There was no text to paste",
            Self::Read(error) => error.title(),
        }
    }

    /// Why, and what to do.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::BadAddress => "An address after ?src= is relative to this page, or begins with https://. \
                Correct the link, or save the file and open it here."
                .to_owned(),
            Self::NotFound => "The server answered 404. Check the address after ?src= for a typing error, or ask who \
                sent the link whether the file has moved."
                .to_owned(),
            Self::Refused { status: status @ (401 | 403) } => format!(
                "The server answered {status}: it wants a login that this page does not have. Save the file and open it here."
            ),
            Self::Refused { status } => {
                format!("The server answered {status}. Try again later, or save the file and open it here.")
            }
            Self::Unreachable { other_site: true } => "Either there is no connection, or the other site does not let \
                this page read the file: it must answer with the header Access-Control-Allow-Origin. Save the file and \
                open it here, or host it beside this page."
                .to_owned(),
            Self::Unreachable { other_site: false } => {
                "No answer came. Check the connection and try again, or save the file and open it here.".to_owned()
            }
            Self::CutOff => "The connection ended too early. Try again, or save the file and open it here.".to_owned(),
            Self::Unreadable => {
                "The browser was not allowed to read it, or it has gone since it was chosen. Choose it \
                again."
                    .to_owned()
            }
            Self::NothingPasted => "Copy the text of an incident file first, then paste it here.".to_owned(),
            Self::Read(error) => error.to_string(),
        }
    }
}
