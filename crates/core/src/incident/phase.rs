//! The phases of handling an incident. Named here because figures measure them and the timeline draws them.

/// What part of the handling a stretch of time belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Started, not yet detected.
    Undetected,
    /// Detected, not yet acknowledged.
    Unacknowledged,
    /// Acknowledged (or detected, where no acknowledgement is recorded), not yet mitigated.
    Responding,
    /// Mitigated, not yet resolved.
    Recovering,
}

impl Phase {
    /// Its name on the page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Undetected => "Undetected",
            Self::Unacknowledged => "Unacknowledged",
            Self::Responding => "Responding",
            Self::Recovering => "Recovering",
        }
    }
}
