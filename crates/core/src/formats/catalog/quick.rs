//! Entries as `faultline index` writes them, read in one go: each key once, texts without a backslash, times in UTC. Anything
//! else, and anything that would be a problem, is left to the reader of the tables, which a test holds this one equal to.
//! Must never report or decide anything.

use super::super::native::Dates;
use super::scan::{Key, Scan, keys};
use super::{Counts, Entry};
use crate::incident::{
    ActionId, ActionKind, ActionStatus, Cause, CauseId, CauseRole, CorrectiveAction, Impact, ImpactLevel, Service,
    Severity, StatedMilestones, Status, Text, When, severity_rank,
};
use crate::time::{Civil, Instant, Offset};

// In the order in which `faultline index` writes them.
keys! { EntryKey {
    Src = b"src\"", Counts = b"counts\"", Version = b"version\"", Id = b"id\"", Title = b"title\"",
    Severity = b"severity\"", Status = b"status\"", Services = b"services\"", Impacts = b"impacts\"",
    Milestones = b"milestones\"", RootCauses = b"root_causes\"", CorrectiveActions = b"corrective_actions\"",
    Tags = b"tags\"",
} }
keys! { CountKey { Events = b"events\"", Causes = b"causes\"", Actions = b"actions\"" } }
keys! { ServiceKey { Id = b"id\"", Name = b"name\"" } }
keys! { ImpactKey { Id = b"id\"", Start = b"start\"", End = b"end\"", Level = b"level\"", Services = b"services\"" } }
keys! { MilestoneKey {
    Started = b"started\"", Detected = b"detected\"", Acknowledged = b"acknowledged\"", Mitigated = b"mitigated\"",
    Resolved = b"resolved\"",
} }
keys! { CauseKey { Id = b"id\"", Title = b"title\"", Role = b"role\"", BecauseOf = b"because_of\"" } }
keys! { ActionKey {
    Id = b"id\"", Title = b"title\"", Addresses = b"addresses\"", Kind = b"kind\"", Owner = b"owner\"",
    Status = b"status\"", Priority = b"priority\"", Due = b"due\"", Completed = b"completed\"",
} }

/// What entries have in common.
#[derive(Default)]
pub(super) struct Quick {
    dates: Dates,
    severities: Vec<Severity>,
    /// Short texts that many entries share, each at a place that it alone decides.
    shared: Vec<Text>,
    /// The ids of impacts without one, by their place.
    impacts: Vec<Text>,
}

/// No more severities are remembered.
const SEVERITIES: usize = 64;
/// So many places there are for shared texts.
const PLACES: usize = 1024;

impl Quick {
    /// Reads the entry that a text begins with into a blank one; how many bytes it takes. `None` when it is not such an
    /// entry: what was read into `entry` is then to be thrown away.
    pub fn entry(&mut self, text: &str, entry: &mut Entry) -> Option<usize> {
        let mut scan = Scan::new(text);
        let incident = &mut entry.incident;
        scan.object(EntryKey::KEYS, |scan, key| {
            match key {
                EntryKey::Src => entry.src = Some(scan.boxed()?),
                EntryKey::Counts => entry.counts = counts(scan)?,
                EntryKey::Version => return (scan.number()? == 1).then_some(()),
                EntryKey::Id => incident.id = scan.boxed()?,
                EntryKey::Title => incident.title = scan.boxed()?,
                EntryKey::Severity => incident.severity = Some(self.severity(scan.string()?)),
                EntryKey::Status => incident.status = Some(Status::from_word(scan.string()?)?),
                EntryKey::Services => {
                    scan.list(&mut incident.services, |scan, service, _| self.service(scan, service))?;
                }
                EntryKey::Impacts => {
                    scan.list(&mut incident.impacts, |scan, impact, at| self.impact(scan, impact, at))?;
                }
                EntryKey::Milestones => self.milestones(scan, &mut incident.milestones)?,
                EntryKey::RootCauses => {
                    scan.list(&mut incident.root_causes, |scan, cause, at| self.cause(scan, cause, at))?;
                }
                EntryKey::CorrectiveActions => {
                    scan.list(&mut incident.corrective_actions, |scan, action, at| self.action(scan, action, at))?;
                }
                EntryKey::Tags => scan.list(&mut incident.tags, |scan, tag, _| {
                    *tag = self.text(scan)?;
                    Some(())
                })?,
            }
            Some(())
        })?;
        // It needs a file and a title.
        let complete = entry.src.is_some() && !incident.title.is_empty();
        entry.count();
        complete.then(|| scan.place())
    }

    fn severity(&mut self, word: &str) -> Severity {
        if let Some(known) = self.severities.iter().find(|known| known.word == *word) {
            return known.clone();
        }
        let severity = Severity { rank: severity_rank(word), word: word.into() };
        if self.severities.len() < SEVERITIES {
            self.severities.push(severity.clone());
        }
        severity
    }

    /// A text that is shared with those like it.
    fn text(&mut self, scan: &mut Scan<'_>) -> Option<Text> {
        scan.string().map(|text| self.shared(text))
    }

    fn shared(&mut self, text: &str) -> Text {
        // Names differ where they begin, in the middle or where they end.
        let bytes = text.as_bytes();
        let at = |place: usize| bytes.get(place).copied().map_or(0, usize::from);
        let place = at(0) + 31 * at(bytes.len() / 2) + 97 * at(bytes.len().saturating_sub(1)) + 193 * bytes.len();
        self.shared.resize(PLACES, Text::default());
        let Some(slot) = self.shared.get_mut(place % PLACES) else { return text.into() };
        if **slot != *text {
            *slot = text.into();
        }
        slot.clone()
    }

