//! What is announced to screen readers after a command: what the screen shows now.

use super::{Command, Edge, Selection, State, dated_clock, measured_in_words};
use faultline_core::incident::{Case, Event, Milestone};
use faultline_core::metrics::Durations;
use faultline_core::text;
use faultline_core::time::{Span, Zone};

/// What is selected, as it is announced; `None` when nothing is.
#[must_use]
pub fn selection_text(
    case: &Case,
    durations: &Durations,
    selected: Option<Selection>,
    zone: &dyn Zone,
) -> Option<String> {
    in_words(case, durations, selected?, zone)
}

fn in_words(case: &Case, durations: &Durations, selected: Selection, zone: &dyn Zone) -> Option<String> {
    let incident = &case.incident;
    Some(match selected {
        Selection::Event(ix) => {
            let started = durations.anchor(Milestone::Started).map(|anchor| anchor.at);
            text::announce_event(incident.timeline.get(ix.at())?, started, |at| dated_clock(at, case, zone, None))
        }
        Selection::Range(span) => match measured_in_words(case, span) {
            Some(measured) => format!("Range {}: {measured}", text::from_to(span, zone)),
            None => text::range_text(span, zone),
        },
        Selection::Impact(ix) => {
            let impact = incident.impacts.get(ix.at())?;
            let level = impact.level.map_or("Impact", text::level_name);
            format!("{level}: {}", impact.title.as_deref().unwrap_or(level))
        }
        Selection::Cause(ix) => {
            let cause = incident.root_causes.get(ix.at())?;
            format!(
                "Cause, {}: {}",
                text::role_name(cause.role).to_ascii_lowercase(),
                text::display_title(&cause.title)
            )
        }
        Selection::Action(ix) => {
            let action = incident.corrective_actions.get(ix.at())?;
            let status = text::action_status_word(action.status);
            format!("Action, {status}: {}", text::display_title(&action.title))
        }
    })
}

/// What the screen shows after a command; empty where it changed nothing that is announced.
#[must_use]
pub fn after_command(command: Command, state: &State, durations: &Durations, zone: &dyn Zone) -> String {
    let Some(incident) = state.incident() else { return String::new() };
    let case = &incident.loaded.case;
    let chosen = || selection_text(case, durations, incident.selected, zone);
    let range = match incident.selected {
        Some(Selection::Range(span)) => Some(span),
        _ => None,
    };
    let edge = |edge: Edge| {
        range
            .map_or_else(|| "Choose an event or a range first".to_owned(), |span| edge_in_words(case, span, edge, zone))
    };
    match command {
        Command::Next | Command::Previous | Command::LaneUp | Command::LaneDown | Command::First | Command::Last => {
            chosen().unwrap_or_default()
        }
        Command::Follow => match incident.selected {
            Some(Selection::Event(_)) => "This event shows no cause".to_owned(),
            _ => chosen().unwrap_or_else(|| "There is no cause".to_owned()),
        },
        Command::ToRange => match range {
            Some(_) => chosen().unwrap_or_default(),
            None => "Choose something with a time first".to_owned(),
        },
        Command::EndLater | Command::EndEarlier => edge(Edge::End),
        Command::StartLater | Command::StartEarlier => edge(Edge::Start),
        Command::Measure => {
            let from = incident.interaction.measuring.and_then(|event| case.incident.timeline.get(event.at()));
            match from {
                Some(event) => measuring_hint(event, state, case, zone),
                None => chosen().unwrap_or_else(|| "Choose an event first".to_owned()),
            }
        }
        Command::ZoomIn
        | Command::ZoomOut
        | Command::PanEarlier
        | Command::PanLater
        | Command::Fit
        | Command::FitSelection
        | Command::Fold => {
            incident.viewport.map_or_else(String::new, |view| text::announce_view(view.window(), view.is_whole(), zone))
        }
        Command::Play => match &incident.interaction.play {
            Some(play) => text::announce_story(play.clock(), play.is_running(), zone),
            None => "Story ended".to_owned(),
        },
        Command::FullWindow if state.layout.full_window => "The timeline fills the window; Esc leaves".to_owned(),
        Command::FullWindow => "The timeline is back on the page".to_owned(),
        Command::NextZone => format!("Times in {}", zone.name()),
        Command::Theme => format!("Theme: {}", state.settings.theme.word()),
        Command::Open
        | Command::Search
        | Command::NextMatch
        | Command::PreviousMatch
        | Command::NextIncident
        | Command::PreviousIncident
        | Command::Help
        | Command::Back => String::new(),
    }
}

