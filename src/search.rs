//! Looking for events: the search field, the filters, what is hidden, and in which zone it all is told. Must never look into
//! an event itself.

use crate::app::whole;
use crate::context::App;
use crate::node::{Element, Node, button, div, el};
use crate::platform::{self, IntlZones};
use crate::views::IncidentView;
use crate::{reader, seek};
use faultline_core::incident::{EventIx, Milestone};
use faultline_core::text;
use faultline_core::time::ZoneSource;
use faultline_viewer::{
    Action, By, Facet, Filter, LONGEST_TEXT, Origin, Press, SearchAction, Selection, Values, ZoneChoice, Zones,
};

/// The field. `focus` puts the reader into it.
const FIELD: &str = "search";
/// The field, what it found, and the filters.
pub fn bar(app: App) -> Vec<Node> {
    let Some(shown) = app.incident().filter(|shown| !shown.loaded.case.incident.timeline.is_empty()) else {
        return Vec::new();
    };
    let rows = app.list();
    let filter = &rows.filter;
    let selected = match app.selection().selected {
        Some(Selection::Event(ix)) => Some(ix),
        _ => None,
    };
    let field = el("input")
        .attr("id", FIELD)
        .attr("type", "search")
        .attr("placeholder", "Search  /")
        .attr("aria-label", "Search events")
        .attr("aria-keyshortcuts", "/")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("maxlength", LONGEST_TEXT.to_string())
        .attr("data-value", filter.text.clone());
    let step = |press: Press, name: &'static str, sign: &'static str| {
        button("icon", press).attr("aria-label", name).attr("title", name).text(sign)
    };
    let only = if filter.only_matches { "true" } else { "false" };
    // What was found stands there until the next answer does, or how far that is.
    let counted = shown.answer.wanted.filter.searches().then(|| shown.found().counted(selected));
    let counted = rows.seeking.or(counted).map(|text| div("span", "soft").text(text));
    let buttons = || {
        vec![
            step(Press::PreviousMatch, "Previous match", "‹"),
            step(Press::NextMatch, "Next match", "›"),
            button("", Press::OnlyMatches).attr("aria-pressed", only).text("Only matches"),
        ]
    };
    let matches = div("div", "matches").maybe(counted);
    let matches = if filter.searches() { matches.all(buttons()) } else { matches };
    whole(div("div", "search").attr("role", "search").child(field).child(matches).maybe(filters(&shown, filter)))
}

/// The field and the menu of zones: what a page within a page has of the bar.
pub fn tools(app: App) -> Vec<Node> {
    let mut tools = bar(app);
    if !tools.is_empty() {
        tools.push(Node::Element(zones(app)));
    }
    tools
}

/// The values to filter by, where there is a choice.
fn filters(shown: &IncidentView, filter: &Filter) -> Option<Element> {
    if !shown.offered.contains(&true) {
        return None;
    }
    let chosen = filter.facets.len();
    let name = if chosen > 0 { format!("Filter ({chosen})") } else { "Filter".to_owned() };
    let panel = div("div", "filter-panel");
    let panel = match &shown.answer.values {
        None => panel,
        Some(values) => {
            let offered = values.iter().zip(shown.offered).filter(|(_, offered)| *offered);
            panel.all(offered.map(|(values, _)| sort(filter, values)).collect())
        }
    };
    let summary = div("summary", "button").press(Press::Filters).text(name);
    Some(div("details", "menu filter").child(summary).child(panel))
}

#[inline(never)]
fn sort(filter: &Filter, (by, offers, more): &Values) -> Element {
    let name = match by {
        By::Kind => "Kind",
        By::Service => "Service",
        By::Actor => "By",
        By::Cause => "Cause shown",
    };
    let values = offers.iter().map(|offer| {
        let tick = el("input").attr("type", "checkbox").attr("value", offer.facet.word());
        let tick = if filter.facets.contains(&offer.facet) { tick.attr("data-checked", "") } else { tick };
        let count = div("span", "soft").text(offer.count.to_string());
        el("label").child(tick).child(el("span").text(offer.name.clone())).child(count)
    });
    el("fieldset")
        .child(el("legend").text(name))
        .all(values.collect())
        .maybe((*more > 0).then(|| div("span", "soft").text(text::and_more(*more) + ": search for them")))
}

/// How many events are hidden, with the button that shows them; nothing when none is.
pub fn hidden(shown: &IncidentView) -> Option<Element> {
    let hidden = shown.found().hidden;
    (hidden > 0).then(|| {
        div("span", "hidden-count")
            .child(div("span", "warning").text(text::hidden(hidden)))
            .child(button("", Press::ShowAll).text("Show all"))
    })
}

/// The class of something that stands for an event: another one when the search found it.
pub fn found(shown: &IncidentView, event: EventIx, plain: &'static str, found: &'static str) -> &'static str {
    if shown.found().marks(event) { found } else { plain }
}

/// A title with the words searched for marked in it.
pub fn marked(title: Element, shown: &IncidentView, is_match: bool, text: &str) -> Element {
    if is_match { with_marks(title, shown, text) } else { title.text(text.to_owned()) }
}

