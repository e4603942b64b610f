//! The command line. Native only; thinks nothing the library does not think. Must never panic on what it is given.

mod check;
mod flat;
mod gather;
mod index;
mod many;
mod many_json;
mod many_text;
mod stats;
mod stats_json;
mod stats_text;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io::{BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, Parser, Subcommand};

use faultline_core::catalog::GroupBy;
use faultline_core::formats::{self, ReadError, Reading};
use faultline_core::incident::{Case, Problem, Weights};
use faultline_core::metrics::Anchors;
use faultline_core::time::{FixedZone, Instant, NativeZones, Written, Zone, ZoneSource, read_time};

/// All went well.
const OK: u8 = 0;
/// Something was found.
const FOUND: u8 = 1;
/// Something could not be read, or written.
const FAILED: u8 = 2;

/// The most bytes of a file that are read, and one more, so that the reader can refuse it.
const LIMIT: u64 = (256 << 20) + 1;

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
  curl -s https://example.org/incident.json | faultline check -

Exit codes: 0 nothing wrong, 1 check found something, 2 a file could not be read.";

/// Check incident files, measure incidents, and put many into a catalog.
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
        common: Common,
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
        #[arg(long, value_name = "SHARE", value_parser = read_slo)]
        slo: Option<f64>,
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        many: Many,
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
        common: Common,
        /// Folders, incident files and catalogs
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
}

/// What only figures of many incidents need.
#[derive(Clone, Debug, Default, Args)]
struct Many {
    /// Of many: those that began at or after this time or date; downtime from there on
    #[arg(long, value_name = "TIME", value_parser = read_bound)]
    from: Option<Written>,
    /// Of many: those that began before this time or date; downtime up to there
    #[arg(long, value_name = "TIME", value_parser = read_bound)]
    to: Option<Written>,
    /// Of many: between which moments lengths are measured [default: started..resolved]
    #[arg(long, value_name = "FROM..TO", value_parser = read_anchors)]
    anchor: Option<Anchors>,
    /// Of many: the figures of each service, severity, level, role or status, too
    #[arg(long, value_name = "WHAT", value_parser = read_group)]
    group_by: Option<GroupBy>,
    /// Of many: what an hour of outage, of partial outage and degraded counts for, 0 to 1 [default: 1,1,0]
    #[arg(long, value_name = "FULL,PARTIAL,DEGRADED", value_parser = read_weights)]
    weights: Option<Weights>,
    /// Of many: count maintenance, drills and tests as incidents
    #[arg(long)]
    all: bool,
}

impl Many {
    /// `true` when something was asked for that one incident does not have.
    const fn is_asked(&self) -> bool {
        self.from.is_some()
            || self.to.is_some()
            || self.anchor.is_some()
            || self.group_by.is_some()
            || self.weights.is_some()
            || self.all
    }
}

#[derive(Clone, Debug, Args)]
struct Common {
    /// The moment that stands for now, RFC 3339 with an offset [default: the clock]
    #[arg(long, value_name = "TIME", value_parser = read_now)]
    now: Option<Instant>,
    /// The zone of times in the output: an IANA name or ±hh:mm [default: the file's, else UTC]
    #[arg(long, value_name = "ZONE", value_parser = read_zone, allow_hyphen_values = true)]
    zone: Option<Arc<dyn Zone>>,
}

fn read_now(text: &str) -> Result<Instant, String> {
    match read_time(text) {
        Ok(Written::Moment(at)) => Ok(at),
        _ => Err("write a time with its offset: 2023-03-01T13:30:00Z".to_owned()),
    }
}

fn read_bound(text: &str) -> Result<Written, String> {
    read_time(text).map_err(|_| "write a time or a date: 2023-03-01T13:30:00Z, 2023-03-01".to_owned())
}

fn read_anchors(text: &str) -> Result<Anchors, String> {
    Anchors::from_words(text).ok_or_else(|| {
        "write a start (started, detected, acknowledged, first_impact) and a later end (detected, acknowledged, mitigated, resolved): detected..mitigated".to_owned()
    })
}

fn read_group(text: &str) -> Result<GroupBy, String> {
    GroupBy::from_word(text).ok_or_else(|| "write a word: service, severity, level, role or status".to_owned())
}

fn read_zone(text: &str) -> Result<Arc<dyn Zone>, String> {
    NativeZones.zone(text).ok_or_else(|| "write an IANA name, as Europe/Berlin, or an offset, as +01:00".to_owned())
}

fn read_slo(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| *share > 0.0 && *share <= 1.0);
    share.ok_or_else(|| "write a share above 0 and up to 1: 0.999".to_owned())
}

fn read_weights(text: &str) -> Result<Weights, String> {
    let weight = |text: &str| text.parse::<f64>().ok().filter(|weight| (0.0..=1.0).contains(weight));
    let weights: Vec<f64> = text.split(',').filter_map(weight).collect();
    match (weights.as_slice(), text.matches(',').count()) {
        (&[full, partial, degraded], 2) => Ok(Weights { full, partial, degraded }),
        _ => Err("write three shares from 0 to 1: 1,0.3,0".to_owned()),
    }
}

