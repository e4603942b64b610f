//! Phrases of all languages that are looked for together: one pass over a text finds those of a whole table.

use aho_corasick::AhoCorasick;

use super::words::{Term, is_wide, terms};

/// Phrases in rows, with what each row means. Phrases are folded, and parted by `|`.
pub struct Phrases<T> {
    rows: Vec<T>,
    /// `None` for a table that no automaton can be made of; it finds nothing.
    automaton: Option<AhoCorasick>,
    /// Of each phrase: its row, and whether it is of a script without blanks between words.
    of: Vec<(usize, bool)>,
}

/// A phrase that stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its row.
    pub row: usize,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// `true` where it is of a script without blanks between words.
    pub wide: bool,
}

impl Phrases<()> {
    /// Prepares the words of a term.
    pub fn of_term(term: Term) -> Self {
        let phrases: Vec<(usize, &'static str)> = terms(term).iter().map(|name| (0, *name)).collect();
        Self::prepare(vec![()], &phrases)
    }
}

impl<T: Copy> Phrases<T> {
    /// Prepares a table.
    pub fn new(rows: &[(T, &'static str)]) -> Self {
        let phrases: Vec<(usize, &'static str)> = rows
            .iter()
            .enumerate()
            .flat_map(|(row, (_, names))| names.split('|').map(move |name| (row, name)))
            .collect();
        Self::prepare(rows.iter().map(|(meaning, _)| *meaning).collect(), &phrases)
    }
}

impl<T> Phrases<T> {
    fn prepare(rows: Vec<T>, phrases: &[(usize, &'static str)]) -> Self {
        Self {
            rows,
            automaton: AhoCorasick::new(phrases.iter().map(|(_, name)| name)).ok(),
            of: phrases.iter().map(|(row, name)| (*row, name.chars().any(is_wide))).collect(),
        }
    }

    /// Every phrase that stands in a folded text as whole words.
    pub fn matches<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Match> + 'a {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(text));
        found.filter_map(move |found| {
            let (row, wide) = self.of.get(found.pattern().as_usize()).copied()?;
            let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let whole = wide
                || is_end(text.get(..found.start())?.chars().next_back())
                    && is_end(text.get(found.end()..)?.chars().next());
            whole.then_some(Match { row, start: found.start(), end: found.end(), wide })
        })
    }

    /// What the first row means of which a phrase stands in a folded text as whole words.
    pub fn first(&self, text: &str) -> Option<&T> {
        let row = self.matches(text).map(|found| found.row).min()?;
        self.rows.get(row)
    }

    /// `true` when a phrase stands anywhere in a folded text, within words too.
    pub fn stands_in(&self, text: &str) -> bool {
        self.automaton.as_ref().is_some_and(|automaton| automaton.is_match(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words_and_the_first_row_counts() {
        let table = Phrases::new(&[(1, "goes down|down"), (2, "down under|復旧")]);
        assert_eq!(table.first("the site goes down under load"), Some(&1));
        assert_eq!(table.first("the shutdown"), None);
        assert!(table.stands_in("the shutdown"));
        assert_eq!(table.first("サービス復旧済み"), Some(&2));
        assert_eq!(table.matches("it is down").next(), Some(Match { row: 0, start: 6, end: 10, wide: false }));
    }
}
