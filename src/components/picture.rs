//! Draws a [`Picture`] as SVG.

use std::future::Future;

use leptos::prelude::*;
use leptos::svg;
use leptos::tachys::html::attribute::{Attribute, NamedAttributeKey, NextAttribute};
use leptos::tachys::renderer::{Rndr, types};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;

use faultline_core::picture::{Attributes, Form, Picture, Shape, Target};

/// What names a shape's place among [`Picture::targets`].
const TARGET: &str = "data-target";

/// A picture, with what its parent draws over it as children. Shapes carry no listeners: their parent listens, and
/// [`shape_at`] says on which shape an event happened.
#[component]
pub fn PictureView(
    /// What is drawn.
    #[prop(into)]
    picture: Signal<Picture>,
    /// SVG elements that are no shapes: hatches, what has the focus.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let root = move |name: &str| picture.with(|picture| picture.attributes().take(name));
    let shapes = move || {
        let mut targets = 0..;
        picture.with(|picture| picture.shapes.iter().map(|shape| draw(shape, &mut targets)).collect::<Vec<_>>())
    };
    view! {
        <svg
            class=move || root("class")
            width=move || root("width")
            height=move || root("height")
            viewBox=move || root("viewBox")
            role=move || root("role")
            aria-label=move || root("aria-label")
        >
            {shapes}
            {children.map(|children| children())}
        </svg>
    }
}

/// The innermost shape on which an event happened that stands for something.
pub fn shape_at<'a>(picture: &'a Picture, event: &web_sys::Event) -> Option<&'a Shape> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let place = element.closest("[data-target]").ok()??.get_attribute(TARGET)?;
    picture.targets().nth(place.parse().ok()?)
}

/// What the shape stands for on which an event happened.
pub fn target_at(picture: &Picture, event: &web_sys::Event) -> Option<Target> {
    shape_at(picture, event)?.target
}

fn draw(shape: &Shape, targets: &mut impl Iterator<Item = u32>) -> AnyView {
    let mut attributes = shape.attributes();
    if shape.target.is_some() {
        attributes.0.extend(targets.next().map(|place| (TARGET, place.to_string().into())));
    }
    let attributes = AttributeList(attributes);
    let title = shape.title.clone().map(|title| svg::title().child(title));
    match &shape.form {
        Form::Group(children) => {
            let children: Vec<AnyView> = children.iter().map(|child| draw(child, targets)).collect();
            view! { <g {..attributes}>{title}{children}</g> }.into_any()
        }
        Form::Text { text, .. } => view! { <text {..attributes}>{title}{text.clone()}</text> }.into_any(),
        Form::Path(_) => view! { <path {..attributes}>{title}</path> }.into_any(),
        Form::Rect { .. } => view! { <rect {..attributes}>{title}</rect> }.into_any(),
        Form::Circle { .. } => view! { <circle {..attributes}>{title}</circle> }.into_any(),
        Form::Line { .. } => view! { <line {..attributes}>{title}</line> }.into_any(),
    }
}

/// The attributes of a shape as one attribute of a view: sets what is new or has changed, removes what is gone.
#[derive(Clone)]
struct AttributeList(Attributes);

impl Attribute for AttributeList {
    const MIN_LENGTH: usize = 0;
    type State = (types::Element, Attributes);
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn build(self, element: &types::Element) -> Self::State {
        for (name, value) in &self.0.0 {
            Rndr::set_attribute(element, name, value);
        }
        (element.clone(), self.0)
    }

    fn rebuild(self, (element, before): &mut Self::State) {
        for (index, attribute) in self.0.0.iter().enumerate() {
            // As a rule the same attributes stand in the same order.
            if before.0.get(index) != Some(attribute) && !before.0.contains(attribute) {
                Rndr::set_attribute(element, attribute.0, &attribute.1);
            }
        }
        for (name, _) in &before.0 {
            if !self.0.0.iter().any(|(other, _)| other == name) {
                Rndr::remove_attribute(element, name);
            }
        }
        *before = self.0;
    }

    fn keys(&self) -> Vec<NamedAttributeKey> {
        self.0.0.iter().map(|(name, _)| NamedAttributeKey::Attribute((*name).into())).collect()
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &types::Element) -> Self::State {
        self.build(element)
    }

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    // The page is rendered in the browser alone: nothing is written as HTML, and nothing waits for data.
    fn html_len(&self) -> usize {
        0
    }

    fn to_html(self, _: &mut String, _: &mut String, _: &mut String, _: &mut String) {}

    fn dry_resolve(&mut self) {}

    fn resolve(self) -> impl Future<Output = Self> + Send {
        std::future::ready(self)
    }
}

impl NextAttribute for AttributeList {
    type Output<New: Attribute> = (Self, New);

    fn add_any_attr<New: Attribute>(self, new: New) -> Self::Output<New> {
        (self, new)
    }
}
