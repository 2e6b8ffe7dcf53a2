//! Definitions of which a template says where they will be in a bucket, since the CDK sends them
//! there: they stand beside the template.

use std::rc::Rc;

use gatewright_diagnostics::Checked;
use gatewright_source::{Document, Node};

use super::evaluator::Evaluator;
use super::text::Piece;
use super::value::{Entry, Key, Place};
use crate::cdk::{self, Assets};
use crate::library::Opened;

impl<'t> Evaluator<'t> {
    /// What goes along with the template.
    fn assets(&self) -> &Assets {
        self.assets.get_or_init(|| {
            let source = self.sources.main().document.source();
            let path = self.library.paths().swap_remove(source.0 as usize);
            Assets::of(self.library, source, &path)
        })
    }

    /// What a value comes to as a text, unknown pieces as what stands for them.
    fn written_text(&self, node: Node<'t>) -> String {
        let text = self.text(&self.value(&Place::of(node)));
        let pieces = text.pieces.iter().map(|piece| match piece {
            Piece::Known(text) | Piece::Unknown(text) => text.as_str(),
        });
        pieces.collect()
    }

    /// The asset at an address within a bucket; none if it is no such address.
    pub(super) fn asset_at(&self, address: Node<'t>) -> Option<Rc<Opened>> {
        if self.assets().is_empty() {
            return None;
        }
        let address = self.written_text(address);
        let (_, key) = address.strip_prefix("s3://")?.split_once('/')?;
        let main = self.sources.main().document.source();
        self.library.open(main, self.assets().file(key)?).ok()
    }

    /// The definition of an API that is in an asset; none if it is in none.
    pub(super) fn asset_of(&self, resource: &Entry<'t>) -> Option<Checked<Document>> {
        let (Key::Written(name) | Key::Made(name, _)) = &resource.key;
        let resource = name.value_of_key()?;
        let resources = self.root()?.get("Resources")?;
        let location = resource.get("Properties")?.get("BodyS3Location")?;
        let key = location.get("Key").map(|it| self.text(&self.value(&Place::of(it))));
        let key = key.as_ref().and_then(|it| it.as_known());
        let within = |node: Node<'t>| Some(self.written_text(node));
        let body = cdk::body(self.assets(), resources, resource, key, &within)?;
        let opened = self.open(location, &body.file)?;
        Some(body.read(opened.source, opened.bytes.clone()))
    }
}
