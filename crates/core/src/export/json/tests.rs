//! What is written is read again as it was.

use proptest::prelude::*;

use super::write;
use crate::formats::read;
use crate::incident::{
    ActionId, ActionKind, ActionStatus, Cause, CauseId, CauseRole, CorrectiveAction, Event, EventId, EventKind, Extra,
    Impact, ImpactLevel, Incident, Lesson, LessonKind, Link, MetricSettings, Milestone, Service, Severity, Stated,
    StatedMilestones, Status, Weights, When, severity_rank,
};
use crate::time::{Instant, Length, NativeZones, ZoneSource, resolve_local};

/// Chance from a seed: xorshift.
struct Dice(u64, &'static str);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn maybe<T>(&mut self, make: fn(&mut Self) -> T) -> Option<T> {
        (self.roll(3) > 0).then(|| make(self))
    }

    fn some<T>(&mut self, make: fn(&mut Self) -> T) -> Vec<T> {
        (0..self.roll(3)).map(|_| make(self)).collect()
    }

    fn text<T: From<&'static str>>(&mut self) -> T {
        const TEXTS: &[&str] = &[
            "a",
            "Two words",
            "\"quoted\" \\ and\n\tmore",
            "é ∞ 😀",
            "\u{0}\u{7f}\u{2028}",
            "{}",
            "event-2",
            "cause-1",
        ];
        TEXTS[self.roll(TEXTS.len())].into()
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())]
    }

    fn when(&mut self) -> When {
        let zone = NativeZones.zone(self.1).unwrap();
        let minutes = i64::try_from(self.roll(60 * 24 * 365 * 60)).unwrap();
        let ms = i64::try_from(self.roll(3) * self.roll(60_000)).unwrap();
        if self.roll(4) == 0 {
            let midnight = Instant::from_ms(minutes / 1440 * 86_400_000);
            return When { at: resolve_local(midnight, zone.as_ref()).at, day_only: true };
        }
        let at = Instant::from_ms(minutes * 60_000 + ms - if self.roll(20) == 0 { 4_000_000_000_000 } else { 0 });
        When { at, day_only: false }
    }

    fn share(&mut self) -> f64 {
        f64::from(u32::try_from(self.roll(10_001)).unwrap()) / 10_000.0
    }

    fn length(&mut self) -> Length {
        Length::from_ms(i64::try_from(self.roll(1 << 30) * self.roll(3)).unwrap())
    }

    fn link(&mut self) -> Link {
        let url: Box<str> = self.pick(&["https://example.com/a?b=\"c\"", "MAILTO:ops@example.com"]).into();
        let label = if self.roll(2) == 0 { url.clone() } else { self.text() };
        Link { label, url }
    }

    fn extra(&mut self) -> Extra {
        const RAW: &[&str] = &["1e999", "[1,\n 2]", "{\"a\":\"\\ud800\"}", "null", "\"x\""];
        let count = self.roll(3);
        ["x-one", "x two"].iter().take(count).map(|key| ((*key).into(), self.pick(RAW).into())).collect()
    }

    /// The id that would be made from position, or another.
    fn id(&mut self, made: &str, index: usize) -> String {
        if self.roll(2) == 0 { format!("{made}-{}", index + 1) } else { self.text() }
    }

    fn impact(&mut self, index: usize) -> Impact {
        let end = self.maybe(Self::when);
        Impact {
            id: self.id("impact", index).into(),
            start: self.maybe(Self::when),
            end,
            end_unread: end.is_none() && self.roll(2) == 0,
            level: self.maybe(|dice| dice.pick(ImpactLevel::ALL)),
            services: self.some(Self::text),
            title: self.maybe(Self::text),
            details: self.maybe(Self::text),
            share: self.maybe(Self::share),
            extra: self.extra(),
        }
    }

    fn event(&mut self, index: usize) -> Event {
        Event {
            id: EventId::new(&self.id("event", index)),
            at: self.maybe(Self::when),
            until: self.maybe(Self::when),
            title: self.text(),
            details: self.maybe(Self::text),
            kind: self.pick(EventKind::ALL),
            milestone: self.maybe(|dice| dice.pick(Milestone::ALL)),
            actor: self.maybe(Self::text),
            services: self.some(Self::text),
            causes: self.some(|dice| CauseId::new(dice.text())),
            links: self.some(Self::link),
            approximate: self.roll(2) == 0,
            extra: self.extra(),
        }
    }

    fn cause(&mut self, index: usize) -> Cause {
        Cause {
            id: CauseId::new(&self.id("cause", index)),
            title: self.text(),
            details: self.maybe(Self::text),
            role: self.maybe(|dice| dice.pick(CauseRole::ALL)),
            because_of: self.maybe(|dice| CauseId::new(dice.text())),
            events: self.some(|dice| EventId::new(dice.text())),
            links: self.some(Self::link),
            extra: self.extra(),
        }
    }

    fn action(&mut self, index: usize) -> CorrectiveAction {
        CorrectiveAction {
            id: ActionId::new(&self.id("action", index)),
            title: self.text(),
            details: self.maybe(Self::text),
            addresses: self.some(|dice| CauseId::new(dice.text())),
            kind: self.maybe(|dice| dice.pick(ActionKind::ALL)),
            owner: self.maybe(Self::text),
            status: self.maybe(|dice| dice.pick(ActionStatus::ALL)),
            priority: self.maybe(Self::text),
            due: self.maybe(Self::when),
            completed: self.maybe(Self::when),
            links: self.some(Self::link),
            extra: self.extra(),
        }
    }

    fn lesson(&mut self) -> Lesson {
        let (details, kind) = (self.maybe(Self::text), self.maybe(|dice| dice.pick(LessonKind::ALL)));
        Lesson { title: self.text(), details, kind, extra: self.extra() }
    }

    fn service(&mut self) -> Service {
        let id: Box<str> = self.text();
        Service { name: if self.roll(2) == 0 { id.clone() } else { self.text() }, id }
    }

    fn stated(&mut self) -> Stated {
        Stated {
            duration: self.maybe(Self::length),
            start: self.maybe(Self::when),
            end: self.maybe(Self::when),
            text: self.maybe(Self::text),
            extra: self.extra(),
        }
    }

    fn severity(&mut self) -> Severity {
        let word = self.pick(&["SEV1", "major", "purple"]);
        Severity { word: word.into(), rank: severity_rank(word) }
    }

    fn metrics(&mut self) -> MetricSettings {
        let weights = Weights { full: self.share(), partial: self.share(), degraded: self.share() };
        MetricSettings {
            slo: self.maybe(Self::share),
            window: self.maybe(Self::length),
            weights: if self.roll(2) == 0 { weights } else { Weights::default() },
            extra: self.extra(),
        }
    }

    fn incident(&mut self) -> Incident {
        let dated = self.when();
        let milestones = StatedMilestones {
            started: Some(dated),
            detected: self.maybe(Self::when),
            acknowledged: self.maybe(Self::when),
            mitigated: self.maybe(Self::when),
            resolved: self.maybe(Self::when),
            extra: self.extra(),
        };
        let (impacts, events, causes, actions) = (self.roll(3), self.roll(4), self.roll(3), self.roll(3));
        Incident {
            id: self.text(),
            title: self.text(),
            summary: self.maybe(Self::text),
            severity: self.maybe(Self::severity),
            status: self.maybe(|dice| dice.pick(Status::ALL)),
            time_zone: (self.1 != "UTC" || self.roll(2) == 0).then(|| self.1.into()),
            services: self.some(Self::service),
            stated: self.maybe(Self::stated),
            impacts: (0..impacts).map(|index| self.impact(index)).collect(),
            milestones,
            timeline: (0..events).map(|index| self.event(index)).collect(),
            root_causes: (0..causes).map(|index| self.cause(index)).collect(),
            corrective_actions: (0..actions).map(|index| self.action(index)).collect(),
            lessons: self.some(Self::lesson),
            links: self.some(Self::link),
            tags: self.some(Self::text),
            authors: self.some(Self::text),
            metrics: self.metrics(),
            extra: self.extra(),
        }
    }
}

