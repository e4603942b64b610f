//! The rules about style sheets and classes.

use super::{Source, assert_none, files, is_word, sources};
use std::collections::{BTreeMap, BTreeSet};

/// A style sheet without its comments; lines stay where they are.
fn without_css_comments(text: &str) -> String {
    let mut left = String::new();
    for (at, part) in text.split("/*").enumerate() {
        let (comment, rest) = if at == 0 { ("", part) } else { part.split_once("*/").unwrap_or((part, "")) };
        left.extend(comment.chars().filter(|&character| character == '\n'));
        left.push_str(rest);
    }
    left
}

/// Whether a text writes a colour by itself.
fn names_a_colour(value: &str) -> bool {
    const FUNCTIONS: [&str; 9] = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
    const WORDS: [&str; 16] = [
        "black", "white", "gray", "grey", "red", "green", "blue", "yellow", "orange", "purple", "teal", "navy",
        "silver", "maroon", "pink", "gold",
    ];
    let hex = value.match_indices('#').any(|(at, _)| {
        let digits = value[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
        matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|digit| digit.is_ascii_hexdigit())
    });
    let mut words = value.split(|character: char| !is_word(character) && character != '-');
    hex || FUNCTIONS.iter().any(|function| value.contains(function)) || words.any(|word| WORDS.contains(&word))
}

#[test]
fn colours_stand_in_the_tokens_only() {
    let mut broken = Vec::new();
    for sheet in files("style", &["css"]).iter().filter(|sheet| sheet.path != "style/tokens.css") {
        for (at, line) in without_css_comments(&sheet.text).lines().enumerate() {
            let value = line.split_once(':').map_or("", |(_, value)| value);
            if !line.trim_end().ends_with('{') && names_a_colour(value) {
                broken.push(format!(
                    "{}:{}: a colour. Name it in style/tokens.css, for both themes.",
                    sheet.path,
                    at + 1
                ));
            }
        }
    }
    for source in files("src", &["rs"]) {
        for (at, line) in source.code() {
            let attributes = ["fill=\"", "stroke=\"", "color=\"", "stop-color=\""];
            let mut values =
                attributes.iter().flat_map(|name| line.split(name).skip(1)).filter_map(|rest| rest.split('"').next());
            if values.any(names_a_colour) {
                broken.push(format!("{}:{at}: a colour. Give it a class whose rule uses a token.", source.path));
            }
        }
    }
    assert_none(&broken);
}

/// The sizes of text in `style/tokens.css`.
const SIZES: [&str; 6] = ["fine", "text", "prose", "head", "figure", "title"];

/// What a sheet may say of the size or weight of a font. A part of the size around it is for code alone, `0` hides, paper is
/// measured in points, and charts have a size of their own, in pixels.
fn is_of_the_scale(property: &str, value: &str) -> bool {
    let begins_with_a_size = || SIZES.iter().find_map(|size| value.strip_prefix(&format!("var(--{size}-size)")));
    match property {
        "font-weight" => ["400", "600"].contains(&value),
        "font-size" => {
            let others = ["0", "0.85em", "11.5px", "inherit"].contains(&value) || value.ends_with("pt");
            others || begins_with_a_size() == Some("")
        }
        "font" => value == "inherit" || begins_with_a_size().is_some_and(|rest| rest.starts_with('/')),
        _ => true,
    }
}

#[test]
fn sizes_and_weights_of_fonts_are_few() {
    let mut broken = Vec::new();
    // The page before the viewer has no tokens yet.
    let apart = ["style/tokens.css", "style/boot.css"];
    for sheet in files("style", &["css"]).iter().filter(|sheet| !apart.contains(&sheet.path.as_str())) {
        for (at, line) in without_css_comments(&sheet.text).lines().enumerate() {
            for (property, value) in line.split(['{', '}', ';']).filter_map(|part| part.split_once(':')) {
                let (property, value) = (property.trim(), value.trim().trim_end_matches("!important").trim());
                if !is_of_the_scale(property, value) {
                    let place = format!("{}:{}", sheet.path, at + 1);
                    broken
                        .push(format!("{place}: {property}: {value}. Use a size of style/tokens.css, and 400 or 600."));
                }
            }
        }
    }
    assert_none(&broken);
}

