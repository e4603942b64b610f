//! The command line from its arguments to its output and exit code. Expected outputs are files in `testdata`.

use std::io::{Error, ErrorKind, Write};

use super::*;

const REFERENCE: &str = include_str!("testdata/reference.json");
const ONGOING: &str = include_str!("testdata/ongoing.json");

/// Exit code, output and error output of a command with a file on its standard input.
fn faultline(arguments: &str, stdin: &str) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = {
        let now = Instant::from_ms(1_679_796_000_000); // 2023-03-26T02:00:00Z
        let mut io = Io { stdin: &mut stdin.as_bytes(), out: &mut out, err: &mut err, now, exit_code: OK };
        run(["faultline"].into_iter().chain(arguments.split_whitespace()).map(OsString::from), &mut io)
    };
    (code, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn check_prints_a_line_for_each_finding() {
    let (code, out, err) = faultline("check -", REFERENCE);
    assert_eq!(out, include_str!("testdata/reference.check.txt"));
    assert_eq!((code, &*err), (0, ""), "findings do not fail the check");
    assert_eq!(faultline("check --strict -", REFERENCE).0, 1, "unless it is strict");
}

#[test]
fn check_prints_problems_first_and_fails() {
    let (code, out, _) = faultline("check -", ONGOING);
    let places: Vec<_> = out.lines().filter_map(|line| line.split_once(": ")).map(|(place, _)| place).collect();
    assert_eq!(
        places,
        ["stdin:impcats", "stdin:timeline[0].at", "stdin:milestones.detected", "stdin:milestones.acknowledged"]
    );
    assert_eq!(code, 1);
}

#[test]
fn a_note_does_not_fail_the_check() {
    let (code, out, _) = faultline("check -", &REFERENCE.replacen("\"lessons\"", "\"what_we_think\"", 1));
    assert!(out.starts_with("stdin:what_we_think: "), "{out}");
    assert_eq!(code, 0);
    let (code, out, _) = faultline("check -", &REFERENCE.replacen("\"lessons\"", "\"lesson\"", 1));
    assert!(out.contains("Did you mean lessons?"), "{out}");
    assert_eq!(code, 1, "what was meant to be a known key is not shown");
}

#[test]
fn a_file_without_incidents_is_said_to_hold_none() {
    for text in ["[]", "{\"incidents\":[]}"] {
        let (code, out, err) = faultline("check -", text);
        assert_eq!((code, &*err), (0, ""), "{text}");
        assert!(out.ends_with("this file holds no incidents.\n"), "{text}: {out}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_reported_and_the_others_are_checked() {
    let (code, out, err) = faultline("check no/such/file.json -", REFERENCE);
    assert_eq!(code, 2);
    assert!(err.starts_with("no/such/file.json: cannot be read: "), "{err}");
    assert_eq!(out.lines().count(), 8);
    for not_an_incident in ["", "7", "[", "{", "{\"title\": \"x\"}", "\u{0}"] {
        let (code, out, err) = faultline("stats -", not_an_incident);
        assert_eq!((code, &*out), (2, ""), "{not_an_incident}");
        assert!(err.starts_with("stdin: ") && err.lines().count() == 1, "{err}");
    }
}

#[test]
fn stats_prints_the_worked_example() {
    let (code, out, _) = faultline("stats - --now 2026-11-22T17:00:00Z", REFERENCE);
    assert_eq!(out, include_str!("testdata/reference.stats.txt"));
    assert_eq!(code, 0);
    assert!(include_str!("../../../docs/metrics.md").contains(&out), "docs/metrics.md shows what the command prints");
}

#[test]
fn stats_prints_json_whose_keys_the_documentation_names() {
    let (code, out, _) = faultline("stats - --json --now 2026-11-22T17:00:00Z", REFERENCE);
    assert_eq!(out, include_str!("testdata/reference.stats.json"));
    assert_eq!(code, 0);
    let documentation = include_str!("../../../docs/metrics.md");
    for key in out.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once("\": ")) {
        assert!(documentation.contains(&format!("`{}`", key.0)), "docs/metrics.md does not explain `{}`", key.0);
    }
}

#[test]
fn stats_of_an_ongoing_incident_count_up_to_now_and_across_a_clock_change() {
    assert_eq!(faultline("stats -", ONGOING).1, include_str!("testdata/ongoing.stats.txt"));
}

#[test]
fn options_choose_now_the_zone_and_the_objective() {
    let (_, out, _) = faultline("stats - --zone -05:00 --slo 0.9999 --now 2023-03-02T00:00Z", REFERENCE);
    assert!(out.contains("1 Mar 2023, 07:00–11:00 (-05:00)"), "{out}");
    assert!(out.contains("672.0 % used; the objective is 99.99 %\n"), "{out}");
    for wrong in ["--now yesterday", "--now 2023-03-02T00:00", "--zone Mars/Olympus", "--slo 99.9", "--slo NaN"] {
        let (code, out, err) = faultline(&format!("stats - {wrong}"), REFERENCE);
        assert_eq!((code, &*out), (2, ""), "{wrong}");
        assert!(err.contains("write a"), "{err}");
    }
}

#[test]
fn help_and_version_succeed_and_help_has_examples() {
    for arguments in ["--help", "check --help", "stats --help"] {
        let (code, out, _) = faultline(arguments, "");
        assert_eq!(code, 0);
        assert!(out.contains("faultline check incident.json"), "{out}");
    }
    assert_eq!(faultline("--version", "").1, format!("faultline {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(faultline("check", "").0, 2);
    assert_eq!(faultline("", "").0, 2);
}

#[test]
fn text_from_a_file_cannot_steer_the_terminal_or_begin_a_line() {
    assert_eq!(one_line("a\r\nb\nc\td\u{1b}[31m\u{202e}e\u{9b}"), "a b c d\u{fffd}[31m\u{fffd}e\u{fffd}");
    let hostile = REFERENCE.replace("Surge in traffic", "Surge\\nother.json:root_causes: \\u001b]0;x\\u0007");
    let (_, out, _) = faultline("check -", &hostile);
    assert!(out.contains("“Surge other.json:root_causes: \u{fffd}]0;x\u{fffd}”"), "{out}");
    assert!(out.lines().all(|line| line.starts_with("stdin:")), "{out}");
}

struct Closed(ErrorKind);

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(Error::from(self.0))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_no_failure_but_a_full_disk_is() {
    for (kind, expected) in [(ErrorKind::BrokenPipe, 0), (ErrorKind::StorageFull, 2)] {
        let (mut out, mut err) = (Closed(kind), Vec::new());
        let mut io = Io {
            stdin: &mut REFERENCE.as_bytes(),
            out: &mut out,
            err: &mut err,
            now: Instant::from_ms(0),
            exit_code: OK,
        };
        let code = run(["faultline", "check", "-"].map(OsString::from), &mut io);
        assert_eq!((code, err.is_empty()), (expected, expected == 0));
    }
}
