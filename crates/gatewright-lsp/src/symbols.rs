//! The parts of a definition as an outline: paths with their operations, components, extensions.

use gatewright_diagnostics::SourceId;
use gatewright_source::Node;
use gatewright_template::{Api, ApiKind};
use gen_lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, Range, SymbolInformation, SymbolKind, Uri,
};

use crate::client::Client;
use crate::places::OPERATIONS;
use crate::revision::Revision;
use crate::site::Site;
use crate::subject::Subject;

/// The outline of the definitions in a file; nothing of other files.
pub(crate) fn symbols(
    revision: &Revision,
    subjects: &[Subject<'_>],
    client: Client,
) -> Option<DocumentSymbolResponse> {
    let file = Site::of_file(revision.document(), &revision.uri);
    let mut symbols = Vec::new();
    for subject in subjects {
        let outline = Outline { site: subject.site(), client };
        match subject.api() {
            Some(api) if api.kind != ApiKind::Definition => {
                symbols.extend(outline.api(api, file));
            }
            Some(_) => symbols.extend(outline.root()),
            None if revision.is_definition() => symbols.extend(outline.root()),
            None => return None,
        }
    }
    Some(if client.nests_symbols {
        symbols.into()
    } else {
        let uri = Uri(revision.uri.clone());
        let mut flat = Vec::new();
        flatten(&symbols, None, &uri, &mut flat);
        flat.into()
    })
}

struct Outline<'d> {
    site: Site<'d>,
    client: Client,
}

impl<'d> Outline<'d> {
    /// An API of a template, which is a file by itself: what stands in other files is no part of
    /// it.
    fn api(&self, api: &Api, file: Site<'_>) -> Option<DocumentSymbol> {
        let children = self.root();
        let root = self.site.document.root().map(Node::span);
        let root = root.filter(|it| self.site.is_in_editor(*it));
        let declared = (api.at.source == SourceId(0)).then_some(api.at.span);
        let own = declared.map(|it| file.range(it, self.client));
        let range = match (own, root.map(|it| self.site.range(it, self.client))) {
            (Some(own), Some(body)) => {
                Range { start: own.start.min(body.start), end: own.end.max(body.end) }
            }
            (own, body) => own.or(body)?,
        };
        let name = if api.name.trim().is_empty() { "API" } else { &api.name };
        #[expect(deprecated, reason = "the type has no default, and the field must be given")]
        Some(DocumentSymbol {
            name: name.to_owned(),
            detail: None,
            kind: SymbolKind::Interface,
            tags: None,
            deprecated: None,
            range,
            selection_range: own.unwrap_or(range),
            children: (!children.is_empty()).then_some(children),
        })
    }

    fn root(&self) -> Vec<DocumentSymbol> {
        let entries = self.site.document.root().into_iter().flat_map(Node::entries);
        let symbols = entries.filter_map(|entry| match entry.0.text()? {
            "info" => {
                let title = entry.1.get("title").and_then(Node::text).map(str::to_owned);
                self.symbol(entry, SymbolKind::File, title, Vec::new())
            }
            "paths" => self.group(entry, |it| self.path(it)),
            "components" => self.group(entry, |it| self.component(it)),
            "definitions" | "securityDefinitions" | "parameters" | "responses" => {
                self.component(entry)
            }
            name if name.starts_with("x-amazon-apigateway-") => self.extension(entry),
            "servers" | "security" | "tags" => {
                self.symbol(entry, SymbolKind::Array, None, Vec::new())
            }
            _ => None,
        });
        symbols.collect()
    }

    /// An object whose members are shown below it.
    fn group(
        &self,
        entry: (Node<'d>, Node<'d>),
        member: impl Fn((Node<'d>, Node<'d>)) -> Option<DocumentSymbol>,
    ) -> Option<DocumentSymbol> {
        let members = entry.1.entries().filter_map(member).collect();
        self.symbol(entry, SymbolKind::Namespace, None, members)
    }

    fn path(&self, entry: (Node<'d>, Node<'d>)) -> Option<DocumentSymbol> {
        let operations = entry
            .1
            .entries()
            .filter(|(key, _)| key.text().is_some_and(|text| OPERATIONS.contains(&text)));
        let operations = operations.filter_map(|operation| self.operation(operation)).collect();
        self.symbol(entry, SymbolKind::Module, None, operations)
    }

    fn operation(&self, entry: (Node<'d>, Node<'d>)) -> Option<DocumentSymbol> {
        let text = |name| entry.1.get(name).and_then(Node::text).map(str::to_owned);
        let about = text("operationId").or_else(|| text("summary"));
        self.symbol(entry, SymbolKind::Method, about, Vec::new())
    }

