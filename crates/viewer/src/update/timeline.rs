//! The timeline of an incident: steps among events, ranges and their edges, measuring, zooming to things, following links,
//! the story.

use super::{Outcome, announcement, search};
use crate::state::{IncidentState, PendingAnnouncement};
use crate::{Command, Edge, Effect, Play, Selection, State, Step, TimelineAction, effect, move_edge, range_as_text};
use faultline_core::incident::{Case, CauseIx, EventIx};
use faultline_core::time::{Instant, Length, Span};
use faultline_core::timeline::{Folds, LaneStep, Viewport, event_in_lane, next_event, previous_event};

/// A thing that is shown as large as it can be leaves one part in this many free on each side.
const MARGIN: i64 = 8;
/// How much shorter the window becomes about a thing that has no length.
const NEARER: f64 = 0.25;

/// Applies an action of the timeline.
#[expect(clippy::too_many_lines, reason = "one arm for each action")]
pub fn apply(state: &mut State, action: TimelineAction, outcome: &mut Outcome) {
    let (now, is_narrow) = (state.now, state.is_narrow());
    let Some(incident) = state.incident_mut() else {
        // The one action that needs no incident: the timeline may have filled the window when the incident went.
        if let TimelineAction::SetFull(full) = action {
            set_full(state, full, outcome);
        }
        return;
    };
    match action {
        TimelineAction::Select(selection) => {
            outcome.step_if(incident.selected != Some(selection));
            select(incident, selection, is_narrow);
            announcement::selected(state);
        }
        TimelineAction::Reveal(selection) => {
            outcome.step_if(incident.selected != Some(selection));
            select(incident, selection, is_narrow);
            outcome.add(Effect::ScrollTo(selection));
            announcement::selected(state);
        }
        TimelineAction::Deselect => deselect(incident, outcome),
        TimelineAction::CloseDetails => {
            deselect(incident, outcome);
            outcome.add(Effect::ReturnFocus);
        }
        TimelineAction::StepTo(step) => {
            // A walk from event to event is one step of the history.
            outcome.step_if(incident.selected_event().is_none());
            if let Some(event) = step_among_kept(incident, step, now) {
                select(incident, Selection::Event(event), is_narrow);
            }
            announcement::after(state, Command::Next, outcome);
        }
        TimelineAction::Draft(draft) => incident.interaction.draft = draft,
        TimelineAction::Keep => {
            outcome.step();
            let drawn = incident.interaction.draft.take().filter(|draft| !draft.is_empty());
            select_range(state, drawn.map(Selection::Range), Command::ToRange, outcome);
        }
        TimelineAction::ToRange => {
            outcome.step();
            let range = selected_span(incident, now).map(Selection::Range);
            select_range(state, range, Command::ToRange, outcome);
        }
        TimelineAction::MoveEdge { edge, later } => {
            let range = selected_span(incident, now);
            let moved = range.and_then(|range| move_edge(&incident.loaded.case, range, edge, later));
            let command = if edge == Edge::Start { Command::StartLater } else { Command::EndLater };
            select_range(state, moved.map(Selection::Range), command, outcome);
        }
        TimelineAction::MeasureTo(event) => {
            outcome.step();
            let measured = measured(incident, event);
            incident.interaction.measuring = if measured.is_none() { Some(event) } else { None };
            let selection = measured.or(Some(Selection::Event(event)));
            select_range(state, selection, Command::Measure, outcome);
        }
        TimelineAction::Follow => {
            outcome.step();
            let (selection, cause) = follow(incident).unzip();
            incident.interaction.following = cause;
            select_range(state, selection, Command::Follow, outcome);
        }
        TimelineAction::Paint(spans) => incident.painted = spans,
        TimelineAction::Zoom { factor, about } => {
            let zoom = |viewport: Viewport| viewport.zoom(factor, about.unwrap_or_else(|| viewport.middle()));
            move_window(state, Command::FitSelection, outcome, &|_, viewport| zoom(viewport));
        }
        TimelineAction::PanZoom { by, factor, about } => {
            incident.interaction.hint = false;
            move_window(state, Command::FitSelection, outcome, &|_, viewport| viewport.zoom(factor, about).pan(by));
        }
        TimelineAction::Pan(by) => move_window(state, Command::FitSelection, outcome, &|_, viewport| viewport.pan(by)),
        TimelineAction::PanQuarters(quarters) => {
            // Over four pixels, a pixel is a quarter.
            let by = |viewport: Viewport| viewport.scale(0.0, 4.0).to_length(quarters);
            move_window(state, Command::FitSelection, outcome, &|_, viewport| viewport.pan(by(viewport)));
        }
        TimelineAction::Slide(span) => incident.viewport = incident.viewport.map(|viewport| viewport.show(span)),
        TimelineAction::Show(span) => {
            outcome.step();
            move_window(state, Command::FitSelection, outcome, &|_, viewport| viewport.show(span));
        }
        TimelineAction::RevealSpan(span) => {
            outcome.step();
            outcome.add(Effect::ScrollTo(Selection::Range(span)));
            move_window(state, Command::FitSelection, outcome, &|_, viewport| viewport.show(span));
        }
        TimelineAction::ZoomTo(thing) => {
            outcome.step();
            move_window(state, Command::FitSelection, outcome, &|incident, viewport| {
                let span = span_of(&incident.loaded.case, thing, now);
                span.map_or(viewport, |span| zoom_to(viewport, span))
            });
        }
        TimelineAction::Fit => {
            outcome.step();
            move_window(state, Command::FitSelection, outcome, &|_, viewport| viewport.show(viewport.whole()));
        }
        TimelineAction::ToggleFolds => move_window(state, Command::Fold, outcome, &|incident, viewport| {
            viewport.fold(&if viewport.folds().is_empty() { incident.loaded.folds } else { Folds::NONE })
        }),
        TimelineAction::Unfold(span) => {
            move_window(state, Command::Fold, outcome, &|_, viewport| viewport.fold(&viewport.folds().without(span)));
        }
        TimelineAction::CopyRange => copy_range(state, outcome),
        TimelineAction::RangeCopied(copied) => {
            if copied {
                incident.interaction.copied = incident.selected;
            }
            let text = if copied { "Copied" } else { "The browser did not let it be copied" };
            announcement::now(state, text.to_owned());
        }
        TimelineAction::PlainWheel => {
            if !state.settings.knows_wheel {
                state.settings.knows_wheel = true;
                set_hint(state, true);
                outcome.add(Effect::Store { key: effect::WHEEL_HINT_KEY, value: Some("told".to_owned()) });
                outcome.add(Effect::HideHintLater);
            }
        }
        TimelineAction::HideHint => incident.interaction.hint = false,
        TimelineAction::Play { open, stepwise } => {
            play(incident, open, stepwise, now);
            announcement::after(state, Command::Play, outcome);
        }
        TimelineAction::PlayTick(open) => tick(state, open, outcome),
        TimelineAction::SetSpeed(speed) => outcome.add(Effect::SetSpeed(speed)),
        TimelineAction::SetSpeedAt { speed, open } => {
            if let Some(play) = &mut incident.interaction.play {
                play.set_speed(speed, open);
            }
        }
        TimelineAction::StopStory => {
            incident.interaction.play = None;
            announcement::after(state, Command::Play, outcome);
        }
        TimelineAction::SetFull(full) => set_full(state, full, outcome),
    }
}

