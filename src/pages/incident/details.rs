//! The details of what is chosen.

use std::sync::Arc;

use crate::app::whole;
use crate::context::App;
use crate::markdown::markdown;
use crate::node::{Element, Node, button, div, el};
use crate::parts::{action_button, cause_button, event_button, links, moment, to, warning};
use crate::views::IncidentView;
use faultline_core::incident::{ActionIx, CauseIx, EventIx, ImpactIx, Milestone, When};
use faultline_core::metrics;
use faultline_core::text;
use faultline_core::time::Span;
use faultline_viewer::{Press, RangeSummary, Selection};

/// How many events of a range are listed; all of a long one would be a second list of events.
const MOST_EVENTS: usize = 20;

/// The details; nothing when nothing is chosen.
pub fn details(app: App) -> Vec<Node> {
    let choice = app.selection();
    let (Some(shown), Some(selection)) = (app.incident(), choice.selected) else { return Vec::new() };
    let panel = Panel { shown };
    let content = match selection {
        Selection::Event(ix) => panel.event(ix, choice.measuring),
        Selection::Impact(ix) => panel.impact(ix),
        Selection::Cause(ix) => panel.cause(ix),
        Selection::Action(ix) => panel.action(ix),
        Selection::Range(span) => Some(panel.range(span, choice.copied)),
    };
    let Some((what, title, body)) = content else { return Vec::new() };
    let close = button("icon", Press::Close).attr("aria-label", "Close details").text("×");
    let names = el("div")
        .child(div("p", "role").text(what))
        .child(el("h2").attr("id", "details-title").attr("tabindex", "-1").text(title));
    let aside = div("aside", "details")
        .attr("aria-label", "Details")
        .child(div("div", "details-head").child(names).child(close))
        .child(
            div("div", "details-body")
                .attr("tabindex", "0")
                .attr("role", "group")
                .attr("aria-label", "Details")
                .all(body),
        );
    whole(aside)
}

struct Panel {
    shown: Arc<IncidentView>,
}

type Content = (String, String, Vec<Element>);

impl Panel {
    fn when(&self, when: When) -> Element {
        let zone = self.shown.zone.as_ref();
        let text = if when.day_only { text::date(when.at, zone) } else { return self.exact(when.at) };
        moment(when.at, &self.shown, text)
    }

    fn when_or(&self, when: Option<When>, otherwise: &'static str) -> Element {
        when.map_or_else(|| said(otherwise), |when| self.when(when))
    }

    fn services(&self, ids: &[Box<str>]) -> Option<Element> {
        let services = &self.shown.loaded.case.incident.services;
        let name = |id: &str| {
            let known = services.iter().find(|service| &*service.id == id);
            known.map_or_else(|| id.to_owned(), |service| service.name.to_string())
        };
        let names: Vec<_> = ids.iter().map(|id| name(id)).collect();
        (!names.is_empty()).then(|| said(names.join(", ")))
    }

    fn causes(&self, causes: &[CauseIx]) -> Vec<Element> {
        causes.iter().filter_map(|cause| cause_button(&self.shown.loaded.case, *cause)).collect()
    }

    fn events(&self, events: &[EventIx]) -> Vec<Element> {
        events.iter().filter_map(|event| event_button(&self.shown, *event)).collect()
    }

    fn event(&self, ix: EventIx, measuring: Option<EventIx>) -> Option<Content> {
        let case = &self.shown.loaded.case;
        let event = case.incident.timeline.get(ix.at())?;
        let started = self.shown.durations.anchor(Milestone::Started).zip(event.at);
        let from_start = started.map(|(started, at)| said(text::after_start(at.at.since(started.at))));
        let lasted = event.until.and(case.event_span(ix)).map(|span| said(span.length().to_string()));
        let causes: Vec<_> = case.links.causes_of_event(ix).collect();
        let facts = Facts::new()
            .fact("Time", self.when_or(event.at, "not recorded"))
            .maybe("", event.approximate.then(|| said("approximate")))
            .maybe("From start", from_start)
            .maybe("Measured", self.measured(ix, measuring))
            .maybe("Until", event.until.map(|when| self.when(when)))
            .maybe("Lasted", lasted)
            .maybe("Milestone", event.milestone.map(|milestone| said(milestone.word())))
            .maybe("By", event.actor.as_ref().map(|actor| said(actor.to_string())))
            .maybe("Services", self.services(&event.services))
            .list("Shows", self.causes(&causes));
        let body = facts.with(event.details.as_deref().map(markdown), links(&event.links));
        Some((text::kind_name(event.kind).to_owned(), text::titled(&event.title), body))
    }

