//! Which elements of a picture serve for the next one.

use std::collections::{HashMap, HashSet, VecDeque};

use super::Shape;

/// Which element shows a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reuse {
    /// The place of the element among those there are; `None` for a new one.
    pub place: Option<usize>,
    /// `true` where the element stays while others are moved around it.
    pub stays: bool,
}

/// The element for each of these shapes, from those that show the old ones. What has an id or a key keeps its element;
/// others take the next element of their tag that is free, in order. As many as possible stay where they are.
#[must_use]
pub fn reuse(old: &[&Shape], shapes: &[Shape]) -> Vec<Reuse> {
    let known: HashSet<&str> = shapes.iter().filter_map(Shape::known_by).collect();
    let (mut kept, mut free) = (HashMap::new(), VecDeque::new());
    for (place, shape) in old.iter().enumerate() {
        match shape.known_by() {
            Some(name) if known.contains(name) => drop(kept.insert(name, place)),
            _ => free.push_back(place),
        }
    }
    let place_of = |shape: &Shape| {
        let is_alike = |place: &usize| old.get(*place).is_some_and(|old| old.tag() == shape.tag());
        let own = shape.known_by().and_then(|name| kept.remove(name)).filter(is_alike);
        own.or_else(|| free.remove(free.iter().position(is_alike)?))
    };
    let places: Vec<Option<usize>> = shapes.iter().map(place_of).collect();
    let stays = rising(&places);
    places.into_iter().zip(stays).map(|(place, stays)| Reuse { place, stays }).collect()
}

/// Which places belong to the longest series that rises (the first half of patience sorting).
fn rising(places: &[Option<usize>]) -> Vec<bool> {
    // For each length, the end of the series of that length that ends lowest: its place, and its index.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (index, place) in places.iter().enumerate() {
        let Some(place) = *place else { continue };
        let length = ends.partition_point(|(end, _)| *end < place);
        if let (Some(before), Some(last)) = (before.get_mut(index), length.checked_sub(1)) {
            *before = ends.get(last).map(|(_, index)| *index);
        }
        match ends.get_mut(length) {
            Some(end) => *end = (place, index),
            None => ends.push((place, index)),
        }
    }
    let mut stays = vec![false; places.len()];
    let mut at = ends.last().map(|(_, index)| *index);
    while let Some(index) = at {
        if let Some(stays) = stays.get_mut(index) {
            *stays = true;
        }
        at = before.get(index).copied().flatten();
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(keys: &str) -> Vec<Shape> {
        keys.chars().map(|key| Shape::group([]).key(key.to_string())).collect()
    }

    /// `=` for an element that stays, `>` for one that is moved, `+` for a new one.
    fn marks(old: &[Shape], new: &[Shape]) -> String {
        let mark = |reuse: &Reuse| match (reuse.place, reuse.stays) {
            (None, _) => '+',
            (Some(_), true) => '=',
            (Some(_), false) => '>',
        };
        reuse(&old.iter().collect::<Vec<_>>(), new).iter().map(mark).collect()
    }

    #[test]
    fn what_stays_in_order_is_not_moved() {
        for (old, new, expected) in [
            ("", "ab", "++"),
            ("abc", "abc", "==="),
            // What left on one side serves for what came on the other.
            ("abcde", "bcdef", "====>"),
            ("bcdef", "abcde", ">===="),
            ("abcabc", "", ""),
            ("abcd", "bacd", ">==="),
            ("abcd", "dabc", ">==="),
            ("ab", "xaby", "+==+"),
        ] {
            assert_eq!(marks(&shapes(old), &shapes(new)), expected, "{old} to {new}");
        }
    }

    #[test]
    fn two_rows_that_move_on_cost_two_moves() {
        let old: Vec<Shape> = shapes("abcdefgh");
        assert_eq!(marks(&old, &shapes("bcdxfghy")), "===>===>");
    }

    #[test]
    fn an_element_serves_only_for_its_own_tag_and_for_one_shape() {
        let circle = || Shape::circle((0.0, 0.0), 1.0);
        let old = [circle(), Shape::group([])];
        let places = |new: &[Shape]| -> Vec<Option<usize>> {
            reuse(&old.iter().collect::<Vec<_>>(), new).iter().map(|reuse| reuse.place).collect()
        };
        assert_eq!(places(&[Shape::group([]), circle(), circle()]), [Some(1), Some(0), None]);
        let twice = [Shape::group([]).key("a"), Shape::group([]).key("a")];
        assert_eq!(places(&twice), [Some(1), None]);
    }
}
