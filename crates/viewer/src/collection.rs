//! Many incidents as they were opened: what was read, what could not be, and where the rest lies.

use std::sync::Arc;

use super::{FacetCounts, Loaded};
use faultline_core::catalog::Table;
use faultline_core::findings::ReadFrom;
use faultline_core::formats::{Catalog, CatalogProblemKind, Entry};
use faultline_core::incident::Case;
use faultline_core::metrics::{self, DEFAULT_SLO};
use faultline_core::pace::{Pace, Progress, Stopped};
use faultline_core::time::{FixedZone, Instant, ZoneSource};
use faultline_core::timeline::Index;

/// Many incidents, read.
#[derive(Clone, Debug)]
pub struct Collection {
    /// The name of its file, or its address; of several files, how many.
    pub name: String,
    /// Its entries, and what could not be read. The addresses in it are relative to the page, not to the file.
    pub catalog: Catalog,
    /// When it was read.
    pub read_at: Instant,
    /// How many parts it has in all; those in the catalog are not read yet.
    pub parts: usize,
    /// The objective that its incidents name, where they agree on one; else the usual one.
    pub slo: f64,
    /// `true` when the incidents name it.
    pub slo_is_theirs: bool,
    /// What they can be filtered by.
    pub facets: FacetCounts,
}

impl Collection {
    /// The title: what the file says, else its name.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.catalog.title.is_empty() { &self.name } else { &self.catalog.title }
    }

    /// The entry of a row.
    #[must_use]
    pub fn entry(&self, row: u32) -> Option<&Entry> {
        self.catalog.entries.get(row as usize)
    }
}

/// Measures what was read; `name` is that of the file or address.
///
/// # Errors
/// [`Stopped`] when `pace` ended the work.
pub async fn gather(
    name: &str,
    catalog: Catalog,
    now: Instant,
    pace: &impl Pace,
) -> Result<(Collection, Table), Stopped> {
    let collection = Collection {
        name: name.to_owned(),
        parts: catalog.parts.len(),
        catalog,
        read_at: whole_second(now),
        slo: DEFAULT_SLO,
        slo_is_theirs: false,
        facets: FacetCounts::default(),
    };
    gather_more(collection, Table::default(), pace).await
}

/// Measures entries that were added at the end of a collection; the table is of those before.
///
/// # Errors
/// [`Stopped`] when `pace` ended the work.
pub async fn gather_more(
    mut collection: Collection,
    mut table: Table,
    pace: &impl Pace,
) -> Result<(Collection, Table), Stopped> {
    /// How many entries are measured between two pauses.
    const STEP: usize = 50;
    let entries = &collection.catalog.entries;
    // The objectives that incidents name: two that differ are as good as any number.
    let mut objectives = if collection.slo_is_theirs { vec![collection.slo] } else { Vec::new() };
    table.rows.reserve(entries.len().saturating_sub(table.rows.len()));
    let done = table.rows.len();
    for (at, entry) in entries.iter().enumerate().skip(done) {
        table.add(entry, collection.read_at);
        if let Some(slo) = entry.incident.metrics.slo.filter(|_| objectives.len() < 2)
            && !objectives.contains(&slo)
        {
            objectives.push(slo);
        }
        if at % STEP == 0 {
            pace.pause(Progress { done: at, total: Some(entries.len()) }).await?;
        }
    }
    let agreed = if let [slo] = objectives.as_slice() { Some(*slo) } else { None };
    collection.slo = agreed.unwrap_or(DEFAULT_SLO);
    collection.slo_is_theirs = agreed.is_some();
    for (entry, problem) in std::mem::take(&mut table.problems) {
        collection.catalog.add_problem(entry, problem);
    }
    collection.facets = FacetCounts::of(&table, &collection.catalog.entries);
    Ok((collection, table))
}

/// A moment without its part of a second: what is still open is read as a clock is.
#[must_use]
pub const fn whole_second(at: Instant) -> Instant {
    Instant::from_ms(at.ms() - at.ms().rem_euclid(1000))
}