    /// A member of `components`: things by their names.
    fn component(&self, entry: (Node<'d>, Node<'d>)) -> Option<DocumentSymbol> {
        let kind = match entry.0.text()? {
            "schemas" | "definitions" => SymbolKind::Struct,
            "securitySchemes" | "securityDefinitions" => SymbolKind::Key,
            "parameters" | "headers" => SymbolKind::Variable,
            _ => SymbolKind::Object,
        };
        self.group(entry, |it| {
            let about = it.1.get("type").and_then(Node::text).map(str::to_owned);
            self.symbol(it, kind, about, Vec::new())
        })
    }

    fn extension(&self, entry: (Node<'d>, Node<'d>)) -> Option<DocumentSymbol> {
        let is_by_name = matches!(
            entry.0.text()?,
            "x-amazon-apigateway-request-validators" | "x-amazon-apigateway-gateway-responses"
        );
        if is_by_name {
            return self.group(entry, |it| self.symbol(it, SymbolKind::Object, None, Vec::new()));
        }
        let about = entry.1.text().map(str::to_owned);
        self.symbol(entry, SymbolKind::Property, about, Vec::new())
    }

    fn symbol(
        &self,
        (key, value): (Node<'d>, Node<'d>),
        kind: SymbolKind,
        detail: Option<String>,
        children: Vec<DocumentSymbol>,
    ) -> Option<DocumentSymbol> {
        // The protocol wants a name that is not empty.
        let name = key.text().filter(|it| !it.trim().is_empty())?.to_owned();
        if !self.site.is_in_editor(key.span()) {
            return None;
        }
        // Of an alias the target may stand before the key, and is no part of the member.
        let is_behind = value.span().start >= key.span().end;
        let is_here = is_behind && self.site.is_in_editor(value.span());
        let value = if is_here { value } else { key };
        #[expect(deprecated, reason = "the type has no default, and the field must be given")]
        Some(DocumentSymbol {
            name,
            detail,
            kind,
            tags: None,
            deprecated: None,
            range: self.site.range(key.span().union(value.span()), self.client),
            selection_range: self.site.range(key.span(), self.client),
            children: (!children.is_empty()).then_some(children),
        })
    }
}

/// The same without parts, for clients that know no others.
fn flatten(
    symbols: &[DocumentSymbol],
    container: Option<&str>,
    uri: &Uri,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        let location = Location { uri: uri.clone(), range: symbol.range };
        flat.push(SymbolInformation::new(
            None,
            location,
            gen_lsp_types::BaseSymbolInformation::new(
                symbol.name.clone(),
                symbol.kind,
                None,
                container.map(str::to_owned),
            ),
        ));
        flatten(symbol.children.as_deref().unwrap_or_default(), Some(&symbol.name), uri, flat);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked::{URI, open};

    const TEXT: &str = "\
swagger: '2.0'
info: { title: Pets }
paths:
  /pets:
    get: { operationId: list }
    parameters: []
definitions: { Pet: { type: object } }
x-amazon-apigateway-api-key-source: HEADER
x-other: 1
‸";

    #[test]
    fn an_outline_has_paths_with_their_operations() {
        let (documents, _) = open(TEXT);
        let revision = &documents.get(URI).expect("it is open").revision;
        let client = Client { nests_symbols: true, ..Client::default() };
        let Some(DocumentSymbolResponse::DocumentSymbolList(all)) =
            symbols(revision, &[Subject::file(revision)], client)
        else {
            panic!("symbols with parts");
        };
        let names: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
        let expected = ["info", "paths", "definitions", "x-amazon-apigateway-api-key-source"];
        assert_eq!(names, expected);
        let path = &all[1].children.as_ref().expect("a path")[0];
        let operations = path.children.as_ref().expect("an operation");
        assert_eq!(operations.len(), 1);
        assert_eq!(operations[0].detail.as_deref(), Some("list"));
        assert_eq!(all[3].detail.as_deref(), Some("HEADER"));
    }

    #[test]
    fn clients_that_know_no_parts_get_a_list() {
        let (documents, _) = open(TEXT);
        let revision = &documents.get(URI).expect("it is open").revision;
        let told = symbols(revision, &[Subject::file(revision)], Client::default());
        let Some(DocumentSymbolResponse::SymbolInformationList(all)) = told else {
            panic!("a list");
        };
        assert_eq!(all.len(), 7);
        let (documents, _) = open("a: 1\n‸");
        let revision = &documents.get(URI).expect("it is open").revision;
        assert!(symbols(revision, &[Subject::file(revision)], Client::default()).is_none());
    }
}
