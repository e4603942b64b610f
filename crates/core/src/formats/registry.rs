//! The formats that can be read: how each is recognised, and reading a file in the one it is in.
//!
//! A new format is a file in `readers` with a type that implements [`Reader`], and a line in [`READERS`]. A format whose
//! files have what no others have says [`Confidence::Certain`], and need not mind the order of the list.

use std::pin::Pin;

use serde::de::DeserializeSeed;

use super::collection::{Index, Lines, List};
use super::foreign::{DEEPEST, WRAPPERS, delivered, is_lone, is_record};
use super::json::Version1;
use super::outline::Peek;
use super::unknown::unknown;
use super::{Catalog, CatalogProblem, CatalogProblemKind, ReadError, ReadOptions, Reading, readers};
use crate::incident::Step;
use crate::pace::{Pace, Progress, Stopped};
use crate::time::ZoneSource;

pub use super::outline::Outline;

/// Every format that is read. Of two that are as confident, the first reads.
pub static READERS: &[&dyn Reader] = &[
    &Lines,
    &Version1,
    &Index,
    &List,
    &readers::incident_io::INCIDENT_IO,
    &readers::pagerduty::PAGERDUTY,
    &readers::datadog::DATADOG,
    &readers::grafana_irm::GRAFANA_IRM,
    &readers::opsgenie::OPSGENIE,
    &readers::firehydrant::FIREHYDRANT,
    &readers::rootly::ROOTLY,
    &readers::squadcast::SQUADCAST,
    &readers::ilert::ILERT,
    &readers::grafana_oncall::GRAFANA_ONCALL,
    &readers::dynatrace::DYNATRACE,
    &readers::zenduty::ZENDUTY,
    &readers::splunk_on_call::SPLUNK_ON_CALL,
    &readers::new_relic::NEW_RELIC,
    &readers::google_monitoring::GOOGLE_MONITORING,
    &readers::zabbix::ZABBIX,
    &readers::servicenow::SERVICENOW,
    &readers::jira::JIRA,
    &readers::gitlab::GITLAB,
    &readers::statuspage::STATUSPAGE,
    &readers::incident_io_page::INCIDENT_IO_PAGE,
    &readers::instatus::INSTATUS,
    &readers::better_stack::BETTER_STACK,
    &readers::upptime::UPPTIME,
    &readers::upptime::UpptimeState,
    &readers::uptime_kuma::UPTIME_KUMA,
    &readers::gatus::GATUS,
    &readers::uptime_robot::UPTIME_ROBOT,
    &readers::pingdom::PINGDOM,
    &readers::cachet::CACHET,
    &readers::openstatus::OPENSTATUS,
    &readers::oneuptime::ONEUPTIME,
    &readers::status_io::STATUS_IO,
    &readers::status_feed::STATUS_FEED,
    // After every page of a vendor.
    &readers::status_updates::STATUS_UPDATES,
    &readers::google_cloud::GOOGLE_CLOUD,
    &readers::aws_incident_manager::AWS_INCIDENT_MANAGER,
    &readers::aws_health::AWS_HEALTH,
    &readers::azure::AZURE_HEALTH,
    &readers::azure::AZURE_SENTINEL,
    &readers::slack_status::SLACK_STATUS,
    &readers::slack::SLACK,
    &readers::alertmanager::ALERTMANAGER,
    &readers::cloudwatch::CLOUDWATCH,
    &readers::sentry::SENTRY,
    &readers::kubernetes::KUBERNETES,
    &readers::openshift::OPENSHIFT,
    &readers::document::MARKDOWN,
    &readers::document::HTML,
    &readers::document::WIKITEXT,
    &readers::document::DOKUWIKI,
    &readers::document::RST,
    &readers::document::ASCIIDOC,
    &readers::document::JIRA_MARKUP,
    &readers::document::ORG,
    &readers::document::TEXT,
];

/// Faultline's own formats, which the page reads without fetching more of itself.
static OWN_READERS: &[&dyn Reader] = &[&Lines, &Version1, &Index, &List];

/// How much of a file its format is recognised by.
const HEAD: usize = 64 << 10;

