//! Whether a value fits a schema, and which part of it does not.
//!
//! Types, `enum`, limits, members and items are looked at here, so that the place is exact and most
//! values cost next to nothing; patterns and what alternatives (`anyOf`, `oneOf`, `not`) take are
//! left to a validator of JSON Schema. Formats are not asserted. Where something is unknown, a value
//! fits.

use gatewright_definition::{Version, contains_unknown, is_open};
use gatewright_source::{Kind, Node};

use super::{Schemas, has_type, is_unknown, kind_of, same};
use crate::keywords::Keywords;

/// Values within values deeper than this are not looked at.
const MAX_DEPTH: u32 = 64;

/// What of a value does not fit, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit<'a> {
    /// The part of the value.
    pub(crate) at: Node<'a>,
    /// What it is not: goes on after `it is`.
    pub(crate) reason: String,
}

/// The first part of a value that does not fit its schema.
pub(crate) fn misfit<'a>(
    schemas: &Schemas<'a>,
    schema: Node<'a>,
    value: Node<'a>,
) -> Option<Misfit<'a>> {
    // `null` for a whole value means that there is none.
    if value.is_null() { None } else { Fit { schemas, value }.whole(schema, 0) }
}

#[derive(Clone, Copy)]
struct Fit<'f, 'a> {
    schemas: &'f Schemas<'a>,
    value: Node<'a>,
}

