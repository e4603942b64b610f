//! Azure: the events of Service Health, and the incidents of Sentinel.

use serde_json::value::RawValue;

use super::page_record::MAINTENANCE;
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link_to, plain_text, service, severity};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{Event, EventKind, Impact, ImpactLevel, Incident, Status};

/// Among how many updates of an event one is looked for that says the same.
const MOST_UPDATES: usize = 200;

/// Azure Service Health.
pub static AZURE_HEALTH: Tool = Tool {
    id: "azure-health",
    name: "Azure Service Health",
    recognised_by: "records of the type Microsoft.ResourceHealth/events",
    endings: &["json"],
    lists: &["value"],
    fields: &[
        ("name", "the id: the tracking id"),
        ("properties.title", "the title"),
        ("properties.summary", "an event"),
        ("properties.article.articleContent", "the summary"),
        ("properties.status", "the status"),
        ("properties.eventType", "PlannedMaintenance is a maintenance; advisories are left out"),
        ("properties.eventLevel", "the severity"),
        ("properties.impactStartTime", "the milestone started"),
        ("properties.impactMitigationTime", "the milestones mitigated and resolved of what is not active"),
        ("properties.lastUpdateTime", "the time of an event, and which of two states is the later"),
        ("properties.impact.impactedService", "a service"),
        ("properties.impact.impactedRegions.impactedRegion", "a tag"),
        ("properties.impact.impactedRegions.updates.summary", "an event"),
        ("properties.impact.impactedRegions.updates.updateDateTime", "the time of an event"),
    ],
    sniff: sniff_health,
    read: read_health,
};

/// Microsoft Sentinel.
pub static AZURE_SENTINEL: Tool = Tool {
    id: "azure-sentinel",
    name: "Microsoft Sentinel",
    recognised_by: "records with `properties.incidentNumber` and `firstActivityTimeUtc`",
    endings: &["json"],
    lists: &["value"],
    fields: &[
        ("name", "the id"),
        ("properties.title", "the title"),
        ("properties.description", "the summary"),
        ("properties.severity", "the severity"),
        ("properties.status", "the status"),
        ("properties.classification", "FalsePositive and BenignPositive are the level none"),
        ("properties.classificationComment", "an event"),
        ("properties.firstActivityTimeUtc", "the milestone started"),
        ("properties.createdTimeUtc", "the milestone detected"),
        ("properties.lastModifiedTimeUtc", "which of two states is the later"),
        ("properties.incidentUrl", "a link"),
        ("properties.additionalData.tactics", "tags"),
        ("IncidentNumber", "the id"),
        ("Title", "the title"),
        ("Description", "the summary"),
        ("Severity", "the severity"),
        ("Status", "the status"),
        ("Classification", "FalsePositive and BenignPositive are the level none"),
        ("ClassificationComment", "an event"),
        ("FirstActivityTime", "the milestone started"),
        ("CreatedTime", "the milestone detected"),
        ("ClosedTime", "the milestone resolved"),
        ("LastModifiedTime", "which of two states is the later"),
        ("IncidentUrl", "a link"),
    ],
    sniff: sniff_sentinel,
    read: read_sentinel,
};

fn sniff_health(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_ours = record.text("type").is_some_and(|kind| kind.ends_with("Microsoft.ResourceHealth/events"))
        || record.get("properties").is_some_and(|properties| {
            properties.has_all(&["eventType", "impactStartTime"])
                || properties.has_all(&["EventType", "ImpactStartTime"])
        });
    if is_ours { Confidence::Certain } else { Confidence::None }
}

fn sniff_sentinel(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_ours = record.text("type") == Some("Microsoft.SecurityInsights/incidents")
        || record
            .get("properties")
            .is_some_and(|properties| properties.has_all(&["incidentNumber", "firstActivityTimeUtc"]))
        // A row of the table SecurityIncident: one for each change of an incident.
        || record.has_all(&["IncidentNumber", "FirstActivityTime"]);
    if is_ours { Confidence::Certain } else { Confidence::None }
}

record! {
    /// A record.
    Row { name, properties }
}

