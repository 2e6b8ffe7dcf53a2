//! The quotas of the service, in one table. (*Quotas for configuring and running a REST API in API
//! Gateway*.)

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
        }
    };
}

quotas! {
    /// Resources of an API.
    resources, "resources": usize = 300;
    /// Authorizers of an API.
    authorizers, "authorizers": usize = 10;
    /// Documentation parts of an API.
    documentation_parts, "documentation-parts": usize = 2_000;
    /// Characters of a resource policy.
    policy_characters, "policy-characters": usize = 8_192;
    /// Bytes of a mapping template.
    template_bytes, "template-bytes": usize = 300 * 1_024;
    /// Bytes of a definition that is imported.
    document_bytes, "document-bytes": usize = 6 * 1_024 * 1_024;
    /// Bytes of the ARN of a method with authorization.
    method_arn_bytes, "method-arn-bytes": usize = 1_600;
    /// Characters of a stage variable's name.
    stage_variable_name_characters, "stage-variable-name-characters": usize = 64;
    /// Milliseconds that an integration may take, unless the account's quota was raised.
    integration_timeout_millis, "integration-timeout-millis": u32 = 29_000;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_that_of_a_field_and_sets_it() {
        for name in Quotas::NAMES {
            let mut quotas = Quotas::default();
            quotas.set(name, 7).expect("a quota");
            let field = format!("{}: 7", name.replace('-', "_"));
            assert!(format!("{quotas:?}").contains(&field), "{field} in {quotas:?}");
        }
        assert_eq!(Quotas::default().set("pets", 7), None);
    }
}
