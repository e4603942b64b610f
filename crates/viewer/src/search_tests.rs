//! That steps of any size give the same result, that what fits is taken from the result before, and what is announced.

use super::super::{Action, Column, Facet, Row, SearchAction, State, TimelineAction, update};
use super::super::{SearchState, example};
use super::*;
use faultline_core::pace::{Progress, run_now};
use proptest::prelude::*;
use std::cell::Cell;

/// Asserts that progress only grows.
#[derive(Default)]
struct Progressing(Cell<usize>);

impl Pace for Progressing {
    async fn pause(&self, progress: Progress) -> Result<(), Stopped> {
        let (done, total) = (progress.done, progress.total.unwrap());
        assert!((self.0.get()..=total).contains(&done), "{done} of {total} after {}", self.0.get());
        self.0.set(done);
        Ok(())
    }
}

fn answer(loaded: &Arc<Loaded>, query: SearchQuery, before: &Arc<SearchResult>, events: usize) -> Arc<SearchResult> {
    run_now(search_in_steps(loaded, query, before, &Progressing::default(), events)).unwrap()
}

fn wanted(text: &str, only_matches: bool, facet: Option<&str>, sort: Sort, values: bool) -> SearchQuery {
    let facets = facet.and_then(Facet::from_word).into_iter().collect();
    SearchQuery { filter: Filter { text: text.to_owned(), only_matches, facets }, sort, values }
}

fn search(state: &State) -> &SearchState {
    &state.incident().unwrap().search
}

/// What can be seen of an answer.
fn seen(answer: &SearchResult) -> (Vec<EventIx>, usize, Vec<EventIx>, Vec<EventIx>, usize, usize) {
    let found = &answer.matches;
    let kept = Vec::clone(&found.kept);
    let values = answer.values.as_ref().map_or(0, |values| values.iter().map(|(_, offers, _)| offers.len()).sum());
    (kept, found.hidden, found.matches.clone(), Vec::clone(&answer.order), answer.index.len(), values)
}

proptest! {
    #[test]
    fn slices_of_any_size_and_whatever_was_known_before_give_the_same_answer(
        texts in (prop::sample::select(&["", "server", "e", "nothing of the kind"][..]), prop::sample::select(&["", "re"][..])),
        only in any::<bool>(), facet in prop::sample::select(&[None, Some("kind:symptom"), Some("cause:c1")][..]),
        by in prop::sample::select(&Column::ALL[..]), down in any::<bool>(), values in any::<bool>(), events in 1..9_usize,
    ) {
        let loaded = Arc::new(example::loaded());
        let all = Arc::new(SearchResult::all(&loaded));
        let wanted = |text| wanted(text, only, facet, Sort { by, down }, values);
        let at_once = answer(&loaded, wanted(texts.0), &all, 1_000);
        prop_assert_eq!(&at_once.query, &wanted(texts.0));
        let other = answer(&loaded, wanted(texts.1), &all, events);
        for before in [&all, &other, &at_once] {
            prop_assert_eq!(seen(&answer(&loaded, wanted(texts.0), before, events)), seen(&at_once));
        }
        // The answer holds as many events as the incident, and those in view once in each of its parts.
        let count = loaded.case.incident.timeline.len();
        prop_assert_eq!(at_once.matches.kept.len() + at_once.matches.hidden, count);
        let mut order = Vec::clone(&at_once.order);
        order.sort_by_key(|ix| at_once.matches.kept.iter().position(|other| other == ix));
        prop_assert_eq!(order, Vec::clone(&at_once.matches.kept));
        prop_assert_eq!(at_once.index.len(), at_once.matches.dated);
    }
}

#[test]
fn what_fits_is_taken_from_the_answer_before() {
    let loaded = Arc::new(example::loaded());
    let all = Arc::new(SearchResult::all(&loaded));
    let found = answer(&loaded, wanted("server", false, None, Sort::default(), true), &all, 3);
    assert!(Arc::ptr_eq(&found.index, &loaded.index), "nothing is hidden");
    let sort = Sort { by: Column::What, down: false };
    let sorted = answer(&loaded, wanted("server", false, None, sort, true), &found, 3);
    assert!(Arc::ptr_eq(&sorted.matches, &found.matches) && sorted.values == found.values);
    let searched = answer(&loaded, wanted("bug", false, None, sort, true), &sorted, 3);
    assert!(Arc::ptr_eq(&searched.order, &sorted.order), "a search hides nothing");
}

#[test]
fn the_page_shows_the_answer_before_until_the_next_is_there() {
    let mut state: State = example::state();
    let loaded = Arc::clone(state.loaded().unwrap());
    let all = Arc::new(SearchResult::all(&loaded));
    assert!(search(&state).is_done());
    for (find, said) in [
        (SearchAction::Values, "counting… 7 %"),
        (SearchAction::Search("server".to_owned()), "searching… 7 %"),
        (SearchAction::SortBy(Column::What), "searching… 7 %"),
    ] {
        update(&mut state, Action::Search(find));
        assert!(!search(&state).is_done());
        assert_eq!(search(&state).progress_text(), None, "not before it takes long");
        update(&mut state, Action::Search(SearchAction::Progress(7)));
        assert_eq!(search(&state).progress_text().as_deref(), Some(said));
    }
    let answered = answer(&loaded, search(&state).query(), &all, 2);
    update(&mut state, Action::Search(SearchAction::Progress(9)));
    update(&mut state, Action::Search(SearchAction::Done(answered)));
    assert!(search(&state).is_done() && search(&state).progress_text().is_none());
    update(&mut state, Action::Search(SearchAction::SortBy(Column::Kind)));
    update(&mut state, Action::Search(SearchAction::Progress(50)));
    assert_eq!(search(&state).progress_text().as_deref(), Some("sorting… 50 %"));
    update(&mut state, Action::Arrived(loaded));
    assert!(search(&state).is_done(), "another incident: nothing is looked for");
}

#[test]
fn keys_pass_over_what_is_hidden() {
    use super::super::{Selection, Step};
    let mut state = example::state();
    let loaded = Arc::clone(state.loaded().unwrap());
    update(&mut state, Action::Search(SearchAction::Toggle(Facet::from_word("kind:symptom").unwrap())));
    let answered = answer(&loaded, search(&state).query(), &Arc::new(SearchResult::all(&loaded)), 1_000);
    update(&mut state, Action::Search(SearchAction::Done(Arc::clone(&answered))));
    let mut walked = Vec::new();
    for _ in 0..3 {
        update(&mut state, Action::Timeline(TimelineAction::StepTo(Step::Next)));
        walked.push(state.incident().unwrap().selected);
    }
    let [first, last] = answered.matches.kept[..] else { panic!("two symptoms") };
    assert_eq!(walked, [first, last, last].map(|ix| Some(Selection::Event(ix))));
    let list =
        super::super::List::of(&loaded.case, Arc::clone(&answered.order), 2, Sort::default(), loaded.zone.as_ref());
    assert_eq!(list.row(1), Some(Row::Event(first)));
}
