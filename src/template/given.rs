//! One text for a context that is given as anything that serde can write.

use super::compile::Template;
use super::options::RenderOptions;
use super::pick::Picked;
use super::preview::Context;
use super::problem::RenderError;
use super::program::{Base, Namespace, PathUse};
use super::run::{Memory, run};
use serde::Serialize;

impl Template {
    /// The text for one context, given as anything that serde can write as an object with the keys
    /// `contact`, `user`, `instance` and `custom`. Only what the template looks up is written.
    ///
    /// A contact has the names that it states; [`Template::render`] derives those that it lacks.
    ///
    /// ```
    /// use flashplan::template::{RenderOptions, Template};
    /// #[derive(serde::Serialize)]
    /// struct Customer<'a> {
    ///     #[serde(rename = "firstName")]
    ///     first_name: &'a str,
    /// }
    /// #[derive(serde::Serialize)]
    /// struct Message<'a> {
    ///     contact: Customer<'a>,
    /// }
    /// let template = Template::compile("Bonjour {{contact.firstName}} !")?;
    /// let message = Message { contact: Customer { first_name: "Awa" } };
    /// assert_eq!(template.render_from(&message, &RenderOptions::new())?, "Bonjour Awa !");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Template::render`].
    pub fn render_from<T: Serialize + ?Sized>(
        &self,
        context: &T,
        options: &RenderOptions,
    ) -> Result<String, RenderError> {
        if let Some(text) = self.render_picked(context, options) {
            return Ok(text);
        }
        let context = serde_json::to_value(context).unwrap_or_default();
        self.render(&Context::stated(context), options)
    }

    /// The text, if all goes well with what can be told before the template runs.
    fn render_picked<T: Serialize + ?Sized>(
        &self,
        context: &T,
        options: &RenderOptions,
    ) -> Option<String> {
        let picked = Picked::from(self.wanted()?, context);
        let setting = self.setting(options);
        let mut paths = (0..).zip(&setting.program.paths);
        if paths.any(|(path, path_use)| may_hold_secrets(path_use) && picked.is_nested(path)) {
            return None;
        }
        let mut out = String::with_capacity(setting.program.text.len() + 64);
        let problems = run(setting, &&picked, &mut Memory::new(setting), &mut out);
        problems.is_empty().then_some(out)
    }
}

/// Whether what a path leads to is the host's own.
fn may_hold_secrets(path_use: &PathUse) -> bool {
    matches!(
        path_use.base,
        Base::Namespace(Namespace::User | Namespace::Instance)
    )
}
