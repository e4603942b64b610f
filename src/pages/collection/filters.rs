//! The bar of filters: which incidents, between which moments, and how many are hidden. Must never choose by itself.

use super::head::toggle;
use super::press_button;
use crate::node::{Element, div, el};
use faultline_core::incident::Milestone;
use faultline_core::metrics::{Anchors, StartAnchor};
use faultline_core::text;
use faultline_viewer::{Field, Overview, Value, day_word, left_out};

/// No more values of a field are listed; the search finds the rest.
const MOST: usize = 40;

/// The bar.
pub fn filters(overview: &Overview) -> Element {
    let offers = &overview.collection.offers;
    let menus = Field::ALL
        .into_iter()
        .filter(|field| offers.offers(*field).len() > 1 || !overview.view.chosen(*field).is_empty());
    let menus: Vec<Element> = menus.map(|field| menu(overview, field, offers.offers(field))).collect();
    let kinds = (offers.others > 0).then(|| {
        let said = "Count drills, tests and maintenance".to_owned();
        toggle("kinds", overview.view.filter.all_kinds, said)
    });
    let hidden = overview.base.chosen.hidden;
    let reset = overview.view.filters().then(|| {
        let said = if hidden == 0 {
            "none hidden".to_owned()
        } else {
            text::counted(hidden, "incident hidden", "incidents hidden")
        };
        div("span", "hidden-many")
            .child(div("span", "warning").text(said))
            .child(press_button("", "reset").text("Show all"))
    });
    let bar = div("div", "filters")
        .child(period(overview))
        .all(menus)
        .child(anchors(overview))
        .maybe(objective(overview))
        .maybe(kinds)
        .maybe(reset);
    el("section").attr("aria-label", "Filters").child(bar).child(div("p", "soft").text(left_out(overview)))
}

fn panel(name: String, content: Vec<Element>) -> Element {
    div("details", "menu many-menu")
        .child(div("summary", "button").text(name))
        .child(div("div", "menu-panel").all(content))
}

fn menu(overview: &Overview, field: Field, offers: &[Value]) -> Element {
    let chosen = overview.view.chosen(field);
    let (name, all) = field.names();
    let said = match chosen.as_slice() {
        [] => all.to_owned(),
        [one] => one.clone(),
        more => format!("{name}: {} chosen", more.len()),
    };
    let mut buttons: Vec<Element> = Vec::new();
    for offer in offers.iter().take(MOST) {
        let on = chosen.iter().any(|chosen| **chosen == *offer.name);
        buttons.push(
            toggle(&offer.word, on, offer.name.to_string())
                .child(div("span", "soft").text(format!(" {}", offer.count))),
        );
    }
    if offers.len() > MOST {
        buttons.push(div("span", "soft").text(text::and_more(offers.len() - MOST) + ": search for them"));
    }
    panel(said, buttons)
}

fn period(overview: &Overview) -> Element {
    let period = overview.view.filter.period;
    let mut buttons = vec![toggle("always", period.is_none(), "All of them".to_owned())];
    for (year, span) in overview.years() {
        buttons.push(toggle(&format!("year {year}"), period == Some(span), year.to_string()));
    }
    for days in [30, 90, 365] {
        buttons.push(toggle(&format!("days {days}"), false, format!("Last {days} days")));
    }
    let day = |name: &'static str, label: &'static str, value: Option<String>| {
        let field =
            el("input").attr("type", "date").attr("data-field", name).attr("data-value", value.unwrap_or_default());
        el("label").text(label).child(field)
    };
    let from = period.filter(|period| period.start() != faultline_core::time::Instant::FIRST);
    buttons.push(day("many-since", "From ", from.map(|period| day_word(period.start(), overview))));
    let last = |period: faultline_core::time::Span| {
        faultline_core::time::Instant::from_ms(period.end().ms().saturating_sub(1))
    };
    buttons.push(day("many-until", "To ", period.map(|period| day_word(last(period), overview))));
    panel(overview.period_in_words(), buttons)
}

fn anchors(overview: &Overview) -> Element {
    let Anchors { from, to } = overview.view.anchors;
    let option = |value: &'static str, name: &'static str, chosen: bool| {
        let option = el("option").attr("value", value).text(name);
        if chosen { option.attr("data-selected", "") } else { option }
    };
    let starts = StartAnchor::ALL.into_iter().map(|anchor| option(anchor.word(), anchor.name(), anchor == from));
    let fits =
        |milestone: &&Milestone| Anchors::from_words(&format!("{}..{}", from.word(), milestone.word())).is_some();
    let ends = Milestone::ALL.iter().filter(fits).map(|end| option(end.word(), end.word(), *end == to));
    let select = |name: &'static str, label: &'static str, options: Vec<Element>| {
        el("select").attr("data-field", name).attr("aria-label", label).all(options)
    };
    div("span", "anchors-chosen")
        .text("From ")
        .child(select("many-from", "Lengths from", starts.collect()))
        .text(" to ")
        .child(select("many-to", "Lengths to", ends.collect()))
}

/// What the error budget is reckoned for, and what a minute at each level counts for.
fn objective(overview: &Overview) -> Option<Element> {
    overview.base.figures.downtime.as_ref().or(overview.unbrushed.figures.downtime.as_ref())?;
    let (slo, whose) = overview.objective();
    let said = |share: f64| text::percent(share);
    let usual = overview.view.slo.is_none();
    let mut parts = vec![toggle("slo", usual, format!("As given: {}", said(overview.collection.slo)))];
    for (percent, share) in [("99", 0.99), ("99.5", 0.995), ("99.9", 0.999), ("99.95", 0.9995), ("99.99", 0.9999)] {
        let on = overview.view.slo.is_some_and(|slo| said(slo) == said(share));
        parts.push(toggle(&format!("slo {percent}"), on, said(share)));
    }
    let field = |name: &'static str, label: &'static str, value: String| {
        let field = el("input").attr("inputmode", "decimal").attr("size", "6").attr("autocomplete", "off");
        el("label").text(label).child(field.attr("data-field", name).attr("data-value", value))
    };
    let weights = overview.view.weights;
    let number = |number: f64| text::decimal_up_to(number, 4);
    parts.push(field("many-slo", "Objective in %", number(slo * 100.0)));
    parts.push(div("span", "soft").text(format!("Now: {whose}. Of an hour counts, 0 to 1:")));
    parts.push(field("many-full", "Outage", number(weights.full)));
    parts.push(field("many-partial", "Partial outage", number(weights.partial)));
    parts.push(field("many-degraded", "Degraded", number(weights.degraded)));
    Some(panel(format!("Objective {}", said(slo)), parts))
}
