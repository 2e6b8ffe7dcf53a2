//! The orders of the members of each object: those of the classes of the libraries that the service
//! writes with, as far as its exports show them; the rest is as the classes declare them.

use gatewright_definition::Version;

/// An object that OpenAPI knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Object {
    Root,
    Info,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    /// A schema with a name of its own, or that of a body.
    Model,
    /// A schema inside of another.
    Property,
    SecurityScheme,
    Server,
}

/// The order of its members, with blanks between them.
pub(crate) fn order(object: Object, version: Version) -> &'static str {
    match version {
        Version::Swagger20 => swagger20(object),
        Version::OpenApi30 => openapi30(object),
    }
}

fn swagger20(object: Object) -> &'static str {
    match object {
        Object::Root => {
            "swagger info host basePath tags schemes consumes produces security paths \
             securityDefinitions definitions parameters responses externalDocs"
        }
        Object::Info => "description version title termsOfService contact license",
        Object::PathItem => {
            "get head post put delete options patch x-amazon-apigateway-any-method \
             parameters"
        }
        Object::Operation => {
            "tags summary description operationId schemes consumes produces parameters \
             responses security externalDocs deprecated"
        }
        Object::Parameter => {
            "name in description required type format items collectionFormat \
             allowEmptyValue default maximum exclusiveMaximum minimum exclusiveMinimum \
             maxLength minLength pattern maxItems minItems uniqueItems enum multipleOf \
             schema"
        }
        Object::RequestBody => "in name description required schema",
        Object::Response => "description schema headers examples",
        Object::Header => {
            "type format description items collectionFormat default maximum \
             exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems \
             minItems uniqueItems enum multipleOf"
        }
        Object::Model => {
            "$ref type required allOf properties items title minimum maximum multipleOf \
             exclusiveMinimum exclusiveMaximum minLength maxLength pattern format \
             uniqueItems minItems maxItems minProperties maxProperties description \
             additionalProperties discriminator enum default readOnly xml externalDocs \
             example"
        }
        Object::Property => {
            "$ref type format description title minimum maximum multipleOf exclusiveMinimum \
             exclusiveMaximum minLength maxLength pattern default enum uniqueItems items \
             maxItems minItems minProperties maxProperties allOf properties required \
             additionalProperties discriminator readOnly xml externalDocs example"
        }
        Object::SecurityScheme => "type description name in authorizationUrl tokenUrl flow scopes",
        Object::Components | Object::MediaType | Object::Server => "",
    }
}

fn openapi30(object: Object) -> &'static str {
    match object {
        Object::Root => "openapi info externalDocs servers security tags paths components",
        Object::Info => "title description termsOfService contact license version",
        Object::Components => {
            "schemas responses parameters examples requestBodies headers securitySchemes \
             links callbacks"
        }
        Object::PathItem => {
            "summary description get put post delete options head patch \
             x-amazon-apigateway-any-method servers parameters"
        }
        Object::Operation => {
            "tags summary description externalDocs operationId parameters requestBody \
             responses callbacks deprecated security servers"
        }
        Object::Parameter => {
            "name in description required deprecated allowEmptyValue style explode \
             allowReserved schema examples example content"
        }
        Object::RequestBody => "description content required",
        Object::Response => "description headers content links",
        Object::Header => {
            "description required deprecated style explode schema examples example content"
        }
        Object::MediaType => "schema examples example encoding",
        Object::Model | Object::Property => {
            "title multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength \
             minLength pattern maxItems minItems uniqueItems maxProperties minProperties \
             required type not properties additionalProperties description format $ref \
             nullable readOnly writeOnly example externalDocs deprecated discriminator xml \
             allOf anyOf oneOf items default enum"
        }
        Object::SecurityScheme => {
            "type description name in scheme bearerFormat flows openIdConnectUrl"
        }
        Object::Server => "url description variables",
    }
}

/// The key of the operation for all verbs.
pub(crate) const ANY_METHOD: &str = "x-amazon-apigateway-any-method";
