//! What the page says of many incidents, in sentences; parts of them that matter are marked.

use super::{Base, Estimates, Overview, Side};
use faultline_core::catalog::Actions;
use faultline_core::incident::Weights;
use faultline_core::metrics::{Comparison, Interval, Summary, Verdict, estimated_length};
use faultline_core::text::{self, counted};
use faultline_core::time::{DAY_MS, Instant, Length, Span};
use std::fmt::Write;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is what matters in the sentence.
    pub is_strong: bool,
}

impl Piece {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_strong: false }
    }

    fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_strong: true }
    }
}

/// An estimate in milliseconds as it is read.
#[must_use]
pub fn length_in_words(ms: f64) -> String {
    estimated_length(ms).to_string()
}

/// `52 min to 1 h 10 min`.
#[must_use]
pub fn interval_in_words(interval: Interval) -> String {
    format!("{} to {}", estimated_length(interval.low), estimated_length(interval.high))
}

/// What many incidents come to, in a few sentences: how many, how long, how long together, what is still open.
#[must_use]
pub fn headline(overview: &Overview, estimates: &Estimates) -> Vec<Piece> {
    let (base, summary) = (&overview.base, &overview.base.figures.summary);
    let count = base.chosen.counted.len();
    let mut pieces = Vec::new();
    let strong = |pieces: &mut Vec<Piece>, text: String| pieces.push(Piece::strong(text));
    let plain = |pieces: &mut Vec<Piece>, text: &str| pieces.push(Piece::plain(text));
    if count == 0 {
        strong(&mut pieces, "No incidents. ".to_owned());
        let why = match (overview.table.rows.len(), base.chosen.hidden) {
            (0, _) => "There is none in what was read.".to_owned(),
            (_, 0) => "What was read is maintenance, drills or tests, which count in no figure.".to_owned(),
            (_, hidden) => format!("{} by the filter.", counted(hidden, "incident is hidden", "incidents are hidden")),
        };
        plain(&mut pieces, &why);
        return pieces;
    }
    strong(&mut pieces, counted(count, "incident", "incidents") + ". ");
    if summary.n == 0 {
        if summary.open == 0 {
            let anchors = overview.view.anchors.name();
            plain(&mut pieces, &format!("None has a recorded length ({anchors}). "));
        }
    } else {
        lengths(&mut pieces, count, base, estimates);
    }
    if summary.open > 0 {
        let are = if summary.open == 1 { "is" } else { "are" };
        let all_open = summary.open == count;
        let who = match count {
            1 => "It is".to_owned(),
            _ if all_open => "All of them are".to_owned(),
            _ => format!("{} {are}", summary.open),
        };
        let none = match summary.n {
            0 if all_open => ", so none has a length yet",
            0 => "",
            _ => ", in none of these figures",
        };
        let longest = base.figures.distribution.open_ms.last().map_or_else(String::new, |ms| {
            let it = if summary.open == 1 { "it" } else { "the longest" };
            format!("; {it} has lasted {} so far", estimated_length(*ms))
        });
        plain(&mut pieces, &format!("{who} still open{none}{longest}."));
        if summary.n == 0 && !all_open {
            let others = match count - summary.open {
                1 => "The other has".to_owned(),
                more => format!("The other {more} have"),
            };
            plain(&mut pieces, &format!(" {others} no recorded length ({}).", overview.view.anchors.name()));
        }
    }
    pieces
}

