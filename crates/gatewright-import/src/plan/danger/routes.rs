//! Which method answers a request.

use std::borrow::Cow;
use std::collections::HashMap;

use gatewright_model::{Api, EntityPath, HttpMethod, Method, PathPart, Resource};

/// The methods of an API by what requests they take. Paths are told apart by their shape: callers do
/// not see what a variable is called.
pub(super) struct Routes<'a> {
    api: &'a Api,
    resources: HashMap<Cow<'a, str>, &'a Resource>,
}

/// A method and where it is.
#[derive(Clone, Copy)]
pub(super) struct Route<'a> {
    pub(super) shape: &'a str,
    pub(super) path: &'a str,
    pub(super) method: &'a Method,
}

impl Route<'_> {
    /// The method in the tree.
    pub(super) fn entity(&self) -> EntityPath {
        EntityPath::Method(self.path.to_owned(), self.method.http_method)
    }
}

impl<'a> Routes<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        Self { api, resources: api.resources.iter().map(|it| (shape(&it.path), it)).collect() }
    }

    /// A shape and a verb for each kind of request that a method of one of the two APIs is for, those
    /// of the first before those that only the second has.
    pub(super) fn requests(&self, other: &Self) -> Vec<(Cow<'a, str>, HttpMethod)> {
        let own = |routes: &Self| {
            let mut requests = Vec::new();
            for resource in &routes.api.resources {
                let verbs = HttpMethod::ALL.iter().filter(|verb| **verb != HttpMethod::Any);
                let methods = &resource.resource_methods;
                let is_for = |verb: &&HttpMethod| {
                    methods.contains_key(verb) || methods.contains_key(&HttpMethod::Any)
                };
                let shape = shape(&resource.path);
                requests.extend(verbs.filter(is_for).map(|verb| (shape.clone(), *verb)));
            }
            requests
        };
        let mut requests = own(self);
        let new = own(other).into_iter().filter(|(shape, verb)| self.at(shape, *verb).is_none());
        requests.extend(new);
        requests
    }

    /// The method that answers: that of the path, else the nearest greedy one above. (*Set up a proxy
    /// integration with a proxy resource*.)
    pub(super) fn find(&self, wanted: &str, verb: HttpMethod) -> Option<Route<'_>> {
        let own = self.at(wanted, verb);
        own.or_else(|| {
            // Nothing takes the requests to the root but the root.
            let mut above = if wanted == "/" { "" } else { wanted };
            while let Some((parent, _)) = above.rsplit_once('/') {
                let greedy = self.at(&format!("{parent}/{{+}}"), verb);
                if greedy.is_some() {
                    return greedy;
                }
                above = parent;
            }
            None
        })
    }

    fn at(&self, wanted: &str, verb: HttpMethod) -> Option<Route<'_>> {
        let (shape, resource) = self.resources.get_key_value(wanted)?;
        let methods = &resource.resource_methods;
        let method = methods.get(&verb).or_else(|| methods.get(&HttpMethod::Any))?;
        Some(Route { shape, path: &resource.path, method })
    }
}

/// A path with its variables unnamed.
fn shape(path: &str) -> Cow<'_, str> {
    if !path.contains('{') {
        return path.into();
    }
    let part = |part| match PathPart::parse(part) {
        PathPart::Static(text) => text,
        PathPart::Variable(_) => "{}",
        PathPart::Greedy(_) => "{+}",
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/").into()
}
