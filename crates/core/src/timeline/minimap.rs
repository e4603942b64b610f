//! The whole incident in one strip: a tick where events are, where users were hit, and the window in view with the two edges it
//! is resized by.

use super::scale::as_f64;
use super::{Bands, Index, Px, Scale, Shade, Viewport};
use crate::picture::put_step;
use crate::time::{Instant, Length, Span};

/// How high the strip is.
pub const MINIMAP_HEIGHT: Px = 24.0;
/// The height of the impact's band at its foot.
const BAND: Px = 5.0;
/// How far apart ticks are at least.
const STEP: Px = 3.0;
/// How wide a tick is.
const TICK: Px = 1.5;
/// How near to an edge of the window a pointer holds it.
const REACH: Px = 8.0;
/// More marks of matches than this, evenly over the whole width, say nothing more.
const MOST_MATCHES: usize = 200;
/// More bands of impact than this would not be seen apart.
const MOST_BANDS: usize = 100;

/// What of the strip a hand holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    /// Where the window begins.
    Start,
    /// The window.
    Window,
    /// Where it ends.
    End,
}

/// One press of a key that moves what is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nudge {
    /// A little earlier: a tenth of the window.
    Back,
    /// A little later.
    On,
    /// Much earlier: the whole window.
    PageBack,
    /// Much later.
    PageOn,
    /// As early as it goes.
    First,
    /// As late as it goes.
    Last,
}

/// The strip without the window, in pixels from its top left: what stays while the window moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Minimap {
    /// Its width.
    pub width: Px,
    /// A tick wherever events begin, as the SVG path of an area: the height is the square root of the share of the densest
    /// place, so that one event beside a thousand is still seen.
    pub ticks: String,
    /// The impact: left edge, width, level.
    pub bands: Vec<(Px, Px, Shade)>,
    /// The top of those.
    pub band_y: Px,
    /// Their height.
    pub band_height: Px,
    /// Where quiet time is folded.
    pub breaks: Vec<Px>,
    /// Where something was found, a pixel apart at least.
    pub matches: Vec<Px>,
}

/// The window on the strip.
#[derive(Clone, Debug, PartialEq)]
pub struct MinimapWindow {
    /// Its left and right edge.
    pub edges: (Px, Px),
    /// Where the handles of its edges begin, each inside the strip.
    pub handles: (Px, Px),
    /// How wide a handle is.
    pub handle_width: Px,
    /// The edges in thousandths of the strip, for those who hear it.
    pub thousandths: (i64, i64),
    /// `true` when everything is in view: there is nothing to veil.
    pub is_whole: bool,
}

/// Lays the strip out for the whole of a view. Costs time by its width, not by the events; `next_match` gives the first
/// match that begins at a moment or after it.
#[must_use]
pub fn lay_out_minimap(
    index: &Index,
    bands: &Bands,
    viewport: &Viewport,
    width: Px,
    next_match: &dyn Fn(Instant) -> Option<Instant>,
) -> Minimap {
    let scale = whole(viewport, width);
    let width = scale.right();
    let at = |at: Instant| scale.to_px(at).clamp(0.0, width);
    let mut impacts: Vec<(Px, Px, Shade)> = Vec::new();
    for (span, level, _) in &bands.impacts {
        let (from, to) = (at(span.start()), at(span.end()));
        match impacts.last_mut() {
            // Levels stand in order, the worst first.
            Some(last) if to - last.0 < width / as_f64(MOST_BANDS) => {
                last.1 = to - last.0;
                last.2 = last.2.min(*level);
            }
            _ => impacts.push((from, (to - from).max(1.0), *level)),
        }
    }
    let mut found: Vec<Px> = Vec::new();
    let apart = (width / as_f64(MOST_MATCHES)).max(1.0);
    let mut next = next_match(viewport.whole().start());
    while let Some(moment) = next.filter(|_| found.len() <= MOST_MATCHES) {
        let place = at(moment);
        found.push(place);
        // A pixel can be less than a millisecond, which is the shortest step there is.
        next = next_match(scale.to_time(place + apart).max(moment.plus(Length::from_ms(1))));
    }
    Minimap {
        width,
        ticks: ticks(index, &scale),
        bands: impacts,
        band_y: MINIMAP_HEIGHT - BAND,
        band_height: BAND,
        breaks: viewport.folds().iter().map(|gap| f64::midpoint(at(gap.start()), at(gap.end()))).collect(),
        matches: found,
    }
}

/// Where the window of a view stands on the strip.
#[must_use]
pub fn window_on_minimap(viewport: &Viewport, width: Px) -> MinimapWindow {
    let scale = whole(viewport, width);
    let width = scale.right();
    let [from, to] = [viewport.window().start(), viewport.window().end()].map(|at| scale.to_px(at).clamp(0.0, width));
    let part = |x: Px| super::scale::whole_ms(x / width * 1_000.0).ms();
    MinimapWindow {
        edges: (from, to),
        handles: (from.min(width - REACH).max(0.0), (to - REACH).max(0.0)),
        handle_width: REACH,
        thousandths: (part(from), part(to)),
        is_whole: viewport.is_whole(),
    }
}

