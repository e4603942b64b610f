//! The keys and gestures, in one table: what handles the keys and what explains them.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// The next event in time.
    Next,
    /// The event before.
    Previous,
    /// The nearest event of the lane above.
    LaneUp,
    /// The nearest event of the lane below.
    LaneDown,
    /// The first event.
    First,
    /// The last event.
    Last,
    /// To the details of what is chosen.
    Open,
    /// Zoom in about the chosen event, or the middle.
    ZoomIn,
    /// Zoom out.
    ZoomOut,
    /// Move the window earlier.
    PanEarlier,
    /// Move the window later.
    PanLater,
    /// Show everything.
    Fit,
    /// Show what is chosen as large as it can be.
    FitSelection,
    /// Turn what is chosen into a range.
    ToRange,
    /// The end of the range to the event after it.
    EndLater,
    /// The end of the range to the event before it.
    EndEarlier,
    /// The start of the range to the event after it.
    StartLater,
    /// The start of the range to the event before it.
    StartEarlier,
    /// Measure from the chosen event; pressed again, to the one chosen then.
    Measure,
    /// From an event to the cause it shows, on to the action that answers it, and round.
    Follow,
    /// Fold quiet time, or unfold it.
    Fold,
    /// Play the story, or pause it.
    Play,
    /// The timeline over the whole window, or back on the page.
    FullWindow,
    /// To the search.
    Search,
    /// The next event that the search finds.
    NextMatch,
    /// The one before.
    PreviousMatch,
    /// Times in the next zone.
    NextZone,
    /// The next theme.
    Theme,
    /// The next incident of many.
    NextIncident,
    /// The incident of many before this one.
    PreviousIncident,
    /// The list of keys.
    Help,
    /// Back out: out of the story, out of the choice, out of the whole window.
    Back,
}

impl Command {
    /// `true` for what is often done many times in a row: it is announced when the reader rests.
    #[must_use]
    pub const fn is_repeated(self) -> bool {
        matches!(
            self,
            Self::ZoomIn
                | Self::ZoomOut
                | Self::PanEarlier
                | Self::PanLater
                | Self::Fit
                | Self::FitSelection
                | Self::Fold
        )
    }
}

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// While the timeline has the focus.
    Timeline,
    /// Everywhere but in a field.
    Anywhere,
}

/// One key, or several that mean the same.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// What they are called on the keyboard, for people: names with blanks between.
    pub shown: &'static str,
    /// The values of `KeyboardEvent.key` that mean it, whatever the layout.
    keys: &'static [&'static str],
    /// The values of `KeyboardEvent.code` that mean it: letters, and signs on a layout that lacks them.
    codes: &'static [&'static str],
    /// Whether Shift is held with a key that is known by its code.
    shift: bool,
    /// Where it works.
    pub place: Where,
    /// What it does.
    pub command: Command,
    /// What it does, in words.
    pub meaning: &'static str,
}

/// A pressed key.
#[derive(Clone, Copy, Debug)]
pub struct Pressed<'a> {
    /// `KeyboardEvent.key`: what it writes.
    pub key: &'a str,
    /// `KeyboardEvent.code`: where it is.
    pub code: &'a str,
    /// Whether Shift is held.
    pub shift: bool,
}

use Where::{Anywhere, Timeline};

