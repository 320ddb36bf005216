//! Where the cross references and page markers of a converted document lead.

use super::ids;
use super::whole_volume::VolumeIds;
use crate::assist::{VolumeContext, facsimile_links};
use crate::config::{Settings, Target};
use crate::record::{CrossRef, Label, Placed};
use crate::text::{Span, url_path, url_segment};
use crate::volume::{Part, Place};
use std::collections::HashMap;

/// What stands before the path of a file where documents are known by their addresses, as in an editor.
const FILE: &str = "file:///";

/// The links of a document.
pub struct Links<'a> {
    context: &'a VolumeContext<'a>,
    scope: Scope<'a>,
    /// Where the image of each page is, by the byte of the document at which its marker begins.
    images: HashMap<usize, String>,
}

/// The file that the links of a document stand in.
#[derive(Clone, Copy)]
pub enum Scope<'a> {
    /// Its own. The documents that it leads to are converted to files whose names end so.
    Document(&'static str),
    /// That of the whole volume.
    Volume(&'a VolumeIds),
}

impl<'a> Links<'a> {
    /// The links of the document of `context`, to which `settings` apply.
    pub fn new(context: &'a VolumeContext<'a>, settings: &Settings, scope: Scope<'a>) -> Self {
        let all = Span::new(0, context.snapshot.text_len());
        let images = facsimile_links(context, settings, all).into_iter().map(|(span, target)| {
            let address = match target {
                Target::Url(address) => address,
                Target::Path(path) => match path.strip_prefix(FILE) {
                    Some(path) => format!("{FILE}{}", url_path(path)),
                    None => path,
                },
            };
            (span.start, address)
        });
        Self { context, scope, images: images.collect() }
    }

    /// The number of the record with the index `at`, as the volume has it.
    pub fn number(&self, at: usize) -> Option<Label> {
        ids::number(self.context, at)
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
        let cross = self.context.snapshot.records().get(at)?.record.cross_refs.get(cross)?;
        let place = self.context.resolve(at, cross)?;
        match self.scope {
            Scope::Document(extension) => self.beside(cross, place, extension),
            Scope::Volume(ids) => {
                let located = self.context.volume.get(place.record)?;
                let id = ids.of_document(located.path).get(located.at)?.of_part(place.part)?;
                Some(format!("#{id}"))
            }
        }
    }

    /// Where `cross` leads if that is `place`, and each document is a file whose name ends in `extension`.
    fn beside(&self, cross: &CrossRef, place: Place, extension: &str) -> Option<String> {
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
        Some(format!("{}.{extension}#{id}", url_segment(stem)))
    }
}
