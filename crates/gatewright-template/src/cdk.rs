//! What the CDK writes: a folder `cdk.out` with a manifest, the templates of stacks, and the files
//! and folders that they take along, *assets*. (*Cloud Assembly Schema*.)
//!
//! A template speaks of an asset by bucket and key, and another file says which asset has that key.

mod assembly;
mod assets;
mod body;

pub(crate) use assembly::{apis, is_assembly};
pub(crate) use assets::Assets;
pub(crate) use body::body;
