//! What else of a template concerns an API.

/// The resources beside an API that have to do with it.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {}
