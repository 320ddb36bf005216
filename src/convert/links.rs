//! Where the cross references and page markers of a converted document lead.

use super::ids;
use crate::assist::{VolumeContext, facsimile_links};
use crate::config::{Settings, Target};
use crate::record::{Label, Placed, Record};
use crate::text::{Span, url_segment};
use crate::volume::Part;
use std::collections::HashMap;

/// The links of a document.
pub struct Links<'a> {
    context: &'a VolumeContext<'a>,
    /// How the names of converted documents end.
    extension: &'static str,
    /// Where the image of each page is, by the byte of the document at which its marker begins.
    images: HashMap<usize, String>,
}

impl<'a> Links<'a> {
    /// The links of the document of `context`, to which `settings` apply. The documents that it leads to are converted to
    /// files whose names end in `extension`.
    pub fn new(context: &'a VolumeContext<'a>, settings: &Settings, extension: &'static str) -> Self {
        let all = Span::new(0, context.snapshot.text_len());
        let images = facsimile_links(context, settings, all).into_iter().map(|(span, target)| {
            let (Target::Url(address) | Target::Path(address)) = target;
            (span.start, address)
        });
        Self { context, extension, images: images.collect() }
    }

    /// The number of the record with the index `at`, as the volume has it.
    pub fn number(&self, at: usize) -> Option<Label> {
        let own = || self.record(at)?.heading.as_ref()?.number.clone();
        own().or_else(|| self.context.volume.number(self.context.record_id(at)?))
    }

    /// Whether any page has an image.
    pub fn have_images(&self) -> bool {
        !self.images.is_empty()
    }

    /// Where the image of the page marker with the index `page` is, in the record with the index `at`.
    pub fn image(&self, at: usize, page: usize) -> Option<String> {
        let Placed { start, record } = self.context.snapshot.records().get(at)?;
        self.images.get(&(start + record.pages.get(page)?.span.start)).cloned()
    }

    /// Where the cross reference with the index `cross` leads, in the record with the index `at`: `#d223` or
    /// `d223.xml#d223fn2`. None if it leads to no place of the volume.
    pub fn target(&self, at: usize, cross: usize) -> Option<String> {
        let cross = self.record(at)?.cross_refs.get(cross)?;
        let place = self.context.resolve(at, cross)?;
        let volume = self.context.volume;
        let record = ids::of_record(volume.number(place.record).as_ref())?;
        let id = match (place.part, &cross.label) {
            (Part::Heading, _) => record,
            (Part::Note(_), Some(label)) => ids::of_note(&record, label.as_str()),
            (Part::Page(_), Some(label)) => ids::of_page(label.as_str(), false),
            (_, None) => return None,
        };
        let path = volume.get(place.record)?.path;
        if path == self.context.path {
            return Some(format!("#{id}"));
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Some(format!("{}.{}#{id}", url_segment(stem), self.extension))
    }

    fn record(&self, at: usize) -> Option<&'a Record> {
        Some(&self.context.snapshot.records().get(at)?.record)
    }
}
