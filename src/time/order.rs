//! Putting things in order of a whole number: of time, most often. Must never know what it orders.

/// Puts things in order of a key; things of one key stay in the order they were in.
///
/// The one sort of the program: each type sorted by the standard library costs 5 kB of wasm anew, and a list that is in
/// order already, as most files are, costs one look.
pub fn put_in_order<T>(things: &mut Vec<T>, key: impl Fn(&T) -> i64) {
    let mut order: Vec<(i64, u32)> = things.iter().map(key).zip(0..).collect();
    if order.is_sorted() {
        return;
    }
    order.sort_unstable();
    let mut slots: Vec<Option<T>> = std::mem::take(things).into_iter().map(Some).collect();
    things.extend(order.into_iter().filter_map(|(_, from)| slots.get_mut(from as usize)?.take()));
}

#[cfg(test)]
mod tests {
    use super::put_in_order;

    #[test]
    fn things_of_one_key_stay_in_their_order() {
        let mut things = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (i64::MIN, 'e')];
        put_in_order(&mut things, |(key, _)| *key);
        assert_eq!(things, [(i64::MIN, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
