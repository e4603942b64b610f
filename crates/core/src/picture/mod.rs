//! A drawing as data: the shapes of an SVG image, each with what it stands for.
//!
//! The timeline and the charts make a [`Picture`]; the page draws it, and tests compare it as the text of an SVG. [`Shape::attributes`] is the only place where a shape becomes attributes. Colours come from style sheets, by class.

mod reuse;
#[cfg(test)]
mod svg;

use std::borrow::Cow;
use std::fmt;

use crate::incident::{ActionIx, CauseIx, EventIx, ImpactIx};
use crate::time::Span;

pub use reuse::{Reuse, reuse};

/// A distance in pixels.
pub type Px = f64;

/// A text that is often a constant.
pub type Text = Cow<'static, str>;

/// What a shape stands for: what a pointer that hits it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// An event.
    Event(EventIx),
    /// An impact.
    Impact(ImpactIx),
    /// A cause.
    Cause(CauseIx),
    /// A corrective action.
    Action(ActionIx),
    /// A stretch of time, to be selected.
    Range(Span),
    /// A stretch of time, to be shown.
    Window(Span),
    /// Quiet time that is folded away.
    Fold(Span),
    /// The start of the selected range.
    RangeStart,
    /// The end of the selected range.
    RangeEnd,
    /// A row of a chart's data.
    Item(u32),
}

/// The id of the element that is the mark of an event.
#[must_use]
pub fn mark_id(event: EventIx) -> String {
    format!("mark-{}", event.0)
}

/// The id of the element that is the row of an event, where time runs down.
#[must_use]
pub fn row_id(event: EventIx) -> String {
    format!("row-{}", event.0)
}

/// The id of the element that is the card of a cause.
#[must_use]
pub fn cause_id(cause: CauseIx) -> String {
    format!("cause-{}", cause.0)
}

/// The id of the element that is the card of an action.
#[must_use]
pub fn action_id(action: ActionIx) -> String {
    format!("action-{}", action.0)
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// What the style sheet says; else the start.
    #[default]
    Unset,
    /// The start.
    Start,
    /// The end.
    End,
}

/// The geometry of a shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// Shapes drawn one over another, the first at the back.
    Group(Vec<Shape>),
    /// The `d` of an SVG path.
    Path(Text),
    /// A rectangle.
    Rect {
        /// Left edge.
        x: Px,
        /// Upper edge.
        y: Px,
        /// Not negative.
        width: Px,
        /// Not negative.
        height: Px,
        /// The radius of its corners.
        radius: Px,
    },
    /// A circle.
    Circle {
        /// Its centre.
        centre: (Px, Px),
        /// Its radius.
        radius: Px,
    },
    /// A straight line.
    Line {
        /// One end.
        from: (Px, Px),
        /// The other end.
        to: (Px, Px),
    },
    /// A line of text.
    Text {
        /// Where it is anchored, on its baseline.
        at: (Px, Px),
        /// What it says.
        text: Text,
        /// Which part of it stands there.
        anchor: Anchor,
    },
}

/// A shape of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Its geometry.
    pub form: Form,
    /// Its classes, separated by spaces.
    pub class: Text,
    /// Its id, unique on the page.
    pub id: Option<String>,
    /// What it is known by from one picture to the next among the shapes beside it, where it has no id. Not written.
    pub key: Option<String>,
    /// How far it is moved from where its geometry says.
    pub offset: Option<(Px, Px)>,
    /// `true` for a dashed outline.
    pub dashed: bool,
    /// Its ARIA role.
    pub role: Option<&'static str>,
    /// Its accessible name.
    pub label: Option<String>,
    /// Whether it is selected, where it can be.
    pub selected: Option<bool>,
    /// `true` to hide it from assistive technology.
    pub hidden: bool,
    /// What is shown beside a pointer that rests on it.
    pub title: Option<String>,
    /// What it stands for.
    pub target: Option<Target>,
}

impl Shape {
    /// A shape with nothing but its geometry.
    #[must_use]
    pub const fn new(form: Form) -> Self {
        Self {
            form,
            class: Text::Borrowed(""),
            id: None,
            key: None,
            offset: None,
            dashed: false,
            role: None,
            label: None,
            selected: None,
            hidden: false,
            title: None,
            target: None,
        }
    }