    /// How far an event is from the one that is measured from.
    fn measured(&self, to: EventIx, from: Option<EventIx>) -> Option<Element> {
        let case = &self.shown.loaded.case;
        let event = from.and_then(|from| case.incident.timeline.get(from.at()))?;
        if from == Some(to) {
            return Some(said(text::measuring_from(event, self.shown.zone.as_ref())));
        }
        let distance = case.event_span(to)?.start().since(event.at?.at);
        Some(said(text::away_from(distance, &text::titled(&event.title))))
    }

    fn impact(&self, ix: ImpactIx) -> Option<Content> {
        let case = &self.shown.loaded.case;
        let impact = case.incident.impacts.get(ix.at())?;
        let lasted = case.impact_span(ix, self.shown.now);
        let lasted = lasted.map(|span| said(text::length_so_far(span.length(), impact.end.is_none())));
        let level = impact.level.map_or("Impact of unknown level", text::level_name);
        let no_end = if impact.end_unread { "could not be read" } else { "still going on" };
        let facts = Facts::new()
            .fact("Start", self.when_or(impact.start, "not recorded"))
            .fact("End", self.when_or(impact.end, no_end))
            .maybe("Lasted", lasted)
            .maybe("Services", self.services(&impact.services))
            .maybe("Share", impact.share.map(|share| said(text::percent(share))));
        let title = impact.title.as_deref().unwrap_or(level);
        let body = facts.with(impact.details.as_deref().map(markdown), None);
        Some((format!("Impact · {level}"), title.to_owned(), body))
    }

    fn cause(&self, ix: CauseIx) -> Option<Content> {
        let case = &self.shown.loaded.case;
        let cause = case.incident.root_causes.get(ix.at())?;
        let whys = self.causes(case.links.chain(ix).get(1..).unwrap_or_default());
        let whys = (!whys.is_empty())
            .then(|| div("ol", "whys").all(whys.into_iter().map(|why| el("li").child(why)).collect()));
        let answers = case.links.actions_of_cause(ix).iter().filter_map(|action| action_button(case, *action));
        let answers: Vec<_> = answers.collect();
        let unanswered = answers.is_empty().then(|| warning("No action answers this cause."));
        let facts = Facts::new()
            .maybe("Because of", whys)
            .list("Behind", self.causes(&case.links.leads_to(ix)))
            .list("Shown by", self.events(case.links.events_of_cause(ix)))
            .list("Answered by", answers)
            .maybe("Answered by", unanswered);
        let body = facts.with(cause.details.as_deref().map(markdown), links(&cause.links));
        Some((format!("Cause · {}", text::role_name(cause.role)), text::titled(&cause.title), body))
    }

    fn action(&self, ix: ActionIx) -> Option<Content> {
        let case = &self.shown.loaded.case;
        let action = case.incident.corrective_actions.get(ix.at())?;
        let overdue = metrics::overdue(action, self.shown.now).map(|by| warning(text::overdue_by(by)));
        let causes = self.causes(case.links.causes_of_action(ix));
        let unasked = causes.is_empty().then(|| warning("This action answers no cause."));
        let facts = Facts::new()
            .fact("Status", said(text::action_status_name(action.status)))
            .fact("Owner", said(action.owner.as_deref().unwrap_or("no owner").to_owned()))
            .fact("Due", self.when_or(action.due, "no due date"))
            .maybe("", overdue)
            .maybe("Completed", action.completed.map(|when| self.when(when)))
            .maybe("Priority", action.priority.as_ref().map(|priority| said(priority.to_string())))
            .list("Answers", causes)
            .maybe("Answers", unasked);
        let body = facts.with(action.details.as_deref().map(markdown), links(&action.links));
        Some((format!("Action · {}", text::action_kind_name(action.kind)), text::titled(&action.title), body))
    }

