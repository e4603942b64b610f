//! The keys, in one table: what handles them and what explains them. Must never name a browser's event.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// The next event in time.
    Next,
    /// The event before.
    Previous,
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
    /// Show everything.
    Fit,
    /// Back out: out of the details, out of the choice.
    Back,
    /// The next incident of many.
    NextIncident,
    /// The incident of many before this one.
    PreviousIncident,
    /// The list of keys.
    Help,
}

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// While the timeline has the focus.
    Timeline,
    /// Everywhere but in a field.
    Anywhere,
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// What it is called on the keyboard, for people.
    pub shown: &'static str,
    /// The values of `KeyboardEvent.key` that mean it.
    pub keys: &'static [&'static str],
    /// Where it works.
    pub place: Where,
    /// What it does.
    pub command: Command,
    /// What it does, in words.
    pub meaning: &'static str,
}

/// Every key.
pub const KEYS: &[Key] = &[
    key("←", &["ArrowLeft"], Where::Timeline, Command::Previous, "event before"),
    key("→", &["ArrowRight"], Where::Timeline, Command::Next, "next event"),
    key("Home", &["Home"], Where::Timeline, Command::First, "first event"),
    key("End", &["End"], Where::Timeline, Command::Last, "last event"),
    key("Enter", &["Enter"], Where::Timeline, Command::Open, "to the details of the chosen event"),
    key("+", &["+", "="], Where::Timeline, Command::ZoomIn, "zoom in"),
    key("−", &["-", "\u{2212}"], Where::Timeline, Command::ZoomOut, "zoom out"),
    key("0", &["0"], Where::Timeline, Command::Fit, "show everything"),
    key("Esc", &["Escape"], Where::Anywhere, Command::Back, "back out"),
    key("J", &["j", "J"], Where::Anywhere, Command::NextIncident, "next incident, of several"),
    key("K", &["k", "K"], Where::Anywhere, Command::PreviousIncident, "incident before, of several"),
    key("?", &["?"], Where::Anywhere, Command::Help, "this list"),
];

const fn key(
    shown: &'static str,
    keys: &'static [&'static str],
    place: Where,
    command: Command,
    meaning: &'static str,
) -> Key {
    Key { shown, keys, place, command, meaning }
}

/// The command of a pressed key, given as `KeyboardEvent.key`.
#[must_use]
pub fn command(pressed: &str, in_timeline: bool) -> Option<Command> {
    let key = KEYS.iter().find(|key| key.keys.contains(&pressed))?;
    (in_timeline || key.place == Where::Anywhere).then_some(key.command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things() {
        let all: Vec<_> = KEYS.iter().flat_map(|key| key.keys).collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(all.len(), once.len());
    }

    #[test]
    fn timeline_keys_work_only_there() {
        assert_eq!(command("0", true), Some(Command::Fit));
        assert_eq!(command("0", false), None);
        assert_eq!(command("?", false), Some(Command::Help));
    }
}
