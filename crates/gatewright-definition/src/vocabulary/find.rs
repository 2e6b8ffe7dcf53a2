//! From a path within an extension to what is said of the value there.

use super::{Choice, Extension, Others, Property, Shape};

/// What is known of a value within an extension.
#[derive(Debug, Clone, Copy)]
pub struct Found {
    /// The value.
    pub shape: Shape,
    /// What it is for: Markdown.
    pub docs: &'static str,
    /// The title of the service's page.
    pub page: &'static str,
    /// The member of an object that it is, if it is one.
    pub property: Option<&'static Property>,
    /// The word that the key is, if it is one.
    pub word: Option<&'static Choice>,
}

impl Extension {
    /// What is known of the value that keys and indexes lead to; none of what nothing is known.
    pub fn find(&self, path: &[&str]) -> Option<Found> {
        let own = Found {
            shape: self.shape,
            docs: self.docs,
            page: self.page,
            property: None,
            word: None,
        };
        path.iter().try_fold(own, |found, key| found.shape.inside(key, found))
    }
}

impl Shape {
    /// What is known of the value under a key or index; of an item as much as of its list.
    fn inside(self, key: &str, outer: Found) -> Option<Found> {
        match self {
            Self::Object(object) => {
                let property = object.property(key)?;
                Some(Found {
                    shape: property.shape,
                    docs: property.docs,
                    page: object.page,
                    property: Some(property),
                    word: None,
                })
            }
            Self::Map(map) => {
                let word = map.keys.words.iter().find(|word| word.value == key);
                if word.is_none() && map.keys.others == Others::None {
                    return None;
                }
                let docs = word.map_or(map.keys.docs, |word| word.docs);
                Some(Found { shape: map.values, docs, page: outer.page, property: None, word })
            }
            Self::List(items) => {
                key.parse::<usize>().ok()?;
                Some(Found { shape: *items, ..outer })
            }
            Self::OneOf(shapes) => shapes.iter().find_map(|shape| shape.inside(key, outer)),
            Self::Text
            | Self::Form(_)
            | Self::StatusCode
            | Self::Boolean
            | Self::Integer { .. }
            | Self::Choice(_)
            | Self::Any => None,
        }
    }
}
