//! Findings about settings of the API as a whole.

mod api;
mod parts;

pub(crate) use api::*;
pub(crate) use parts::*;
