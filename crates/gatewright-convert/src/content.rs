//! The schema and the examples of a payload.

use gatewright_definition::{MediaType, Schema};
use gatewright_model::EntityPath;
use gatewright_source::Node;
use serde_json::Value;

use crate::json::{Members, name, reference, value};
use crate::loss::Reason;
use crate::orders::Object;
use crate::put_back::Converter;

/// The media type that a body of Swagger 2.0 is written for, where it has several.
const PREFERRED: &str = "application/json";

/// What one schema of Swagger 2.0 stands for.
pub(crate) struct Chosen {
    pub(crate) schema: Option<Value>,
    /// The name of the model.
    pub(crate) model: Option<String>,
    /// The media types that have the schema.
    pub(crate) media_types: Vec<String>,
    /// The first example of each media type.
    pub(crate) examples: Members,
}

impl<'d> Converter<'_, 'd> {
    /// A schema of a payload: the model that an import made of a schema without a name, else the
    /// schema itself.
    pub(crate) fn payload(&mut self, schema: &Schema<'d>, model: Option<&String>) -> Value {
        let at = match schema {
            // Beside a reference there may be more.
            Schema::Reference(text) => {
                return match text.at.parent().filter(|it| it.is_mapping()) {
                    Some(parent) => self.schema(parent, Object::Model),
                    None => reference(self.schema_reference(&text.value, text.at)),
                };
            }
            Schema::Inline(at) => *at,
        };
        let Some(model) = model else {
            return self.payload_file(at);
        };
        let first = self.provenance.get(&EntityPath::Model(model.clone()));
        let first = first.map(|id| self.definition.document.node(id));
        if let Some(first) = first
            && first != at
            && value(first) != value(at)
        {
            let message = format!(
                "what this schema has beyond the model `{model}`, which is the same to the service"
            );
            self.lose(Reason::Several, at.key().unwrap_or(at), message);
        }
        reference(format!("{}{model}", self.schemas_home()))
    }

    /// Says which schemas without a name become models in Swagger 2.0 and not in OpenAPI 3.0.
    /// (*Data models for REST APIs*; what the import makes of each.)
    pub(crate) fn note_new_models(
        &mut self,
        content: &[MediaType<'d>],
        models: impl Fn(&str) -> Option<String>,
    ) {
        const BY_MEMBER: [&str; 4] = ["properties", "items", "allOf", "additionalProperties"];
        for media_type in content.iter().filter(|it| models(&it.name).is_none()) {
            let Some(Schema::Inline(at)) = &media_type.schema else { continue };
            let becomes_model = match at.get("type").and_then(Node::text) {
                Some(kind) => matches!(kind, "object" | "array"),
                None => BY_MEMBER.iter().any(|key| at.get(key).is_some()),
            };
            if becomes_model {
                let message = "the service makes a model of this schema in Swagger 2.0, and none in \
                               OpenAPI 3.0";
                self.lose(Reason::Changed, at.key().unwrap_or(*at), message.to_owned());
            }
        }
    }

    /// A file has a type of its own in Swagger 2.0.
    fn payload_file(&mut self, at: Node<'d>) -> Value {
        let written = self.schema(at, Object::Model);
        let is = |key: &str, text: &str| written.get(key).and_then(Value::as_str) == Some(text);
        if self.is_to_swagger() && !self.is_same() && is("type", "string") && is("format", "binary")
        {
            let Value::Object(mut members) = written else { return written };
            members.shift_remove("format");
            members.insert("type".to_owned(), "file".into());
            return Value::Object(members);
        }
        written
    }

    /// The members of a media type of OpenAPI 3.0.
    pub(crate) fn media_type(
        &mut self,
        media_type: &MediaType<'d>,
        model: Option<&String>,
    ) -> Members {
        let mut out = Members::new();
        if let Some(schema) = &media_type.schema {
            out.insert("schema".to_owned(), self.payload(schema, model));
        }
        let Some(at) = media_type_of(media_type) else { return out };
        for (key, value_at) in at.entries() {
            match name(key) {
                "schema" => {
                    if media_type.schema.is_none() {
                        out.insert("schema".to_owned(), value(value_at));
                    }
                }
                _ => {
                    out.insert(name(key).to_owned(), value(value_at));
                }
            }
        }
        self.arrange(out, Object::MediaType)
    }

    /// The one schema that Swagger 2.0 has for a payload. `what` it is the payload of.
    pub(crate) fn chosen(
        &mut self,
        content: &[MediaType<'d>],
        models: impl Fn(&str) -> Option<String>,
        what: &str,
    ) -> Chosen {
        let with_schema = || content.iter().filter(|it| it.schema.is_some());
        let preferred = with_schema().find(|it| it.name.value == PREFERRED);
        let first = preferred.or_else(|| with_schema().next());
        let model = first.and_then(|it| models(&it.name));
        let schema = first.and_then(|it| it.schema.as_ref());
        let schema = schema.map(|schema| self.payload(schema, model.as_ref()));
        let mut chosen =
            Chosen { schema, model, media_types: Vec::new(), examples: Members::new() };
        for media_type in content {
            let name = media_type.name.to_string();
            let own = media_type.schema.as_ref();
            let own = own.map(|schema| self.payload(schema, models(&name).as_ref()));
            let is_first = first.is_some_and(|it| it.name.at == media_type.name.at);
            if is_first || own == chosen.schema {
                chosen.media_types.push(name.clone());
            } else {
                let message = format!("`{name}`: {what} has one schema in {}", self.target_name());
                self.lose(Reason::Several, media_type.name.at, message);
            }
            if let Some(at) = media_type_of(media_type) {
                self.swagger_examples(at, &name, &mut chosen.examples);
            }
        }
        chosen
    }

    fn swagger_examples(&mut self, at: Node<'d>, media_type: &str, examples: &mut Members) {
        for (key, value_at) in at.entries() {
            match name(key) {
                "schema" => {}
                "example" => {
                    examples.insert(media_type.to_owned(), value(value_at));
                }
                "examples" => self.first_example(value_at, media_type, examples),
                member => self.no_place(key, &format!("`{member}` of a media type")),
            }
        }
    }

    fn first_example(&mut self, at: Node<'d>, media_type: &str, examples: &mut Members) {
        for (key, example) in at.entries() {
            let written = self.follow(example).and_then(|it| it.get("value"));
            match written {
                Some(written) if !examples.contains_key(media_type) => {
                    examples.insert(media_type.to_owned(), value(written));
                    let example = self.definition.follow(example).unwrap_or(example);
                    for (member, _) in example.entries().filter(|(key, _)| name(*key) != "value") {
                        let what = format!("`{}` of an example", name(member));
                        self.no_place(member, &what);
                    }
                }
                _ => {
                    let message = format!(
                        "the example `{}`: {} has one for a media type",
                        name(key),
                        self.target_name()
                    );
                    self.lose(Reason::Several, key, message);
                }
            }
        }
    }
}

/// The object of a media type of OpenAPI 3.0.
fn media_type_of<'d>(media_type: &MediaType<'d>) -> Option<Node<'d>> {
    let key = media_type.name.at;
    key.parent()?.entries().find(|(other, _)| *other == key).map(|(_, at)| at)
}