    /// A service, by its name or as an object.
    fn service(&mut self, scan: &mut Scan<'_>, service: &mut Service) -> Option<()> {
        if scan.peek()? == b'"' {
            service.name = self.text(scan)?;
            service.id = service.name.clone();
            return Some(());
        }
        scan.object(ServiceKey::KEYS, |scan, key| {
            match key {
                ServiceKey::Id => service.id = self.text(scan)?,
                ServiceKey::Name => service.name = self.text(scan)?,
            }
            Some(())
        })?;
        if service.name.is_empty() {
            service.name = service.id.clone();
        }
        (!service.id.is_empty()).then_some(())
    }

    fn time(&mut self, scan: &mut Scan<'_>) -> Option<When> {
        let bytes = scan.quoted()?;
        if let Some(at) = bytes.first_chunk::<20>().and_then(|text| self.dates.plain_time(text)) {
            scan.end_quote(20)?;
            return Some(When { at, day_only: false });
        }
        // Without a zone, which would be a key of the entry, a day begins in UTC.
        let at = day(bytes.first_chunk()?)?;
        scan.end_quote(10)?;
        Some(When { at, day_only: true })
    }

    fn impact(&mut self, scan: &mut Scan<'_>, impact: &mut Impact, at: usize) -> Option<()> {
        scan.object(ImpactKey::KEYS, |scan, key| {
            match key {
                ImpactKey::Id => impact.id = self.text(scan)?,
                ImpactKey::Start => impact.start = Some(self.time(scan)?),
                ImpactKey::End => impact.end = Some(self.time(scan)?),
                ImpactKey::Level => impact.level = Some(ImpactLevel::from_word(scan.string()?)?),
                ImpactKey::Services => scan.items(|scan| {
                    impact.services.push(self.text(scan)?);
                    Some(())
                })?,
            }
            Some(())
        })?;
        if impact.id.is_empty() {
            while self.impacts.len() <= at {
                self.impacts.push(format!("impact-{}", self.impacts.len() + 1).into());
            }
            impact.id = self.impacts.get(at)?.clone();
        }
        (impact.start.is_some() && impact.level.is_some()).then_some(())
    }

    fn milestones(&mut self, scan: &mut Scan<'_>, stated: &mut StatedMilestones) -> Option<()> {
        scan.object(MilestoneKey::KEYS, |scan, key| {
            let slot = match key {
                MilestoneKey::Started => &mut stated.started,
                MilestoneKey::Detected => &mut stated.detected,
                MilestoneKey::Acknowledged => &mut stated.acknowledged,
                MilestoneKey::Mitigated => &mut stated.mitigated,
                MilestoneKey::Resolved => &mut stated.resolved,
            };
            *slot = Some(self.time(scan)?);
            Some(())
        })
    }

    fn cause(&mut self, scan: &mut Scan<'_>, cause: &mut Cause, at: usize) -> Option<()> {
        scan.object(CauseKey::KEYS, |scan, key| {
            match key {
                CauseKey::Id => cause.id = CauseId::of(self.text(scan)?),
                CauseKey::Title => cause.title = scan.boxed()?,
                CauseKey::Role => cause.role = Some(CauseRole::from_word(scan.string()?)?),
                CauseKey::BecauseOf => cause.because_of = Some(CauseId::of(self.text(scan)?)),
            }
            Some(())
        })?;
        if cause.id.as_str().is_empty() {
            cause.id = CauseId::new(&format!("cause-{}", at + 1));
        }
        (!cause.title.is_empty()).then_some(())
    }

    fn action(&mut self, scan: &mut Scan<'_>, action: &mut CorrectiveAction, at: usize) -> Option<()> {
        scan.object(ActionKey::KEYS, |scan, key| {
            match key {
                ActionKey::Id => action.id = ActionId::of(self.text(scan)?),
                ActionKey::Title => action.title = scan.boxed()?,
                ActionKey::Addresses => scan.list(&mut action.addresses, |scan, cause, _| {
                    *cause = CauseId::of(self.text(scan)?);
                    Some(())
                })?,
                ActionKey::Kind => action.kind = Some(ActionKind::from_word(scan.string()?)?),
                ActionKey::Owner => action.owner = Some(self.text(scan)?),
                ActionKey::Status => action.status = Some(ActionStatus::from_word(scan.string()?)?),
                ActionKey::Priority => action.priority = Some(self.text(scan)?),
                ActionKey::Due => action.due = Some(self.time(scan)?),
                ActionKey::Completed => action.completed = Some(self.time(scan)?),
            }
            Some(())
        })?;
        if action.id.as_str().is_empty() {
            action.id = ActionId::new(&format!("action-{}", at + 1));
        }
        (!action.title.is_empty()).then_some(())
    }
}

/// Midnight in UTC of a day such as `2023-03-01`.
fn day(text: &[u8; 10]) -> Option<Instant> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let two = |tens: u8, ones: u8| {
        (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
    };
    let year = i32::try_from(two(y1, y2)? * 100 + two(y3, y4)?).ok()?;
    Instant::from_civil(Civil::midnight(year, two(m1, m2)?, two(d1, d2)?), Offset::UTC)
}

/// How much there is of what an index leaves out.
fn counts(scan: &mut Scan<'_>) -> Option<Counts> {
    let mut counts = Counts::default();
    scan.object(CountKey::KEYS, |scan, key| {
        let slot = match key {
            CountKey::Events => &mut counts.events,
            CountKey::Causes => &mut counts.causes,
            CountKey::Actions => &mut counts.actions,
        };
        *slot = scan.number()?;
        Some(())
    })?;
    Some(counts)
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
