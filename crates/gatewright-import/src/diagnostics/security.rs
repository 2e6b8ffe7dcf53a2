//! Findings about security schemes and authorizers.

mod authorizers;
mod schemes;

pub(crate) use authorizers::*;
pub(crate) use schemes::*;