fn set_full(state: &mut State, full: bool, outcome: &mut Outcome) {
    if state.layout.full_window != full {
        state.layout.full_window = full;
        outcome.add(Effect::FullScreen(full));
        announcement::after(state, Command::FullWindow, outcome);
    }
}

fn set_hint(state: &mut State, hint: bool) {
    if let Some(incident) = state.incident_mut() {
        incident.interaction.hint = hint;
    }
}

/// Selects something, and brings it into view.
fn select(incident: &mut IncidentState, selection: Selection, is_narrow: bool) {
    incident.selected = Some(selection);
    if let Selection::Event(event) = selection
        && is_narrow
    {
        search::reveal_in_vertical(incident, event);
    }
    let loaded = &incident.loaded;
    let moment = match selection {
        Selection::Event(event) => loaded.case.event_span(event).map(Span::start),
        Selection::Impact(impact) => loaded.case.impact_span(impact, loaded.read_at).map(Span::start),
        Selection::Cause(_) | Selection::Action(_) | Selection::Range(_) => None,
    };
    if let (Some(moment), Some(viewport)) = (moment, incident.viewport) {
        incident.viewport = Some(viewport.reveal(moment));
        incident.move_story_to(moment);
    }
}

fn deselect(incident: &mut IncidentState, outcome: &mut Outcome) {
    outcome.step_if(incident.selected.is_some());
    incident.selected = None;
    incident.interaction.measuring = None;
}

