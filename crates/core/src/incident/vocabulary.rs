//! The closed word lists of the file format, all explained in `docs/format.md`.

/// Makes an enum of a closed list of words, each variant tied to its word in the file. After a word stand those that people
/// write for it; read in its place, they are a note.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal $(| $other:literal)*,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every one, in the order of the format's documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its word in the file.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The one with that word, written exactly so.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }

            /// The one that people also call so, in small letters with underscores. Not the format's own words.
            #[must_use]
            pub fn from_other_word(word: &str) -> Option<Self> {
                match word { $($($other => Some(Self::$variant),)*)+ _ => None }
            }
        }
    };
}

vocabulary! {
    /// How far the handling of an incident has come.
    Status {
        /// Users still feel it.
        Ongoing = "ongoing" | "open" | "active" | "investigating" | "identified",
        /// Users no longer feel it; the cause may still be there.
        Mitigated = "mitigated" | "monitoring",
        /// It is over.
        Resolved = "resolved" | "closed" | "fixed",
        /// It is over and its review was held.
        Reviewed = "reviewed",
    }
}

vocabulary! {
    /// How badly something was hit. A worse level covers a lesser one where they overlap.
    ImpactLevel {
        /// Nothing worked.
        Full = "full" | "outage" | "full_outage" | "major_outage" | "down",
        /// Part of it, or some users, did not work.
        Partial = "partial" | "partial_outage",
        /// It worked, but badly.
        Degraded = "degraded" | "degradation" | "degraded_performance",
        /// Nobody noticed; counts in no figure.
        None = "none" | "no_impact" | "operational",
    }
}

vocabulary! {
    /// The moments that durations are measured between.
    Milestone {
        /// Users began to feel it.
        Started = "started",
        /// The team learned of it.
        Detected = "detected",
        /// Somebody began to work on it.
        Acknowledged = "acknowledged",
        /// Users no longer felt it.
        Mitigated = "mitigated",
        /// It was over for good.
        Resolved = "resolved",
    }
}

vocabulary! {
    /// What sort of thing an event is.
    EventKind {
        /// What set it off.
        Trigger = "trigger",
        /// A sign of it.
        Symptom = "symptom",
        /// Somebody or something noticed.
        Detection = "detection" | "alert" | "alarm" | "detected",
        /// Something was understood.
        Diagnosis = "diagnosis" | "investigation",
        /// More people were called in.
        Escalation = "escalation",
        /// Somebody acted.
        Response = "response" | "action",
        /// Something that lessened the impact.
        Mitigation = "mitigation" | "fix" | "workaround" | "rollback",
        /// Something came back.
        Recovery = "recovery" | "recovered" | "resolution" | "resolved",
        /// Somebody was told.
        Communication = "communication" | "update" | "status_update",
        /// Something was changed: a deployment, a setting.
        Change = "change" | "deploy" | "deployment" | "release",
        /// Anything else.
        Note = "note" | "observation" | "info" | "other",
    }
}

vocabulary! {
    /// What part a cause played.
    CauseRole {
        /// It set the incident off.
        Trigger = "trigger",
        /// Without it there would have been no incident.
        Root = "root" | "root_cause" | "primary",
        /// It made the incident likelier, longer or worse.
        Contributing = "contributing" | "contributing_factor",
    }
}

vocabulary! {
    /// What an action is meant to do.
    ActionKind {
        /// Keep it from happening again.
        Prevent = "prevent" | "prevention" | "preventive",
        /// Notice it sooner.
        Detect = "detect" | "detection",
        /// Make it hurt less or end sooner.
        Mitigate = "mitigate" | "mitigation",
        /// Change how people work.
        Process = "process",
    }
}

vocabulary! {
    /// How far an action has come.
    ActionStatus {
        /// Not begun.
        Open = "open" | "todo" | "to_do" | "new" | "planned",
        /// Begun.
        InProgress = "in_progress" | "doing" | "started",
        /// Finished.
        Done = "done" | "closed" | "complete" | "completed" | "fixed" | "resolved",
        /// Given up.
        Dropped = "dropped" | "cancelled" | "canceled" | "wont_do" | "wont_fix",
    }
}

vocabulary! {
    /// What sort of lesson it is.
    LessonKind {
        /// To be kept.
        WentWell = "went_well",
        /// To be changed.
        WentWrong = "went_wrong",
        /// Good luck, not to be counted on.
        Lucky = "lucky",
        /// Understood now and not before.
        Learned = "learned",
    }
}

impl Default for EventKind {
    /// What the format takes for an event that names no kind.
    fn default() -> Self {
        Self::Note
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_to_its_variant() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_word(kind.word()), Some(*kind));
        }
        assert_eq!(EventKind::from_word("Trigger"), None);
        assert_eq!(EventKind::from_word("alert"), None);
        assert_eq!(EventKind::from_other_word("alert"), Some(EventKind::Detection));
        assert_eq!(EventKind::from_other_word("trigger"), None);
        assert_eq!(ActionStatus::InProgress.word(), "in_progress");
    }
}
