//! Postmortems as documents: a reader for each form that they are written in. What they have in common is in
//! [`document`](crate::formats::document).

use crate::formats::document::{DocumentIncident, Form, Said, form_of, looks_like_one, read, read_split};
use crate::formats::registry::{Confidence, Document, Head, Outline, Reader, Source, Work};
use crate::formats::unknown::{begins_like_json, seems_log, unknown};
use crate::formats::{Catalog, Entry, ReadError, Reading, id_of};
use crate::time::DateOrder;

/// A form of document.
pub struct DocumentReader {
    id: &'static str,
    name: &'static str,
    recognised_by: &'static str,
    endings: &'static [&'static str],
    form: Form,
}

/// Markdown.
pub static MARKDOWN: DocumentReader = DocumentReader {
    id: "markdown",
    name: "Markdown document",
    recognised_by: "headings, lists and tables of Markdown",
    endings: &["md", "markdown"],
    form: Form::Markdown,
};

/// HTML.
pub static HTML: DocumentReader = DocumentReader {
    id: "html",
    name: "HTML document",
    recognised_by: "elements of HTML; exports of Confluence, Google Docs and Notion are such",
    endings: &["html", "htm", "xhtml"],
    form: Form::Html,
};

/// `MediaWiki` text.
pub static WIKITEXT: DocumentReader = DocumentReader {
    id: "wikitext",
    name: "MediaWiki page",
    recognised_by: "headings between equals signs",
    endings: &["wiki", "mediawiki", "wikitext"],
    form: Form::Wikitext,
};

/// `DokuWiki` text.
pub static DOKUWIKI: DocumentReader = DocumentReader {
    id: "dokuwiki",
    name: "DokuWiki page",
    recognised_by: "headings between equals signs, the highest between six",
    endings: &["dokuwiki"],
    form: Form::DokuWiki,
};

/// reStructuredText.
pub static RST: DocumentReader = DocumentReader {
    id: "rst",
    name: "reStructuredText document",
    recognised_by: "underlined titles with directives or fields",
    endings: &["rst"],
    form: Form::Rst,
};

/// `AsciiDoc`.
pub static ASCIIDOC: DocumentReader = DocumentReader {
    id: "asciidoc",
    name: "AsciiDoc document",
    recognised_by: "headings after equals signs",
    endings: &["adoc", "asciidoc"],
    form: Form::AsciiDoc,
};

/// The wiki markup of Jira, or Textile.
pub static JIRA_MARKUP: DocumentReader = DocumentReader {
    id: "jira-markup",
    name: "Jira wiki markup",
    recognised_by: "headings such as `h2.`",
    endings: &["textile"],
    form: Form::Jira,
};

/// Org-mode.
pub static ORG: DocumentReader = DocumentReader {
    id: "org",
    name: "Org document",
    recognised_by: "a line #+TITLE, or the ending of its name",
    endings: &["org"],
    form: Form::Org,
};

/// Plain text.
pub static TEXT: DocumentReader = DocumentReader {
    id: "text",
    name: "plain text",
    recognised_by: "names of sections or lines that begin with a time",
    endings: &["text"],
    form: Form::Plain,
};

impl Reader for DocumentReader {
    fn id(&self) -> &'static str {
        self.id
    }

    fn name(&self) -> &'static str {
        self.name
    }

    fn recognised_by(&self) -> &'static str {
        self.recognised_by
    }

    fn endings(&self) -> &'static [&'static str] {
        self.endings
    }

    fn sniff(&self, head: &Head<'_>) -> Confidence {
        // JSON is left to the others, be it cut or broken.
        let text = head.text.trim_start();
        // "0x19. Postmortem" begins with a number, and goes on.
        let is_line = !text.trim_end().contains('\n');
        let is_value = is_line && !matches!(head.outline, Outline::Nothing) && !text.starts_with(['{', '[']);
        let is_json = is_value || begins_like_json(text);
        if is_json || head.text.trim().is_empty() || form_of(head.text, head.name) != self.form {
            return Confidence::None;
        }
        if self.form != Form::Plain || looks_like_one(head.text) { Confidence::Possible } else { Confidence::None }
    }

    fn read<'a>(&'a self, source: Source<'a>) -> Work<'a> {
        Box::pin(async move { read_source(&source, self.form).await })
    }
}

async fn read_source(source: &Source<'_>, form: Form) -> Result<Document, ReadError> {
    source.pause(0, None).await?;
    let options = source.options;
    let said = Said {
        zone: options.zone.clone(),
        day: options.day,
        day_first: options.date_order.map(|order| order == DateOrder::DayFirst),
        form: options.reader.is_some().then_some(form),
    };
    if options.split
        && let Some(parts) = read_split(source.text, source.name, &said, source.zones)
    {
        let mut catalog = Catalog::default();
        for (number, part) in (1..).zip(parts) {
            let mut reading = reading_of(part, source.name);
            reading.incident.id = format!("{}-{number}", reading.incident.id).into();
            catalog.add_incident(source.name, reading);
        }
        for entry in &mut catalog.entries {
            *entry = Entry { src: None, ..std::mem::take(entry) };
        }
        return Ok(Document::Catalog(catalog));
    }
    if form == Form::Plain
        && options.reader.is_none()
        && seems_log(source.text)
        && let Some(error) = unknown(source.text, &Outline::Nothing)
    {
        return Err(error);
    }
    let found = read(source.text, source.name, &said, source.zones);
    let incident = &found.incident;
    let is_empty = incident.timeline.is_empty()
        && incident.root_causes.is_empty()
        && incident.corrective_actions.is_empty()
        && incident.milestones.started.is_none();
    if is_empty {
        return Err(unknown(source.text, &Outline::Nothing).unwrap_or_else(|| ReadError::Unknown {
            seems: format!("a document in {}", found.reading.form).into(),
            remedy: "Give it a heading such as Timeline with a list of times under it.".into(),
        }));
    }
    Ok(Document::Incident(Box::new(reading_of(found, source.name))))
}

fn reading_of(found: DocumentIncident, name: &str) -> Reading {
    let DocumentIncident { mut incident, problems, reading } = found;
    incident.id = id_of(name, &incident.title);
    Reading { incident, problems, conversions: Vec::new(), origin: None, document: Some(Box::new(reading)) }
}