/// Selects what a command came to, and says so.
fn select_range(state: &mut State, selection: Option<Selection>, command: Command, outcome: &mut Outcome) {
    let is_narrow = state.is_narrow();
    if let (Some(selection), Some(incident)) = (selection, state.incident_mut()) {
        incident.interaction.draft = None;
        select(incident, selection, is_narrow);
    }
    announcement::after(state, command, outcome);
}

/// Shows another stretch of time, and says so as a command does.
fn move_window(
    state: &mut State,
    command: Command,
    outcome: &mut Outcome,
    moved: &dyn Fn(&IncidentState, Viewport) -> Viewport,
) {
    let Some(incident) = state.incident_mut() else { return };
    let Some(viewport) = incident.viewport else { return };
    incident.viewport = Some(moved(incident, viewport));
    announcement::after(state, command, outcome);
}

fn copy_range(state: &State, outcome: &mut Outcome) {
    let Some(incident) = state.incident() else { return };
    let Some(Selection::Range(range)) = incident.selected else { return };
    let loaded = &incident.loaded;
    let (levels, zone) = (loaded.durations(state.now).levels, state.incident_zone(loaded));
    outcome.add(Effect::CopyRange(range_as_text(&loaded.case, &levels, range, zone.as_ref())));
}

/// One step back out: of the selection, then of the story, then of the whole window. `None` when there is nothing left to
/// leave.
pub fn back_out(state: &State) -> Option<TimelineAction> {
    let interaction = state.incident().map(|incident| (incident.selected, &incident.interaction));
    match interaction {
        Some((selected, interaction)) if selected.is_some() || interaction.measuring.is_some() => {
            Some(TimelineAction::CloseDetails)
        }
        Some((_, interaction)) if interaction.play.is_some() => Some(TimelineAction::StopStory),
        _ => state.layout.full_window.then_some(TimelineAction::SetFull(false)),
    }
}

/// The event one step from what is selected, passing over what is hidden; what is selected when there is no other.
fn step_among_kept(incident: &IncidentState, step: Step, now: Instant) -> Option<EventIx> {
    let to = step_from_selection(incident, step, now)?;
    let case = &incident.loaded.case;
    let keeps = |event: &EventIx| incident.search.result.matches.keeps(*event);
    let further = |from: &EventIx| match step {
        Step::Next | Step::First => next_event(case, *from),
        Step::Previous | Step::Last => previous_event(case, *from),
        Step::Up | Step::Down => None,
    };
    let kept = std::iter::successors(Some(to), further).find(keeps);
    let kept = kept.or_else(|| match step {
        // The nearest of the lane may be hidden, and another one of it not.
        Step::Up | Step::Down => {
            let kind = |event: EventIx| case.incident.timeline.get(event.at()).map(|event| event.kind);
            let lane = kind(to)?;
            let distance = |event: &EventIx| {
                case.event_span(*event).zip(case.event_span(to)).map(|(a, b)| a.start().since(b.start()).abs())
            };
            let all = case.chronology.iter().copied();
            all.filter(|event| kind(*event) == Some(lane) && keeps(event)).min_by_key(distance)
        }
        _ => None,
    });
    kept.or_else(|| incident.selected_event())
}

