//! What hands ask of the model: steps among events, ranges and their edges, measuring, zooming to things, following
//! links, the story. Must never know pixels.

use super::state::select;
use super::{Action, Edge, Play, Selection, State, Step, move_edge};
use faultline_core::incident::{Case, CauseIx, EventIx};
use faultline_core::time::{Instant, Length, Span};
use faultline_core::timeline::{LaneStep, Viewport, event_in_lane, next_event, previous_event};

/// A thing that is shown as large as it can be leaves one part in this many free on each side.
const AROUND: i64 = 8;
/// How much shorter the window becomes about a thing that has no length.
const NEARER: f64 = 0.25;

/// What hands are in the middle of.
#[derive(Clone, Debug, PartialEq)]
pub struct InteractionState {
    /// A range that is being drawn and not yet meant.
    pub draft: Option<Span>,
    /// The event that is measured from.
    pub measuring: Option<EventIx>,
    /// The cause whose actions are being followed.
    pub following: Option<CauseIx>,
    /// What has been copied as text.
    pub copied: Option<Selection>,
    /// The story, while it is told.
    pub play: Option<Play>,
    /// `true` while the timeline fills the window.
    pub full: bool,
    /// `true` while the reader is told what the wheel does.
    pub hint: bool,
    /// `false` for a reader who has turned off the keys that write a character.
    pub characters: bool,
}

impl InteractionState {
    /// Nothing is under way.
    pub(super) const fn new() -> Self {
        Self {
            draft: None,
            measuring: None,
            following: None,
            copied: None,
            play: None,
            full: false,
            hint: false,
            characters: true,
        }
    }

    /// Another incident: what was under way has ended.
    pub(super) fn let_go(&mut self) {
        *self = Self { full: self.full, characters: self.characters, ..Self::new() };
    }

    /// A story that is told goes where the reader goes, and rests there.
    pub(super) fn tell_from(&mut self, at: Instant) {
        if let Some(play) = &mut self.play {
            play.go_to(at);
        }
    }
}

/// What hands do with ranges, links, the window and the story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimelineAction {
    /// Draw a range that is not yet meant; `None` to give it up.
    Draft(Option<Span>),
    /// Turn what is chosen into a range.
    ToRange,
    /// Move an edge of the range to the next event, or the one before. Without a range, of what is chosen.
    MoveEdge {
        /// Which edge.
        edge: Edge,
        /// To the next event, not the one before.
        later: bool,
    },
    /// Measure to an event from the one that is marked or chosen. From itself: mark it.
    MeasureTo(EventIx),
    /// One step further along the links: event, cause, action.
    Follow,
    /// Zoom about a moment, then move the window by a length: all that pointers did in one frame. In this order, since
    /// where everything is in view there is nothing to move to before the zoom.
    PanZoom {
        /// How far.
        by: Length,
        /// How much longer the window becomes.
        factor: f64,
        /// The moment that the zoom is about.
        about: Instant,
    },
    /// Move the window to a stretch, or one edge of it: one of many small moves, as against a stretch that is shown.
    Slide(Span),
    /// Show a thing as large as it can be, with a little room around it; a moment, nearer.
    ZoomTo(Selection),
    /// Move the window by so many quarters of what it shows; later for a positive number.
    PanQuarters(f64),
    /// What was drawn is meant: it is chosen. One without length is given up.
    Keep,
    /// The chosen range has been copied as text.
    Copied,
    /// Play the story from here on, or pause it.
    Play {
        /// How long the page has been open.
        open: Length,
        /// From event to event: the reader asked for less motion.
        stepwise: bool,
    },
    /// The page has been open for so long: the story goes on.
    PlayTick(Length),
    /// Another speed, in halves.
    SetSpeed {
        /// The speed.
        speed: u8,
        /// How long the page has been open.
        open: Length,
    },
    /// End the story.
    StopPlay,
    /// The timeline over the whole window, or back on the page.
    SetFull(bool),
    /// Tell the reader what the wheel does, or stop telling.
    Hint(bool),
    /// Turn the keys that write a character on or off.
    SetCharacters(bool),
}

