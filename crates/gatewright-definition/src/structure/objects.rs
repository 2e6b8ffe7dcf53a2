//! The objects of OpenAPI 3.0 and their members, as the service's reader knows them.

use super::keys::{Key, KeySet};

/// Declares each object with its words and its members.
macro_rules! objects {
    ($($object:ident $words:literal { $($key:ident)* })*) => {
        /// An object that the reader knows the members of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Object {
            $($object,)*
        }

        impl Object {
            /// The members that are read; every key that begins with `x-` is an extension besides.
            pub(super) fn members(self) -> KeySet {
                match self {
                    $(Self::$object => const { KeySet::of(&[$(Key::$key),*]) },)*
                }
            }

            /// The object in words, with its article.
            pub(super) fn words(self) -> &'static str {
                match self {
                    $(Self::$object => $words,)*
                }
            }
        }
    };
}

objects! {
    Root "a document" { Openapi Info Servers Paths Components Security Tags ExternalDocs }
    Info "`info`" { Title Description TermsOfService Contact License Version }
    Contact "a contact" { Name Url Email }
    License "a licence" { Name Url }
    Tag "a tag" { Name Description ExternalDocs }
    ExternalDocs "`externalDocs`" { Description Url }
    Server "a server" { Url Description Variables }
    ServerVariable "a server variable" { Enum Default Description }
    PathItem "a path" {
        Ref Summary Description Get Put Post Delete Head Patch Options Trace Servers Parameters
    }
    Operation "an operation" {
        Tags Summary Description ExternalDocs OperationId Parameters RequestBody Responses Callbacks
        Deprecated Security Servers
    }
    Parameter "a parameter" {
        Ref Name In Description Required Deprecated AllowEmptyValue Style Explode AllowReserved
        Schema Example Examples Content
    }
    Header "a header" {
        Ref Name In Description Required Deprecated AllowEmptyValue Style Explode AllowReserved
        Schema Example Examples Content
    }
    RequestBody "a request body" { Ref Description Content Required }
    Response "a response" { Ref Description Headers Content Links }
    MediaType "a media type" { Schema Example Examples Encoding }
    Encoding "an encoding" { ContentType Headers Style Explode AllowReserved }
    Example "an example" { Ref Summary Description Value ExternalValue }
    Link "a link" { Ref OperationRef OperationId Parameters RequestBody Description Server }
    Components "`components`" {
        Schemas Responses Parameters Examples RequestBodies Headers SecuritySchemes Links Callbacks
    }
    SecurityScheme "a security scheme" {
        Ref Type Name In Description Flows Scheme BearerFormat OpenIdConnectUrl
    }
    Flows "`flows`" { Implicit Password ClientCredentials AuthorizationCode }
    Flow "an OAuth flow" { AuthorizationUrl TokenUrl RefreshUrl Scopes }
    Schema "a schema" {
        Ref Title MultipleOf Maximum Format ExclusiveMaximum Minimum ExclusiveMinimum MaxLength
        MinLength Pattern MaxItems MinItems UniqueItems MaxProperties MinProperties Required Enum
        Type AllOf OneOf AnyOf Not Items Properties AdditionalProperties Description Default
        Nullable Discriminator ReadOnly WriteOnly Xml ExternalDocs Example Deprecated
    }
    Xml "`xml`" { Name Namespace Prefix Attribute Wrapped }
}
