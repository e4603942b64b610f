//! Words that many incidents share (services, severities), each kept once and known by a number. Must never forget a
//! number it gave.

/// Words by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    words: Vec<Box<str>>,
    /// Numbers plus one by the hash of their word; 0 is free. Twice as many places as words, at least.
    places: Vec<u32>,
}

impl Names {
    /// The number of a word, which is given one if it has none.
    pub fn number(&mut self, word: &str) -> u32 {
        if self.places.len() < self.words.len() * 2 + 2 {
            self.places = vec![0; (self.words.len() * 4).next_power_of_two().max(16)];
            for number in 0..self.words.len() {
                let word = self.words.get(number).map(|word| hash(word)).unwrap_or_default();
                self.settle(word, number);
            }
        }
        if let Some(number) = self.find(word) {
            return number;
        }
        let number = self.words.len();
        self.settle(hash(word), number);
        self.words.push(word.into());
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// The number of a word that has one.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<u32> {
        let mut at = self.place(hash(word))?;
        loop {
            let number = self.places.get(at)?.checked_sub(1)?;
            if self.words.get(number as usize).is_some_and(|known| **known == *word) {
                return Some(number);
            }
            at = (at + 1) % self.places.len();
        }
    }

    /// The word with a number; empty for a number that was never given.
    #[must_use]
    pub fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", |word| word)
    }

    /// Every word, in the order of their numbers.
    #[must_use]
    pub fn words(&self) -> &[Box<str>] {
        &self.words
    }

    fn place(&self, hash: u32) -> Option<usize> {
        (hash as usize).checked_rem(self.places.len())
    }

    fn settle(&mut self, hash: u32, number: usize) {
        let Some(mut at) = self.place(hash) else { return };
        while self.places.get(at).is_some_and(|taken| *taken != 0) {
            at = (at + 1) % self.places.len();
        }
        if let Some(place) = self.places.get_mut(at) {
            *place = u32::try_from(number + 1).unwrap_or(u32::MAX);
        }
    }
}

/// Fowler, Noll and Vo's hash (FNV-1a, 32 bit).
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_word_keeps_its_number() {
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
