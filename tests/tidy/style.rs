//! The rules about style sheets and classes. Reads them as text; knows no more of CSS than it needs.

use super::{files, is_word, root, settle, sources, without_comment};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

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
    for (path, text) in files("style", &["css"]).into_iter().filter(|(path, _)| path != "style/tokens.css") {
        for (at, line) in without_css_comments(&text).lines().enumerate() {
            let value = line.split_once(':').map_or("", |(_, value)| value);
            if !line.trim_end().ends_with('{') && names_a_colour(value) {
                broken.push(format!(
                    "{path}:{}: a colour. Give it a name in style/tokens.css, for both themes, and use var(--name).",
                    at + 1
                ));
            }
        }
    }
    for source in sources() {
        for (at, line) in source.code() {
            let attributes = ["fill=\"", "stroke=\"", "color=\"", "stop-color=\""];
            let values =
                attributes.iter().flat_map(|name| line.split(name).skip(1)).filter_map(|rest| rest.split('"').next());
            if values.into_iter().any(names_a_colour) {
                broken.push(format!("{}:{at}: a colour. Give it a class whose rule uses a token.", source.path));
            }
        }
    }
    settle("colours_stand_in_the_tokens_only", &broken);
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
    for (path, text) in files("style", &["css"]).into_iter().filter(|(path, _)| !apart.contains(&path.as_str())) {
        for (at, line) in without_css_comments(&text).lines().enumerate() {
            for (property, value) in line.split(['{', '}', ';']).filter_map(|part| part.split_once(':')) {
                let (property, value) = (property.trim(), value.trim().trim_end_matches("!important").trim());
                if !is_of_the_scale(property, value) {
                    broken.push(format!(
                        "{path}:{}: {property}: {value}. Use a size of style/tokens.css, and 400 or 600: a browser asks for \
                         every other font before it draws the first picture.",
                        at + 1
                    ));
                }
            }
        }
    }
    settle("sizes_and_weights_of_fonts_are_few", &broken);
}

/// Every class a style sheet has a rule for, with the place of the first.
fn styled() -> BTreeMap<String, String> {
    let mut classes = BTreeMap::new();
    for (path, text) in files("style", &["css"]) {
        let text = without_css_comments(&text);
        let mut start = 0;
        for (at, character) in text.char_indices().filter(|(_, character)| "{};".contains(*character)) {
            let selector = text[start..at].trim_start();
            if character == '{' && !selector.starts_with('@') {
                for (dot, _) in selector.match_indices('.') {
                    let name = class_name(&selector[dot + 1..]);
                    if name.starts_with(|first: char| first.is_alphabetic()) {
                        let place = format!("{path}:{}", text[..at].matches('\n').count() + 1);
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

/// Every class that is written out in `class="…"`, `class=format!("…")`, `class:name=` or `class=("name", …)`.
fn written(path: &str, text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = without_comment(line);
        let lists = ["class=\"", "class=format!(\"", "class=(\"", "className = \""];
        for list in lists.iter().flat_map(|start| line.split(start).skip(1)).filter_map(|rest| rest.split('"').next()) {
            found.extend(
                list.split_whitespace().filter(|name| !name.contains('{')).map(str::to_owned).map(|name| (name, at)),
            );
        }
        let single = line.match_indices("class:").filter(|(start, _)| line[..*start].ends_with(char::is_whitespace));
        let single =
            single.map(|(start, name)| class_name(&line[start + name.len()..])).filter(|name| !name.is_empty());
        found.extend(single.map(|name| (name.to_owned(), at)));
    }
    found.into_iter().map(|(name, at)| (name, format!("{path}:{}", at + 1))).collect()
}

#[test]
fn every_class_has_a_rule_and_every_rule_is_used() {
    let mut users = files("src/ui", &["rs"]);
    users.push(("index.html".to_owned(), fs::read_to_string(root().join("index.html")).unwrap()));
    users.extend(files("public", &["js"]));
    let styled = styled();
    let mut broken = Vec::new();
    for (name, place) in users.iter().flat_map(|(path, text)| written(path, text)) {
        if !styled.contains_key(&name) {
            broken
                .push(format!("{place}: the class {name} has no rule in style/. Write one, or strike the class out."));
        }
    }
    // A class can be put together or chosen in code, so that any quoted word counts, and `status-{}` for all of its kind.
    // The words of the format (kinds of events, levels) are classes as well.
    let others = [files("src/browser", &["rs"]), files("src/incident", &["rs"])].concat();
    let quoted: Vec<&str> = users.iter().chain(&others).flat_map(|(_, text)| text.split('"')).collect();
    let words: BTreeSet<&str> =
        quoted.iter().flat_map(|text| text.split(|c: char| !is_word(c) && !"-{".contains(c))).collect();
    let single: BTreeSet<String> =
        users.iter().flat_map(|(path, text)| written(path, text)).map(|(name, _)| name).collect();
    let starts: Vec<&str> = words
        .iter()
        .filter_map(|word| word.split_once('{'))
        .map(|(start, _)| start)
        .filter(|start| start.ends_with('-'))
        .collect();
    for (name, place) in &styled {
        if !words.contains(name.as_str())
            && !single.contains(name)
            && !starts.iter().any(|start| name.starts_with(start))
        {
            broken.push(format!("{place}: nothing uses the class {name}. Strike its rule out."));
        }
    }
    settle("every_class_has_a_rule_and_every_rule_is_used", &broken);
}
