//! All rules, by name. A module for each, and its line in the list.

mod path_reserved;
mod schema_array_items;

use crate::Rule;

/// All rules of our own, by name.
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

pub(crate) const RULES: &[&Rule] =
    &[path_reserved::PathReserved::RULE, schema_array_items::SchemaArrayItems::RULE];
