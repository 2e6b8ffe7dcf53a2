//! The findings of this module: members that are unknown, of the wrong type, or missing. Those of
//! single rules stand in [`remarks`](super::remarks).

use gatewright_diagnostics::{Metadata, declare_diagnostic};

use super::remarks::{
    COMPONENT_NAME_INVALID, OPERATION_ID_REPEATED, PARAMETERS_DUPLICATE, PATH_PARAMETER_UNDECLARED,
    PATH_WITHOUT_SLASH, READ_ONLY_AND_WRITE_ONLY, REFERENCE_MISSING, TAG_REPEATED, URL_MALFORMED,
};

/// All kinds of findings of this module.
pub const DIAGNOSTICS: &[&Metadata] = &[
    &ATTRIBUTE_OF_WRONG_TYPE,
    &COMPONENT_NAME_INVALID,
    &PARAMETERS_DUPLICATE,
    &ATTRIBUTE_MISSING,
    &OPERATION_ID_REPEATED,
    &PART_UNREADABLE,
    &PATH_PARAMETER_UNDECLARED,
    &PATH_WITHOUT_SLASH,
    &READ_ONLY_AND_WRITE_ONLY,
    &REFERENCE_MISSING,
    &TAG_REPEATED,
    &ATTRIBUTE_UNEXPECTED,
    &URL_MALFORMED,
];

declare_diagnostic! {
    /// A member that OpenAPI 3.0 does not have in this place.
    ///
    /// ## Why
    ///
    /// API Gateway leaves it out of the API, so what it says has no effect: a `type` beside
    /// `schema`, a misspelt `responses`, a keyword of a later OpenAPI. Extensions, which begin with
    /// `x-`, are fine everywhere.
    ///
    /// The place is in the words of the service's reader. It does not get longer within a schema,
    /// and a text that would be repeated for the same place is given once.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Areas, version: "1" }
    /// paths:
    ///   /area/{zipCode}:
    ///     get:
    ///       parameters:
    ///         - name: zipCode
    ///           in: path
    ///           required: true
    ///           type: string
    ///           schema: { type: string }
    ///       responses:
    ///         "200": { description: An area }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute paths.'/area/{zipCode}'(get).parameters.[zipCode].type is unexpected
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Areas, version: "1" }
    /// paths:
    ///   /area/{zipCode}:
    ///     get:
    ///       parameters:
    ///         - { name: zipCode, in: path, required: true, schema: { type: string } }
    ///       responses:
    ///         "200": { description: An area }
    /// ```
    pub ATTRIBUTE_UNEXPECTED {
        name: "attribute-unexpected",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A member whose value is of another type than OpenAPI 3.0 has there.
    ///
    /// ## Why
    ///
    /// API Gateway reads the member as if it were absent. In YAML, a key with nothing behind it is
    /// null, which is neither a mapping nor a list. Where a text belongs, numbers and booleans are
    /// taken as well.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       tags: pets
    ///       responses:
    ///         "200": { description: The pets }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute paths.'/pets'(get).tags is not of type `array`
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: 1 }
    /// paths:
    ///   /pets:
    ///     get:
    ///       tags: [pets]
    ///       responses:
    ///         "200": { description: The pets }
    /// ```
    pub ATTRIBUTE_OF_WRONG_TYPE {
        name: "attribute-of-wrong-type",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A member that OpenAPI 3.0 demands and that is not there.
    ///
    /// ## Why
    ///
    /// API Gateway goes on without it, but says so. Often it is the `description` of a response or
    /// the `version` of the document.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200": { content: {} }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute paths.'/pets'(get).responses.200.description is missing
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200": { description: The pets, content: {} }
    /// ```
    pub ATTRIBUTE_MISSING {
        name: "attribute-missing",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A part at which the service's reader gives up.
    ///
    /// ## Why
    ///
    /// In a few places the reader takes the form of a value for granted: media types, encodings,
    /// callbacks and server variables are mappings, and a parameter's `style` is a known one. If it
    /// is not so, the reader fails, and no API can be made of the document. What API Gateway
    /// answers then is not known, so the words are ours.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: The pets
    ///           content:
    ///             application/json:
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: The pets
    ///           content:
    ///             application/json: {}
    /// ```
    pub PART_UNREADABLE {
        name: "part-unreadable",
        stage: Definition,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
