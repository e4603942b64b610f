//! How long incidents took: bars of a histogram of those that ended, and over them the cumulative share.

use crate::text;

use super::scale::{count_ticks, edges, even_lengths, even_tick, fits, length_ticks, real, width};
use super::{Cell, Chart, Form, Plot, Px, Role, Scale, Shape, Size, Table, Target, Tick};

/// At most so many bars on a straight axis.
const MOST_BARS: usize = 24;
/// Fewer than so many are shown one by one, and no share of them is.
pub(super) const FEW: usize = 5;
/// How far a tick of an open incident reaches to each side of the curve.
const TICK: Px = 3.0;

/// What the chart is made of; lengths are in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct HowLong<'a> {
    /// The lengths of those that ended, ascending.
    pub ended_ms: &'a [f64],
    /// How long those still open have lasted, ascending.
    pub open_ms: &'a [f64],
    /// The steps of the curve: a length, and the share still going on after it.
    pub steps: &'a [(f64, f64)],
    /// The median.
    pub median: Option<f64>,
    /// The ninetieth percentile.
    pub p90: Option<f64>,
    /// The length of the incident the reader has chosen.
    pub chosen: Option<f64>,
    /// The lengths the reader has brushed: from, and up to.
    pub brushed: Option<(f64, f64)>,
    /// Whether the axis is logarithmic.
    pub logarithmic: bool,
}

/// A bucket: from, up to and without, how many ended in it, and how many of those are brushed.
struct Bucket {
    from: f64,
    to: f64,
    ended: usize,
    brushed: usize,
}

fn buckets(data: &HowLong) -> Vec<Bucket> {
    let all = || data.ended_ms.iter().chain(data.open_ms).copied();
    // A length of nothing has no place on a logarithmic axis: it goes into the first bucket.
    let shortest = all().filter(|length| *length > 0.0).fold(f64::MAX, f64::min);
    let longest = all().fold(0.0, f64::max);
    let edges = edges(if longest > 0.0 { shortest } else { 0.0 }, longest, data.logarithmic, MOST_BARS);
    let below = |length: f64| data.ended_ms.partition_point(|ended| *ended < length);
    let mut buckets = Vec::with_capacity(edges.len());
    for (place, pair) in edges.windows(2).enumerate() {
        let [from, to] = *pair else { continue };
        let last = place + 2 == edges.len();
        let first_at = if place == 0 { 0 } else { below(from) };
        let end_at = if last { data.ended_ms.len() } else { below(to) };
        let inside = data.brushed.map_or(0, |(low, high)| {
            let up_to = data.ended_ms.partition_point(|ended| *ended <= high);
            up_to.min(end_at).saturating_sub(below(low).max(first_at))
        });
        buckets.push(Bucket { from, to, ended: end_at.saturating_sub(first_at), brushed: inside });
    }
    buckets
}

/// Lays the chart out.
#[must_use]
pub fn lay_out_how_long(data: &HowLong, size: Size) -> Chart {
    let plot = Plot::inside(size, [34.0, 18.0, 42.0, 22.0]);
    let mut chart = Chart::empty(plot, summary(data));
    let buckets = buckets(data);
    let (Some(first), Some(last)) = (buckets.first(), buckets.last()) else { return chart };
    let range = ((first.from, last.to), (plot.left, plot.right));
    let across = if data.logarithmic { Scale::logarithmic(range.0, range.1) } else { Scale::linear(range.0, range.1) };
    let (counts, top) = count_ticks(buckets.iter().map(|bucket| bucket.ended).max().unwrap_or(0), 4);
    let up = Scale::linear((0.0, real(top)), (plot.bottom, plot.top));
    let share = Scale::linear((0.0, 1.0), (plot.bottom, plot.top));
    chart.up = counts.iter().map(|&n| Tick { at: up.to_px(real(n)), label: n.to_string() }).collect();
    chart.across = if data.logarithmic {
        length_ticks(&across, first.from, last.to)
    } else {
        let lengths = even_lengths(last.to, 6).into_iter().filter(|length| *length <= last.to);
        lengths.map(|length| even_tick(&across, length)).collect()
    };
    for (item, bucket) in (0..).zip(&buckets) {
        let (left, right) = (across.to_px(bucket.from), across.to_px(bucket.to));
        let bar = |ended: usize, role, label| {
            let y = up.to_px(real(ended));
            let form = Form::Box { x: left + 0.5, y, width: (right - left - 1.0).max(0.5), height: plot.bottom - y };
            Shape::new(role, form, label).of(item)
        };
        let label = format!("{}: {}", bucket_name(bucket, item == 0), incidents(bucket.ended));
        let (x, y, width, height) = (left, plot.top, (right - left).max(0.0), plot.bottom - plot.top);
        chart.targets.push(Target { item, x, y, width, height, label: label.clone() });
        if bucket.ended > 0 {
            chart.shapes.push(bar(bucket.ended, Role::Bar, label));
        }
        if bucket.brushed > 0 {
            chart.shapes.push(bar(bucket.brushed, Role::Brushed, String::new()));
        }
    }
    if !data.steps.is_empty() {
        let tick = |part: f64| Tick { at: share.to_px(part), label: text::percent(part) };
        chart.right = [0.0, 0.5, 1.0].map(tick).to_vec();
    }
    put_curve(&mut chart, data, &across, &share);
    let few = data.ended_ms.len() < FEW;
    if few && !data.ended_ms.is_empty() {
        let y = plot.bottom - 6.0;
        let dots = data.ended_ms.iter().map(|length| (across.to_px(*length), y));
        chart.shapes.push(Shape::new(Role::Incident, Form::Dots(dots.collect()), String::new()));
    }
    let guides = [
        (data.median.filter(|_| !few), Role::Guide, "median"),
        (data.p90.filter(|_| !few), Role::Guide, "p90"),
        (data.chosen, Role::Chosen, "this one"),
    ];
    let mut named: Vec<Tick> = Vec::new();
    for (length, role, name) in guides {
        if let Some(length) = length {
            let x = across.to_px(length);
            let line = Form::Line(vec![(x, plot.bottom), (x, plot.top)]);
            chart.shapes.push(Shape::new(role, line, format!("{name}: {}", text::estimated_length(length))));
            // Inside the plot: the axis of the share is at its right. A name that would lie on another stands lower.
            let at = x.min(plot.right - width(name) / 2.0).max(plot.left);
            let tick = Tick { at, label: name.to_owned() };
            let above = named.iter().filter(|other| !fits(&tick, other)).count();
            let y = plot.top - 6.0 + real(above) * 16.0;
            chart.shapes.push(Shape::new(Role::Note, Form::Text(at, y), name.to_owned()));
            named.push(tick);
        }
    }
    chart.lengths = Some(across);
    chart
}

