//! What a search finds beside events: causes, actions, impacts and lessons.

use crate::Selection;
use crate::filter::words_in;
use faultline_core::incident::{ActionIx, Case, CauseIx, ImpactIx};
use faultline_core::text;

/// At most so many are listed.
const MOST: usize = 20;

/// Something that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// What it is: "Cause".
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// What is selected to see it; `None` for a lesson, which is selected by nothing.
    pub selection: Option<Selection>,
}

/// The causes, actions, impacts and lessons in which every word of a text is found, in this order; none for no word.
#[must_use]
pub fn found_elsewhere(case: &Case, words: &str) -> Vec<Elsewhere> {
    let words = words_in(words);
    if words.is_empty() {
        return Vec::new();
    }
    let has = |title: &str, details: Option<&str>| {
        words.iter().all(|word| [title, details.unwrap_or("")].iter().any(|text| text::contains(text, word)))
    };
    let found = |kind, title: &str, selection| Elsewhere { kind, title: text::display_title(title), selection };
    let file = &case.incident;
    let causes = file.root_causes.iter().enumerate().filter(|(_, cause)| has(&cause.title, cause.details.as_deref()));
    let causes = causes.map(|(at, cause)| found("Cause", &cause.title, Some(Selection::Cause(CauseIx::of(at)))));
    let actions = file.corrective_actions.iter().enumerate();
    let actions = actions.filter(|(_, action)| has(&action.title, action.details.as_deref()));
    let actions = actions.map(|(at, action)| found("Action", &action.title, Some(Selection::Action(ActionIx::of(at)))));
    let impacts = file.impacts.iter().enumerate().filter_map(|(at, impact)| {
        let title = impact.title.as_deref()?;
        let selection = Some(Selection::Impact(ImpactIx::of(at)));
        has(title, impact.details.as_deref()).then(|| found("Impact", title, selection))
    });
    let lessons = file.lessons.iter().filter(|lesson| has(&lesson.title, lesson.details.as_deref()));
    let lessons = lessons.map(|lesson| found("Lesson", &lesson.title, None));
    causes.chain(actions).chain(impacts).chain(lessons).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use faultline_core::formats::read;
    use faultline_core::time::UtcOnly;

    #[test]
    fn a_search_finds_more_than_events() {
        let file = br#"{ "title": "t",
            "timeline": [{ "at": "2024-01-01T10:00Z", "title": "Disk full" }],
            "impacts": [{ "start": "2024-01-01T10:00Z", "title": "No writes: disk" }, { "start": "2024-01-01T11:00Z" }],
            "root_causes": [{ "title": "No alert", "details": "The disk filled up" }, { "title": "Other" }],
            "corrective_actions": [{ "title": "Watch DISK space" }],
            "lessons": ["Disks fill up"] }"#;
        let case = Case::join(read(file, "a.json", &UtcOnly).unwrap().incident).0;
        let found = |words| {
            let found = found_elsewhere(&case, words).into_iter();
            found.map(|one| format!("{}: {}", one.kind, one.title)).collect::<Vec<_>>()
        };
        assert_eq!(
            found("disk"),
            ["Cause: No alert", "Action: Watch DISK space", "Impact: No writes: disk", "Lesson: Disks fill up"]
        );
        assert_eq!(found("disk filled"), ["Cause: No alert"]);
        assert_eq!(found(" "), [""; 0]);
        assert_eq!(found("network"), [""; 0]);
    }
}
