//! A picture as the text of an SVG file, for tests to compare.

use super::{Attributes, Form, Picture, Shape, Text};

impl Picture {
    /// The picture as an SVG document, one element a line. Its colours are those of the style sheets, which it does not hold.
    #[must_use]
    pub fn to_svg_text(&self) -> String {
        let mut text = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        put_attributes(&mut text, &self.attributes());
        text.push_str(">\n");
        for shape in &self.shapes {
            put_shape(&mut text, shape, 1);
        }
        text.push_str("</svg>\n");
        text
    }
}

fn put_shape(text: &mut String, shape: &Shape, depth: usize) {
    let indent = "  ".repeat(depth);
    let tag = shape.tag();
    text.extend([indent.as_str(), "<", tag]);
    put_attributes(text, &shape.attributes());
    let words = if let Form::Text { text, .. } = &shape.form { escape(text) } else { Text::Borrowed("") };
    let title = shape.title.as_deref().map(escape);
    if shape.children().is_empty() && words.is_empty() && title.is_none() {
        text.push_str("/>\n");
        return;
    }
    text.push('>');
    if let Some(title) = title {
        text.extend(["<title>", &title, "</title>"]);
    }
    text.push_str(&words);
    if !shape.children().is_empty() {
        text.push('\n');
        for child in shape.children() {
            put_shape(text, child, depth + 1);
        }
        text.push_str(&indent);
    }
    text.extend(["</", tag, ">\n"]);
}

fn put_attributes(text: &mut String, attributes: &Attributes) {
    for (name, value) in &attributes.0 {
        text.extend([" ", name, "=\"", &escape(value), "\""]);
    }
}

/// What XML reads as that text, inside of an element or an attribute. Characters that XML cannot hold are left out.
fn escape(text: &str) -> Text {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => {}
            other => escaped.push(other),
        }
    }
    escaped.into()
}

#[cfg(test)]
mod tests {
    use super::super::Target;
    use super::*;

    #[test]
    fn a_picture_is_written_as_svg_with_every_text_escaped() {
        let label = Shape::anchored_text(1.0, 2.0, "<b> & \"c\"\u{1}", super::super::Anchor::End);
        let group = Shape::group([Shape::circle((0.0, 0.0), 10.5), label]).class("mark").id("mark-0");
        let group = group.offset(3.04, -0.01).option("1 > 0", true).title("One").target(Target::Item(1));
        let bar = Shape { dashed: true, ..Shape::rounded_rect(0.0, 0.0, 1.5, 2.0, 3.0) };
        let line = Shape::line((0.0, 1.0), (2.0, 3.0)).hidden();
        let picture = Picture {
            zoom: 2.0,
            role: Some("img"),
            ..Picture::new("chart", 10.0, 20.0, vec![group, bar, line, Shape::path("M0 0")])
        };
        let expected = r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="20" height="40" viewBox="0 0 10 20" role="img">
  <g class="mark" id="mark-0" transform="translate(3 0)" role="option" aria-label="1 &gt; 0" aria-selected="true"><title>One</title>
    <circle cx="0" cy="0" r="10.5"/>
    <text x="1" y="2" text-anchor="end">&lt;b&gt; &amp; &quot;c&quot;</text>
  </g>
  <rect stroke-dasharray="4 3" x="0" y="0" width="1.5" height="2" rx="3"/>
  <line aria-hidden="true" x1="0" y1="1" x2="2" y2="3"/>
  <path d="M0 0"/>
</svg>
"#;
        assert_eq!(picture.to_svg_text(), expected);
    }
}
