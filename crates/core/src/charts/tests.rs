//! Properties of every chart.

use proptest::prelude::*;

use super::*;
use crate::time::{FixedZone, Instant, Length, Span};

const SIZE: Size = Size { width: 600.0, height: 240.0 };
const MINUTE: f64 = 60_000.0;

fn finite(px: Px) -> bool {
    px.is_finite() && px.abs() < 1e7
}

/// Fails where a chart has a place that is not a number, and says which.
fn sound(chart: &Chart) {
    for tick in chart.across.iter().chain(&chart.up) {
        assert!(finite(tick.at), "{tick:?}");
    }
    for shape in &chart.shapes {
        let text = super::picture::path_text(&shape.form);
        assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        let places: Vec<(Px, Px)> = match &shape.form {
            Form::Box { x, y, width, height } => {
                assert!(*width >= 0.0 && *height >= 0.0, "{shape:?}");
                vec![(*x, *y), (x + width, y + height)]
            }
            Form::Boxes { corners, width, height } => {
                assert!(*width >= 0.0 && *height >= 0.0, "{shape:?}");
                corners.iter().flat_map(|(x, y)| [(*x, *y), (x + width, y + height)]).collect()
            }
            Form::Line(points) | Form::Area(points) | Form::Dots(points) => points.clone(),
            Form::Text(x, y) => vec![(*x, *y)],
        };
        assert!(places.iter().all(|(x, y)| finite(*x) && finite(*y)), "{shape:?}");
    }
    assert!(chart.points.iter().all(|point| finite(point.x) && finite(point.y)));
    for target in &chart.targets {
        assert!(finite(target.x) && finite(target.y) && target.width >= 0.0 && target.height >= 0.0, "{target:?}");
    }
    assert!(!chart.summary.is_empty() && !chart.summary.contains("NaN"), "{}", chart.summary);
}

/// The upper left corners of the cells of a shape.
fn corners(shape: &Shape) -> Vec<(Px, Px)> {
    let Form::Boxes { corners, .. } = &shape.form else { panic!("{shape:?} are no cells") };
    corners.clone()
}

/// Fails where a row has not as many cells as there are heads.
fn square(table: &Table) {
    assert!(table.rows.iter().all(|row| row.len() == table.heads.len()), "{}", table.caption);
    let text = csv(table);
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}

fn ascending(numbers: &[f64]) -> Vec<f64> {
    let mut numbers = numbers.to_vec();
    numbers.sort_by(f64::total_cmp);
    numbers
}

fn any_length() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), 0.0..1e4, 0.0..1e7, 0.0..1e12, Just(1e18)].prop_map(f64::round)
}

fn any_size() -> impl Strategy<Value = Size> {
    let px = || prop_oneof![Just(0.0), Just(f64::NAN), Just(f64::INFINITY), Just(-5.0), 1.0..2_000.0];
    (px(), px()).prop_map(|(width, height)| Size { width, height })
}

