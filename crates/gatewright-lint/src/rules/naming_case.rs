//! Names that are written in another way than the rest.

use std::collections::HashSet;

use gatewright_definition::ParameterIn;
use gatewright_source::Node;

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Definition;

declare_rule! {
    /// A name that is written in another way than most names of its kind.
    ///
    /// ## Why
    ///
    /// Whoever uses the API remembers one way of writing (`camelCase`, `snake_case`) better than two. Which
    /// one it is, most names of the definition say; nothing is said when no way has more than half of them,
    /// and nothing of header names, in which case does not count.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// definitions:
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       first_name: { type: string }
    ///       lastName: { type: string }
    ///       birthDate: { type: string }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet:
    ///       type: object
    ///       properties:
    ///         first_name: { type: string }
    ///         lastName: { type: string }
    ///         birthDate: { type: string }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// definitions:
    ///   Pet:
    ///     type: object
    ///     properties:
    ///       firstName: { type: string }
    ///       lastName: { type: string }
    ///       birthDate: { type: string }
    /// ```
    ///
    /// ```yaml
    /// components:
    ///   schemas:
    ///     Pet:
    ///       type: object
    ///       properties:
    ///         firstName: { type: string }
    ///         lastName: { type: string }
    ///         birthDate: { type: string }
    /// ```
    NamingCase {
        name: "naming-case",
        category: Style,
        severity: Info,
        preset: All,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: ["model-name-invalid"],
        visits: [Definition],
    }
}

/// A way of writing names of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Camel,
    Pascal,
    Snake,
    Kebab,
    Constant,
}

impl Case {
    const ALL: [Self; 5] = [Self::Camel, Self::Pascal, Self::Snake, Self::Kebab, Self::Constant];

    fn word(self) -> &'static str {
        match self {
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Snake => "snake_case",
            Self::Kebab => "kebab-case",
            Self::Constant => "CONSTANT_CASE",
        }
    }

    /// Whether a name can be written so. One word of small letters fits three of them.
    fn fits(self, letters: Letters) -> bool {
        let Letters { first_is_upper, upper, lower, underscore, hyphen } = letters;
        match self {
            Self::Camel => !first_is_upper && !underscore && !hyphen,
            Self::Pascal => first_is_upper && !underscore && !hyphen,
            Self::Snake => !upper && !hyphen,
            Self::Kebab => !upper && !underscore,
            Self::Constant => !lower && !hyphen,
        }
    }
}

/// What a name is written with. It begins with a letter.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what is there and what is not")]
struct Letters {
    first_is_upper: bool,
    upper: bool,
    lower: bool,
    underscore: bool,
    hyphen: bool,
}

impl Letters {
    /// Those of a plain name. Names of more than letters, digits, hyphens and underscores are
    /// somebody else's.
    fn of(name: &str) -> Option<Self> {
        let first_is_upper = match name.bytes().next()? {
            b'A'..=b'Z' => true,
            b'a'..=b'z' => false,
            _ => return None,
        };
        let mut letters = Self { first_is_upper, ..Self::default() };
        for byte in name.bytes() {
            match byte {
                b'A'..=b'Z' => letters.upper = true,
                b'a'..=b'z' => letters.lower = true,
                b'0'..=b'9' => {}
                b'_' => letters.underscore = true,
                b'-' => letters.hyphen = true,
                _ => return None,
            }
        }
        Some(letters)
    }
}

/// The names of one kind, each where it stands first.
#[derive(Default)]
struct Names<'a> {
    known: HashSet<&'a str>,
    inorder: Vec<(&'a str, Letters, Node<'a>)>,
}

impl<'a> Names<'a> {
    fn add(&mut self, name: Option<&'a str>, at: Node<'a>) {
        let Some(name) = name.filter(|name| self.known.insert(name)) else { return };
        self.inorder.extend(Letters::of(name).map(|letters| (name, letters, at)));
    }

    /// The way in which more than half of them are written, if there is but one.
    fn usual(&self) -> Option<Case> {
        let mut counts = Case::ALL.map(|case| (0, case));
        for (_, letters, _) in &self.inorder {
            for (count, case) in &mut counts {
                *count += usize::from(case.fits(*letters));
            }
        }
        let most = counts.iter().map(|(count, _)| *count).max()?;
        let mut best = counts.iter().filter(|(count, _)| *count == most);
        let (_, case) = best.next()?;
        (best.next().is_none() && most * 2 > self.inorder.len()).then_some(*case)
    }

    fn check(&self, word: &str, cx: &mut Context<'a>) {
        if self.inorder.len() < 2 {
            return;
        }
        cx.judged();
        let Some(usual) = self.usual() else { return };
        for (name, _, at) in self.inorder.iter().filter(|(_, letters, _)| !usual.fits(*letters)) {
            cx.report(*at, format!("the {word} `{name}` is not in {}", usual.word()))
                .label(format!("most others are in {}", usual.word()))
                .help(format!("write it in {}, if no one uses it yet", usual.word()));
        }
    }
}

impl Check<visit::Definition> for NamingCase {
    fn check<'a>(definition: &Definition<'a>, cx: &mut Context<'a>) {
        let mut ids = Names::default();
        let mut parameters = Names::default();
        for (_, operation) in definition.operations() {
            if let Some(id) = &operation.operation_id {
                ids.add(id.at.text(), id.at);
            }
            for parameter in &operation.parameters {
                if parameter.place != ParameterIn::Header {
                    parameters.add(parameter.name.at.text(), parameter.name.at);
                }
            }
        }
        let mut models = Names::default();
        let mut properties = Names::default();
        for schema in &definition.schemas {
            models.add(schema.name.at.text(), schema.name.at);
        }
        for key in cx.schemas().property_keys() {
            properties.add(key.text(), *key);
        }
        ids.check("operation id", cx);
        parameters.check("parameter", cx);
        models.check("model", cx);
        properties.check("property", cx);
    }
}