/// Every class a style sheet has a rule for, with the place of the first.
fn styled() -> BTreeMap<String, String> {
    let mut classes = BTreeMap::new();
    for sheet in files("style", &["css"]) {
        let text = without_css_comments(&sheet.text);
        let mut start = 0;
        for (at, character) in text.char_indices().filter(|(_, character)| "{};".contains(*character)) {
            let selector = text[start..at].trim_start();
            if character == '{' && !selector.starts_with('@') {
                for (dot, _) in selector.match_indices('.') {
                    let name = class_name(&selector[dot + 1..]);
                    if name.starts_with(|first: char| first.is_alphabetic()) {
                        let place = format!("{}:{}", sheet.path, text[..at].matches('\n').count() + 1);
                        classes.entry(name.to_owned()).or_insert(place);
                    }
                }
            }
            start = at + 1;
        }
    }
    classes
}

fn class_name(text: &str) -> &str {
    let end = text.find(|character: char| !is_word(character) && character != '-').unwrap_or(text.len());
    &text[..end]
}

/// Every class that is written out in `class="…"`, `class=format!("…")`, `class:name=` or, for a shape, `.class("…")`.
fn written(source: &Source) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, line) in source.code() {
        let starts = ["class=\"", "class=format!(\"", ".class(\"", ".class(format!(\"", "className = \""];
        let lists = starts.iter().flat_map(|start| line.split(start).skip(1)).filter_map(|rest| rest.split('"').next());
        let listed = lists.flat_map(str::split_whitespace).filter(|name| !name.contains(['{', '}']));
        let single = line.match_indices("class:").filter(|(start, _)| line[..*start].ends_with(char::is_whitespace));
        let single = single.map(|(start, name)| class_name(&line[start + name.len()..]));
        let names = listed.chain(single).filter(|name| !name.is_empty());
        found.extend(names.map(|name| (name.to_owned(), format!("{}:{at}", source.path))));
    }
    found
}

#[test]
fn every_class_has_a_rule_and_every_rule_is_used() {
    // The viewer and the core write classes into pictures; words of the format (kinds, levels) are classes as well.
    let mut users = sources();
    users.push(Source::read("index.html"));
    users.extend(files("public", &["js"]));
    let styled = styled();
    let written: Vec<_> = users.iter().flat_map(written).collect();
    let mut broken = Vec::new();
    // Journeys look for some by class.
    let journeys: String = files("tests/journeys", &["rs"]).into_iter().map(|source| source.text).collect();
    let is_known = |name: &str| styled.contains_key(name) || journeys.contains(&format!(".{name}"));
    for (name, place) in written.iter().filter(|(name, _)| !is_known(name)) {
        broken.push(format!("{place}: the class {name} has no rule in style/. Write one, or strike the class out."));
    }
    // A class can be put together or chosen in code, so that any quoted word counts, and `status-{}` for all of its kind.
    let quoted = users.iter().flat_map(|source| source.text.split('"'));
    let words: BTreeSet<&str> =
        quoted.flat_map(|text| text.split(|c: char| !is_word(c) && !"-{".contains(c))).collect();
    let single: BTreeSet<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
    let starts: Vec<&str> = words.iter().filter_map(|word| word.split_once("-{")).map(|(start, _)| start).collect();
    for (name, place) in &styled {
        let is_used = words.contains(name.as_str())
            || single.contains(name.as_str())
            || starts.iter().any(|start| name.strip_prefix(start).is_some_and(|rest| rest.starts_with('-')));
        if !is_used {
            broken.push(format!("{place}: nothing uses the class {name}. Strike its rule out."));
        }
    }
    assert_none(&broken);
}
