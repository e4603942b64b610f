//! The tables of the format, version 1: every object, every key, and what each means. The reader, the writer, the
//! JSON Schema and a test of `docs/format.md` are all made from these rows.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::composites::{SchemaUrl, Version};
use super::scalars::Id;
use super::table::{Blank, Definition, Field, Object, Slot, table};
use super::tree::Json;
use crate::formats::Counts;
use crate::formats::context::Context;
use crate::incident::{
    ActionId, Cause, CauseId, CorrectiveAction, Event, EventId, EventKind, Extra, Impact, Incident, Lesson, Link,
    MetricSettings, Service, Stated, StatedMilestones, Weights,
};

table! { Incident, "incident", "One incident: what happened when, why, and what was changed because of it.",
    blank Self::default(), extra extra,
    |this| {
        "$schema" = SchemaUrl, "The address of this schema, for editors.";
        "version" = Version, "The version of the format. 1 when left out.";
        "id" = this.id, "A short name for the incident. Taken from the file's name, else from the title, when left out.";
        required "title" = this.title, "What happened, in one line.";
        "summary" = this.summary, "What happened, in a paragraph of Markdown.";
        "severity" = this.severity, "How bad it was, in the organisation's own word: SEV1, P2, major.";
        "status" = this.status, "How far its handling has come.";
        "time_zone" = this.time_zone, "The zone of this file's local times: an IANA name or an offset such as +02:00. UTC when left out.";
        "services" = this.services, "The services it touched.";
        "stated" = this.stated, "What the prose claims about its length. Compared with the figures, never used in one.";
        "impacts" = this.impacts, "When something was hit, and how badly.";
        "milestones" = this.milestones, "The moments that durations are measured between.";
        "timeline" = this.timeline, "What happened, event by event.";
        "root_causes" = this.root_causes, "Why it happened.";
        "corrective_actions" = this.corrective_actions, "What was, is or will be changed because of it.";
        "lessons" = this.lessons, "What was learned.";
        "links" = this.links, "Where to read more.";
        "tags" = this.tags, "Words to find it by.";
        "authors" = this.authors, "Who wrote it.";
        "metrics" = this.metrics, "What its figures are measured against.";
    }
}

table! { Counts, "counts", "How much there is of what a catalog leaves out.",
    blank Self::default(),
    |this| {
        "events" = this.events, "Events.";
        "causes" = this.causes, "Causes.";
        "actions" = this.actions, "Actions.";
    }
}

table! { Service, "service", "A service that other parts of the file can name.",
    blank Self { id: Box::default(), name: Box::default() },
    |this| {
        required "id" = this.id, "What other parts of the file call it.";
        "name" = this.name, "What people call it. The id when left out.";
    }
}

table! { Stated, "stated", "What the prose claims about the length of the incident.",
    blank Self::default(), extra extra,
    |this| {
        "duration" = this.duration, "The claimed length.";
        "start" = this.start, "The claimed start.";
        "end" = this.end, "The claimed end.";
        "text" = this.text, "The claim in its own words.";
    }
}

table! { Impact, "impact", "A stretch of time in which something was hit.",
    blank Self {
        id: Box::default(), start: None, end: None, end_unread: false, level: None, services: Vec::new(),
        title: None, details: None, share: None, extra: Vec::new(),
    },
    id "impact", extra extra,
    |this| {
        "id" = this.id, "A name, unique among the impacts.";
        required "start" = this.start, "When it began.";
        "end" = this.end, "When it ended. Left out, it is still going on.";
        required "level" = this.level, "How badly. A worse level covers a lesser one where they overlap; none counts in no figure.";
        "services" = this.services, "The services hit, by id.";
        "title" = this.title, "What was hit, in a line.";
        "details" = this.details, "More, in Markdown.";
        "share" = this.share, "The share of users or requests hit. Counts in no figure.";
    }
}

table! { StatedMilestones, "milestones", "The moments that durations are measured between. What is left out is derived from events and impacts where that can be done.",
    blank Self::default(), extra extra,
    |this| {
        "started" = this.started, "Users began to feel it.";
        "detected" = this.detected, "The team learned of it.";
        "acknowledged" = this.acknowledged, "Somebody began to work on it.";
        "mitigated" = this.mitigated, "Users no longer felt it.";
        "resolved" = this.resolved, "It was over for good.";
    }
}

