//! Two periods or groups compared: which, the difference, and what it rests on.

use leptos::prelude::*;

use super::controls::{on_value, sentence};
use super::use_collection;
use faultline_viewer::{CollectionAction, Overview, Side};

/// The comparison; nothing where there are no two sides.
#[component]
pub fn ComparisonPanel() -> impl IntoView {
    let collection = use_collection();
    move || {
        let overview = collection.overview()?;
        let (first, second) = overview.compared.as_ref()?;
        let compared = collection.estimates().comparison?;
        let name = faultline_viewer::side_name(&overview, second);
        let title = format!("{name} against {}", faultline_viewer::side_name(&overview, first));
        let panel = view! {
            <section class="panel compared-panel" aria-labelledby="compared-title">
                <div class="panel-head">
                    <h2 id="compared-title">{title}</h2>
                    <SideMenu label="Compare" sides=options(&overview, first) action=CollectionAction::compare_first/>
                    <span class="soft">"with"</span>
                    <SideMenu
                        label="Compare with"
                        sides=options(&overview, second)
                        action=CollectionAction::compare_second
                    />
                </div>
                <div class="panel-body">
                    <p class="compared">{sentence(faultline_viewer::comparison(&compared, &name))}</p>
                    <p class="soft">{faultline_viewer::comparison_rests_on(&compared)}</p>
                </div>
            </section>
        };
        Some(panel.into_any())
    }
}

/// The names of the sides there are, and whether each is the chosen one.
fn options(overview: &Overview, chosen: &Side) -> Vec<(String, bool)> {
    overview.sides().into_iter().map(|(side, name)| (name, side == *chosen)).collect()
}

/// The menu of one side; `action` gets the place of what is chosen in it.
#[component]
fn SideMenu(
    label: &'static str,
    sides: Vec<(String, bool)>,
    action: fn(usize, &Overview) -> Option<CollectionAction>,
) -> impl IntoView {
    let options = sides.into_iter().enumerate().map(|(at, (name, is_chosen))| {
        view! { <option value=at.to_string() prop:selected=is_chosen>{name}</option> }
    });
    let choose = on_value(move |at, overview| action(at.parse().ok()?, overview));
    view! { <select aria-label=label on:change=choose>{options.collect_view()}</select> }
}
