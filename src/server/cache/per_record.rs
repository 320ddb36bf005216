//! What is kept record by record of a document: after an edit it is made again only of the records that changed.

use crate::record::{Placed, Record, Snapshot};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Something that is kept of a record.
pub trait PerRecord {
    /// The record.
    fn record(&self) -> &Arc<Record>;
}

/// Brings what is `kept` of each record up to date with `snapshot`. `make` makes what is not there yet; it is told the line,
/// from 0, on which the record begins, and how many line breaks the record has. Gives the places between the first and the
/// last record that is another one.
pub fn update<T: PerRecord>(
    kept: &mut Vec<T>,
    snapshot: &Snapshot,
    make: impl Fn(&Placed, usize, usize) -> T,
) -> Range<usize> {
    let new = snapshot.records();
    let same = |(old, new): &(&T, &Placed)| Arc::ptr_eq(old.record(), &new.record);
    let before = kept.iter().zip(new).take_while(same).count();
    let most = kept.len().min(new.len()) - before;
    let after = kept.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();

    // Between the two an edit fell: perhaps several, with untouched records between them.
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
    changed
}