proptest! {
    #[test]
    fn no_data_and_no_size_make_a_place_that_is_not_a_number(
        ended in proptest::collection::vec(any_length(), 0..30),
        open in proptest::collection::vec(any_length(), 0..5),
        brushed in proptest::option::of((any_length(), any_length())),
        logarithmic: bool,
        size in any_size(),
        px in prop_oneof![Just(f64::NAN), -100.0..3_000.0],
    ) {
        let (ended_ms, open_ms) = (ascending(&ended), ascending(&open));
        let steps: Vec<_> = ended_ms.iter().map(|length| (*length, 0.5)).collect();
        let data = HowLong {
            ended_ms: &ended_ms,
            open_ms: &open_ms,
            steps: &steps,
            median: ended_ms.first().copied(),
            p90: ended_ms.last().copied(),
            chosen: open_ms.first().copied(),
            brushed,
            logarithmic,
        };
        let chart = lay_out_how_long(&data, size);
        sound(&chart);
        let table = how_long_table(&data);
        square(&table);
        let counted: usize = table.rows.iter().map(|row| if let Cell::Count(n) = row[2] { n } else { 0 }).sum();
        prop_assert_eq!(counted, ended.len(), "each is in exactly one bucket");
        if let Some((from, to)) = chart.brushed(px, 50.0) {
            prop_assert!(from.is_finite() && from >= 0.0 && from <= to && to.is_finite());
        }

        let titles = Dot { start: Instant::from_ms(0), length_ms: 0.0, open: false, title: "=1", item: 0, shade: 9 };
        let dots: Vec<Dot> = (0..)
            .zip(&ended)
            .map(|(item, length)| Dot { start: Instant::from_ms(i64::from(item) * 1_000), length_ms: *length, item, ..titles })
            .collect();
        let zone = FixedZone::utc();
        let window = Span::between(Instant::from_ms(0), Instant::from_ms(20_000));
        let data = Dots { dots: &dots, without_length: 0, window, chosen: Some(3), brushed: Some(window), zone: &zone };
        let chart = lay_out_dots(&data, size);
        sound(&chart);
        prop_assert_eq!(chart.points.len(), ended.len().min(20));
        square(&dots_table(&data));

        let months: Vec<MonthOf> = (0..)
            .zip(&ended)
            .map(|(place, length)| MonthOf {
                span: Span::between(day(place * 30), day(place * 30 + 30)),
                began: usize::try_from(place).unwrap(),
                open: 0,
                median: (place % 3 > 0).then_some(*length),
                interval: (place % 3 > 1).then_some((0.0, *length)),
                ended_ms: vec![*length],
                covered_ms: *length,
                sum_ms: *length,
            })
            .collect();
        for chart in [lay_out_medians(&months, None, &zone, size), lay_out_time(&months, Some(window), &zone, size)] {
            sound(&chart);
        }
        square(&months_table(&months, &zone));
        if let Some(shape) = super::spark::lay_out_spark(&ended, size, String::new()) {
            sound(&Chart { shapes: vec![shape], targets: Vec::new(), summary: ".".to_owned(), ..lay_out_week(&Default::default(), None, size) });
        }
    }

    #[test]
    fn there_and_back_is_the_same_length(from in 1.0..1e5, factor in 2.0..1e6_f64, share in 0.0..1.0, logarithmic: bool) {
        let range = ((from, from * factor), (40.0, 600.0));
        let scale = if logarithmic { Scale::logarithmic(range.0, range.1) } else { Scale::linear(range.0, range.1) };
        let px = 40.0 + 560.0 * share;
        prop_assert!((scale.to_px(scale.to_value(px)) - px).abs() < 1e-6);
        prop_assert!(scale.to_value(40.0) <= scale.to_value(600.0));
    }
}

fn day(number: i64) -> Instant {
    Instant::from_ms(number * 86_400_000)
}

/// Lengths of so many minutes.
fn lengths(minutes: &[f64]) -> Vec<f64> {
    minutes.iter().map(|minutes| minutes * MINUTE).collect()
}

fn boxes(chart: &Chart, role: Role) -> Vec<&str> {
    chart.shapes.iter().filter(|shape| shape.role == role).map(|shape| shape.label.as_str()).collect()
}

#[test]
fn lengths_fall_into_buckets_of_one_width() {
    let ended_ms = lengths(&[0.0, 0.5, 1.0, 4.0, 5.0, 59.0, 60.0, 300.0]);
    let data = HowLong { ended_ms: &ended_ms, logarithmic: true, median: Some(4.5 * MINUTE), ..HowLong::default() };
    let chart = lay_out_how_long(&data, SIZE);
    assert_eq!(
        boxes(&chart, Role::Bar),
        [
            "under 1 min: 2 incidents",
            "1 min to under 2 min: 1 incident",
            "4 min to under 8 min: 2 incidents",
            "32 min to under 1 h 4 min: 2 incidents",
            "4 h 16 min to under 8 h 32 min: 1 incident",
        ]
    );
    let ticks: Vec<_> = chart.across.iter().map(|tick| tick.label.as_str()).collect();
    assert_eq!(ticks, ["30 s", "1 min", "2 min", "5 min", "10 min", "30 min", "1 h", "2 h", "5 h"]);
    assert_eq!(chart.summary, "8 incidents ended, after 0 min to 5 h; half were over within 4 min 30 s.");
    let straight = lay_out_how_long(&HowLong { logarithmic: false, ..data }, SIZE);
    for chart in [&chart, &straight] {
        let widths: Vec<_> = chart.targets.iter().map(|target| target.width).collect();
        assert!(widths.iter().all(|width| (width - widths[0]).abs() < 0.01), "{widths:?}");
    }
    assert_eq!(boxes(&straight, Role::Bar)[0], "under 20 min: 5 incidents");
}

