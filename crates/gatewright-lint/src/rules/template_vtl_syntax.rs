//! Mapping templates that the template engine refuses.

use crate::checks::{Check, visit};
use crate::context::Context;
use crate::rule::declare_rule;
use crate::target::Template;

declare_rule! {
    /// A mapping template that is no valid Velocity.
    ///
    /// ## Why
    ///
    /// The import takes any text as a template. The template engine reads it at the first call, and
    /// each call then fails with `500 Internal Server Error`. The place is that of the first thing
    /// that the engine cannot read; what is wrong may stand before it.
    ///
    /// ## Bad
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseTemplates:
    ///               application/json: |
    ///                 {
    ///                   #if($input.path('$.next') != "")
    ///                   "next": $input.json('$.next'),
    ///                   "pets": $input.json('$.pets')
    ///                 }
    /// ```
    ///
    /// ## Good
    ///
    /// ```yaml
    /// paths:
    ///   /pets:
    ///     get:
    ///       operationId: listPets
    ///       responses: { "200": { description: OK } }
    ///       x-amazon-apigateway-integration:
    ///         type: http
    ///         httpMethod: GET
    ///         uri: https://api.example.com/pets
    ///         responses:
    ///           default:
    ///             statusCode: "200"
    ///             responseTemplates:
    ///               application/json: |
    ///                 {
    ///                   #if($input.path('$.next') != "")
    ///                   "next": $input.json('$.next'),
    ///                   #end
    ///                   "pets": $input.json('$.pets')
    ///                 }
    /// ```
    TemplateVtlSyntax {
        name: "template-vtl-syntax",
        category: Correctness,
        severity: Error,
        preset: Recommended,
        fix: None,
        confidence: Documented,
        versions: Both,
        since: "0.1.0",
        yields_to: [],
        visits: [Template],
    }
}

impl Check<visit::Template> for TemplateVtlSyntax {
    fn check<'a>(template: &Template<'a>, cx: &mut Context<'a>) {
        if !template.text.contains(['$', '#']) || !template.is_velocity() {
            return;
        }
        if template.is_unfinished() {
            return;
        }
        cx.judged();
        // The engine stops at the first.
        if let Some(error) = template.parsed().errors.first().filter(|it| !it.is_limit) {
            cx.report(template.text.at, error.message.clone())
                .span(template.span_of(error.span))
                .label("the template engine stops here")
                .help(error.help);
        }
    }
}
