//! Findings about models and the schemas that become them.

mod payloads;
mod schemas;

pub(crate) use payloads::*;
pub(crate) use schemas::*;