#[test]
fn a_brush_says_which_lengths_and_lights_its_part_of_the_bars() {
    let ended_ms = lengths(&[10.0, 20.0, 40.0, 45.0, 50.0, 90.0]);
    let data = HowLong {
        ended_ms: &ended_ms,
        logarithmic: true,
        brushed: Some((44.0 * MINUTE, 90.0 * MINUTE)),
        ..HowLong::default()
    };
    let chart = lay_out_how_long(&data, SIZE);
    let heights: Vec<Px> = chart
        .shapes
        .iter()
        .filter(|shape| shape.role == Role::Brushed)
        .map(|shape| if let Form::Box { height, .. } = shape.form { height } else { 0.0 })
        .collect();
    assert_eq!(heights.len(), 2, "two of three in one bucket, one of one in the next");
    assert!((heights[0] - 2.0 * heights[1]).abs() < 1e-9);
    let scale = chart.lengths.unwrap();
    let (from, to) = chart.brushed(scale.to_px(90.0 * MINUTE), scale.to_px(44.0 * MINUTE)).unwrap();
    assert!((from / MINUTE - 44.0).abs() < 1e-6 && (to / MINUTE - 90.0).abs() < 1e-6);
}

#[test]
fn those_still_open_are_ticks_on_a_curve_that_does_not_reach_the_top() {
    let ended_ms = lengths(&[10.0, 20.0]);
    let open_ms = lengths(&[15.0, 600.0]);
    let data = HowLong {
        ended_ms: &ended_ms,
        open_ms: &open_ms,
        steps: &[(10.0 * MINUTE, 0.75), (20.0 * MINUTE, 0.375)],
        logarithmic: true,
        ..HowLong::default()
    };
    let chart = lay_out_how_long(&data, SIZE);
    assert_eq!(boxes(&chart, Role::Open), ["still open after 15 min", "still open after 10 h"]);
    let curve = chart.shapes.iter().find(|shape| shape.role == Role::Curve).unwrap();
    let Form::Line(points) = &curve.form else { panic!("a line") };
    let (last, top) = (points.last().unwrap(), chart.plot.top);
    let height = chart.plot.bottom - top;
    assert!((last.1 - (top + height * 0.375)).abs() < 1e-9, "37.5 % are not over");
    assert!((last.0 - chart.lengths.unwrap().to_px(600.0 * MINUTE)).abs() < 1e-9, "it goes on as far as is known");
    assert!(points.windows(2).all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 >= pair[1].1), "never falls");
    let all_open = HowLong { open_ms: &open_ms, logarithmic: true, ..HowLong::default() };
    assert_eq!(
        lay_out_how_long(&all_open, SIZE).summary,
        "No incident has ended. 2 are still open, the longest after 10 h."
    );
}

#[test]
fn dots_of_one_shade_are_one_shape_and_the_nearest_is_found() {
    let zone = FixedZone::utc();
    let dot = |item: u32, length_ms: f64, shade: u8, open: bool| Dot {
        start: day(i64::from(item)),
        length_ms,
        open,
        title: "Down",
        item,
        shade,
    };
    let dots = [dot(1, 6e4, 2, false), dot(2, 6e6, 2, false), dot(5, 6e5, 1, true), dot(900, 1.0, 1, false)];
    let data = Dots {
        dots: &dots,
        without_length: 0,
        window: Span::between(day(0), day(10)),
        chosen: Some(5),
        brushed: None,
        zone: &zone,
    };
    let chart = lay_out_dots(&data, SIZE);
    let roles: Vec<_> = chart.shapes.iter().map(|shape| (shape.role, shape.shade)).collect();
    assert_eq!(roles, [(Role::Incident, 2), (Role::Open, 1), (Role::Chosen, 0)], "the worse on top");
    let there = chart.points.iter().find(|point| point.item == 2).unwrap();
    assert_eq!(chart.nearest(there.x + 3.0, there.y - 3.0, 12.0), Some(2));
    assert_eq!(chart.nearest(there.x + 30.0, there.y, 12.0), None);
    assert_eq!(
        chart.summary,
        "3 incidents began from 2 Jan 1970 to 6 Jan 1970. The longest: Down: 1 h 40 min, began 3 Jan 1970, 00:00."
    );
    assert_eq!(dots_table(&data).rows.len(), 3);
}

