//! The files of a module, with the names that they declare.
//!
//! Terraform reads all files of a folder. Which there are cannot be asked, so that a name that the
//! main file does not declare is looked for in files that are called as everybody calls them.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use gatewright_diagnostics::{Diagnostic, Location, Pointer, SourceId, Span};
use gatewright_source::{Node, Scalar, path_from};

use super::hcl::{self, Block, span};
use super::language::{Expr, ExprKind, Step};
use super::module;
use super::scope::Scope;
use super::value::{Is, Place, Text, Value};
use crate::Request;
use crate::diagnostics::{
    TEMPLATE_FILE_UNREAD, TEMPLATE_FILE_UNREADABLE, TEMPLATE_TERRAFORM_CYCLE,
    TEMPLATE_TERRAFORM_SYNTAX,
};
use crate::library::{Library, NoFile};

/// A file that was read, as text.
struct Loaded {
    source: SourceId,
    text: Rc<str>,
}

/// A module as far as it is known, and what was evaluated of it.
pub(super) struct Configuration<'a> {
    library: &'a Library<'a>,
    request: &'a Request<'a>,
    files: RefCell<Vec<Loaded>>,
    main: Block,
    siblings: OnceCell<Vec<(usize, Block)>>,
    values: OnceCell<BTreeMap<String, Value>>,
    /// What names came to; none while that is being found out.
    known: RefCell<HashMap<String, Option<Value>>>,
    pub(super) diagnostics: RefCell<Vec<Diagnostic>>,
    pub(super) steps: Cell<u32>,
    pub(super) depth: Cell<u32>,
    pub(super) bytes: Cell<usize>,
    /// Whether more is asked for than is computed, of the definition that is looked at.
    pub(super) is_stopped: Cell<bool>,
}

impl<'a> Configuration<'a> {
    /// With the main file.
    pub(super) fn new(
        library: &'a Library<'a>,
        request: &'a Request<'a>,
        text: &str,
        main: Block,
    ) -> Self {
        Self {
            library,
            request,
            files: RefCell::new(vec![Loaded { source: SourceId(0), text: text.into() }]),
            main,
            siblings: OnceCell::new(),
            values: OnceCell::new(),
            known: RefCell::default(),
            diagnostics: RefCell::default(),
            steps: Cell::default(),
            depth: Cell::default(),
            bytes: Cell::default(),
            is_stopped: Cell::default(),
        }
    }

