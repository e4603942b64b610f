//! The scene: lays it out, draws its picture, and says what a click on it means.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::web_sys;

use super::super::selecting::select;
use crate::components::picture::{DrawnPicture, PictureView};
use crate::context::{App, use_app};
use crate::platform;
use crate::views::ByPtr;
use faultline_core::incident::CauseIx;
use faultline_core::metrics::Moments;
use faultline_core::picture::{Picture, Target, mark_id};
use faultline_core::timeline::{self, Canvas, Clock, Emphasis, Lit, Plan, Scale, Viewport, lay_out};
use faultline_viewer::{Related, Selection, TimelineAction};

/// The size of labels by that of the page's text.
const LABELS: f64 = 0.75;

/// The scene that is drawn: `None`, and an empty picture, while there is none.
#[derive(Clone, Copy)]
pub struct Drawing {
    scene: Memo<Option<ByPtr<timeline::Scene>>>,
    picture: Memo<Picture>,
    /// The picture on the page.
    pub drawn: DrawnPicture,
    /// `true` while a drag selects a range, as it always does with Shift held.
    pub measures: RwSignal<bool>,
    /// `true` while every service that was hit has its row, and not only those hit worst.
    pub all_services: RwSignal<bool>,
    /// The cause that a pointer rests on.
    pointed_cause: RwSignal<Option<CauseIx>>,
}

impl Drawing {
    /// The drawing of what the app shows.
    pub fn new(app: App) -> Self {
        let window = Memo::new(move |_| window(app));
        let selected = move || app.with_selection(|selection| selection.selected);
        let selected_event = Memo::new(move |_| match selected() {
            Some(Selection::Event(event)) => Some(event),
            _ => None,
        });
        let pointed_cause = RwSignal::new(None);
        let lit = Memo::new(move |_| match (pointed_cause.get(), selected()) {
            (Some(cause), _) | (None, Some(Selection::Cause(cause))) => Lit::One(cause),
            _ => Lit::None,
        });
        let all_services = RwSignal::new(false);
        let scene = Memo::new(move |_| {
            let ((viewport, canvas), incident) = window.get().zip(app.incident())?;
            let plan = Plan {
                case: &incident.loaded.case,
                index: &incident.result.index,
                bands: &incident.bands,
                clock: Clock { zone: incident.zone.as_ref(), origin: incident.origin },
                pinned: selected_event.get(),
                lit: lit.get(),
                all_services: all_services.get(),
            };
            Some(ByPtr(Arc::new(platform::measure("faultline:layout", || lay_out(&plan, &viewport, canvas)))))
        });
        let picture =
            Memo::new(move |_| scene.get().and_then(|scene| picture(app, &scene.0)).unwrap_or(Picture::empty()));
        Self { scene, picture, drawn: DrawnPicture::new(), measures: RwSignal::new(false), all_services, pointed_cause }
    }

    /// Whether there are more services than rows for them, or all have theirs because they were asked for.
    pub fn has_more_services(self) -> bool {
        self.all_services.get() || self.scene.get().is_some_and(|scene| scene.0.services_left > 0)
    }

    /// The width left of the plot, and that of the plot.
    pub fn columns(self) -> Option<(f64, f64)> {
        self.scene
            .with(|scene| scene.as_ref().map(|scene| (scene.0.scale.left(), scene.0.scale.right())))
            .map(|(left, right)| (left, right - left))
    }

    /// Time to pixels and back, for event handlers.
    pub fn scale_untracked(self) -> Option<Scale> {
        self.scene.get_untracked().map(|scene| scene.0.scale)
    }
}

/// The window of time and the size to lay it out in. `None` on a narrow screen, and while nothing can be laid out: in a hidden
/// tab, or a frame of no width.
fn window(app: App) -> Option<(Viewport, Canvas)> {
    app.with_timeline(|view| {
        let viewport = view.viewport.filter(|_| !view.narrow && view.width >= 1.0)?;
        Some((viewport, Canvas { width: view.width, text_px: view.text_px * LABELS }))
    })
}