    fn range(&self, span: Span, copied: bool) -> Content {
        let case = &self.shown.loaded.case;
        let summary = RangeSummary::of(case, &self.shown.durations.levels, span);
        let mut facts = Facts::new()
            .fact("Start", self.exact(span.start()))
            .fact("End", self.exact(span.end()))
            .fact("Length", said(span.length().to_string()))
            .maybe("Measured", faultline_viewer::measured_in_words(case, span).map(said));
        for (level, length) in &summary.levels {
            facts = facts.fact(text::level_name(*level), said(length.to_string()));
        }
        let touches =
            |ix: &ImpactIx| case.impact_span(*ix, self.shown.now).is_some_and(|impact| impact.clip(span).is_some());
        let impacts = (0..case.incident.impacts.len()).map(ImpactIx::of).filter(touches).filter_map(|ix| {
            let impact = case.incident.impacts.get(ix.at())?;
            let title = impact.title.as_deref().unwrap_or_else(|| impact.level.map_or("Impact", text::level_name));
            Some(to(Selection::Impact(ix), title.to_owned(), "to to-impact"))
        });
        let kinds = summary.kinds.iter().map(|(kind, count)| text::counted_kind(*kind, *count)).collect::<Vec<_>>();
        let listed = summary.events.get(..summary.events.len().min(MOST_EVENTS)).unwrap_or_default();
        let more = summary.events.len() - listed.len();
        let facts = facts
            .list("Impacts", impacts.collect())
            .maybe("Kinds", (!kinds.is_empty()).then(|| said(kinds.join(", "))))
            .list("Events", self.events(listed))
            .maybe("", (more > 0).then(|| said(text::and_more(more))));
        let mut body = facts.with(None, None);
        let copy = button("", Press::CopyRange).text(if copied { "Copied ✓" } else { "Copy as text" });
        body.push(div("div", "details-buttons").child(button("", Press::Show(span)).text("Zoom to it")).child(copy));
        ("Range".to_owned(), span.length().to_string(), body)
    }

    fn exact(&self, at: faultline_core::time::Instant) -> Element {
        let text = text::date_time(at, self.shown.zone.as_ref());
        let counted = self.shown.origin.map(|origin| [" · ", &*faultline_viewer::t_plus(at, origin)].concat());
        moment(at, &self.shown, text + &counted.unwrap_or_default())
    }
}

fn said(text: impl Into<crate::node::Words>) -> Element {
    el("span").text(text)
}

/// Names and values, one a line.
struct Facts(Vec<Element>);

impl Facts {
    const fn new() -> Self {
        Self(Vec::new())
    }

    fn fact(mut self, name: &'static str, value: Element) -> Self {
        self.0.push(el("div").child(el("dt").text(name)).child(el("dd").child(value)));
        self
    }

    fn maybe(self, name: &'static str, value: Option<Element>) -> Self {
        match value {
            Some(value) => self.fact(name, value),
            None => self,
        }
    }

    fn list(self, name: &'static str, items: Vec<Element>) -> Self {
        if items.is_empty() {
            return self;
        }
        self.fact(name, el("ul").all(items.into_iter().map(|item| el("li").child(item)).collect()))
    }

    /// The facts, then the prose, then the links.
    fn with(self, prose: Option<Element>, links: Option<Element>) -> Vec<Element> {
        let facts = el("dl").all(self.0);
        [Some(facts), prose, links].into_iter().flatten().collect()
    }
}
