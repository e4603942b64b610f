//! What the parts of the page are drawn from: the model, cut by how often each cut changes.

use std::sync::Arc;

use crate::browser::{IntlZones, reader_zone_name};
use crate::incident::{CauseIx, EventIx};
use crate::metrics::Durations;
use crate::state::{self, Lit, Loaded, Model, Play, Progress, Selection, Stage, ZoneChoice};
use crate::time::{FixedZone, Instant, Span, Zone, ZoneSource};
use crate::timeline::{Index, Viewport};

/// Something that is the same only when it is the same thing: comparing two incidents would cost more than drawing one.
#[derive(Debug)]
pub struct Same<T>(pub Arc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The incident with its figures.
#[derive(Debug)]
pub struct Shown {
    /// The incident.
    pub loaded: Arc<Loaded>,
    /// Its durations, now.
    pub durations: Durations,
    /// The zone times are shown in.
    pub zone: Arc<dyn Zone>,
    /// Its events, arranged for looking up.
    pub index: Arc<Index>,
    /// `true` when there is quiet time that can be folded.
    pub can_fold: bool,
    /// Now.
    pub now: Instant,
    choice: ZoneChoice,
}

impl Shown {
    /// The incident of a model; the same as before when nothing that it depends on has changed.
    pub fn of(model: &Model, before: Option<&Same<Self>>) -> Option<Same<Self>> {
        let loaded = model.loaded()?;
        let unchanged = |shown: &Same<Self>| {
            Arc::ptr_eq(&shown.0.loaded, loaded) && shown.0.now == model.now && shown.0.choice == model.zone
        };
        if let Some(before) = before.filter(|before| unchanged(before)) {
            return Some(before.clone());
        }
        let zone: Arc<dyn Zone> = match model.zone {
            ZoneChoice::File => Arc::clone(&loaded.zone),
            ZoneChoice::Utc => Arc::new(FixedZone::utc()),
            ZoneChoice::Reader => {
                let zone = reader_zone_name().and_then(|name| IntlZones.zone(&name));
                zone.unwrap_or_else(|| Arc::new(FixedZone::utc()))
            }
        };
        let durations = loaded.durations(model.now);
        let same = before.filter(|before| Arc::ptr_eq(&before.0.loaded, loaded)).map(|before| &before.0);
        let index =
            same.map_or_else(|| Arc::new(Index::of(&loaded.case, &|_| true)), |before| Arc::clone(&before.index));
        let can_fold = same.map_or_else(|| !loaded.folds(loaded.read_at).is_empty(), |before| before.can_fold);
        let loaded = Arc::clone(loaded);
        Some(Same(Arc::new(Self { loaded, durations, zone, index, can_fold, now: model.now, choice: model.zone })))
    }
}

/// What is chosen, and what is lit because of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is chosen.
    pub selected: Option<Selection>,
    /// What is lit; `None` when nothing fades.
    pub lit: Option<Lit>,
    /// The causes that the story has not come to yet.
    unknown: Vec<CauseIx>,
    /// `true` once what is chosen has been copied as text.
    pub copied: bool,
    /// The event that is measured from.
    pub measuring: Option<EventIx>,
}

impl Choice {
    /// The choice of a model.
    pub fn of(model: &Model) -> Self {
        let lit = model.loaded().zip(model.selected).and_then(|(loaded, selection)| Lit::of(&loaded.case, selection));
        let hands = &model.hands;
        Self {
            selected: model.selected,
            lit,
            unknown: state::unknown_causes(model),
            copied: hands.copied.is_some() && hands.copied == model.selected,
            measuring: hands.measuring,
        }
    }

    /// The classes of something: its own, whether it is chosen, and whether it is lit or faded.
    pub fn class(&self, own: &str, selection: Selection, is_lit: impl Fn(&Lit) -> bool) -> String {
        let chosen = if self.selected == Some(selection) { " chosen" } else { "" };
        let lit = match &self.lit {
            None => "",
            Some(lit) if is_lit(lit) => " lit",
            Some(_) => " faded",
        };
        let unknown = match selection {
            Selection::Cause(cause) if self.unknown.contains(&cause) => " untold",
            _ => "",
        };
        [own, chosen, lit, unknown].concat()
    }

    /// `true` or `false`, for the attributes that say so.
    pub fn pressed(&self, selection: Selection) -> &'static str {
        if self.selected == Some(selection) { "true" } else { "false" }
    }
}

/// What of the timeline is in view, and what it has room for.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The window of time.
    pub viewport: Option<Viewport>,
    /// The width of the frame.
    pub width: f64,
    /// The size of the page's text.
    pub text_px: f64,
    /// `true` where time runs down.
    pub narrow: bool,
    /// Stretches painted because a figure is pointed at.
    pub painted: Vec<Span>,
    /// A range that is being drawn, in place of the chosen one.
    pub draft: Option<Span>,
    /// The story, while it is told.
    pub play: Option<Play>,
    /// `true` while the timeline fills the window.
    pub full: bool,
    /// `true` while the reader is told what the wheel does.
    pub hint: bool,
}

impl View {
    /// The view of a model.
    pub fn of(model: &Model) -> Self {
        Self {
            viewport: model.viewport,
            width: model.widths.1,
            text_px: model.text_px,
            narrow: model.is_narrow(),
            painted: model.painted.clone(),
            draft: model.hands.draft,
            play: model.hands.play.clone(),
            full: model.hands.full,
            hint: model.hands.hint,
        }
    }
}

/// What surrounds the incident: what is shown, what is being loaded, and the reader's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Around {
    /// What is shown.
    pub stage: Stage,
    /// A load under way.
    pub progress: Option<Progress>,
    /// The shipped incidents.
    pub samples: Vec<(String, String)>,
    /// The theme.
    pub theme: Option<&'static str>,
    /// `false` for a reader who has turned off the keys that write a character.
    pub characters: bool,
}

impl Around {
    /// The surroundings of a model.
    pub fn of(model: &Model) -> Self {
        Self {
            stage: model.stage.clone(),
            progress: model.progress.clone(),
            samples: model.samples.clone(),
            theme: model.theme,
            characters: model.hands.characters,
        }
    }
}
