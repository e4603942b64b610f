//! Case-insensitive search.

/// A text without capital letters, to be searched in or for: `Überlast` as `überlast`. The two small sigmas of Greek, of
/// which one only ends words, are one letter.
#[must_use]
pub fn fold_case(text: &str) -> String {
    text.chars().flat_map(fold).collect()
}

/// `true` when a text contains a word that [`fold_case`] has folded.
#[must_use]
pub fn contains(text: &str, word: &str) -> bool {
    fold_case(text).contains(word)
}

/// The first place, as a start and an end in bytes, at which a text contains a word that [`fold_case`] has folded. A character
/// that the word covers in part belongs to it: `İ` folds to an `i` and a dot above.
#[must_use]
pub fn position(text: &str, word: &str) -> Option<(usize, usize)> {
    let mut folded = String::new();
    // The character of the text that each byte of the folded text comes from.
    let mut origins = Vec::new();
    for (at, character) in text.char_indices() {
        folded.extend(fold(character));
        origins.resize(folded.len(), (at, at + character.len_utf8()));
    }
    let start = folded.find(word)?;
    let end = start.checked_add(word.len())?.checked_sub(1)?;
    Some((origins.get(start)?.0, origins.get(end)?.1))
}

fn fold(character: char) -> impl Iterator<Item = char> {
    if character == 'ς' { 'σ' } else { character }.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capital_letters_do_not_matter_in_the_scripts_that_have_them() {
        for (text, word) in [
            ("Fault Identified", "fault"),
            ("FAULT", "Fault"),
            ("ÜBERLAST im Rechenzentrum", "überlast"),
            ("größer", "GRÖß"),
            ("Öffentlicher Żuraw", "ŻURAW"),
            ("ĽUBĽANA", "ľubľana"),
            ("ΣΦΆΛΜΑ ΔΊΚΤΥΟΣ", "σφάλμα"),
            ("ΔΙΚΤΥΟΣ", "δικτυος"),
            ("СБОЙ Ёмкости", "ёмкости"),
            ("ՍԽԱԼ", "սխալ"),
            ("ẠNH", "ạnh"),
            ("日本語 障害", "障害"),
            ("ends with it", "it"),
            ("🔥 down", "🔥"),
        ] {
            assert!(contains(text, &fold_case(word)), "{word:?} in {text:?}");
        }
        for (text, word) in [("fault", "faults"), ("", "a"), ("übel", "ubel"), ("×", "÷"), ("障", "害")] {
            assert!(!contains(text, &fold_case(word)), "{word:?} in {text:?}");
        }
    }

    #[test]
    fn a_place_is_given_in_bytes_of_the_text() {
        assert_eq!(position("die Überlast", "überlast"), Some((4, 13)));
        assert_eq!(position("aab", "ab"), Some((1, 3)));
        assert_eq!(position("aab", "b"), Some((2, 3)));
        assert_eq!(position("aab", ""), None);
        assert_eq!(position("c", "b"), None);
    }

    #[test]
    fn a_letter_that_folds_to_another_length_is_found_whole() {
        // U+0130 folds to three bytes of two, U+212A (the kelvin sign) to one of three.
        assert_eq!(position("in İzmir", "izmir"), None);
        assert_eq!(position("in İzmir", &fold_case("İzmir")), Some((3, 9)));
        assert_eq!(position("İİa", "a"), Some((4, 5)));
        assert_eq!(position("5 \u{212a}b", "kb"), Some((2, 6)));
        assert_eq!(position("ΔΙΚΤΥΟΣ.", &fold_case("ος")), Some((10, 14)));
    }
}
