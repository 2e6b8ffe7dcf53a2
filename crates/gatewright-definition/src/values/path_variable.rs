//! The places in an address that `integration.request.path.{name}` fills.
//! (*x-amazon-apigateway-integration.requestParameters object*.)

use std::ops::Range;

use super::Pieces;

/// `{name}` in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathVariable<'a> {
    /// What stands between the braces.
    pub name: &'a str,
    /// The bytes in the whole text, braces included.
    pub range: Range<usize>,
}

impl<'a> Pieces<'a> {
    /// The variables in single braces; what stands in two of them or behind a `$` is a placeholder.
    pub fn path_variables(self) -> impl Iterator<Item = PathVariable<'a>> {
        let known = self.iter().filter(|piece| piece.unknown.is_none());
        known.flat_map(|piece| {
            let start = piece.range.start;
            let mut at = 0;
            std::iter::from_fn(move || {
                loop {
                    let open = at + piece.text[at..].find('{')?;
                    let name = &piece.text[open + 1..];
                    let close = name.find(['{', '}', '/']).unwrap_or(name.len());
                    at = open + 1 + close;
                    if close > 0 && name[close..].starts_with('}') {
                        let range = start + open..start + at + 1;
                        return Some(PathVariable { name: &name[..close], range });
                    }
                }
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_in_single_braces_only() {
        let text = "https://{host}/${a}/{{b}}/{id}-{no.1}/{}/{x/y}/{";
        let found: Vec<_> = Pieces::of(text).path_variables().collect();
        let names: Vec<_> = found.iter().map(|it| it.name).collect();
        assert_eq!(names, ["host", "id", "no.1"]);
        assert_eq!(&text[found[1].range.clone()], "{id}");
    }
}
