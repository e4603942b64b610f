//! Numbers to pixels and back, straight or logarithmic, and the ticks people expect of lengths and counts.

use crate::text;
use crate::time::{Length, exponential, logarithm};

use super::{Px, Tick};

const SECOND: f64 = 1_000.0;
const MINUTE: f64 = 60.0 * SECOND;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// Lengths by 1, 2, 5 and 10 of each unit, in milliseconds: 1, 2, 5, 10, 20 seconds and minutes; 1, 2, 5, 10 hours; then
/// days. 50 of 60 and 20 of 24 would be so near to the next unit that their bars could not be compared with those beside
/// them: half a minute and half an hour stand for the one, nothing for the other. They are the edges of the buckets and the
/// ticks of the axis.
const NAMED: [f64; 28] = [
    SECOND,
    2.0 * SECOND,
    5.0 * SECOND,
    10.0 * SECOND,
    20.0 * SECOND,
    30.0 * SECOND,
    MINUTE,
    2.0 * MINUTE,
    5.0 * MINUTE,
    10.0 * MINUTE,
    20.0 * MINUTE,
    30.0 * MINUTE,
    HOUR,
    2.0 * HOUR,
    5.0 * HOUR,
    10.0 * HOUR,
    DAY,
    2.0 * DAY,
    5.0 * DAY,
    10.0 * DAY,
    20.0 * DAY,
    50.0 * DAY,
    100.0 * DAY,
    200.0 * DAY,
    500.0 * DAY,
    1_000.0 * DAY,
    2_000.0 * DAY,
    5_000.0 * DAY,
];

/// The width of a character of a label, in pixels, on the wide side.
const CHARACTER: Px = 6.8;
/// What is left free between two labels.
const BETWEEN: Px = 10.0;

/// A line from a range of numbers to a range of pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
    start: Px,
    end: Px,
    logarithmic: bool,
}

impl Scale {
    /// From `from..to` to `start..end`, which may run backwards. A range without length becomes one of 1, and what is not
    /// finite is read as 0.
    #[must_use]
    pub fn linear((from, to): (f64, f64), (start, end): (Px, Px)) -> Self {
        let (from, start, end) = (finite(from), finite(start), finite(end));
        let to = if finite(to) > from { to } else { from + 1.0 };
        Self { from, to, start, end, logarithmic: false }
    }

    /// A logarithmic scale. Numbers below 1 are read as 1: lengths are in milliseconds.
    #[must_use]
    pub fn logarithmic((from, to): (f64, f64), (start, end): (Px, Px)) -> Self {
        let ln = |number: f64| logarithm(finite(number).max(1.0)).unwrap_or(0.0);
        Self { logarithmic: true, ..Self::linear((ln(from), ln(to)), (start, end)) }
    }

