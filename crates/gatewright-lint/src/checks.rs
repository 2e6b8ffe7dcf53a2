//! What a rule can look at, and the functions that look, by what they look at.

use crate::context::Context;
use crate::rule::RuleIndex;

/// A kind of thing in a definition.
pub(crate) trait Target: Sized + 'static {
    /// What a check is given.
    type View<'a>;

    /// Where the checks of this kind are kept.
    fn bucket(checks: &mut Checks) -> &mut Vec<Entry<Self>>;
}

/// Looks at one thing and reports what is wrong with it. It keeps nothing from one thing to the
/// next; a rule that compares things looks at the definition as a whole.
pub(crate) trait Check<T: Target> {
    /// Checks one thing.
    fn check<'a>(target: &T::View<'a>, cx: &mut Context<'a>);
}

/// A check and whose it is.
pub(crate) struct Entry<T: Target> {
    pub(crate) rule: RuleIndex,
    pub(crate) check: for<'a> fn(&T::View<'a>, &mut Context<'a>),
}

macro_rules! targets {
    ($($(#[doc = $doc:literal])* $name:ident in $bucket:ident,)+) => {
        /// The checks of the rules that run, by what they look at.
        #[derive(Default)]
        pub(crate) struct Checks {
            $(pub(crate) $bucket: Vec<Entry<visit::$name>>,)+
        }

        /// The kinds of things that a rule can look at, for `visits`.
        pub(crate) mod visit {
            $($(#[doc = $doc])* pub(crate) struct $name;)+
        }

        $(impl Target for visit::$name {
            type View<'a> = crate::target::$name<'a>;

            fn bucket(checks: &mut Checks) -> &mut Vec<Entry<Self>> {
                &mut checks.$bucket
            }
        })+
    };
}

targets! {
    /// The definition as a whole, once.
    Definition in definition,
    /// Each path item.
    PathItem in path_item,
    /// Each operation.
    Operation in operation,
    /// Each parameter object, once however many operations share it.
    Parameter in parameter,
    /// Each response of each operation.
    Response in response,
    /// Each schema object, also within others, once.
    Schema in schema,
    /// Each integration whose members have the right types.
    Integration in integration,
    /// Each mapping template.
    Template in template,
    /// Each parameter mapping.
    Mapping in mapping,
    /// Each security scheme.
    SecurityScheme in security_scheme,
    /// Each gateway response.
    GatewayResponse in gateway_response,
    /// Each `$ref`.
    Reference in reference,
}

impl Checks {
    /// Adds a check of a rule.
    pub(crate) fn enroll<T: Target, R: Check<T>>(&mut self, rule: RuleIndex) {
        T::bucket(self).push(Entry { rule, check: R::check });
    }
}
