//! The command line: arguments, and what runs for them.

mod check;
mod convert;
mod index;
mod inputs;
mod stats;
mod tables;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io::{BufWriter, ErrorKind, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, Parser, Subcommand};

use faultline_core::catalog::GroupBy;
use faultline_core::formats::{NameTable, ReadOptions, read_day, reader_by_id};
use faultline_core::incident::Weights;
use faultline_core::metrics::Anchors;
use faultline_core::time::{DateOrder, Instant, NativeZones, ParsedTime, Zone, ZoneSource, read_time};

/// Exit code: nothing wrong.
const OK: u8 = 0;
/// Exit code: `check` found something, or a file that was read has problems.
const FOUND: u8 = 1;
/// Exit code: something could not be read or written.
const FAILED: u8 = 2;

const EXAMPLES: &str = "\
Examples:
  faultline check incident.json               every problem, and everything left open
  faultline check --strict incidents/*.json   fail on what is left open, too
  faultline stats incident.json               the figures of one incident
  faultline stats incident.json --json        the same for a machine
  faultline stats incidents/                  the figures of many: a folder, a catalog, lines of JSON
  faultline stats incidents.json --from 2023-01-01 --to 2024-01-01 --anchor detected..mitigated
  faultline index incidents/ -o site/index.json    one file that lists them, for the page
  faultline index incidents/ --to ndjson -o tables/   flat tables for a warehouse
  faultline convert pagerduty.json log_entries.json    an incident tool's export as an incident file
  curl -s https://example.org/incident.json | faultline check -

Exit codes: 0 nothing wrong; 1 check found something, or index met problems; 2 check met a file that it
could not read, stats read nothing, or something could not be written.";

/// Check incident files and other tools' exports, measure incidents, convert them, and put many into a catalog.
#[derive(Debug, Parser)]
#[command(name = "faultline", version, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print what could not be read as meant, then what the postmortem leaves open, a line each
    #[command(after_help = EXAMPLES)]
    Check {
        /// Exit with 1 when something is left open, not only when something could not be read
        #[arg(long)]
        strict: bool,
        #[command(flatten)]
        common: CommonOptions,
        /// Incident files, catalogs and folders; - is standard input
        #[arg(required = true, value_name = "PATH")]
        files: Vec<PathBuf>,
    },
    /// Print the figures of one incident, or of many: a folder, a catalog, several files
    #[command(after_help = EXAMPLES)]
    Stats {
        /// Print JSON, as docs/metrics.md describes it
        #[arg(long)]
        json: bool,
        /// The service level objective, above 0 and up to 1 [default: the file's, else 0.999]
        #[arg(long, value_name = "SHARE", value_parser = parse_slo)]
        slo: Option<f64>,
        #[command(flatten)]
        common: CommonOptions,
        #[command(flatten)]
        collection: CollectionOptions,
        /// Incident files, catalogs and folders; - is standard input
        #[arg(required = true, value_name = "PATH")]
        files: Vec<PathBuf>,
    },
    /// Write a catalog of the incidents in files and folders, or flat tables of them
    #[command(after_help = EXAMPLES)]
    Index {
        /// What to write: an index for the page, or tables for a warehouse
        #[arg(long, value_name = "FORM", default_value = "index")]
        to: index::Form,
        /// The file of the index, or the folder of the tables [default for an index: standard output]
        #[arg(short, long, value_name = "PATH")]
        output: Option<PathBuf>,
        /// What the incidents have in common
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        #[command(flatten)]
        common: CommonOptions,
        /// Folders, incident files and catalogs
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Write documents and other tools' exports as an incident file: one incident as itself, several as a collection
    #[command(after_help = EXAMPLES)]
    Convert {
        /// The format of the files, as `faultline formats` lists them [default: told by what they hold]
        #[arg(long, value_name = "FORMAT", value_parser = parse_format)]
        from: Option<Box<str>>,
        /// The zone of local times where a file names none: an IANA name or ±hh:mm [default: UTC, which is said]
        #[arg(long, value_name = "ZONE", value_parser = parse_zone_name, allow_hyphen_values = true)]
        zone: Option<Box<str>>,
        /// The day of a document's entries that name none, where the document states none: 2026-03-04
        #[arg(long, value_name = "DAY", value_parser = parse_day)]
        date: Option<(i32, u32, u32)>,
        /// Read a document that tells several incidents as many
        #[arg(long)]
        split: bool,
        #[command(flatten)]
        names: NameOptions,
        /// The file to write [default: standard output]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Files and folders; those of one export are read together; - is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// List the formats that can be read, and what each is recognised by
    Formats,
}

/// What the reading of other tools' exports is told.
#[derive(Clone, Debug, Default, Args)]
struct ReadingOptions {
    /// The zone of local times where another tool's export names none [default: UTC, which is said]
    #[arg(long, value_name = "ZONE", value_parser = parse_zone_name, allow_hyphen_values = true)]
    local_zone: Option<Box<str>>,
    #[command(flatten)]
    names: NameOptions,
}

/// What names and dates of other tools' exports mean.
#[derive(Clone, Debug, Default, Args)]
struct NameOptions {
    /// A JSON file that says what an organisation's names of timestamps and statuses mean
    #[arg(long, value_name = "FILE", value_parser = parse_map)]
    map: Option<NameTable>,
    /// Whether the day or the month comes first in dates such as 03/04/2026
    #[arg(long, value_name = "ORDER")]
    dates: Option<Dates>,
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Dates {
    /// dd/mm/yyyy.
    DayFirst,
    /// mm/dd/yyyy.
    MonthFirst,
}

impl NameOptions {
    fn options(&self, zone: Option<&str>) -> ReadOptions {
        ReadOptions {
            zone: zone.map(Into::into),
            date_order: self.dates.map(|dates| match dates {
                Dates::DayFirst => DateOrder::DayFirst,
                Dates::MonthFirst => DateOrder::MonthFirst,
            }),
            names: self.map.clone().unwrap_or_default(),
            ..ReadOptions::default()
        }
    }
}

impl ReadingOptions {
    fn options(&self) -> ReadOptions {
        self.names.options(self.local_zone.as_deref())
    }
}

/// Options for the figures of many incidents.
#[derive(Clone, Debug, Default, Args)]
struct CollectionOptions {
    /// Of many: those that began at or after this time or date; downtime from there on
    #[arg(long, value_name = "TIME", value_parser = parse_bound)]
    from: Option<ParsedTime>,
    /// Of many: those that began before this time or date; downtime up to there
    #[arg(long, value_name = "TIME", value_parser = parse_bound)]
    to: Option<ParsedTime>,
    /// Of many: between which moments lengths are measured [default: started..resolved]
    #[arg(long, value_name = "FROM..TO", value_parser = parse_anchors)]
    anchor: Option<Anchors>,
    /// Of many: the figures of each service, severity, level, role or status, too
    #[arg(long, value_name = "WHAT", value_parser = parse_group_by)]
    group_by: Option<GroupBy>,
    /// Of many: what an hour of outage, of partial outage and degraded counts for, 0 to 1 [default: 1,1,0]
    #[arg(long, value_name = "FULL,PARTIAL,DEGRADED", value_parser = parse_weights)]
    weights: Option<Weights>,
    /// Of many: count maintenance, drills and tests as incidents
    #[arg(long)]
    all: bool,
}

impl CollectionOptions {
    /// `true` when any option was given.
    const fn any(&self) -> bool {
        self.from.is_some()
            || self.to.is_some()
            || self.anchor.is_some()
            || self.group_by.is_some()
            || self.weights.is_some()
            || self.all
    }
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
struct CommonOptions {
    /// The moment that stands for now, RFC 3339 with an offset [default: the clock]
    #[arg(long, value_name = "TIME", value_parser = parse_now)]
    now: Option<Instant>,
    /// The zone of times in the output: an IANA name or ±hh:mm [default: the file's, else UTC]
    #[arg(long, value_name = "ZONE", value_parser = parse_zone, allow_hyphen_values = true)]
    zone: Option<Arc<dyn Zone>>,
    #[command(flatten)]
    reading: ReadingOptions,
}

fn parse_now(text: &str) -> Result<Instant, String> {
    match read_time(text) {
        Ok(ParsedTime::Moment(at)) => Ok(at),
        _ => Err("write a time with its offset: 2023-03-01T13:30:00Z".to_owned()),
    }
}

fn parse_bound(text: &str) -> Result<ParsedTime, String> {
    read_time(text).map_err(|_| "write a time or a date: 2023-03-01T13:30:00Z, 2023-03-01".to_owned())
}

fn parse_anchors(text: &str) -> Result<Anchors, String> {
    Anchors::from_words(text).ok_or_else(|| {
        "write a start (started, detected, acknowledged, first_impact) and a later end (detected, acknowledged, mitigated, resolved): detected..mitigated".to_owned()
    })
}

fn parse_group_by(text: &str) -> Result<GroupBy, String> {
    GroupBy::from_word(text).ok_or_else(|| "write a word: service, severity, level, role or status".to_owned())
}

fn parse_zone(text: &str) -> Result<Arc<dyn Zone>, String> {
    NativeZones.zone(text).ok_or_else(|| "write an IANA name, as Europe/Berlin, or an offset, as +01:00".to_owned())
}

fn parse_zone_name(text: &str) -> Result<Box<str>, String> {
    parse_zone(text).map(|_| text.into())
}

fn parse_format(text: &str) -> Result<Box<str>, String> {
    let known = reader_by_id(text).map(|_| text.into());
    known.ok_or_else(|| "write one of those that `faultline formats` lists".to_owned())
}

fn parse_map(text: &str) -> Result<NameTable, String> {
    let json = std::fs::read_to_string(text).map_err(|error| format!("it cannot be read: {error}"))?;
    NameTable::from_json(&json)
}

fn parse_day(text: &str) -> Result<(i32, u32, u32), String> {
    read_day(text).ok_or_else(|| "write a date: 2026-03-04".to_owned())
}

fn parse_slo(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| *share > 0.0 && *share <= 1.0);
    share.ok_or_else(|| "write a share above 0 and up to 1: 0.999".to_owned())
}

fn parse_weights(text: &str) -> Result<Weights, String> {
    let weight = |text: &str| text.parse::<f64>().ok().filter(|weight| (0.0..=1.0).contains(weight));
    let weights: Vec<f64> = text.split(',').filter_map(weight).collect();
    match (weights.as_slice(), text.matches(',').count()) {
        (&[full, partial, degraded], 2) => Ok(Weights { full, partial, degraded }),
        _ => Err("write three shares from 0 to 1: 1,0.3,0".to_owned()),
    }
}

/// The streams, clock and exit code of a run, so that tests can supply their own.
struct Io<'a> {
    stdin: &'a mut dyn Read,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    now: Instant,
    exit_code: u8,
}

impl Io<'_> {
    /// Makes the exit code at least this one.
    fn exit_with(&mut self, code: u8) {
        self.exit_code = self.exit_code.max(code);
    }

    /// Writes a message on a line of the error stream.
    fn message(&mut self, message: &str) -> std::io::Result<()> {
        writeln!(self.err, "{}", one_line(message))
    }
}

fn main() -> ExitCode {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = Instant::from_ms(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX));
    let (mut out, mut err) = (BufWriter::new(std::io::stdout().lock()), std::io::stderr().lock());
    let mut io = Io { stdin: &mut std::io::stdin().lock(), out: &mut out, err: &mut err, now, exit_code: OK };
    ExitCode::from(run(std::env::args_os(), &mut io))
}

/// Runs one command and returns its exit code.
fn run(arguments: impl IntoIterator<Item = OsString>, io: &mut Io) -> u8 {
    let done = match Cli::try_parse_from(arguments) {
        Ok(cli) => match cli.command {
            Command::Check { strict, common, files } => check::run(&files, strict, &common, io),
            Command::Stats { json, slo, common, collection, files } => {
                stats::run(&files, json, slo, &collection, &common, io)
            }
            Command::Index { to, output, title, common, paths } => {
                index::run(&paths, to, output.as_deref(), title.as_deref(), &common, io)
            }
            Command::Convert { from, zone, date, split, names, output, files } => {
                let options = ReadOptions { reader: from, day: date, split, ..names.options(zone.as_deref()) };
                convert::run(&files, &options, output.as_deref(), io)
            }
            Command::Formats => convert::list(io),
        },
        // Help and version are errors of clap's, too, for standard output.
        Err(error) if error.use_stderr() => {
            io.exit_with(FAILED);
            write!(io.err, "{}", error.render())
        }
        Err(text) => write!(io.out, "{}", text.render()),
    };
    match done.and_then(|()| io.out.flush()) {
        // A closed pipe, as with `| head`, is no failure.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            // Nothing is left to do when even this cannot be written.
            let _ = writeln!(io.err, "faultline: the output cannot be written: {error}");
            FAILED
        }
        _ => io.exit_code,
    }
}

/// A text on one line, with control and direction characters replaced: a file is not trusted not to steer the terminal.
fn one_line(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace("\r\n", " ").replace(['\n', '\t'], " ").replace(steers, "\u{fffd}")
}