/// What a command reads from and writes to.
struct Io<'a> {
    stdin: &'a mut dyn Read,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    now: Instant,
}

/// Runs the command line with the process's own arguments, streams and clock.
#[must_use]
pub fn main() -> ExitCode {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let now = Instant::from_ms(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX));
    let (mut out, mut err) = (BufWriter::new(std::io::stdout().lock()), std::io::stderr().lock());
    let mut io = Io { stdin: &mut std::io::stdin().lock(), out: &mut out, err: &mut err, now };
    ExitCode::from(run(std::env::args_os(), &mut io))
}

/// Runs one command and returns its exit code.
fn run(arguments: impl IntoIterator<Item = OsString>, io: &mut Io) -> u8 {
    let mut code = OK;
    let done = match Cli::try_parse_from(arguments) {
        Ok(cli) => match cli.command {
            Command::Check { strict, common, files } => check::run(&files, strict, &common, io, &mut code),
            Command::Stats { json, slo, common, many, files } => match files.as_slice() {
                [file] if is_stdin(file) => with_stdin(io, &mut |io, is_catalog| {
                    if is_catalog || many.is_asked() {
                        many::run(&files, json, slo, &many, &common, io, &mut code)
                    } else {
                        stats::run(file, json, slo, &common, io, &mut code)
                    }
                }),
                [file] if !many.is_asked() && !gather::are_many(&files) => {
                    stats::run(file, json, slo, &common, io, &mut code)
                }
                _ => many::run(&files, json, slo, &many, &common, io, &mut code),
            },
            Command::Index { to, output, title, common, paths } => {
                index::run(&paths, to, output.as_deref(), title.as_deref(), &common, io, &mut code)
            }
        },
        // Help and version come this way too, and are no failures.
        Err(error) if error.use_stderr() => {
            code = FAILED;
            write!(io.err, "{}", error.render())
        }
        Err(text) => write!(io.out, "{}", text.render()),
    };
    match done.and_then(|()| io.out.flush()) {
        // Nobody reads on, as with `| head`: no failure of ours.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            // Nothing is left to do when even this cannot be written.
            let _ = writeln!(io.err, "faultline: the output cannot be written: {error}");
            FAILED
        }
        _ => code,
    }
}

/// What comes in on standard input, held so that it can be looked at before it is read; `true` for a catalog.
fn with_stdin(io: &mut Io, run: &mut dyn FnMut(&mut Io, bool) -> std::io::Result<()>) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    io.stdin.take(LIMIT).read_to_end(&mut bytes)?;
    let mut held = Io { stdin: &mut bytes.as_slice(), out: io.out, err: io.err, now: io.now };
    run(&mut held, formats::is_catalog(&bytes))
}

/// One file, read and joined.
#[derive(Debug)]
struct Loaded {
    case: Case,
    /// Those of the reader, in the order of the file, then those of joining.
    problems: Vec<Problem>,
    /// The zone the file names; UTC without one.
    file_zone: Arc<dyn Zone>,
    /// The zone to say times in.
    zone: Arc<dyn Zone>,
}

impl Loaded {
    fn new(reading: Reading, common: &Common) -> Self {
        let Reading { incident, mut problems } = reading;
        let named = incident.time_zone.as_deref().and_then(|name| NativeZones.zone(name));
        let file_zone = named.unwrap_or_else(|| Arc::new(FixedZone::utc()));
        let (case, joining) = Case::join(incident);
        problems.extend(joining);
        Self { case, problems, zone: common.zone.clone().unwrap_or_else(|| Arc::clone(&file_zone)), file_zone }
    }
}

/// Reads one file; when it is none, says why on the error stream and returns `None`.
fn load(path: &Path, common: &Common, io: &mut Io) -> std::io::Result<Option<Loaded>> {
    let name = label(path);
    let why = match bytes_of(path, io.stdin) {
        Ok(Ok(bytes)) => match formats::read(&bytes, if is_stdin(path) { "" } else { &name }, &NativeZones) {
            Ok(reading) => return Ok(Some(Loaded::new(reading, common))),
            Err(error) => error.to_string(),
        },
        Ok(Err(error)) => error.to_string(),
        Err(error) => format!("cannot be read: {error}"),
    };
    writeln!(io.err, "{}", one_line(&format!("{name}: {why}")))?;
    Ok(None)
}

fn bytes_of(path: &Path, stdin: &mut dyn Read) -> std::io::Result<Result<Vec<u8>, ReadError>> {
    let mut bytes = Vec::new();
    if is_stdin(path) {
        stdin.take(LIMIT).read_to_end(&mut bytes)?;
        return Ok(Ok(bytes));
    }
    let file = std::fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length >= LIMIT {
        return Ok(Err(ReadError::TooLarge { bytes: usize::try_from(length).unwrap_or(usize::MAX) }));
    }
    file.take(LIMIT).read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// What to call a file in the output.
fn label(path: &Path) -> String {
    if is_stdin(path) { "stdin".to_owned() } else { path.display().to_string() }
}

/// A text on one line, without anything that could steer a terminal: a file is not trusted.
fn one_line(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace("\r\n", " ").replace(['\n', '\t'], " ").replace(steers, "\u{fffd}")
}
