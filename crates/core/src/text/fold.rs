//! Finding words in texts whatever their capital letters. Must never allocate a text for each one it looks into.
//!
//! Letters are folded one by one by plain arithmetic: ASCII, Latin-1, Latin Extended-A, Greek, Cyrillic and Armenian, which
//! is where capital letters are written. The standard library's tables know every script and weigh more than this room.

/// A letter without its capital; every other character is itself. Never changes how many characters there are.
fn fold(character: char) -> char {
    let by = |distance: u32| char::from_u32(u32::from(character) + distance).unwrap_or(character);
    match character {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => by(32),
        'Ѐ'..='Џ' => by(80),
        'Ա'..='Ֆ' => by(48),
        'Ά' => 'ά',
        'Έ'..='Ί' => by(37),
        'ς' => 'σ',
        // Where capitals and small letters take turns, the capital is the even one, or the odd one.
        'Ĺ'..='ň' | 'Ź'..='ž' if u32::from(character) % 2 == 1 => by(1),
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' | 'Ӑ'..='ԯ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ'
            if u32::from(character) % 2 == 0 && character != 'İ' =>
        {
            by(1)
        }
        _ => character,
    }
}

/// A word made ready to be searched for.
#[must_use]
pub fn folded(word: &str) -> String {
    word.chars().map(fold).collect()
}

/// Whether a text has a folded word anywhere in it. Looks at bytes first and at letters only where one could begin.
#[must_use]
pub fn contains(text: &str, word: &str) -> bool {
    position(text, word).is_some()
}

/// Where a text has a folded word for the first time, from and to, in bytes.
#[must_use]
pub fn position(text: &str, word: &str) -> Option<(usize, usize)> {
    let first = *word.as_bytes().first()?;
    let may_begin = |byte: &u8| if first < 0x80 { byte.to_ascii_lowercase() == first } else { *byte >= 0xC0 };
    let mut starts = text.bytes().enumerate().filter(|(_, byte)| may_begin(byte));
    starts.find_map(|(at, _)| Some((at, at + begins(text.get(at..)?, word)?)))
}

/// How many bytes of the text the word at its beginning takes, if it is there.
fn begins(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.chars();
    for wanted in word.chars() {
        if fold(rest.next()?) != wanted {
            return None;
        }
    }
    Some(text.len() - rest.as_str().len())
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
            assert!(contains(text, &folded(word)), "{word:?} in {text:?}");
        }
        for (text, word) in [("fault", "faults"), ("", "a"), ("übel", "ubel"), ("×", "÷"), ("障", "害")] {
            assert!(!contains(text, &folded(word)), "{word:?} in {text:?}");
        }
    }

    #[test]
    fn folding_agrees_with_the_standard_library_where_it_folds() {
        for character in ('\0'..='\u{58f}').chain('Ḁ'..='ỿ') {
            let mut small = character.to_lowercase();
            let small = small.next().filter(|_| small.len() == 0);
            if fold(character) != character && character != 'ς' {
                assert_eq!(Some(fold(character)), small, "{character:?} {:x}", u32::from(character));
            }
        }
    }

    #[test]
    fn a_place_is_given_in_bytes_of_the_text() {
        assert_eq!(position("die Überlast", "überlast"), Some((4, 13)));
        assert_eq!(position("aab", "ab"), Some((1, 3)));
        assert_eq!(position("aab", "b"), Some((2, 3)));
    }
}
