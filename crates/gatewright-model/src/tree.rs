//! The tree as text for people.

use std::fmt;

use crate::{Api, AuthorizationType, Method};

impl fmt::Display for Api {
    /// One line for the API, one for each resource and method, then one for each other thing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let api = &self.rest_api;
        write!(f, "{}", api.name)?;
        if let Some(version) = &api.version {
            write!(f, " {version}")?;
        }
        let types: Vec<&str> =
            api.endpoint_configuration.types.iter().map(|word| word.as_str()).collect();
        writeln!(f, " ({})", types.join(", "))?;
        for resource in &self.resources {
            let depth = resource.path.split('/').filter(|part| !part.is_empty()).count();
            let part = resource.path_part.as_deref().map(|part| format!("/{part}"));
            writeln!(f, "{:indent$}{}", "", part.as_deref().unwrap_or("/"), indent = depth * 2)?;
            for method in resource.resource_methods.values() {
                let indent = depth * 2 + 4;
                write!(f, "{:indent$}{:<8}", "", method.http_method.as_str())?;
                writeln!(f, "{}", self.method_summary(method))?;
            }
        }
        fmt_list(f, "models", self.models.iter().map(|model| model.name.clone()))?;
        fmt_list(
            f,
            "authorizers",
            self.authorizers.iter().map(|it| format!("{} ({})", it.name, it.authorizer_type)),
        )?;
        let validators = self.request_validators.iter().map(|validator| validator.name.clone());
        fmt_list(f, "request validators", validators)?;
        let responses = self.gateway_responses.iter().map(|it| it.response_type.to_string());
        fmt_list(f, "gateway responses", responses)?;
        if !self.documentation_parts.is_empty() {
            writeln!(f, "documentation parts: {}", self.documentation_parts.len())?;
        }
        Ok(())
    }
}

impl Api {
    /// Integration and authorization of a method on one line.
    pub fn method_summary(&self, method: &Method) -> String {
        let mut words = Vec::new();
        match &method.method_integration {
            Some(integration) => {
                words.push(integration.integration_type.to_string());
                words.extend(integration.http_method.clone());
                words.extend(integration.uri.clone());
            }
            None => words.push("no integration".to_owned()),
        }
        let authorizer = method
            .authorizer_id
            .as_deref()
            .and_then(|id| self.authorizers.iter().find(|authorizer| authorizer.id == id));
        words.push(match (method.authorization_type, authorizer) {
            (AuthorizationType::None, _) => "[open".to_owned(),
            (kind, Some(authorizer)) => format!("[{kind} {}", authorizer.name),
            (kind, None) => format!("[{kind}"),
        });
        if method.api_key_required {
            words.push("+ API key".to_owned());
        }
        let mut line = words.join(" ");
        line.push(']');
        line
    }
}

fn fmt_list(
    f: &mut fmt::Formatter<'_>,
    title: &str,
    names: impl Iterator<Item = String>,
) -> fmt::Result {
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return Ok(());
    }
    writeln!(f, "{title}: {}", names.join(", "))
}
