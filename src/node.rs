//! A piece of the page as data, and how the page is made to look like it.
//!
//! Leptos gives every view a type of its own and each type code of its own: the same page written so was 200 kB larger.
//! Here all pieces are one type; Leptos decides when a part is drawn again, and `patch` changes only what differs, so
//! that focus, scroll and open menus stay. Text is always text: there is no way to write markup. Must never know what
//! it draws.

use std::borrow::Cow;

use crate::platform::dom;
use faultline_viewer::Press;

/// A text that is often a constant.
pub type Words = Cow<'static, str>;

/// A piece of the page.
#[derive(PartialEq)]
pub enum Node {
    /// A text.
    Text(Words),
    /// An element.
    Element(Element),
}

/// An element of the page. A box, so that handing it on is handing on a pointer: the page is made of thousands of such
/// handings, each of which is code.
#[derive(PartialEq)]
pub struct Element(Box<Inner>);

#[derive(PartialEq)]
struct Inner {
    tag: &'static str,
    attributes: Vec<(&'static str, Words)>,
    children: Vec<Node>,
}

/// An element with this tag.
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Inner { tag, attributes: Vec::new(), children: Vec::new() }))
}

/// An element with this tag and class.
#[inline(never)]
pub fn div(tag: &'static str, class: &'static str) -> Element {
    el(tag).with("class", Words::Borrowed(class))
}

/// A button of this class that asks for something.
#[inline(never)]
pub fn button(class: &'static str, press: Press) -> Element {
    let button = el("button").with("type", Words::Borrowed("button")).press(press);
    if class.is_empty() { button } else { button.with("class", Words::Borrowed(class)) }
}

