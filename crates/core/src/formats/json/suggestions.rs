//! Which known key a mistyped one was meant to be: for a hint only.

/// The known key that differs from `key` least: in case, in `-` or a space for `_`, or by at most two letters added,
/// left out or changed (one in a short key). `None` when none is that close.
pub(super) fn closest(key: &str, known: &[&'static str]) -> Option<&'static str> {
    if key.len() > 40 {
        return None;
    }
    let key: Vec<u8> = key.bytes().map(plain).collect();
    let allowed = if key.len() < 5 { 1 } else { 2 };
    let near = known.iter().map(|known| (distance(&key, known.as_bytes()), *known));
    near.filter(|(distance, _)| *distance <= allowed).min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

fn plain(byte: u8) -> u8 {
    if matches!(byte, b'-' | b' ') { b'_' } else { byte.to_ascii_lowercase() }
}

/// Levenshtein's distance.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, from) in a.iter().enumerate() {
        let mut left = line + 1;
        let mut diagonal = line;
        for (above, to) in row.iter_mut().zip(std::iter::once(&0).chain(b)).skip(1) {
            let cost = diagonal + usize::from(from != to);
            diagonal = *above;
            left = cost.min(left + 1).min(*above + 1);
            *above = left;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_another_word_is_not() {
        let known = ["title", "time_zone", "timeline", "at", "corrective_actions"];
        for (key, meant) in [
            ("tittle", Some("title")),
            ("Title", Some("title")),
            ("timezone", Some("time_zone")),
            ("time-zone", Some("time_zone")),
            ("corective_action", Some("corrective_actions")),
            ("att", Some("at")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(closest(key, &known), meant, "{key}");
        }
    }

    #[test]
    fn distances_are_levenshteins() {
        for (a, b, steps) in [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("abc", "abc", 0), ("", "ab", 2)] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), steps, "{a} {b}");
        }
    }
}