#[test]
fn a_month_without_incidents_has_a_count_and_no_median() {
    let zone = FixedZone::utc();
    let month = |place: i64, began: usize, median: Option<f64>| MonthOf {
        span: Span::between(day(place * 31), day(place * 31 + 31)),
        began,
        open: 0,
        median,
        interval: median.filter(|_| began >= 5).map(|median| (median / 2.0, median * 2.0)),
        ended_ms: vec![MINUTE; began],
        covered_ms: 0.0,
        sum_ms: 0.0,
    };
    let months = [month(0, 6, Some(3e6)), month(1, 0, None), month(2, 2, Some(6e5))];
    let chart = lay_out_medians(&months, None, &zone, SIZE);
    let items = |role| {
        let shapes = chart.shapes.iter().filter(|shape| shape.role == role);
        shapes.filter_map(|shape| shape.item).collect::<Vec<_>>()
    };
    assert_eq!((items(Role::Estimate), items(Role::Incident)), (vec![0], vec![2]));
    assert_eq!(boxes(&chart, Role::Note), ["n", "6", "0", "2"]);
    assert_eq!(boxes(&chart, Role::Estimate), ["Jan 1970: median 50 min, 95 % 25 min to 1 h 40 min, 6 incidents"]);
    let table = months_table(&months, &zone);
    assert_eq!((table.rows[1][3].clone(), table.rows[1][1].clone()), (Cell::None, Cell::Count(0)));
    let summary = |months: &[MonthOf]| lay_out_medians(months, None, &zone, SIZE).summary;
    assert!(summary(&months).starts_with("3 months; most began in Jan 1970: 6 incidents."), "{}", summary(&months));
    let alike = [month(0, 2, None), month(1, 2, None), month(2, 1, None)];
    assert!(
        summary(&alike).starts_with("3 months; at most 2 incidents began in one, in 2 of them."),
        "{}",
        summary(&alike)
    );
    let single = [month(0, 1, None), month(1, 0, None)];
    assert!(summary(&single).starts_with("2 months; none with more than one incident."), "{}", summary(&single));
    // The last tick is at the top, and no value above it.
    for minutes in [50.0, 114.0, 144.0, 245.0, 1_441.0] {
        let chart = lay_out_medians(&[month(0, 6, Some(minutes * MINUTE))], None, &zone, SIZE);
        let last = chart.up.last().map(|tick| tick.at);
        assert!(last.is_some_and(|at| (at - chart.plot.top).abs() < 0.01), "{minutes} min: {:?}", chart.up);
    }
    assert_eq!(lay_out_time(&months, None, &zone, SIZE).summary, "No time in incidents in these months.");
}

