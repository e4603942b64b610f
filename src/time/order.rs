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
    sort(&mut order);
    let mut slots: Vec<Option<T>> = std::mem::take(things).into_iter().map(Some).collect();
    things.extend(order.into_iter().filter_map(|(_, from)| slots.get_mut(from as usize)?.take()));
}

/// Fewer things than this are ordered by swapping neighbours: counting bytes would cost more than looking at them.
const FEW: usize = 48;

/// Byte by byte from the lowest, each pass keeping the order of the one before; a byte that is the same everywhere
/// needs none.
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

    use super::put_in_order;

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
    }

    #[test]
    fn things_of_one_key_stay_in_their_order() {
        let mut things = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (i64::MIN, 'e')];
        put_in_order(&mut things, |(key, _)| *key);
        assert_eq!(things, [(i64::MIN, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
