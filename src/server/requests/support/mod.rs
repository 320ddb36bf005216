//! What several requests share.

pub mod ignore_action;
pub mod resolve_data;
pub mod workspace_edit;
