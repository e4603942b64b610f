//! The marks of single incidents: a form for each severity, so that colour is not needed to tell them apart.

use super::picture::put_place;
use super::{Chart, Px};
use crate::picture::Tenths;

/// Marks about many points as the `d` of one SVG path, by their shade: 1 a square, 2 a triangle, 3 a disc, 4 a diamond, any
/// other a small disc.
pub(super) fn marks_text(points: &[(Px, Px)], shade: u8) -> String {
    let (dx, dy, rest) = match shade {
        1 => (-3.2, -3.2, "h6.4v6.4h-6.4Z"),
        2 => (0.0, -4.2, "l4,7h-8Z"),
        3 => (-3.4, 0.0, "a3.4,3.4 0 1,0 6.8,0a3.4,3.4 0 1,0 -6.8,0Z"),
        4 => (0.0, -4.0, "l4,4l-4,4l-4,-4Z"),
        _ => (-2.8, 0.0, "a2.8,2.8 0 1,0 5.6,0a2.8,2.8 0 1,0 -5.6,0Z"),
    };
    let mut path = String::new();
    for (x, y) in points {
        put_place(&mut path, 'M', x + dx, y + dy);
        path.push_str(rest);
    }
    path
}

impl Chart {
    /// The end of a brush at a place along the lower edge as the `d` of two SVG paths: a line through the plot, and a knob
    /// to take hold of at its inner side, where no label stands.
    #[must_use]
    pub fn handle(&self, at: Px, upper: bool) -> (String, String) {
        let line = format!("M{},{}V{}", Tenths(at), Tenths(self.plot.top), Tenths(self.plot.bottom));
        let middle = f64::midpoint(self.plot.top, self.plot.bottom);
        let knob = format!("M{},{}h8v26h-8Z", Tenths(if upper { at - 8.0 } else { at }), Tenths(middle - 13.0));
        (line, knob)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_level_has_a_form_of_its_own_about_its_point() {
        let mark_text = |x, y, shade| marks_text(&[(x, y)], shade);
        assert_eq!(mark_text(10.0, 20.0, 1), "M6.8,16.8h6.4v6.4h-6.4Z");
        assert_eq!(mark_text(0.0, 2.0, 2), "M0,-2.2l4,7h-8Z");
        let all: Vec<String> = (0..=4).map(|shade| mark_text(0.0, 0.0, shade)).collect();
        assert!(all.iter().enumerate().all(|(place, one)| !all[..place].contains(one)), "{all:?}");
        assert_eq!(marks_text(&[(0.0, 0.0), (1.0, 1.0)], 4), mark_text(0.0, 0.0, 4) + &mark_text(1.0, 1.0, 4));
    }
}