/// `of` is how many incidents there are, with or without a length.
fn lengths(pieces: &mut Vec<Piece>, of: usize, base: &Base, estimates: &Estimates) {
    let summary = &base.figures.summary;
    let Summary { n, zeros, median: Some(median), p90, min: Some(min), max: Some(max), .. } = *summary else {
        return;
    };
    let mut say = |strong: bool, text: String| pieces.push(Piece { text, is_strong: strong });
    if zeros == n {
        let all = if n == 1 { "It took" } else { "All of them took" };
        say(false, format!("{all} no time at all: as recorded, each ended when it began. "));
        return;
    }
    match n {
        1 => {
            say(false, if of == 1 { "It took " } else { "The one that ended took " }.to_owned());
            say(true, length_in_words(max));
            say(false, ". ".to_owned());
        }
        2..5 => {
            say(false, if of == n { "They" } else { "Those that ended" }.to_owned() + " took between ");
            say(true, length_in_words(min));
            say(false, " and ".to_owned());
            say(true, length_in_words(max));
            say(false, ": too few for shares and intervals. ".to_owned());
        }
        _ => {
            say(false, "Half were over within ".to_owned());
            say(true, length_in_words(median));
            let interval = estimates.all.map(|all| format!(" (95 %: {})", interval_in_words(all.median)));
            say(false, interval.unwrap_or_default());
            if let Some(p90) = p90 {
                say(false, "; one in ten lasted longer than ".to_owned());
                say(true, length_in_words(p90));
            }
            say(false, ". ".to_owned());
        }
    }
    if let (Some(union), Some(sum), true) = (summary.union, summary.sum, n > 1) {
        say(false, "Together they covered ".to_owned());
        say(true, length_in_words(union));
        let less = estimated_length(sum - union);
        if sum - union < 500.0 {
            say(false, "; no two of them overlapped. ".to_owned());
        } else {
            say(false, format!(", {less} less than their sum, because some overlapped. "));
        }
    }
    if zeros > 0 {
        let took = counted(zeros, "of them took", "of them took");
        say(false, format!("{took} no time at all, as recorded. "));
    }
}

/// What the list holds, and how many the filter hides: `265 incidents and 10 maintenance windows · 3 hidden`.
#[must_use]
pub fn listed(overview: &Overview) -> String {
    let chosen = &overview.base.chosen;
    let mut kinds = chosen.left_out.kinds();
    if !chosen.counted.is_empty() || kinds.is_empty() {
        kinds.insert(0, counted(chosen.counted.len(), "incident", "incidents"));
    }
    let listed = text::listed(&kinds);
    if chosen.hidden == 0 { listed } else { format!("{listed} · {} hidden", chosen.hidden) }
}

/// What is in no figure, and what is still open: `10 maintenance windows left out · none still open`.
#[must_use]
pub fn left_out(overview: &Overview) -> String {
    let left = overview.base.chosen.left_out.sentence();
    let open = overview.base.figures.summary.open;
    let open = if open == 0 { "none still open".to_owned() } else { format!("{open} still open") };
    if left.is_empty() { open } else { format!("{left} · {open}") }
}

/// Availability and error budget of the window, with what they rest on; `None` where no impact has a level.
#[must_use]
pub fn availability(overview: &Overview) -> Option<Vec<Piece>> {
    let downtime = overview.base.figures.downtime.as_ref()?;
    let measured = downtime.availability.as_ref()?;
    let (union, sum) = (downtime.union, downtime.sum);
    let level = |name: &str, union: Length, sum: Length| {
        let added = if union == sum { String::new() } else { format!(" (sum {sum})") };
        format!("{name} {union}{added}")
    };
    let levels = [
        level("outage", union.full, sum.full),
        level("partial outage", union.partial, sum.partial),
        level("degraded", union.degraded, sum.degraded),
    ];
    let Weights { full, partial, degraded } = overview.view.weights;
    let weight = |weight: f64| text::decimal_up_to(weight, 3);
    let (slo, whose) = (text::percent(measured.slo), overview.objective().1);
    let window = text::from_to(downtime.window, overview.zone.as_ref());
    let mut pieces = vec![
        Piece::strong(format!("Availability {}", measured.percent())),
        Piece::plain(format!(
            " over {window}, overlaps counted once: {}. Error budget at {slo} ({whose}): ",
            levels.join(", ")
        )),
        Piece::strong(measured.budget_in_whole().to_string()),
    ];
    if let Some(burnt) = measured.burnt_percent() {
        pieces.extend([Piece::plain(", ".to_owned()), Piece::strong(burnt), Piece::plain(" used".to_owned())]);
    }
    let weights = format!(
        ", if an hour of outage counts {}, of partial outage {}, degraded {}.",
        weight(full),
        weight(partial),
        weight(degraded)
    );
    pieces.push(Piece::plain(weights));
    if downtime.unmeasured > 0 {
        let unmeasured = counted(downtime.unmeasured, "incident has", "incidents have");
        pieces.push(Piece::plain(format!(" {unmeasured} no impact that was measured, and count as up.")));
    }
    Some(pieces)
}

