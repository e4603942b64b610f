//! Positions of things by their ids. Must never hold an id itself.

use std::cmp::Ordering;

/// The id of the thing at a position.
pub(super) type IdAt<'a> = dyn Fn(usize) -> Option<&'a str> + 'a;

/// Positions by id: a table of positions whose ids are asked for where they stand, since a million of them are not
/// held twice. An id given twice belongs to the first. Ids that are numbered one after the other, as logs do, need no
/// table: none of them can be given twice, and each is found by halving.
#[derive(Default)]
pub(super) struct ById {
    /// How many ids each follow the one before, as long as there is no table.
    rising: usize,
    /// One more than a position, or 0, and the hash of its id, so that few ids are looked up to find that they differ; a
    /// power of two of them, at most two thirds in use.
    slots: Vec<(u32, u32)>,
}

impl ById {
    pub fn for_as_many_as(things: usize) -> Self {
        let slots = if things == 0 { 0 } else { (things + things / 2 + 1).next_power_of_two() };
        Self { rising: 0, slots: vec![(0, 0); slots] }
    }

    pub fn is_rising(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether an id follows the one before, and all before it did.
    pub fn follows(&mut self, index: usize, id_at: &IdAt<'_>) -> bool {
        let before = index.checked_sub(1).and_then(id_at);
        let follows = self.is_rising()
            && index == self.rising
            && before.is_none_or(|before| id_at(index).is_some_and(|id| compare(before, id).is_lt()));
        self.rising += usize::from(follows);
        follows
    }

    /// The ids of a whole list, and those given twice: the second position, the first, and the id.
    pub fn of(things: usize, id_at: &IdAt<'_>) -> (Self, Vec<(usize, usize, Box<str>)>) {
        let mut by_id = Self::for_as_many_as(things);
        let mut doubled = Vec::new();
        for index in 0..things {
            if let Some(first) = by_id.add(index, id_at) {
                doubled.push((index, first, id_at(index).unwrap_or("").into()));
            }
        }
        (by_id, doubled)
    }

    /// Adds the id at a position; the first position with that id, when there was one.
    pub fn add(&mut self, index: usize, id_at: &IdAt<'_>) -> Option<usize> {
        let id = id_at(index)?;
        let hash = hash(id.as_bytes());
        match self.look(id, hash, id_at) {
            Ok(first) => Some(first),
            Err(slot) => {
                if let Some(free) = self.slots.get_mut(slot) {
                    *free = (u32::try_from(index + 1).unwrap_or(0), hash);
                }
                None
            }
        }
    }

    pub fn find(&self, id: &str, id_at: &IdAt<'_>) -> Option<usize> {
        if self.is_rising() {
            let (mut low, mut high) = (0, self.rising);
            while low < high {
                let middle = usize::midpoint(low, high);
                match compare(id_at(middle)?, id) {
                    Ordering::Less => low = middle + 1,
                    Ordering::Equal => return Some(middle),
                    Ordering::Greater => high = middle,
                }
            }
            return None;
        }
        self.look(id, hash(id.as_bytes()), id_at).ok()
    }

    /// The position of an id, or the slot where it would be.
    fn look(&self, id: &str, hash: u32, id_at: &IdAt<'_>) -> Result<usize, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        // Which bits end up in a slot's number does not matter.
        let mut slot = hash as usize & mask;
        while let Some(&(taken, other)) = self.slots.get(slot)
            && let Some(position) = (taken as usize).checked_sub(1)
        {
            if other == hash && id_at(position) == Some(id) {
                return Ok(position);
            }
            slot = (slot + 1) & mask;
        }
        Err(slot)
    }
}

/// As numbers are ordered: the shorter first, `event-9` before `event-10`.
fn compare(a: &str, b: &str) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

/// Eight bytes at a time, multiplied and folded.
fn hash(bytes: &[u8]) -> u32 {
    let mut hash = bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    for word in words.iter().chain([&last]) {
        hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 32;
    }
    u32::try_from(hash & 0xffff_ffff).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_where_they_stand_first() {
        let ids = ["a", "b", "a", "", "b", "long enough for two words", ""];
        let (by_id, doubled) = ById::of(ids.len(), &|at| ids.get(at).copied());
        let doubled: Vec<_> = doubled.iter().map(|(index, first, id)| (*index, *first, &**id)).collect();
        assert_eq!(doubled, [(2, 0, "a"), (4, 1, "b"), (6, 3, "")]);
        for (id, position) in [("a", Some(0)), ("b", Some(1)), ("", Some(3)), ("c", None)] {
            assert_eq!(by_id.find(id, &|at| ids.get(at).copied()), position, "{id}");
        }
        assert_eq!(ById::default().find("a", &|_| None), None);
    }

    #[test]
    fn ids_that_follow_one_another_are_found_without_a_table() {
        let ids = ["", "b", "e-8", "e-9", "e-10", "e-11"];
        let id_at = |at: usize| ids.get(at).copied();
        let mut by_id = ById::default();
        assert!((0..ids.len()).all(|index| by_id.follows(index, &id_at)));
        assert!(by_id.is_rising());
        for (position, id) in ids.iter().enumerate() {
            assert_eq!(by_id.find(id, &id_at), Some(position), "{id}");
        }
        for id in ["a", "c", "e-7", "e-99", "e-100"] {
            assert_eq!(by_id.find(id, &id_at), None, "{id}");
        }
        for second in ["e-8", "e-7", "c"] {
            let ids = ["e-8", second];
            let id_at = |at: usize| ids.get(at).copied();
            let mut by_id = ById::default();
            assert_eq!((by_id.follows(0, &id_at), by_id.follows(1, &id_at)), (true, false), "{second}");
        }
    }

    #[test]
    fn many_ids_alike_are_all_found() {
        let ids: Vec<String> = (0..10_000).map(|number| format!("event-{number}")).collect();
        let id_at = |at: usize| ids.get(at).map(String::as_str);
        let (by_id, doubled) = ById::of(ids.len(), &id_at);
        assert_eq!(doubled.len(), 0);
        assert!(ids.iter().enumerate().all(|(at, id)| by_id.find(id, &id_at) == Some(at)));
    }
}
