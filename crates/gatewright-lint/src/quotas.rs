//! The quotas of the service, in one table. (*Quotas for configuring and running a REST API in API
//! Gateway*.)

use gatewright_model::Api;

macro_rules! quotas {
    ($($(#[doc = $doc:literal])* $field:ident, $name:literal: $type:ty = $default:expr;)+) => {
        /// What an account may have in one API. Those that can be raised can be set.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Quotas {
            $($(#[doc = $doc])* pub $field: $type,)+
        }

        impl Default for Quotas {
            fn default() -> Self {
                Self { $($field: $default,)+ }
            }
        }

        impl Quotas {
            /// The names that [`set`](Self::set) knows.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// Sets the quota of that name; none if there is no such quota.
            pub fn set(&mut self, name: &str, value: u32) -> Option<()> {
                match name {
                    $($name => self.$field = <$type>::try_from(value).ok()?,)+
                    _ => return None,
                }
                Some(())
            }

            /// The quota of that name; none if there is no such quota.
            pub fn get(&self, name: &str) -> Option<usize> {
                match name {
                    $($name => Some(self.$field),)+
                    _ => None,
                }
            }
        }
    };
}

quotas! {
    /// Resources of an API, with the root.
    resources, "resources": usize = 300;
    /// Authorizers of an API.
    authorizers, "authorizers": usize = 10;
    /// Documentation parts of an API.
    documentation_parts, "documentation-parts": usize = 2_000;
    /// Characters of a resource policy.
    policy_characters, "policy-characters": usize = 8_192;
    /// Bytes of a definition that is imported.
    document_bytes, "document-bytes": usize = 6 * 1_024 * 1_024;
    /// Bytes of the ARN of a method with authorization.
    method_arn_bytes, "method-arn-bytes": usize = 1_600;
}

impl Quotas {
    /// Whether what an import says under that name, which knows no quotas but the service's defaults,
    /// is within the quotas of this account.
    pub(crate) fn allow(&self, name: &str, api: &Api) -> bool {
        match name {
            "resources-over-quota" => api.resources.len() <= self.resources,
            "policy-over-quota" => policy_characters(api) <= self.policy_characters,
            _ => false,
        }
    }
}

/// The characters of the resource policy, as compact JSON.
pub(crate) fn policy_characters(api: &Api) -> usize {
    api.rest_api.policy.as_ref().map_or(0, |policy| policy.chars().count())
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_import::ImportOptions;

    use super::*;
    use crate::{Settings, lint};

    #[test]
    fn each_name_is_that_of_a_field_and_sets_it() {
        for name in Quotas::NAMES {
            let mut quotas = Quotas::default();
            quotas.set(name, 7).expect("a quota");
            let field = format!("{}: 7", name.replace('-', "_"));
            assert!(format!("{quotas:?}").contains(&field), "{field} in {quotas:?}");
            assert_eq!(quotas.get(name), Some(7));
        }
        assert_eq!(Quotas::default().set("pets", 7), None);
    }

    #[test]
    fn what_the_account_may_have_is_not_told_by_the_import_either() {
        let paths: Vec<String> = (0..310).map(|at| format!("  /a{at}: {{}}\n")).collect();
        let text = format!(
            "openapi: 3.0.1\ninfo: {{title: Pets, version: '1'}}\npaths:\n{}",
            paths.concat()
        );
        let document = gatewright_source::read(SourceId(0), text.into());
        let told = |resources| {
            let quotas = Quotas { resources, ..Quotas::default() };
            let settings = Settings { quotas, ..Settings::default() };
            let findings = lint(&document, &ImportOptions::default(), &settings).findings;
            let names = findings.iter().map(|it| it.diagnostic.metadata.name);
            let about = ["limit-counts", "resources-over-quota"];
            names.filter(|name| about.contains(name)).collect::<Vec<_>>()
        };
        assert_eq!(told(300), ["resources-over-quota"]);
        assert_eq!(told(320), ["limit-counts"]);
        assert_eq!(told(1000), Vec::<&str>::new());
    }
}
