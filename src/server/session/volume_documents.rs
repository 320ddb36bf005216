//! The documents of a volume that an answer leads to. Each is read at most once for an answer.

use crate::assist::FileSpan;
use crate::record::Snapshot;
use crate::server::positions::ToProtocol;
use crate::server::session::document_snapshot::{DocumentSnapshot, OpenDocument};
use crate::text::{Span, Text};
use std::cell::RefCell;
use std::collections::HashMap;
use tower_lsp::lsp_types::{Location, Range, Url};

/// The document that an answer is about, and what was read of its volume.
pub struct Documents<'a> {
    doc: &'a DocumentSnapshot,
    read: RefCell<HashMap<Box<str>, Option<OpenDocument>>>,
}

impl<'a> Documents<'a> {
    /// The documents of the volume of `doc`.
    pub fn of(doc: &'a DocumentSnapshot) -> Self {
        Self { doc, read: RefCell::default() }
    }

    /// Another document of the volume, by its path in the library. None if it cannot be read.
    pub fn other(&self, path: &str) -> Option<Snapshot> {
        self.read(path).map(|other| other.snapshot)
    }

    /// A place as the protocol has it. None if its document cannot be read.
    pub fn location(&self, spot: FileSpan<'_>) -> Option<Location> {
        let (uri, range) = self.ranges(spot.path)?;
        Some(Location::new(uri, range(spot.span)))
    }

    /// The URI of the document at `path`, and a function that converts its spans to ranges. Without a path it is the
    /// document that the answer is about. None if it cannot be read.
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
