//! Findings about integrations.

mod backend;
mod mapping;
mod responses;
mod uri;

pub(crate) use backend::*;
pub(crate) use mapping::*;
pub(crate) use responses::*;
pub(crate) use uri::*;
