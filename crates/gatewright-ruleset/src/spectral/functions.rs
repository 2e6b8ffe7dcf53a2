//! The functions of Spectral's core, with their options.

use gatewright_source::Node;

use crate::declared::{length, separator, style};
use crate::functions::{Casing, Digits, Function, Leading, Schema, Told, dialect};
use crate::reader::Reader;

/// The functions that are known, each with its options.
const FUNCTIONS: [(&str, &[&str]); 14] = [
    ("alphabetical", &["keyedBy"]),
    ("casing", &["type", "disallowDigits", "separator"]),
    ("defined", &[]),
    ("enumeration", &["values"]),
    ("falsy", &[]),
    ("length", &["min", "max"]),
    ("or", &["properties"]),
    ("pattern", &["match", "notMatch"]),
    ("schema", &["schema", "dialect", "allErrors", "prepareResults"]),
    ("truthy", &[]),
    ("typedEnum", &[]),
    ("undefined", &[]),
    ("unreferencedReusableObject", &["reusableObjectsLocation"]),
    ("xor", &["properties"]),
];

/// The dialects of JSON Schema.
const DIALECTS: [&str; 6] = ["auto", "draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"];

/// Reads `function` and `functionOptions`. `declared` are the ruleset's own functions.
pub(super) fn read(then: Node<'_>, declared: &[&str], reader: &mut Reader) -> Option<Function> {
    let Some(at) = then.get("function") else {
        let message = "`then` needs `function`".to_owned();
        reader.malformed(then, message, "asks for nothing", "say which function");
        return None;
    };
    let name = reader.text(at, "function")?;
    let Some((_, known)) = FUNCTIONS.iter().find(|(it, _)| *it == name) else {
        if declared.contains(&name) {
            let message = format!("the function `{name}` is not followed");
            reader.not_followed(at, message, "JavaScript", "");
        } else {
            reader.unknown(at, "function", name, FUNCTIONS.iter().map(|it| it.0));
        }
        return None;
    };
    let options = then.get("functionOptions").filter(|it| !it.is_null());
    if let Some(options) = options {
        reader.is_mapping_of(options, &format!("`functionOptions` of `{name}`"), known);
    }
    let mut options = Options { at, name, node: options, reader };
    options.function()
}

struct Options<'r, 'd> {
    /// The function's name, where what is missing is told.
    at: Node<'d>,
    name: &'d str,
    node: Option<Node<'d>>,
    reader: &'r mut Reader,
}

impl<'d> Options<'_, 'd> {
    fn get(&self, name: &str) -> Option<Node<'d>> {
        self.node?.get(name)
    }

    fn required(&mut self, name: &str) -> Option<Node<'d>> {
        let option = self.get(name);
        if option.is_none() {
            let message = format!("`{}` needs the option `{name}`", self.name);
            self.reader.malformed(self.at, message, "asks for nothing", "");
        }
        option
    }

    fn function(&mut self) -> Option<Function> {
        Some(match self.name {
            "alphabetical" => {
                let by = self.get("keyedBy").and_then(|it| self.reader.text(it, "keyedBy"));
                Function::Sorted { by: by.map(str::to_owned) }
            }
            "casing" => Function::Casing(self.casing()?),
            "defined" => Function::Present,
            "undefined" => Function::Absent,
            "truthy" => Function::Truthy,
            "falsy" => Function::Falsy,
            "enumeration" => {
                let values = self.required("values")?;
                Function::OneOf(values.items().map(Node::to_json).collect())
            }
            "length" => {
                let Some(options) = self.node else {
                    self.required("min");
                    return None;
                };
                length(options, self.reader)?
            }
            "pattern" => {
                let (is, is_not) = (self.get("match"), self.get("notMatch"));
                if is.is_none() && is_not.is_none() {
                    self.required("match");
                    return None;
                }
                // Half of what was meant would find fault with what the other half lets pass.
                let mut pattern = |at: Option<Node<'_>>, name: &str| match at {
                    Some(at) => self.reader.pattern(at, name).map(Some),
                    None => Some(None),
                };
                Function::Pattern {
                    is: pattern(is, "match")?,
                    is_not: pattern(is_not, "notMatch")?,
                }
            }
            "schema" => Function::Schema(self.schema()?),
            "typedEnum" => Function::TypedEnum,
            "unreferencedReusableObject" => {
                let at = self.required("reusableObjectsLocation")?;
                let location = self.reader.text(at, "reusableObjectsLocation")?.to_owned();
                Function::Referenced { location }
            }
            "xor" => Function::ExactlyOne(self.properties()?),
            "or" => Function::AtLeastOne(self.properties()?),
            _ => return None,
        })
    }

    fn properties(&mut self) -> Option<Vec<String>> {
        let at = self.required("properties")?;
        let names = self.reader.texts(at, "properties");
        Some(names.into_iter().map(|(_, text)| text.to_owned()).collect())
    }

    fn casing(&mut self) -> Option<Casing> {
        let at = self.required("type")?;
        let text = self.reader.text(at, "type")?;
        let style = style(at, text, self.reader)?;
        let refused = self.get("disallowDigits");
        let refused = refused.and_then(|it| self.reader.boolean(it, "disallowDigits"));
        let digits = if refused == Some(true) { Digits::Refused } else { Digits::Allowed };
        let separated = match self.get("separator") {
            None => None,
            Some(at) => {
                self.reader.is_mapping_of(at, "`separator`", &["char", "allowLeading"]);
                let Some(char) = at.get("char") else {
                    let message = "a separator needs `char`".to_owned();
                    self.reader.malformed(at, message, "", "say which sign");
                    return None;
                };
                let leading = at.get("allowLeading");
                let leading = leading.and_then(|it| self.reader.boolean(it, "allowLeading"));
                let leading =
                    if leading == Some(true) { Leading::Allowed } else { Leading::Refused };
                Some((separator(char, self.reader)?, leading))
            }
        };
        Casing::new(style, digits, separated).ok()
    }

    fn schema(&mut self) -> Option<Schema> {
        let at = self.required("schema")?;
        let draft = match self.get("dialect") {
            None => None,
            Some(at) => match self.reader.text(at, "dialect")? {
                "auto" => None,
                text => {
                    let draft = dialect(text);
                    if draft.is_none() {
                        self.reader.unknown(at, "dialect", text, DIALECTS);
                    }
                    draft
                }
            },
        };
        let all = self.get("allErrors").and_then(|it| self.reader.boolean(it, "allErrors"));
        let told = if all == Some(true) { Told::All } else { Told::First };
        match Schema::new(&at.to_json(), draft, told) {
            Ok(schema) => Some(schema),
            Err(error) => {
                self.reader.invalid(at, "JSON Schema", &error);
                None
            }
        }
    }
}
