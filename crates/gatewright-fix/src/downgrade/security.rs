//! Mutual TLS, which 3.0 has no scheme for. (The service has it, as a setting of a custom domain name:
//! *Configuring mutual TLS authentication for a REST API*.)

use std::collections::BTreeSet;

use gatewright_source::Node;

use super::Downgrade;
use crate::Meaning;
use crate::places::{Holds, Part, Place};

impl<'d> Downgrade<'d> {
    pub(super) fn security(&mut self, places: &[Place<'d>]) {
        let schemes = places.iter().filter_map(|it| it.as_part(Part::SecurityScheme));
        let is_mutual = |at: &Node<'d>| at.get("type").and_then(Node::text) == Some("mutualTLS");
        let mutual: Vec<Node<'d>> = schemes.filter(is_mutual).collect();
        if mutual.is_empty() {
            return;
        }
        for at in &mutual {
            self.draft.remove(*at);
            let what = "mutual TLS goes: it is a setting of the custom domain name";
            self.tell(*at, Meaning::Dropped, what);
        }
        let names: BTreeSet<&str> =
            mutual.iter().filter_map(|it| it.key().and_then(Node::text)).collect();
        let is_list = |place: &&Place<'d>| place.holds == Holds::List(Part::SecurityRequirement);
        for list in places.iter().filter(is_list) {
            self.requirements(list.at, &names);
        }
    }

    fn requirements(&mut self, list: Node<'d>, names: &BTreeSet<&str>) {
        let is_named = |key: Node<'d>| key.text().is_some_and(|name| names.contains(name));
        let count = list.items().count();
        let mut removed = 0;
        for requirement in list.items() {
            let members = requirement.entries().count();
            let mutual: Vec<Node<'d>> =
                requirement.entries().filter(|(key, _)| is_named(*key)).map(|(_, it)| it).collect();
            if mutual.is_empty() {
                continue;
            }
            if mutual.len() < members {
                for value in mutual {
                    self.draft.remove(value);
                    self.tell(value, Meaning::Widened, "mutual TLS is not asked for any more");
                }
                continue;
            }
            removed += 1;
            self.draft.remove(requirement);
            let (meaning, what) = if removed == count {
                (Meaning::Widened, "nothing is asked for any more: mutual TLS was all")
            } else {
                (Meaning::Narrowed, "mutual TLS is no alternative any more")
            };
            self.tell(requirement, meaning, what);
        }
    }
}
