//! Ids and positions of an incident's parts, each its own type, so that none is taken for another.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The id with this text.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// Its text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<Box<str>> for $name {
            fn from(text: Box<str>) -> Self {
                Self(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

macro_rules! position {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The position as an index into its list.
            #[must_use]
            pub const fn at(self) -> usize {
                self.0 as usize
            }

            /// The position with this index; positions past four thousand million do not exist.
            #[must_use]
            pub fn of(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    };
}

id! {
    /// What a file calls an event.
    EventId
}
id! {
    /// What a file calls a cause.
    CauseId
}
id! {
    /// What a file calls a corrective action.
    ActionId
}
position! {
    /// Where an event stands in the file's `timeline`.
    EventIx
}
position! {
    /// Where an impact stands in the file's `impacts`.
    ImpactIx
}
position! {
    /// Where a cause stands in the file's `root_causes`.
    CauseIx
}
position! {
    /// Where an action stands in the file's `corrective_actions`.
    ActionIx
}