/// Every key. Letters are known by their place, so that they work on every layout; signs by what they write, or else
/// by their place on a layout that cannot write them.
pub const KEYS: &[Key] = &[
    named("←", &["ArrowLeft"], Timeline, Command::Previous, "event before"),
    named("→", &["ArrowRight"], Timeline, Command::Next, "next event"),
    named("↑", &["ArrowUp"], Timeline, Command::LaneUp, "nearest event of the lane above"),
    named("↓", &["ArrowDown"], Timeline, Command::LaneDown, "nearest event of the lane below"),
    named("Home", &["Home"], Timeline, Command::First, "first event"),
    named("End", &["End"], Timeline, Command::Last, "last event"),
    named("Enter", &["Enter"], Timeline, Command::Open, "to the details of what is chosen"),
    sign("+ W", &["+", "="], &["Equal", "NumpadAdd", "KeyW"], Timeline, Command::ZoomIn, "zoom in"),
    sign("− S", &["-", "\u{2212}"], &["Minus", "NumpadSubtract", "KeyS"], Timeline, Command::ZoomOut, "zoom out"),
    sign("A", &[], &["KeyA"], Timeline, Command::PanEarlier, "pan to earlier"),
    sign("D", &[], &["KeyD"], Timeline, Command::PanLater, "pan to later"),
    sign("0", &["0"], &["Digit0", "Numpad0"], Timeline, Command::Fit, "show everything"),
    sign("F", &[], &["KeyF"], Timeline, Command::FitSelection, "zoom to what is chosen"),
    sign("R", &[], &["KeyR"], Timeline, Command::ToRange, "turn what is chosen into a range"),
    sign("]", &["]"], &["BracketRight"], Timeline, Command::EndLater, "end of the range to the next event"),
    sign("[", &["["], &["BracketLeft"], Timeline, Command::EndEarlier, "end of the range to the event before"),
    held("Shift+]", &["}"], &["BracketRight"], Timeline, Command::StartLater, "start of the range to the next event"),
    held(
        "Shift+[",
        &["{"],
        &["BracketLeft"],
        Timeline,
        Command::StartEarlier,
        "start of the range to the event before",
    ),
    sign("M", &[], &["KeyM"], Timeline, Command::Measure, "measure from this event; on another one, to it"),
    sign("C", &[], &["KeyC"], Timeline, Command::Follow, "follow: event, cause, action"),
    sign("G", &[], &["KeyG"], Timeline, Command::Fold, "fold quiet time, or unfold it"),
    sign("P", &[], &["KeyP"], Timeline, Command::Play, "play the story, or pause it"),
    named("Space", &[" "], Timeline, Command::Play, "play the story, or pause it"),
    sign("X", &[], &["KeyX"], Timeline, Command::FullWindow, "timeline over the whole window, and back"),
    sign("/", &["/"], &["Slash", "NumpadDivide"], Anywhere, Command::Search, "search"),
    sign("N", &[], &["KeyN"], Anywhere, Command::NextMatch, "next match"),
    held("Shift+N", &[], &["KeyN"], Anywhere, Command::PreviousMatch, "match before"),
    sign("Z", &[], &["KeyZ"], Anywhere, Command::NextZone, "next time zone"),
    sign("T", &[], &["KeyT"], Anywhere, Command::Theme, "next theme"),
    sign("J", &[], &["KeyJ"], Anywhere, Command::NextIncident, "next incident, of several"),
    sign("K", &[], &["KeyK"], Anywhere, Command::PreviousIncident, "incident before, of several"),
    held("?", &["?"], &["Slash"], Anywhere, Command::Help, "this list"),
    named("Esc", &["Escape"], Anywhere, Command::Back, "back out"),
];

/// Gestures on the timeline: what is done, and what it does. Each has a key above.
pub const GESTURES: &[(&str, &str)] = &[
    ("Drag", "pan"),
    ("Shift + drag", "select a range; snaps to events, Alt disables"),
    ("Drag an edge of the range", "move it"),
    ("Click", "choose a mark, a bar, a cause; open a pill"),
    ("Shift + click a mark", "measure from the chosen event to it"),
    ("Double-click", "zoom to a thing, or in about the pointer"),
    ("Wheel", "scrolls the page; with Ctrl or ⌘ zooms about the pointer, with Shift or sideways pans"),
    ("One finger", "sideways pans, up and down scrolls the page"),
    ("Two fingers", "zoom about their middle"),
    ("Long press, then drag", "select a range"),
];

const fn named(
    shown: &'static str,
    keys: &'static [&'static str],
    place: Where,
    command: Command,
    meaning: &'static str,
) -> Key {
    Key { shown, keys, codes: &[], shift: false, place, command, meaning }
}

const fn sign(
    shown: &'static str,
    keys: &'static [&'static str],
    codes: &'static [&'static str],
    place: Where,
    command: Command,
    meaning: &'static str,
) -> Key {
    Key { shown, keys, codes, shift: false, place, command, meaning }
}

