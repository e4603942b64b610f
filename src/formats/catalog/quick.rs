//! Entries as `faultline index` writes them, read in one go: each key once, texts without a backslash, times in UTC. Anything
//! else, and anything that would be a problem, is left to the reader of the tables, which a test holds this one equal to.
//! Must never report or decide anything.

use super::super::native::Dates;
use super::Entry;
use super::scan::Scan;
use crate::incident::{
    ActionId, ActionKind, ActionStatus, Cause, CauseId, CauseRole, CorrectiveAction, Impact, ImpactLevel, Severity,
    StatedMilestones, Status, Text, When, severity_rank,
};
use crate::time::{Written, read_time};

/// What entries have in common.
#[derive(Default)]
pub(super) struct Quick {
    dates: Dates,
    severities: Vec<Severity>,
    /// Short texts that many entries share, each at a place that it alone decides.
    shared: Vec<Text>,
}

/// No more severities are remembered, and as many shared texts.
const REMEMBERED: usize = 64;

impl Quick {
    /// Reads the entry that a text begins with into a blank one; how many bytes it takes. `None` when it is not such an
    /// entry: what was read into `entry` is then to be thrown away.
    pub fn entry(&mut self, text: &str, entry: &mut Entry) -> Option<usize> {
        let mut scan = Scan::new(text);
        let incident = &mut entry.incident;
        let seen = scan.object(|scan, key| {
            Some(match key {
                "src" => {
                    entry.src = Some(scan.boxed()?);
                    0
                }
                "counts" => {
                    entry.counts = scan.counts()?;
                    1
                }
                "version" => (scan.number()? == 1).then_some(2)?,
                "id" => {
                    incident.id = scan.boxed()?;
                    3
                }
                "title" => {
                    incident.title = scan.boxed()?;
                    4
                }
                "severity" => {
                    incident.severity = Some(self.severity(scan.string()?));
                    5
                }
                "status" => {
                    incident.status = Some(Status::from_word(scan.string()?)?);
                    6
                }
                "services" => {
                    scan.list(&mut incident.services, |scan, _| scan.service())?;
                    7
                }
                "impacts" => {
                    scan.list(&mut incident.impacts, |scan, at| self.impact(scan, at))?;
                    8
                }
                "milestones" => {
                    incident.milestones = self.milestones(scan)?;
                    9
                }
                "root_causes" => {
                    scan.list(&mut incident.root_causes, |scan, at| self.cause(scan, at))?;
                    10
                }
                "corrective_actions" => {
                    scan.list(&mut incident.corrective_actions, |scan, at| self.action(scan, at))?;
                    11
                }
                "tags" => {
                    scan.list(&mut incident.tags, |scan, _| scan.boxed())?;
                    12
                }
                _ => return None,
            })
        })?;
        // It needs a file and a title.
        entry.count();
        (seen & 0b1_0001 == 0b1_0001).then(|| scan.place())
    }

    fn severity(&mut self, word: &str) -> Severity {
        if let Some(known) = self.severities.iter().find(|known| *known.word == *word) {
            return known.clone();
        }
        let severity = Severity { rank: severity_rank(word), word: word.into() };
        if self.severities.len() < REMEMBERED {
            self.severities.push(severity.clone());
        }
        severity
    }