/// An address that stands in a file, as the page has to ask for it: relative to the file, unless it says where it lies.
#[must_use]
pub fn beside(file: &str, address: &str) -> String {
    if address.contains("://") || address.starts_with('/') {
        return address.to_owned();
    }
    let file = file.split(['?', '#']).next().unwrap_or(file);
    let folder = file.rfind('/').map_or("", |end| file.get(..=end).unwrap_or(""));
    [folder, address].concat()
}

/// Makes the addresses of a catalog relative to what the catalog's own address is relative to.
pub fn resolve_in(catalog: &mut Catalog, address: &str) {
    // Beside a file in no folder, they are so already.
    if !address.split(['?', '#']).next().unwrap_or(address).contains('/') {
        return;
    }
    let sources = catalog.entries.iter_mut().filter_map(|entry| entry.src.as_mut());
    for src in sources.chain(&mut catalog.parts) {
        *src = beside(address, src).into();
    }
}

/// An entry opened as it is: all there is of it, or all there is to be had.
#[must_use]
pub fn load_entry(collection: &Collection, row: u32, zones: &dyn ZoneSource, now: Instant) -> Option<Loaded> {
    let entry = collection.entry(row)?;
    let incident = entry.incident.clone();
    let name = incident.id.to_string();
    let zone = incident.time_zone.as_deref().and_then(|zone| zones.zone(zone));
    let zone = zone.unwrap_or_else(|| Arc::new(FixedZone::utc()));
    let (case, mut problems) = Case::join(incident);
    let problems_of = collection.catalog.problems.iter().filter(|problem| problem.entry == Some(row));
    problems.extend(problems_of.filter_map(|problem| match &problem.kind {
        CatalogProblemKind::Part(problem) => Some(problem.clone()),
        _ => None,
    }));
    let (index, durations) = (Index::of(&case, &|_| true), metrics::durations(&case, now));
    let read_from = if entry.origin.is_some() { ReadFrom::AnotherFormat } else { ReadFrom::IncidentFile };
    Some(Loaded { read_from, ..Loaded::of(name, case, problems, zone, now, index, &durations) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use faultline_core::pace::{NoPause, run_now};
    use faultline_core::time::NativeZones;
    use std::cell::Cell;

    /// Stops the work at a pause.
    struct StopAt(Cell<usize>);

    impl Pace for StopAt {
        async fn pause(&self, _: Progress) -> Result<(), Stopped> {
            self.0.set(self.0.get().checked_sub(1).ok_or(Stopped)?);
            Ok(())
        }
    }

    #[test]
    fn an_address_in_a_file_is_relative_to_it() {
        for (file, address, meant) in [
            ("incidents/index.json", "a.json", "incidents/a.json"),
            ("index.json", "2023/a.json", "2023/a.json"),
            ("incidents/index.json?v=3#x/y", "../a.json", "incidents/../a.json"),
            ("https://example.com/x/index.json", "a.json", "https://example.com/x/a.json"),
            ("incidents/index.json", "https://example.com/a.json", "https://example.com/a.json"),
            ("incidents/index.json", "/a.json", "/a.json"),
        ] {
            assert_eq!(beside(file, address), meant);
        }
    }

    #[test]
    fn measuring_with_pauses_is_measuring_at_once_or_ends_without_a_result() {
        let bytes = include_bytes!("../../../public/incidents/index.json").to_vec();
        let catalog = faultline_core::formats::read_catalog(&bytes, "index.json", &NativeZones).unwrap();
        let now = Instant::from_ms(1_800_000_000_000);
        let (whole, table) = run_now(gather("index.json", catalog.clone(), now, &NoPause)).unwrap();
        let pace = StopAt(Cell::new(usize::MAX));
        assert_eq!(run_now(gather("index.json", catalog.clone(), now, &pace)).unwrap().1, table);
        pace.0.set(0);
        assert!(run_now(gather("index.json", catalog, now, &pace)).is_err());
        assert_eq!((whole.title(), whole.parts), ("Sample incidents", 0));
        let loaded = load_entry(&whole, 1, &NativeZones, now).unwrap();
        assert_eq!((loaded.name.as_str(), loaded.zone.name()), ("checkout-dst-2025-10-26", "Europe/Berlin"));
    }
}
