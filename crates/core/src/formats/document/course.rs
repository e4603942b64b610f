//! What the words of events say of the course of an incident, all taken together: which of them mark its milestones, and the
//! impacts between those.

use super::marks::{kind_of, level_of, milestones_in};
use super::words::fold;
use crate::incident::{Event, Impact, ImpactLevel, Incident, Milestone, Status, When};
use crate::time::Instant;

/// The milestones that a text names, each with how plainly, 0 for the plainest.
type Marks = Vec<(Milestone, usize)>;

/// An event that marks a milestone.
#[derive(Clone, Copy)]
struct Mark {
    /// Where it stands in the timeline.
    index: usize,
    /// How plain its words are, 0 for the plainest.
    rank: usize,
    at: Instant,
}

/// The event that marks each milestone.
#[derive(Clone, Copy, Default)]
struct Chosen([Option<Mark>; 5]);

impl Chosen {
    fn get(&self, milestone: Milestone) -> Option<Mark> {
        self.0.get(milestone as usize).copied().flatten()
    }

    fn at(&self, milestone: Milestone) -> Option<Instant> {
        self.get(milestone).map(|mark| mark.at)
    }

    fn set(&mut self, milestone: Milestone, mark: Option<Mark>) {
        if let Some(place) = self.0.get_mut(milestone as usize) {
            *place = mark;
        }
    }
}

/// Marks the events of milestones, says of what kind each event is, and adds impacts and status, where they follow.
pub fn mark(incident: &mut Incident) {
    for event in &mut incident.timeline {
        event.milestone = None;
    }
    let texts: Vec<String> = incident.timeline.iter().map(|event| event.title.to_string()).collect();
    let outage = texts.iter().any(|text| fold(text).contains("outage begins") || fold(text).contains("outage began"));
    let marks: Vec<Marks> = texts.iter().map(|text| marks_in(text, outage)).collect();
    let mut chosen = choose(&incident.timeline, &marks);
    if outage {
        detect_later(&mut chosen, &incident.timeline, &marks);
    }
    drop_backwards(&mut chosen);
    // Of an entry that says two things, that it is over counts.
    for milestone in
        [Milestone::Started, Milestone::Detected, Milestone::Acknowledged, Milestone::Resolved, Milestone::Mitigated]
    {
        if let Some(mark) = chosen.get(milestone)
            && let Some(event) = incident.timeline.get_mut(mark.index)
            && event.milestone.is_none()
        {
            event.milestone = Some(milestone);
        }
    }
    for (event, text) in incident.timeline.iter_mut().zip(&texts) {
        event.kind = kind_of(text, event.milestone);
    }
    incident.impacts = impacts(incident, &texts, &chosen);
    if incident.status.is_none()
        && (chosen.get(Milestone::Resolved).is_some() || incident.milestones.resolved.is_some())
    {
        incident.status = Some(Status::Resolved);
    }
}

/// The milestones that a text names. `outage`: in a document that says when an outage begins.
fn marks_in(text: &str, outage: bool) -> Marks {
    let mut marks = milestones_in(text);
    let folded = fold(text);
    // Beside an outage, an incident that begins is one that was declared, and its end is a formality.
    if outage && folded.contains("incident begins") {
        marks.retain(|(milestone, _)| *milestone == Milestone::Acknowledged);
    } else if !outage || !folded.contains("incident declared") {
        marks.retain(|(milestone, _)| *milestone != Milestone::Acknowledged || !folded.contains("incident begins"));
    }
    if outage && folded.contains("incident ends") {
        marks.clear();
    }
    marks
}

/// Of each milestone the event with the plainest words: the first, of ends the last.
fn choose(timeline: &[Event], marks: &[Marks]) -> Chosen {
    let mut chosen = Chosen::default();
    for (index, (event, marks)) in timeline.iter().zip(marks).enumerate() {
        let Some(when) = event.at.filter(|when| !when.day_only) else { continue };
        for (milestone, rank) in marks {
            let mark = Mark { index, rank: *rank, at: when.at };
            let is_end = *milestone == Milestone::Resolved;
            let is_better = chosen.get(*milestone).is_none_or(|known| {
                mark.rank < known.rank
                    || mark.rank == known.rank && if is_end { mark.at >= known.at } else { mark.at < known.at }
            });
            if is_better {
                chosen.set(*milestone, Some(mark));
            }
        }
    }
    chosen
}

