//! The names of all members that the service's reader knows, in whatever object.

/// Declares each key once, with its name.
macro_rules! keys {
    ($($key:ident $name:literal)*) => {
        /// The name of a member. As a number it is compared and kept in a set at no cost.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Key {
            $($key,)*
        }

        impl Key {
            const ALL: &[Self] = &[$(Self::$key,)*];

            /// The key of that name.
            pub(super) fn of(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$key),)*
                    _ => None,
                }
            }

            /// Its name.
            pub(super) fn as_str(self) -> &'static str {
                match self {
                    $(Self::$key => $name,)*
                }
            }
        }
    };
}

keys! {
    Ref "$ref"
    AdditionalProperties "additionalProperties"
    AllOf "allOf"
    AllowEmptyValue "allowEmptyValue"
    AllowReserved "allowReserved"
    AnyOf "anyOf"
    Attribute "attribute"
    AuthorizationCode "authorizationCode"
    AuthorizationUrl "authorizationUrl"
    BearerFormat "bearerFormat"
    Callbacks "callbacks"
    ClientCredentials "clientCredentials"
    Components "components"
    Contact "contact"
    Content "content"
    ContentType "contentType"
    Default "default"
    Delete "delete"
    Deprecated "deprecated"
    Description "description"
    Discriminator "discriminator"
    Email "email"
    Encoding "encoding"
    Enum "enum"
    Example "example"
    Examples "examples"
    ExclusiveMaximum "exclusiveMaximum"
    ExclusiveMinimum "exclusiveMinimum"
    Explode "explode"
    ExternalDocs "externalDocs"
    ExternalValue "externalValue"
    Flows "flows"
    Format "format"
    Get "get"
    Head "head"
    Headers "headers"
    Implicit "implicit"
    In "in"
    Info "info"
    Items "items"
    License "license"
    Links "links"
    Mapping "mapping"
    MaxItems "maxItems"
    MaxLength "maxLength"
    MaxProperties "maxProperties"
    Maximum "maximum"
    MinItems "minItems"
    MinLength "minLength"
    MinProperties "minProperties"
    Minimum "minimum"
    MultipleOf "multipleOf"
    Name "name"
    Namespace "namespace"
    Not "not"
    Nullable "nullable"
    OneOf "oneOf"
    OpenIdConnectUrl "openIdConnectUrl"
    Openapi "openapi"
    OperationId "operationId"
    OperationRef "operationRef"
    Options "options"
    Parameters "parameters"
    Password "password"
    Patch "patch"
    Paths "paths"
    Pattern "pattern"
    Post "post"
    Prefix "prefix"
    Properties "properties"
    PropertyName "propertyName"
    Put "put"
    ReadOnly "readOnly"
    RefreshUrl "refreshUrl"
    RequestBodies "requestBodies"
    RequestBody "requestBody"
    Required "required"
    Responses "responses"
    Schema "schema"
    Schemas "schemas"
    Scheme "scheme"
    Scopes "scopes"
    Security "security"
    SecuritySchemes "securitySchemes"
    Server "server"
    Servers "servers"
    Style "style"
    Summary "summary"
    Tags "tags"
    TermsOfService "termsOfService"
    Title "title"
    TokenUrl "tokenUrl"
    Trace "trace"
    Type "type"
    UniqueItems "uniqueItems"
    Url "url"
    Value "value"
    Variables "variables"
    Version "version"
    Wrapped "wrapped"
    WriteOnly "writeOnly"
    Xml "xml"
}

/// A set of keys: one bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct KeySet(u128);

const _: () = assert!(Key::ALL.len() <= 128, "each key has a bit");

impl KeySet {
    /// The set of these keys.
    pub(super) const fn of(keys: &[Key]) -> Self {
        let mut set = Self(0);
        let mut at = 0;
        while at < keys.len() {
            set.0 |= 1 << keys[at] as u32;
            at += 1;
        }
        set
    }

    /// Whether the key is among them.
    pub(super) fn has(self, key: Key) -> bool {
        self.0 >> key as u32 & 1 != 0
    }

    /// Adds a key.
    pub(super) fn insert(&mut self, key: Key) {
        self.0 |= 1 << key as u32;
    }

    /// Whether all of them are in the other set, too.
    pub(super) fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The keys by their names.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        Key::ALL.iter().filter(move |key| self.has(**key)).map(|key| key.as_str())
    }
}
