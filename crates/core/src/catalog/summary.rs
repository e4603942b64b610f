//! Index entries: an incident without prose and events, which has the same figures.

use crate::formats::Entry;
use crate::incident::{Case, Incident, Milestone, When};
use crate::metrics::{Source, durations};
use crate::time::Instant;

/// The entry for an index: without prose and events, the milestones that events name stated, and with the file it was
/// cut from.
#[must_use]
pub fn summary(entry: Entry, src: &str) -> Entry {
    let Entry { incident, counts, first, .. } = entry;
    let (case, _) = Case::join(incident);
    // Only events are asked, and those do not depend on what stands for now.
    let durations = durations(&case, Instant::LAST);
    let from_event = |milestone: Milestone| -> Option<When> {
        let anchor = durations.anchor(milestone)?;
        let Source::Event(event) = anchor.source else { return None };
        case.incident.timeline.get(event.at())?.at
    };
    let events = Milestone::ALL.iter().map(|milestone| from_event(*milestone)).collect::<Vec<_>>();
    let Incident {
        id,
        title,
        severity,
        status,
        time_zone,
        services,
        mut impacts,
        mut milestones,
        mut root_causes,
        mut corrective_actions,
        links,
        tags,
        metrics,
        ..
    } = case.incident;
    let slots = [
        &mut milestones.started,
        &mut milestones.detected,
        &mut milestones.acknowledged,
        &mut milestones.mitigated,
        &mut milestones.resolved,
    ];
    for (slot, event) in slots.into_iter().zip(events) {
        *slot = slot.or(event);
    }
    milestones.extra.clear();
    for impact in &mut impacts {
        (impact.title, impact.details) = (None, None);
        impact.extra.clear();
    }
    for cause in &mut root_causes {
        cause.details = None;
        cause.events.clear();
        cause.links.clear();
        cause.extra.clear();
    }
    for action in &mut corrective_actions {
        action.details = None;
        action.links.clear();
        action.extra.clear();
    }
    let incident = Incident {
        id,
        title,
        severity,
        status,
        time_zone,
        services,
        impacts,
        milestones,
        root_causes,
        corrective_actions,
        links,
        tags,
        metrics,
        ..Incident::default()
    };
    let mut entry = Entry { src: Some(src.into()), incident, counts, ..Entry::default() };
    if entry.began().is_none() {
        entry.first = first;
    }
    entry
}