/// Where a length stands among those that ended: `longer than 188 of 264 others (71 %)`. `ended_ms` is ascending; `itself` says
/// that the length is one of them. `None` where there is no other.
#[must_use]
pub fn place_among(ended_ms: &[f64], length_ms: f64, itself: bool) -> Option<String> {
    let shorter = ended_ms.partition_point(|ended| *ended < length_ms);
    let others = ended_ms.len().saturating_sub(usize::from(itself));
    // Rounded, and never to none or all of them.
    let percent = ((shorter * 200 + others).checked_div(others * 2)?).clamp(1, 99);
    Some(match others.saturating_sub(shorter) {
        _ if shorter == 0 => format!("longer than none of {}", counted(others, "other", "others")),
        0 if others == 1 => "longer than the other one".to_owned(),
        0 => format!("longer than all {others} others"),
        _ => format!("longer than {shorter} of {others} others ({percent} %)"),
    })
}

/// Where an incident stands among those that ended and that the filter lets through, the brush aside: its length and its
/// place. `None` where it has no length, or nothing to stand among.
#[must_use]
pub fn place_of(overview: &Overview, row: u32) -> Option<String> {
    let observed = overview.row(row)?.observe(overview.view.anchors, overview.now).ok()?;
    let whole = &overview.unbrushed;
    let itself = !observed.open && whole.chosen.observed.iter().any(|(other, _)| *other == row);
    let ended = &whole.figures.distribution.ended_ms;
    let place = place_among(ended, observed.length.seconds() * 1_000.0, itself)?;
    Some(format!("{}: {place}", text::length_so_far(observed.length, observed.open)))
}

/// What a comparison shows: the medians, their difference with its interval, and the judgement in plain words. `name` is that of
/// the second.
#[must_use]
pub fn comparison(compared: &Comparison, name: &str) -> Vec<Piece> {
    let (Some(first), Some(second)) = (compared.first_median, compared.second_median) else {
        let is_neither = compared.first_n == 0 && compared.second_n == 0;
        let which = if is_neither { "neither has an" } else { "one of the two has no" };
        return vec![Piece::plain(format!("Nothing to compare: {which} incident that ended."))];
    };
    let signed = |ms: f64| estimated_length(ms).signed();
    let (first, second) = (length_in_words(first), length_in_words(second));
    // The names of halves are longer than the sentence.
    let second_name = if name.chars().count() < 24 { name } else { "the second" };
    let mut pieces = vec![Piece::plain(format!("The median went from {first} to {second}: "))];
    let by = compared.difference.map(signed).unwrap_or_default();
    let range = |interval: Interval| format!("{by} (95 %: {} to {}). ", signed(interval.low), signed(interval.high));
    pieces.push(Piece::strong(compared.interval.map_or_else(|| format!("{by}. "), range)));
    pieces.push(match compared.verdict() {
        Verdict::Longer => Piece::strong(format!("{} was significantly longer.", text::capitalized(second_name))),
        Verdict::Shorter => Piece::strong(format!("{} was significantly shorter.", text::capitalized(second_name))),
        Verdict::NoEvidence => Piece::strong("No evidence of a change: the interval includes zero.".to_owned()),
        Verdict::TooFew => Piece::plain("Too few to compare: it takes five on each side.".to_owned()),
    });
    pieces
}

/// How many were compared, and how small a change they could have shown.
#[must_use]
pub fn comparison_rests_on(compared: &Comparison) -> String {
    if compared.first_n == 0 && compared.second_n == 0 {
        return String::new();
    }
    let counts = format!("{} and {} incidents that ended", compared.first_n, compared.second_n);
    match compared.could_have_shown() {
        Some(least) => format!("{counts}; smallest detectable change: about {}.", estimated_length(least)),
        None => format!("{counts}."),
    }
}