#[test]
fn a_week_has_168_cells_and_a_year_a_cell_for_each_day() {
    let mut week = [[0; 24]; 7];
    week[1][16] = 9;
    week[6][0] = 1;
    let chart = lay_out_week(&week, None, SIZE);
    sound(&chart);
    let shades: Vec<_> = chart.shapes.iter().map(|shape| (shape.shade, corners(shape).len())).collect();
    assert_eq!(shades, [(0, 166), (1, 1), (5, 1)]);
    let target = chart.target(40).unwrap();
    assert_eq!(corners(&chart.shapes[2]), [(target.x + 0.5, target.y + 0.5)], "Tuesday at 16");
    assert_eq!(week_hour_name(40), "Tuesday 16:00–17:00");
    let marked = lay_out_week(&week, Some(40), SIZE).shapes.pop().unwrap();
    assert_eq!((marked.role, marked.item), (Role::Chosen, Some(40)));
    assert_eq!(lay_out_week(&week, Some(200), SIZE), chart, "there is no such hour");
    let mut one = [[0; 24]; 7];
    one[5][2] = 1;
    assert_eq!(lay_out_week(&one, None, SIZE).summary, "One incident began, on a Saturday 02:00–03:00.");
    assert_eq!(
        chart.summary,
        "Most began on a Tuesday 16:00–17:00: 9 incidents. 166 of the 168 hours of the week have none."
    );
    square(&week_table(&week));

    let zone = FixedZone::utc();
    // 2023 and 2024.
    let day = |number: i64| Day {
        span: Span::between(day(number), day(number + 1)),
        began: u32::from(number == 19_500),
        covered: Length::from_minutes(i64::from(number == 19_501)),
    };
    let days: Vec<Day> = (19_358..19_358 + 731).map(day).collect();
    let chart = lay_out_days(&days, None, &zone, SIZE);
    sound(&chart);
    let cells: Vec<_> = chart.shapes.iter().flat_map(corners).collect();
    assert_eq!(cells.len(), 731);
    let years: Vec<_> = chart.up.iter().map(|tick| tick.label.as_str()).collect();
    assert_eq!(years, ["2023", "2024"]);
    assert_eq!(chart.across.len(), 12, "months are named once");
    let Form::Boxes { width, height, .. } = chart.shapes[0].form else { panic!("cells") };
    for (place, (x, y)) in cells.iter().enumerate() {
        for (left, top) in &cells[place + 1..] {
            assert!((left - x).abs() >= width || (top - y).abs() >= height, "{x},{y} on {left},{top}");
        }
    }
    let period = Span::between(day(19_400).span.start(), day(19_402).span.end());
    let band = lay_out_days(&days, Some(period), &zone, SIZE).shapes.pop().unwrap();
    assert_eq!((band.role, corners(&band).len()), (Role::Band, 3), "the days of the period are marked");
    assert_eq!(chart.summary, "On 1 of 731 days an incident began, never more than one.");
    assert_eq!(days_table(&days, &zone).rows.len(), 2);
    sound(&lay_out_days(&[], None, &zone, SIZE));
}

#[test]
fn keys_walk_a_chart_and_stay_in_it() {
    let mut week = [[0; 24]; 7];
    week[1][16] = 9;
    let chart = lay_out_week(&week, None, SIZE);
    for (from, step, to) in [
        (None, Walk::Right, 0),
        (None, Walk::Last, 167),
        (Some(40), Walk::Right, 41),
        (Some(40), Walk::Up, 16),
        (Some(16), Walk::Up, 16),
        (Some(40), Walk::Down, 64),
        (Some(167), Walk::Right, 167),
        (Some(150), Walk::Down, 150),
        (Some(9), Walk::Last, 167),
        (Some(9), Walk::First, 0),
    ] {
        assert_eq!(chart.step(from, step), Some(to), "{from:?} {step:?}");
    }
    let cell = chart.target(40).unwrap();
    assert_eq!(cell.label, "Tuesday 16:00–17:00: 9 incidents");
    assert_eq!(chart.hit(cell.x + 1.0, cell.y + 1.0, 0.0), Some(40));
    assert_eq!(chart.hit(1.0, 1.0, 0.0), None);
    let nothing = lay_out_how_long(&HowLong::default(), SIZE);
    assert!(nothing.step(None, Walk::Right).is_none_or(|item| nothing.target(item).is_some()));
}

#[test]
fn the_bars_of_a_brush_hold_each_length_once() {
    let ended_ms = lengths(&[0.0, 0.5, 1.0, 4.0, 5.0, 59.0, 60.0, 300.0]);
    let data = HowLong { ended_ms: &ended_ms, logarithmic: true, ..HowLong::default() };
    let bars = lay_out_how_long(&data, SIZE).targets;
    let mut seen = 0;
    for bar in &bars {
        let (from, to) = lengths_of_bar(&data, bar.item).unwrap();
        seen += ended_ms.iter().filter(|length| (from..=to).contains(*length)).count();
    }
    assert_eq!(seen, ended_ms.len());
    assert_eq!(lengths_of_bar(&data, 99), None);
}

