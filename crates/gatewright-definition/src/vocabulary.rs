//! What the extensions of API Gateway are made of: where each stands, its members, their values,
//! and what they are for, in our own words.
//!
//! The reader of this package takes from here which members there are, so that what is described
//! and what is read are the same. Who explains a definition (an editor, a JSON Schema) finds the
//! texts here, with the title of the service's page.
//!
//! ```
//! use gatewright_definition::vocabulary::{Reading, extension};
//!
//! let integration = extension("x-amazon-apigateway-integration").expect("an extension");
//! let found = integration.find(&["responses", "default", "statusCode"]).expect("a member");
//! assert!(found.docs.starts_with("The status code"));
//!
//! let kind = integration.find(&["type"]).expect("a member");
//! assert!(kind.shape.choices().any(|choice| choice.value == "http_proxy"));
//! assert_eq!(extension("x-amazon-apigateway-cors").expect("one").reading, Reading::HttpApis);
//! ```

mod authorizer;
mod documentation;
mod endpoint;
mod extension;
mod find;
mod gateway_responses;
mod http_apis;
mod integration;
mod operation;
mod policy;
mod property;
mod settings;
mod shape;
mod validators;

use crate::Version;

pub use extension::{Extension, Place};
pub use find::Found;
pub use property::{Object, Presence, Property, Reading, Unlisted};
pub use shape::{Choice, Choices, Form, Keys, Map, Matching, Others, Shape};

// The objects that the reader looks into.
pub(crate) use authorizer::OBJECT as AUTHORIZER;
pub(crate) use documentation::{
    LOCATION as DOCUMENTATION_LOCATION, OBJECT as DOCUMENTATION, PART as DOCUMENTATION_PART,
};
pub(crate) use endpoint::ENDPOINT;
pub(crate) use gateway_responses::RESPONSE as GATEWAY_RESPONSE;
pub(crate) use integration::{OBJECT as INTEGRATION, RESPONSE as INTEGRATION_RESPONSE, TLS_CONFIG};
pub(crate) use operation::{ANY_METHOD_OBJECT as ANY_METHOD, AUTH_OBJECT as AUTH};
pub(crate) use validators::VALIDATOR as REQUEST_VALIDATOR;

/// All extensions, by name.
static EXTENSIONS: [&Extension; 20] = [
    &operation::ANY_METHOD,
    &settings::API_KEY_SOURCE,
    &operation::AUTH,
    &authorizer::AUTHORIZER,
    &authorizer::AUTHTYPE,
    &settings::BINARY_MEDIA_TYPES,
    &http_apis::CORS,
    &documentation::DOCUMENTATION,
    &endpoint::ENDPOINT_ACCESS_MODE,
    &endpoint::ENDPOINT_CONFIGURATION,
    &gateway_responses::GATEWAY_RESPONSES,
    &http_apis::IMPORTEXPORT_VERSION,
    &integration::INTEGRATION,
    &http_apis::INTEGRATIONS,
    &settings::MINIMUM_COMPRESSION_SIZE,
    &policy::POLICY,
    &validators::REQUEST_VALIDATOR,
    &validators::REQUEST_VALIDATORS,
    &endpoint::SECURITY_POLICY,
    &http_apis::TAG_VALUE,
];

/// All extensions, by name.
pub fn extensions() -> &'static [&'static Extension] {
    &EXTENSIONS
}

/// The extension of that name.
pub fn extension(name: &str) -> Option<&'static Extension> {
    EXTENSIONS.iter().copied().find(|extension| extension.name == name)
}

/// The extensions that a REST API reads at a place of a document of that version, by name.
pub fn extensions_at(place: Place, version: Version) -> impl Iterator<Item = &'static Extension> {
    let all = EXTENSIONS.iter().copied();
    all.filter(move |it| it.reading == Reading::Read && it.stands_at(place, version))
}