fn whole(viewport: &Viewport, width: Px) -> Scale {
    Scale::folded(viewport.whole(), viewport.folds(), 0.0, width)
}

fn ticks(index: &Index, scale: &Scale) -> String {
    /// The shortest tick, as a share of the tallest.
    const LEAST: f64 = 0.3;
    let foot = MINIMAP_HEIGHT - BAND;
    let mut counts = Vec::new();
    let (mut x, mut from) = (0.0, scale.window().start());
    while x < scale.right() {
        let to = scale.to_time(x + STEP);
        let span = Span::between(from, to);
        let count = index.begin_in(span);
        if count > 0 {
            // Where the first of them is, not where its place begins.
            let first = index.next_start(from.plus(Length::from_ms(-1))).filter(|first| *first < to).unwrap_or(from);
            counts.push((scale.to_px(first), count));
        }
        (x, from) = (x + STEP, to);
    }
    let most = as_f64(counts.iter().map(|(_, count)| *count).max().unwrap_or(0)).max(1.0);
    let mut path = String::new();
    for (x, here) in counts {
        let height = (as_f64(here) / most).sqrt().max(LEAST) * (foot - 3.0);
        put_step(&mut path, 'M', &[x - TICK / 2.0, foot]);
        put_step(&mut path, 'v', &[-height]);
        put_step(&mut path, 'h', &[TICK]);
        put_step(&mut path, 'v', &[height]);
        path.push('z');
    }
    path
}

/// What a pointer holds that goes down there; `None` beside the window.
#[must_use]
pub fn grip_at(viewport: &Viewport, width: Px, x: Px) -> Option<Grip> {
    let scale = whole(viewport, width);
    let (start, end) = (scale.to_px(viewport.window().start()), scale.to_px(viewport.window().end()));
    // A narrow window still has a middle to hold.
    let inside = REACH.min((end - start) / 3.0);
    if x >= start + inside && x <= end - inside {
        Some(Grip::Window)
    } else if x >= start - REACH && x < start + inside {
        Some(Grip::Start)
    } else if x > end - inside && x <= end + REACH {
        Some(Grip::End)
    } else {
        None
    }
}

/// The stretch to show with the window's middle under a pointer.
#[must_use]
pub fn centred(viewport: &Viewport, width: Px, x: Px) -> Span {
    let scale = whole(viewport, width);
    let middle = scale.to_px(viewport.middle());
    viewport.pan(scale.to_length(x - middle)).window()
}

/// The stretch to show when what is held was dragged so many pixels since it was taken hold of, in that view.
#[must_use]
pub fn dragged(viewport: &Viewport, width: Px, grip: Grip, by: Px) -> Span {
    moved(viewport, grip, whole(viewport, width).to_length(by))
}

/// The stretch to show when what is held is moved by a key.
#[must_use]
pub fn nudged(viewport: &Viewport, grip: Grip, nudge: Nudge) -> Span {
    let window = viewport.scale(0.0, 1.0).shown_length().ms();
    let by = match nudge {
        Nudge::Back => -window / 10,
        Nudge::On => window / 10,
        Nudge::PageBack => -window,
        Nudge::PageOn => window,
        Nudge::First => -Instant::LAST.ms(),
        Nudge::Last => Instant::LAST.ms(),
    };
    moved(viewport, grip, Length::from_ms(by))
}