proptest! {
    #[test]
    fn an_incident_is_read_as_it_was_written(
        seed in 1..u64::MAX,
        zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "-04:30", "America/Sao_Paulo", "Asia/Kolkata"]),
    ) {
        let incident = Dice(seed, zone).incident();
        let written = write(&incident, &NativeZones);
        let again = read(written.as_bytes(), "", &NativeZones).unwrap();
        prop_assert_eq!(&again.incident, &incident, "{}", written);
        prop_assert_eq!(write(&again.incident, &NativeZones), written);
    }
}

#[test]
fn a_file_is_written_in_the_order_of_the_documentation() {
    let text = r#"{"timeline":[{"title":"E","id":"event-1","at":"2023-07-01T12:00Z","extra":[1, 2]}],
        "lessons":["L"],"tags":["a","b"],"time_zone":"Europe/Berlin","title":"T"}"#;
    let incident = read(text.as_bytes(), "t.json", &NativeZones).unwrap().incident;
    assert_eq!(
        write(&incident, &NativeZones),
        r#"{
  "version": 1,
  "id": "t",
  "title": "T",
  "time_zone": "Europe/Berlin",
  "timeline": [
    {
      "at": "2023-07-01T14:00:00+02:00",
      "title": "E",
      "extra": [1, 2]
    }
  ],
  "lessons": [
    "L"
  ],
  "tags": ["a", "b"]
}
"#
    );
}

#[test]
fn a_zone_with_odd_seconds_loses_none() {
    let text = r#"{"title":"T","time_zone":"Europe/Berlin","milestones":{"started":"1850-01-01T00:00","detected":"1850-01-01"}}"#;
    let incident = read(text.as_bytes(), "", &NativeZones).unwrap().incident;
    let written = write(&incident, &NativeZones);
    assert_eq!(read(written.as_bytes(), "", &NativeZones).unwrap().incident, incident, "{written}");
    let zone = NativeZones.zone("Europe/Berlin").unwrap();
    assert_ne!(zone.offset(incident.milestones.started.unwrap().at).seconds() % 60, 0);
}