/// The event one step from what is selected. From a selection that is no event: the next one that begins after it ends, or
/// the last one that begins before it.
fn step_from_selection(incident: &IncidentState, step: Step, now: Instant) -> Option<EventIx> {
    let case = &incident.loaded.case;
    let order = &case.chronology;
    let (first, last) = (order.first().copied(), order.last().copied());
    if let Some(event) = incident.selected_event() {
        let next = match step {
            Step::Next => next_event(case, event),
            Step::Previous => previous_event(case, event),
            Step::Up => event_in_lane(case, event, LaneStep::Up),
            Step::Down => event_in_lane(case, event, LaneStep::Down),
            Step::First => first,
            Step::Last => last,
        };
        return next.or(Some(event));
    }
    let here = match (&incident.interaction.play, incident.selected) {
        (Some(play), None) => Some(Span::between(play.cursor, play.cursor)),
        (_, Some(selection @ (Selection::Range(_) | Selection::Impact(_)))) => span_of(case, selection, now),
        _ => None,
    };
    let starts = |event: &EventIx| case.event_span(*event).map_or(Instant::FIRST, Span::start);
    match (step, here) {
        (Step::Next | Step::Down, Some(here)) => {
            order.get(order.partition_point(|event| starts(event) <= here.end())).copied().or(last)
        }
        (Step::Previous | Step::Up, Some(here)) => {
            let before = order.partition_point(|event| starts(event) < here.start());
            before.checked_sub(1).and_then(|before| order.get(before)).copied().or(first)
        }
        (Step::Last, _) | (Step::Previous | Step::Up, None) => last,
        (Step::First | Step::Next | Step::Down, _) => first,
    }
}

/// The stretch of time that a selection is about: of a cause, that of the events that show it; of an action, that of the
/// causes it answers. `None` where none of that has a time.
fn span_of(case: &Case, selection: Selection, now: Instant) -> Option<Span> {
    let shown = |cause: CauseIx| case.links.events_of_cause(cause).iter().filter_map(|event| case.event_span(*event));
    match selection {
        Selection::Event(event) => case.event_span(event),
        Selection::Impact(impact) => case.impact_span(impact, now),
        Selection::Cause(cause) => shown(cause).reduce(Span::cover),
        Selection::Action(action) => case
            .links
            .causes_of_action(action)
            .iter()
            .filter_map(|cause| shown(*cause).reduce(Span::cover))
            .reduce(Span::cover),
        Selection::Range(span) => Some(span),
    }
}

/// A window in which a stretch is as large as it can be, with a little room around it; a moment comes four times nearer.
fn zoom_to(viewport: Viewport, span: Span) -> Viewport {
    if span.is_empty() {
        return viewport.reveal(span.start()).zoom(NEARER, span.start());
    }
    let room = Length::from_ms(span.length().ms() / MARGIN);
    let start = span.start().plus(Length::from_ms(-room.ms()));
    viewport.show(Span::between(start, span.end().plus(room)))
}

/// The stretch of what is selected.
fn selected_span(incident: &IncidentState, now: Instant) -> Option<Span> {
    span_of(&incident.loaded.case, incident.selected?, now)
}

/// The range from the event that was marked, or else the selected one, to another event.
fn measured(incident: &IncidentState, to: EventIx) -> Option<Selection> {
    let case = &incident.loaded.case;
    let from = incident.interaction.measuring.or_else(|| incident.selected_event()).filter(|from| *from != to)?;
    let (from, to) = (case.event_span(from)?.start(), case.event_span(to)?.start());
    Some(Selection::Range(Span::between(from, to)))
}

/// One step further along the links: an event → the first cause it shows → each action that answers it → the next
/// cause, and round. From nothing, or an action that answers nothing, to the first cause. The second item is the cause
/// whose actions are being walked through.
fn follow(incident: &IncidentState) -> Option<(Selection, CauseIx)> {
    let case = &incident.loaded.case;
    let count = case.incident.root_causes.len();
    let at = |index: usize| {
        let cause = CauseIx::of(index.checked_rem(count)?);
        Some((Selection::Cause(cause), cause))
    };
    let action_or_next = |cause: CauseIx, nth: usize| match case.links.actions_of_cause(cause).get(nth) {
        Some(action) => Some((Selection::Action(*action), cause)),
        None => at(cause.at() + 1),
    };
    match incident.selected {
        Some(Selection::Event(event)) => {
            let cause = case.links.causes_of_event(event).next()?;
            Some((Selection::Cause(cause), cause))
        }
        Some(Selection::Cause(cause)) => action_or_next(cause, 0),
        Some(Selection::Action(action)) => {
            let place = |cause: &CauseIx| case.links.actions_of_cause(*cause).iter().position(|other| *other == action);
            let cause = incident.interaction.following.filter(|cause| place(cause).is_some());
            match cause.or_else(|| case.links.causes_of_action(action).first().copied()) {
                Some(cause) => action_or_next(cause, place(&cause)? + 1),
                None => at(0),
            }
        }
        Some(Selection::Impact(_) | Selection::Range(_)) | None => at(0),
    }
}

