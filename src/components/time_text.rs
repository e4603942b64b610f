//! Moments as text.

use std::sync::Arc;

use leptos::prelude::*;

use crate::views::IncidentView;
use faultline_core::text::iso_local;
use faultline_core::time::Instant;

/// A moment worded as `text`. Machines read its ISO form; pointing at it shows it in every zone.
#[component]
pub fn TimeText(incident: Arc<IncidentView>, at: Instant, text: String) -> impl IntoView {
    let iso = iso_local(at, incident.zone.as_ref());
    view! { <time datetime=iso title=incident.everywhere(at)>{text}</time> }
}
