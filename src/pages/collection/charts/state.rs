//! One chart on the page: what it is drawn from, and what its marks do.

use std::sync::Arc;

use leptos::prelude::*;

use super::Cursor;
use super::data::{ChartData, LaidOut};
use crate::context::App;
use crate::views::ByPtr;
use faultline_core::charts::Target;
use faultline_viewer::plots::{ChartInputs, Plot};
use faultline_viewer::{CollectionAction, Narrowing};

/// What the parts of a chart share.
#[derive(Clone, Copy)]
pub struct ChartState {
    pub app: App,
    pub plot: Plot,
    pub data: Memo<Option<ByPtr<ChartData>>>,
    pub laid_out: Memo<Option<Arc<LaidOut>>>,
    pub cursor: Cursor,
}

/// The mark that the pointer or the keys are at.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub target: Target,
    /// Its place among those that the keys walk over, from 0.
    pub place: usize,
    /// What it says.
    pub text: String,
}

impl ChartState {
    /// Reads what the chart is drawn from and the chart itself; `None` while it is not drawn.
    pub fn with<T>(self, read: impl FnOnce(&ChartInputs<'_>, &LaidOut) -> T) -> Option<T> {
        let (data, laid_out) = self.data.get().zip(self.laid_out.get())?;
        Some(read(&data.0.inputs(), &laid_out))
    }

    /// [`Self::with`], for event handlers.
    pub fn with_untracked<T>(self, read: impl FnOnce(&ChartInputs<'_>, &LaidOut) -> T) -> Option<T> {
        untrack(|| self.with(read))
    }

    /// The mark of an item.
    pub fn mark(self, item: u32) -> Option<Mark> {
        self.with(|inputs, laid_out| {
            let (target, place) = laid_out.chart.target(item).zip(laid_out.chart.place_of(item))?;
            let text = inputs.mark_label(self.plot, &target);
            Some(Mark { target, place, text })
        })?
    }

    /// The item of this chart that the pointer is at, else the one that the keys are at: the pointer may rest anywhere while
    /// keys walk, and what it leaves it does not take away from them.
    pub fn item(self) -> Option<u32> {
        let here = |at: Option<(Plot, u32)>| at.filter(|(plot, _)| *plot == self.plot).map(|(_, item)| item);
        here(self.cursor.pointed.get()).or_else(|| here(self.cursor.walked.get()))
    }

    /// Does what a press on a mark means: keeps what it stands for or lets go of it, or opens an incident.
    pub fn press(self, item: u32) {
        self.narrow_if(|inputs, _| inputs.pressed(self.plot, item));
    }

    /// Narrows the page as the chart asks for.
    pub fn narrow(self, narrowing: Narrowing) {
        self.app.dispatch(match narrowing {
            Narrowing::Lengths(lengths) => CollectionAction::Brush(lengths),
            Narrowing::Period(period) => CollectionAction::SetPeriod(period),
            Narrowing::Hour(hour) => CollectionAction::SetHour(hour),
            Narrowing::Open(row) => CollectionAction::Open(row),
        });
    }

    /// Narrows the page to what a gesture or a key means, where it means anything.
    pub fn narrow_if(self, meaning: impl FnOnce(&ChartInputs<'_>, &LaidOut) -> Option<Narrowing>) {
        if let Some(narrowing) = self.with_untracked(meaning).flatten() {
            self.narrow(narrowing);
        }
    }
}

/// The id of a part of a chart's panel.
pub fn id(plot: Plot, part: &str) -> String {
    [plot.word(), "-", part].concat()
}