fn moved(viewport: &Viewport, grip: Grip, by: Length) -> Span {
    match grip {
        Grip::Window => viewport.pan(by),
        Grip::Start => viewport.stretch(by, Length::ZERO),
        Grip::End => viewport.stretch(Length::ZERO, by),
    }
    .window()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, reference, span};
    use super::*;
    use proptest::prelude::*;

    const WIDTH: Px = 1_000.0;

    fn view() -> Viewport {
        Viewport::fit(span("12:00", "16:00"))
    }

    #[test]
    fn the_strip_shows_the_whole_and_the_window_in_it() {
        let (case, bands) = reference();
        let index = Index::of(&case, &|_| true);
        let view = view().show(span("14:00", "15:00"));
        let found = [at("13:30"), at("13:30"), at("15:00")];
        let next = |from: Instant| found.into_iter().find(|at| *at >= from);
        let strip = lay_out_minimap(&index, &bands, &view, WIDTH, &next);
        let window = window_on_minimap(&view, WIDTH);
        assert_eq!(window.thousandths, (500, 731));
        let (from, to) = window.edges;
        assert!((from - 500.0).abs() < 1.0 && (to - 731.5).abs() < 1.0, "{from} {to}");
        let other = lay_out_minimap(&index, &bands, &view.show(span("12:00", "12:30")), WIDTH, &next);
        assert_eq!(other, strip, "it stays while the window moves");
        assert_eq!(strip.bands.iter().map(|(.., level)| *level).collect::<Vec<_>>(), [Shade::Degraded, Shade::Full]);
        assert_eq!(strip.matches.len(), 2);
        // Seven events, each alone in its place: seven ticks of full height, each where its event is.
        assert_eq!(strip.ticks.matches("v-16h").count(), 7, "{}", strip.ticks);
        assert!(strip.ticks.starts_with("M36.3 19v"), "{}", strip.ticks);
        assert!(!window.is_whole && window_on_minimap(&view.show(view.whole()), WIDTH).is_whole);
    }

    #[test]
    fn many_matches_are_marked_over_the_whole_width_and_not_one_by_one() {
        let asked = std::cell::Cell::new(0);
        let every_second = |from: Instant| {
            asked.set(asked.get() + 1);
            let next = Instant::from_ms((from.ms() + 999).div_euclid(1_000) * 1_000);
            Some(next).filter(|next| *next <= at("16:00"))
        };
        let strip = lay_out_minimap(&Index::default(), &Bands::default(), &view(), WIDTH, &every_second);
        assert!((150..=MOST_MATCHES + 1).contains(&strip.matches.len()), "{}", strip.matches.len());
        assert!(strip.matches.windows(2).all(|pair| pair[1] - pair[0] >= 1.0));
        assert!(strip.matches.last().is_some_and(|last| *last > 0.9 * WIDTH), "{:?}", strip.matches.last());
        assert!(asked.get() <= MOST_MATCHES + 2, "{} of 14,401 looked at", asked.get());
    }

    #[test]
    fn a_pointer_holds_an_edge_the_window_or_nothing() {
        use Grip::{End, Start, Window};
        let view = view().show(span("14:00", "15:00"));
        let grips = [480.0, 495.0, 503.0, 600.0, 728.0, 735.0, 760.0].map(|x| grip_at(&view, WIDTH, x));
        assert_eq!(grips, [None, Some(Start), Some(Start), Some(Window), Some(End), Some(End), None]);
        let narrow = view.show(span("14:00", "14:01"));
        let (from, to) = window_on_minimap(&narrow, WIDTH).edges;
        assert_eq!(grip_at(&narrow, WIDTH, f64::midpoint(from, to)), Some(Window));
        let there = centred(&view, WIDTH, 300.0);
        let middle = whole(&view, WIDTH).to_px(Instant::from_ms(i64::midpoint(there.start().ms(), there.end().ms())));
        assert!((middle - 300.0).abs() < 0.1 && there.length() == view.window().length(), "{middle}");
    }

    #[test]
    fn keys_move_the_window_or_one_edge() {
        let view = view().show(span("14:00", "15:00"));
        assert_eq!(nudged(&view, Grip::Window, Nudge::On), span("14:06", "15:06"));
        assert_eq!(nudged(&view, Grip::Window, Nudge::PageBack), span("13:00", "14:00"));
        assert_eq!(nudged(&view, Grip::Start, Nudge::Back), span("13:54", "15:00"));
        assert_eq!(nudged(&view, Grip::End, Nudge::PageOn), span("14:00", "16:00"));
        assert_eq!(nudged(&view, Grip::Start, Nudge::First).start(), view.whole().start());
        assert_eq!(nudged(&view, Grip::End, Nudge::Last).end(), view.whole().end());
        // An edge stops before the other.
        assert_eq!(nudged(&view, Grip::Start, Nudge::Last).end(), at("15:00"));
        assert_eq!(nudged(&view, Grip::Start, Nudge::Last).length(), Length::from_ms(1_000));
    }

    proptest! {
        #[test]
        fn what_is_dragged_follows_the_pointer_and_the_other_edge_stays(
            from in 0.0..1.0_f64, length in 0.001..1.0_f64, by in -1_500.0..1_500.0_f64,
        ) {
            let scale = whole(&view(), WIDTH);
            let view = view().show(Span::between(scale.to_time(from * WIDTH), scale.to_time((from + length) * WIDTH)));
            let place = |span: Span| (scale.to_px(span.start()), scale.to_px(span.end()));
            let (start, end) = place(view.window());
            let (new_start, new_end) = place(dragged(&view, WIDTH, Grip::Start, by));
            prop_assert!((new_end - end).abs() < 0.01);
            prop_assert!((new_start - (start + by).clamp(0.0, end)).abs() < 0.2, "{} {}", new_start, start + by);
            let (new_start, new_end) = place(dragged(&view, WIDTH, Grip::End, by));
            prop_assert!((new_start - start).abs() < 0.01);
            prop_assert!((new_end - (end + by).clamp(start, WIDTH)).abs() < 0.2);
            let (new_start, new_end) = place(dragged(&view, WIDTH, Grip::Window, by));
            prop_assert!((new_end - new_start - (end - start)).abs() < 0.01);
        }
    }
}