record! {
    /// What a record of Service Health says.
    Health {
        #[serde(alias = "Title")]
        title,
        #[serde(alias = "Summary")]
        summary,
        article,
        #[serde(alias = "Status")]
        status,
        #[serde(alias = "Impact")]
        impact,
        #[serde(rename = "eventType", alias = "EventType")]
        event_type,
        #[serde(rename = "eventLevel", alias = "EventLevel")]
        event_level,
        #[serde(rename = "impactStartTime", alias = "ImpactStartTime")]
        impact_start_time,
        #[serde(rename = "impactMitigationTime", alias = "ImpactMitigationTime")]
        impact_mitigation_time,
        #[serde(rename = "lastUpdateTime", alias = "LastUpdateTime")]
        last_update_time,
    }
}

record! {
    /// The long text about an event.
    Article {
        #[serde(rename = "articleContent")]
        content,
    }
}

record! {
    /// A service that is hit, and where.
    Hit {
        #[serde(rename = "impactedService", alias = "ImpactedService")]
        service,
        #[serde(rename = "impactedRegions", alias = "ImpactedRegions")]
        regions,
    }
}

record! {
    /// A region in which a service is hit.
    Place {
        #[serde(rename = "impactedRegion", alias = "ImpactedRegion")]
        region,
        #[serde(alias = "Updates")]
        updates,
    }
}

record! {
    /// What was published about a region.
    Published {
        #[serde(alias = "Summary")]
        summary,
        #[serde(rename = "updateDateTime", alias = "UpdateDateTime")]
        at,
    }
}

record! {
    /// What a record of Sentinel says.
    Sentinel {
        #[serde(alias = "Title")]
        title,
        #[serde(alias = "Description")]
        description,
        #[serde(alias = "Severity")]
        severity,
        #[serde(alias = "Status")]
        status,
        #[serde(alias = "Classification")]
        classification,
        #[serde(rename = "IncidentNumber")]
        number,
        #[serde(rename = "ClosedTime")]
        closed,
        #[serde(rename = "classificationComment", alias = "ClassificationComment")]
        comment,
        #[serde(rename = "firstActivityTimeUtc", alias = "FirstActivityTime")]
        first_activity,
        #[serde(rename = "createdTimeUtc", alias = "CreatedTime")]
        created,
        #[serde(rename = "lastModifiedTimeUtc", alias = "LastModifiedTime")]
        last_modified,
        #[serde(rename = "incidentUrl", alias = "IncidentUrl")]
        url,
        #[serde(rename = "additionalData")]
        additional,
    }
}

record! {
    /// What else Sentinel counts.
    Additional { tactics }
}