/// Applies what hands did.
pub(super) fn apply(state: &mut State, deed: TimelineAction) {
    let found = match deed {
        TimelineAction::ToRange => to_range(state),
        TimelineAction::Keep => state.hands.draft.take().filter(|draft| !draft.is_empty()).map(Selection::Range),
        TimelineAction::MoveEdge { edge, later } => with_edge(state, edge, later),
        TimelineAction::MeasureTo(event) => {
            let measured = measured(state, event);
            state.hands.measuring = if measured.is_none() { Some(event) } else { None };
            measured.or(Some(Selection::Event(event)))
        }
        TimelineAction::Follow => {
            let (selection, cause) = follow(state).unzip();
            state.hands.following = cause;
            selection
        }
        other => {
            apply_to_window(state, other);
            None
        }
    };
    if let Some(selection) = found {
        state.hands.draft = None;
        select(state, selection);
    }
}

fn apply_to_window(state: &mut State, deed: TimelineAction) {
    match deed {
        TimelineAction::Draft(draft) => state.hands.draft = draft,
        TimelineAction::PanZoom { by, factor, about } => {
            state.viewport = state.viewport.map(|viewport| viewport.zoom(factor, about).pan(by));
        }
        TimelineAction::Slide(span) => state.viewport = state.viewport.map(|viewport| viewport.show(span)),
        TimelineAction::ZoomTo(thing) => {
            let span = state.loaded().and_then(|loaded| span_of(&loaded.case, thing, state.now));
            state.viewport =
                state.viewport.zip(span).map(|(viewport, span)| zoom_to(viewport, span)).or(state.viewport);
        }
        TimelineAction::PanQuarters(quarters) => {
            // Over four pixels, a pixel is a quarter.
            let by = |viewport: Viewport| viewport.scale(0.0, 4.0).to_length(quarters);
            state.viewport = state.viewport.map(|viewport| viewport.pan(by(viewport)));
        }
        TimelineAction::Copied => state.hands.copied = state.selected,
        TimelineAction::Play { open, stepwise } => play(state, open, stepwise),
        TimelineAction::PlayTick(open) => tick(state, open),
        TimelineAction::SetSpeed { speed, open } => {
            if let Some(play) = &mut state.hands.play {
                play.set_speed(speed, open);
            }
        }
        TimelineAction::StopPlay => state.hands.play = None,
        TimelineAction::SetFull(full) => state.hands.full = full,
        TimelineAction::Hint(hint) => state.hands.hint = hint,
        TimelineAction::SetCharacters(on) => state.hands.characters = on,
        TimelineAction::ToRange
        | TimelineAction::MoveEdge { .. }
        | TimelineAction::MeasureTo(_)
        | TimelineAction::Follow
        | TimelineAction::Keep => {}
    }
}

/// One step back out: of what is chosen, then of the story, then of the whole window. `None` when there is nothing left
/// to leave.
#[must_use]
pub fn back_out(state: &State) -> Option<Action> {
    if state.selected.is_some() || state.hands.measuring.is_some() {
        Some(Action::Deselect)
    } else if state.hands.play.is_some() {
        Some(Action::Timeline(TimelineAction::StopPlay))
    } else {
        state.hands.full.then_some(Action::Timeline(TimelineAction::SetFull(false)))
    }
}

