//! What an account has stored, as far as definitions refer to it.

mod template;
mod texts;

pub use template::{TemplateContent, TemplateDefinition, read_templates, read_templates_with};
