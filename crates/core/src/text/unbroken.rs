//! Where a sentence must not be broken into lines.

/// The units that stand behind a number: of lengths, shares and factors.
const UNITS: [&str; 7] = ["d", "h", "min", "s", "ms", "%", "×"];

/// The pieces of a sentence, in order: each with whether it is a number with its unit, or several, which stay on one line.
/// "Down 1 h 53 min." is "Down ", "1 h 53 min" and ".". A sign before the number stays with it: no line is broken there.
#[must_use]
pub fn unbroken(sentence: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some((before, length, after)) = split_at_length(rest) {
        if !before.is_empty() {
            pieces.push((false, before));
        }
        pieces.push((true, length));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push((false, rest));
    }
    pieces
}

/// The first length of a text, with what stands before and after it.
fn split_at_length(text: &str) -> Option<(&str, &str, &str)> {
    let is_start = |at: usize| {
        text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '(', '+', '\u{2212}']))
    };
    let starts = text.char_indices().filter(|(at, c)| c.is_ascii_digit() && is_start(*at)).map(|(at, _)| at);
    for start in starts {
        let (before, from) = text.split_at_checked(start)?;
        let mut end = 0;
        while let Some(more) = from.get(end..).and_then(|rest| number_and_unit(rest.trim_start_matches(' '))) {
            end = from.len() - from.get(end..)?.trim_start_matches(' ').len() + more;
        }
        if end > 0 {
            return Some((before, from.get(..end)?, from.get(end..)?));
        }
    }
    None
}

/// How many bytes a number with its unit has, with which the text begins.
fn number_and_unit(text: &str) -> Option<usize> {
    let (number, rest) = text.split_once(' ')?;
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let unit = rest.split(|c: char| !c.is_ascii_lowercase() && !matches!(c, '%' | '×')).next()?;
    (is_number && UNITS.contains(&unit)).then_some(number.len() + 1 + unit.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_stay_whole() {
        let shown = |sentence: &'static str| {
            let pieces = unbroken(sentence);
            assert_eq!(pieces.iter().map(|(_, text)| *text).collect::<String>(), sentence);
            pieces
                .iter()
                .map(|(is_length, text)| if *is_length { format!("[{text}]") } else { (*text).to_owned() })
                .collect::<String>()
        };
        assert_eq!(shown("Down 1 h 53 min; mitigated after 2 h."), "Down [1 h 53 min]; mitigated after [2 h].");
        assert_eq!(shown("57 incidents, 12 days, half within 1 d 2 h"), "57 incidents, 12 days, half within [1 d 2 h]");
        assert_eq!(shown("(95 % 41 min … 10 h)"), "([95 % 41 min] … [10 h])");
        assert_eq!(
            shown("99.9 % of it, \u{2212}12 %, or 1.5 × as long"),
            "[99.9 %] of it, \u{2212}[12 %], or [1.5 ×] as long"
        );
        assert_eq!(shown("1.5 s"), "[1.5 s]");
        assert_eq!(shown("a2 h, 3 help, 4"), "a2 h, 3 help, 4");
        assert_eq!(shown(""), "");
    }
}
