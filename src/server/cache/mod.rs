//! What is kept between answers, so that an edit costs the records that it changed and no others.

pub mod document_diagnostics;
pub mod file_texts;
pub mod json_cache;
pub mod per_record;
pub mod semantic_tokens;
pub mod volume_diagnostics;