/// A format: recognised by the beginning of a file, and read.
pub trait Reader: Sync {
    /// What the reader is chosen by: "statuspage". Small letters, digits and hyphens.
    fn id(&self) -> &'static str;

    /// What the format is called: "Statuspage".
    fn name(&self) -> &'static str;

    /// What its files are recognised by, in a few words.
    fn recognised_by(&self) -> &'static str;

    /// How the names of its files end, without the dot: what is looked at in a folder.
    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    /// How likely a file is in this format.
    fn sniff(&self, head: &Head<'_>) -> Confidence;

    /// Reads a whole file.
    fn read<'a>(&'a self, source: Source<'a>) -> Work<'a>;
}

/// Reading under way.
///
/// # Errors
/// [`ReadError`] when the file holds no incident, and [`ReadError::Stopped`] when its pace ended the work.
pub type Work<'a> = Pin<Box<dyn Future<Output = Result<Document, ReadError>> + 'a>>;

/// How likely a file is in a format, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is not.
    None,
    /// It may be, for want of a better one.
    Possible,
    /// It has what files of the format have.
    Likely,
    /// It has what no file of another format has.
    Certain,
}

/// The beginning of a file.
#[derive(Clone, Debug)]
pub struct Head<'a> {
    /// The name or address of the file.
    pub name: &'a str,
    /// Its text, as far as it is looked at.
    pub text: &'a str,
    /// What of JSON the text shows.
    pub outline: Outline,
}

impl<'a> Head<'a> {
    /// The beginning of a file, of which `bytes` are the first or all.
    #[must_use]
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        let start = bytes.get(..HEAD.min(bytes.len())).unwrap_or(bytes);
        // The last character may be cut.
        let text = start.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        let text = without_mark(text);
        Self { name, text, outline: outline_of(text) }
    }

    /// The answer that the file holds: out of a list of several, and out of the usual wrappings.
    #[must_use]
    pub fn answer(&self) -> &Outline {
        let mut answer = &self.outline;
        for depth in 0..DEEPEST {
            let is_wrapper = |(key, value): &&(String, Outline)| {
                WRAPPERS.contains(&key.as_str()) && matches!(value, Outline::Object(_))
            };
            let inner = match answer {
                Outline::List(first) if depth == 0 => Some(&**first).filter(|first| !is_record(&mut first.keys())),
                Outline::Object(members) if !is_record(&mut answer.keys()) => {
                    members.iter().find(is_wrapper).map(|(_, value)| value)
                }
                _ => None,
            };
            match inner {
                Some(inner) => answer = inner,
                None => break,
            }
        }
        answer
    }

    /// The first record of the file, out of its wrapping: a list, the value of one of the keys `lists`, or the value of a
    /// usual key of an object that is no record itself.
    #[must_use]
    pub fn record(&self, lists: &[&str]) -> &Outline {
        first_record(&self.outline, lists)
    }
}

/// The first record of a file: see [`Head::record`].
pub fn first_record<'o>(outline: &'o Outline, lists: &[&str]) -> &'o Outline {
    let mut outline = outline;
    for depth in 0..DEEPEST {
        let inner = match outline {
            Outline::List(first) => {
                outline = first;
                // What stands in a list is a record, unless it is one of several answers.
                let is_record = is_record(&mut outline.keys());
                let holds = |value: &Outline| matches!(value, Outline::List(_) | Outline::Object(_));
                let is_alone = |members: &[(String, Outline)]| {
                    !is_record && is_lone(&mut members.iter().map(|(key, value)| (key.as_str(), holds(value))))
                };
                let is_answer = |(key, value): &(String, Outline), is_alone: bool| {
                    let is_known = lists.contains(&key.as_str()) || (!is_record && WRAPPERS.contains(&key.as_str()));
                    is_known && (matches!(value, Outline::List(_)) || (is_alone && holds(value)))
                };
                match outline {
                    Outline::Object(members) if depth == 0 => {
                        let is_alone = is_alone(members);
                        members.iter().find(|member| is_answer(member, is_alone)).map(|(_, value)| value)
                    }
                    _ => None,
                }
            }
            Outline::Object(members) => {
                let is_record = is_record(&mut outline.keys());
                let holds = |value: &Outline| match value {
                    Outline::List(first) => matches!(**first, Outline::Object(_) | Outline::List(_)),
                    value => matches!(value, Outline::Object(_)),
                };
                let usual = WRAPPERS.iter().filter(|_| !is_record);
                // In the order of what is wanted: keys may stand in any order.
                lists.iter().chain(usual).find_map(|wanted| {
                    let found = members.iter().find(|(key, value)| key == wanted && holds(value));
                    found.map(|(_, value)| value)
                })
            }
            _ => None,
        };
        match inner {
            Some(inner) => outline = inner,
            None => break,
        }
    }
    outline
}

