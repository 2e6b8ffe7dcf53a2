//! The names that an expression may use.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::value::Value;

/// What names mean where an expression stands.
#[derive(Debug, Clone)]
pub(super) enum Scope {
    /// In the configuration: `var`, `local`, `data`, `path` and resources.
    Configuration,
    /// In a template, which knows the names that it is given and no others.
    Template(Rc<BTreeMap<String, Value>>),
    /// Within a loop, which gives one name more.
    Loop { name: Rc<str>, value: Rc<Value>, around: Rc<Scope> },
}

impl Scope {
    /// The value of a name that is given to a template or by a loop.
    pub(super) fn get(&self, name: &str) -> Option<Value> {
        let mut scope = self;
        loop {
            match scope {
                Scope::Configuration => return None,
                Scope::Template(names) => return names.get(name).cloned(),
                Scope::Loop { name: own, value, .. } if **own == *name => {
                    return Some(Value::clone(value));
                }
                Scope::Loop { around, .. } => scope = around,
            }
        }
    }

    /// Whether names mean what they do in the configuration.
    pub(super) fn is_configuration(&self) -> bool {
        let mut scope = self;
        loop {
            match scope {
                Scope::Configuration => return true,
                Scope::Template(_) => return false,
                Scope::Loop { around, .. } => scope = around,
            }
        }
    }

    /// The same with one name more.
    pub(super) fn with(&self, name: &str, value: Value) -> Self {
        Self::Loop { name: name.into(), value: Rc::new(value), around: Rc::new(self.clone()) }
    }
}
