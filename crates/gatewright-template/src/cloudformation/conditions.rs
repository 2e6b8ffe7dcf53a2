//! The conditions of a template: they hold, or not, or nobody knows.

use super::evaluator::{Evaluator, IsKnown};
use super::value::{Place, Value};

impl<'t> Evaluator<'t> {
    /// Whether a condition holds; none where nobody can tell.
    pub(super) fn holds(&self, name: &str) -> Option<bool> {
        if let Some(held) = self.held.borrow().get(name) {
            return *held;
        }
        // One that asks for itself is not known.
        self.held.borrow_mut().insert(name.to_owned(), None);
        let conditions = self.conditions();
        let holds = conditions.entry(name).and_then(|it| {
            let holds = self.deeper(it.at.node, || self.condition(&it.at));
            holds.flatten()
        });
        self.held.borrow_mut().insert(name.to_owned(), holds);
        holds
    }

    fn condition(&self, place: &Place<'t>) -> Option<bool> {
        let node = place.node;
        if !self.may_go_on(node, 0) {
            return None;
        }
        let (name, argument) = if let Some(name) = self.short_form(node) {
            (name, node)
        } else {
            let (key, value) = node.entries().next()?;
            (key.text()?, value)
        };
        let parts = || argument.items().map(|it| self.condition(&place.with(it)));
        match name.trim_start_matches("Fn::") {
            "Condition" => self.holds(&self.replaced(place, argument.text()?)),
            "Not" => parts().next()?.map(|it| !it),
            "And" => {
                let all: Vec<Option<bool>> = parts().collect();
                if all.contains(&Some(false)) {
                    return Some(false);
                }
                (!all.contains(&None)).then_some(true)
            }
            "Or" => {
                let all: Vec<Option<bool>> = parts().collect();
                if all.contains(&Some(true)) {
                    return Some(true);
                }
                (!all.contains(&None)).then_some(false)
            }
            "Equals" => {
                let mut sides = argument.items().map(|it| self.value(&place.with(it)));
                self.are_equal(&sides.next()?, &sides.next()?)
            }
            _ => None,
        }
    }

    fn are_equal(&self, left: &Value<'t>, right: &Value<'t>) -> Option<bool> {
        let is_list = |it: &Value<'t>| self.items(it).is_some();
        if is_list(left) || is_list(right) {
            let ((left, first), (right, second)) = (self.json(left), self.json(right));
            return (first == IsKnown::Yes && second == IsKnown::Yes).then(|| left == right);
        }
        let (left, right) = (self.text(left), self.text(right));
        // Both are texts for CloudFormation, be it `true` or `"true"`.
        Some(left.as_known()? == right.as_known()?)
    }
}