impl<'a> Fit<'_, 'a> {
    fn whole(self, schema: Node<'a>, depth: u32) -> Option<Misfit<'a>> {
        if depth > MAX_DEPTH || is_unknown(self.value) {
            return None;
        }
        let schema = self.schemas.resolve(schema)?;
        if is_open(schema) {
            return None;
        }
        let keywords = Keywords::read(schema);
        if self.value.is_null() && self.may_be_null(schema, &keywords) {
            return None;
        }
        self.by_type(&keywords)
            .or_else(|| self.by_enum(&keywords))
            .or_else(|| match self.value.kind() {
                Kind::Scalar => self.scalar(&keywords),
                Kind::Sequence => self.list(&keywords, depth),
                Kind::Mapping => self.object(&keywords, depth),
            })
            .or_else(|| {
                let mut parts = keywords.all_of.into_iter().flat_map(Node::items);
                parts.find_map(|part| self.whole(part, depth + 1))
            })
            .or_else(|| self.by_validator(schema, &keywords))
    }

    #[expect(clippy::unnecessary_wraps, reason = "every caller returns what may be none")]
    fn not(self, reason: impl Into<String>) -> Option<Misfit<'a>> {
        Some(Misfit { at: self.value, reason: reason.into() })
    }

    /// Swagger 2.0 has no word for it, so that its examples have it anyway.
    fn may_be_null(self, schema: Node<'a>, keywords: &Keywords<'a>) -> bool {
        self.schemas.definition.version == Version::Swagger20
            || keywords.nullable.and_then(Node::as_bool) == Some(true)
            || schema.get("x-nullable").is_some()
    }

    fn by_type(self, keywords: &Keywords<'a>) -> Option<Misfit<'a>> {
        let word = keywords.type_word()?;
        if has_type(self.value, word) != Some(false) {
            return None;
        }
        let is = kind_of(self.value);
        self.not(format!("{is}, and not of type `{word}`"))
    }

    fn by_enum(self, keywords: &Keywords<'a>) -> Option<Misfit<'a>> {
        let list = keywords.enumeration.filter(|it| it.is_sequence())?;
        let fits = |it: Node<'a>| same(it, self.value) || is_unknown(it);
        if list.items().any(fits) || list.items().next().is_none() {
            return None;
        }
        // A text that stands for a number or a boolean is one to the service's reader.
        let texts = keywords.type_word() == Some("string");
        if texts && list.items().any(|it| it.as_text() == self.value.as_text()) {
            return None;
        }
        self.not("none of the values of `enum`")
    }

    fn scalar(self, keywords: &Keywords<'a>) -> Option<Misfit<'a>> {
        if let Some(number) = self.value.as_f64() {
            let limit = |at: Option<Node<'a>>| at.and_then(Node::as_f64);
            let is_exclusive = |at: Option<Node<'a>>| at.and_then(Node::as_bool) == Some(true);
            if let Some(least) = limit(keywords.minimum)
                && (number < least || number <= least && is_exclusive(keywords.exclusive_minimum))
            {
                return self.not(format!("below the `minimum` of {least}"));
            }
            if let Some(most) = limit(keywords.maximum)
                && (number > most || number >= most && is_exclusive(keywords.exclusive_maximum))
            {
                return self.not(format!("above the `maximum` of {most}"));
            }
            let (value, step) = (self.value.as_i64(), keywords.multiple_of.and_then(Node::as_i64));
            if let (Some(value), Some(step)) = (value, step)
                && step > 0
                && value % step != 0
            {
                return self.not(format!("no multiple of {step}"));
            }
        } else if let Some(text) = self.value.as_str() {
            let count = |text: &str| text.chars().count();
            return self
                .size(keywords.min_length, keywords.max_length, "characters", || count(text));
        }
        None
    }

    fn list(self, keywords: &Keywords<'a>, depth: u32) -> Option<Misfit<'a>> {
        let count = || self.value.items().count();
        if is_open(self.value) {
            return None;
        }
        self.size(keywords.min_items, keywords.max_items, "items", count).or_else(|| {
            let schema = keywords.items.filter(|it| it.is_mapping())?;
            let mut items = self.value.items();
            items.find_map(|value| Fit { value, ..self }.whole(schema, depth + 1))
        })
    }

    fn object(self, keywords: &Keywords<'a>, depth: u32) -> Option<Misfit<'a>> {
        let parts = [Some(self.value), keywords.properties, keywords.required];
        if parts.into_iter().flatten().any(is_open) {
            return None;
        }
        let required = keywords.required.into_iter().flat_map(Node::items);
        let mut required = required.filter_map(Node::as_str);
        if let Some(name) = required.find(|name| self.value.get(name).is_none()) {
            return self.not(format!("without `{name}`, which is required"));
        }
        let closed = keywords.additional_properties.and_then(Node::as_bool) == Some(false);
        let others = keywords.additional_properties.filter(|it| it.is_mapping());
        for (key, value) in self.value.entries() {
            let name = key.text().unwrap_or_default();
            match keywords.properties.and_then(|it| it.get(name)).or(others) {
                Some(schema) if schema.is_mapping() => {
                    let misfit = Fit { value, ..self }.whole(schema, depth + 1);
                    if misfit.is_some() {
                        return misfit;
                    }
                }
                None if closed => {
                    let reason = "no property of the schema, which allows no others".to_owned();
                    return Some(Misfit { at: key, reason });
                }
                Some(_) | None => {}
            }
        }
        let count = || self.value.entries().count();
        self.size(keywords.min_properties, keywords.max_properties, "members", count)
    }

    fn size(
        self,
        least: Option<Node<'a>>,
        most: Option<Node<'a>>,
        what: &str,
        count: impl Fn() -> usize,
    ) -> Option<Misfit<'a>> {
        if least.is_none() && most.is_none() {
            return None;
        }
        let limit = |at: Option<Node<'a>>| usize::try_from(at?.as_i64()?).ok();
        let count = count();
        if let Some(least) = limit(least).filter(|it| count < *it) {
            return self.not(format!("of {count} {what}, which are less than {least}"));
        }
        let most = limit(most).filter(|it| count > *it)?;
        self.not(format!("of {count} {what}, which are more than {most}"))
    }

    fn by_validator(self, schema: Node<'a>, keywords: &Keywords<'a>) -> Option<Misfit<'a>> {
        let judges = &self.schemas.judges;
        if let Some(pattern) = keywords.pattern.filter(|it| !is_unknown(*it)) {
            let texts = pattern.as_str().zip(self.value.as_str());
            if texts.and_then(|(pattern, text)| judges.matches(pattern, text)) == Some(false) {
                return self.not("nothing that `pattern` allows");
            }
        }
        let alternatives = [keywords.any_of, keywords.one_of, keywords.not];
        let word = match alternatives {
            [Some(_), _, _] => "anyOf",
            [_, Some(_), _] => "oneOf",
            [_, _, Some(_)] => "not",
            [None, None, None] => return None,
        };
        if contains_unknown(self.value) || contains_unknown(schema) {
            return None;
        }
        let takes = judges.takes(self.schemas, schema, self.value);
        if takes == Some(false) { self.not(format!("nothing that `{word}` allows")) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;

    use super::*;

    /// What is said of the value under `x-value` by the schema `Whole`.
    fn said(version: Version, schemas: &str, value: &str) -> Option<(String, String)> {
        let (head, home) = match version {
            Version::Swagger20 => ("swagger: '2.0'", "definitions"),
            Version::OpenApi30 => ("openapi: 3.0.1", "components/schemas"),
        };
        let named = match version {
            Version::Swagger20 => format!("definitions: {schemas}"),
            Version::OpenApi30 => format!("components: {{ schemas: {schemas} }}"),
        };
        let info = "info: { title: Pets, version: '1' }";
        let text = format!("{head}\n{info}\npaths: {{}}\n{named}\nx-value: {value}");
        let document = gatewright_source::read(SourceId(0), text.into());
        let resolved = gatewright_definition::resolve(&document.value);
        let definition = resolved.value.expect("a definition");
        let schemas = Schemas::new(&definition);
        let place = schemas.place(&format!("#/{home}/Whole"));
        let schema = definition.schemas[place.expect("a schema called Whole")].at;
        let value = definition.root.get("x-value").expect("a value");
        let misfit = misfit(&schemas, schema, value)?;
        let pointer = misfit.at.pointer().as_str().to_owned();
        Some((pointer.strip_prefix("/x-value").expect("a part").to_owned(), misfit.reason))
    }

    #[track_caller]
    fn fits(schema: &str, value: &str) {
        assert_eq!(said(Version::OpenApi30, schema, value), None, "{value}");
    }

    #[track_caller]
    fn refused(schema: &str, value: &str, at: &str, reason: &str) {
        let known = Some((at.to_owned(), reason.to_owned()));
        assert_eq!(said(Version::OpenApi30, schema, value), known, "{value}");
    }

    #[test]
    fn the_part_that_does_not_fit_is_found() {
        let schema = "{ Whole: { type: object, required: [id], properties: \
                      { id: { type: integer, maximum: 9 }, \
                      tags: { type: array, items: { $ref: '#/components/schemas/Tag' } } } }, \
                      Tag: { type: string, maxLength: 3 } }";
        fits(schema, "{ id: 9, tags: [red], more: 1 }");
        refused(schema, "{ id: 10 }", "/id", "above the `maximum` of 9");
        refused(schema, "{ tags: [] }", "", "without `id`, which is required");
        refused(
            schema,
            "{ id: 1, tags: [red, green] }",
            "/tags/1",
            "of 5 characters, which are more than 3",
        );
    }

    #[test]
    fn closed_objects_take_no_others() {
        let schema = "{ Whole: { additionalProperties: false, properties: { id: {} } } }";
        fits(schema, "{ id: 1 }");
        refused(schema, "{ of: 1 }", "/of", "no property of the schema, which allows no others");
    }

    #[test]
    fn null_fits_what_is_nullable_and_all_of_swagger() {
        let schema = "{ Whole: { properties: { a: { type: string, nullable: true }, \
                      b: { type: string } } } }";
        fits(schema, "{ a: null }");
        fits(schema, "null");
        refused(schema, "{ b: null }", "/b", "null, and not of type `string`");
        assert_eq!(said(Version::Swagger20, schema, "{ b: null }"), None);
    }

    #[test]
    fn alternatives_and_patterns_are_left_to_the_validator() {
        let schema = "{ Whole: { oneOf: [{ $ref: '#/components/schemas/A' }, \
                      { type: string, pattern: '^a' }] }, \
                      A: { type: object, nullable: true, required: [next], properties: \
                      { next: { $ref: '#/components/schemas/A' } } } }";
        fits(schema, "abc");
        fits(schema, "{ next: null }");
        refused(schema, "bcd", "", "nothing that `oneOf` allows");
        refused(schema, "{ next: {} }", "", "nothing that `oneOf` allows");
    }

    #[test]
    fn what_is_unknown_fits() {
        fits("{ Whole: { type: integer } }", "'${count}'");
        fits("{ Whole: { type: integer } }", "{ Ref: Count }");
        fits("{ Whole: { $ref: '#/components/schemas/Other' } }", "1");
        // To say whether this fits takes long.
        let (pattern, text) = ("a?".repeat(1_000), "b".repeat(1_000));
        fits(&format!("{{ Whole: {{ type: string, pattern: '^{pattern}$' }} }}"), &text);
        // Nobody can read the pattern.
        fits("{ Whole: { type: string, pattern: '[a' } }", "b");
    }

    #[test]
    fn formats_are_not_asserted() {
        fits("{ Whole: { type: string, format: date, pattern: '.' } }", "someday");
    }

    #[test]
    fn a_schema_that_refers_to_itself_ends() {
        fits(
            "{ Whole: { properties: { a: { $ref: '#/components/schemas/Whole' } } } }",
            "{ a: { a: {} } }",
        );
        fits("{ Whole: { allOf: [{ $ref: '#/components/schemas/Whole' }] } }", "{}");
    }
}
