//! The API that comes of a definition: what it is, its tree of resources, and what these share.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gatewright_model::{
    Api, Authorizer, EntityPath, GatewayResponse, Model, RequestValidator, Resource,
};

use super::badges::Badges;
use super::found::beginning;
use super::markup::Markup;
use super::method;
use super::rows::Rows;

/// No more characters of a schema, a policy or a template are shown.
const CHARACTERS: usize = 4_000;
/// Longer lists are to be opened.
const OPEN: usize = 12;
/// Browsers stop at some depth; what is deeper in the tree than this is shown beside each other.
const DEPTH: usize = 24;

/// Writes all of an API.
pub(super) fn api(html: &mut Markup, api: &Api, badges: &Badges<'_>) {
    about(html, api);
    html.line("h4", &[], "Resources and methods");
    tree(html, api, badges);
    let things = &api.authorizers;
    list(html, "Authorizers", things, |html, it| authorizer(html, it, badges));
    let things = &api.request_validators;
    list(html, "Request validators", things, |html, it| validator(html, it, badges));
    list(html, "Models", &api.models, |html, it| model(html, it, badges));
    let things = &api.gateway_responses;
    list(html, "Gateway responses", things, |html, it| gateway_response(html, it, badges));
}

/// What the API object says.
fn about(html: &mut Markup, api: &Api) {
    let it = &api.rest_api;
    Rows::write(html, "about", |rows| {
        rows.text("name", &it.name);
        rows.optional("version", it.version.as_deref());
        let endpoint = &it.endpoint_configuration;
        rows.list("endpoint", endpoint.types.iter().map(|word| word.as_str()));
        rows.list("VPC endpoints", endpoint.vpc_endpoint_ids.iter().map(String::as_str));
        if it.disable_execute_api_endpoint {
            rows.text("default endpoint", "disabled");
        }
        let methods = api.methods().count();
        rows.text("resources", &format!("{}, with {methods} methods", api.resources.len()));
        rows.text("API keys from", it.api_key_source.as_str());
        rows.list("binary media types", it.binary_media_types.iter().map(String::as_str));
        let size = it.minimum_compression_size.map(|size| format!("from {size} bytes on"));
        rows.optional("compression", size.as_deref());
        rows.optional("TLS policy", it.security_policy.as_deref());
        if !api.documentation_parts.is_empty() {
            rows.text("documentation parts", &api.documentation_parts.len().to_string());
        }
        if let Some(policy) = &it.policy {
            rows.with("resource policy", |html| folded(html, "show", &legible(policy)));
        }
    });
}

/// The resources of an API, and what is below each.
struct Tree<'a> {
    api: &'a Api,
    children: BTreeMap<&'a str, Vec<&'a Resource>>,
    badges: &'a Badges<'a>,
}

/// The resources below each other, each with its methods.
fn tree(html: &mut Markup, api: &Api, badges: &Badges<'_>) {
    let mut children: BTreeMap<&str, Vec<&Resource>> = BTreeMap::new();
    for resource in &api.resources {
        if let Some(parent) = &resource.parent_id {
            children.entry(parent).or_default().push(resource);
        }
    }
    let tree = Tree { api, children, badges };
    html.element("ul", &[("class", "tree")], |html| {
        for root in api.resources.iter().filter(|resource| resource.parent_id.is_none()) {
            tree.write(html, root, 0);
        }
    });
}

impl<'a> Tree<'a> {
    /// The resources directly below one.
    fn below(&self, resource: &Resource) -> &[&'a Resource] {
        self.children.get(resource.id.as_str()).map(Vec::as_slice).unwrap_or_default()
    }

    /// A resource that only leads to another is told with it: the way to the first that has more to
    /// tell, and that one.
    fn joined(&self, top: &'a Resource) -> (String, &'a Resource) {
        let mut part = String::new();
        let mut here = top;
        loop {
            part.push('/');
            part.push_str(here.path_part.as_deref().unwrap_or_default());
            let has_more = !here.resource_methods.is_empty() || here.parent_id.is_none();
            let entity = EntityPath::Resource(here.path.clone());
            match self.below(here) {
                [only] if !has_more && self.badges.count(&entity) == 0 => here = only,
                _ => return (part, here),
            }
        }
    }

    fn write(&self, html: &mut Markup, top: &'a Resource, depth: usize) {
        let (part, here) = self.joined(top);
        self.item(html, here, &part, |html| {
            let children = self.below(here);
            if children.is_empty() {
                return;
            }
            html.element("ul", &[("class", "tree")], |html| {
                if depth < DEPTH {
                    for child in children {
                        self.write(html, child, depth + 1);
                    }
                } else {
                    self.write_flat(html, children);
                }
            });
        });
    }