    /// Where a number is; one outside the range is at its end.
    #[must_use]
    pub fn to_px(&self, number: f64) -> Px {
        let number = if number.is_nan() { self.from } else { number };
        let along = if self.logarithmic { logarithm(number.clamp(1.0, f64::MAX)).unwrap_or(0.0) } else { number };
        let share = ((along - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        self.start + (self.end - self.start) * share
    }

    /// Which number is there; a place outside is at the end of the range.
    #[must_use]
    pub fn to_value(&self, px: Px) -> f64 {
        let width = self.end - self.start;
        let share = if width == 0.0 { 0.0 } else { ((finite(px) - self.start) / width).clamp(0.0, 1.0) };
        let along = self.from + (self.to - self.from) * share;
        if self.logarithmic { exponential(along) } else { along }
    }
}

pub(super) fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { 0.0 }
}

/// A count as a real number.
#[expect(clippy::cast_precision_loss, reason = "counts of incidents stay far below 2^53")]
pub(super) const fn real(count: usize) -> f64 {
    count as f64
}

/// The least edge of a bucket on a logarithmic axis: half a second or so.
const LEAST: f64 = MINUTE / 128.0;

/// The edges of the buckets that lengths fall into, in milliseconds, at least two, evenly apart on their axis. On a straight
/// one they begin at 0 and are at most `most`; on a logarithmic one each is twice the one before, with 1 min among them, and the
/// first bucket also takes what is shorter.
pub(super) fn edges(shortest: f64, longest: f64, logarithmic: bool, most: usize) -> Vec<f64> {
    let (shortest, longest) = (finite(shortest).max(0.0), finite(longest).max(0.0));
    if !logarithmic {
        let step = step_for(longest, most);
        let mut edges = vec![0.0];
        while edges.last().is_none_or(|last| *last <= longest) && edges.len() <= most.max(1) {
            edges.push(real(edges.len()) * step);
        }
        return edges;
    }
    let mut from = LEAST;
    while from * 2.0 <= shortest {
        from *= 2.0;
    }
    let mut edges = vec![from];
    while edges.last().is_some_and(|last| *last <= longest) {
        edges.push(edges.last().map_or(from, |last| last * 2.0));
    }
    // A bar as wide as the chart says nothing: some room beside it.
    if edges.len() < 4 {
        if from > LEAST {
            edges.insert(0, from / 2.0);
        }
        edges.push(edges.last().map_or(from, |last| last * 2.0));
    }
    edges
}

/// The named length of which at most so many go into a length.
fn step_for(longest: f64, most: usize) -> f64 {
    let least = longest / real(most.max(1));
    // Steps of hours come out even with a day.
    let even = NAMED.iter().map(|step| match *step {
        step if step == 5.0 * HOUR => 6.0 * HOUR,
        step if step == 10.0 * HOUR => 12.0 * HOUR,
        step => step,
    });
    even.clone().find(|step| *step > least).unwrap_or(least * 2.0)
}

/// The ticks of a logarithmic axis of lengths between two of them, labelled where there is room, the round units first.
pub(super) fn length_ticks(scale: &Scale, from: f64, to: f64) -> Vec<Tick> {
    let inside = |length: f64| (from..=to).contains(&length);
    let mut kept: Vec<(f64, Tick)> = Vec::new();
    for round in 0..3_u8 {
        for length in NAMED.into_iter().filter(|length| inside(*length)) {
            let rank = match length {
                SECOND | MINUTE | HOUR | DAY => 0,
                _ if is_tenfold(length) || is_half(length) => 1,
                _ => 2,
            };
            let tick = Tick { at: scale.to_px(length), label: text::length_of_ms(length).to_string() };
            if rank == round && kept.iter().all(|(_, other)| fits(&tick, other)) {
                kept.push((length, tick));
            }
        }
    }
    kept.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    kept.into_iter().map(|(_, tick)| tick).collect()
}

/// Ten of a unit.
fn is_tenfold(length: f64) -> bool {
    [SECOND, MINUTE, HOUR, DAY, 10.0 * DAY, 100.0 * DAY].iter().any(|unit| (length - 10.0 * unit).abs() < 1.0)
}

/// Half a minute or an hour.
fn is_half(length: f64) -> bool {
    [MINUTE, HOUR].iter().any(|unit| (length * 2.0 - unit).abs() < 1.0)
}

/// The lengths that a straight axis names, in at most so many even steps from 0, up to the first that is not below the longest.
pub(super) fn even_lengths(longest: f64, most: usize) -> Vec<f64> {
    let step = step_for(finite(longest), most);
    let mut lengths: Vec<f64> = (0..=most).map(|times| real(times) * step).collect();
    let reached = lengths.iter().position(|length| *length >= longest);
    lengths.truncate(reached.map_or(lengths.len(), |last| last + 1));
    lengths
}

/// The tick of a length on a straight axis.
pub(super) fn even_tick(scale: &Scale, length: f64) -> Tick {
    Tick { at: scale.to_px(length), label: short_length(text::length_of_ms(length)) }
}

/// `0` where a length is none: on an axis its unit stands at the next tick.
fn short_length(length: Length) -> String {
    if length == Length::ZERO { "0".to_owned() } else { length.to_string() }
}

/// The ticks of a count from 0, by 1, 2 or 5 times a power of ten, at most about so many; and the count at the last.
pub(super) fn count_ticks(largest: usize, most: usize) -> (Vec<usize>, usize) {
    let mut step = 1_usize;
    for factor in [2, 5, 10].into_iter().cycle().zip(0..60).map(|(factor, _)| factor) {
        if largest.div_ceil(step) <= most.max(1) {
            break;
        }
        // 1, 2, 5, 10: each from the last power of ten.
        let power = power_of_ten(step);
        step = power.saturating_mul(factor);
    }
    let top = largest.div_ceil(step).max(1).saturating_mul(step);
    let mut ticks = vec![0];
    while let Some(next) = ticks.last().and_then(|last: &usize| last.checked_add(step)).filter(|next| *next <= top) {
        ticks.push(next);
    }
    (ticks, top)
}

fn power_of_ten(step: usize) -> usize {
    let mut power = 1_usize;
    while power.checked_mul(10).is_some_and(|next| next <= step) {
        power *= 10;
    }
    power
}

/// Whether two labels, each centred on its tick, leave room between them.
pub(super) fn fits(a: &Tick, b: &Tick) -> bool {
    (a.at - b.at).abs() >= f64::midpoint(width(&a.label), width(&b.label)) + BETWEEN
}

/// About how wide a label is.
pub(super) fn width(label: &str) -> Px {
    real(label.chars().count()) * CHARACTER
}
