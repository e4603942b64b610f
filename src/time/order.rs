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
        for last in 1..things.len() {
            let mut at = last;
            while let Some([before, here]) = things.get(at.wrapping_sub(1)..=at)
                && key(before) > key(here)
            {
                things.swap(at - 1, at);
                at -= 1;
            }
        }
        return;
    }
    let mut order: Vec<(i64, u32)> = things.iter().map(key).zip(0..).collect();
    put_keys_in_order(&mut order);
    let mut slots: Vec<Option<T>> = std::mem::take(things).into_iter().map(Some).collect();
    things.extend(order.into_iter().filter_map(|(_, from)| slots.get_mut(from as usize)?.take()));
}

/// Fewer things than this are ordered by swapping neighbours: counting bytes would cost more than looking at them.
const FEW: usize = 48;

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
        sort(order);
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
    sort(&mut late);
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

fn sort(order: &mut Vec<(i64, u32)>) {
    let mut other = vec![(0, 0); order.len()];
    for byte in 0..8 {
        // The sign's bit turned round puts the negative before the positive.
        let digit = |key: i64| usize::from((key ^ i64::MIN).to_le_bytes().get(byte).copied().unwrap_or(0));
        let mut next = [0_usize; 256];
        for (key, _) in order.iter() {
            if let Some(count) = next.get_mut(digit(*key)) {
                *count += 1;
            }
        }
        if next.contains(&order.len()) {
            continue;
        }
        let mut before = 0;
        for place in &mut next {
            before += std::mem::replace(place, before);
        }
        for thing in order.iter() {
            if let Some(place) = next.get_mut(digit(thing.0)) {
                if let Some(slot) = other.get_mut(*place) {
                    *slot = *thing;
                }
                *place += 1;
            }
        }
        std::mem::swap(order, &mut other);
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
