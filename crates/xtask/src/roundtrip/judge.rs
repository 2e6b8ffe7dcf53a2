//! One definition: imported, exported again, and held against what it was.

use gatewright_definition::resolve;
use gatewright_diagnostics::{Checked, Diagnostic, Effect, SourceId};
use gatewright_export::export;
use gatewright_import::{ImportOptions, StableIds, import};
use gatewright_model::Api;
use gatewright_source::{Document, Node, read};

use super::class::class;
use super::compare::{Change, Comparison, Difference, compare};
use super::fill::filled;
use super::laws;
use super::original::{Address, Original};

/// What became of one file.
pub(super) enum Outcome {
    /// It is no definition.
    Other,
    /// It is not imported; why.
    Refused(String),
    /// It is imported and exported again.
    Exported(Exported),
}

/// A definition held against its export.
pub(super) struct Exported {
    pub(super) values: Values,
    pub(super) likeness: Likeness,
    /// The laws of exports that do not hold of it, a line each.
    pub(super) broken_laws: Vec<String>,
}

/// Where the values of a definition are from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    Own,
    /// Some are made up, since a template gives them.
    Filled,
}

/// How like its original an export is. Each is less than the one before.
pub(super) enum Likeness {
    Bytes,
    /// Only the spelling differs: blanks, quotes, folds.
    Order,
    /// The order differs as well; the pointers of what is in another order.
    Content(Vec<String>),
    Different(Vec<Line>),
}

/// A difference as it is shown.
pub(super) struct Line {
    pub(super) class: String,
    pub(super) text: String,
}

/// Runs one file through the library. A definition that is not imported for the sake of a template's
/// values gets these.
pub(super) fn judge(bytes: Vec<u8>) -> Outcome {
    let document = read(SourceId(0), bytes);
    let definition = resolve(&document.value).value.is_some();
    let original = Original::of(&document.value).filter(|_| definition);
    let Some(original) = original else { return Outcome::Other };
    let reason = match imported(&document) {
        Ok(api) => return exported(&document.value, &original, api, Values::Own),
        Err(reason) => reason,
    };
    let Some(text) = document.value.root().and_then(filled) else {
        return Outcome::Refused(reason);
    };
    let document = read(SourceId(0), text.into());
    match imported(&document) {
        Ok(api) => exported(&document.value, &original, api, Values::Filled),
        Err(reason) => Outcome::Refused(reason),
    }
}

fn exported(document: &Document, original: &Original, mut api: Api, values: Values) -> Outcome {
    if let Address::Service { rest_api_id } = &original.address {
        api.rest_api.id.clone_from(rest_api_id);
    }
    let broken_laws = laws::broken(&api);
    let likeness = likeness(document, original, &api);
    Outcome::Exported(Exported { values, likeness, broken_laws })
}

/// The API of a definition, or the first reason why the service would have none.
fn imported(document: &Checked<Document>) -> Result<Api, String> {
    let result = import(document, &ImportOptions::default(), &mut StableIds::default());
    let is_refusal = |finding: &&Diagnostic| finding.metadata.effect == Effect::Refused;
    let reason = result.diagnostics.iter().find(is_refusal);
    let reason = reason.map(|it| format!("{}: {}", it.metadata.id(), one_line(&it.message)));
    result.api.ok_or_else(|| reason.unwrap_or_default())
}

fn likeness(document: &Document, original: &Original, api: &Api) -> Likeness {
    let text = match export(api, &original.options) {
        Ok(export) => export.text,
        Err(error) => {
            let line = Line { class: "no-export".to_owned(), text: error.to_string() };
            return Likeness::Different(vec![line]);
        }
    };
    if text == document.text() {
        return Likeness::Bytes;
    }
    let exported = read(SourceId(1), text.into()).value;
    let (Some(before), Some(after)) = (document.root(), exported.root()) else {
        return Likeness::Different(Vec::new());
    };
    let Comparison { differences, reordered } = compare(before, after);
    if differences.is_empty() {
        return match reordered[..] {
            [] => Likeness::Order,
            _ => Likeness::Content(reordered.iter().map(|path| pointer(path)).collect()),
        };
    }
    let line = |difference: &Difference<'_>| {
        let text = format!("{} {}", pointer(&difference.path), values(difference));
        Line { class: class(difference, &original.address), text }
    };
    Likeness::Different(differences.iter().map(line).collect())
}

