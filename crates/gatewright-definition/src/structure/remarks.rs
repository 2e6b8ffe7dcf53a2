//! The findings on single rules: names, addresses, parameters, references, repetitions.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A path that does not begin with a slash.
    ///
    /// ## Why
    ///
    /// Paths are appended to the address of the server, so each begins with `/`.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   pets:
    ///     get:
    ///       responses:
    ///         "200": { description: The pets }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute paths. Resource pets should start with /
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200": { description: The pets }
    /// ```
    pub PATH_WITHOUT_SLASH {
        name: "path-without-slash",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A variable of a path that an operation can do without.
    ///
    /// ## Why
    ///
    /// Each variable is a parameter, `in: path`, of the operation or of the whole path. The service
    /// looks for it on the eight verbs, not on an `x-amazon-apigateway-any-method`, and takes every
    /// `$ref` among the parameters for it. The name is the whole text between the braces, so that of
    /// `{proxy+}` is `proxy+`; a parameter of that name is refused, and one called `proxy` goes unseen
    /// unless a `$ref` leads to it. The text is repeated for each operation.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets/{petId}:
    ///     get:
    ///       responses:
    ///         "200": { description: A pet }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute paths.'/pets/{petId}'. Declared path parameter petId needs to be defined as a path parameter in path or operation level
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets/{petId}:
    ///     parameters:
    ///       - { name: petId, in: path, required: true, schema: { type: string } }
    ///     get:
    ///       responses:
    ///         "200": { description: A pet }
    ///   /echo/{data}:
    ///     x-amazon-apigateway-any-method:
    ///       responses: {}
    /// ```
    pub PATH_PARAMETER_UNDECLARED {
        name: "path-parameter-undeclared",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// Two parameters of one name and one place in the same list.
    ///
    /// ## Why
    ///
    /// The second says nothing that the first does not, or contradicts it. A parameter of an
    /// operation may well have the name of one of its path, which it then replaces.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       parameters:
    ///         - { name: limit, in: query, schema: { type: integer } }
    ///         - { name: limit, in: query, schema: { type: string } }
    ///       responses:
    ///         "200": { description: The pets }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute paths.'/pets'(get).parameters.There are duplicate parameter values
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     parameters:
    ///       - { name: limit, in: query, schema: { type: integer } }
    ///     get:
    ///       parameters:
    ///         - { name: limit, in: query, schema: { type: string } }
    ///         - { name: limit, in: header, schema: { type: string } }
    ///       responses:
    ///         "200": { description: The pets }
    /// ```
    pub PARAMETERS_DUPLICATE {
        name: "parameters-duplicate",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A schema that is both only read and only written.
    ///
    /// ## Why
    ///
    /// `readOnly` keeps a property out of requests and `writeOnly` out of responses; with both it
    /// is nowhere. Older editions of the service's reader did not look at this.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Token: { type: string, readOnly: true, writeOnly: true }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute components.schemas.Token. writeOnly and readOnly are both present
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   schemas:
    ///     Token: { type: string, readOnly: false, writeOnly: true }
    /// ```
    pub READ_ONLY_AND_WRITE_ONLY {
        name: "read-only-and-write-only",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A name of a component, header, response, link, example or callback with a strange character.
    ///
    /// ## Why
    ///
    /// OpenAPI allows letters, digits, `.`, `-` and `_`. For schemas this is the lesser trouble:
    /// they become models, whose names have letters and digits only.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   parameters:
    ///     page[limit]: { name: limit, in: query, schema: { type: integer } }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute components.parameters.Parameter name page[limit] doesn't adhere to regular expression ^[a-zA-Z0-9\.\-_]+$
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths: {}
    /// components:
    ///   parameters:
    ///     page.limit: { name: limit, in: query, schema: { type: integer } }
    /// ```
    pub COMPONENT_NAME_INVALID {
        name: "component-name-invalid",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// The address of a contact or a licence that cannot be opened.
    ///
    /// ## Why
    ///
    /// The address needs a protocol. It does not end up in the API anyway, but with warnings as
    /// errors it stops the import. The service's text is nothing but the address.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1", license: { name: MIT, url: example.com/terms } }
    /// paths: {}
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute info.license.example.com/terms
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1", license: { name: MIT, url: "https://example.com/terms" } }
    /// paths: {}
    /// ```
    pub URL_MALFORMED {
        name: "url-malformed",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// An operation id that another operation has already.
    ///
    /// ## Why
    ///
    /// The id becomes the operation name of the method. Generated SDKs and documentation take it
    /// for unique.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get: { operationId: pets, responses: {} }
    ///     post: { operationId: pets, responses: {} }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute paths.'/pets'(post).operationId is repeated
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get: { operationId: pets, responses: {} }
    ///     post: { operationId: addPet, responses: {} }
    /// ```
    pub OPERATION_ID_REPEATED {
        name: "operation-id-repeated",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A tag that is declared twice.
    ///
    /// ## Why
    ///
    /// API Gateway makes nothing of tags, but warns of the second. Tags without a name are all
    /// called `null` and count as equal.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// tags:
    ///   - name: pets
    ///   - { name: pets, description: About pets }
    /// paths: {}
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute tags.pets is repeated
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// tags:
    ///   - { name: pets, description: About pets }
    /// paths: {}
    /// ```
    pub TAG_REPEATED {
        name: "tag-repeated",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}

declare_diagnostic! {
    /// A schema below `paths` that refers to a component which is not there.
    ///
    /// ## Why
    ///
    /// Without the component there is no model, so the request body or response goes without one.
    /// References from one component to another are looked at when the models are made. The text
    /// is recorded for HTTP APIs; REST APIs have the same reader.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: The pets
    ///           content:
    ///             application/json: { schema: { $ref: "#/components/schemas/Pets" } }
    /// ```
    ///
    /// ## Message
    ///
    /// ```text
    /// Parse issue: attribute paths.'/pets'(get).responses.200.content.schema.#/components/schemas/Pets is missing
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// openapi: 3.0.1
    /// info: { title: Pets, version: "1" }
    /// paths:
    ///   /pets:
    ///     get:
    ///       responses:
    ///         "200":
    ///           description: The pets
    ///           content:
    ///             application/json: { schema: { $ref: "#/components/schemas/Pets" } }
    /// components:
    ///   schemas:
    ///     Pets: { type: object }
    /// ```
    pub REFERENCE_MISSING {
        name: "reference-missing",
        stage: Definition,
        effect: Warned,
        words: Service,
        confidence: Derived,
        since: "0.1.0",
    }
}
