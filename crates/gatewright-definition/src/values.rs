//! What the texts of a definition mean that are more than texts: addresses, ARNs, policies.
//!
//! Each of them may hold parts that nobody knows before they are filled in, by the import, by a
//! stage or by a template. That is part of how they are read: all stand on [`Pieces`], so that
//! nothing that asks for a part can take a placeholder for its value.

mod arn;
mod execute_api;
mod http_uri;
mod invocation;
mod path_variable;
mod pieces;
mod policy;
#[cfg(test)]
mod properties;
mod reach;
mod stage_variable;

pub use arn::{Arn, FunctionArn};
pub use execute_api::ExecuteApiResource;
pub use http_uri::HttpUri;
pub use invocation::{FunctionCall, InvocationTarget, InvocationUri};
pub use path_variable::PathVariable;
pub use pieces::{Piece, PieceIter, Pieces, Unknown};
pub use policy::{
    Condition, Element, PolicyDocument, PolicyText, Principal, PrincipalGroup, Sense, Statement,
};
pub use stage_variable::{StageVariable, StageVariableMistake};