fn read_health<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let id = context.take_text("name", row.name).unwrap_or_default();
    let health: Health<'_> = context.take_object("properties", row.properties)?;
    context.at_key("properties", |context| {
        let kind = context.take_text("eventType", health.event_type).unwrap_or_default();
        if matches!(&*kind, "HealthAdvisory" | "SecurityAdvisory") {
            return None;
        }
        let is_maintenance = kind == "PlannedMaintenance";
        let status = context.take_text("status", health.status).unwrap_or_default();
        let is_over = status == "Resolved";
        let start = context.take_time("impactStartTime", health.impact_start_time);
        // While it is active, this is no end.
        let end = context.take_time("impactMitigationTime", health.impact_mitigation_time).filter(|_| is_over);
        let updated = context.take_time("lastUpdateTime", health.last_update_time);
        let mut incident = Incident { id: (*id).into(), ..Incident::default() };
        incident.title = context.take_text("title", health.title).unwrap_or_default().into();
        incident.severity = context.take_text("eventLevel", health.event_level).and_then(|level| severity(&level));
        incident.status = Some(if is_over { Status::Resolved } else { Status::Ongoing });
        incident.milestones.started = start;
        incident.milestones.mitigated = end.filter(|_| !is_maintenance);
        incident.milestones.resolved = end;
        incident.tags.extend(is_maintenance.then(|| MAINTENANCE.into()));
        context.take_list("impact", health.impact, &mut |context, json| {
            let Some(hit) = context.object::<Hit<'_>>(json) else { return };
            incident.services.extend(context.take_text("impactedService", hit.service).map(|name| service(&name)));
            context.take_list("impactedRegions", hit.regions, &mut |context, json| {
                let Some(place) = context.object::<Place<'_>>(json) else { return };
                let region = context.take_text("impactedRegion", place.region).map(Box::<str>::from);
                incident.tags.extend(region.filter(|region| !incident.tags.contains(region)));
                context.take_list("updates", place.updates, &mut |context, json| {
                    let Some(row) = context.object::<Published<'_>>(json) else { return };
                    let at = context.take_time("updateDateTime", row.at);
                    let text = context.take_text("summary", row.summary).unwrap_or_default();
                    let update = event(at, &text, "Update", EventKind::Communication);
                    // The same text is published for each service and region.
                    let is_known = |known: &Event| known.at == update.at && known.title == update.title;
                    if !incident.timeline.iter().take(MOST_UPDATES).any(is_known) {
                        incident.timeline.push(update);
                    }
                });
            });
        });
        incident.impacts.push(Impact {
            start,
            end,
            end_unread: is_over && end.is_none(),
            level: is_maintenance.then_some(ImpactLevel::None),
            services: incident.services.iter().map(|service| service.id.clone()).collect(),
            ..Impact::default()
        });
        let article: Article<'_> = context.take_object("article", health.article).unwrap_or_default();
        let article = context.at_key("article", |context| context.take_text("articleContent", article.content));
        incident.summary = article.map(|article| plain_text(&article).into());
        let summary = context.take_text("summary", health.summary);
        let text = summary.map(|text| event(updated.or(start), &text, "Update", EventKind::Communication));
        incident.timeline.extend(text);
        Some(Found::incident(incident, if is_maintenance { "maintenances" } else { "events" }).updated(updated))
    })
}

fn read_sentinel<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.properties.is_none() {
        let said: Sentinel<'_> = context.look_up(|context| context.object(json))?;
        let number = context.take_word("IncidentNumber", said.number).unwrap_or_default();
        return Some(sentinel(&format!("sentinel-{number}"), &said, context));
    }
    let id = context.take_text("name", row.name).unwrap_or_default();
    let said: Sentinel<'_> = context.take_object("properties", row.properties)?;
    Some(context.at_key("properties", |context| sentinel(&id, &said, context)))
}

