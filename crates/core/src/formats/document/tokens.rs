//! A line as numbers, words and marks, with the marks of emphasis left out.

use super::words::fold;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it begins and ends, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// `true` when a blank stands before it.
    pub spaced: bool,
}

/// What a piece of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Digits: their value and how many.
    Number(u32, u8),
    /// Letters, folded.
    Word(Box<str>),
    /// Anything else.
    Mark(char),
}

/// How much of a line is looked at for times. A longer one is prose.
const MOST: usize = 4096;

/// The pieces of a line, as far as times are looked for.
pub fn tokens(line: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(16);
    let mut chars = line.char_indices().peekable();
    let mut spaced = false;
    while let Some((start, c)) = chars.next() {
        if start > MOST {
            break;
        }
        let mut end = start + c.len_utf8();
        if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fe0f}') {
            spaced = true;
            continue;
        }
        if matches!(c, '*' | '_' | '`') {
            continue;
        }
        let digit = |c: char| match c {
            '0'..='9' => Some(c as u32 - '0' as u32),
            '０'..='９' => Some(c as u32 - '０' as u32),
            _ => None,
        };
        let kind = if let Some(first) = digit(c) {
            let (mut value, mut count) = (first, 1_u8);
            while let Some((at, next)) = chars.peek().and_then(|(at, c)| Some((*at + c.len_utf8(), digit(*c)?))) {
                value = value.saturating_mul(10).saturating_add(next);
                count = count.saturating_add(1);
                end = at;
                chars.next();
            }
            TokenKind::Number(value, count)
        } else if is_word(c) {
            while let Some((at, next)) = chars.peek().copied() {
                // "l'alerte" is two words, "o'clock" one.
                let joins = next == '\'' && line.get(start..at).is_some_and(|word| word.eq_ignore_ascii_case("o"));
                if !is_word(next) && !joins {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            TokenKind::Word(fold(line.get(start..end).unwrap_or("")).into())
        } else {
            TokenKind::Mark(plain_mark(c))
        };
        tokens.push(Token { kind, start, end, spaced });
        spaced = false;
    }
    tokens
}

/// `true` for a letter of a script that writes words with blanks between them.
fn is_word(c: char) -> bool {
    c.is_alphabetic() && !super::words::is_wide(c) && !matches!(c, '\u{3040}'..='\u{30ff}')
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{94d}' | '\u{e34}'..='\u{e4e}')
}

/// One mark for those that look alike.
const fn plain_mark(c: char) -> char {
    match c {
        '–' | '—' | '―' | '−' | '‐' | '‑' | '‒' | '－' => '-',
        '〜' | '～' | '∼' | '˜' => '~',
        '：' | '∶' => ':',
        '（' => '(',
        '）' => ')',
        '［' | '【' | '「' => '[',
        '］' | '】' | '」' => ']',
        '／' => '/',
        '，' | '、' => ',',
        '．' => '.',
        '＋' => '+',
        '≈' | '≃' | '≅' => '≈',
        '→' | '➔' | '➡' | '⇒' => '→',
        '？' => '?',
        '’' | '‘' => '\'',
        other => other,
    }
}

/// A year of four digits in a text.
pub fn year_in(text: &str) -> Option<i32> {
    tokens(text).iter().find_map(|piece| {
        let (value, _) = piece.number().filter(|(value, digits)| *digits == 4 && (1990..2100).contains(value))?;
        i32::try_from(value).ok()
    })
}

impl Token {
    /// The word, if it is one.
    pub fn word(&self) -> Option<&str> {
        if let TokenKind::Word(word) = &self.kind { Some(word) } else { None }
    }

    /// The number and how many digits it has, if it is one.
    pub const fn number(&self) -> Option<(u32, u8)> {
        if let TokenKind::Number(value, digits) = self.kind { Some((value, digits)) } else { None }
    }

    /// `true` for that mark.
    pub fn is(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }
}
