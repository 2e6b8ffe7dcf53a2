//! What the CDK writes: a folder of templates and assets.