/// The event one step from what is chosen. From a choice that is no event: the next one that begins after it ends, or the
/// last one that begins before it.
pub(super) fn step(state: &State, step: Step) -> Option<EventIx> {
    let case = &state.loaded()?.case;
    let order = &case.chronology;
    let (first, last) = (order.first().copied(), order.last().copied());
    if let Some(event) = chosen_event(state) {
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
    let here = match (&state.hands.play, state.selected) {
        (Some(play), None) => Some(Span::between(play.cursor, play.cursor)),
        (_, Some(selection @ (Selection::Range(_) | Selection::Impact(_)))) => span_of(case, selection, state.now),
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

/// The chosen event.
#[must_use]
pub fn chosen_event(state: &State) -> Option<EventIx> {
    match state.selected {
        Some(Selection::Event(event)) => Some(event),
        _ => None,
    }
}

/// The latest event that the story has come to.
#[must_use]
pub fn latest_event(state: &State) -> Option<EventIx> {
    let (order, case) = (&state.loaded()?.case.chronology, &state.loaded()?.case);
    let cursor = state.hands.play.as_ref()?.cursor;
    let begun = order.partition_point(|event| case.event_span(*event).is_some_and(|span| span.start() <= cursor));
    order.get(begun.checked_sub(1)?).copied()
}

/// The stretch of time that a choice is about: of a cause, that of the events that show it; of an action, that of the
/// causes it answers. `None` where none of that has a time.
#[must_use]
pub fn span_of(case: &Case, selection: Selection, now: Instant) -> Option<Span> {
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
pub(super) fn zoom_to(viewport: Viewport, span: Span) -> Viewport {
    if span.is_empty() {
        return viewport.reveal(span.start()).zoom(NEARER, span.start());
    }
    let room = Length::from_ms(span.length().ms() / AROUND);
    let start = span.start().plus(Length::from_ms(-room.ms()));
    viewport.show(Span::between(start, span.end().plus(room)))
}

/// The range that an edge is moved of: the chosen one, or that of the chosen thing.
fn range_of(state: &State) -> Option<Span> {
    span_of(&state.loaded()?.case, state.selected?, state.now)
}

/// What is chosen, as a range.
pub(super) fn to_range(state: &State) -> Option<Selection> {
    range_of(state).map(Selection::Range)
}

/// The range with one edge an event further.
pub(super) fn with_edge(state: &State, edge: Edge, later: bool) -> Option<Selection> {
    move_edge(&state.loaded()?.case, range_of(state)?, edge, later).map(Selection::Range)
}

/// The range from the event that was marked, or else the chosen one, to another event.
pub(super) fn measured(state: &State, to: EventIx) -> Option<Selection> {
    let case = &state.loaded()?.case;
    let from = state.hands.measuring.or_else(|| chosen_event(state)).filter(|from| *from != to)?;
    let (from, to) = (case.event_span(from)?.start(), case.event_span(to)?.start());
    Some(Selection::Range(Span::between(from, to)))
}

/// One step further along the links: an event → the first cause it shows → each action that answers it → the next
/// cause, and round. From nothing, or an action that answers nothing, to the first cause. The second item is the cause
/// whose actions are being walked through.
pub(super) fn follow(state: &State) -> Option<(Selection, CauseIx)> {
    let case = &state.loaded()?.case;
    let count = case.incident.root_causes.len();
    let at = |index: usize| {
        let cause = CauseIx::of(index.checked_rem(count)?);
        Some((Selection::Cause(cause), cause))
    };
    let action_or_next = |cause: CauseIx, nth: usize| match case.links.actions_of_cause(cause).get(nth) {
        Some(action) => Some((Selection::Action(*action), cause)),
        None => at(cause.at() + 1),
    };
    match state.selected {
        Some(Selection::Event(event)) => {
            let cause = case.links.causes_of_event(event).next()?;
            Some((Selection::Cause(cause), cause))
        }
        Some(Selection::Cause(cause)) => action_or_next(cause, 0),
        Some(Selection::Action(action)) => {
            let place = |cause: &CauseIx| case.links.actions_of_cause(*cause).iter().position(|other| *other == action);
            let cause = state.hands.following.filter(|cause| place(cause).is_some());
            match cause.or_else(|| case.links.causes_of_action(action).first().copied()) {
                Some(cause) => action_or_next(cause, place(&cause)? + 1),
                None => at(0),
            }
        }
        Some(Selection::Impact(_) | Selection::Range(_)) | None => at(0),
    }
}

/// Plays the story, or pauses it: from the chosen event, else from where it rested, else from the beginning.
pub(super) fn play(state: &mut State, open: Length, stepwise: bool) {
    let Some((loaded, viewport)) = state.loaded().cloned().zip(state.viewport) else { return };
    let case = &loaded.case;
    let Some(extent) = case.extent(state.now) else { return };
    let begun = state.hands.play.is_some();
    let mut play =
        state.hands.play.take().unwrap_or_else(|| Play::new(extent, viewport.folds().iter().collect(), stepwise));
    if play.is_running() {
        play.pause();
    } else {
        let chosen = state.selected.and_then(|selection| span_of(case, selection, state.now));
        if let Some(chosen) = chosen.filter(|_| !begun) {
            play.go_to(chosen.start());
        }
        play.stepwise = stepwise;
        play.run(open);
    }
    state.selected = None;
    keep_in_view(state, play);
}

/// Moves the story on to when the page has been open for so long.
pub(super) fn tick(state: &mut State, open: Length) {
    let Some((mut play, loaded)) = state.hands.play.take().zip(state.loaded().cloned()) else { return };
    play.tick(&loaded.case, open);
    keep_in_view(state, play);
}

fn keep_in_view(state: &mut State, play: Play) {
    state.viewport = state.viewport.map(|viewport| viewport.reveal(play.cursor));
    state.hands.play = Some(play);
}

#[cfg(test)]
mod tests {
    use super::super::example::{at, span, state};
    use super::super::update;
    use super::*;
    use faultline_core::incident::{ActionIx, ImpactIx};

    fn after(actions: &[Action]) -> State {
        let mut state = state();
        for action in actions {
            update(&mut state, action.clone());
        }
        state
    }

    fn hand(deed: TimelineAction) -> Action {
        Action::Timeline(deed)
    }

    fn select(event: u32) -> Action {
        Action::Select(Selection::Event(EventIx(event)))
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
            actions.push(Action::StepTo(way));
            assert_eq!(chosen_event(&after(&actions)), Some(EventIx(to)), "{from:?} {way:?}");
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
            let state = after(&[Action::Select(range), Action::StepTo(way)]);
            assert_eq!(chosen_event(&state), Some(EventIx(to)), "{range:?} {way:?}");
        }
    }

    #[test]
    fn a_choice_becomes_a_range_and_its_edges_move() {
        let range = |actions: &[Action]| match after(actions).selected {
            Some(Selection::Range(span)) => Some(span),
            _ => None,
        };
        let end = |later| hand(TimelineAction::MoveEdge { edge: Edge::End, later });
        assert_eq!(range(&[select(1), hand(TimelineAction::ToRange)]), Some(span("13:30", "13:30")));
        assert_eq!(range(&[select(1), end(true)]), Some(span("13:30", "13:45")), "without a range, from the event");
        assert_eq!(range(&[select(1), end(true), end(true), end(false)]), Some(span("13:30", "13:45")));
        let start = hand(TimelineAction::MoveEdge { edge: Edge::Start, later: false });
        assert_eq!(range(&[select(1), end(true), start]), Some(span("12:00", "13:45")));
        assert_eq!(range(&[end(true)]), None, "nothing is chosen");
        let impact = Action::Select(Selection::Impact(ImpactIx(1)));
        assert_eq!(range(&[impact, hand(TimelineAction::ToRange)]), Some(span("15:00", "15:30")));
        let cause = Action::Select(Selection::Cause(CauseIx(0)));
        assert_eq!(
            range(&[cause, hand(TimelineAction::ToRange)]),
            Some(span("13:45", "15:00")),
            "from the first that shows it"
        );
    }

    #[test]
    fn measuring_makes_the_exact_range_between_two_events_in_either_order() {
        for (from, to) in [(1, 3), (3, 1)] {
            let state = after(&[select(from), hand(TimelineAction::MeasureTo(EventIx(to)))]);
            assert_eq!(state.selected, Some(Selection::Range(span("13:30", "14:30"))));
        }
        let state = after(&[select(1), hand(TimelineAction::MeasureTo(EventIx(1)))]);
        assert_eq!(state.hands.measuring, Some(EventIx(1)), "from itself to itself: a mark");
        let walked = after(&[
            select(1),
            hand(TimelineAction::MeasureTo(EventIx(1))),
            select(5),
            hand(TimelineAction::MeasureTo(EventIx(5))),
        ]);
        assert_eq!((walked.selected, walked.hands.measuring), (Some(Selection::Range(span("13:30", "15:30"))), None));
    }

    #[test]
    fn what_was_drawn_is_chosen_when_it_is_meant_and_has_a_length() {
        let drawn = |range| after(&[hand(TimelineAction::Draft(Some(range))), hand(TimelineAction::Keep)]);
        let state = drawn(span("13:00", "14:00"));
        assert_eq!((state.selected, state.hands.draft), (Some(Selection::Range(span("13:00", "14:00"))), None));
        let state = drawn(span("13:00", "13:00"));
        assert_eq!((state.selected, state.hands.draft), (None, None));
    }

    #[test]
    fn a_pinch_moves_also_where_everything_was_in_view() {
        let whole = state().viewport.unwrap();
        let scale = whole.scale(0.0, 1_000.0);
        // What was at 400 and 600 comes to 300 and 700, by a factor of a half about their middle, then to 350 and 750.
        let by = scale.to_length(-50.0 * 0.5);
        let state = after(&[hand(TimelineAction::PanZoom { by, factor: 0.5, about: scale.to_time(500.0) })]);
        let now = state.viewport.unwrap().scale(0.0, 1_000.0);
        for (before, place) in [(400.0, 350.0), (600.0, 750.0)] {
            assert!((now.to_px(scale.to_time(before)) - place).abs() < 0.1, "{before}");
        }
    }

    #[test]
    fn a_pan_by_key_moves_a_quarter_of_what_is_shown() {
        let zoomed = hand(TimelineAction::ZoomTo(Selection::Range(span("13:00", "14:20"))));
        let window = |state: State| state.viewport.unwrap().window();
        assert_eq!(window(after(&[zoomed.clone(), hand(TimelineAction::PanQuarters(1.0))])), span("13:15", "14:55"));
        assert_eq!(window(after(&[zoomed, hand(TimelineAction::PanQuarters(-1.0))])), span("12:25", "14:05"));
    }

    #[test]
    fn backing_out_leaves_the_choice_then_the_story_then_the_window() {
        let play = hand(TimelineAction::Play { open: Length::ZERO, stepwise: false });
        let mut state = after(&[hand(TimelineAction::SetFull(true)), play, select(1)]);
        let mut left = Vec::new();
        while let Some(action) = back_out(&state) {
            update(&mut state, action);
            left.push((state.selected.is_some(), state.hands.play.is_some(), state.hands.full));
        }
        assert_eq!(left, [(false, true, true), (false, false, true), (false, false, false)]);
    }

    #[test]
    fn following_goes_from_cause_to_action_and_round() {
        let mut state = after(&[select(4)]);
        let mut walk = Vec::new();
        for _ in 0..9 {
            update(&mut state, hand(TimelineAction::Follow));
            walk.push(match state.selected {
                Some(Selection::Cause(cause)) => format!("c{}", cause.0),
                Some(Selection::Action(action)) => format!("a{}", action.0),
                other => format!("{other:?}"),
            });
        }
        // The fourth cause has no action, the fourth action no cause.
        assert_eq!(walk.join(" "), "c0 a0 c1 a1 c2 a2 c3 c0 a0");
        let review = Action::Select(Selection::Action(ActionIx(3)));
        assert_eq!(after(&[review, hand(TimelineAction::Follow)]).selected, Some(Selection::Cause(CauseIx(0))));
        let nothing = after(&[select(6), hand(TimelineAction::Follow)]);
        assert_eq!(nothing.selected, Some(Selection::Event(EventIx(6))), "it shows no cause");
    }

    #[test]
    fn zooming_to_a_thing_leaves_some_room_and_to_a_moment_comes_nearer() {
        let state = after(&[hand(TimelineAction::ZoomTo(Selection::Range(span("13:00", "14:20"))))]);
        assert_eq!(state.viewport.map(|viewport| viewport.window()), Some(span("12:50", "14:30")));
        let whole = super::super::example::state().viewport.unwrap().window().length().ms();
        let state = after(&[hand(TimelineAction::ZoomTo(Selection::Range(span("13:00", "13:00"))))]);
        let window = state.viewport.unwrap().window();
        assert!(window.contains(at("13:00")));
        assert!((window.length().ms() - whole / 4).abs() <= 1, "{window:?}");
    }

    #[test]
    fn a_story_begins_at_the_choice_pauses_and_goes_where_the_reader_goes() {
        let seconds = |seconds: i64| Length::from_ms(seconds * 1_000);
        let play = |open| hand(TimelineAction::Play { open: seconds(open), stepwise: false });
        let cursor = |state: &State| state.hands.play.as_ref().map(|play| (play.cursor, play.is_running()));
        let mut state = after(&[play(0)]);
        assert_eq!(cursor(&state), Some((at("12:00"), true)));
        update(&mut state, hand(TimelineAction::PlayTick(seconds(15))));
        assert_eq!(cursor(&state), Some((at("14:00"), true)));
        update(&mut state, play(15));
        update(&mut state, hand(TimelineAction::PlayTick(seconds(20))));
        assert_eq!(cursor(&state), Some((at("14:00"), false)));
        update(&mut state, Action::StepTo(Step::Next));
        assert_eq!(cursor(&state), Some((at("14:30"), false)), "the next event after the cursor");
        assert_eq!(chosen_event(&state), Some(EventIx(3)));
        update(&mut state, play(30));
        update(&mut state, hand(TimelineAction::StopPlay));
        assert_eq!(cursor(&state), None);
        assert_eq!(cursor(&after(&[select(2), play(0)])), Some((at("13:45"), true)), "from what is chosen");
    }
}