    /// Resources and all that is below them, one after the other.
    fn write_flat(&self, html: &mut Markup, resources: &[&'a Resource]) {
        let mut next: Vec<&Resource> = resources.iter().rev().copied().collect();
        while let Some(resource) = next.pop() {
            let (_, here) = self.joined(resource);
            self.item(html, here, &here.path, |_| {});
            next.extend(self.below(here).iter().rev());
        }
    }

    fn item(
        &self,
        html: &mut Markup,
        resource: &Resource,
        title: &str,
        below: impl FnOnce(&mut Markup),
    ) {
        let entity = EntityPath::Resource(resource.path.clone());
        self.badges.element(html, "li", "resource", &entity, |html| {
            html.element("p", &[("class", "path")], |html| {
                html.element("code", &[], |html| html.path(title));
                self.badges.write(html, &entity);
            });
            if !resource.resource_methods.is_empty() {
                html.element("ul", &[("class", "methods")], |html| {
                    for it in resource.resource_methods.values() {
                        html.element("li", &[], |html| {
                            method::method(html, self.api, resource, it, self.badges);
                        });
                    }
                });
            }
            below(html);
        });
    }
}

/// A list of the things of one kind, if there are any.
fn list<T>(html: &mut Markup, title: &str, things: &[T], mut write: impl FnMut(&mut Markup, &T)) {
    if things.is_empty() {
        return;
    }
    let mut attributes = vec![("class", "shared")];
    if things.len() <= OPEN {
        attributes.push(("open", ""));
    }
    html.element("details", &attributes, |html| {
        html.element("summary", &[], |html| {
            html.line("h4", &[], title);
            html.text(" ");
            html.line("span", &[("class", "count")], &things.len().to_string());
        });
        html.element("ul", &[("class", "things")], |html| {
            for thing in things {
                html.element("li", &[], |html| write(html, thing));
            }
        });
    });
}

/// A thing with a name, which more can be seen of.
fn thing(
    html: &mut Markup,
    entity: &EntityPath,
    name: &str,
    gist: &str,
    badges: &Badges<'_>,
    write: impl FnOnce(&mut Markup),
) {
    html.element("details", &[], |html| {
        html.element("summary", &[], |html| {
            html.line("code", &[], name);
            html.text(" ");
            html.line("span", &[("class", "gist")], gist);
            badges.write(html, entity);
        });
        badges.element(html, "div", "body", entity, |html| {
            write(html);
            badges.list(html, entity);
        });
    });
}

fn authorizer(html: &mut Markup, it: &Authorizer, badges: &Badges<'_>) {
    let entity = EntityPath::Authorizer(it.name.clone());
    thing(html, &entity, &it.name, it.authorizer_type.as_str(), badges, |html| {
        Rows::write(html, "rows", |rows| {
            rows.optional("kind", it.auth_type.as_deref());
            rows.code("URI", it.authorizer_uri.as_deref());
            rows.code("credentials", it.authorizer_credentials.as_deref());
            rows.list("user pools", it.provider_arns.iter().map(String::as_str));
            rows.code("identity source", it.identity_source.as_deref());
            rows.code("validation", it.identity_validation_expression.as_deref());
            let ttl = it.authorizer_result_ttl_in_seconds.map(|ttl| format!("{ttl} s"));
            rows.optional("answer is kept", ttl.as_deref());
            let jwt = it.jwt_configuration.as_ref().map(ToString::to_string);
            rows.code("JWT", jwt.as_deref());
        });
    });
}

fn validator(html: &mut Markup, it: &RequestValidator, badges: &Badges<'_>) {
    let entity = EntityPath::RequestValidator(it.name.clone());
    let checks = method::checks(it);
    thing(html, &entity, &it.name, checks, badges, |html| {
        Rows::write(html, "rows", |rows| rows.text("checks", checks));
    });
}

fn model(html: &mut Markup, it: &Model, badges: &Badges<'_>) {
    let entity = EntityPath::Model(it.name.clone());
    thing(html, &entity, &it.name, &it.content_type, badges, |html| {
        Rows::write(html, "rows", |rows| {
            rows.optional("description", it.description.as_deref());
            rows.with("schema", |html| text(html, &legible(&it.schema)));
        });
    });
}

/// A JSON text with a line for each member.
fn legible(json: &str) -> Cow<'_, str> {
    let value = serde_json::from_str::<serde_json::Value>(json);
    let text = value.and_then(|value| serde_json::to_string_pretty(&value));
    text.map_or_else(|_| json.into(), Cow::from)
}

fn gateway_response(html: &mut Markup, it: &GatewayResponse, badges: &Badges<'_>) {
    let entity = EntityPath::GatewayResponse(it.response_type);
    let code = it.status_code.as_deref().unwrap_or("status as it is");
    thing(html, &entity, it.response_type.as_str(), code, badges, |html| {
        Rows::write(html, "rows", |rows| {
            let parameters = it.response_parameters.iter();
            rows.pairs("parameters", parameters.map(|(name, value)| (&**name, &**value)));
            for (media_type, template) in &it.response_templates {
                rows.with(media_type, |html| text(html, template));
            }
        });
    });
}

/// The lines of a text that may be long.
pub(super) fn text(html: &mut Markup, text: &str) {
    match beginning(text, CHARACTERS) {
        None => html.block("pre", &[("class", "text")], text),
        Some(shown) => {
            html.block("pre", &[("class", "text")], &text[shown]);
            html.line("p", &[("class", "remark")], "The rest of it is not shown.");
        }
    }
}

/// The same, to be opened.
pub(super) fn folded(html: &mut Markup, title: &str, text: &str) {
    html.element("details", &[("class", "folded")], |html| {
        html.line("summary", &[], title);
        self::text(html, text);
    });
}
