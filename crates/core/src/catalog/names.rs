//! Interned names.

use std::collections::HashMap;

/// Names that many incidents share (services, severities), each kept once and known by a number, counted from 0 in the
/// order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    words: Vec<Box<str>>,
    numbers: HashMap<Box<str>, u32>,
}

impl Names {
    /// The number of a name, which is added if it is new.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.find(word) {
            return number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.into());
        self.numbers.insert(word.into(), number);
        number
    }

    /// The number of a name, if it was added.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// The name with a number; empty for a number that was not given.
    #[must_use]
    pub fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", |word| word)
    }

    /// Every name, in the order of their numbers.
    #[must_use]
    pub fn words(&self) -> &[Box<str>] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_name_keeps_its_number() {
        let mut names = Names::default();
        assert_eq!(names.find("a"), None);
        let words: Vec<String> = (0..500).map(|number| format!("word {}", number * 7)).collect();
        for _ in 0..2 {
            for (number, word) in (0..).zip(&words) {
                assert_eq!(names.number(word), number);
            }
        }
        assert_eq!(names.find("word 7"), Some(1));
        assert_eq!(names.find("word 8"), None);
        assert_eq!((names.word(499), names.word(500)), ("word 3493", ""));
        assert_eq!(names.words().len(), 500);
    }
}
