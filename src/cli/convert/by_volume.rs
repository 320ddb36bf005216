//! One file for each volume.

use super::document::{AT_ONCE, in_volume, stem};
use crate::assist::VolumeContext;
use crate::cli::args::ConvertTarget;
use crate::cli::batches::Batch;
use crate::cli::files::{self, Listed};
use crate::convert::{Converted, HTML_VOLUME, Remark, TEI_VOLUME, VolumeForm, VolumeIds};
use crate::volume::Volume;
use rayon::prelude::*;
use std::path::Path;

/// A volume of several files.
pub(super) struct WholeVolume<'a> {
    files: Vec<&'a str>,
    batch: &'a Batch<'a>,
    /// The first of the files.
    first: &'a Listed,
}

impl ConvertTarget {
    /// How a volume is written as one file, if it can be.
    pub fn volume_form(self) -> Option<VolumeForm> {
        match self {
            Self::Tei => Some(TEI_VOLUME),
            Self::Html => Some(HTML_VOLUME),
            Self::Plain | Self::Markdown | Self::Gutenberg | Self::Proofreaders => None,
        }
    }
}

/// Whether the file at `path` is the first of `volume` that has records.
pub(super) fn is_first(volume: &Volume, path: &str) -> bool {
    volume.records_of(path).first().copied() == volume.records().next()
}

impl<'a> WholeVolume<'a> {
    /// The volume `volume`, of which `first` is the first file. None if it has no other files.
    pub fn new(volume: &'a Volume, first: &'a Listed, batch: &'a Batch) -> Option<Self> {
        let mut files: Vec<_> = volume.located().map(|(_, located)| located.path).collect();
        files.dedup();
        (files.len() > 1).then_some(Self { files, batch, first })
    }

    /// The name of the volume: that of its folder.
    pub fn name(&self) -> &str {
        let name = self.first.folder.path.rsplit('/').next().unwrap_or_default();
        if name.is_empty() { "volume" } else { name }
    }

    /// The first of its files.
    pub fn first(&self) -> &Listed {
        self.first
    }

    /// The path of the volume's folder, as it is printed.
    pub fn shown(&self) -> String {
        files::show_here(self.first.path.parent().unwrap_or(Path::new("")))
    }

    /// The volume in the form `form`, with what is to be said of each file.
    ///
    /// # Errors
    ///
    /// Returns why a file cannot be read a second time, as words for the user.
    pub fn convert(&self, form: VolumeForm) -> Result<(String, Vec<(String, Remark)>), String> {
        let mut ids = VolumeIds::default();
        for path in &self.files {
            self.with(path, |context, title| ids.add(context, title))?;
        }
        let mut text = (form.head)(self.name(), &ids);
        let mut remarks = Vec::new();
        let settings = &self.first.folder.settings;
        for paths in self.files.chunks(AT_ONCE) {
            let convert =
                |path: &&str| self.with(path, |context, title| (form.document)(context, settings, title, &ids));
            let documents: Vec<_> = paths.par_iter().map(convert).collect();
            for (path, document) in paths.iter().zip(documents) {
                let Converted { text: of_document, remarks: of_file } = document?;
                text.push_str(&of_document);
                remarks.extend(of_file.into_iter().map(|remark| ((*path).to_owned(), remark)));
            }
        }
        text.push_str(form.tail);
        Ok((text, remarks))
    }

    /// Calls `done` with the document at `path` and its name.
    fn with<T>(&self, path: &str, done: impl FnOnce(&VolumeContext, &str) -> T) -> Result<T, String> {
        let said = |problem: String| format!("{path} {problem}");
        let source = self.batch.source(path).map_err(said)?;
        in_volume(&source, self.batch, |context| done(context, &stem(Path::new(path)))).map_err(said)
    }
}
