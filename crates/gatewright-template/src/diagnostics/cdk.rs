//! What there is to say of what the CDK writes.

use gatewright_diagnostics::declare_diagnostic;

declare_diagnostic! {
    /// A template that the manifest of a cloud assembly names and that cannot be read.
    ///
    /// ## Why
    ///
    /// `manifest.json` in `cdk.out` says which stacks there are; each is a template beside it.
    /// Without the template nothing can be said of the APIs of the stack. A folder is whole after
    /// `cdk synth`.
    ///
    /// ## Bad
    ///
    /// ```json
    /// {
    ///   "version": "52.0.0",
    ///   "artifacts": {
    ///     "Pets": { "type": "aws:cloudformation:stack", "properties": { "templateFile": "Pets.template.json" } }
    ///   }
    /// }
    /// ```
    ///
    /// ## Good
    ///
    /// ```json
    /// {
    ///   "version": "52.0.0",
    ///   "artifacts": { "Tree": { "type": "cdk:tree", "properties": { "file": "tree.json" } } }
    /// }
    /// ```
    pub(crate) TEMPLATE_STACK_UNREADABLE {
        name: "template-stack-unreadable",
        stage: Template,
        effect: Noted,
        words: Ours,
        confidence: Documented,
        since: "0.1.0",
    }
}
