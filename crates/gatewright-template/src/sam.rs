//! What the SAM transform makes of APIs and of events that ask for methods.
//!
//! The transform runs before CloudFormation computes anything: it sees functions, and writes some. Here
//! everything is computed already, which comes to the same, except that the transform changes both
//! branches of a condition where here is only one. What it adds has the place of what asks for it:
//! of the path of an event, of the name of an authorizer, of a property.

mod additions;
mod authorizer;
mod cors;
mod definition;
mod event;
mod globals;
mod integration;
mod openapi;
mod policy;
mod request;
mod security;
mod transform;
mod value;

pub(crate) use transform::{Body, Made, Stack, transform};
pub(crate) use value::Value;
