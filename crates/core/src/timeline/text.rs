//! Estimated text widths, on the safe side for the common system fonts: good enough to see whether there is room, not to
//! centre or align.

use super::Px;

/// Advance widths of the printable ASCII characters in hundredths of an em, from the space on, as `DejaVu` Sans has
/// them: the widest of the fonts that `system-ui` stands for (Segoe UI, Roboto, San Francisco, Cantarell are narrower).
const ASCII: [u8; 95] = [
    32, 41, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 37, 32, 34, // space to /
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54, // 0 to ?
    100, 69, 69, 70, 77, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, // @ to O
    61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 39, 34, 39, 84, 50, // P to _
    50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, // ` to o
    64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84, // p to ~
];
/// How much wider a bold text is than a plain one, at most.
const BOLD: f64 = 1.15;
/// A cut text keeps at least this many characters, or it is not shown at all.
const LEAST_KEPT: usize = 4;

/// The width of a text at a size in pixels; a little more than a browser would measure.
#[must_use]
pub fn text_width(text: &str, size: Px) -> Px {
    text.chars().map(em).sum::<f64>() * size
}

/// The width of a text in bold.
#[must_use]
pub fn bold_width(text: &str, size: Px) -> Px {
    text_width(text, size) * BOLD
}

/// The text, cut with "…" where it is wider than the room. `None` when hardly anything of it would be left, and for
/// an empty text.
#[must_use]
pub fn fit_text(text: &str, size: Px, room: Px) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let mut width = 0.0;
    let room_for_cut = room - em('…') * size;
    let mut cut_at = (0, 0);
    for (kept, (index, c)) in text.char_indices().enumerate() {
        // A character that takes no room belongs to the one before it: no cut between them.
        if em(c) > 0.0 && width <= room_for_cut {
            cut_at = (index, kept);
        }
        width += em(c) * size;
        if width > room {
            let (index, kept) = cut_at;
            let start = text.get(..index)?;
            // Between words, where that loses no more than a third: half a word is none.
            let between = if text.get(index..)?.starts_with(' ') { Some(index) } else { start.rfind(' ') };
            let start = between.filter(|at| at * 3 >= index * 2).and_then(|at| start.get(..at)).unwrap_or(start);
            let start = start.trim_end_matches([' ', ',', ';', ':', '.', '\u{200d}']);
            return (kept >= LEAST_KEPT).then(|| format!("{start}…"));
        }
    }
    Some(text.to_owned())
}

/// The width of one character in em.
fn em(c: char) -> f64 {
    let code = u32::from(c);
    if let Some(hundredths) = usize::try_from(code).ok().and_then(|at| ASCII.get(at.checked_sub(32)?)) {
        return f64::from(*hundredths) / 100.0;
    }
    match code {
        // Control characters; marks that stand on the character before; joiners and direction marks.
        0..=0x1f
        | 0x7f..=0x9f
        | 0xad
        | 0x300..=0x36f
        | 0x591..=0x5bd
        | 0x610..=0x61a
        | 0x64b..=0x65f
        | 0x670
        | 0x6d6..=0x6dc
        | 0x6df..=0x6e4
        | 0x200b..=0x200f
        | 0x202a..=0x202e
        | 0x2060..=0x2069
        | 0xfe00..=0xfe0f
        | 0xfeff
        | 0xe0000..=0xe01ef => 0.0,
        // No-break spaces and the middle dot.
        0xa0 | 0xb7 | 0x2009 | 0x202f => 0.32,
        // Letters of other alphabets: between narrow and wide, on the wide side.
        0xa1..=0x2ff => 0.72,
        // Hebrew, and Arabic, whose letters join.
        0x590..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefe => 0.62,
        0x370..=0x10ff => 0.85,
        // Dashes and quotation marks of the text; "…" and "—" are an em.
        0x2010..=0x2013 | 0x2018..=0x2022 => 0.52,
        0x2190..=0x22ff => 0.86,
        // Pictures: wider than an em in most fonts that have them.
        0x2600..=0x27bf | 0x1f000..=0x1ffff => 1.4,
        // Chinese, Japanese, Korean, and all the rest: an em, which is two Latin letters.
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_letters_are_narrower_than_wide_ones() {
        let width = |text| text_width(text, 10.0);
        assert!(width("illicit:") < width("anodes56"));
        assert!(width("anodes56") < width("WWmmWWmm"));
        assert!((width("日本") - 20.0).abs() < 1e-9);
        assert!(width("🔥") > width("日"));
        for right_to_left in ["انقطاع خدمة الدفع", "תקלה בשירות התשלום"] {
            let count = f64::from(u32::try_from(right_to_left.chars().count()).unwrap());
            assert!((5.0..6.0).contains(&(width(right_to_left) / count)), "about as wide as a Latin text");
        }
        assert!((width("\u{645}\u{64e}") - width("\u{645}")).abs() < 1e-9, "a vowel sign takes no room");
        assert!((width("e\u{301}") - width("e")).abs() < 1e-9);
        assert!(bold_width("text", 10.0) > width("text"));
    }

    #[test]
    fn an_average_english_text_is_about_six_tenths_of_an_em_a_letter() {
        let text = "Reports multiply: wider than thought";
        let mean = text_width(text, 1.0) / f64::from(u32::try_from(text.len()).unwrap());
        assert!((0.5..0.62).contains(&mean), "{mean}");
    }

    #[test]
    fn a_text_is_cut_where_there_is_no_room_and_never_inside_a_character() {
        assert_eq!(fit_text("Server down", 10.0, 200.0).as_deref(), Some("Server down"));
        assert_eq!(fit_text("Server down", 10.0, 48.0).as_deref(), Some("Server…"));
        assert_eq!(fit_text("Server down", 10.0, 20.0), None);
        assert_eq!(fit_text("", 10.0, 20.0), None);
        for room in 0..120 {
            for text in [
                "Réseau coupé à Genève",
                "日本語のテキスト",
                "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
                "👩\u{200d}🚒👩\u{200d}🚒👩\u{200d}🚒",
            ] {
                if let Some(fitted) = fit_text(text, 10.0, f64::from(room)) {
                    assert!(text_width(&fitted, 10.0) <= f64::from(room), "{fitted} in {room}");
                    assert!(fitted == text || fitted.ends_with('…'));
                    assert!(
                        !text.starts_with("e\u{301}") || !fitted.contains("e…"),
                        "the accent stays with its letter: {fitted}"
                    );
                }
            }
        }
    }
}
