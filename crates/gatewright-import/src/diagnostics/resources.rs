//! Findings about paths and resources.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A second variable under one parent.
    ///
    /// ## Why
    ///
    /// A resource has at most one child that is a variable; `{id}` and `{name}` in the same place would
    /// match the same requests. Greedy variables count too. Users quote the refusal of imports; it names
    /// the variable that was there first, with its braces inside the parentheses.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    ///   /pets/{name}/owner:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to create resource at path '/pets/{name}': A sibling ({id}) of this resource already has a variable path part -- only one is allowed
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    ///   /pets/{id}/owner:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) RESOURCE_SECOND_VARIABLE {
        name: "resource-second-variable",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A path below a greedy variable.
    ///
    /// ## Why
    ///
    /// A greedy variable takes all that is left of a path, so nothing can follow it (*Set up a proxy
    /// integration with a proxy resource*). The text is recorded for the creation of a single resource.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /{proxy+}/pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to create resource at path '/{proxy+}/pets': Cannot create a child of a resource with a greedy path variable: {proxy+}
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets/{proxy+}:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) RESOURCE_BELOW_GREEDY {
        name: "resource-below-greedy",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A path segment with characters that API Gateway does not take.
    ///
    /// ## Why
    ///
    /// A segment holds letters, digits and `-._:`, or is one variable in braces; a variable cannot share
    /// its segment with other text (*Important notes*). Users quote imports that were refused with an
    /// older wording; this one is recorded for a single resource in 2026.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets/{id}.json:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Unable to create resource at path '/pets/{id}.json': Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) RESOURCE_PATH_PART_INVALID {
        name: "resource-path-part-invalid",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Two paths that are one resource and have the same method.
    ///
    /// ## Why
    ///
    /// A slash at the end of a path makes no resource of its own, so `/pets` and `/pets/` are one. When
    /// both have an operation for the same verb, users quote this refusal.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    ///   /pets/:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Duplicate method 'GET' on resource at path '/pets'
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) METHOD_DUPLICATE {
        name: "method-duplicate",
        stage: Import,
        effect: Refused,
        words: Service,
        confidence: Quoted,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// More resources than an account may have by default.
    ///
    /// ## Why
    ///
    /// An API may have 300 resources, the root included, unless the account's quota was raised (*Amazon
    /// API Gateway quotas*). Each segment of each path is a resource, also one without methods. Above the
    /// quota the import fails as a whole with an answer of its own. (`…` stands for 299 more segments.)
    ///
    /// ## Bad
    ///
    /// ```yaml fill=/a*299
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets…:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets/{id}:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) RESOURCES_OVER_QUOTA {
        name: "resources-over-quota",
        stage: Import,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// More resources than gatewright builds.
    ///
    /// ## Why
    ///
    /// Each resource knows its whole path, so that a path of tens of thousands of segments would fill the
    /// memory. The bound is our own, and far beyond the service's quota of resources.
    ///
    /// ## Bad
    ///
    /// ```json fill=/a*9000
    /// {
    ///   "swagger": "2.0",
    ///   "info": { "title": "Pets", "version": "1" },
    ///   "paths": {
    ///     "…": {
    ///       "get": {
    ///         "responses": { "200": { "description": "OK" } },
    ///         "x-amazon-apigateway-integration": { "type": "mock" }
    ///       }
    ///     }
    ///   }
    /// }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// swagger: "2.0"
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /a/a:
    ///     get:
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration: { type: mock }
    /// ```
    pub(crate) RESOURCES_TOO_MANY {
        name: "resources-too-many",
        stage: Import,
        effect: Refused,
        words: Ours,
        confidence: Derived,
        since: "0.1.0",
    }
}