    pub(super) fn library(&self) -> &Library<'a> {
        self.library
    }

    pub(super) fn main(&self) -> &Block {
        &self.main
    }

    pub(super) fn text_of(&self, file: usize) -> Rc<str> {
        Rc::clone(&self.files.borrow()[file].text)
    }

    pub(super) fn source_of(&self, file: usize) -> SourceId {
        self.files.borrow()[file].source
    }

    /// The number of a file that was read.
    pub(super) fn file_of(&self, source: SourceId) -> Option<usize> {
        self.files.borrow().iter().position(|it| it.source == source)
    }

    /// Where something stands, in its own file.
    pub(super) fn location(&self, at: Place) -> Location {
        Location::new(self.source_of(at.file), at.span, Pointer::default())
    }

    pub(super) fn tell(&self, diagnostic: Diagnostic) {
        let mut told = self.diagnostics.borrow_mut();
        let is_new = |it: &Diagnostic| {
            it.location != diagnostic.location || it.metadata.name != diagnostic.metadata.name
        };
        if told.len() < 1000 && told.iter().all(is_new) {
            told.push(diagnostic);
        }
    }

    /// Whether a file is written in Terraform's language, and no template.
    pub(super) fn is_configuration(&self, file: usize) -> bool {
        let is_sibling =
            || self.siblings.get().is_some_and(|all| all.iter().any(|it| it.0 == file));
        if file == 0 { !self.main.blocks.is_empty() } else { is_sibling() }
    }

    /// The number of the file that a path means; what cannot be read is told at `at`.
    pub(super) fn open(&self, at: Place, path: &str) -> Option<usize> {
        match self.load(at.file, path).or_else(|why| self.load_from_above(at.file, path).ok_or(why))
        {
            Ok(file) => Some(file),
            Err(why) => {
                let (metadata, why, help) = match why {
                    NoFile::Outside(why) => {
                        (&TEMPLATE_FILE_UNREAD, why, "keep it in the folder that is read")
                    }
                    NoFile::Unreadable(why) => (
                        &TEMPLATE_FILE_UNREADABLE,
                        why,
                        "write its path from the folder of this file",
                    ),
                };
                let message = format!("`{}` is not read: {why}", shortened(path));
                self.tell(
                    Diagnostic::new(metadata, message, self.location(at))
                        .label("what it holds is unknown")
                        .help(help),
                );
                None
            }
        }
    }

    /// The number of a file by its path from a folder above the module: Terraform looks from the folder
    /// that it was started in, which may be that of a caller.
    fn load_from_above(&self, from: usize, path: &str) -> Option<usize> {
        let folders = self.library.main().matches('/').count();
        let mut above = (1..=folders).map(|up| format!("{}{path}", "../".repeat(up)));
        above.find_map(|path| self.load(from, &path).ok()).filter(|_| from == 0)
    }

    fn load(&self, from: usize, path: &str) -> Result<usize, NoFile> {
        let main = self.library.main();
        if from == 0 && path_from(&main, path).is_ok_and(|it| it == main) {
            return Ok(0);
        }
        let opened = self.library.open(self.source_of(from), path)?;
        let mut files = self.files.borrow_mut();
        if let Some(known) = files.iter().position(|it| it.source == opened.source) {
            return Ok(known);
        }
        let text = String::from_utf8_lossy(&opened.bytes);
        files.push(Loaded { source: opened.source, text: text.as_ref().into() });
        Ok(files.len() - 1)
    }

    /// The text of a file as it is.
    pub(super) fn whole_text(&self, file: usize) -> Value {
        let text = self.text_of(file);
        let at = span(0..text.len());
        let mut whole = Text::default();
        whole.push(&text, at);
        Value::new(Place { file, span: at }, Is::Text(Rc::new(whole)))
    }

    /// The text of a file as a template.
    pub(super) fn fill(&self, file: usize, scope: &Scope) -> Value {
        let text = self.text_of(file);
        let template = Rc::new(hcl::template(&text, 0..text.len()));
        let at = Place { file, span: span(0..text.len()) };
        if let Some((span, missing)) = template.unmatched {
            self.tell(unmatched(self.location(Place { file, span }), missing));
            return Value::unknown(at, "${templatefile}");
        }
        let rendered = self.render(file, &template, scope);
        if self.is_stopped.get() {
            return Value::unknown(at, "${templatefile}");
        }
        Value::new(at, Is::Text(Rc::new(rendered)))
    }

    /// What a text of JSON or YAML holds, with the places of a file where it is one as it is.
    pub(super) fn decode(&self, at: Place, text: &Value) -> Option<Value> {
        let Is::Text(inner) = &text.is else { return None };
        let read = super::definition::read_text(self, text.at.file, inner);
        let is_in_place = read.is_in_place.then_some(text.at.file);
        read.document.value.root().map(|root| of_node(root, is_in_place, &read, at))
    }

    /// The blocks of that kind in all files of the module that are known, each with its file.
    pub(super) fn blocks(&self, kind: &str) -> impl Iterator<Item = (usize, &Block)> {
        let main = self.main.blocks.iter().map(|it| (0, it));
        let kind = kind.to_owned();
        main.chain(
            self.siblings().iter().flat_map(|(file, it)| it.blocks.iter().map(|it| (*file, it))),
        )
        .filter(move |(_, it)| it.kind == kind)
    }

    /// Whether the module configures a provider or where its state is kept, as no module that is called
    /// does.
    fn is_root_module(&self) -> bool {
        let is_of_root = |it: &Block| matches!(it.kind.as_str(), "backend" | "cloud");
        self.blocks("provider").next().is_some()
            || self.blocks("terraform").any(|(_, it)| it.blocks.iter().any(is_of_root))
    }

    fn siblings(&self) -> &[(usize, Block)] {
        self.siblings.get_or_init(|| {
            let names = module::configuration(self.library);
            let files = names.iter().filter_map(|name| {
                let file = self.load(0, name).ok().filter(|file| *file != 0)?;
                let text = self.text_of(file);
                // What declares nothing that is asked for need not be read.
                let is_read = [
                    "variable",
                    "locals",
                    "data",
                    "provider",
                    "backend",
                    "cloud",
                    "aws_api_gateway_",
                ]
                .iter()
                .any(|it| text.contains(it));
                Some((file, is_read.then(|| hcl::read(&text).ok())??))
            });
            files.collect()
        })
    }

    /// What a name of the configuration comes to, and how many steps of the path belong to it.
    pub(super) fn reference(
        &self,
        place: Place,
        name: &str,
        steps: &[Step],
    ) -> Option<(Value, usize)> {
        let attribute = |at: usize| match steps.get(at)? {
            Step::Attribute(it) => Some(it.as_str()),
            Step::Index(_) | Step::Splat => None,
        };
        let first = attribute(0)?;
        match name {
            "var" => Some((self.named(place, "var", first)?, 1)),
            "local" => Some((self.named(place, "local", first)?, 1)),
            // Where the other folders are, whoever calls knows. Nobody calls a root module.
            "path" => {
                let is_here =
                    first == "module" || (matches!(first, "root" | "cwd") && self.is_root_module());
                is_here.then(|| (Value::text(place, "."), 1))
            }
            "data" => {
                let (label, asked) = (attribute(1)?, attribute(2)?);
                let given = |it: &Option<String>| it.as_deref().map(|it| Value::text(place, it));
                let value = match (first, asked) {
                    ("aws_region", "name" | "id" | "region") => given(&self.request.region),
                    ("aws_caller_identity", "account_id" | "id") => given(&self.request.account_id),
                    ("aws_partition", "partition" | "id") => given(&self.request.partition),
                    ("template_file", "rendered") | ("local_file", "content") => {
                        self.named(place, &format!("data.{first}"), label)
                    }
                    _ => None,
                };
                Some((value?, 3))
            }
            _ => None,
        }
    }

    /// What a declared name comes to, found out once.
    fn named(&self, place: Place, kind: &str, name: &str) -> Option<Value> {
        let id = format!("{kind}.{name}");
        if let Some(known) = self.known.borrow().get(&id) {
            if known.is_none() {
                let message = format!("`{}` is made of itself", shortened(&id));
                self.tell(
                    Diagnostic::new(&TEMPLATE_TERRAFORM_CYCLE, message, self.location(place))
                        .label("it is asked for while it is made")
                        .help("break the circle"),
                );
            }
            return known.clone();
        }
        self.known.borrow_mut().insert(id.clone(), None);
        let value = match kind {
            "var" => self.variable(place, name),
            "local" => self.local(name),
            _ => self.data(kind.strip_prefix("data.").unwrap_or(kind), name),
        };
        let placeholder = || Value::unknown(place, &format!("${{{}}}", shortened(&id)));
        let value = value.unwrap_or_else(placeholder);
        self.known.borrow_mut().insert(id, Some(value.clone()));
        Some(value)
    }

    fn variable(&self, place: Place, name: &str) -> Option<Value> {
        let declared = || {
            self.blocks("variable").find(|(_, it)| it.labels.first().is_some_and(|it| it == name))
        };
        if let Some(given) = self.request.parameters.get(name) {
            // A text may be written for a value of any type.
            let kind = declared().and_then(|(file, it)| {
                let at = it.get("type")?.at;
                Some(self.text_of(file)[at.range()].trim_matches('"').to_owned())
            });
            let text = given.as_str().filter(|_| kind.is_some_and(|it| it != "string"));
            let parsed = text.and_then(value_of_text);
            return Some(Value::of_json(place, parsed.as_ref().unwrap_or(given)));
        }
        if let Some(value) = self.values().get(name) {
            return Some(value.clone());
        }
        let (file, block) = declared()?;
        Some(self.evaluate(file, block.get("default")?, &Scope::Configuration))
    }

    /// What the files with values say that Terraform reads unasked.
    fn values(&self) -> &BTreeMap<String, Value> {
        self.values.get_or_init(|| {
            let mut values = BTreeMap::new();
            for name in module::values(self.library) {
                let Ok(file) = self.load(0, &name) else { continue };
                let text = self.text_of(file);
                let place = |at: Span| Place { file, span: at };
                if text.trim_start().starts_with('{') {
                    let Ok(serde_json::Value::Object(members)) = serde_json::from_str(&text) else {
                        continue;
                    };
                    let all = place(span(0..text.len()));
                    values.extend(
                        members.into_iter().map(|(name, it)| (name, Value::of_json(all, &it))),
                    );
                } else {
                    for (name, expr) in hcl::attributes(&text).unwrap_or_default() {
                        values.insert(name, self.evaluate(file, &expr, &Scope::Configuration));
                    }
                }
            }
            values
        })
    }

    fn local(&self, name: &str) -> Option<Value> {
        let found = self.blocks("locals").find_map(|(file, it)| Some((file, it.get(name)?)));
        let (file, expr) = found?;
        Some(self.evaluate(file, expr, &Scope::Configuration))
    }

    /// `data.template_file`, `data.local_file`.
    fn data(&self, kind: &str, name: &str) -> Option<Value> {
        let is_meant = |it: &Block| {
            it.labels.first().is_some_and(|it| it == kind)
                && it.labels.get(1).is_some_and(|it| it == name)
        };
        let (file, block) = self.blocks("data").find(|(_, it)| is_meant(it))?;
        let scope = &Scope::Configuration;
        if kind == "local_file" {
            let path = block.get("filename")?;
            let at = Place { file, span: path.at };
            let opened = self.open(at, &self.evaluate(file, path, scope).as_known_text()?)?;
            return Some(self.whole_text(opened));
        }
        let names = match block.get("vars") {
            Some(vars) => self.evaluate(file, vars, scope),
            None => Value::map(Place { file, span: block.at }, Vec::new()),
        };
        let text = self.evaluate(file, block.get("template")?, scope);
        let Is::Text(inner) = &text.is else { return None };
        let inner_scope = super::functions::scope_of(&names);
        match &inner.made_of {
            // Of what a file holds as it is, a template.
            None if inner.runs.len() == 1 && text.at.span.start == 0 => {
                Some(self.fill(text.at.file, &inner_scope))
            }
            _ => Some(text),
        }
    }
}