#[test]
fn a_stretch_of_an_axis_of_time_is_a_period() {
    let zone = FixedZone::utc();
    let data = Dots {
        dots: &[],
        without_length: 0,
        window: Span::between(day(0), day(10)),
        chosen: None,
        brushed: None,
        zone: &zone,
    };
    let dot = Dot { start: day(5), length_ms: MINUTE, open: false, title: "a", item: 0, shade: 1 };
    let chart = lay_out_dots(&Dots { dots: &[dot], ..data }, SIZE);
    let scale = chart.times.unwrap();
    let period = chart.stretch(scale.to_px(day(7)), scale.to_px(day(2))).unwrap();
    assert_eq!((period.start(), period.end()), (day(2), day(7)));
    assert_eq!(lay_out_week(&[[0; 24]; 7], None, SIZE).stretch(0.0, 9.0), None);
}

#[test]
fn a_few_are_shown_one_by_one_and_nothing_is_said_of_their_shares() {
    let said = |minutes: &[f64]| {
        let ended_ms = lengths(minutes);
        let data = HowLong {
            ended_ms: &ended_ms,
            median: Some(3.0 * MINUTE),
            p90: Some(4.0 * MINUTE),
            logarithmic: true,
            ..HowLong::default()
        };
        let chart = lay_out_how_long(&data, SIZE);
        let guides = chart.shapes.iter().filter(|shape| shape.role == Role::Guide).count();
        let dots = chart.shapes.iter().find(|shape| shape.role == Role::Incident).map_or(0, |dots| {
            let Form::Dots(places) = &dots.form else { panic!("dots") };
            places.len()
        });
        (chart.summary, guides, dots)
    };
    assert_eq!(said(&[3.0]), ("1 incident ended, after 3 min.".to_owned(), 0, 1));
    assert_eq!(said(&[2.0, 3.0, 4.0, 5.0]), ("4 incidents ended, after 2 min to 5 min.".to_owned(), 0, 4));
    let five = "5 incidents ended, after 1 min to 5 min; half were over within 3 min, nine in ten within 4 min.";
    assert_eq!(said(&[1.0, 2.0, 3.0, 4.0, 5.0]), (five.to_owned(), 2, 0));
    assert_eq!(said(&[3.0; 6]).0, "6 incidents ended, after 3 min.");
}

#[test]
fn the_most_is_said_of_one_cell_only_where_it_is_one() {
    let mut week = [[0; 24]; 7];
    (week[0][9], week[3][20]) = (2, 2);
    assert_eq!(
        lay_out_week(&week, None, SIZE).summary,
        "At most 2 incidents began in one hour of the week, in 2 of them. 166 of the 168 hours of the week have none."
    );
    (week[0][9], week[3][20]) = (1, 1);
    assert!(lay_out_week(&week, None, SIZE).summary.starts_with("No two began in one hour of the week."));
    let zone = FixedZone::utc();
    let day =
        |number: i64, began| Day { span: Span::between(day(number), day(number + 1)), began, covered: Length::ZERO };
    let days = [day(19_500, 2), day(19_501, 2), day(19_502, 0)];
    assert_eq!(
        lay_out_days(&days, None, &zone, SIZE).summary,
        "On 2 of 3 days an incident began; first of the 2 busiest days: 23 May 2023, 2 incidents."
    );
    let dot = Dot { start: days[0].span.start(), length_ms: MINUTE, open: false, title: "A", item: 0, shade: 1 };
    let of = |dots: &[Dot], without_length: usize| {
        let window = Span::between(days[0].span.start(), days[2].span.end());
        lay_out_dots(&Dots { dots, without_length, window, chosen: None, brushed: None, zone: &zone }, SIZE).summary
    };
    assert_eq!(of(&[dot], 0), "1 incident: A: 1 min, began 23 May 2023, 00:00.");
    assert!(of(&[dot, Dot { length_ms: 2.0 * MINUTE, ..dot }], 0).starts_with("2 incidents began on 23 May 2023."));
    assert_eq!(
        of(&[dot], 2),
        "1 incident with a recorded length: A: 1 min, began 23 May 2023, 00:00. 2 without one cannot be shown here."
    );
    assert_eq!(of(&[], 1), "1 incident without a recorded length, which cannot be shown here.");
}
