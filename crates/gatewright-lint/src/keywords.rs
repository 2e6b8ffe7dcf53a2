//! The keywords of a schema, read once for all rules.

use gatewright_source::Node;

macro_rules! keywords {
    ($($(#[doc = $doc:literal])* $field:ident = $key:literal,)+) => {
        /// The values of a schema's keywords as nodes.
        #[derive(Debug, Clone, Copy, Default)]
        pub(crate) struct Keywords<'a> {
            $($(#[doc = $doc])* pub(crate) $field: Option<Node<'a>>,)+
        }

        impl<'a> Keywords<'a> {
            /// Reads the members of a schema object.
            pub(crate) fn read(at: Node<'a>) -> Self {
                let mut keywords = Self::default();
                for (key, value) in at.entries() {
                    match key.text() {
                        $(Some($key) => keywords.$field = Some(value),)+
                        _ => {}
                    }
                }
                keywords
            }
        }
    };
}

keywords! {
    reference = "$ref",
    schema_type = "type",
    format = "format",
    title = "title",
    description = "description",
    default = "default",
    example = "example",
    items = "items",
    properties = "properties",
    additional_properties = "additionalProperties",
    required = "required",
    enumeration = "enum",
    all_of = "allOf",
    any_of = "anyOf",
    one_of = "oneOf",
    not = "not",
    pattern = "pattern",
    minimum = "minimum",
    maximum = "maximum",
    exclusive_minimum = "exclusiveMinimum",
    exclusive_maximum = "exclusiveMaximum",
    multiple_of = "multipleOf",
    min_length = "minLength",
    max_length = "maxLength",
    min_items = "minItems",
    max_items = "maxItems",
    unique_items = "uniqueItems",
    min_properties = "minProperties",
    max_properties = "maxProperties",
    nullable = "nullable",
    discriminator = "discriminator",
    read_only = "readOnly",
    write_only = "writeOnly",
}

impl<'a> Keywords<'a> {
    /// The schemas directly within.
    pub(crate) fn children(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let one = [self.items, self.additional_properties, self.not];
        let named = self.properties.into_iter().flat_map(|at| at.entries().map(|(_, it)| it));
        one.into_iter().flatten().chain(self.parts()).chain(named).filter(|it| it.is_mapping())
    }

    /// The schemas that this one is a combination of.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let lists = [self.all_of, self.any_of, self.one_of];
        lists.into_iter().flatten().flat_map(Node::items)
    }

    /// The one word under `type`.
    pub(crate) fn type_word(&self) -> Option<&'a str> {
        self.schema_type?.as_str()
    }
}
