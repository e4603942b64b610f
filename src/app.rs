//! The page: what is always on it, and the regions that its parts are drawn into.

use leptos::prelude::*;

use crate::context::App;
use crate::node::{Element, Node, patch};
use crate::pages::collection::CollectionPage;
use crate::pages::incident::{board, details, events, findings, minimap, play, rail, summary, timeline};
use crate::platform::{self, dom};
use crate::{address, hands, head, open, reader, search, seek, stages};

/// Puts the viewer on the page and loads what the address asks for.
pub fn mount() {
    let app = App::new();
    leptos::mount::mount_to(platform::body(), move || {
        provide_context(app);
        view! { <Page/> }
    })
    .forget();
    open::first(app);
    // The file is asked for before anything is drawn: that goes by while it is on its way.
    open::run(async move { set_up(app) });
}

/// Draws every part of the page, and listens to what the first picture depends on.
fn set_up(app: App) {
    if platform::is_embedded() {
        // A page within a page has no bar, and is searched and told in another zone all the same.
        platform::move_before("bar-search", "play");
        platform::remove("bar");
        region(app, "bar-search", search::tools);
    } else {
        region(app, "bar-start", head::bar);
        region(app, "bar-search", search::bar);
        region(app, "bar-end", head::settings);
    }
    region(app, "progress", stages::progress);
    region(app, "notice", stages::notice);
    region(app, "head", summary::head);
    region(app, "tiles", summary::tiles);
    region(app, "timeline-head", timeline::head);
    region(app, "minimap", minimap::minimap);
    region(app, "timeline", timeline::scene);
    region(app, "said", |app| vec![Node::Text(app.with(|state| state.said.clone()).into())]);
    reader::listen(app);
    region(app, "hint", play::hint);
    region(app, "play", play::bar);
    region(app, "rail", rail::rail);
    region(app, "board", board::board);
    region(app, "events", events::events);
    region(app, "side", findings::side);
    region(app, "details", details::details);
    region(app, "keys", head::keys);
    region(app, "link-notes", search::notes);
    region(app, "zones", search::zone_dialog);
    region(app, "share", address::dialog);
    search::listen(app);
    events::listen(app);
    hands::listen(app);
    minimap::listen(app);
    address::listen(app);
    outside(move || seek::keep(app));
    outside(move || events::reveal(app));
    outside(move || address::keep(app));
}

/// What is always there. Each empty element is a region that the parts of the page draw into.
#[component]
fn Page() -> impl IntoView {
    view! {
        <header id="bar" class="bar"><div id="bar-start"></div><div id="bar-search"></div><div id="bar-end"></div></header>
        <div id="progress"></div>
        <div id="link-notes" role="status"></div>
        <main class="incident">
            <div id="notice"></div>
            <CollectionPage/>
            <div id="head"></div>
            <div id="tiles"></div>
            <div id="play"></div>
            <section id="timeline-panel" class="panel timeline" aria-labelledby="timeline-title">
                <div id="timeline-head" class="panel-head"></div>
                <div id="minimap" class="minimap"></div>
                <div id="timeline-frame" class="timeline-frame"><div id="timeline" class="timeline-focus"></div></div>
                <div id="hint"></div>
            </section>
            <div id="rail"></div>
            <div id="board"></div>
            <div class="two"><div id="events"></div><div id="side"></div></div>
        </main>
        <div id="details"></div>
        <dialog id="keys" aria-labelledby="keys-title"></dialog>
        <dialog id="zones" aria-labelledby="zones-title"></dialog>
        <dialog id="share" aria-labelledby="share-title"></dialog>
        <dialog id="paste" aria-labelledby="paste-title">
            <h2 id="paste-title">"Paste an incident"</h2>
            <label for="paste-text">"The text of an incident file"</label>
            <textarea id="paste-text" rows="12" spellcheck="false"></textarea>
            <div class="dialog-buttons">
                <button type="button" class="primary" data-press="read">"Show"</button>
                <button type="button" data-press="dismiss">"Cancel"</button>
            </div>
        </dialog>
        <p id="said" class="unseen" role="status" aria-live="polite"></p>
    }
}

/// Draws a part of the page into the element of that id, and again whenever a signal it read has changed.
pub fn region(app: App, id: &'static str, draw: fn(App) -> Vec<Node>) {
    let Some(element) = platform::by_id(id) else { return };
    // Leptos marks the place of no children with a comment; `patch` has to know every child there is.
    dom::clear(&element);
    let effect = RenderEffect::new(move |before: Option<Vec<Node>>| {
        let now = draw(app);
        patch(&element, &before.unwrap_or_default(), &now);
        now
    });
    // It lives as long as the page.
    std::mem::forget(effect);
}

/// Does something outside of the page's parts, now and whenever a signal it read has changed: it leaves Rust and writes no
/// signal.
pub fn outside(work: impl Fn() + 'static) {
    std::mem::forget(RenderEffect::new(move |_| {
        work();
        Vec::<Node>::new()
    }));
}

/// One element as the whole of a region.
pub fn whole(element: Element) -> Vec<Node> {
    vec![Node::Element(element)]
}