table! { Event, "event", "Something that happened.",
    blank Self {
        id: EventId::new(""), at: None, until: None, title: Box::default(), details: None, kind: EventKind::Note,
        milestone: None, actor: None, services: Vec::new(), causes: Vec::new(), links: Vec::new(),
        approximate: false, extra: Vec::new(),
    },
    id "event", extra extra,
    |this| {
        "id" = this.id, "A name, unique among the events, for causes to refer to.";
        required "at" = this.at, "When.";
        "until" = this.until, "Until when, for something that lasted.";
        required "title" = this.title, "What, in a line.";
        "details" = this.details, "More, in Markdown.";
        "kind" = this.kind, "What sort of thing. note when left out.";
        "milestone" = this.milestone, "The milestone it marks.";
        "actor" = this.actor, "Who or what did it.";
        "services" = this.services, "The services it concerns, by id.";
        "causes" = this.causes, "The causes it is evidence of, by id.";
        "links" = this.links, "Where to read more.";
        "approximate" = this.approximate, "true when the time is not exactly known.";
    }
}

table! { Cause, "cause", "Why it happened.",
    blank Self {
        id: CauseId::new(""), title: Box::default(), details: None, role: None, because_of: None,
        events: Vec::new(), links: Vec::new(), extra: Vec::new(),
    },
    id "cause", extra extra,
    |this| {
        "id" = this.id, "A name, unique among the causes, for events, actions and causes to refer to.";
        required "title" = this.title, "Why, in a line.";
        "details" = this.details, "More, in Markdown.";
        "role" = this.role, "What part it played.";
        "because_of" = this.because_of, "The cause behind this one, by id: the next link in the chain of whys.";
        "events" = this.events, "The events that show it, by id.";
        "links" = this.links, "Where to read more.";
    }
}

table! { CorrectiveAction, "action", "Something done so that it does not happen again, or hurts less.",
    blank Self {
        id: ActionId::new(""), title: Box::default(), details: None, addresses: Vec::new(), kind: None, owner: None,
        status: None, priority: None, due: None, completed: None, links: Vec::new(), extra: Vec::new(),
    },
    id "action", extra extra,
    |this| {
        "id" = this.id, "A name, unique among the actions.";
        required "title" = this.title, "What, in a line.";
        "details" = this.details, "More, in Markdown.";
        "addresses" = this.addresses, "The causes it answers, by id.";
        "kind" = this.kind, "What it is meant to do.";
        "owner" = this.owner, "Who does it.";
        "status" = this.status, "How far it has come.";
        "priority" = this.priority, "How urgent it is, in the organisation's own word.";
        "due" = this.due, "When it is to be done.";
        "completed" = this.completed, "When it was done.";
        "links" = this.links, "Where it is tracked.";
    }
}

table! { Lesson, "lesson", "Something learned.",
    blank Self { title: Box::default(), details: None, kind: None, extra: Vec::new() }, extra extra,
    |this| {
        required "title" = this.title, "What, in a line.";
        "details" = this.details, "More, in Markdown.";
        "kind" = this.kind, "What sort of lesson.";
    }
}

table! { Link, "link", "Where to read more.",
    blank Self { label: Box::default(), url: Box::default() },
    |this| {
        "label" = this.label, "What to call it. The address when left out.";
        required "url" = this.url, "An http, https or mailto address.";
    }
}

table! { MetricSettings, "metrics", "What figures are measured against.",
    blank Self::default(), extra extra,
    |this| {
        "slo" = this.slo, "The service level objective, as 0.999.";
        "window" = this.window, "The window that availability is measured over.";
        "weights" = this.weights, "What a minute at each level counts for.";
    }
}

table! { Weights, "weights", "What a minute at each level counts for.",
    blank Self::default(),
    |this| {
        "full" = this.full, "A minute of full outage. 1 when left out.";
        "partial" = this.partial, "A minute of partial outage. 1 when left out.";
        "degraded" = this.degraded, "A minute of degraded service. 0 when left out.";
    }
}