#[inline(never)]
fn with_marks(title: Element, shown: &IncidentView, text: &str) -> Element {
    let mut title = title;
    let mut rest = text;
    let sought: Vec<String> = shown.answer.wanted.filter.text.split_whitespace().map(text::folded).collect();
    let next = |rest: &str| {
        let places = sought.iter().filter_map(|word| text::position(rest, word));
        places.reduce(|first, other| if other.0 < first.0 { other } else { first })
    };
    while let Some((from, to)) = next(rest).filter(|(from, to)| from < to) {
        let (before, found) = (rest.get(..from).unwrap_or_default(), rest.get(from..to).unwrap_or_default());
        if !before.is_empty() {
            title = title.text(before.to_owned());
        }
        title = title.child(el("mark").text(found.to_owned()));
        rest = rest.get(to..).unwrap_or_default();
    }
    title.text(rest.to_owned())
}

/// What there is to say about a link.
pub fn notes(app: App) -> Vec<Node> {
    let notes = app.with(|state| state.find.notes.clone());
    if notes.is_empty() {
        return Vec::new();
    }
    let notes = notes.into_iter().map(|note| el("p").text(note)).collect();
    let dismiss = button("", Press::DismissNotes).text("Dismiss");
    whole(div("div", "notes-bar").child(el("div").all(notes)).child(dismiss))
}

/// The menu of zones, and of moments to count from.
pub fn zones(app: App) -> Element {
    let shown = app.incident();
    let file = shown.as_ref().map_or_else(|| "UTC".to_owned(), |shown| shown.loaded.zone.name().to_owned());
    let (zone, zones, origin, selected) =
        app.with(|state| (state.zone.clone(), state.find.zones.clone(), state.find.origin, state.selected));
    let option = |value: String, text: String, chosen: bool| {
        let option = el("option").attr("value", value).text(text);
        if chosen { option.attr("data-selected", "") } else { option }
    };
    let clock = |choice: ZoneChoice, text: String| {
        let chosen = origin.is_none() && choice == zone;
        option(choice.word().to_owned(), text, chosen)
    };
    let named = zones.named.as_deref().map(|name| clock(ZoneChoice::Named(name.into()), name.to_owned()));
    let reader = zones.reader.as_deref().map(|name| clock(ZoneChoice::Reader, format!("{name} (yours)")));
    let menu = el("select")
        .attr("id", "zone")
        .attr("aria-label", "Time zone")
        .attr("aria-keyshortcuts", "Z")
        .child(clock(ZoneChoice::File, format!("{file} (file)")))
        .child(clock(ZoneChoice::Utc, "UTC".to_owned()))
        .maybe(reader)
        .maybe(named)
        .child(option("other".to_owned(), "Another zone…".to_owned(), false));
    let Some(shown) = shown else { return menu };
    let counted = |from: Origin, text: String| {
        let value = match from {
            Origin::Milestone(milestone) => format!("from {}", milestone.word()),
            Origin::Event(ix) => format!("from event {}", ix.0),
        };
        option(value, text, origin == Some(from))
    };
    let milestones = Milestone::ALL.iter().filter(|milestone| shown.durations.anchor(**milestone).is_some());
    let mut from: Vec<Element> = milestones
        .map(|milestone| counted(Origin::Milestone(*milestone), format!("T+ from {}", milestone.word())))
        .collect();
    let event = match (origin, selected) {
        (Some(Origin::Event(ix)), _) | (_, Some(Selection::Event(ix))) => Some(ix),
        _ => None,
    };
    if let Some(event) = event.and_then(|ix| Some((ix, shown.loaded.case.incident.timeline.get(ix.at())?)))
        && event.1.at.is_some()
    {
        from.push(counted(Origin::Event(event.0), format!("T+ from {}", text::titled(&event.1.title))));
    }
    if from.is_empty() { menu } else { menu.child(el("optgroup").attr("label", "Counted from").all(from)) }
}

/// The dialog that asks for any zone by name.
pub fn zone_dialog(_app: App) -> Vec<Node> {
    let field = el("input")
        .attr("id", "zone-name")
        .attr("list", "zone-names")
        .attr("placeholder", "Europe/Berlin, Asia/Tokyo, +05:30")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false");
    let buttons = div("div", "dialog-buttons")
        .child(button("primary", Press::PickZone).text("Show times in it"))
        .child(button("", Press::Dismiss).text("Cancel"));
    vec![
        Node::Element(el("h2").attr("id", "zones-title").text("Another time zone")),
        Node::Element(el("label").attr("for", "zone-name").text("Its name, or an offset")),
        Node::Element(field),
        Node::Element(el("datalist").attr("id", "zone-names")),
        Node::Element(div("p", "dialog-said").attr("id", "zone-said").attr("role", "alert")),
        Node::Element(buttons),
    ]
}

