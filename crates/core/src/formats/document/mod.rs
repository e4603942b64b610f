//! Documents.
pub mod asciidoc;
pub mod block;
pub mod entries;
pub mod html;
pub mod items;
pub mod lines;
pub mod placing;
pub mod rst;
pub mod sections;
pub mod stamp;
pub mod tokens;
pub mod wikitext;
pub mod words;
pub mod zones;

use placing::{Given, Placed};
use crate::time::ZoneSource;

pub struct Draft { pub parts: Vec<sections::Part>, pub placed: Vec<Placed>, pub basis: placing::Basis, pub items: items::Items }

pub fn draft(text: &str, name: &str, given: &Given, zones: &dyn ZoneSource) -> Draft {
    let hints = zones::Hints { text: words::fold(&text.chars().take(20000).collect::<String>()).into(), given: given.zone.clone() };
    let start: String = text.chars().take(30_000).collect();
    let blocks = if html::is_html(&start) { html::blocks(text) }
        else if rst::is_rst(&start, name) { rst::blocks(text) }
        else if wikitext::is_wikitext(&start) { wikitext::blocks(text) }
        else if asciidoc::is_asciidoc(&start, name) { asciidoc::blocks(text) }
        else { lines::blocks(text, lines::Syntax::Markdown) };
    let parts = sections::outline(blocks, &hints);
    let steps = entries::steps(&parts, &hints);
    let basis = placing::basis(&parts, &steps, name, given, &hints);
    let placed = placing::place(steps, &parts, &basis, given, zones);
    let items = items::items(&parts, &basis, &hints);
    Draft { parts, placed, basis, items }
}