fn pointer(path: &[String]) -> String {
    let escape = |key: &String| format!("/{}", key.replace('~', "~0").replace('/', "~1"));
    path.iter().map(escape).collect()
}

fn values(difference: &Difference<'_>) -> String {
    match difference.change {
        Change::Missing(original) => format!("{} -> nothing", shown(original)),
        Change::Added(export) => format!("nothing -> {}", shown(export)),
        Change::Changed(original, export) => format!("{} -> {}", shown(original), shown(export)),
    }
}

/// A value as it stands in its text, on one line that is not too long.
fn shown(node: Node<'_>) -> String {
    const LONGEST: usize = 60;
    let text = one_line(&node.document().text()[node.span().range()]);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the service writes it.
    const EXPORT: &str = r##"{
  "swagger" : "2.0",
  "info" : {
    "version" : "2025-04-21T06:00:13Z",
    "title" : "Pets"
  },
  "host" : "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
  "basePath" : "/prod",
  "schemes" : [ "https" ],
  "paths" : {
    "/pets" : {
      "get" : {
        "produces" : [ "application/json" ],
        "responses" : {
          "200" : {
            "description" : "200 response",
            "schema" : {
              "$ref" : "#/definitions/Pet"
            }
          }
        }
      }
    }
  },
  "definitions" : {
    "Pet" : {
      "type" : "object"
    }
  }
}"##;

    fn judged(text: &str) -> Exported {
        match judge(text.into()) {
            Outcome::Exported(exported) => exported,
            Outcome::Refused(reason) => panic!("refused: {reason}"),
            Outcome::Other => panic!("no definition"),
        }
    }

    #[track_caller]
    fn check_different(text: &str, expected: &[&str]) {
        let Likeness::Different(lines) = judged(text).likeness else { panic!("no difference") };
        let lines: Vec<String> =
            lines.iter().map(|it| format!("{} {}", it.class, it.text)).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn an_export_of_the_service_comes_out_as_it_went_in() {
        let exported = judged(EXPORT);
        assert!(matches!(exported.likeness, Likeness::Bytes));
        assert!(exported.values == Values::Own);
        assert_eq!(exported.broken_laws, Vec::<String>::new());
    }

    #[test]
    fn spelling_order_and_content_are_told_apart() {
        let compact = EXPORT.replace(" : ", ": ");
        assert!(matches!(judged(&compact).likeness, Likeness::Order));

        let version = "\"version\" : \"2025-04-21T06:00:13Z\"";
        let title = "\"title\" : \"Pets\"";
        let order = EXPORT.replace(version, "V").replace(title, version).replace('V', title);
        let Likeness::Content(reordered) = judged(&order).likeness else { panic!("no order") };
        assert_eq!(reordered, ["/info"]);

        let edited = EXPORT.replace("200 response", "All pets");
        let line = "description-edited /paths/~1pets/get/responses/200/description \
                    \"All pets\" -> \"200 response\"";
        check_different(&edited, &[line]);
    }

    #[test]
    fn values_of_a_template_are_filled_in() {
        let integration = r#""x-amazon-apigateway-integration" : { "type" : "aws_proxy",
            "httpMethod" : "POST", "passthroughBehavior" : "when_no_match",
            "uri" : { "Fn::Sub" : "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${List.Arn}/invocations" } },
            "responses" "#;
        let exported = judged(&EXPORT.replace("\"responses\" ", integration));
        assert!(exported.values == Values::Filled);
        assert!(matches!(exported.likeness, Likeness::Content(_)));
    }

    #[test]
    fn what_is_no_definition_is_told_from_what_is_not_imported() {
        assert!(matches!(judge("Resources: {}".into()), Outcome::Other));
        let refused = judge(EXPORT.replace("/pets", "/a b").into());
        let Outcome::Refused(reason) = refused else { panic!("it is imported") };
        assert!(reason.starts_with("import/"), "{reason}");
    }
}