    /// Shapes drawn one over another, the first at the back.
    #[must_use]
    pub fn group(children: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Form::Group(children.into_iter().collect()))
    }

    /// A path, by the `d` of an SVG path.
    #[must_use]
    pub fn path(d: impl Into<Text>) -> Self {
        Self::new(Form::Path(d.into()))
    }

    /// A rectangle.
    #[must_use]
    pub const fn rect(x: Px, y: Px, width: Px, height: Px) -> Self {
        Self::rounded_rect(x, y, width, height, 0.0)
    }

    /// A rectangle with round corners.
    #[must_use]
    pub const fn rounded_rect(x: Px, y: Px, width: Px, height: Px, radius: Px) -> Self {
        Self::new(Form::Rect { x, y, width, height, radius })
    }

    /// A circle.
    #[must_use]
    pub const fn circle(centre: (Px, Px), radius: Px) -> Self {
        Self::new(Form::Circle { centre, radius })
    }

    /// A straight line.
    #[must_use]
    pub const fn line(from: (Px, Px), to: (Px, Px)) -> Self {
        Self::new(Form::Line { from, to })
    }

    /// A line of text from a place on its baseline.
    #[must_use]
    pub fn text(x: Px, y: Px, text: impl Into<Text>) -> Self {
        Self::anchored_text(x, y, text, Anchor::Unset)
    }

    /// A line of text about a place on its baseline.
    #[must_use]
    pub fn anchored_text(x: Px, y: Px, text: impl Into<Text>, anchor: Anchor) -> Self {
        Self::new(Form::Text { at: (x, y), text: text.into(), anchor })
    }

    /// With these classes.
    #[must_use]
    pub fn class(self, class: impl Into<Text>) -> Self {
        Self { class: class.into(), ..self }
    }

    /// With an id.
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()), ..self }
    }

    /// Known by this from one picture to the next.
    #[must_use]
    pub fn key(self, key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..self }
    }

    /// Moved from where its geometry says.
    #[must_use]
    pub fn offset(self, x: Px, y: Px) -> Self {
        Self { offset: Some((x, y)), ..self }
    }

    /// As an option of a list box, with its accessible name.
    #[must_use]
    pub fn option(self, label: impl Into<String>, selected: bool) -> Self {
        Self { role: Some("option"), label: Some(label.into()), selected: Some(selected), ..self }
    }

    /// Hidden from assistive technology.
    #[must_use]
    pub fn hidden(self) -> Self {
        Self { hidden: true, ..self }
    }

    /// With what is shown beside a pointer that rests on it.
    #[must_use]
    pub fn title(self, title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..self }
    }

    /// With what it stands for.
    #[must_use]
    pub fn target(self, target: Target) -> Self {
        Self { target: Some(target), ..self }
    }

    /// The name of its SVG element.
    #[must_use]
    pub const fn tag(&self) -> &'static str {
        match self.form {
            Form::Group(_) => "g",
            Form::Path(_) => "path",
            Form::Rect { .. } => "rect",
            Form::Circle { .. } => "circle",
            Form::Line { .. } => "line",
            Form::Text { .. } => "text",
        }
    }

    /// What it is known by from one picture to the next.
    fn known_by(&self) -> Option<&str> {
        self.id.as_deref().or(self.key.as_deref())
    }

    /// What is drawn inside of it.
    #[must_use]
    pub fn children(&self) -> &[Self] {
        if let Form::Group(children) = &self.form { children } else { &[] }
    }

    /// The attributes of its SVG element, in the order they are written; those that are not set are left out.
    #[must_use]
    pub fn attributes(&self) -> Attributes {
        let mut list = Attributes::default();
        if !self.class.is_empty() {
            list.put("class", self.class.clone());
        }
        list.maybe("id", self.id.clone());
        list.maybe("transform", self.offset.map(|(x, y)| format!("translate({} {})", Tenths(x), Tenths(y))));
        list.maybe("role", self.role);
        list.maybe("aria-label", self.label.clone());
        list.maybe("aria-selected", self.selected.map(|selected| if selected { "true" } else { "false" }));
        list.maybe("aria-hidden", self.hidden.then_some("true"));
        list.maybe("stroke-dasharray", self.dashed.then_some("4 3"));
        match &self.form {
            Form::Group(_) => {}
            Form::Path(d) => list.put("d", d.clone()),
            Form::Rect { x, y, width, height, radius } => {
                list.px(&[("x", *x), ("y", *y), ("width", *width), ("height", *height)]);
                if *radius > 0.0 {
                    list.px(&[("rx", *radius)]);
                }
            }
            Form::Circle { centre: (x, y), radius } => list.px(&[("cx", *x), ("cy", *y), ("r", *radius)]),
            Form::Line { from: (x1, y1), to: (x2, y2) } => {
                list.px(&[("x1", *x1), ("y1", *y1), ("x2", *x2), ("y2", *y2)]);
            }
            Form::Text { at: (x, y), anchor, .. } => {
                list.px(&[("x", *x), ("y", *y)]);
                list.maybe(
                    "text-anchor",
                    match anchor {
                        Anchor::Unset => None,
                        Anchor::Start => Some("start"),
                        Anchor::End => Some("end"),
                    },
                );
            }
        }
        list
    }
}