impl Element {
    #[inline(never)]
    fn with(mut self, name: &'static str, value: Words) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    #[inline(never)]
    fn push(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }

    /// With an attribute.
    pub fn attr(self, name: &'static str, value: impl Into<Words>) -> Self {
        self.with(name, value.into())
    }

    /// With a length in pixels, to a tenth.
    #[inline(never)]
    pub fn px(self, name: &'static str, px: f64) -> Self {
        self.with(name, Words::Owned(faultline_core::picture::px_text(px)))
    }

    /// That asks for something when it is pressed.
    #[inline(never)]
    pub fn press(self, press: Press) -> Self {
        self.with("data-press", Words::Owned(press.word()))
    }

    /// With a text at its end.
    pub fn text(self, text: impl Into<Words>) -> Self {
        self.push(Node::Text(text.into()))
    }

    /// With an element at its end.
    #[inline(never)]
    pub fn child(self, child: Self) -> Self {
        self.push(Node::Element(child))
    }

    /// With an element at its end, where there is one.
    #[inline(never)]
    pub fn maybe(self, child: Option<Self>) -> Self {
        match child {
            Some(child) => self.push(Node::Element(child)),
            None => self,
        }
    }

    /// With all of these at its end.
    #[inline(never)]
    pub fn all(mut self, children: Vec<Self>) -> Self {
        self.0.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With all of these, texts among them, at its end.
    #[inline(never)]
    pub fn nodes(mut self, mut children: Vec<Node>) -> Self {
        self.0.children.append(&mut children);
        self
    }
}

/// Makes the children of an element look like `new`, knowing that they look like `old`.
pub fn patch(parent: &dom::Element, old: &[Node], new: &[Node]) {
    patch_children(parent, old, new, false);
}

/// Children with an id are known by it, so that what stays is moved along and not made into its neighbour; the others
/// by their place. In a picture, where nothing holds the focus, what is gone is made into what is new.
fn patch_children(parent: &dom::Element, old: &[Node], new: &[Node], in_svg: bool) {
    let mut at = parent.first_child();
    let mut olds = old.iter().peekable();
    let mut spare: Vec<(dom::Node, &Node)> = Vec::new();
    for (index, node) in new.iter().enumerate() {
        let id = id_of(node);
        let rest = new.get(index..).unwrap_or_default();
        let gone = |old: &&Node| {
            let before = id_of(old);
            before.is_some() && before != id && !rest.iter().any(|node| id_of(node) == before)
        };
        // What is gone goes before what stays; what is new takes the place of one that is gone and like it.
        let is_new = in_svg && !olds.clone().any(|old| id_of(old) == id);
        let place = olds.clone().take_while(gone).position(|old| is_new && is_alike(old, node));
        for _ in 0..place.unwrap_or(if is_new { 0 } else { usize::MAX }) {
            let Some(old) = olds.next_if(gone) else { break };
            let Some(here) = at else { return };
            at = here.next_sibling();
            if in_svg {
                spare.push((here, old));
            } else {
                dom::remove(parent, &here);
            }
        }
        match (olds.peek(), &at) {
            (Some(old), Some(here)) if place.is_some() || id_of(old) == id => {
                let here = here.clone();
                at = here.next_sibling();
                patch_node(parent, &here, old, node, in_svg);
                olds.next();
            }
            _ => match spare.iter().rposition(|(_, old)| is_alike(old, node)).map(|last| spare.swap_remove(last)) {
                Some((here, old)) => {
                    patch_node(parent, &here, old, node, in_svg);
                    dom::insert(parent, &here, at.as_ref());
                }
                None => dom::insert(parent, &build(node, in_svg), at.as_ref()),
            },
        }
    }
    for _ in olds {
        let Some(here) = at else { return };
        at = here.next_sibling();
        dom::remove(parent, &here);
    }
    for (here, _) in spare {
        dom::remove(parent, &here);
    }
}

/// Whether making one into the other is less work than making it anew: as a rule where both hold the same elements.
fn is_alike(old: &Node, new: &Node) -> bool {
    match (old, new) {
        (Node::Element(Element(old)), Node::Element(Element(new))) => {
            let children = || old.children.iter().zip(&new.children);
            let same = old.tag == new.tag && old.children.len() == new.children.len();
            same && children().all(|(old, new)| is_alike(old, new))
        }
        (Node::Text(_), Node::Text(_)) => true,
        _ => false,
    }
}

fn id_of(node: &Node) -> Option<&str> {
    let Node::Element(Element(element)) = node else { return None };
    element.attributes.iter().find(|(name, _)| *name == "id").map(|(_, id)| &**id)
}

fn patch_node(parent: &dom::Element, here: &dom::Node, old: &Node, new: &Node, in_svg: bool) {
    match (old, new) {
        (Node::Text(old), Node::Text(new)) => {
            if old != new {
                here.set_node_value(Some(new));
            }
        }
        (Node::Element(Element(old)), Node::Element(Element(new))) if old.tag == new.tag => {
            let Some(element) = dom::as_element(here) else { return };
            if old.attributes != new.attributes {
                for (name, value) in &new.attributes {
                    if !old.attributes.iter().any(|(other, before)| other == name && before == value) {
                        dom::set(element, name, value);
                    }
                }
                for (name, _) in &old.attributes {
                    if !new.attributes.iter().any(|(other, _)| other == name) {
                        dom::unset(element, name);
                    }
                }
            }
            patch_children(element, &old.children, &new.children, in_svg || new.tag == "svg");
        }
        _ => dom::replace(parent, here, &build(new, in_svg)),
    }
}

fn build(node: &Node, in_svg: bool) -> dom::Node {
    match node {
        Node::Text(text) => dom::text(text),
        Node::Element(Element(element)) => {
            let in_svg = in_svg || element.tag == "svg";
            // No browser refuses a name that stands in our source.
            let Some(built) = dom::create(element.tag, in_svg) else { return dom::text("") };
            for (name, value) in &element.attributes {
                dom::set(&built, name, value);
            }
            for child in &element.children {
                dom::append(&built, &build(child, in_svg));
            }
            built.into()
        }
    }
}
