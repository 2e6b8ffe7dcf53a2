//! What a finding is about, as far as its pointer tells: a path, or a part beside the paths.

use std::borrow::Cow;

/// What findings are about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// No path: the root, `info`, extensions of the root.
    Whole,
    /// A path of the definition.
    Path(String),
    /// Components of one kind, by the name that version 3.0 has for the kind.
    Components(&'static str),
}

/// The kinds of components under the names of both versions, and what they are called here.
const COMPONENTS: [(&str, &str); 10] = [
    ("schemas", "Schemas"),
    ("definitions", "Schemas"),
    ("parameters", "Parameters"),
    ("requestBodies", "Request bodies"),
    ("responses", "Responses"),
    ("headers", "Headers"),
    ("examples", "Examples"),
    ("securitySchemes", "Security schemes"),
    ("securityDefinitions", "Security schemes"),
    ("x-amazon-apigateway-integrations", "Integrations"),
];

/// The verbs that an operation stands under.
const VERBS: [(&str, &str); 8] = [
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
    ("x-amazon-apigateway-any-method", "ANY"),
];

impl Place {
    /// What a pointer leads into.
    pub(super) fn of(pointer: &str) -> Self {
        let mut tokens = pointer.split('/').skip(1);
        match (tokens.next(), tokens.next()) {
            (Some("paths"), Some(path)) if !path.starts_with("x-") => {
                Self::Path(token(path).into_owned())
            }
            (Some("components"), Some(kind)) | (Some(kind), _) => {
                let known = COMPONENTS.iter().find(|(name, _)| *name == kind);
                known.map_or(Self::Whole, |(_, title)| Self::Components(title))
            }
            (None, _) => Self::Whole,
        }
    }

    /// How it is called.
    pub(super) fn title(&self) -> &str {
        match self {
            Self::Whole => "The whole definition",
            Self::Path(path) => path,
            Self::Components(title) => title,
        }
    }

    /// Whether it is a path.
    pub(super) fn is_path(&self) -> bool {
        matches!(self, Self::Path(_))
    }

    /// What comes first: the whole, then paths, then what they share.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Whole => 0,
            Self::Path(_) => 1,
            Self::Components(_) => 2,
        }
    }
}

/// The verb of the operation that a pointer leads into.
pub(super) fn verb(pointer: &str) -> Option<&'static str> {
    let mut tokens = pointer.strip_prefix("/paths/")?.split('/').skip(1);
    let verb = tokens.next()?;
    VERBS.iter().find(|(name, _)| *name == verb).map(|(_, verb)| *verb)
}

/// A token of a pointer as it stands in the document.
fn token(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        token.replace("~1", "/").replace("~0", "~").into()
    } else {
        token.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_lead_into_paths_components_and_the_rest() {
        let title = |pointer| Place::of(pointer).title().to_owned();
        assert_eq!(title("/paths/~1a~1{b~01}/get"), "/a/{b~1}");
        assert_eq!(title("/components/schemas/Pet/type"), "Schemas");
        assert_eq!(title("/definitions/Pet"), "Schemas");
        for pointer in ["", "/info/title", "/paths", "/components", "/paths/x-note", "/tags/0"] {
            assert_eq!(Place::of(pointer), Place::Whole, "{pointer}");
        }
    }

    #[test]
    fn operations_have_a_verb() {
        assert_eq!(verb("/paths/~1a/get/responses"), Some("GET"));
        assert_eq!(verb("/paths/~1a/x-amazon-apigateway-any-method"), Some("ANY"));
        for pointer in ["", "/paths/~1a", "/paths/~1a/parameters/0", "/get/get/get"] {
            assert_eq!(verb(pointer), None, "{pointer}");
        }
    }
}