fn outline_of(text: &str) -> Outline {
    let mut outline = Outline::Nothing;
    // An error is no surprise: of most files this is the beginning.
    let _ = Peek::new(&mut outline).deserialize(&mut serde_json::Deserializer::from_str(text));
    outline
}

/// What is read, and what reading needs.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The text of the file, without a byte order mark.
    pub text: &'a str,
    /// The name or address of the file, for ids and problems.
    pub name: &'a str,
    /// Answers for the zones that the file names.
    pub zones: &'a dyn ZoneSource,
    /// What the reader is told beside the file.
    pub options: &'a ReadOptions,
    pace: &'a dyn AnyPace,
}

impl<'a> Source<'a> {
    /// A text of a file of that name or address.
    pub fn new(
        text: &'a str,
        name: &'a str,
        options: &'a ReadOptions,
        zones: &'a dyn ZoneSource,
        pace: &'a impl Pace,
    ) -> Self {
        Self { text: without_mark(text), name, zones, options, pace }
    }

    /// Lets others run, if it is time. Readers of what may be large call it after each small step.
    ///
    /// # Errors
    /// [`ReadError::Stopped`] when reading is to end.
    pub async fn pause(&self, done: usize, total: Option<usize>) -> Result<(), ReadError> {
        Ok(self.pace.pause(Progress { done, total }).await?)
    }
}

/// A text without the byte order mark that some tools write before it.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Any [`Pace`], behind one pointer.
trait AnyPace {
    fn pause(&self, progress: Progress) -> Pin<Box<dyn Future<Output = Result<(), Stopped>> + '_>>;
}

impl<P: Pace> AnyPace for P {
    fn pause(&self, progress: Progress) -> Pin<Box<dyn Future<Output = Result<(), Stopped>> + '_>> {
        Box::pin(Pace::pause(self, progress))
    }
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    /// One incident.
    Incident(Box<Reading>),
    /// Many incidents.
    Catalog(Catalog),
}

impl Document {
    /// The one incident of a file.
    ///
    /// # Errors
    /// [`ReadError::NotAnObject`] when it holds many.
    pub fn into_incident(self) -> Result<Reading, ReadError> {
        match self {
            Self::Incident(reading) => Ok(*reading),
            Self::Catalog(_) => Err(ReadError::NotAnObject { found: "a list of incidents".into() }),
        }
    }

    /// What was read of foreign records and joined: an incident, where there is one.
    pub(super) fn of_foreign(mut catalog: Catalog) -> Self {
        let is_part = |problem: &CatalogProblem| matches!(problem.kind, CatalogProblemKind::Part(_));
        let is_one = catalog.entries.len() == 1 && catalog.unlisted == 0 && catalog.problems.iter().all(is_part);
        let Some(entry) = catalog.entries.pop_if(|_| is_one) else { return Self::Catalog(catalog) };
        let problems = catalog.problems.into_iter().filter_map(|found| {
            let CatalogProblemKind::Part(mut problem) = found.kind else { return None };
            let list = (!found.list.is_empty()).then_some(Step::Key(found.list));
            problem.at.0.splice(0..0, list.into_iter().chain(found.item.map(Step::Index)));
            Some(problem)
        });
        Self::Incident(Box::new(Reading {
            incident: entry.incident,
            problems: problems.collect(),
            conversions: catalog.conversions,
            origin: entry.origin,
            document: None,
        }))
    }

