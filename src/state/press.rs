//! What a press on the page asks for, and its word in the page. One listener hears every press and reads the word, so
//! that a thousand marks need no listener each. Must never name a browser's event.

use super::Selection;
use crate::incident::{ActionIx, CauseIx, EventIx, ImpactIx};
use crate::time::{Instant, Span};

/// What a press asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Choose something.
    Select(Selection),
    /// Choose nothing, and put the focus back on the timeline.
    Close,
    /// Show one stretch of time.
    Show(Span),
    /// Zoom in about the choice, or the middle.
    ZoomIn,
    /// Zoom out.
    ZoomOut,
    /// Show everything.
    Fit,
    /// Show the list of keys.
    Keys,
    /// Show the dialog to paste a text into.
    Paste,
    /// Read the pasted text.
    Read,
    /// Close the dialogs.
    Dismiss,
    /// Fetch the list of shipped incidents.
    Samples,
    /// The next theme.
    Theme,
    /// Stop the load under way.
    Cancel,
}

const PLAIN: [(Press, &str); 11] = [
    (Press::Close, "close"),
    (Press::ZoomIn, "zoom-in"),
    (Press::ZoomOut, "zoom-out"),
    (Press::Fit, "fit"),
    (Press::Keys, "keys"),
    (Press::Paste, "paste"),
    (Press::Read, "read"),
    (Press::Dismiss, "dismiss"),
    (Press::Samples, "samples"),
    (Press::Theme, "theme"),
    (Press::Cancel, "cancel"),
];

impl Press {
    /// Its word.
    #[must_use]
    pub fn word(self) -> String {
        let stretch = |name: &str, span: Span| format!("{name} {} {}", span.start().ms(), span.end().ms());
        match self {
            Self::Select(Selection::Event(ix)) => format!("event {}", ix.0),
            Self::Select(Selection::Impact(ix)) => format!("impact {}", ix.0),
            Self::Select(Selection::Cause(ix)) => format!("cause {}", ix.0),
            Self::Select(Selection::Action(ix)) => format!("action {}", ix.0),
            Self::Select(Selection::Range(span)) => stretch("range", span),
            Self::Show(span) => stretch("show", span),
            plain => PLAIN.iter().find(|(press, _)| *press == plain).map_or("", |(_, word)| word).to_owned(),
        }
    }

    /// What that word asks for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        if let Some((press, _)) = PLAIN.iter().find(|(_, plain)| *plain == word) {
            return Some(*press);
        }
        let mut parts = word.split(' ');
        let (name, first, second) = (parts.next()?, parts.next()?, parts.next());
        let ix = || first.parse::<u32>().ok();
        let span = || {
            let (start, end) = (first.parse().ok()?, second?.parse().ok()?);
            Span::new(Instant::from_ms(start), Instant::from_ms(end))
        };
        Some(match name {
            "event" => Self::Select(Selection::Event(EventIx(ix()?))),
            "impact" => Self::Select(Selection::Impact(ImpactIx(ix()?))),
            "cause" => Self::Select(Selection::Cause(CauseIx(ix()?))),
            "action" => Self::Select(Selection::Action(ActionIx(ix()?))),
            "range" => Self::Select(Selection::Range(span()?)),
            "show" => Self::Show(span()?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_to_its_press() {
        let span = Span::between(Instant::from_ms(-5), Instant::from_ms(7));
        let chosen = [
            Selection::Event(EventIx(3)),
            Selection::Impact(ImpactIx(0)),
            Selection::Cause(CauseIx(1)),
            Selection::Action(ActionIx(2)),
            Selection::Range(span),
        ];
        let presses = chosen.map(Press::Select).into_iter().chain([Press::Show(span)]);
        for press in presses.chain(PLAIN.map(|(press, _)| press)) {
            assert_eq!(Press::from_word(&press.word()), Some(press));
        }
        for nothing in ["", "event", "event x", "range 7 -5", "range 7", "fly"] {
            assert_eq!(Press::from_word(nothing), None, "{nothing}");
        }
    }
}