fn edge_in_words(case: &Case, span: Span, edge: Edge, zone: &dyn Zone) -> String {
    let (is_start, at) = if edge == Edge::Start { (true, span.start()) } else { (false, span.end()) };
    let event = super::range::event_at(case, at).and_then(|event| case.incident.timeline.get(event.at()));
    text::announce_range_edge(is_start, &dated_clock(at, case, zone, None), event, span.length())
}

/// What to do once the first of two events to measure between is chosen. A phone has no keys.
#[must_use]
pub fn measuring_hint(event: &Event, state: &State, case: &Case, zone: &dyn Zone) -> String {
    text::measuring_hint(event, !state.is_narrow(), |at| dated_clock(at, case, zone, None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{durations, span, state};
    use crate::{Action, Step, TimelineAction, update};
    use faultline_core::incident::{ActionIx, CauseIx, EventIx, ImpactIx};
    use faultline_core::time::FixedZone;

    #[test]
    fn every_selection_is_announced() {
        let state = state();
        let case = &state.loaded().unwrap().case;
        for (selection, expected) in [
            (
                Selection::Event(EventIx(2)),
                "13:45, diagnosis, Fault traced to a bug; work on a fix begins; 15 min after the start",
            ),
            (Selection::Impact(ImpactIx(1)), "Outage: Nobody can get in"),
            (Selection::Cause(CauseIx(1)), "Cause, root: Redundancy too weak for the surge"),
            (Selection::Action(ActionIx(1)), "Action, done: Load balancing and failover put in"),
            (Selection::Range(span("13:31", "13:45")), "Range 1 Mar 2023, 13:31–13:45, 14 min"),
        ] {
            let announced = selection_text(case, &durations(case), Some(selection), &FixedZone::utc());
            assert_eq!(announced.as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_a_command_did_is_announced() {
        let mut state = state();
        state.layout.page_width = 1_280.0;
        let durations = durations(&state.loaded().unwrap().case);
        let edge = |edge, later| Action::Timeline(TimelineAction::MoveEdge { edge, later });
        for (action, command, expected) in [
            (Action::Tick(state.now), Command::ToRange, "Choose something with a time first"),
            (Action::Tick(state.now), Command::EndLater, "Choose an event or a range first"),
            (
                Action::Timeline(TimelineAction::StepTo(Step::Last)),
                Command::Last,
                "16:00, diagnosis, Full investigation begins; 2 h 30 min after the start",
            ),
            (Action::Timeline(TimelineAction::Follow), Command::Follow, "This event shows no cause"),
            (
                Action::Timeline(TimelineAction::Select(Selection::Event(EventIx(1)))),
                Command::Next,
                "13:30, detection, A customer reports the first error; at the start",
            ),
            (
                Action::Timeline(TimelineAction::MeasureTo(EventIx(1))),
                Command::Measure,
                "Measuring from 13:30, “A customer reports the first error”: choose another event, or go to one and press M",
            ),
            (
                edge(Edge::End, true),
                Command::EndLater,
                "Range ends at 13:45, Fault traced to a bug; work on a fix begins; 15 min long",
            ),
            (
                edge(Edge::Start, false),
                Command::StartEarlier,
                "Range starts at 12:00, Traffic starts to rise with the campaign; 1 h 45 min long",
            ),
            (Action::Timeline(TimelineAction::Fit), Command::Fit, "Everything in view"),
            (
                Action::Timeline(TimelineAction::ZoomTo(Selection::Range(span("13:00", "14:20")))),
                Command::FitSelection,
                "In view: 1 Mar 2023, 12:50–14:30",
            ),
            (
                Action::Timeline(TimelineAction::SetFull(true)),
                Command::FullWindow,
                "The timeline fills the window; Esc leaves",
            ),
        ] {
            update(&mut state, action);
            assert_eq!(after_command(command, &state, &durations, &FixedZone::utc()), expected, "{command:?}");
        }
    }
}
