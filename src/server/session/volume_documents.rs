//! The documents of a volume that an answer about one of them leads to, each read once.

use crate::assist::FileSpan;
use crate::record::Snapshot;
use crate::server::positions::ToProtocol;
use crate::server::session::document_snapshot::{DocumentSnapshot, OpenDocument};
use crate::text::{Span, Text};
use std::cell::RefCell;
use std::collections::HashMap;
use tower_lsp::lsp_types::{Location, Range, Url};

/// The document that a doc is of, and what was read of its volume beside it.
pub struct Documents<'a> {
    doc: &'a DocumentSnapshot,
    read: RefCell<HashMap<Box<str>, Option<OpenDocument>>>,
}

impl<'a> Documents<'a> {
    /// Those of `doc`'s volume.
    pub fn of(doc: &'a DocumentSnapshot) -> Self {
        Self { doc, read: RefCell::default() }
    }

    /// The document at `path`, which is not the one that was asked about; none where it cannot be read.
    pub fn other(&self, path: &str) -> Option<Snapshot> {
        self.read(path).map(|other| other.snapshot)
    }

    /// A place as the protocol has it; none where its document cannot be read.
    pub fn location(&self, spot: FileSpan<'_>) -> Option<Location> {
        let (uri, range) = self.ranges(spot.path)?;
        Some(Location::new(uri, range(spot.span)))
    }

    /// The URI of the document at `path`, without one that of the document which was asked about, and what makes spans of
    /// it ranges; none where it cannot be read.
    pub fn ranges(&self, path: Option<&str>) -> Option<(Url, impl Fn(Span) -> Range + use<>)> {
        let (uri, text): (Url, Text) = match path {
            None => (self.doc.uri.clone(), self.doc.snapshot.text().clone()),
            Some(path) => self.read(path).map(|other| (other.uri, other.snapshot.text().clone()))?,
        };
        let encoding = self.doc.client.encoding;
        Some((uri, move |span| text.protocol_range(span, encoding)))
    }

    fn read(&self, path: &str) -> Option<OpenDocument> {
        if let Some(known) = self.read.borrow().get(path) {
            return known.clone();
        }
        let other = self.doc.other(path);
        self.read.borrow_mut().insert(path.into(), other.clone());
        other
    }
}