fn sentinel(id: &str, said: &Sentinel<'_>, context: &mut Context<'_>) -> Found {
    let is_over = context.take_text("status", said.status).as_deref() == Some("Closed");
    let start = context.take_time("firstActivityTimeUtc", said.first_activity);
    let updated = context.take_time("lastModifiedTimeUtc", said.last_modified);
    let classification = context.take_text("classification", said.classification).unwrap_or_default();
    let is_false = matches!(&*classification, "FalsePositive" | "BenignPositive");
    let closed = context.take_time("ClosedTime", said.closed).filter(|_| is_over);
    let mut incident = Incident { id: id.into(), ..Incident::default() };
    incident.title = context.take_text("title", said.title).unwrap_or_default().into();
    incident.summary = context.take_text("description", said.description).map(Into::into);
    incident.severity = context.take_text("severity", said.severity).and_then(|word| severity(&word));
    incident.status = Some(if is_over { Status::Resolved } else { Status::Ongoing });
    incident.milestones.started = start;
    incident.milestones.detected = context.take_time("createdTimeUtc", said.created);
    incident.milestones.resolved = closed;
    incident.impacts.push(Impact {
        start,
        end: closed,
        end_unread: is_over && closed.is_none(),
        level: is_false.then_some(ImpactLevel::None),
        ..Impact::default()
    });
    let comment = context.take_text("classificationComment", said.comment);
    incident.timeline.extend(comment.map(|text| event(updated, &text, "Classified", EventKind::Note)));
    incident.links.extend(context.take_text("incidentUrl", said.url).and_then(|url| link_to(&url, "")));
    let additional: Additional<'_> = context.take_object("additionalData", said.additional).unwrap_or_default();
    context.at_key("additionalData", |context| {
        context.take_list("tactics", additional.tactics, &mut |context, json| {
            incident.tags.extend(context.text("a text", json).map(Box::from));
        });
    });
    Found::incident(incident, "incidents").updated(updated)
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{incident, milestones};

    const EVENT: &str = r#"{"value":[{"name":"BC_1","type":"/providers/Microsoft.ResourceHealth/events","properties":{"eventType":"ServiceIssue","status":"Resolved","title":"Errors","summary":"Over.","article":{"articleContent":"<p>We <b>know</b>.</p>"},
        "eventLevel":"Warning","impactStartTime":"2026-03-04T13:30:00Z","impactMitigationTime":"2026-03-04T14:45:00Z","lastUpdateTime":"2026-03-04T14:50:00Z","impact":[{"impactedService":"SQL","impactedRegions":[{"impactedRegion":"West Europe"}]}]}}]}"#;
    const SENTINEL: &str = r#"{"value":[{"name":"73","type":"Microsoft.SecurityInsights/incidents","properties":{"title":"Login","severity":"High","status":"Closed","classification":"TruePositive","incidentNumber":7,
        "firstActivityTimeUtc":"2026-03-04T13:30:00Z","createdTimeUtc":"2026-03-04T13:34:00Z","lastModifiedTimeUtc":"2026-03-05T09:00:00Z","additionalData":{"tactics":["Persistence"]}}}]}"#;

    #[test]
    fn traps() {
        for (text, from, to, expected) in [
            (EVENT, "", "", "Errors · resolved · — 13:30–14:45 SQL"),
            (EVENT, "Resolved", "Active", "Errors · ongoing · — 13:30–… SQL"),
            (EVENT, "ServiceIssue", "PlannedMaintenance", "Errors · resolved · none 13:30–14:45 SQL"),
            (EVENT, "ServiceIssue", "HealthAdvisory", ""),
            (SENTINEL, "", "", "Login · resolved · — 13:30–? "),
            (SENTINEL, "TruePositive", "FalsePositive", "Login · resolved · none 13:30–? "),
            (SENTINEL, "Closed", "New", "Login · ongoing · — 13:30–… "),
        ] {
            assert_eq!(facts(&text.replacen(from, to, 1)), expected, "{from} → {to}");
        }
        assert_eq!(milestones(&incident(EVENT).incident), "s 13:30 m 14:45 r 14:45");
        assert_eq!(incident(EVENT).incident.summary.as_deref(), Some("We know."));
        assert_eq!(milestones(&incident(SENTINEL).incident), "s 13:30 d 13:34", "a change is no end");
        let rows = r#"[{"IncidentNumber":7,"Title":"Login","Status":"New","FirstActivityTime":"2026-03-04T13:30:00Z","CreatedTime":"2026-03-04T13:34:00Z","LastModifiedTime":"2026-03-04T13:35:00Z"},
            {"IncidentNumber":7,"Title":"Login","Status":"Closed","FirstActivityTime":"2026-03-04T13:30:00Z","CreatedTime":"2026-03-04T13:34:00Z","ClosedTime":"2026-03-04T14:45:00Z","LastModifiedTime":"2026-03-04T14:45:00Z"}]"#;
        assert_eq!(facts(rows), "Login · resolved · — 13:30–14:45 ", "a row a change: the last counts");
        let graph = EVENT
            .replace("eventType", "EventType")
            .replace("impactStartTime", "ImpactStartTime")
            .replace("\"2026-03-04T14:45:00Z\"", "0");
        assert_eq!(
            facts(&graph.replace("impactMitigationTime", "ImpactMitigationTime")),
            "Errors · resolved · — 13:30–? SQL"
        );
    }

    #[test]
    fn what_was_published_of_a_region_is_told_once() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/azure-health-4")),
            ["Post Incident Review (PIR) – SQL · resolved · s 13:30 m 14:45 r 14:45 · SQL Database"]
        );
    }
}