/// The attributes of an SVG element: name and value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(pub Vec<(&'static str, Text)>);

impl Attributes {
    /// Adds one.
    pub fn put(&mut self, name: &'static str, value: impl Into<Text>) {
        self.0.push((name, value.into()));
    }

    /// The value of one.
    #[must_use]
    pub fn take(self, name: &str) -> Option<Text> {
        self.0.into_iter().find_map(|(other, value)| (other == name).then_some(value))
    }

    fn maybe(&mut self, name: &'static str, value: Option<impl Into<Text>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    fn px(&mut self, values: &[(&'static str, Px)]) {
        for (name, value) in values {
            self.put(name, px_text(*value));
        }
    }
}

/// A drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The classes of the whole.
    pub class: &'static str,
    /// From left to right.
    pub width: Px,
    /// From top to bottom.
    pub height: Px,
    /// How many times as large it is shown.
    pub zoom: f64,
    /// Its ARIA role.
    pub role: Option<&'static str>,
    /// Its accessible name.
    pub label: Option<Text>,
    /// What is drawn, the first at the back.
    pub shapes: Vec<Shape>,
}

impl Picture {
    /// A drawing of a size.
    #[must_use]
    pub const fn new(class: &'static str, width: Px, height: Px, shapes: Vec<Shape>) -> Self {
        Self { class, width, height, zoom: 1.0, role: None, label: None, shapes }
    }

    /// What stands in the place of a drawing that there is nothing for.
    #[must_use]
    pub const fn empty() -> Self {
        Self::new("", 0.0, 0.0, Vec::new())
    }

    /// `true` when nothing is drawn.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// The attributes of its SVG element.
    #[must_use]
    pub fn attributes(&self) -> Attributes {
        let mut list = Attributes::default();
        list.put("class", self.class);
        list.px(&[("width", self.width * self.zoom), ("height", self.height * self.zoom)]);
        list.put("viewBox", format!("0 0 {} {}", Tenths(self.width), Tenths(self.height)));
        list.maybe("role", self.role);
        list.maybe("aria-label", self.label.clone());
        list
    }

    /// The shapes that stand for something, in the order they are drawn, a group before what is in it.
    #[cfg(test)]
    pub(crate) fn targets(&self) -> impl Iterator<Item = &Shape> {
        let mut pending: Vec<&Shape> = self.shapes.iter().rev().collect();
        let all = std::iter::from_fn(move || {
            let shape = pending.pop()?;
            pending.extend(shape.children().iter().rev());
            Some(shape)
        });
        all.filter(|shape| shape.target.is_some())
    }
}

/// A length in pixels, written to a tenth: `12`, `-0.5`. What is not finite is written as 0.
#[derive(Clone, Copy, Debug)]
pub struct Tenths(pub Px);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = (self.0 * 10.0).round() / 10.0;
        // Adding 0 makes a positive zero of a negative one.
        (if rounded.is_finite() { rounded + 0.0 } else { 0.0 }).fmt(f)
    }
}

/// A length in pixels as text, to a tenth.
#[must_use]
pub fn px_text(px: Px) -> String {
    Tenths(px).to_string()
}

/// Adds a command to the `d` of an SVG path: its letter, and the numbers that follow it.
pub fn put_step(path: &mut String, letter: char, numbers: &[Px]) {
    use fmt::Write;
    path.push(letter);
    for (index, number) in numbers.iter().enumerate() {
        let _ = write!(path, "{}{}", if index == 0 { "" } else { " " }, Tenths(*number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_written_to_a_tenth() {
        for (px, expected) in [
            (0.0, "0"),
            (12.0, "12"),
            (12.04, "12"),
            (12.05, "12.1"),
            (-0.3, "-0.3"),
            (-7.96, "-8"),
            (-0.01, "0"),
            (1_040.5, "1040.5"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(px_text(px), expected);
        }
        let mut path = String::new();
        put_step(&mut path, 'M', &[1.0, 2.25]);
        put_step(&mut path, 'H', &[-3.0]);
        assert_eq!(path, "M1 2.3H-3");
    }

    #[test]
    fn targets_are_counted_in_the_order_of_drawing() {
        let at = |item| Shape::rect(0.0, 0.0, 1.0, 1.0).target(Target::Item(item));
        let plain = || Shape::circle((0.0, 0.0), 1.0);
        let group = Shape::group([at(1), Shape::group([plain(), at(2)])]).target(Target::Item(0));
        let picture = Picture::new("", 1.0, 1.0, vec![plain(), group, at(3)]);
        let targets: Vec<_> = picture.targets().filter_map(|shape| shape.target).collect();
        assert_eq!(targets, [0, 1, 2, 3].map(Target::Item));
    }
}
