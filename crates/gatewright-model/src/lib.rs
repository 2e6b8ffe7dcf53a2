//! The `RestApi` tree of Amazon API Gateway as plain values under the service's names.
//!
//! The serde form is the service's own JSON, as the data types of the Amazon API Gateway API
//! Reference give it: camelCase, and members without a value left out. This crate knows no
//! OpenAPI, no file, no clock and no randomness.
//!
//! ```
//! use gatewright_model::{HttpMethod, PathPart};
//!
//! assert_eq!(PathPart::parse("{proxy+}"), PathPart::Greedy("proxy"));
//! assert_eq!(HttpMethod::parse("any"), Some(HttpMethod::Any));
//! ```

#[macro_use]
mod word;

mod api;
mod authorizer;
mod documentation;
mod gateway_response;
mod integration;
mod map;
mod mapping;
mod method;
mod model;
mod path;
mod request_validator;
mod resource;
mod rest_api;
mod tree;

pub use api::Api;
pub use authorizer::{Authorizer, AuthorizerType};
pub use documentation::{DocumentationPart, DocumentationPartLocation, DocumentationPartType};
pub use gateway_response::{GatewayResponse, GatewayResponseType};
pub use integration::{
    ConnectionType, ContentHandling, Integration, IntegrationResponse, IntegrationType,
    PassthroughBehavior, ResponseTransferMode, TlsConfig,
};
pub use map::Map;
pub use mapping::{Mapping, ParameterName, ParameterPlace};
pub use method::{AuthorizationType, HttpMethod, Method, MethodResponse};
pub use model::{Model, is_model_name};
pub use path::EntityPath;
pub use request_validator::RequestValidator;
pub use resource::{PathPart, Resource, is_resource_id};
pub use rest_api::{ApiKeySource, EndpointConfiguration, EndpointType, IpAddressType, RestApi};
