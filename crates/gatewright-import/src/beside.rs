//! What whoever deploys a definition sets on the API beside it: properties of a resource of
//! CloudFormation, arguments of one of Terraform.

use gatewright_model::{ApiKeySource, IpAddressType, RestApi};

/// What is set on an API beside its definition, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Beside {
    /// The name.
    pub name: Option<Set<String>>,
    /// The description.
    pub description: Option<Set<String>>,
    /// The resource policy as JSON text.
    pub policy: Option<Set<String>>,
    /// The media types of binary payloads.
    pub binary_media_types: Option<Set<Vec<String>>>,
    /// From how many bytes on payloads are compressed.
    pub minimum_compression_size: Option<Set<u32>>,
    /// Where the API key of a request comes from.
    pub api_key_source: Option<Set<ApiKeySource>>,
    /// VPC endpoints of a private API.
    pub vpc_endpoint_ids: Option<Set<Vec<String>>>,
    /// The kind of addresses.
    pub ip_address_type: Option<Set<IpAddressType>>,
    /// Whether the default endpoint is off.
    pub disable_execute_api_endpoint: Option<Set<bool>>,
    /// Whether methods are made that the definition does not have.
    pub methods: Methods,
}

/// A value, and what it does to that of the definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Who has the last word.
    pub strength: Strength,
}

/// Who has the last word about a value that a definition has, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Strength {
    /// The value counts, whatever the definition says.
    Stronger,
    /// It counts if the definition says nothing.
    Weaker,
    /// Lists are put together, this one first.
    Joined,
}

/// Whether methods are made that a definition does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Methods {
    /// None that are known of.
    #[default]
    OfDefinition,
    /// Some.
    More,
}

impl<T> Set<T> {
    fn put(&self, put: impl FnOnce(&T), is_said: IsSaid) {
        match (self.strength, is_said) {
            (Strength::Weaker | Strength::Joined, IsSaid::Yes) => {}
            _ => put(&self.value),
        }
    }
}

impl Set<Vec<String>> {
    fn join(&self, list: &mut Vec<String>) {
        let said = std::mem::take(list);
        let mut all = match (self.strength, said.is_empty()) {
            (Strength::Weaker, false) => Vec::new(),
            _ => self.value.clone(),
        };
        if self.strength != Strength::Stronger {
            for text in said {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
        }
        *list = all;
    }
}

/// Whether a definition says something of a thing.
#[derive(Clone, Copy)]
pub(crate) enum IsSaid {
    Yes,
    No,
}

impl From<bool> for IsSaid {
    fn from(is_said: bool) -> Self {
        if is_said { Self::Yes } else { Self::No }
    }
}

/// What a definition says of the things that have a default.
pub(crate) struct Said {
    pub(crate) api_key_source: IsSaid,
    pub(crate) ip_address_type: IsSaid,
    pub(crate) disable_execute_api_endpoint: IsSaid,
}

impl Beside {
    /// Sets on an API what is set beside its definition.
    pub(crate) fn apply(&self, api: &mut RestApi, said: &Said) {
        if let Some(name) = &self.name {
            let is_said = IsSaid::from(!api.name.is_empty());
            name.put(|it| api.name.clone_from(it), is_said);
        }
        let texts = [(&self.description, &mut api.description), (&self.policy, &mut api.policy)];
        for (text, held) in texts {
            if let Some(text) = text {
                let is_said = IsSaid::from(held.is_some());
                text.put(|it| *held = Some(it.clone()), is_said);
            }
        }
        if let Some(types) = &self.binary_media_types {
            types.join(&mut api.binary_media_types);
        }
        let endpoint = &mut api.endpoint_configuration;
        if let Some(ids) = &self.vpc_endpoint_ids {
            ids.join(&mut endpoint.vpc_endpoint_ids);
        }
        if let Some(kind) = &self.ip_address_type {
            kind.put(|it| endpoint.ip_address_type = Some(*it), said.ip_address_type);
        }
        if let Some(size) = &self.minimum_compression_size {
            let is_said = IsSaid::from(api.minimum_compression_size.is_some());
            size.put(|it| api.minimum_compression_size = Some(*it), is_said);
        }
        if let Some(source) = &self.api_key_source {
            source.put(|it| api.api_key_source = *it, said.api_key_source);
        }
        if let Some(is_off) = &self.disable_execute_api_endpoint {
            let put = |it: &bool| api.disable_execute_api_endpoint = *it;
            is_off.put(put, said.disable_execute_api_endpoint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(strength: Strength) -> Vec<String> {
        let mut list = vec!["image/png".to_owned(), "image/gif".to_owned()];
        let value = vec!["image/jpeg".to_owned(), "image/gif".to_owned()];
        Set { value, strength }.join(&mut list);
        list
    }

    #[test]
    fn lists_are_replaced_kept_or_put_together() {
        assert_eq!(list(Strength::Stronger), ["image/jpeg", "image/gif"]);
        assert_eq!(list(Strength::Weaker), ["image/png", "image/gif"]);
        assert_eq!(list(Strength::Joined), ["image/jpeg", "image/gif", "image/png"]);
        let mut none = Vec::new();
        Set { value: vec!["a/b".to_owned()], strength: Strength::Weaker }.join(&mut none);
        assert_eq!(none, ["a/b"]);
    }

    #[test]
    fn a_weaker_value_counts_where_the_definition_is_silent() {
        let of = |strength, is_said| {
            let mut value = 1;
            Set { value: 2, strength }.put(|it| value = *it, is_said);
            value
        };
        assert_eq!(of(Strength::Weaker, IsSaid::Yes), 1);
        assert_eq!(of(Strength::Weaker, IsSaid::No), 2);
        assert_eq!(of(Strength::Stronger, IsSaid::Yes), 2);
    }
}