/// Plays the story, or pauses it: from what is selected, else from where it rested, else from the beginning.
fn play(incident: &mut IncidentState, open: Length, stepwise: bool, now: Instant) {
    let Some(viewport) = incident.viewport else { return };
    let case = &incident.loaded.case;
    let Some(extent) = case.extent(now) else { return };
    let has_begun = incident.interaction.play.is_some();
    let play = incident.interaction.play.take();
    let mut play = play.unwrap_or_else(|| Play::new(extent, viewport.folds().iter().collect(), stepwise));
    if play.is_running() {
        play.pause();
    } else {
        let selected = incident.selected.and_then(|selection| span_of(case, selection, now));
        if let Some(selected) = selected.filter(|_| !has_begun) {
            play.go_to(selected.start());
        }
        play.stepwise = stepwise;
        play.run(open);
    }
    incident.selected = None;
    keep_in_view(incident, play);
}

/// Moves the story on to when the page has been open for so long, and announces the event that it comes to.
fn tick(state: &mut State, open: Length, outcome: &mut Outcome) {
    let Some(incident) = state.incident_mut() else { return };
    let before = incident.latest_event();
    let Some(mut play) = incident.interaction.play.take() else { return };
    play.tick(&incident.loaded.case, open);
    keep_in_view(incident, play);
    let latest = incident.latest_event().filter(|latest| before != Some(*latest));
    if let Some(event) = latest {
        announcement::later(state, PendingAnnouncement::Event(event), outcome);
    }
}

