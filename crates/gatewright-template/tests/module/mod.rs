//! Modules of Terraform that are there for one test, and what is found in them.

use std::collections::BTreeMap;

use gatewright_source::{Files, Node, Unreadable};
use gatewright_template::{Api, Found, Request, find};
use serde_json::Value;

/// Files that are there for one test.
pub(crate) struct InMemory(BTreeMap<&'static str, String>);

impl Files for InMemory {
    fn read(&self, path: &str) -> Result<Vec<u8>, Unreadable> {
        let file = self.0.get(path).map(|it| it.clone().into_bytes());
        file.ok_or_else(|| Unreadable::Because("there is no such file".to_owned()))
    }

    fn names_in(&self, folder: &str) -> Vec<String> {
        let names = self.0.keys().filter_map(|path| {
            let (within, name) = path.rsplit_once('/').unwrap_or(("", path));
            (within == folder).then(|| name.to_owned())
        });
        names.collect()
    }
}

pub(crate) fn with(
    files: &[(&'static str, &str)],
    path: &str,
    parameters: &[(&str, Value)],
) -> Found {
    let files = InMemory(files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect());
    let mut request = Request::new(&files);
    request.parameters =
        parameters.iter().map(|(name, it)| ((*name).to_owned(), it.clone())).collect();
    let bytes = files.read(path).expect("the file is there");
    find(path, bytes, &request)
}

pub(crate) fn of(text: &str) -> Found {
    with(&[("main.tf", text)], "main.tf", &[])
}

pub(crate) fn value(api: &Api) -> Value {
    api.document.value.root().map_or(Value::Null, Node::to_json)
}

pub(crate) fn names(found: &Found) -> Vec<&'static str> {
    found.diagnostics.iter().map(|it| it.metadata.name).collect()
}

pub(crate) fn body(expression: &str) -> String {
    format!("resource \"aws_api_gateway_rest_api\" \"pets\" {{\n  body = {expression}\n}}\n")
}
