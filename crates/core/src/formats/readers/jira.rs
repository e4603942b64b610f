//! Jira and Jira Service Management: issues of the search API (JSON), and exports (CSV). An issue of a type that speaks of
//! incidents is one; any other is a corrective action of the incident it is linked to.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{
    Found, Rows, Tool, event, header, link_to, plain_text, service, severity, take_name, take_names, text_in,
};
use crate::formats::lenient::{each_item, each_member, text};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{
    ActionId, ActionKind, ActionStatus, CorrectiveAction, Event, EventKind, Incident, Link, Status, When,
};
use crate::time::DateOrder;

/// The reader.
pub static JIRA: Tool = Tool {
    id: "jira",
    name: "Jira",
    recognised_by: "`key` with `fields.summary`; a CSV file with the columns Summary and Issue key",
    endings: &["json", "csv"],
    lists: &["issues", "issue"],
    fields: &[
        ("key", "the id, and the label of a link"),
        ("self", "a link"),
        ("fields.summary", "the title of an incident, or a corrective action"),
        ("fields.description", "the summary, or the details of an action"),
        ("fields.issuetype.name", "whether it is an incident"),
        ("fields.status.name", "the status, by --map"),
        ("fields.status.statusCategory.key", "the status: done is resolved, of an action done"),
        ("fields.resolution.name", "the status dropped of an action that will not be done"),
        ("fields.priority.name", "the severity, or the priority of an action"),
        ("fields.created", "the event “Opened”"),
        ("fields.updated", "which of two states is the later"),
        ("fields.resolutiondate", "the milestone resolved, or when an action was done"),
        ("fields.duedate", "when an action is due"),
        ("fields.assignee.displayName", "the owner of an action"),
        ("fields.labels", "tags; prevent, detect, mitigate and process are kinds of actions"),
        ("fields.components.name", "a service"),
        ("fields.comment.comments.body", "an event"),
        ("fields.comment.comments.created", "its time"),
        ("fields.comment.comments.author.displayName", "who wrote it"),
        ("fields.issuelinks.inwardIssue.key", "an action of the incident, or the incident of an action"),
        ("fields.issuelinks.outwardIssue.key", "an action of the incident, or the incident of an action"),
        ("fields.parent.key", "the incident of an action"),
        (
            "changelog.histories.created",
            "the time of an event; of the first change of the status the milestone acknowledged",
        ),
        ("changelog.histories.author.displayName", "who did it"),
        ("changelog.histories.items.field", "whether it is a change of the status"),
        ("changelog.histories.items.fromString", "an event"),
        ("changelog.histories.items.toString", "an event"),
        ("Issue key", "the id"),
        ("Summary", "the title of an incident, or a corrective action"),
        ("Description", "the summary, or the details of an action"),
        ("Issue Type", "whether it is an incident"),
        ("Status", "the status"),
        ("Status Category", "the status"),
        ("Resolution", "the status dropped of an action that will not be done"),
        ("Priority", "the severity, or the priority of an action"),
        ("Assignee", "the owner of an action"),
        ("Created", "the event “Opened”"),
        ("Resolved", "the milestone resolved, or when an action was done"),
        ("Due date", "when an action is due"),
        ("Labels", "tags; prevent, detect, mitigate and process are kinds of actions"),
        ("Component/s", "a service"),
        ("Comment", "an event: its date; its author; its text"),
        ("Parent key", "the incident of an action"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let is_issue = record.get("key").is_some()
        && record.get("fields").is_some_and(|fields| fields.has_any(&["summary", "issuetype", "status"]));
    let is_table = || {
        let names = header(head.text);
        let has = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let has_column = |column: &str| has(column) || names.iter().any(|name| column_of(name) == Some(column));
        !head.text.trim_start().starts_with(['{', '[']) && has_column("Summary") && has_column("Issue key")
    };
    if is_issue || is_table() { Confidence::Certain } else { Confidence::None }
}

record! {
    Issue {
        key,
        #[serde(rename = "self")]
        address,
        fields, changelog, names,
    }
}
record! {
    Fields {
        summary, description, issuetype, status, resolution, priority, created, updated, resolutiondate, duedate, assignee,
        labels, components, comment, issuelinks, parent,
    }
}
record! { StatusField { name, #[serde(rename = "statusCategory")] category } }
record! { Comments { comments } }
record! { Comment { author, created, body } }
record! { IssueLink { #[serde(rename = "inwardIssue")] inward, #[serde(rename = "outwardIssue")] outward } }
record! { Linked { key, fields } }
record! { LinkedFields { summary, status, issuetype } }
record! { Changelog { histories } }
record! { History { created, author, items } }
record! { Change { field, #[serde(rename = "fromString")] from, #[serde(rename = "toString")] to } }

/// An issue, from JSON or from a table.
#[derive(Default)]
struct Plain {
    key: Box<str>,
    title: Box<str>,
    text: Option<Box<str>>,
    kind: String,
    status: String,
    category: String,
    resolution: String,
    priority: Option<Box<str>>,
    owner: Option<Box<str>>,
    created: Option<When>,
    updated: Option<When>,
    resolved: Option<When>,
    due: Option<When>,
    labels: Vec<Box<str>>,
    components: Vec<Box<str>>,
    events: Vec<Event>,
    acknowledged: Option<When>,
    /// Times in fields of the organisation's own: name and time.
    own: Vec<(String, When)>,
    severity: Option<Box<str>>,
    link: Option<Link>,
    /// The issues it is linked to: as much of each as the link says.
    linked: Vec<Self>,
}

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let issue: Issue<'_> = context.look_up(|context| context.object(json))?;
    let plain = match issue.fields {
        Some(fields) => {
            context.members(json);
            of_json(&issue, fields, rows, context)?
        }
        None => of_table(json, context)?,
    };
    Some(if is_incident(&plain.kind) { incident(plain, context) } else { action_part(plain) })
}

/// `true` for a type of issues that are incidents: "[System] Incident", "Outage".
fn is_incident(kind: &str) -> bool {
    let kind = kind.to_lowercase();
    let is_one = ["incident", "outage"].iter().any(|word| kind.contains(word));
    is_one && !kind.contains("review") && !kind.contains("action")
}

fn of_json<'a>(
    issue: &Issue<'a>,
    fields_json: &'a RawValue,
    rows: &Rows<'a>,
    context: &mut Context<'_>,
) -> Option<Plain> {
    let key = context.take_text("key", issue.key)?;
    let fields: Fields<'_> = context.take_object("fields", Some(fields_json))?;
    let address = context.take_text("self", issue.address);
    let mut plain = Plain { key: (&*key).into(), ..Plain::default() };
    plain.link = address.and_then(|address| {
        let (site, _) = address.split_once("/rest/")?;
        link_to(&format!("{site}/browse/{key}"), &key)
    });
    context.at_key("fields", |context| {
        plain.title = context.take_text("summary", fields.summary).unwrap_or_default().into();
        plain.text = rich_text(fields.description).map(Into::into);
        plain.kind = take_name(context, "issuetype", fields.issuetype, &["name"]).unwrap_or_default().into();
        (plain.status, plain.category) = status(fields.status, context);
        plain.resolution = take_name(context, "resolution", fields.resolution, &["name"]).unwrap_or_default().into();
        plain.priority = take_name(context, "priority", fields.priority, &["name"]).map(Into::into);
        plain.owner = take_name(context, "assignee", fields.assignee, &["displayName"]).map(Into::into);
        plain.created = context.take_time("created", fields.created);
        plain.updated = context.take_time("updated", fields.updated);
        plain.resolved = context.take_time("resolutiondate", fields.resolutiondate);
        plain.due = context.take_time("duedate", fields.duedate);
        plain.labels = take_names(context, "labels", fields.labels, &["name"]);
        plain.components = take_names(context, "components", fields.components, &["name"]);
        if let Some(comments) = context.take_object::<Comments<'_>>("comment", fields.comment) {
            context.at_key("comment", |context| {
                context.take_list("comments", comments.comments, &mut |context, json| {
                    plain.events.extend(comment(json, context));
                });
            });
        }
        context.take_list("issuelinks", fields.issuelinks, &mut |context, json| {
            let Some(link) = context.object::<IssueLink<'_>>(json) else { return };
            plain.linked.extend(linked("inwardIssue", link.inward, context));
            plain.linked.extend(linked("outwardIssue", link.outward, context));
        });
        plain.linked.extend(linked("parent", fields.parent, context));
        own_fields(fields_json, issue.names, rows, &mut plain, context);
    });
    if let Some(log) = context.take_object::<Changelog<'_>>("changelog", issue.changelog) {
        context.at_key("changelog", |context| {
            context.take_list("histories", log.histories, &mut |context, json| history(json, &mut plain, context));
        });
    }
    Some(plain)
}

fn status(field: Field<'_>, context: &mut Context<'_>) -> (String, String) {
    let Some(status) = context.take_object::<StatusField<'_>>("status", field) else { return Default::default() };
    context.at_key("status", |context| {
        let name = context.take_text("name", status.name).unwrap_or_default().into();
        (name, take_name(context, "statusCategory", status.category, &["key"]).unwrap_or_default().into())
    })
}

fn comment(json: &RawValue, context: &mut Context<'_>) -> Option<Event> {
    let row: Comment<'_> = context.object(json)?;
    let at = context.take_time("created", row.created);
    let actor = take_name(context, "author", row.author, &["displayName"]).map(Into::into);
    let text = rich_text(row.body)?;
    Some(Event { actor, ..event(at, &text, "Comment", EventKind::Note) })
}

fn linked(key: &'static str, field: Field<'_>, context: &mut Context<'_>) -> Option<Plain> {
    let linked: Linked<'_> = context.take_object(key, field)?;
    context.at_key(key, |context| {
        let mut plain = Plain { key: context.take_text("key", linked.key)?.into(), ..Plain::default() };
        if let Some(fields) = context.take_object::<LinkedFields<'_>>("fields", linked.fields) {
            context.at_key("fields", |context| {
                plain.title = context.take_text("summary", fields.summary).unwrap_or_default().into();
                plain.kind = take_name(context, "issuetype", fields.issuetype, &["name"]).unwrap_or_default().into();
                (plain.status, plain.category) = status(fields.status, context);
            });
        }
        Some(plain)
    })
}

/// Fields of the organisation's own, whose names stand beside the issues where they were asked for.
fn own_fields(fields: &RawValue, names: Field<'_>, rows: &Rows<'_>, plain: &mut Plain, context: &mut Context<'_>) {
    let Some(names) = names.or_else(|| rows.member("names")) else { return };
    let mut own: Vec<(String, String, &RawValue)> = Vec::new();
    each_member(fields, &mut |key, value| {
        if key.starts_with("customfield_")
            && let Some(name) = text_in(names, &key)
        {
            own.push((key.into_owned(), name.into_owned(), value));
        }
    });
    for (key, name, value) in own {
        let written = text(value).map(|text| text.text).or_else(|| text_in(value, "value")).unwrap_or_default();
        if name.eq_ignore_ascii_case("severity") && !written.is_empty() {
            plain.severity = Some((&*written).into());
            context.mark(&key, "the severity");
        } else if written.starts_with(|c: char| c.is_ascii_digit()) && crate::time::read_time(&written).is_ok() {
            plain.own.extend(context.loose_time(&written).map(|at| (name, at)));
            context.mark(&key, "a milestone, by --map or its usual meaning; else an event");
        }
    }
}

fn history(json: &RawValue, plain: &mut Plain, context: &mut Context<'_>) {
    let Some(row) = context.object::<History<'_>>(json) else { return };
    let at = context.take_time("created", row.created);
    let actor: Option<Box<str>> = take_name(context, "author", row.author, &["displayName"]).map(Into::into);
    context.take_list("items", row.items, &mut |context, json| {
        let Some(change) = context.object::<Change<'_>>(json) else { return };
        if context.take_text("field", change.field).as_deref() != Some("status") {
            return;
        }
        let from = context.take_text("fromString", change.from).unwrap_or_default();
        let to = context.take_text("toString", change.to).unwrap_or_default();
        let is_end = is_done_word(&to);
        if let Some(at) = at.filter(|at| !is_end && plain.acknowledged.is_none_or(|known| at.at < known.at)) {
            plain.acknowledged = Some(at);
        }
        let kind = if is_end { EventKind::Recovery } else { EventKind::Response };
        let title = format!("{from} → {to}").into();
        plain.events.push(Event { at, title, kind, actor: actor.clone(), ..Event::default() });
    });
}

fn is_done_word(status: &str) -> bool {
    matches!(
        status.to_lowercase().as_str(),
        "done" | "closed" | "resolved" | "completed" | "canceled" | "cancelled" | "declined"
    )
}

/// The columns of tables in other languages, as German, French, Spanish and Japanese sites write them.
const COLUMNS: &[(&str, &[&str])] = &[
    (
        "Issue key",
        &["Vorgangsschlüssel", "Schlüssel", "Clé de ticket", "Clé", "Clave de incidencia", "Clave", "課題キー", "キー"],
    ),
    ("Summary", &["Zusammenfassung", "Résumé", "Resumen", "要約"]),
    ("Description", &["Beschreibung", "Descripción", "説明"]),
    (
        "Issue Type",
        &["Vorgangstyp", "Type de ticket", "Type de demande", "Tipo de Incidencia", "Tipo de incidencia", "課題タイプ"],
    ),
    ("Status", &["État", "Statut", "Estado", "ステータス"]),
    ("Status Category", &["Statuskategorie", "Catégorie de statut", "Categoría de estado", "ステータス カテゴリ"]),
    ("Resolution", &["Lösung", "Résolution", "Resolución", "解決状況"]),
    ("Priority", &["Priorität", "Priorité", "Prioridad", "優先度"]),
    (
        "Assignee",
        &["Bearbeiter", "Zugewiesene Person", "Responsable", "Personne assignée", "Persona asignada", "担当者"],
    ),
    ("Created", &["Erstellt", "Création", "Créé", "Creada", "Creado", "作成日"]),
    ("Updated", &["Aktualisiert", "Mise à jour", "Mis à jour", "Actualizada", "Actualizado", "更新日"]),
    ("Resolved", &["Erledigt", "Gelöst", "Résolu", "Résolue", "Resuelta", "Resuelto", "解決日"]),
    ("Due date", &["Fälligkeitsdatum", "Fällig", "Date d'échéance", "Échéance", "Fecha de vencimiento", "期限"]),
    ("Labels", &["Stichwörter", "Étiquettes", "Etiquetas", "ラベル"]),
    ("Component/s", &["Komponenten", "Komponente/n", "Composants", "Composant/s", "Componentes", "コンポーネント"]),
    ("Comment", &["Kommentar", "Commentaire", "Comentario", "コメント"]),
    ("Parent key", &["Übergeordneter Schlüssel", "Clé parente", "Clave principal", "親キー"]),
];

/// The column of that name in another language.
fn column_of(name: &str) -> Option<&'static str> {
    let has = |(_, names): &&(&str, &[&str])| names.iter().any(|known| known.to_lowercase() == name.to_lowercase());
    COLUMNS.iter().find(has).map(|(column, _)| *column)
}

/// An issue that is a line of a table. The names of its columns are as Jira writes them.
fn of_table(json: &RawValue, context: &mut Context<'_>) -> Option<Plain> {
    record! {
        #[serde(rename_all = "PascalCase")]
        Line {
            summary, description, status, resolution, priority, assignee, created, updated, resolved, labels, comment,
            #[serde(rename = "Issue key")]
            key,
            #[serde(rename = "Issue Type")]
            kind,
            #[serde(rename = "Status Category")]
            category,
            #[serde(rename = "Due date", alias = "Due Date")]
            due,
            #[serde(rename = "Component/s", alias = "Components")]
            components,
            #[serde(rename = "Parent key")]
            parent,
        }
    }
    let mut members = context.members(json)?;
    for (name, _) in &mut members {
        if let Some(column) = column_of(name) {
            let became = JIRA.fields.iter().find(|(field, _)| *field == column).map_or("", |(_, became)| became);
            context.mark(name, became);
            *name = Cow::Borrowed(column);
        }
    }
    let row = Line::deserialize(MapDeserializer::<_, serde_json::Error>::new(members.into_iter())).ok()?;
    let words = |field: Field<'_>| -> Vec<Box<str>> {
        let mut words = Vec::new();
        let mut add = |word: &RawValue| words.extend(text(word).map(|word| Box::from(&*word.text)));
        if let Some(json) = field.filter(|json| !each_item(json, &mut |_, item| add(item))) {
            add(json);
        }
        words
    };
    let mut plain = Plain {
        key: context.take_text("Issue key", row.key)?.into(),
        title: context.take_text("Summary", row.summary).unwrap_or_default().into(),
        text: context.take_text("Description", row.description).map(Into::into),
        kind: context.take_text("Issue Type", row.kind).unwrap_or_default().into(),
        status: context.take_text("Status", row.status).unwrap_or_default().into(),
        category: context.take_text("Status Category", row.category).unwrap_or_default().to_lowercase(),
        resolution: context.take_text("Resolution", row.resolution).unwrap_or_default().into(),
        priority: context.take_text("Priority", row.priority).map(Into::into),
        owner: context.take_text("Assignee", row.assignee).map(Into::into),
        created: context.take_time("Created", row.created),
        updated: context.take_time("Updated", row.updated),
        resolved: context.take_time("Resolved", row.resolved),
        labels: words(row.labels),
        components: words(row.components),
        ..Plain::default()
    };
    // A date, which is written with the midnight of it.
    if let Some(due) = context.take_text("Due date", row.due) {
        let is_midnight =
            ["12:00 AM", "00:00", "0:00", "00:00:00"].iter().find_map(|end| due.trim_end().strip_suffix(end));
        let due = is_midnight.unwrap_or(&due).trim();
        plain.due = context.at_key("Due date", |context| context.loose_time(due));
    }
    context.at_key("Comment", |context| {
        for comment in words(row.comment) {
            let mut parts = comment.splitn(3, ';');
            let (Some(at), Some(author), Some(body)) = (parts.next(), parts.next(), parts.next()) else {
                plain.events.push(event(None, &comment, "", EventKind::Note));
                continue;
            };
            let actor = Some(author.into());
            plain.events.push(Event { actor, ..event(context.loose_time(at), body, "Comment", EventKind::Note) });
        }
    });
    let mut link = |key: &str| plain.linked.push(Plain { key: key.into(), ..Plain::default() });
    for key in words(row.parent) {
        link(&key);
    }
    let mut columns: Vec<(String, Vec<Box<str>>)> = Vec::new();
    each_member(json, &mut |column, value| columns.push((column.into_owned(), words(Some(value)))));
    for (column, cells) in columns {
        if column.contains("issue link (") {
            for key in &cells {
                link(key);
            }
            context.mark(&column, "the incident of an action");
        } else if column.to_lowercase() == "custom field (severity)" {
            plain.severity = cells.first().cloned();
            context.mark(&column, "the severity");
        } else if let Some(name) = column.strip_prefix("Custom field (").and_then(|name| name.strip_suffix(')'))
            && let Some(written) = cells.first().filter(|cell| has_clock(cell))
        {
            plain.own.extend(context.loose_time(written).map(|at| (name.to_owned(), at)));
            context.mark(&column, "a milestone, by --map or its usual meaning; else an event");
        }
    }
    Some(plain)
}

/// `true` for a text that is a date and a time of day, in whatever form.
fn has_clock(text: &str) -> bool {
    let is_read = |order| crate::time::read_loose_time(text, Some(order)).is_ok();
    text.contains(':') && (is_read(DateOrder::DayFirst) || is_read(DateOrder::MonthFirst))
}

fn incident(plain: Plain, context: &mut Context<'_>) -> Found {
    let mut incident = Incident {
        id: plain.key,
        title: plain.title,
        summary: plain.text,
        severity: plain.severity.or(plain.priority).and_then(|word| severity(&word)),
        tags: plain.labels,
        timeline: plain.events,
        ..Incident::default()
    };
    let is_done = plain.category == "done" || (plain.category.is_empty() && is_done_word(&plain.status));
    let usual = Some(if is_done { Status::Resolved } else { Status::Ongoing });
    incident.status = context.named_status(&plain.status, usual.filter(|_| !plain.status.is_empty()));
    incident.services = plain.components.iter().map(|name| service(name)).collect();
    incident.links.extend(plain.link);
    incident.timeline.extend(plain.created.map(|at| event(Some(at), "Opened", "", EventKind::Response)));
    incident.milestones.acknowledged = plain.acknowledged;
    incident.milestones.resolved = plain.resolved;
    for (name, at) in plain.own {
        match context.named_milestone(&name, &at.at.to_string()) {
            Some(milestone) => *incident.milestones.get_mut(milestone) = Some(at),
            None => incident.timeline.push(Event { at: Some(at), title: name.into(), ..Event::default() }),
        }
    }
    incident.corrective_actions =
        plain.linked.into_iter().filter(|linked| !is_incident(&linked.kind)).map(action).collect();
    Found::incident(incident, "incidents").updated(plain.updated)
}

fn action_part(mut plain: Plain) -> Found {
    // The issue it is linked to; where that is no incident, or there is none, it belongs to the only incident there is.
    let of = plain.linked.iter().find(|linked| linked.kind.is_empty() || is_incident(&linked.kind));
    let of = of.map(|linked| linked.key.clone()).unwrap_or_default();
    plain.linked.clear();
    let title = if of.is_empty() { "Actions".into() } else { format!("Actions of {of}").into() };
    let updated = plain.updated;
    let part = Incident { title, corrective_actions: vec![action(plain)], ..Incident::default() };
    Found::part(of, part, "actions").updated(updated)
}

fn action(plain: Plain) -> CorrectiveAction {
    let resolution = plain.resolution.to_lowercase();
    let is_dropped = ["won't", "wont", "will not", "duplicate", "cannot reproduce", "declined", "not planned"]
        .iter()
        .any(|word| resolution.replace('\u{2019}', "'").contains(word));
    let word = plain.status.to_lowercase();
    let status = match plain.category.as_str() {
        _ if is_dropped => Some(ActionStatus::Dropped),
        "done" | "complete" => Some(ActionStatus::Done),
        "indeterminate" | "in progress" => Some(ActionStatus::InProgress),
        "new" | "to do" => Some(ActionStatus::Open),
        _ if is_done_word(&word) => Some(ActionStatus::Done),
        _ if word.contains("progress") || word.contains("review") => Some(ActionStatus::InProgress),
        _ if word.is_empty() => None,
        _ => Some(ActionStatus::Open),
    };
    let kind = plain.labels.iter().find_map(|label| ActionKind::from_word(&label.to_lowercase()));
    CorrectiveAction {
        id: ActionId::new(&plain.key),
        title: if plain.title.is_empty() { plain.key } else { plain.title },
        details: plain.text,
        kind,
        owner: plain.owner,
        status,
        priority: plain.priority,
        due: plain.due,
        completed: plain.resolved,
        links: plain.link.into_iter().collect(),
        ..CorrectiveAction::default()
    }
}

/// A text of the Atlassian document format as text; a plain one without its HTML.
fn rich_text(field: Field<'_>) -> Option<String> {
    let json = field?;
    let mut text_of = String::new();
    match text(json) {
        Some(plain) => text_of.push_str(&plain_text(&plain.text)),
        None => add_node(json, &mut text_of, 0),
    }
    Some(text_of.trim().to_owned()).filter(|text| !text.is_empty())
}

fn add_node(node: &RawValue, to: &mut String, depth: usize) {
    /// Deeper than documents are.
    const DEEPEST: usize = 40;
    if depth > DEEPEST {
        return;
    }
    let (mut kind, mut content, mut attributes) = (Cow::Borrowed(""), None, None);
    each_member(node, &mut |key, value| match &*key {
        "type" => kind = text(value).map(|text| text.text).unwrap_or_default(),
        "text" => to.push_str(&text(value).map(|text| text.text).unwrap_or_default()),
        "content" => content = Some(value),
        "attrs" => attributes = Some(value),
        _ => {}
    });
    match &*kind {
        "hardBreak" => to.push('\n'),
        "listItem" | "taskItem" => to.push_str("- "),
        "mention" | "emoji" | "status" | "date" => {
            to.push_str(&attributes.and_then(|attributes| text_in(attributes, "text")).unwrap_or_default());
        }
        "inlineCard" => to.push_str(&attributes.and_then(|attributes| text_in(attributes, "url")).unwrap_or_default()),
        _ => {}
    }
    if let Some(content) = content {
        each_item(content, &mut |_, child| add_node(child, to, depth + 1));
    }
    let is_block = matches!(&*kind, "paragraph" | "heading" | "codeBlock" | "listItem" | "taskItem" | "tableRow");
    if is_block && !to.ends_with('\n') {
        to.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{
        actions, catalog, document_with, events, incident, joined, milestones, problems, shared,
    };
    use super::*;
    use crate::formats::ReadOptions;

    const ISSUES: &str = r#"{"issues":[
        {"key":"INC-21","self":"https://example.atlassian.net/rest/api/3/issue/1","fields":{"summary":"Checkout errors","issuetype":{"name":"[System] Incident"},"status":{"name":"Completed","statusCategory":{"key":"done"}},
          "priority":{"name":"Highest"},"created":"2026-03-04T14:36:00.000+0100","updated":"2026-03-09T16:00:00.000+0100","resolutiondate":"2026-03-04T15:45:00.000+0100","labels":["checkout"],"components":[{"name":"Checkout API"}],
          "customfield_10050":"2026-03-04T14:30:00.000+0100","customfield_10051":{"value":"Major"},"description":{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"40 % fail."}]}]},
          "issuelinks":[{"type":{"name":"Relates"},"outwardIssue":{"key":"OPS-101","fields":{"summary":"Alert","status":{"name":"Done"}}}}],
          "comment":{"comments":[{"author":{"displayName":"one"},"created":"2026-03-04T14:52:00.000+0100","body":"Pool halved."}]}},
         "changelog":{"histories":[{"created":"2026-03-04T14:39:00.000+0100","items":[{"field":"status","fromString":"Open","toString":"Work in progress"}]},
           {"created":"2026-03-04T15:45:00.000+0100","items":[{"field":"status","fromString":"Work in progress","toString":"Completed"}]}]}},
        {"key":"OPS-101","fields":{"summary":"Alert on pool saturation","issuetype":{"name":"Task"},"status":{"name":"Done","statusCategory":{"key":"done"}},"duedate":"2026-03-13","labels":["detect"]}}],
        "names":{"customfield_10050":"Impact start","customfield_10051":"Severity"}}"#;
    const TABLE: &str = "Summary,Issue key,Issue Type,Status,Resolution,Created,Resolved,Due date,Labels,Labels,Outward issue link (Relates),Comment\n\
        Alert,OPS-101,Task,Done,Done,05/Mar/26 9:12 AM,12/Mar/26 4:00 PM,13/Mar/26 12:00 AM,postmortem,detect,INC-21,06/Mar/26 10:00 AM;two;Dashboard first.\n\
        Check,OPS-102,Task,In Progress,,05/Mar/26 9:15 AM,,,,,INC-21,\n\
        Never,OPS-103,Task,Closed,Won't Do,05/Mar/26 9:15 AM,,,,,INC-21,\n";

    #[test]
    fn an_incident_with_its_actions() {
        let reading = incident(ISSUES);
        let incident = &reading.incident;
        assert_eq!((&*incident.id, milestones(incident).as_str()), ("INC-21", "s 13:30 a 13:39 r 14:45"));
        assert_eq!(
            events(incident),
            [
                "13:36 response Opened",
                "13:39 response Open → Work in progress",
                "13:52 note Pool halved.",
                "14:45 recovery Work in progress → Completed"
            ]
        );
        assert_eq!(actions(incident), ["done due 2026-03-13: Alert on pool saturation"]);
        assert_eq!(incident.corrective_actions[0].kind, Some(ActionKind::Detect));
        assert_eq!(
            (&*incident.severity.as_ref().unwrap().word, incident.summary.as_deref()),
            ("Major", Some("40 % fail."))
        );
        assert_eq!(&*incident.links[0].url, "https://example.atlassian.net/browse/INC-21");
        assert_eq!(problems(&reading), [""; 0]);
    }

    #[test]
    fn a_table_of_tasks_is_actions_of_an_incident() {
        let lonely = catalog(TABLE);
        let expected = ["done due 2026-03-13: Alert", "in_progress: Check", "dropped: Never"];
        assert_eq!(actions(&lonely.entries[0].incident), expected);
        let said: Vec<_> = lonely.problems.iter().map(ToString::to_string).collect();
        assert!(said.iter().any(|said| said.contains("has no zone")), "{said:?}");
        assert!(said.iter().any(|said| said.contains("parts of the incident \"INC-21\"")), "{said:?}");
        let both = joined(&[ISSUES, TABLE]);
        assert_eq!(both.incident.corrective_actions.len(), 3, "the same action of two files is one");
        let options = ReadOptions { zone: Some("Europe/Berlin".into()), ..ReadOptions::default() };
        let told = document_with(TABLE, &options).into_incident().unwrap();
        let completed = told.incident.corrective_actions[0].completed.unwrap();
        assert_eq!(completed.at.to_string(), "2026-03-12T15:00:00Z");
    }

    #[test]
    fn tables_in_other_languages_are_read() {
        for (table, created) in [
            (
                "sep=;\r\nZusammenfassung;Vorgangsschlüssel;Vorgangstyp;Status;Erstellt;Erledigt;Priorität\r\nFehler an der Kasse;OPS-1;Incident;Erledigt;04/Mär/26 1:30 PM;04/Mär/26 2:45 PM;Hoch",
                "13:30",
            ),
            (
                "Résumé,Clé de ticket,Type de ticket,État,Création,Résolu\nErreurs,OPS-1,Incident,Terminé,04/mars/26 1:30 PM,04/mars/26 2:45 PM",
                "13:30",
            ),
            (
                "Resumen\tClave de incidencia\tTipo de Incidencia\tEstado\tCreada\tResuelta\nErrores\tOPS-1\tIncident\tResuelta\t04/mar/26 13:30\t04/mar/26 14:45",
                "13:30",
            ),
            (
                "要約,課題キー,課題タイプ,ステータス,作成日,解決日\n障害,OPS-1,Incident,完了,2026/03/04 13:30,2026/03/04 14:45",
                "13:30",
            ),
        ] {
            let options = ReadOptions { zone: Some("UTC".into()), ..ReadOptions::default() };
            let reading = document_with(table, &options).into_incident().unwrap();
            assert_eq!(&*reading.incident.id, "OPS-1", "{table}");
            assert_eq!(milestones(&reading.incident), "r 14:45", "{table}");
            assert_eq!(events(&reading.incident)[0], format!("{created} response Opened"), "{table}");
            assert_eq!(problems(&reading), [""; 0], "{table}");
        }
    }

    #[test]
    fn a_webhook_is_read() {
        let text = r#"{"timestamp":1772631000000,"webhookEvent":"jira:issue_updated","user":{"displayName":"One"},"issue":{"id":"1","key":"OPS-1","self":"https://a.example.com/rest/api/2/issue/1",
            "fields":{"summary":"Checkout errors","issuetype":{"name":"Incident"},"status":{"name":"Done","statusCategory":{"key":"done"}},"created":"2026-03-04T13:41:00.000+0000","resolutiondate":"2026-03-04T14:45:00.000+0000","duedate":"None"}},"changelog":{"items":[]}}"#;
        let reading = incident(text);
        assert_eq!((milestones(&reading.incident).as_str(), &*reading.incident.title), ("r 14:45", "Checkout errors"));
        assert_eq!(problems(&reading), [""; 0]);
    }

    #[test]
    fn traps() {
        for (from, to, facts) in [
            ("\"names\"", "\"nam\"", "a 13:39 r 14:45"),
            ("\"resolutiondate\":\"2026-03-04T15:45:00.000+0100\"", "\"resolutiondate\":null", "s 13:30 a 13:39"),
            ("\"Work in progress\"}]},", "\"Closed\"}]},", "s 13:30 r 14:45"),
            ("\"changelog\"", "\"log\"", "s 13:30 r 14:45"),
        ] {
            assert_eq!(milestones(&incident(&ISSUES.replace(from, to)).incident), facts, "{from} → {to}");
        }
        let tasks = catalog(&ISSUES.replace("[System] Incident", "Story"));
        assert!(
            tasks.entries.iter().all(|entry| entry.incident.timeline.is_empty()),
            "without an incident all are actions"
        );
        assert!(!is_incident("Post-incident review"));
    }

    #[test]
    fn composed_bodies_are_read() {
        let read =
            |name: &str| shared(&format!("data/more/jira-{name}")).map(|bytes| String::from_utf8(bytes).unwrap());
        let (Some(search), Some(table)) = (read("search.json"), read("actions.csv")) else { return };
        let incident = incident(&search).incident;
        assert_eq!((&*incident.id, milestones(&incident).as_str()), ("INC-21", "s 13:30 a 13:39 r 14:45"));
        assert_eq!(
            incident.corrective_actions.iter().map(|action| action.id.as_str()).collect::<Vec<_>>(),
            ["OPS-101"]
        );
        let lonely = catalog(&table);
        let found: Vec<String> = lonely.entries.iter().flat_map(|entry| actions(&entry.incident)).collect();
        assert_eq!(
            found,
            [
                "done due 2026-03-13: Alert on pool saturation",
                "in_progress due 2026-03-20: Validate pool sizes before deploys",
                "open: Write the runbook"
            ]
        );
    }

    #[test]
    fn one_issue_and_a_table_with_semicolons_are_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/jira-3")),
            ["Checkout errors · resolved · s 13:30 a 13:39 r 14:45 · Checkout"]
        );
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/jira-4")),
            ["Checkout errors · resolved · s 13:30 r 14:45 · "]
        );
    }
}