    /// The text as one that is shared with those like it.
    fn shared(&mut self, text: &str) -> Text {
        let hash = text.bytes().fold(0_usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte)));
        self.shared.resize(REMEMBERED, Text::default());
        let Some(slot) = self.shared.get_mut(hash % REMEMBERED) else { return text.into() };
        if **slot != *text {
            *slot = text.into();
        }
        slot.clone()
    }

    fn time(&mut self, scan: &mut Scan<'_>) -> Option<When> {
        let text = scan.string()?;
        if let Some(at) = self.dates.plain_time(text.as_bytes()) {
            return Some(When { at, day_only: false });
        }
        // Without a zone, which would be a key of the entry, a day begins in UTC.
        match read_time(text) {
            Ok(Written::Day(at)) if text.len() == 10 => Some(When { at, day_only: true }),
            _ => None,
        }
    }

    fn impact(&mut self, scan: &mut Scan<'_>, at: usize) -> Option<Impact> {
        let mut impact = Impact::default();
        let seen = scan.object(|scan, key| {
            Some(match key {
                "start" => {
                    impact.start = Some(self.time(scan)?);
                    0
                }
                "end" => {
                    impact.end = Some(self.time(scan)?);
                    1
                }
                "level" => {
                    impact.level = Some(ImpactLevel::from_word(scan.string()?)?);
                    2
                }
                "services" => {
                    scan.list(&mut impact.services, |scan, _| Some(self.shared(scan.string()?)))?;
                    3
                }
                "id" => {
                    impact.id = scan.boxed()?;
                    4
                }
                _ => return None,
            })
        })?;
        if impact.id.is_empty() {
            impact.id = numbered("impact-", at).into();
        }
        (seen & 0b101 == 0b101).then_some(impact)
    }

    fn milestones(&mut self, scan: &mut Scan<'_>) -> Option<StatedMilestones> {
        let mut stated = StatedMilestones::default();
        scan.object(|scan, key| {
            let (row, slot) = match key {
                "started" => (0, &mut stated.started),
                "detected" => (1, &mut stated.detected),
                "acknowledged" => (2, &mut stated.acknowledged),
                "mitigated" => (3, &mut stated.mitigated),
                "resolved" => (4, &mut stated.resolved),
                _ => return None,
            };
            *slot = Some(self.time(scan)?);
            Some(row)
        })?;
        Some(stated)
    }

    fn cause(&mut self, scan: &mut Scan<'_>, at: usize) -> Option<Cause> {
        let (mut id, mut title, mut role, mut because_of) = (None, None, None, None);
        scan.object(|scan, key| {
            Some(match key {
                "id" => {
                    id = Some(self.shared(scan.string()?));
                    0
                }
                "title" => {
                    title = Some(scan.boxed()?);
                    1
                }
                "role" => {
                    role = Some(CauseRole::from_word(scan.string()?)?);
                    2
                }
                "because_of" => {
                    because_of = Some(CauseId::of(self.shared(scan.string()?)));
                    3
                }
                _ => return None,
            })
        })?;
        Some(Cause {
            id: CauseId::of(id.unwrap_or_else(|| self.shared(&numbered("cause-", at)))),
            title: title?,
            details: None,
            role,
            because_of,
            events: Vec::new(),
            links: Vec::new(),
            extra: Vec::new(),
        })
    }

    fn action(&mut self, scan: &mut Scan<'_>, at: usize) -> Option<CorrectiveAction> {
        let mut action = CorrectiveAction {
            id: ActionId::default(),
            title: Box::default(),
            details: None,
            addresses: Vec::new(),
            kind: None,
            owner: None,
            status: None,
            priority: None,
            due: None,
            completed: None,
            links: Vec::new(),
            extra: Vec::new(),
        };
        let seen = scan.object(|scan, key| {
            Some(match key {
                "id" => {
                    action.id = ActionId::of(self.shared(scan.string()?));
                    0
                }
                "title" => {
                    action.title = scan.boxed()?;
                    1
                }
                "addresses" => {
                    scan.list(&mut action.addresses, |scan, _| Some(CauseId::of(self.shared(scan.string()?))))?;
                    2
                }
                "kind" => {
                    action.kind = Some(ActionKind::from_word(scan.string()?)?);
                    3
                }
                "owner" => {
                    action.owner = Some(scan.boxed()?);
                    4
                }
                "status" => {
                    action.status = Some(ActionStatus::from_word(scan.string()?)?);
                    5
                }
                "priority" => {
                    action.priority = Some(scan.boxed()?);
                    6
                }
                "due" => {
                    action.due = Some(self.time(scan)?);
                    7
                }
                "completed" => {
                    action.completed = Some(self.time(scan)?);
                    8
                }
                _ => return None,
            })
        })?;
        if seen & 1 == 0 {
            action.id = ActionId::of(self.shared(&numbered("action-", at)));
        }
        (seen & 0b10 != 0).then_some(action)
    }
}

