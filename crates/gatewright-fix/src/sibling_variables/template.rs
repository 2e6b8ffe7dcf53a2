//! The path variables that a mapping template asks for.
//! (*API Gateway mapping template and access logging variable reference*: `$input.params`.)

use std::collections::BTreeMap;

/// New names by the old ones.
pub(super) type Names = BTreeMap<String, String>;

/// A template with other names of path variables.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Template {
    /// The text, if it is another one.
    pub(super) text: Option<String>,
    /// Whether it asks for parameters whose names are not written out, so that somebody has to look.
    pub(super) is_open: bool,
}

/// The call that all ways to a parameter begin with.
const CALL: &str = "input.params(";

/// Rewrites `$input.params('x')`, `$input.params().path.x`, `….path['x']` and `….path.get('x')`.
pub(super) fn rewritten(template: &str, names: &Names) -> Template {
    let mut text = String::with_capacity(template.len());
    let (mut done, mut from, mut is_open) = (0, 0, false);
    while let Some(at) = template[from..].find(CALL) {
        let open = from + at + CALL.len();
        from = open;
        match name(template, open) {
            Asked::Name(start, end) => {
                let asked = &template[start..end];
                let is_member = template[..start].ends_with('.');
                if let Some(new) = names.get(asked) {
                    if is_member && !is_identifier(new) {
                        is_open = true;
                    } else {
                        text.push_str(&template[done..start]);
                        text.push_str(new);
                        done = end;
                    }
                }
                from = end;
            }
            Asked::Anything => is_open = true,
            Asked::Other => {}
        }
    }
    text.push_str(&template[done..]);
    Template { text: (done > 0).then_some(text), is_open }
}

/// What a call asks for.
enum Asked {
    /// A parameter by its name, which stands there.
    Name(usize, usize),
    /// One of all parameters.
    Anything,
    /// No path variable.
    Other,
}

/// What is asked for behind the bracket at `open`.
fn name(template: &str, open: usize) -> Asked {
    let Some(rest) = template.get(open..) else { return Asked::Other };
    let Some(after) = rest.trim_start().strip_prefix(')') else {
        return quoted(template, open, ')')
            .map_or(Asked::Anything, |(start, end)| Asked::Name(start, end));
    };
    let Some(member) = after.strip_prefix(".path") else {
        let others = [".querystring", ".header"];
        return if others.iter().any(|it| after.starts_with(it)) {
            Asked::Other
        } else {
            Asked::Anything
        };
    };
    let at = template.len() - member.len();
    let name = if let Some(call) = member.strip_prefix(".get(") {
        quoted(template, template.len() - call.len(), ')')
    } else if let Some(index) = member.strip_prefix('[') {
        quoted(template, template.len() - index.len(), ']')
    } else {
        member.strip_prefix('.').and_then(|rest| {
            let end = rest.find(|c| !is_of_identifier(c)).unwrap_or(rest.len());
            // What is called is no parameter.
            (end > 0 && !rest[end..].starts_with('(')).then_some((at + 1, at + 1 + end))
        })
    };
    name.map_or(Asked::Anything, |(start, end)| Asked::Name(start, end))
}

/// A text in quotes, with nothing but a bracket behind it.
fn quoted(template: &str, from: usize, close: char) -> Option<(usize, usize)> {
    let rest = &template[from..];
    let blanks = rest.len() - rest.trim_start().len();
    let quote = rest[blanks..].chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let start = from + blanks + 1;
    let end = start + template[start..].find(quote)?;
    template[end + 1..].trim_start().starts_with(close).then_some((start, end))
}

fn is_of_identifier(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_of_identifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::from([("id".to_owned(), "petId".to_owned()), ("x".to_owned(), "a.b".to_owned())])
    }

    #[test]
    fn names_that_are_written_out_are_replaced() {
        for (before, after) in [
            ("$input.params('id')", "$input.params('petId')"),
            ("\"$!{input.params( \"id\" )}\"", "\"$!{input.params( \"petId\" )}\""),
            ("$util.urlEncode($input.params('id'))", "$util.urlEncode($input.params('petId'))"),
            (
                "$input.params().path.id,$input.params('id')",
                "$input.params().path.petId,$input.params('petId')",
            ),
            ("$input.params().path['id']", "$input.params().path['petId']"),
            ("$input.params().path.get(\"id\")", "$input.params().path.get(\"petId\")"),
            ("$input.params('x')", "$input.params('a.b')"),
        ] {
            let expected = Template { text: Some(after.to_owned()), is_open: false };
            assert_eq!(rewritten(before, &names()), expected, "{before}");
        }
    }

    #[test]
    fn others_stay() {
        for template in [
            "$input.params('idea') id $id $input.json('$.id')",
            "$input.params().header.id $input.params().querystring.get('id')",
            "$input.params().path.identity",
        ] {
            let expected = Template { text: None, is_open: false };
            assert_eq!(rewritten(template, &names()), expected, "{template}");
        }
    }

    #[test]
    fn what_asks_for_anything_has_to_be_looked_at() {
        for template in [
            "#foreach($n in $input.params().path.keySet())$n#end",
            "#set($all = $input.params())",
            "$input.params($name)",
            "$input.params('a$b'.id)",
            "$input.params().path.x",
            "$input.params(",
        ] {
            let expected = Template { text: None, is_open: true };
            assert_eq!(rewritten(template, &names()), expected, "{template}");
        }
    }
}
