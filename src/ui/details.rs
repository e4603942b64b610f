//! The details of what is chosen.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser;
use crate::incident::{ActionIx, CauseIx, EventIx, ImpactIx, Milestone, When};
use crate::metrics;
use crate::state::{Action, Loaded, RangeSummary, Selection};
use crate::time::{Span, Zone};
use crate::words;

use super::app::App;
use super::incident::Shown;
use super::markdown::markdown;
use super::parts::{action_button, cause_button, event_button, links, moment};

/// The details panel; nothing when nothing is chosen.
pub fn details(app: App, shown: Shown) -> AnyView {
    let Some(selection) = app.selected.get() else { return ().into_any() };
    let loaded = shown.get();
    let panel = Panel { app, shown, zone: app.zone(&loaded), loaded };
    let (what, title, body) = match selection {
        Selection::Event(ix) => panel.event(ix),
        Selection::Impact(ix) => panel.impact(ix),
        Selection::Cause(ix) => panel.cause(ix),
        Selection::Action(ix) => panel.action(ix),
        Selection::Range(span) => panel.range(span),
    };
    view! {
        <aside class="details" aria-label="Details">
            <div class="details-head">
                <div>
                    <p class="role">{what}</p>
                    <h2 id="details-title" tabindex="-1">{title}</h2>
                </div>
                <button type="button" class="icon" aria-label="Close details" on:click=move |_| {
                    app.act(Action::Deselect);
                    browser::focus("timeline");
                }>"×"</button>
            </div>
            <div class="details-body">{body}</div>
        </aside>
    }
    .into_any()
}

struct Panel {
    app: App,
    shown: Shown,
    loaded: Arc<Loaded>,
    zone: Arc<dyn Zone>,
}

type Content = (String, String, AnyView);

impl Panel {
    fn when(&self, when: When) -> AnyView {
        let text = if when.day_only {
            words::date(when.at, self.zone.as_ref())
        } else {
            words::date_time(when.at, self.zone.as_ref())
        };
        moment(when.at, self.zone.as_ref(), text)
    }

    fn services(&self, ids: &[Box<str>]) -> Option<AnyView> {
        let name = |id: &str| {
            let known = self.loaded.case.incident.services.iter().find(|service| &*service.id == id);
            known.map_or_else(|| id.to_owned(), |service| service.name.to_string())
        };
        let names: Vec<_> = ids.iter().map(|id| name(id)).collect();
        (!names.is_empty()).then(|| names.join(", ").into_any())
    }

    fn causes(&self, causes: &[CauseIx]) -> Option<AnyView> {
        let buttons = causes.iter().map(|cause| view! { <li>{cause_button(self.app, &self.loaded.case, *cause)}</li> });
        list(buttons.collect())
    }

    fn events(&self, events: &[EventIx]) -> Option<AnyView> {
        let buttons = events.iter().map(|event| {
            view! { <li>{event_button(self.app, &self.loaded.case, &self.zone, *event)}</li> }
        });
        list(buttons.collect())
    }

    fn actions(&self, actions: &[ActionIx]) -> Option<AnyView> {
        let buttons =
            actions.iter().map(|action| view! { <li>{action_button(self.app, &self.loaded.case, *action)}</li> });
        list(buttons.collect())
    }

    fn event(&self, ix: EventIx) -> Content {
        let Some(event) = self.loaded.case.incident.timeline.get(ix.at()) else { return nothing() };
        let started = self.shown.durations.with(|durations| durations.anchor(Milestone::Started));
        let from_start =
            started.zip(event.at).map(|(started, at)| words::after_start(at.at.since(started.at)).into_any());
        let lasted = event.until.and(self.loaded.case.event_span(ix)).map(|span| span.length().to_string().into_any());
        let causes = self.causes(&self.loaded.case.links.causes_of_event(ix).collect::<Vec<_>>());
        let body = view! {
            <dl>
                {row("Time", event.at.map(|when| self.when(when)).or_else(|| Some("not recorded".into_any())))}
                {row("", event.approximate.then(|| "approximate".into_any()))}
                {row("From start", from_start)}
                {row("Until", event.until.map(|when| self.when(when)))}
                {row("Lasted", lasted)}
                {row("Milestone", event.milestone.map(|milestone| milestone.word().into_any()))}
                {row("By", event.actor.as_ref().map(|actor| actor.to_string().into_any()))}
                {row("Services", self.services(&event.services))}
                {row("Shows", causes)}
            </dl>
            {event.details.as_deref().map(markdown)}
            {links(&event.links)}
        };
        (words::kind_name(event.kind).to_owned(), words::titled(&event.title), body.into_any())
    }

    fn impact(&self, ix: ImpactIx) -> Content {
        let Some(impact) = self.loaded.case.incident.impacts.get(ix.at()) else { return nothing() };
        let now = self.app.now.get();
        let lasted = self
            .loaded
            .case
            .impact_span(ix, now)
            .map(|span| words::length_so_far(span.length(), impact.end.is_none()).into_any());
        let level = impact.level.map_or("Impact of unknown level", words::level_name);
        let end = match impact.end {
            Some(end) => self.when(end),
            None if impact.end_unread => "could not be read".into_any(),
            None => "still going on".into_any(),
        };
        let body = view! {
            <dl>
                {row("Start", impact.start.map(|when| self.when(when)).or_else(|| Some("not recorded".into_any())))}
                {row("End", Some(end))}
                {row("Lasted", lasted)}
                {row("Services", self.services(&impact.services))}
                {row("Share", impact.share.map(|share| words::percent(share).into_any()))}
            </dl>
            {impact.details.as_deref().map(markdown)}
        };
        let title = impact.title.as_deref().unwrap_or(level);
        (format!("Impact · {level}"), title.to_owned(), body.into_any())
    }