/// A text from the command line as a value that is no text.
fn value_of_text(text: &str) -> Option<serde_json::Value> {
    let expr = hcl::expression(text, 0..text.len())?;
    json_of(&expr, text)
}

/// The value of an expression that is one without anything to compute.
pub(super) fn json_of(expr: &Expr, text: &str) -> Option<serde_json::Value> {
    Some(match &expr.kind {
        ExprKind::Null => serde_json::Value::Null,
        ExprKind::Bool(it) => (*it).into(),
        ExprKind::Number(it) => it.clone().into(),
        ExprKind::Negative(it) => {
            let number = json_of(it, text)?;
            match number.as_i64() {
                Some(it) => (-it).into(),
                None => (-number.as_f64()?).into(),
            }
        }
        ExprKind::Template(it) => {
            let mut cooked = String::new();
            for part in &it.parts {
                match part {
                    super::language::Part::Literal(at) => cooked.push_str(&text[at.range()]),
                    super::language::Part::Escape(_, it) => cooked.push_str(it),
                    _ => return None,
                }
            }
            cooked.into()
        }
        ExprKind::List(items) => items.iter().map(|it| json_of(it, text)).collect::<Option<_>>()?,
        ExprKind::Object(members) => {
            let pair = |(key, value): &(Expr, Expr)| {
                let name = match &key.kind {
                    ExprKind::Name(name) => name.clone(),
                    _ => json_of(key, text)?.as_str()?.to_owned(),
                };
                Some((name, json_of(value, text)?))
            };
            serde_json::Value::Object(members.iter().map(pair).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

/// A node of a document as a value.
fn of_node(
    node: Node<'_>,
    file: Option<usize>,
    read: &super::definition::Read,
    at: Place,
) -> Value {
    let place = match file {
        Some(file) => Place { file, span: read.at(node.span()) },
        None => at,
    };
    if node.is_unknown() {
        return Value::unknown(place, node.text().unwrap_or("${unknown}"));
    }
    if node.is_mapping() {
        let pairs = node
            .entries()
            .map(|(key, value)| (of_node(key, file, read, at), of_node(value, file, read, at)));
        return Value::map(place, pairs.collect());
    }
    if node.is_sequence() {
        return Value::list(place, node.items().map(|it| of_node(it, file, read, at)).collect());
    }
    let text = node.text().unwrap_or_default();
    if node.has_unknown() {
        let mut partly = Text::default();
        let mut rest = text;
        while let Some(start) = rest.find("${") {
            let end = rest[start..].find('}').map_or(rest.len(), |it| start + it + 1);
            partly.push(&rest[..start], place.span);
            partly.push_hole(&rest[start..end], place.span);
            rest = &rest[end..];
        }
        partly.push(rest, place.span);
        return Value::new(place, Is::Text(Rc::new(partly)));
    }
    match node.scalar() {
        Some(Scalar::Null) => Value::new(place, Is::Null),
        _ => Value::of_json(place, &node.to_json()),
    }
}

/// A name that fits into a message.
pub(super) fn shortened(name: &str) -> String {
    let clean: String = name.chars().filter(|it| !it.is_control() && *it != '`').collect();
    match clean.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &clean[..at]),
        None => clean,
    }
}

/// Tells that Terraform cannot fill a text.
pub(super) fn unmatched(at: Location, missing: &'static str) -> Diagnostic {
    Diagnostic::new(&TEMPLATE_TERRAFORM_SYNTAX, "this is no template of Terraform", at)
        .label(missing)
        .help("end each directive; `%%{` and `$${` stand for the characters themselves")
}