/// Listens to the field, the filters and the dialog of zones.
#[inline(never)]
pub fn listen(app: App) {
    platform::on_typed(FIELD, move |text| find(app, SearchAction::Search(text)));
    platform::on_ticked(move |value| {
        if let Some(facet) = Facet::from_word(&value) {
            find(app, SearchAction::Toggle(facet));
        }
    });
    platform::on_field_key(FIELD, move |key, shift| {
        match key {
            "Enter" => step(app, !shift),
            "Escape" if platform::value_of(FIELD).is_empty() => {
                platform::blur(FIELD);
                platform::focus("marks");
            }
            "Escape" => find(app, SearchAction::Search(String::new())),
            _ => return false,
        }
        true
    });
    platform::on_field_key("zone-name", move |key, _| {
        if key == "Enter" {
            pick_zone(app);
        }
        key == "Enter"
    });
}

/// What a press of one of these asks for.
pub fn pressed(app: App, press: Press) {
    match press {
        Press::NextMatch => step(app, true),
        Press::PreviousMatch => step(app, false),
        Press::OnlyMatches => {
            let only = app.with_untracked(|state| state.find.filter.only_matches);
            find(app, SearchAction::OnlyMatches(!only));
        }
        Press::Filters => find(app, SearchAction::Values),
        Press::ShowAll => find(app, SearchAction::ShowAll),
        Press::Sort(column) => find(app, SearchAction::SortBy(column)),
        Press::MoreEarlier => app.dispatch(Action::Search(SearchAction::MoreRows { later: false })),
        Press::MoreLater => app.dispatch(Action::Search(SearchAction::MoreRows { later: true })),
        Press::PickZone => pick_zone(app),
        Press::DismissNotes => app.dispatch(Action::Search(SearchAction::Note(Vec::new()))),
        _ => {}
    }
}

/// Puts the reader into the search field.
pub fn focus() {
    platform::focus(FIELD);
}

fn find(app: App, what: SearchAction) {
    app.dispatch(what);
}

/// To the next match, or the one before, round the ends; of what is typed, also where that is not found yet.
pub fn step(app: App, forward: bool) {
    seek::once_answered(app, move || {
        let Some(shown) = app.incident_untracked() else { return };
        let from = match app.selected_untracked() {
            Some(Selection::Event(ix)) => Some(ix),
            _ => None,
        };
        let count = shown.found().matches.len();
        let Some((number, ix)) = shown.found().step(&shown.loaded.case, from, forward) else {
            app.dispatch(Action::Say(shown.found().counted(None)));
            return;
        };
        let selection = Selection::Event(ix);
        app.dispatch(Action::Select(selection));
        let said = shown.chosen_in_words(Some(selection)).unwrap_or_default();
        app.dispatch(Action::Say(format!("{number} of {count}: {said}")));
    });
}

/// The next zone of those there are.
pub fn next_zone(app: App) {
    let Some(shown) = app.incident_untracked() else { return };
    let next = app.with_untracked(|state| state.zone.next(shown.loaded.zone.name(), &state.find.zones));
    show_zone(app, next);
}

/// What was chosen in the menu of zones.
pub fn choose_zone(app: App, value: &str) {
    let origin = value.strip_prefix("from ");
    if let Some(word) = origin {
        let event = word.strip_prefix("event ").and_then(|ix| ix.parse().ok()).map(|ix| Origin::Event(EventIx(ix)));
        let origin = event.or_else(|| Milestone::from_word(word).map(Origin::Milestone));
        app.dispatch(SearchAction::CountFrom(origin));
        app.dispatch(Action::Say(format!("Times counted from {word}")));
    } else if value == "other" {
        // The menu goes back to what is shown; the dialog decides.
        let now = app.with_untracked(|state| state.zone.word().to_owned());
        platform::set_value("zone", &now);
        platform::offer_zone_names("zone-names");
        platform::say_in("zone-said", "");
        platform::open_dialog("zones");
    } else {
        show_zone(app, ZoneChoice::from_word(value));
    }
}

/// Shows the zone named in the dialog, or says that there is no such zone.
fn pick_zone(app: App) {
    let typed = platform::value_of("zone-name");
    let typed = typed.trim();
    match IntlZones.zone(typed).filter(|_| !typed.is_empty()) {
        Some(zone) => {
            platform::close_dialogs();
            show_zone(app, ZoneChoice::Named(zone.name().into()));
        }
        None => platform::say_in("zone-said", &text::no_such_zone(typed)),
    }
}

/// Shows times in a zone because the reader wants it, and keeps that for the next visit.
fn show_zone(app: App, zone: ZoneChoice) {
    platform::store(reader::ZONE, Some(zone.word()).filter(|_| zone != ZoneChoice::File));
    let zones = app.with_untracked(|state| Zones { preferred: zone.clone(), ..state.find.zones.clone() });
    let origin_gone = Action::SetZone(zone);
    app.dispatch(SearchAction::ZonesAre(zones));
    app.dispatch(origin_gone);
    if let Some(shown) = app.incident_untracked() {
        app.dispatch(Action::Say(format!("Times in {}", shown.zone.name())));
    }
}
