//! Draws a [`Picture`] as SVG.
//!
//! A pan of the timeline changes hundreds of attributes in every frame, which is too much for views that are built anew. An
//! effect compares the new shapes with those on the page instead, and changes only what differs. What stays keeps its element
//! while others come and go around it.

use leptos::prelude::*;
use leptos::svg::G;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event};

use faultline_core::picture::{Form, Picture, Shape, Target, Text, reuse};

/// What numbers the shapes that stand for something.
const TARGET: &str = "data-target";
const SVG: &str = "http://www.w3.org/2000/svg";

/// The shapes of a picture on the page. Shapes carry no listeners: a parent listens, and asks here on which shape an event
/// happened.
#[derive(Clone, Copy)]
pub struct DrawnPicture {
    shapes: StoredValue<Vec<Drawn>, LocalStorage>,
}

impl DrawnPicture {
    /// A picture that is not drawn yet.
    pub fn new() -> Self {
        Self { shapes: StoredValue::new_local(Vec::new()) }
    }

    /// Reads the innermost shape that stands for something among those on which an event happened.
    pub fn with_shape_at<T>(self, event: &Event, read: impl FnOnce(&Shape) -> Option<T>) -> Option<T> {
        let element = event.target()?.dyn_into::<Element>().ok()?.closest("[data-target]").ok()??;
        let number = element.get_attribute(TARGET)?.parse().ok()?;
        self.shapes.with_value(|shapes| read(&find(shapes, number)?.shape))
    }

    /// What the shape stands for on which an event happened.
    pub fn target_at(self, event: &Event) -> Option<Target> {
        self.with_shape_at(event, |shape| shape.target)
    }
}

/// A picture, with what its parent draws over it as children.
#[component]
pub fn PictureView(
    /// What is drawn.
    #[prop(into)]
    picture: Signal<Picture>,
    /// Where the parent finds the shapes of events.
    #[prop(default = DrawnPicture::new())]
    drawn: DrawnPicture,
    /// SVG elements that are no shapes: hatches, what has the focus.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let root = move |name: &str| picture.with(|picture| picture.attributes().take(name));
    let group = NodeRef::<G>::new();
    drawn.shapes.set_value(Vec::new());
    let mut numbers = 0..;
    Effect::new(move |_| {
        let Some(group) = group.get() else { return };
        let shapes = picture.with(|picture| picture.shapes.clone());
        drawn.shapes.update_value(|drawn| patch(&group, drawn, shapes, &mut numbers));
    });
    view! {
        <svg
            class=move || root("class")
            width=move || root("width")
            height=move || root("height")
            viewBox=move || root("viewBox")
            role=move || root("role")
            aria-label=move || root("aria-label")
        >
            <g node_ref=group role="none"></g>
            {children.map(|children| children())}
        </svg>
    }
}

/// A shape on the page.
struct Drawn {
    element: Element,
    /// The shape without the shapes in it.
    shape: Shape,
    attributes: Vec<(&'static str, Text)>,
    children: Vec<Drawn>,
    /// By which events find it.
    number: u32,
}

/// The shape of a number among shapes and what is in them.
fn find(shapes: &[Drawn], number: u32) -> Option<&Drawn> {
    shapes.iter().find_map(|drawn| if drawn.number == number { Some(drawn) } else { find(&drawn.children, number) })
}

impl Drawn {
    /// A new element that shows nothing yet. `None` where the browser refuses the tag.
    fn new(tag: &str, numbers: &mut impl Iterator<Item = u32>) -> Option<Self> {
        Some(Self {
            element: document().create_element_ns(Some(SVG), tag).ok()?,
            shape: Shape::group([]),
            attributes: Vec::new(),
            children: Vec::new(),
            number: numbers.next()?,
        })
    }

    /// Makes the element show a shape of its tag.
    fn show(&mut self, mut shape: Shape, numbers: &mut impl Iterator<Item = u32>) {
        let children = if let Form::Group(children) = &mut shape.form { std::mem::take(children) } else { Vec::new() };
        if shape != self.shape {
            self.set_attributes(&shape);
            self.set_texts(&shape);
            self.shape = shape;
        }
        patch(&self.element, &mut self.children, children, numbers);
    }

    fn set_attributes(&mut self, shape: &Shape) {
        let mut attributes = shape.attributes().0;
        attributes.extend(shape.target.map(|_| (TARGET, Text::Owned(self.number.to_string()))));
        for (name, value) in attributes.iter().filter(|attribute| !self.attributes.contains(attribute)) {
            let _ = self.element.set_attribute(name, value);
        }
        for (name, _) in self.attributes.iter().filter(|(name, _)| !attributes.iter().any(|(other, _)| other == name)) {
            let _ = self.element.remove_attribute(name);
        }
        self.attributes = attributes;
    }

    fn set_texts(&self, shape: &Shape) {
        let text = |shape: &Shape| if let Form::Text { text, .. } = &shape.form { Some(text.clone()) } else { None };
        let new_text = text(shape).filter(|new| text(&self.shape).as_ref() != Some(new));
        if let Some(text) = &new_text {
            self.element.set_text_content(Some(text));
        }
        if new_text.is_none() && shape.title == self.shape.title {
            return;
        }
        let title = self.element.first_element_child().filter(|child| child.tag_name() == "title");
        match (&shape.title, title) {
            (None, title) => title.iter().for_each(Element::remove),
            (Some(text), Some(title)) => title.set_text_content(Some(text)),
            (Some(text), None) => {
                if let Ok(title) = document().create_element_ns(Some(SVG), "title") {
                    title.set_text_content(Some(text));
                    let _ = self.element.insert_before(&title, self.element.first_child().as_ref());
                }
            }
        }
    }
}

/// Makes an element hold these shapes.
fn patch(parent: &Element, drawn: &mut Vec<Drawn>, shapes: Vec<Shape>, numbers: &mut impl Iterator<Item = u32>) {
    let plan = reuse(&drawn.iter().map(|drawn| &drawn.shape).collect::<Vec<_>>(), &shapes);
    let mut old: Vec<Option<Drawn>> = std::mem::take(drawn).into_iter().map(Some).collect();
    let mut stays = Vec::with_capacity(shapes.len());
    for (shape, reuse) in shapes.into_iter().zip(plan) {
        let kept = reuse.place.and_then(|place| old.get_mut(place)?.take());
        let Some(mut kept) = kept.or_else(|| Drawn::new(shape.tag(), numbers)) else { continue };
        kept.show(shape, numbers);
        drawn.push(kept);
        stays.push(reuse.stays);
    }
    old.into_iter().flatten().for_each(|gone| gone.element.remove());
    let mut next = None;
    for (drawn, stays) in drawn.iter().zip(stays).rev() {
        if !stays {
            let _ = parent.insert_before(&drawn.element, next);
        }
        next = Some(&drawn.element);
    }
}
