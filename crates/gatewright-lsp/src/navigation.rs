//! From a name to its definition, and to all its uses.

use std::path::Path;

use gatewright_definition::decoded;
use gatewright_diagnostics::SourceId;
use gatewright_source::read;
use gen_lsp_types::{Location, Uri};

use crate::client::Client;
use crate::places::node_at;
use crate::positions::range;
use crate::site::Site;
use crate::workspace::Workspace;
use crate::{names, uri};

/// Whether a definition counts among the uses of what it defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Declaration {
    Included,
    LeftOut,
}

impl Declaration {
    pub(crate) fn from_request(includes: bool) -> Self {
        if includes { Self::Included } else { Self::LeftOut }
    }
}

/// Where the thing is defined that is called by its name at a byte of a definition. `file` is the
/// one that references to other files start from.
pub(crate) fn definition(
    site: Site<'_>,
    at: usize,
    file: Option<&Path>,
    workspace: &Workspace,
    client: Client,
) -> Option<Location> {
    let document = site.document;
    let node = node_at(document, at)?;
    if let Some(named) = names::at(document, node) {
        return Some(site.location(named.definition().span(), client));
    }
    // A reference may lead to what has no key, such as an item of a list.
    let reference = node.key().filter(|key| key.text() == Some("$ref")).and(node.text())?;
    if let Some(target) = names::target(document, reference) {
        return Some(site.location(target.span(), client));
    }
    in_other_file(file?, reference, workspace, client)
}

/// Where a reference leads that goes to another file. An import follows none, but a definition may
/// be bundled before it.
fn in_other_file(
    from: &Path,
    reference: &str,
    workspace: &Workspace,
    client: Client,
) -> Option<Location> {
    let (file, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let is_file = !file.is_empty() && !file.contains("://");
    let file = is_file.then(|| decoded(file))?;
    let path = uri::plain(&from.parent()?.join(&*file));
    let document = read(SourceId(0), workspace.read(&path).ok()?).value;
    let target = document.at_pointer(&decoded(pointer))?;
    let place = target.key().unwrap_or(target);
    let range = range(&document, place.span(), client.encoding);
    Some(Location { uri: Uri(uri::of_path(&path)), range })
}

/// Where a thing is called by its name that is defined or called so at a byte.
pub(crate) fn references(
    site: Site<'_>,
    at: usize,
    declaration: Declaration,
    client: Client,
) -> Option<Vec<Location>> {
    let document = site.document;
    let named = names::at(document, node_at(document, at)?)?;
    let definition = (declaration == Declaration::Included).then(|| named.definition());
    let uses = definition.into_iter().chain(names::uses(document, &named));
    Some(uses.map(|it| site.location(it.span(), client)).collect())
}
