//! Data that is kept for each record of a document. After an edit it is made again only for the records that changed.

use crate::record::{Placed, Record, Snapshot};
use std::collections::HashMap;
use std::sync::Arc;

/// Data that is kept for a record.
pub trait PerRecord {
    /// The record that it was made from.
    fn record(&self) -> &Arc<Record>;
}

/// Brings `kept`, the data of all records, up to date with `snapshot`. `make` makes the data of a record that is new,
/// from the line on which the record begins, counted from 0, and the number of its line breaks.
pub fn update<T: PerRecord>(kept: &mut Vec<T>, snapshot: &Snapshot, make: impl Fn(&Placed, usize, usize) -> T) {
    let new = snapshot.records();
    let same = |(old, new): &(&T, &Placed)| Arc::ptr_eq(old.record(), &new.record);
    let before = kept.iter().zip(new).take_while(same).count();
    let most = kept.len().min(new.len()) - before;
    let after = kept.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();

    // Between the first and the last change there may be records that did not change.
    let touched = kept.drain(before..kept.len() - after);
    let mut known: HashMap<_, _> = touched.map(|old| (Arc::as_ptr(old.record()), old)).collect();
    let text = snapshot.text();
    let ends = new.iter().skip(1).map(|placed| placed.start).chain([text.len()]);
    let keep = |(placed, end): (&Placed, usize)| {
        known.remove(&Arc::as_ptr(&placed.record)).unwrap_or_else(|| {
            let line = text.line_of(placed.start);
            make(placed, line, text.line_of(end) - line)
        })
    };
    let changed = before..new.len() - after;
    let between: Vec<_> = new.iter().zip(ends).skip(before).take(changed.len()).map(keep).collect();
    kept.splice(before..before, between);
}