const fn held(
    shown: &'static str,
    keys: &'static [&'static str],
    codes: &'static [&'static str],
    place: Where,
    command: Command,
    meaning: &'static str,
) -> Key {
    Key { shown, keys, codes, shift: true, place, command, meaning }
}

/// The command of a pressed key. `characters` is `false` for a reader who has turned off the keys that write a
/// character (WCAG 2.1.4).
#[must_use]
pub fn command(pressed: Pressed<'_>, in_timeline: bool, characters: bool) -> Option<Command> {
    let mut keys = KEYS.iter();
    let by_place = |key: &Key| key.shift == pressed.shift && key.codes.contains(&pressed.code);
    let key = keys.clone().find(|key| key.keys.contains(&pressed.key)).or_else(|| keys.find(|key| by_place(key)))?;
    let works = (in_timeline || key.place == Anywhere) && (characters || key.codes.is_empty());
    works.then_some(key.command)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(key: &str, code: &str, shift: bool) -> Option<Command> {
        command(Pressed { key, code, shift }, true, true)
    }

    #[test]
    fn no_key_means_two_things() {
        let written = KEYS.iter().flat_map(|key| key.keys).map(|key| (*key, false));
        let placed = KEYS.iter().flat_map(|key| key.codes.iter().map(|code| (*code, key.shift)));
        let all: Vec<_> = written.chain(placed).collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(all.len(), once.len());
    }

    #[test]
    fn timeline_keys_work_only_there() {
        let elsewhere = |key, code| command(Pressed { key, code, shift: false }, false, true);
        assert_eq!(of("0", "Digit0", false), Some(Command::Fit));
        assert_eq!(elsewhere("0", "Digit0"), None);
        assert_eq!(elsewhere("?", "Slash"), Some(Command::Help));
    }

    #[test]
    fn letters_are_where_they_are_on_every_layout_and_signs_what_they_write() {
        for (layout, key, code, shift, meant) in [
            ("US", "w", "KeyW", false, Some(Command::ZoomIn)),
            ("AZERTY: the place of W writes z", "z", "KeyW", false, Some(Command::ZoomIn)),
            ("AZERTY: the place of Z writes w", "w", "KeyZ", false, Some(Command::NextZone)),
            ("Russian", "ц", "KeyW", false, Some(Command::ZoomIn)),
            ("Russian: the place of / writes a dot", ".", "Slash", false, Some(Command::Search)),
            ("Russian", ",", "Slash", true, Some(Command::Help)),
            ("German: - is where / is elsewhere", "-", "Slash", false, Some(Command::ZoomOut)),
            ("German: / is Shift and 7", "/", "Digit7", true, Some(Command::Search)),
            ("German: no [ without AltGr", "ü", "BracketLeft", false, Some(Command::EndEarlier)),
            ("US", "{", "BracketLeft", true, Some(Command::StartEarlier)),
            ("US: + is Shift and =", "+", "Equal", true, Some(Command::ZoomIn)),
            ("AZERTY: 0 is with Shift", "à", "Digit0", false, Some(Command::Fit)),
            ("Caps Lock", "N", "KeyN", false, Some(Command::NextMatch)),
            ("US", "N", "KeyN", true, Some(Command::PreviousMatch)),
            ("Shift makes another key of a letter", "W", "KeyW", true, None),
            ("an unknown key", "q", "KeyQ", false, None),
        ] {
            assert_eq!(of(key, code, shift), meant, "{layout}: {key:?} at {code}");
        }
    }

    #[test]
    fn the_switch_turns_characters_off_and_nothing_else() {
        for key in KEYS {
            let pressed = Pressed {
                key: key.keys.first().copied().unwrap_or("x"),
                code: key.codes.first().copied().unwrap_or(""),
                shift: key.shift,
            };
            assert_eq!(command(pressed, true, true), Some(key.command), "{}", key.shown);
            let named = matches!(key.shown, "←" | "→" | "↑" | "↓" | "Home" | "End" | "Enter" | "Space" | "Esc");
            assert_eq!(command(pressed, true, false).is_some(), named, "{}", key.shown);
        }
    }
}
