//! Terraform: configuration, templates and plans.
