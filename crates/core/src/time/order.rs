//! Putting things in order of a whole number: of time, most often. Must never know what it orders.

/// Puts things in order of a key; things of one key stay in the order they were in.
///
/// The one sort of the program: each type sorted by the standard library costs 5 kB of wasm anew, and a list that is in
/// order already, as most files are, costs one look. Otherwise a radix sort, whose time grows with the number of
/// things only: a million moments of three days take four passes.
pub fn put_in_order<T>(things: &mut Vec<T>, key: impl Fn(&T) -> i64) {
    let mut last = i64::MIN;
    let in_order = |thing: &T| {
        let here = key(thing);
        std::mem::replace(&mut last, here) <= here
    };
    if things.iter().all(in_order) {
        return;
    }
    if things.len() <= FEW {
        swap_into_order(things, key);
        return;
    }
    let mut order: Vec<(i64, u32)> = things.iter().map(key).zip(0..).collect();
    put_keys_in_order(&mut order);
    let mut slots: Vec<Option<T>> = std::mem::take(things).into_iter().map(Some).collect();
    things.extend(order.into_iter().filter_map(|(_, from)| slots.get_mut(from as usize)?.take()));
}

/// Fewer things than this are ordered by swapping neighbours: counting bytes would cost more than looking at them.
const FEW: usize = 48;

fn swap_into_order<T>(things: &mut [T], key: impl Fn(&T) -> i64) {
    for last in 1..things.len() {
        let mut at = last;
        while let Some([before, here]) = things.get(at.wrapping_sub(1)..=at)
            && key(before) > key(here)
        {
            things.swap(at - 1, at);
            at -= 1;
        }
    }
}

/// Puts keys in order, each with a position that rises: of equal keys the lower position comes first.
///
/// Where most are in order, as of logs that were merged, what is late is ordered by itself and put where it belongs.
/// Otherwise byte by byte from the lowest, each pass keeping the order of the one before; a byte that is the same
/// everywhere needs none.
pub fn put_keys_in_order(order: &mut Vec<(i64, u32)>) {
    let mut latest = i64::MIN;
    let mut is_late = |thing: &(i64, u32)| {
        latest = latest.max(thing.0);
        thing.0 < latest
    };
    let late = order.iter().filter(|thing| is_late(thing)).count();
    if late > order.len() / 8 {
        let mut sorting = Sorting { order: std::mem::take(order), ..Sorting::default() };
        while !sorting.step() {}
        *order = sorting.order;
    } else if late > 0 {
        put_back_late(order, late);
    }
}

/// Orders keys of which so many are lower than one before them.
fn put_back_late(order: &mut Vec<(i64, u32)>, count: usize) {
    let mut late = Vec::with_capacity(count);
    let mut latest = i64::MIN;
    order.retain(|thing| {
        let in_order = thing.0 >= latest;
        if in_order {
            latest = thing.0;
        } else {
            late.push(*thing);
        }
        in_order
    });
    put_keys_in_order(&mut late);
    let mut kept = order.len();
    order.resize(kept + count, (0, 0));
    // From the end, so that what is kept moves once, and only as far as it has to.
    for slot in (0..order.len()).rev() {
        let Some(last) = late.last() else { break };
        let before = kept.checked_sub(1).and_then(|at| order.get(at)).filter(|before| *before > last).copied();
        let next = match before {
            Some(before) => {
                kept -= 1;
                Some(before)
            }
            None => late.pop(),
        };
        if let Some((to, next)) = order.get_mut(slot).zip(next) {
            *to = next;
        }
    }
}

/// The same a step at a time, for so many things that a page has to paint in between.
#[derive(Debug, Default)]
pub struct Sorting {
    /// The keys, each with the number of its thing.
    order: Vec<(i64, u32)>,
    other: Vec<(i64, u32)>,
    /// How many bytes of the keys are in order, from the lowest.
    bytes: usize,
}

impl Sorting {
    /// Takes one thing more; all of them before the first step.
    pub fn push(&mut self, key: i64, thing: u32) {
        self.order.push((key, thing));
    }

    /// How many things it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// `true` when it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The numbers of the things, in order once every step was taken.
    pub fn into_order(self) -> impl Iterator<Item = u32> {
        self.order.into_iter().map(|(_, thing)| thing)
    }

    /// One byte more, each keeping the order of those before; a byte that is the same everywhere needs none. `true` once
    /// all are in order.
    pub fn step(&mut self) -> bool {
        let order = &mut self.order;
        if order.len() <= FEW {
            swap_into_order(order, |thing| thing.0);
            return true;
        }
        // The sign's bit turned round puts the negative before the positive.
        let digit = |key: i64| usize::from((key ^ i64::MIN).to_le_bytes().get(self.bytes).copied().unwrap_or(0));
        let mut next = [0_usize; 256];
        for (key, _) in order.iter() {
            if let Some(count) = next.get_mut(digit(*key)) {
                *count += 1;
            }
        }
        if !next.contains(&order.len()) {
            let mut before = 0;
            for place in &mut next {
                before += std::mem::replace(place, before);
            }
            self.other.resize(order.len(), (0, 0));
            for thing in order.iter() {
                if let Some(place) = next.get_mut(digit(thing.0)) {
                    if let Some(slot) = self.other.get_mut(*place) {
                        *slot = *thing;
                    }
                    *place += 1;
                }
            }
            std::mem::swap(order, &mut self.other);
        }
        self.bytes += 1;
        self.bytes == 8
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_keys_are_put_in_the_order_of_the_standard_library(
            keys in prop::collection::vec(prop_oneof![any::<i64>(), -300_i64..300], 0..600)
        ) {
            let mut things: Vec<(i64, usize)> = keys.into_iter().zip(0..).collect();
            let mut expected = things.clone();
            expected.sort_by_key(|(key, _)| *key);
            put_in_order(&mut things, |(key, _)| *key);
            prop_assert_eq!(things, expected);
        }

        #[test]
        fn what_is_late_is_put_back_where_it_belongs(
            late in prop::collection::vec((0..400_usize, 0..90_i64), 0..60), steps in prop::collection::vec(0..3_i64, 400),
        ) {
            let mut at = 0;
            let mut keys: Vec<i64> = steps.into_iter().map(|step| { at += step; at }).collect();
            for (place, by) in late {
                keys[place] -= by;
            }
            let mut things: Vec<(i64, u32)> = keys.into_iter().zip(0..).collect();
            let mut expected = things.clone();
            expected.sort_unstable();
            put_keys_in_order(&mut things);
            prop_assert_eq!(things, expected);
        }
    }

    #[test]
    fn things_of_one_key_stay_in_their_order() {
        let mut things = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (i64::MIN, 'e')];
        put_in_order(&mut things, |(key, _)| *key);
        assert_eq!(things, [(i64::MIN, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