    /// What the incidents of several files are together, as [`join_documents`] says.
    #[must_use]
    pub fn joined(mut all: Catalog) -> Self {
        all.join_parts();
        let is_joined = all.entries.len() == 1 && all.parts.is_empty() && all.entries.iter().all(|entry| entry.whole);
        let is_foreign = all.entries.iter().all(|entry| entry.origin.is_some());
        if is_joined || is_foreign { Self::of_foreign(all) } else { Self::Catalog(all) }
    }

    /// The incidents of a file of that name or address, be it one or many.
    #[must_use]
    pub fn into_catalog(self, name: &str) -> Catalog {
        match self {
            Self::Catalog(catalog) => catalog,
            Self::Incident(reading) => {
                let mut catalog = Catalog::default();
                catalog.add_incident(name, *reading);
                catalog
            }
        }
    }
}

/// What several files hold together. Files of one export become one incident where they are of one: log entries and
/// follow-ups are joined to the incident they name. Of two states of one incident the later counts.
#[must_use]
pub fn join_documents(files: impl IntoIterator<Item = (String, Document)>) -> Document {
    let mut all = Catalog::default();
    for (name, document) in files {
        all.add(document.into_catalog(&name));
    }
    Document::joined(all)
}

/// The format of a file. What no reader knows is left to that of version 1, which says what it is not.
#[must_use]
pub fn reader_of(head: &Head<'_>) -> &'static dyn Reader {
    best(READERS, head).0
}

fn best(readers: &[&'static dyn Reader], head: &Head<'_>) -> (&'static dyn Reader, Confidence) {
    let mut best: (&'static dyn Reader, Confidence) = (&Version1, Confidence::None);
    for reader in readers {
        let confidence = reader.sniff(head);
        if confidence > best.1 {
            best = (*reader, confidence);
        }
    }
    best
}

/// The reader of that id.
#[must_use]
pub fn reader_by_id(id: &str) -> Option<&'static dyn Reader> {
    READERS.iter().copied().find(|reader| reader.id() == id)
}

/// `true` for a reader whose severities are the tool's own words for the impact: by them, and not by levels, a sum by impact
/// is made.
#[must_use]
pub fn severity_is_impact(reader: &str) -> bool {
    reader == readers::statuspage::STATUSPAGE.id
}

/// How the names of files end that may hold incidents, each once.
#[must_use]
pub fn endings() -> Vec<&'static str> {
    let mut endings: Vec<&'static str> = Vec::new();
    for ending in READERS.iter().flat_map(|reader| reader.endings()) {
        if !endings.contains(ending) {
            endings.push(ending);
        }
    }
    endings
}

/// Reads the text of a file in the format it is in, or that `options` name. `name` is the file's name or address, used for
/// ids and problems; `zones` answers for the zones it names. Reading pauses by `pace`: of one incident after some events, of
/// many after some incidents.
///
/// # Errors
/// [`ReadError`] when the text holds no incident at all, and [`ReadError::Stopped`] when `pace` ended the work.
pub async fn open(
    text: &str,
    name: &str,
    options: &ReadOptions,
    zones: &dyn ZoneSource,
    pace: &impl Pace,
) -> Result<Document, ReadError> {
    if without_mark(text).trim_start().is_empty() {
        return Err(ReadError::Empty);
    }
    let messages = delivered(without_mark(text));
    let text = messages.as_deref().unwrap_or(text);
    let reader = match &options.reader {
        Some(id) => reader_by_id(id).ok_or_else(|| ReadError::NoSuchReader { id: id.clone() })?,
        None => reader_of_text(text, name)?,
    };
    reader.read(Source::new(text, name, options, zones, pace)).await
}

/// Reads the text of a file that is surely in one of Faultline's own formats, as [`open`] does. `None`: it is in another, or
/// may be, or `options` name another.
///
/// # Errors
/// As [`open`].
pub async fn open_own(
    text: &str,
    name: &str,
    options: &ReadOptions,
    zones: &dyn ZoneSource,
    pace: &impl Pace,
) -> Option<Result<Document, ReadError>> {
    if without_mark(text).trim_start().is_empty() {
        return Some(Err(ReadError::Empty));
    }
    let reader = match &options.reader {
        Some(id) => OWN_READERS.iter().copied().find(|reader| reader.id() == &**id)?,
        None => match best(OWN_READERS, &Head::new(name, text.as_bytes())) {
            (reader, Confidence::Certain) => reader,
            _ => return None,
        },
    };
    Some(reader.read(Source::new(text, name, options, zones, pace)).await)
}

/// The format of a whole text. Where its beginning is nothing special, all of it is looked at: what a format is recognised
/// by may stand behind a long list.
fn reader_of_text(text: &str, name: &str) -> Result<&'static dyn Reader, ReadError> {
    let mut head = Head::new(name, text.as_bytes());
    let (mut reader, mut confidence) = best(READERS, &head);
    if confidence <= Confidence::Possible && text.len() > HEAD {
        head.outline = outline_of(without_mark(text));
        (reader, confidence) = best(READERS, &head);
    }
    match confidence {
        Confidence::None => unknown(without_mark(text), &head.outline).map_or(Ok(reader), Err),
        _ => Ok(reader),
    }
}

