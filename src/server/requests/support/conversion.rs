//! A document in another form.

use crate::convert::{self, Converted, Remark, Target};
use crate::server::session::document_snapshot::DocumentSnapshot;
use std::path::Path;

/// Converts `doc` as it is being edited. Reads the disk: for workers.
///
/// # Errors
///
/// Returns what would be lost, in words for the user.
pub fn convert(doc: &DocumentSnapshot, to: Target) -> Result<Converted, String> {
    let others = |path: &str| doc.other(path).map(|other| other.snapshot);
    let title = Path::new(file_name(doc)).file_stem().unwrap_or_default().to_string_lossy();
    convert::convert(&doc.volume_context(&others), &doc.settings, &title, to).map_err(|lost| not_converted(&lost))
}

/// Why a document is not converted, given what would be lost.
pub fn not_converted(lost: &str) -> String {
    format!("The record is not converted: {lost}")
}

/// What is to be said of a conversion of `doc`: one sentence for the user. None if nothing is.
pub fn said(doc: &DocumentSnapshot, remarks: &[Remark]) -> Option<String> {
    let remarks: Vec<_> = remarks.iter().map(Remark::to_string).collect();
    (!remarks.is_empty()).then(|| format!("{}: {}", file_name(doc), remarks.join("; ")))
}

/// The name of the document's file.
fn file_name(doc: &DocumentSnapshot) -> &str {
    let path = doc.path.trim_end_matches('/');
    path.rsplit('/').next().unwrap_or(path)
}