    fn cause(&self, ix: CauseIx) -> Content {
        let links_of = &self.loaded.case.links;
        let Some(cause) = self.loaded.case.incident.root_causes.get(ix.at()) else { return nothing() };
        let chain = links_of.chain(ix);
        let whys = chain.get(1..).unwrap_or_default();
        let whys = (!whys.is_empty()).then(|| {
            let steps = whys.iter().map(|cause| view! { <li>{cause_button(self.app, &self.loaded.case, *cause)}</li> });
            view! { <ol class="whys">{steps.collect_view()}</ol> }.into_any()
        });
        let answers = self.actions(links_of.actions_of_cause(ix));
        let answers = answers.or_else(|| Some(warning("No action answers this cause.")));
        let body = view! {
            <dl>
                {row("Because of", whys)}
                {row("Behind", self.causes(&links_of.leads_to(ix)))}
                {row("Shown by", self.events(links_of.events_of_cause(ix)))}
                {row("Answered by", answers)}
            </dl>
            {cause.details.as_deref().map(markdown)}
            {links(&cause.links)}
        };
        (format!("Cause · {}", words::role_name(cause.role)), words::titled(&cause.title), body.into_any())
    }

    fn action(&self, ix: ActionIx) -> Content {
        let Some(action) = self.loaded.case.incident.corrective_actions.get(ix.at()) else { return nothing() };
        let overdue = metrics::overdue(action, self.app.now.get());
        let answers = self.causes(self.loaded.case.links.causes_of_action(ix));
        let answers = answers.or_else(|| Some(warning("This action answers no cause.")));
        let due = action.due.map_or_else(|| "no due date".into_any(), |when| self.when(when));
        let body = view! {
            <dl>
                {row("Status", Some(words::action_status_name(action.status).into_any()))}
                {row("Owner", Some(action.owner.as_deref().unwrap_or("no owner").to_owned().into_any()))}
                {row("Due", Some(due))}
                {row("", overdue.map(|by| warning(&words::overdue_by(by))))}
                {row("Completed", action.completed.map(|when| self.when(when)))}
                {row("Priority", action.priority.as_ref().map(|priority| priority.to_string().into_any()))}
                {row("Answers", answers)}
            </dl>
            {action.details.as_deref().map(markdown)}
            {links(&action.links)}
        };
        (format!("Action · {}", words::action_kind_name(action.kind)), words::titled(&action.title), body.into_any())
    }

    fn range(&self, span: Span) -> Content {
        let now = self.app.now.get();
        let summary =
            self.shown.durations.with(|durations| RangeSummary::of(&self.loaded.case, &durations.levels, span));
        let levels = summary.levels.iter().map(|(level, length)| {
            view! { <div><dt>{words::level_name(*level)}</dt><dd>{length.to_string()}</dd></div> }
        });
        let kinds = summary.kinds.iter().map(|(kind, count)| words::counted_kind(*kind, *count)).collect::<Vec<_>>();
        let case = &self.loaded.case;
        let impacts = (0..case.incident.impacts.len())
            .map(ImpactIx::of)
            .filter(|ix| case.impact_span(*ix, now).is_some_and(|impact| impact.clip(span).is_some()));
        let app = self.app;
        let impacts = impacts.filter_map(|ix| {
            let impact = case.incident.impacts.get(ix.at())?;
            let title = impact.title.as_deref().unwrap_or_else(|| impact.level.map_or("Impact", words::level_name));
            let choose = move |_| app.act(Action::Select(Selection::Impact(ix)));
            Some(view! { <li><button type="button" class="to to-impact" on:click=choose>{title.to_owned()}</button></li> })
        });
        let exact = |at| moment(at, self.zone.as_ref(), words::date_time(at, self.zone.as_ref()));
        let body = view! {
            <dl>
                {row("Start", Some(exact(span.start())))}
                {row("End", Some(exact(span.end())))}
                {levels.collect_view()}
                {row("Impacts", list(impacts.collect()))}
                {row("Kinds", (!kinds.is_empty()).then(|| kinds.join(", ").into_any()))}
                // All of a long range would be a second events list.
                {row("Events", self.events(summary.events.get(..summary.events.len().min(20)).unwrap_or_default()))}
            </dl>
            {(summary.events.len() > 20).then(|| words::and_more(summary.events.len() - 20))}
            <button type="button" on:click=move |_| app.act(Action::Show(span))>"Zoom to it"</button>
        };
        ("Range".to_owned(), span.length().to_string(), body.into_any())
    }
}

fn nothing() -> Content {
    (String::new(), String::new(), ().into_any())
}

fn warning(text: &str) -> AnyView {
    view! { <span class="warning">{text.to_owned()}</span> }.into_any()
}

fn row(name: &'static str, value: Option<AnyView>) -> Option<AnyView> {
    value.map(|value| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any())
}

fn list<V: IntoView + 'static>(items: Vec<V>) -> Option<AnyView> {
    (!items.is_empty()).then(|| view! { <ul>{items.into_iter().map(IntoAny::into_any).collect_view()}</ul> }.into_any())
}