/// The name of a side, as the menus have it.
#[must_use]
pub fn side_name(overview: &Overview, side: &Side) -> String {
    let known = overview.sides().into_iter().find(|(other, _)| other == side).map(|(_, name)| name);
    known.unwrap_or_else(|| match side {
        Side::Period(span) => text::days(*span, overview.zone.as_ref()),
        Side::Group(word) => word.to_string(),
    })
}

/// What began a year ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AYearAgo {
    /// What stands above it: "A year ago", or "Earlier years".
    pub heading: &'static str,
    /// How many there are.
    pub sentence: String,
    /// The rows to list, latest first.
    pub rows: Vec<u32>,
}

/// What began on this very day in earlier years; else within three days of it a year ago.
#[must_use]
pub fn a_year_ago(overview: &Overview) -> AYearAgo {
    const HEADING: &str = "A year ago";
    let zone = overview.zone.as_ref();
    let exact = overview.a_year_ago();
    let day = text::day_and_month(overview.now, zone);
    if !exact.is_empty() {
        let count = counted(exact.len(), "incident", "incidents");
        let year = |at: Instant| at.civil(zone.offset(at)).year;
        let is_last_year = |row: &u32| {
            overview.row(*row).and_then(|row| row.began).is_some_and(|at| year(at) + 1 == year(overview.now))
        };
        return if exact.iter().all(is_last_year) {
            AYearAgo {
                heading: HEADING,
                sentence: format!("{count} began on this day, {day}, last year."),
                rows: exact,
            }
        } else {
            let sentence = format!("{count} began on this day, {day}, in earlier years.");
            AYearAgo { heading: "Earlier years", sentence, rows: exact }
        };
    }
    let then = overview.now.plus(Length::from_ms(-365 * DAY_MS));
    let around = Span::between(then.plus(Length::from_ms(-7 * DAY_MS / 2)), then.plus(Length::from_ms(7 * DAY_MS / 2)));
    let began_then =
        |row: &u32| overview.row(*row).and_then(|row| row.began).is_some_and(|at: Instant| around.contains(at));
    let near: Vec<u32> = (0..).take(overview.table.rows.len()).filter(began_then).collect();
    let about = text::date(then, zone);
    let sentence = if near.is_empty() {
        format!("Nothing began within three days of {about}.")
    } else {
        format!("{} began within three days of {about}.", counted(near.len(), "incident", "incidents"))
    };
    AYearAgo { heading: HEADING, sentence, rows: near }
}

/// How actions and causes stand, a sentence each; nothing of what there is none.
#[must_use]
pub fn actions_in_words(actions: &Actions) -> Vec<String> {
    let mut pieces = Vec::new();
    let Actions { total, open, overdue, done, in_time, late, dropped, causes, unanswered, without_status, .. } =
        *actions;
    if total > 0 {
        let mut text = format!("{}: {open} not done", counted(total, "action", "actions"));
        if overdue > 0 {
            let _ = write!(text, ", {overdue} of them overdue");
        }
        if without_status > 0 {
            let _ = write!(text, " ({without_status} without a recorded status)");
        }
        let _ = write!(text, "; {done} done");
        if in_time + late > 0 {
            let _ = write!(text, ", {in_time} in time and {late} late");
        }
        if in_time + late < done {
            let _ = write!(text, " ({} without both dates)", done - in_time - late);
        }
        if dropped > 0 {
            let _ = write!(text, "; {dropped} dropped");
        }
        if let Some(age) = actions.median_age() {
            let _ = write!(text, ". Half of those not done are older than {}", text::whole_days(age));
        }
        pieces.push(text + ".");
    }
    if causes > 0 {
        let none =
            if unanswered == 0 { "each with an action".to_owned() } else { format!("{unanswered} without an action") };
        pieces.push(format!("{}, {none}.", counted(causes, "cause", "causes")));
    }
    pieces
}

#[cfg(test)]
#[path = "summary_text_tests.rs"]
mod tests;
