//! Which known key, word or id a mistyped one was meant to be.

/// The one that differs from `key` least: in case, in `-` or a space for `_`, or by at most two letters added,
/// left out or changed (one in a short key). `None` when none is that close.
pub(crate) fn closest<'a>(key: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if key.len() > 40 {
        return None;
    }
    let plain_bytes = |text: &str| text.bytes().map(plain).collect::<Vec<u8>>();
    let key = plain_bytes(key);
    let allowed = if key.len() < 5 { 1 } else { 2 };
    // A longer or shorter one is further away.
    let known = known.filter(|known| known.len().abs_diff(key.len()) <= allowed);
    let near = known.map(|known| (distance(&key, &plain_bytes(known)), known));
    near.filter(|(distance, _)| *distance <= allowed).min().map(|(_, known)| known)
}

/// A key or word as the format writes it: in small letters, with `_` for `-`, a space and the seam of `camelCase`.
pub(crate) fn snake_case(word: &str) -> String {
    let mut plain = String::with_capacity(word.len() + 2);
    let mut after_small = false;
    for c in word.trim().chars() {
        let seam = matches!(c, '-' | ' ' | '_');
        if (c.is_ascii_uppercase() && after_small) || (seam && !plain.ends_with('_')) {
            plain.push('_');
        }
        if !seam {
            plain.push(c.to_ascii_lowercase());
        }
        after_small = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    plain
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
            assert_eq!(closest(key, known.into_iter()), meant, "{key}");
        }
    }

    #[test]
    fn a_word_in_any_case_is_the_word() {
        for (word, plain) in [
            ("rootCauses", "root_causes"),
            ("Full", "full"),
            ("In Progress", "in_progress"),
            ("WENT-WELL", "went_well"),
            (" time  zone ", "time_zone"),
            ("SEV1", "sev1"),
            ("", ""),
        ] {
            assert_eq!(snake_case(word), plain, "{word}");
        }
    }

    #[test]
    fn distances_are_levenshteins() {
        for (a, b, steps) in [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("abc", "abc", 0), ("", "ab", 2)] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), steps, "{a} {b}");
        }
    }
}