/// Nothing is detected before an outage that the document says begins.
fn detect_later(chosen: &mut Chosen, timeline: &[Event], marks: &[Marks]) {
    let (Some(begin), Some(detected)) = (chosen.at(Milestone::Started), chosen.at(Milestone::Detected)) else { return };
    if detected >= begin {
        return;
    }
    let later = timeline.iter().zip(marks).enumerate().filter_map(|(index, (event, marks))| {
        let at = event.at.filter(|at| !at.day_only && at.at >= begin)?.at;
        let (_, rank) = marks.iter().find(|(milestone, _)| *milestone == Milestone::Detected)?;
        Some(Mark { index, rank: *rank, at })
    });
    chosen.set(Milestone::Detected, later.min_by_key(|mark| (mark.rank, mark.at)));
}

/// What is over before it began, or mitigated after it was resolved, marks nothing.
fn drop_backwards(chosen: &mut Chosen) {
    let begin = chosen.at(Milestone::Started).or_else(|| chosen.at(Milestone::Detected));
    for end in [Milestone::Mitigated, Milestone::Resolved] {
        if begin.zip(chosen.at(end)).is_some_and(|(begin, end)| end < begin) {
            chosen.set(end, None);
        }
    }
    let ends = chosen.at(Milestone::Mitigated).zip(chosen.at(Milestone::Resolved));
    if ends.is_some_and(|(mitigated, resolved)| mitigated > resolved) {
        chosen.set(Milestone::Mitigated, None);
    }
}

/// A stretch of an impact, and the text that it is told by.
type Stretch<'a> = (When, When, ImpactLevel, &'a str);

/// The impacts between what begins them and what ends them.
fn impacts(incident: &Incident, texts: &[String], chosen: &Chosen) -> Vec<Impact> {
    let services: Vec<Box<str>> = match incident.services.as_slice() {
        [service] => vec![service.id.clone()],
        _ => Vec::new(),
    };
    (1..)
        .zip(stretches(incident, texts, chosen))
        .map(|(number, (start, end, level, title))| Impact {
            id: format!("impact-{number}").into(),
            start: Some(start),
            end: Some(end),
            level: Some(level),
            title: Some(title.into()),
            services: services.clone(),
            ..Impact::default()
        })
        .collect()
}

fn stretches<'a>(incident: &'a Incident, texts: &'a [String], chosen: &Chosen) -> Vec<Stretch<'a>> {
    let timed = |index: usize| incident.timeline.get(index).and_then(|event| event.at).filter(|at| !at.day_only);
    let text = |index: usize| texts.get(index).map_or("", String::as_str);
    let end_after = |start: When| {
        let ends =
            [Milestone::Mitigated, Milestone::Resolved].into_iter().filter_map(|end| timed(chosen.get(end)?.index));
        ends.filter(|end| end.at > start.at)
            .min_by_key(|end| end.at)
            .or(incident.milestones.resolved.filter(|end| !end.day_only && end.at > start.at))
    };
    // An outage, from the words that say so.
    let is_end = |milestone: Milestone| matches!(milestone, Milestone::Mitigated | Milestone::Resolved);
    let is_outage = |text: &str| {
        level_of(text) == Some(ImpactLevel::Full)
            && !milestones_in(text).iter().any(|(milestone, _)| is_end(*milestone))
    };
    let full = (0..texts.len()).filter(|index| is_outage(text(*index))).find_map(|index| {
        let start = timed(index)?;
        Some((index, start, end_after(start)?))
    });
    let started = chosen.get(Milestone::Started).or_else(|| {
        // A first report of errors begins what is reported.
        let detected = chosen.get(Milestone::Detected)?;
        let text = texts.get(detected.index)?;
        (level_of(text).is_some() || fold(text).contains("error")).then_some(detected)
    });
    let begun = started.and_then(|mark| Some((mark.index, timed(mark.index)?)));
    match (begun, full) {
        (Some((index, start)), Some((outage, full_start, end))) if start.at < full_start.at => vec![
            (start, full_start, ImpactLevel::Degraded, text(index)),
            (full_start, end, ImpactLevel::Full, text(outage)),
        ],
        (_, Some((index, start, end))) => vec![(start, end, ImpactLevel::Full, text(index))],
        (Some((index, start)), None) => {
            let level = level_of(text(index)).unwrap_or(ImpactLevel::Partial);
            end_after(start).map(|end| (start, end, level, text(index))).into_iter().collect()
        }
        // Named moments, without a timeline that tells.
        (None, None) => {
            let named = incident.milestones.started.zip(incident.milestones.resolved);
            let level = level_of(&incident.title).unwrap_or(ImpactLevel::Partial);
            named
                .filter(|(start, end)| !start.day_only && !end.day_only && start.at < end.at)
                .map(|(start, end)| (start, end, level, &*incident.title))
                .into_iter()
                .collect()
        }
    }
}
