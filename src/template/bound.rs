//! A template whose constants are settled: what is left are the contact's own values.

use super::length::utf16;
use super::locale::Formatters;
use super::options::RenderOptions;
use super::pick::{Picked, Wanted};
use super::problem::RenderError;
use super::program::{Base, Namespace, Program};
use super::run::{Contact, Memory, Setting, run};
use super::value::Val;
use crate::contact::FieldSet;
use serde::Serialize;
use serde_json::Value;
use std::sync::{Arc, OnceLock};

/// A template bound to a campaign's constants, from [`Template::bind`](super::Template::bind).
///
/// ```
/// use flashplan::template::{Constants, RenderOptions, Template};
/// use serde_json::json;
/// let template = Template::compile("Bonjour {{contact.firstName}}, {{custom.app}} !")?;
/// let constants = Constants::new().custom(json!({"app": "MsgFlash"}));
/// let bound = template.bind(&constants, &RenderOptions::new())?;
/// let text = bound.render_value(&json!({"firstName": "Awa"}))?;
/// assert_eq!(text, "Bonjour Awa, MsgFlash !");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Bound {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    program: Program,
    source: String,
    options: RenderOptions,
    formatters: Formatters,
    /// Made when a contact comes that writes itself.
    wanted: OnceLock<Wanted>,
}

impl Bound {
    pub(super) fn new(program: Program, source: String, options: RenderOptions) -> Self {
        Self {
            inner: Arc::new(Inner {
                program,
                source,
                options,
                formatters: Formatters::default(),
                wanted: OnceLock::new(),
            }),
        }
    }

    pub(super) fn program(&self) -> &Program {
        &self.inner.program
    }

    pub(super) fn setting(&self) -> Setting<'_> {
        Setting {
            program: &self.inner.program,
            source: &self.inner.source,
            options: &self.inner.options,
            formatters: &self.inner.formatters,
        }
    }

    /// The text for one contact, given as a JSON object.
    ///
    /// # Errors
    ///
    /// Every path without a value that would print (`VARIABLES_MISSING`), an object where a text
    /// would print (`VALUE_NOT_SCALAR`), and a text over the limits (`RENDER_LIMIT`).
    pub fn render_value(&self, contact: &Value) -> Result<String, RenderError> {
        self.render_contact(&JsonContact(contact))
    }

    fn render_contact<'a>(&'a self, contact: &impl Contact<'a>) -> Result<String, RenderError> {
        let setting = self.setting();
        let mut out = String::with_capacity(self.inner.program.text.len() + 64);
        let problems = run(setting, contact, &mut Memory::new(setting), &mut out);
        if problems.is_empty() {
            Ok(out)
        } else {
            Err(problems.into_error())
        }
    }

    /// The text for one contact, given as anything that serde can write as an object.
    ///
    /// # Errors
    ///
    /// As [`Bound::render_value`].
    pub fn render<T: Serialize + ?Sized>(&self, contact: &T) -> Result<String, RenderError> {
        let wanted = &self.inner.wanted;
        let wanted = wanted.get_or_init(|| Wanted::of(self.program()));
        let picked = Picked::from(wanted, contact);
        self.render_picked(&picked)
    }

    fn render_picked(&self, picked: &Picked) -> Result<String, RenderError> {
        self.render_contact(&picked)
    }

    /// Units of UTF-16 that every message has at least: the text outside all blocks.
    #[must_use]
    pub fn least_length(&self) -> usize {
        let program = self.program();
        let literals = program.outside_blocks();
        literals.map(|span| utf16(span.text(&program.text))).sum()
    }

    /// The fields of a contact that the text can depend on.
    #[must_use]
    pub fn contact_fields(&self) -> FieldSet {
        self.program().contact_fields()
    }

    pub(super) fn options(&self) -> &RenderOptions {
        &self.inner.options
    }
}

/// A contact as a JSON object.
struct JsonContact<'a>(&'a Value);

impl<'a> Contact<'a> for JsonContact<'a> {
    fn value(&self, program: &'a Program, path: u32) -> Val<'a> {
        let path_use = program.paths[path as usize];
        match path_use.base {
            Base::Namespace(Namespace::Contact) => Val::of(self.0).path(program.names(path_use)),
            _ => Val::Missing(None),
        }
    }
}
