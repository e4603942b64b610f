//! From presses, moves and turns of the wheel to pans, zooms and ranges, in pixels of the timeline.

use super::Edge;

/// Moving less than this is a click of the mouse, or a tap.
const STILL_PX: f64 = 4.0;
/// A finger is less steady.
const STILL_TOUCH_PX: f64 = 9.0;
/// So many pixels of the wheel make the window e times as long.
const WHEEL_ZOOM_PX: f64 = 300.0;

/// A pressed button of the mouse, or a finger on the glass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    /// Which one.
    pub id: i32,
    /// Where, in pixels from the left of the timeline.
    pub x: f64,
    /// Where, in pixels from its top.
    pub y: f64,
    /// `true` for a finger.
    pub touch: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// The edge of the chosen range that it went down on.
    pub edge: Option<Edge>,
}

/// A turn of the wheel.
#[derive(Clone, Copy, Debug)]
pub struct Wheel {
    /// Where the pointer is, in pixels from the left of the timeline.
    pub x: f64,
    /// How far it turned to the right.
    pub across: f64,
    /// How far it turned down.
    pub down: f64,
    /// Whether Ctrl or ⌘ is held, which a pinch on a trackpad also reports.
    pub zooms: bool,
    /// Whether Shift is held.
    pub shift: bool,
}

/// A change of the window: zoomed about a place, and moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PanZoom {
    /// How far what is shown moves to the right.
    pub px: f64,
    /// How much longer the window becomes.
    pub factor: f64,
    /// The place that the zoom is about; what is there is moved and nothing else.
    pub x: f64,
}

impl PanZoom {
    /// No change.
    pub const NONE: Self = Self { px: 0.0, factor: 1.0, x: 0.0 };

    /// The move in pixels of the window as it is after the zoom.
    #[must_use]
    pub fn px_after(self) -> f64 {
        self.px * self.factor
    }

    /// Where something that was at a place is afterwards.
    fn moves(self, place: f64) -> f64 {
        (place - self.x) / self.factor + self.x + self.px
    }

    /// Two changes of one frame as one.
    #[must_use]
    pub fn then(self, later: Self) -> Self {
        let moves_only = (self.factor - 1.0).abs() < f64::EPSILON;
        let x = if moves_only { later.x - self.px } else { self.x };
        Self { px: later.moves(self.moves(x)) - x, factor: self.factor * later.factor, x }
    }
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// The window changes.
    PanZoom(PanZoom),
    /// A range is drawn from one place to another. With `snap` its edges are held by those of things.
    Range {
        /// Where it began.
        from: f64,
        /// Where it is now.
        to: f64,
        /// Whether edges hold it.
        snap: bool,
    },
    /// An edge of the chosen range is moved to a place.
    Edge {
        /// Which.
        edge: Edge,
        /// Where to.
        to: f64,
        /// Whether edges hold it.
        snap: bool,
    },
    /// What was drawn is meant.
    Done,
    /// What was drawn is given up.
    Dropped,
}

