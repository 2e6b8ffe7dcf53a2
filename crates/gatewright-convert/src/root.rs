//! The members of the root, but for the large ones.

use std::collections::HashMap;

use gatewright_definition::Version;
use gatewright_model::DocumentationPartLocation;
use gatewright_source::Node;
use serde_json::Value;

use crate::json::{self, Members, add, name, take, value};
use crate::loss::Reason;
use crate::orders::Object;
use crate::put_back::Converter;

/// Shared parts of Swagger 2.0.
const SWAGGER_PARTS: [&str; 2] = ["parameters", "responses"];
/// Shared parts of OpenAPI 3.0.
const OPENAPI_PARTS: [&str; 7] =
    ["responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks"];

impl<'d> Converter<'_, 'd> {
    pub(crate) fn root(&mut self, mut exported: Members) -> Members {
        let root = self.definition.root;
        let mut out = Members::new();
        let version = if self.is_to_swagger() { "swagger" } else { "openapi" };
        let written = root.get(version).filter(|_| self.is_same()).and_then(Node::as_text);
        let of_export = exported.shift_remove(version).unwrap_or_default();
        let version_value = written.map_or(of_export, |text| Value::from(&*text));
        out.insert(version.to_owned(), version_value);
        let info = self.info(take(&mut exported, "info"));
        add(&mut out, "info", info);
        self.addresses(&mut exported, &mut out);
        let mut components = take(&mut exported, "components");
        let paths = self.paths(take(&mut exported, "paths"));
        out.insert("paths".to_owned(), Value::Object(paths));
        let (of_export, home) = if self.is_to_swagger() {
            exported.shift_remove("definitions");
            (take(&mut exported, "securityDefinitions"), "definitions")
        } else {
            components.shift_remove("schemas");
            (take(&mut components, "securitySchemes"), "schemas")
        };
        let schemes = self.security_schemes(of_export, &out);
        let named = self.schemas();
        let mut parts = Members::new();
        add(&mut parts, home, named);
        let key = if self.is_to_swagger() { "securityDefinitions" } else { "securitySchemes" };
        add(&mut parts, key, schemes);
        for (key, at) in root.entries() {
            self.root_member(key, at, &mut out, &mut parts);
        }
        if self.is_to_swagger() {
            out.extend(parts);
        } else {
            add(&mut out, "components", self.arrange(parts, Object::Components));
        }
        self.unused_parts();
        self.comments();
        self.documentation(&mut exported);
        // Settings, and texts that the documentation has.
        for (key, value) in exported {
            out.entry(key).or_insert(value);
        }
        self.arrange(out, Object::Root)
    }

    fn root_member(&mut self, key: Node<'d>, at: Node<'d>, out: &mut Members, parts: &mut Members) {
        match (name(key), self.definition.version) {
            ("swagger" | "openapi" | "info" | "paths", _)
            | (
                "host" | "basePath" | "schemes" | "definitions" | "securityDefinitions",
                Version::Swagger20,
            )
            | ("servers", Version::OpenApi30) => {}
            ("tags" | "externalDocs", _) => {
                out.insert(name(key).to_owned(), value(at));
            }
            ("security", _) => {
                if let Some(requirements) = self.requirements(at) {
                    out.insert("security".to_owned(), requirements);
                }
            }
            // Elsewhere they are told with each body.
            ("consumes" | "produces", Version::Swagger20) => {
                if self.is_same() {
                    out.insert(name(key).to_owned(), value(at));
                }
            }
            ("parameters" | "responses", Version::Swagger20) => {
                if self.is_same() {
                    parts.insert(name(key).to_owned(), value(at));
                }
            }
            ("components", Version::OpenApi30) => self.components(at, parts, out),
            _ => self.other(key, at, "the root", out),
        }
    }

    fn components(&mut self, node: Node<'d>, parts: &mut Members, out: &mut Members) {
        for (key, at) in node.entries() {
            let name = name(key);
            match name {
                "schemas" | "securitySchemes" => {}
                _ if OPENAPI_PARTS.contains(&name) => {
                    if self.is_same() {
                        parts.insert(name.to_owned(), value(at));
                    }
                }
                _ if self.is_same() => self.other(key, at, "`components`", parts),
                // Swagger 2.0 has no such object; its root is what comes nearest.
                _ if name.starts_with("x-") && out.contains_key(name) => {
                    self.no_place(key, &format!("`{name}` of `components`"));
                }
                _ => self.other(key, at, "`components`", out),
            }
        }
    }

    fn info(&mut self, mut out: Members) -> Members {
        let Some(info) = self.definition.info.at else { return out };
        // The service gives texts to those that have none.
        for (text, written) in [
            ("version", &self.definition.info.version),
            ("description", &self.definition.info.description),
        ] {
            if written.is_none() {
                out.shift_remove(text);
            }
        }
        for (key, at) in info.entries() {
            match name(key) {
                // One that says nothing is refused in Swagger 2.0.
                "description" if !self.is_same() && at.text().is_some_and(is_blank) => {
                    out.shift_remove("description");
                }
                "title" | "version" | "description" => {
                    if let Some(text) = at.as_text().filter(|_| !at.is_null()) {
                        out.insert(name(key).to_owned(), Value::from(&*text));
                    }
                }
                "termsOfService" | "contact" | "license" => {
                    out.insert(name(key).to_owned(), value(at));
                }
                _ => self.other(key, at, "`info`", &mut out),
            }
        }
        self.arrange(out, Object::Info)
    }

    /// Shared parts stand where they are used; what is not used has no place of its own.
    fn unused_parts(&mut self) {
        if self.is_same() {
            return;
        }
        let root = self.definition.root;
        let (owner, kinds): (_, &[&str]) = match self.definition.version {
            Version::Swagger20 => (Some(root), &SWAGGER_PARTS),
            Version::OpenApi30 => (root.get("components"), &OPENAPI_PARTS),
        };
        let Some(owner) = owner else { return };
        for kind in kinds {
            for (key, at) in owner.get(kind).into_iter().flat_map(Node::entries) {
                let is_used =
                    self.definition.follow(at).is_none_or(|at| self.used.contains(&at.id()));
                if !is_used {
                    let message = format!("nothing refers to `{}` in `{kind}`", name(key));
                    self.lose(Reason::Unused, key, message);
                }
            }
        }
    }

    fn comments(&mut self) {
        let comments = self.definition.document.comments();
        let Some(first) = comments.first() else { return };
        let message = match comments.len() {
            1 => "a comment of the file".to_owned(),
            count => format!("{count} comments of the file, this one first"),
        };
        let mut location = self.definition.root.location();
        location.span = *first;
        self.losses.push(crate::Loss { reason: Reason::Comment, message, location });
    }

    /// A documentation without a name, or without a date, gets none, and its parts keep their order.
    fn documentation(&self, exported: &mut Members) {
        let Some(documentation) = &self.definition.documentation else { return };
        let written = exported.get_mut("x-amazon-apigateway-documentation");
        let Some(written) = written.and_then(Value::as_object_mut) else { return };
        if let Some(Value::Array(parts)) = written.get_mut("documentationParts") {
            let locations = self.api.documentation_parts.iter().map(|it| &it.location);
            let places: HashMap<String, usize> = locations
                .enumerate()
                .map(|(place, it)| (Value::Object(location(it)).to_string(), place))
                .collect();
            let place = |part: &Value| {
                let location = part.get("location").map(Value::to_string).unwrap_or_default();
                places.get(&location).copied().unwrap_or(usize::MAX)
            };
            parts.sort_by_cached_key(place);
        }
        for key in ["version", "createdDate"] {
            match documentation.at.get(key) {
                Some(at) => {
                    written.insert(key.to_owned(), json::value(at));
                }
                None => {
                    written.shift_remove(key);
                }
            }
        }
    }
}

/// The location of a part as the export writes it: the root is the default of the path.
fn location(location: &DocumentationPartLocation) -> Members {
    let written = [
        ("type", Some(location.part_type.as_str())),
        ("path", location.path.as_deref().filter(|path| *path != "/")),
        ("method", location.method.as_deref()),
        ("statusCode", location.status_code.as_deref()),
        ("name", location.name.as_deref()),
    ];
    let written = written.into_iter().filter_map(|(key, it)| Some((key.to_owned(), it?.into())));
    written.collect()
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
