//! What a press on the page asks for, and its word in the page. One listener hears every press and reads the word, so
//! that a thousand marks need no listener each. Must never name a browser's event.

use super::{Column, Selection};
use faultline_core::incident::{ActionIx, CauseIx, EventIx, ImpactIx};
use faultline_core::time::{Instant, Span};

/// What a press asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Choose something.
    Select(Selection),
    /// Choose nothing, and put the focus back on the timeline.
    Close,
    /// Show one stretch of time.
    Show(Span),
    /// Show one folded stretch of quiet time.
    Unfold(Span),
    /// Zoom in about the choice, or the middle.
    ZoomIn,
    /// Zoom out.
    ZoomOut,
    /// Show everything.
    Fit,
    /// Fold the quiet time away, or show it.
    Folds,
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
    /// To the next event that has the words searched for.
    NextMatch,
    /// To the one before.
    PreviousMatch,
    /// Hide what the search does not find, or show it again.
    OnlyMatches,
    /// The values to filter by.
    Filters,
    /// Show what is hidden.
    ShowAll,
    /// Sort the list of events.
    Sort(Column),
    /// More rows of the rail, earlier ones.
    MoreEarlier,
    /// More rows of the rail, later ones.
    MoreLater,
    /// Show times in the zone named in the dialog.
    PickZone,
    /// A link to this view.
    Share,
    /// Take the notes about a link away.
    DismissNotes,
    /// Copy the chosen range as text.
    CopyRange,
    /// Play the story, or pause it.
    Play,
    /// End the story.
    StopPlay,
    /// To the event before, in the story.
    PlayBack,
    /// To the next event, in the story.
    PlayOn,
    /// Play the story at another speed, in halves.
    Speed(u8),
    /// The timeline over the whole window, or back on the page.
    Full,
    /// Turn the keys that write a character on or off.
    Characters,
}

const PLAIN: &[(Press, &str)] = &[
    (Press::Close, "close"),
    (Press::ZoomIn, "zoom-in"),
    (Press::ZoomOut, "zoom-out"),
    (Press::Fit, "fit"),
    (Press::Folds, "folds"),
    (Press::Keys, "keys"),
    (Press::Paste, "paste"),
    (Press::Read, "read"),
    (Press::Dismiss, "dismiss"),
    (Press::Samples, "samples"),
    (Press::Theme, "theme"),
    (Press::Cancel, "cancel"),
    (Press::NextMatch, "next-match"),
    (Press::PreviousMatch, "previous-match"),
    (Press::OnlyMatches, "only-matches"),
    (Press::Filters, "filters"),
    (Press::ShowAll, "show-all"),
    (Press::Sort(Column::Time), "sort-time"),
    (Press::Sort(Column::FromStart), "sort-start"),
    (Press::Sort(Column::Kind), "sort-kind"),
    (Press::Sort(Column::What), "sort-what"),
    (Press::MoreEarlier, "more-earlier"),
    (Press::MoreLater, "more-later"),
    (Press::PickZone, "pick-zone"),
    (Press::Share, "share"),
    (Press::DismissNotes, "dismiss-notes"),
    (Press::CopyRange, "copy-range"),
    (Press::Play, "play"),
    (Press::StopPlay, "stop-play"),
    (Press::PlayBack, "play-back"),
    (Press::PlayOn, "play-on"),
    (Press::Full, "full"),
    (Press::Characters, "characters"),
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
            Self::Speed(halves) => format!("speed {halves}"),
            Self::Unfold(span) => stretch("unfold", span),
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
            "speed" => Self::Speed(first.parse().ok()?),
            "unfold" => Self::Unfold(span()?),
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
        let others = [Press::Show(span), Press::Unfold(span), Press::Speed(8)];
        let presses = chosen.map(Press::Select).into_iter().chain(others);
        for press in presses.chain(PLAIN.iter().map(|(press, _)| *press)) {
            assert_eq!(Press::from_word(&press.word()), Some(press));
        }
        for nothing in ["", "event", "event x", "range 7 -5", "range 7", "fly"] {
            assert_eq!(Press::from_word(nothing), None, "{nothing}");
        }
    }
}