fn picture(app: App, scene: &timeline::Scene) -> Option<Picture> {
    let incident = app.incident()?;
    let selection = app.selection();
    let view = app.timeline();
    let range = match selection.selected {
        Some(Selection::Range(span)) if view.draft.is_none() => Some(span),
        _ => view.draft,
    };
    let emphasis = |target| match target {
        Target::Event(event) => Emphasis {
            selected: selection.selected == Some(Selection::Event(event)),
            related: selection.related.as_ref().map(|related| related.event(event)),
            matches: incident.matches().marks(event),
            unknown: false,
        },
        Target::Cause(cause) => Emphasis {
            selected: selection.selected == Some(Selection::Cause(cause)),
            related: selection.related.as_ref().map(|related: &Related| related.cause(cause)),
            matches: false,
            unknown: selection.is_unknown(cause),
        },
        _ => Emphasis::default(),
    };
    let moments = Moments::new(&incident.loaded.case, incident.zone.as_ref());
    Some(scene.picture(&timeline::Details {
        case: &incident.loaded.case,
        zone: incident.zone.as_ref(),
        moment: &|at| moments.short(at),
        emphasis: &emphasis,
        painted: &view.painted,
        range,
        cursor: view.play.map(|play| play.cursor),
    }))
}

/// What a click on something selects; `None` for what it does not select.
pub fn selection_of(target: Target) -> Option<Selection> {
    Some(match target {
        Target::Event(event) => Selection::Event(event),
        Target::Impact(impact) => Selection::Impact(impact),
        Target::Cause(cause) => Selection::Cause(cause),
        Target::Action(action) => Selection::Action(action),
        Target::Range(span) => Selection::Range(span),
        Target::Window(_) | Target::Fold(_) | Target::RangeStart | Target::RangeEnd | Target::Item(_) => return None,
    })
}

/// The scene as a list box of events. What a pointer rests on is told beside it, an event in every zone.
#[component]
pub fn Scene(drawing: Drawing) -> impl IntoView {
    let app = use_app();
    // Not drawn with the marks: a hundred moments in four zones would be a part of each pan.
    let pointed_at = RwSignal::new(None::<(Target, String)>);
    let title = move || {
        let (target, label) = pointed_at.get()?;
        let in_every_zone = || {
            let (Target::Event(event), Some(incident)) = (target, app.incident()) else { return None };
            let at = incident.loaded.case.incident.timeline.get(event.at())?.at?.at;
            Some(format!("{label}\n{}", incident.everywhere(at)))
        };
        in_every_zone().or(Some(label.clone()))
    };
    // Not when the pointer enters: what lies under it becomes another mark while it rests and the timeline moves.
    let point_at = move |event: &web_sys::Event| {
        let option = drawing.drawn.with_shape_at(event, |shape| {
            shape.target.zip(shape.label.clone()).filter(|_| shape.role == Some("option"))
        });
        if pointed_at.with_untracked(|before| *before != option) {
            pointed_at.set(option);
        }
        let cause = drawing.drawn.target_at(event).and_then(|target| match target {
            Target::Cause(cause) => Some(cause),
            _ => None,
        });
        if drawing.pointed_cause.get_untracked() != cause {
            drawing.pointed_cause.set(cause);
        }
    };
    let leave = move |_| {
        pointed_at.set(None);
        drawing.pointed_cause.set(None);
    };
    let active = move || {
        let Some(Selection::Event(event)) = app.with_selection(|selection| selection.selected) else { return None };
        drawing.scene.get()?.0.mark(event).map(|_| mark_id(event))
    };
    view! {
        // On what has no role: of the list, the title would be taken for the description.
        <div
            id="timeline"
            class="timeline-focus"
            title=title
            on:pointermove=move |event| point_at(&event)
            on:pointerleave=leave
        >
            <Show when=move || drawing.picture.with(|picture| !picture.is_empty())>
                <div
                    id="marks"
                    class="marks"
                    role="listbox"
                    aria-label="Events on the timeline"
                    tabindex="0"
                    aria-activedescendant=active
                    on:click=move |event| {
                        if let Some(target) = drawing.drawn.target_at(&event) {
                            click(app, target, &event);
                        }
                    }
                >
                    <PictureView picture=drawing.picture drawn=drawing.drawn/>
                </div>
            </Show>
        </div>
    }
}

fn click(app: App, target: Target, event: &MouseEvent) {
    match target {
        Target::Window(span) => app.dispatch(TimelineAction::Show(span)),
        Target::Fold(span) => app.dispatch(TimelineAction::Unfold(span)),
        other => {
            if let Some(selection) = selection_of(other) {
                select(app, selection, event);
            }
        }
    }
}
