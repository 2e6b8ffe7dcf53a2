//! Who may call: the requirements of operations and the schemes that they name. (Exports that users
//! published; *x-amazon-apigateway-authorizer object*, *x-amazon-apigateway-authtype property*.)

use std::collections::BTreeMap;

use gatewright_model::{
    AuthorizationType, Authorizer, AuthorizerType, DocumentationPartType, Method,
};

use crate::documentation::{Place, write_members};
use crate::export::Context;
use crate::hash_order::{self, Table};
use crate::parameters::write_extensions;
use crate::writer::Writer;

/// The names that the service gives to API keys and to signatures.
pub(crate) const API_KEY: &str = "api_key";
pub(crate) const SIGNATURE: &str = "sigv4";

pub(crate) fn requirements(cx: &Context<'_>, writer: &mut Writer, method: &Method) {
    let scheme = match method.authorization_type {
        AuthorizationType::None => None,
        AuthorizationType::AwsIam => Some(SIGNATURE),
        AuthorizationType::Custom
        | AuthorizationType::CognitoUserPools
        | AuthorizationType::Jwt => authorizer(cx, method).map(|it| it.name.as_str()),
    };
    if scheme.is_none() && !method.api_key_required {
        return;
    }
    writer.key("security");
    writer.open_list();
    if let Some(scheme) = scheme {
        writer.open_object();
        let scopes = method.authorization_scopes.iter();
        writer.strings_member(scheme, scopes.map(String::as_str));
        writer.close_object();
    }
    if method.api_key_required {
        writer.open_object();
        writer.strings_member(API_KEY, std::iter::empty());
        writer.close_object();
    }
    writer.close_list();
}

fn authorizer<'a>(cx: &Context<'a>, method: &Method) -> Option<&'a Authorizer> {
    cx.authorizers.get(method.authorizer_id.as_deref()?).copied()
}

/// A way to tell who calls.
#[derive(Clone, Copy)]
enum Scheme<'a> {
    ApiKey,
    Signature,
    Authorizer(&'a Authorizer),
}

/// The schemes in the order of the service's map. All authorizers are among them, used or not (an
/// export with an authorizer that no method seems to use).
fn all<'a>(cx: &Context<'a>) -> Vec<(&'a str, Scheme<'a>)> {
    let mut schemes = BTreeMap::new();
    for (_, method) in cx.api.methods() {
        if method.api_key_required {
            schemes.insert(API_KEY, Scheme::ApiKey);
        }
        if method.authorization_type == AuthorizationType::AwsIam {
            schemes.insert(SIGNATURE, Scheme::Signature);
        }
    }
    for authorizer in &cx.api.authorizers {
        schemes.insert(&authorizer.name, Scheme::Authorizer(authorizer));
    }
    let mut schemes: Vec<_> = schemes.into_iter().collect();
    hash_order::sort(&mut schemes, Table::Grown, |(name, _)| name);
    schemes
}

/// Writes the schemes under `key`.
pub(crate) fn write(cx: &Context<'_>, writer: &mut Writer, key: &str) {
    let schemes = all(cx);
    if schemes.is_empty() {
        return;
    }
    writer.key(key);
    writer.open_object();
    for (name, scheme) in schemes {
        writer.key(name);
        write_scheme(cx, writer, name, scheme);
    }
    writer.close_object();
}

fn write_scheme(cx: &Context<'_>, writer: &mut Writer, name: &str, scheme: Scheme<'_>) {
    let place = Place { name: Some(name), ..Place::default() };
    let text = cx.documentation.find(DocumentationPartType::Authorizer, place);
    let parameter = match scheme {
        Scheme::ApiKey => "x-api-key",
        Scheme::Signature => "Authorization",
        Scheme::Authorizer(authorizer) => parameter(authorizer),
    };
    writer.open_object();
    writer.string_member("type", "apiKey");
    write_members(writer, text, &["description"]);
    writer.string_member("name", parameter);
    writer.string_member("in", "header");
    match scheme {
        Scheme::ApiKey => {}
        Scheme::Signature => writer.string_member("x-amazon-apigateway-authtype", "awsSigv4"),
        Scheme::Authorizer(authorizer) => {
            writer.string_member("x-amazon-apigateway-authtype", auth_type(authorizer));
            if cx.options.extensions.authorizers() {
                writer.key("x-amazon-apigateway-authorizer");
                write_authorizer(writer, authorizer);
            }
        }
    }
    write_extensions(writer, text);
    writer.close_object();
}

/// The header that is the one source of the identity.
pub(crate) fn header(authorizer: &Authorizer) -> Option<&str> {
    let source = authorizer.identity_source.as_deref()?;
    source.strip_prefix("method.request.header.").filter(|header| !header.contains(','))
}

fn parameter(authorizer: &Authorizer) -> &str {
    header(authorizer).unwrap_or("Unused")
}

fn auth_type(authorizer: &Authorizer) -> &str {
    let default = match authorizer.authorizer_type {
        AuthorizerType::Token | AuthorizerType::Request => "custom",
        AuthorizerType::CognitoUserPools => "cognito_user_pools",
        AuthorizerType::Jwt => "jwt",
    };
    authorizer.auth_type.as_deref().unwrap_or(default)
}

/// One member of an authorizer.
enum Member<'a> {
    Text(&'a str),
    Number(i64),
    Texts(&'a [String]),
    Value(&'a serde_json::Value),
}

fn write_authorizer(writer: &mut Writer, authorizer: &Authorizer) {
    let kind = authorizer.authorizer_type.as_str().to_ascii_lowercase();
    // Of the others the scheme's own name says where the token is.
    let source = match authorizer.authorizer_type {
        AuthorizerType::Token | AuthorizerType::CognitoUserPools => None,
        AuthorizerType::Request | AuthorizerType::Jwt => authorizer.identity_source.as_deref(),
    };
    let uri = authorizer.authorizer_uri.as_deref();
    let credentials = authorizer.authorizer_credentials.as_deref();
    let expression = authorizer.identity_validation_expression.as_deref();
    let mut members: Vec<(&str, Member<'_>)> = Vec::new();
    members.extend(uri.map(|it| ("authorizerUri", Member::Text(it))));
    members.extend(credentials.map(|it| ("authorizerCredentials", Member::Text(it))));
    if !authorizer.provider_arns.is_empty() {
        members.push(("providerARNs", Member::Texts(&authorizer.provider_arns)));
    }
    let ttl = authorizer.authorizer_result_ttl_in_seconds;
    members.extend(ttl.map(|it| ("authorizerResultTtlInSeconds", Member::Number(it))));
    members.extend(expression.map(|it| ("identityValidationExpression", Member::Text(it))));
    members.extend(source.map(|it| ("identitySource", Member::Text(it))));
    let configuration = authorizer.jwt_configuration.as_ref();
    members.extend(configuration.map(|it| ("jwtConfiguration", Member::Value(it))));
    members.push(("type", Member::Text(&kind)));
    writer.open_object();
    for (key, member) in members {
        writer.key(key);
        match member {
            Member::Text(text) => writer.string(text),
            Member::Number(number) => writer.raw(&number.to_string()),
            Member::Texts(texts) => {
                writer.strings(texts.iter().map(String::as_str));
            }
            Member::Value(value) => writer.value(value),
        }
    }
    writer.close_object();
}
