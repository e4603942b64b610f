//! Many incidents on the screen, or behind the one that is.

use std::sync::Arc;

use faultline_core::catalog::Table;

use crate::{Collection, CollectionOptions, Estimates};

/// Many incidents: what was read of them, and what the reader chose to see.
#[derive(Clone, Debug)]
pub struct CollectionState {
    /// What was read.
    pub collection: Arc<Collection>,
    /// Each incident measured, at [`State::now`](crate::State::now).
    pub table: Arc<Table>,
    /// What the reader chose.
    pub options: CollectionOptions,
    /// The intervals, as far as they were worked out.
    pub estimates: Arc<Estimates>,
    /// `true` while the reader wants every part of the catalog.
    pub(crate) wants_all_parts: bool,
}

impl CollectionState {
    /// A collection that has just been read.
    #[must_use]
    pub fn new(collection: Arc<Collection>, table: Arc<Table>) -> Self {
        Self {
            collection,
            table,
            options: CollectionOptions::default(),
            estimates: Arc::default(),
            wants_all_parts: false,
        }
    }

    /// The options for a collection that arrives in place of this one: kept when it has the same name, since then there is
    /// only more of it.
    #[must_use]
    pub fn options_for(&self, arriving: &Collection) -> CollectionOptions {
        if self.collection.name == arriving.name { self.options.clone() } else { CollectionOptions::default() }
    }
}
