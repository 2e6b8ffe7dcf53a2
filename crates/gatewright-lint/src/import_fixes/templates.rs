//! Cures of what there is to say of templates around definitions.

use super::Case;
use crate::fix::Fix;

/// The long form of a function in the place of the short one.
pub(super) fn long_form(case: &Case<'_, '_>) -> Option<Fix> {
    let at = case.value()?;
    let tag = at.tag()?;
    let long = gatewright_template::long_form(at);
    let name = long.as_object()?.keys().next()?.clone();
    Some(Fix::safe(format!("write `{name}` for `{tag}`")).set(at, long))
}