/// `true` when a file holds one incident of version 1, told by its beginning: reading it is counted in events.
#[must_use]
pub fn is_version_1(start: &[u8]) -> bool {
    best(OWN_READERS, &Head::new("", start)).0.id() == Version1.id()
}

/// `true` when a file holds an incident of version 1 a line, told by its beginning: a [`LineReader`](super::LineReader)
/// reads it piece by piece.
#[must_use]
pub fn is_lines(start: &[u8]) -> bool {
    reader_of(&Head::new("", start)).id() == Lines.id()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reader_has_an_id_of_its_own_and_is_documented() {
        let page = include_str!("../../../../docs/formats.md");
        let mut ids: Vec<&str> = READERS.iter().map(|reader| reader.id()).collect();
        for reader in READERS {
            let id = reader.id();
            assert!(id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{id}");
            assert!(page.contains(&format!("`{id}`")), "docs/formats.md has no row of `{id}`");
            assert!(!reader.recognised_by().is_empty(), "{id}");
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), READERS.len());
    }

    /// Each seed of the fuzzer that is JSON: its keys in another order, in a list of answers, and with a byte order mark.
    #[test]
    fn what_a_file_holds_does_not_depend_on_its_wrapping() {
        use crate::formats::ReadOptions;
        use crate::formats::read_document;
        use crate::time::NativeZones;
        // Nothing writes lists of these: a page of Uptime Kuma has several members of its own.
        const ALONE: [&str; 2] = ["uptime-kuma-2", "uptime-kuma-3"];
        let read = |text: &str| {
            let document = read_document(text.as_bytes(), "file.json", ReadOptions::NONE, &NativeZones);
            let catalog = document.map(|document| document.into_catalog("file.json")).unwrap_or_default();
            let line = |entry: &crate::formats::Entry| {
                let incident = &entry.incident;
                format!(
                    "{} {:?} {:?} {}",
                    incident.title,
                    incident.status,
                    incident.milestones,
                    incident.timeline.len()
                )
            };
            let mut lines: Vec<String> = catalog.entries.iter().map(line).collect();
            lines.sort_unstable();
            lines
        };
        let (mut seen, mut other) = (0, Vec::new());
        for seed in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds")).unwrap() {
            let path = seed.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let (id, body) = text.split_once('\n').unwrap();
            let Ok(value) = serde_json::from_str::<serde_json::Value>(body) else { continue };
            if id.starts_with("faultline") {
                continue;
            }
            let expected = read(body);
            let sorted = serde_json::to_string_pretty(&value).unwrap();
            assert_eq!(read(&sorted), expected, "{} with its keys in order", path.display());
            assert_eq!(read(&format!("\u{feff}{}", sorted.replace('\n', "\r\n"))), expected, "{}", path.display());
            if value.is_object() {
                if read(&format!("[{body}]")) != expected {
                    other.push(path.file_name().unwrap().to_string_lossy().into_owned());
                }
                seen += 1;
            }
        }
        assert!(seen > 50, "{seen}");
        other.sort_unstable();
        assert_eq!(other, ALONE, "in a list");
    }
}