fn keep_in_view(incident: &mut IncidentState, play: Play) {
    incident.viewport = incident.viewport.map(|viewport| viewport.reveal(play.cursor));
    incident.interaction.play = Some(play);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{at, span, state};
    use faultline_core::incident::{ActionIx, ImpactIx};

    fn act(state: &mut State, action: TimelineAction) -> Vec<Effect> {
        crate::update(state, action.into())
    }

    fn after(actions: &[TimelineAction]) -> State {
        let mut state = state();
        for action in actions {
            act(&mut state, action.clone());
        }
        state
    }

    fn incident(state: &State) -> &IncidentState {
        state.incident().unwrap()
    }

    fn selected(state: &State) -> Option<Selection> {
        incident(state).selected
    }

    fn select(event: u32) -> TimelineAction {
        TimelineAction::Select(Selection::Event(EventIx(event)))
    }

    #[test]
    fn steps_walk_in_time_and_across_lanes_and_stop_at_the_ends() {
        use Step::{Down, First, Last, Next, Previous, Up};
        for (from, way, to) in [
            (None, Next, 0),
            (None, Previous, 6),
            (None, Down, 0),
            (Some(0), Next, 1),
            (Some(0), Previous, 0),
            (Some(6), Next, 6),
            (Some(3), First, 0),
            (Some(3), Last, 6),
            (Some(0), Down, 3),
            (Some(0), Up, 0),
            (Some(5), Up, 6),
        ] {
            let mut actions: Vec<_> = from.map(select).into_iter().collect();
            actions.push(TimelineAction::StepTo(way));
            assert_eq!(incident(&after(&actions)).selected_event(), Some(EventIx(to)), "{from:?} {way:?}");
        }
    }

    #[test]
    fn steps_go_on_from_a_range() {
        for (range, way, to) in [
            (("13:30", "14:00"), Step::Next, 3),
            (("13:30", "13:30"), Step::Next, 2),
            (("13:30", "14:00"), Step::Previous, 0),
            (("12:00", "16:00"), Step::Next, 6),
        ] {
            let range = Selection::Range(span(range.0, range.1));
            let state = after(&[TimelineAction::Select(range), TimelineAction::StepTo(way)]);
            assert_eq!(incident(&state).selected_event(), Some(EventIx(to)), "{range:?} {way:?}");
        }
    }

    #[test]
    fn a_choice_becomes_a_range_and_its_edges_move() {
        let range = |actions: &[TimelineAction]| match selected(&after(actions)) {
            Some(Selection::Range(span)) => Some(span),
            _ => None,
        };
        let end = |later| TimelineAction::MoveEdge { edge: Edge::End, later };
        assert_eq!(range(&[select(1), TimelineAction::ToRange]), Some(span("13:30", "13:30")));
        assert_eq!(range(&[select(1), end(true)]), Some(span("13:30", "13:45")), "without a range, from the event");
        assert_eq!(range(&[select(1), end(true), end(true), end(false)]), Some(span("13:30", "13:45")));
        let start = TimelineAction::MoveEdge { edge: Edge::Start, later: false };
        assert_eq!(range(&[select(1), end(true), start]), Some(span("12:00", "13:45")));
        assert_eq!(range(&[end(true)]), None, "nothing is chosen");
        let impact = TimelineAction::Select(Selection::Impact(ImpactIx(1)));
        assert_eq!(range(&[impact, TimelineAction::ToRange]), Some(span("15:00", "15:30")));
        let cause = TimelineAction::Select(Selection::Cause(CauseIx(0)));
        assert_eq!(
            range(&[cause, TimelineAction::ToRange]),
            Some(span("13:45", "15:00")),
            "from the first that shows it"
        );
    }

    #[test]
    fn measuring_makes_the_exact_range_between_two_events_in_either_order() {
        for (from, to) in [(1, 3), (3, 1)] {
            let state = after(&[select(from), TimelineAction::MeasureTo(EventIx(to))]);
            assert_eq!(selected(&state), Some(Selection::Range(span("13:30", "14:30"))));
        }
        let state = after(&[select(1), TimelineAction::MeasureTo(EventIx(1))]);
        assert_eq!(incident(&state).interaction.measuring, Some(EventIx(1)), "from itself to itself: a mark");
        let walked = after(&[
            select(1),
            TimelineAction::MeasureTo(EventIx(1)),
            select(5),
            TimelineAction::MeasureTo(EventIx(5)),
        ]);
        assert_eq!(
            (selected(&walked), incident(&walked).interaction.measuring),
            (Some(Selection::Range(span("13:30", "15:30"))), None)
        );
    }

    #[test]
    fn what_was_drawn_is_chosen_when_it_is_meant_and_has_a_length() {
        let drawn = |range| after(&[TimelineAction::Draft(Some(range)), TimelineAction::Keep]);
        let state = drawn(span("13:00", "14:00"));
        assert_eq!(
            (selected(&state), incident(&state).interaction.draft),
            (Some(Selection::Range(span("13:00", "14:00"))), None)
        );
        let state = drawn(span("13:00", "13:00"));
        assert_eq!((selected(&state), incident(&state).interaction.draft), (None, None));
    }

    #[test]
    fn a_pinch_moves_also_where_everything_was_in_view() {
        let whole = incident(&state()).viewport.unwrap();
        let scale = whole.scale(0.0, 1_000.0);
        // What was at 400 and 600 comes to 300 and 700, by a factor of a half about their middle, then to 350 and 750.
        let by = scale.to_length(-50.0 * 0.5);
        let state = after(&[TimelineAction::PanZoom { by, factor: 0.5, about: scale.to_time(500.0) }]);
        let now = incident(&state).viewport.unwrap().scale(0.0, 1_000.0);
        for (before, place) in [(400.0, 350.0), (600.0, 750.0)] {
            assert!((now.to_px(scale.to_time(before)) - place).abs() < 0.1, "{before}");
        }
    }

    #[test]
    fn a_pan_by_key_moves_a_quarter_of_what_is_shown() {
        let zoomed = TimelineAction::ZoomTo(Selection::Range(span("13:00", "14:20")));
        let window = |state: State| incident(&state).viewport.unwrap().window();
        assert_eq!(window(after(&[zoomed.clone(), TimelineAction::PanQuarters(1.0)])), span("13:15", "14:55"));
        assert_eq!(window(after(&[zoomed, TimelineAction::PanQuarters(-1.0)])), span("12:25", "14:05"));
    }

    #[test]
    fn backing_out_leaves_the_choice_then_the_story_then_the_window() {
        let play = TimelineAction::Play { open: Length::ZERO, stepwise: false };
        let mut state = after(&[TimelineAction::SetFull(true), play, select(1)]);
        let mut left = Vec::new();
        while let Some(action) = back_out(&state) {
            act(&mut state, action);
            left.push((
                selected(&state).is_some(),
                incident(&state).interaction.play.is_some(),
                state.layout.full_window,
            ));
        }
        assert_eq!(left, [(false, true, true), (false, false, true), (false, false, false)]);
    }

    #[test]
    fn following_goes_from_cause_to_action_and_round() {
        let mut state = after(&[select(4)]);
        let mut walk = Vec::new();
        for _ in 0..9 {
            act(&mut state, TimelineAction::Follow);
            walk.push(match selected(&state) {
                Some(Selection::Cause(cause)) => format!("c{}", cause.0),
                Some(Selection::Action(action)) => format!("a{}", action.0),
                other => format!("{other:?}"),
            });
        }
        // The fourth cause has no action, the fourth action no cause.
        assert_eq!(walk.join(" "), "c0 a0 c1 a1 c2 a2 c3 c0 a0");
        let review = TimelineAction::Select(Selection::Action(ActionIx(3)));
        assert_eq!(selected(&after(&[review, TimelineAction::Follow])), Some(Selection::Cause(CauseIx(0))));
        let nothing = after(&[select(6), TimelineAction::Follow]);
        assert_eq!(selected(&nothing), Some(Selection::Event(EventIx(6))), "it shows no cause");
    }

    #[test]
    fn zooming_to_a_thing_leaves_some_room_and_to_a_moment_comes_nearer() {
        let state = after(&[TimelineAction::ZoomTo(Selection::Range(span("13:00", "14:20")))]);
        assert_eq!(incident(&state).viewport.map(|viewport| viewport.window()), Some(span("12:50", "14:30")));
        let whole = incident(&crate::example::state()).viewport.unwrap().window().length().ms();
        let state = after(&[TimelineAction::ZoomTo(Selection::Range(span("13:00", "13:00")))]);
        let window = incident(&state).viewport.unwrap().window();
        assert!(window.contains(at("13:00")));
        assert!((window.length().ms() - whole / 4).abs() <= 1, "{window:?}");
    }

    #[test]
    fn a_story_begins_at_the_choice_pauses_and_goes_where_the_reader_goes() {
        let seconds = |seconds: i64| Length::from_ms(seconds * 1_000);
        let play = |open| TimelineAction::Play { open: seconds(open), stepwise: false };
        let cursor =
            |state: &State| incident(state).interaction.play.as_ref().map(|play| (play.cursor, play.is_running()));
        let mut state = after(&[play(0)]);
        assert_eq!(cursor(&state), Some((at("12:00"), true)));
        act(&mut state, TimelineAction::PlayTick(seconds(15)));
        assert_eq!(cursor(&state), Some((at("14:00"), true)));
        act(&mut state, play(15));
        act(&mut state, TimelineAction::PlayTick(seconds(20)));
        assert_eq!(cursor(&state), Some((at("14:00"), false)));
        act(&mut state, TimelineAction::StepTo(Step::Next));
        assert_eq!(cursor(&state), Some((at("14:30"), false)), "the next event after the cursor");
        assert_eq!(incident(&state).selected_event(), Some(EventIx(3)));
        act(&mut state, play(30));
        act(&mut state, TimelineAction::StopStory);
        assert_eq!(cursor(&state), None);
        assert_eq!(cursor(&after(&[select(2), play(0)])), Some((at("13:45"), true)), "from what is chosen");
    }
}