/// What a turn of the wheel does to the timeline; `None` when it is the page's. A plain one scrolls the page, unless the
/// timeline fills the window.
#[must_use]
pub fn wheel_turned(wheel: &Wheel, full: bool) -> Option<PanZoom> {
    let across = if wheel.shift && wheel.across == 0.0 { wheel.down } else { wheel.across };
    let sideways = !wheel.zooms && (wheel.shift || across.abs() > wheel.down.abs());
    if sideways && across != 0.0 {
        Some(PanZoom { px: -across, ..PanZoom::NONE })
    } else if wheel.zooms || (full && !sideways) {
        Some(PanZoom { factor: (wheel.down / WHEEL_ZOOM_PX).exp(), x: wheel.x, ..PanZoom::NONE })
    } else {
        None
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum GestureState {
    /// Nothing, or something that may still be a click.
    #[default]
    Nothing,
    Panning,
    Pinching,
    Selecting {
        from: f64,
    },
    MovingEdge(Edge),
}

/// What the pointers on the timeline are doing.
#[derive(Debug, Default)]
pub struct Gestures {
    down: Vec<Pointer>,
    state: GestureState,
}

impl Gestures {
    /// `true` once what is done is no click any more: the pointer and its moves belong to the timeline alone.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.state != GestureState::Nothing
    }

    /// `true` while a range is drawn: a finger then scrolls nothing.
    #[must_use]
    pub const fn is_selecting(&self) -> bool {
        matches!(self.state, GestureState::Selecting { .. } | GestureState::MovingEdge(_))
    }

    /// `true` while anything is down.
    #[must_use]
    pub const fn is_pressed(&self) -> bool {
        !self.down.is_empty()
    }

    /// A pointer goes down. A second finger turns a pan into a pinch, and gives up a range.
    pub fn press(&mut self, pointer: Pointer) -> Option<Gesture> {
        self.down.retain(|other| other.id != pointer.id && other.touch == pointer.touch);
        self.down.push(pointer);
        let selecting = self.is_selecting();
        self.state = if self.down.len() == 2 { GestureState::Pinching } else { GestureState::Nothing };
        selecting.then_some(Gesture::Dropped)
    }

    /// A finger has rested for a while: a range begins there.
    pub fn hold(&mut self, id: i32) -> Option<Gesture> {
        let [only] = self.down.as_slice() else { return None };
        if only.id != id || self.state != GestureState::Nothing || !only.touch {
            return None;
        }
        let from = only.x;
        self.state = GestureState::Selecting { from };
        Some(Gesture::Range { from, to: from, snap: true })
    }

    /// A pointer moves; what it held when it went down still counts, Alt as it is now.
    pub fn travel(&mut self, now: Pointer) -> Option<Gesture> {
        let at = self.down.iter().position(|pointer| pointer.id == now.id)?;
        let before = *self.down.get(at)?;
        if self.state == GestureState::Nothing {
            let still = if before.touch { STILL_TOUCH_PX } else { STILL_PX };
            if (now.x - before.x).hypot(now.y - before.y) < still {
                return None;
            }
            self.state = match before.edge {
                Some(edge) => GestureState::MovingEdge(edge),
                None if before.shift => GestureState::Selecting { from: before.x },
                None => GestureState::Panning,
            };
        }
        let other = self.down.iter().find(|pointer| pointer.id != now.id).copied();
        if let Some(pointer) = self.down.get_mut(at) {
            (pointer.x, pointer.y) = (now.x, now.y);
        }
        match (self.state, other) {
            (GestureState::Selecting { from }, _) => Some(Gesture::Range { from, to: now.x, snap: !now.alt }),
            (GestureState::MovingEdge(edge), _) => Some(Gesture::Edge { edge, to: now.x, snap: !now.alt }),
            (GestureState::Pinching, Some(other)) => {
                let apart = |pointer: Pointer| (pointer.x - other.x).hypot(pointer.y - other.y).max(1.0);
                let px = (now.x - before.x) / 2.0;
                let x = before.x.midpoint(other.x);
                Some(Gesture::PanZoom(PanZoom { px, factor: apart(before) / apart(now), x }))
            }
            _ => Some(Gesture::PanZoom(PanZoom { px: now.x - before.x, ..PanZoom::NONE })),
        }
    }

    /// A pointer goes up, or (`lost`) is taken by the browser for something else, such as scrolling.
    pub fn release(&mut self, id: i32, lost: bool) -> Option<Gesture> {
        let count = self.down.len();
        self.down.retain(|pointer| pointer.id != id);
        if self.down.len() == count {
            return None;
        }
        let selecting = self.is_selecting();
        // The finger that stays goes on as one: it pans.
        self.state = if self.down.is_empty() { GestureState::Nothing } else { GestureState::Panning };
        selecting.then_some(if lost { Gesture::Dropped } else { Gesture::Done })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointer(id: i32, x: f64) -> Pointer {
        Pointer { id, x, y: 0.0, touch: true, shift: false, alt: false, edge: None }
    }

    fn mouse(x: f64) -> Pointer {
        Pointer { touch: false, ..pointer(0, x) }
    }

    fn panned(px: f64) -> Gesture {
        Gesture::PanZoom(PanZoom { px, ..PanZoom::NONE })
    }

    #[test]
    fn the_wheel_is_the_pages_unless_something_is_held_or_it_goes_sideways() {
        let plain = Wheel { x: 100.0, across: 0.0, down: 120.0, zooms: false, shift: false };
        assert_eq!(wheel_turned(&plain, false), None);
        let zoomed = Some(PanZoom { factor: (0.4_f64).exp(), x: 100.0, ..PanZoom::NONE });
        assert_eq!(wheel_turned(&plain, true), zoomed, "it fills the window");
        assert_eq!(wheel_turned(&Wheel { zooms: true, ..plain }, false), zoomed);
        let moved = Some(PanZoom { px: -120.0, ..PanZoom::NONE });
        assert_eq!(wheel_turned(&Wheel { shift: true, ..plain }, false), moved);
        let sideways = Wheel { across: 120.0, down: 3.0, ..plain };
        assert_eq!(wheel_turned(&sideways, false), moved);
        assert_eq!(wheel_turned(&sideways, true), moved);
        assert_eq!(wheel_turned(&Wheel { across: 2.0, ..plain }, false), None, "a little sideways is still down");
    }

    #[test]
    fn a_press_that_hardly_moves_is_a_click() {
        let mut gestures = Gestures::default();
        assert_eq!(gestures.press(mouse(10.0)), None);
        assert_eq!(gestures.travel(mouse(13.0)), None);
        assert!(!gestures.is_under_way());
        assert_eq!(gestures.release(0, false), None);
        assert_eq!(gestures.travel(mouse(90.0)), None, "nothing is pressed any more");
    }

    #[test]
    fn a_drag_pans_by_what_it_moves() {
        let mut gestures = Gestures::default();
        gestures.press(mouse(10.0));
        assert_eq!(gestures.travel(mouse(30.0)), Some(panned(20.0)));
        assert!(gestures.is_under_way() && !gestures.is_selecting());
        assert_eq!(gestures.travel(mouse(29.0)), Some(panned(-1.0)));
        assert_eq!(gestures.release(0, false), None);
    }

    #[test]
    fn shift_draws_a_range_and_alt_lets_it_go_anywhere() {
        let mut gestures = Gestures::default();
        gestures.press(Pointer { shift: true, ..mouse(10.0) });
        assert_eq!(gestures.travel(mouse(60.0)), Some(Gesture::Range { from: 10.0, to: 60.0, snap: true }));
        let free = Pointer { alt: true, ..mouse(5.0) };
        assert_eq!(gestures.travel(free), Some(Gesture::Range { from: 10.0, to: 5.0, snap: false }));
        assert_eq!(gestures.release(0, false), Some(Gesture::Done));
        gestures.press(Pointer { edge: Some(Edge::End), ..mouse(10.0) });
        assert_eq!(gestures.travel(mouse(60.0)), Some(Gesture::Edge { edge: Edge::End, to: 60.0, snap: true }));
        assert_eq!(gestures.release(0, true), Some(Gesture::Dropped));
    }

    #[test]
    fn a_finger_that_rests_draws_a_range_and_one_that_moved_does_not() {
        let mut gestures = Gestures::default();
        gestures.press(pointer(1, 10.0));
        assert_eq!(gestures.travel(pointer(1, 15.0)), None, "fingers are not steady");
        assert_eq!(gestures.hold(1), Some(Gesture::Range { from: 10.0, to: 10.0, snap: true }));
        assert!(gestures.is_selecting());
        assert_eq!(gestures.travel(pointer(1, 40.0)), Some(Gesture::Range { from: 10.0, to: 40.0, snap: true }));
        assert_eq!(gestures.release(1, false), Some(Gesture::Done));
        gestures.press(pointer(2, 10.0));
        assert_eq!(gestures.hold(1), None, "another finger");
        assert_eq!(gestures.travel(pointer(2, 30.0)), Some(panned(20.0)));
        assert_eq!(gestures.hold(2), None, "it pans");
    }

    #[test]
    fn two_fingers_zoom_about_their_middle_and_the_one_that_stays_pans() {
        let mut gestures = Gestures::default();
        gestures.press(pointer(1, 100.0));
        gestures.press(pointer(2, 200.0));
        let apart = PanZoom { px: 50.0, factor: 0.5, x: 150.0 };
        assert_eq!(gestures.travel(pointer(2, 300.0)), Some(Gesture::PanZoom(apart)));
        assert_eq!(gestures.release(1, false), None);
        assert_eq!(gestures.travel(pointer(2, 310.0)), Some(panned(10.0)), "without a jump");
        gestures.release(2, false);
        assert!(!gestures.is_under_way());
    }

    #[test]
    fn a_second_finger_gives_a_range_up() {
        let mut gestures = Gestures::default();
        gestures.press(pointer(1, 100.0));
        gestures.hold(1);
        assert_eq!(gestures.press(pointer(2, 200.0)), Some(Gesture::Dropped));
        assert!(!gestures.is_selecting());
    }

    #[test]
    fn a_pinch_keeps_what_is_under_the_fingers_there() {
        // Places are moments here: the window begins at 0 and a pixel is a unit.
        let (mut start, mut unit) = (0.0, 1.0);
        let mut apply = |turn: PanZoom| {
            let about = start + turn.x * unit;
            start -= turn.px * unit;
            start = about - (about - start) * turn.factor;
            unit *= turn.factor;
        };
        let mut gestures = Gestures::default();
        gestures.press(pointer(1, 100.0));
        gestures.press(pointer(2, 200.0));
        for (id, x) in [(2, 260.0), (1, 80.0), (1, 40.0), (2, 500.0), (1, 120.0)] {
            if let Some(Gesture::PanZoom(turn)) = gestures.travel(pointer(id, x)) {
                apply(turn);
            }
        }
        let place = |moment: f64| (moment - start) / unit;
        assert!((place(100.0) - 120.0).abs() < 1e-9 && (place(200.0) - 500.0).abs() < 1e-9);
    }

    #[test]
    fn the_turns_of_one_frame_are_one_turn() {
        let moved = PanZoom { px: 30.0, ..PanZoom::NONE };
        assert!((moved.then(PanZoom { px: -10.0, ..PanZoom::NONE }).px - 20.0).abs() < 1e-9);
        let zoomed = PanZoom { factor: 2.0, x: 50.0, ..PanZoom::NONE };
        assert_eq!(zoomed.then(PanZoom { px: 5.0, ..PanZoom::NONE }), PanZoom { px: 5.0, factor: 2.0, x: 50.0 });
        // What lies at 50 after a move by 30 lay at 20 before it.
        assert_eq!(moved.then(zoomed), PanZoom { px: 30.0, factor: 2.0, x: 20.0 });
        let both = zoomed.then(PanZoom { px: -7.0, factor: 0.25, x: 90.0 });
        for place in [0.0, 50.0, 300.0] {
            let after = (zoomed.moves(place) - 90.0) * 4.0 + 83.0;
            assert!((both.moves(place) - after).abs() < 1e-9, "{place}");
        }
    }
}