/// The curve, and a tick for each incident that is still open.
fn put_curve(chart: &mut Chart, data: &HowLong, across: &Scale, share: &Scale) {
    if data.steps.is_empty() && data.open_ms.is_empty() {
        return;
    }
    let mut points = vec![(chart.plot.left, share.to_px(0.0))];
    let mut over = share.to_px(0.0);
    for (length, surviving) in data.steps {
        let x = across.to_px(*length);
        points.push((x, over));
        over = share.to_px(1.0 - surviving);
        points.push((x, over));
    }
    // It goes on to the longest of all, open or ended, and nobody knows further.
    if let Some(longest) = data.open_ms.last() {
        points.push((across.to_px(*longest).max(points.last().map_or(0.0, |point| point.0)), over));
    }
    points.dedup();
    chart.shapes.push(Shape::new(Role::Curve, Form::Line(points), "cumulative share resolved".to_owned()));
    for open in data.open_ms {
        let passed = data.steps.partition_point(|(length, _)| length <= open);
        let surviving = passed.checked_sub(1).and_then(|last| data.steps.get(last)).map_or(1.0, |step| step.1);
        let (x, y) = (across.to_px(*open), share.to_px(1.0 - surviving));
        let label = format!("still open after {}", text::length_of_ms(*open));
        chart.shapes.push(Shape::new(Role::Open, Form::Line(vec![(x, y - TICK), (x, y + TICK)]), label));
    }
}

/// The lengths of a bar: from its foot, of the first one 0, up to the last before the next bar; whole milliseconds.
#[must_use]
pub fn lengths_of_bar(data: &HowLong, item: u32) -> Option<(f64, f64)> {
    let buckets = buckets(data);
    let bucket = buckets.get(usize::try_from(item).ok()?)?;
    let last = buckets.len() == usize::try_from(item).ok()? + 1;
    let from = if item == 0 { 0.0 } else { bucket.from };
    let longest = data.ended_ms.last().copied().unwrap_or(0.0);
    Some((from, if last { longest.max(bucket.to) } else { bucket.to - 1.0 }))
}

fn bucket_name(bucket: &Bucket, first: bool) -> String {
    let to = text::length_of_ms(bucket.to);
    if first { format!("under {to}") } else { format!("{} to under {to}", text::length_of_ms(bucket.from)) }
}

pub(super) fn incidents(count: usize) -> String {
    text::counted(count, "incident", "incidents")
}

fn summary(data: &HowLong) -> String {
    let open = match (data.open_ms.len(), data.open_ms.last()) {
        (0, _) | (_, None) => String::new(),
        (1, Some(longest)) => format!(" 1 is still open, after {}.", text::length_of_ms(*longest)),
        (n, Some(longest)) => format!(" {n} are still open, the longest after {}.", text::length_of_ms(*longest)),
    };
    let (Some(shortest), Some(longest)) = (data.ended_ms.first(), data.ended_ms.last()) else {
        return if open.is_empty() { "No incident.".to_owned() } else { format!("No incident has ended.{open}") };
    };
    let count = incidents(data.ended_ms.len());
    let (shortest, longest) = (text::length_of_ms(*shortest), text::length_of_ms(*longest));
    let mut text = if shortest == longest {
        format!("{count} ended, after {longest}")
    } else {
        format!("{count} ended, after {shortest} to {longest}")
    };
    // Shares of a few mean nothing, and those of one length say it again.
    if data.ended_ms.len() >= FEW && shortest != longest {
        if let Some(median) = data.median {
            text = format!("{text}; half were over within {}", text::estimated_length(median));
        }
        if let Some(p90) = data.p90 {
            text = format!("{text}, nine in ten within {}", text::estimated_length(p90));
        }
    }
    text + "." + &open
}

/// The buckets as a table.
#[must_use]
pub fn how_long_table(data: &HowLong) -> Table {
    let mut so_far = 0;
    let rows = buckets(data).into_iter().enumerate().map(|(place, bucket)| {
        so_far += bucket.ended;
        let ended = data.ended_ms.len();
        let share = if ended == 0 { Cell::None } else { Cell::Share(real(so_far) / real(ended)) };
        vec![
            Cell::Exact(if place == 0 { 0.0 } else { bucket.from }),
            Cell::Exact(bucket.to),
            Cell::Count(bucket.ended),
            share,
        ]
    });
    Table {
        caption: "How long: incidents that ended, by length".to_owned(),
        heads: vec!["From", "To under", "Incidents", "Cumulative share"],
        rows: rows.collect(),
    }
}
