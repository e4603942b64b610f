//! Sorting the events of a list.

use std::sync::Arc;

use super::list::{Column, Sort};
use super::matches::Matches;
use super::work::Work;
use faultline_core::incident::{Case, EventIx};
use faultline_core::pace::{Pace, Stopped};
use faultline_core::text::fold_case;

/// So many bytes of a title decide where it comes.
const TITLE_BYTES: usize = 24;

/// How many looks at each event sorting takes, about.
pub const fn looks(sort: Sort) -> usize {
    match sort.by {
        Column::Time | Column::FromStart => 0,
        Column::Kind | Column::What => 2,
    }
}

/// The events of a list in its order. Those without a time come last when it is sorted by time, either way round.
pub(super) async fn order(
    case: &Case,
    matches: &Matches,
    sort: Sort,
    work: &Work<'_, impl Pace>,
) -> Result<Arc<Vec<EventIx>>, Stopped> {
    let by_time = matches!(sort.by, Column::Time | Column::FromStart);
    if by_time && !sort.down {
        return Ok(Arc::clone(&matches.kept));
    }
    let mut order = match sort.by {
        Column::Time | Column::FromStart => Vec::clone(&matches.kept),
        Column::Kind => {
            sorted(matches, work, |event| case.incident.timeline.get(event.at()).map(|event| event.kind)).await?
        }
        Column::What => {
            let title = |event: EventIx| {
                let event = case.incident.timeline.get(event.at());
                event.map_or([0; TITLE_BYTES], |event| title_key(&event.title))
            };
            sorted(matches, work, title).await?
        }
    };
    if sort.down {
        let reversed = if by_time { matches.dated } else { order.len() };
        order.get_mut(..reversed).unwrap_or_default().reverse();
    }
    Ok(Arc::new(order))
}

/// The events sorted by a key; those with the same one stay in order of time.
async fn sorted<K: Ord>(
    matches: &Matches,
    work: &Work<'_, impl Pace>,
    key: impl Fn(EventIx) -> K,
) -> Result<Vec<EventIx>, Stopped> {
    let mut keyed = Vec::with_capacity(matches.kept.len());
    for events in matches.kept.chunks(work.step) {
        keyed.extend(events.iter().map(|event| (key(*event), *event)));
        work.pause(events.len()).await?;
    }
    // In pieces that double: the standard sort takes what is sorted already as it is, so that each round only merges.
    let mut piece = work.step;
    loop {
        for piece in keyed.chunks_mut(piece) {
            piece.sort_by(|(a, _), (b, _)| a.cmp(b));
            work.pause(0).await?;
        }
        if piece >= keyed.len() {
            break;
        }
        piece = piece.saturating_mul(2);
    }
    work.pause(keyed.len()).await?;
    Ok(keyed.into_iter().map(|(_, event)| event).collect())
}

/// The first bytes of a title without its capital letters.
fn title_key(title: &str) -> [u8; TITLE_BYTES] {
    let text = fold_case(title.get(..title.floor_char_boundary(64)).unwrap_or(title));
    let mut key = [0; TITLE_BYTES];
    for (slot, byte) in key.iter_mut().zip(text.bytes()) {
        *slot = byte;
    }
    key
}
