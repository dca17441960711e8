//! What an account has stored and may do, as far as definitions refer to it.

mod account;
mod billing;
mod body;
pub(crate) mod check;
mod preview;
mod template;
mod texts;

pub use account::{Account, PlanLimits, Subscription, Usage};
pub(crate) use body::compile_body;
pub(crate) use texts::LEAST_TOO_LONG;

pub use billing::Billing;
pub use preview::PreviewRequest;
pub use template::{TemplateContent, TemplateDefinition, read_templates, read_templates_with};