/// The id made from a position.
fn numbered(prefix: &str, at: usize) -> String {
    format!("{prefix}{}", at + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::json::Cursor;
    use super::super::super::native;
    use super::*;
    use crate::time::NativeZones;

    /// What the reader of the tables makes of a text, and where it ends; `None` with any problem.
    fn by_tables(text: &str) -> Option<(Entry, usize)> {
        let read = native::read_entry(Cursor::new(text), &NativeZones).ok()?;
        if read.newer.is_some() || !read.problems.is_empty() {
            return None;
        }
        Some((read.entry?, read.end))
    }

    fn quickly(quick: &mut Quick, text: &str) -> Option<(Entry, usize)> {
        let mut entry = Entry::default();
        let length = quick.entry(text, &mut entry)?;
        Some((entry, length))
    }

    const WHOLE: &str = r#" {"src":"2025/a.json","counts":{"events":12,"actions":0},"version":1,"id":"a","title":"Überlast",
        "severity":"SEV1","status":"resolved","services":["web",{"id":"s","name":"Search"},{"id":"t"}],"impacts":[
        {"start":"2025-01-01T02:08:00Z","end":"2025-01-02","level":"full","services":["web","s"]},
        {"id":"i","start":"2025-01-01T02:08:00Z","level":"none"}],
        "milestones":{"started":"2025-01-01T02:08:00Z","resolved":"2025-01-01T03:00:00Z"},
        "root_causes":[{"id":"c","title":"Why","role":"root","because_of":"d"},{"title":"More"}],
        "corrective_actions":[{"id":"x","title":"Do","addresses":["c","d"],"kind":"detect","owner":"A","status":"done",
        "priority":"P1","due":"2025-02-28","completed":"2025-02-28T10:00:00Z"},{"title":"Do more"}],"tags":["db"]} ,"#;

    #[test]
    fn an_entry_of_an_index_is_read_quickly() {
        let read = quickly(&mut Quick::default(), WHOLE).unwrap();
        assert_eq!(read.1, WHOLE.len() - 2);
        assert_eq!(Some(read), by_tables(WHOLE));
    }

    #[test]
    fn what_is_not_written_so_is_left_to_the_tables() {
        for (written, other) in [
            (r#""src":"2025/a.json","#, ""),
            (r#""title":"Überlast","#, ""),
            (r#""version":1"#, r#""version":2"#),
            (r#""version":1"#, r#""version":1.0"#),
            (r#""events":12"#, r#""events":012"#),
            (r#""events":12"#, r#""events":99999999999"#),
            (r#""id":"a","#, r#""id":"a","id":"b","#),
            (r#""tags""#, r#""time_zone":"Europe/Berlin","tags""#),
            (r#""tags""#, r#""tag""#),
            (r#""tags":["db"]"#, r#""tags":["d\u0062"]"#),
            (r#""tags":["db"]"#, r#""tags":null"#),
            (r#""tags":["db"]"#, r#""tags":["db",]"#),
            (r#""resolved","services""#, r#""over","services""#),
            ("2025-01-01T03:00:00Z", "2025-01-01T03:00:00+01:00"),
            ("2025-02-28\"", "2025-02-30\""),
            (r#""level":"none""#, r#""services":["a"]"#),
            (r#"{"title":"More"}"#, "{}"),
        ] {
            let text = WHOLE.replacen(written, other, 1);
            assert_ne!(text, WHOLE, "{written}");
            assert_eq!(quickly(&mut Quick::default(), &text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_quickly_is_what_the_tables_read(at in 0..1_000_usize, count in 0..3_usize, with in 0..17_usize) {
            const WITH: [&str; 17] = [
                "\"", "{", "}", "[", "]", ",", ":", "\\", "é", "0", "1", "null", "\"id\":\"z\",", " ", "Z", "\n", "-",
            ];
            let start = WHOLE.char_indices().map(|(at, _)| at).nth(at).unwrap_or(WHOLE.len());
            let end = WHOLE[start..].char_indices().map(|(at, _)| start + at).nth(count).unwrap_or(WHOLE.len());
            let text = [&WHOLE[..start], WITH[with], &WHOLE[end..]].concat();
            let mut quick = Quick::default();
            for _ in 0..2 {
                if let Some(read) = quickly(&mut quick, &text) {
                    prop_assert_eq!(Some(read), by_tables(&text), "{}", text);
                }
            }
        }
    }
}
