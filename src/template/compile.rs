//! From a text to a template.

use super::bound::Bound;
use super::constants::Constants;
use super::fold::{Contact, Known, fold};
use super::lexer::{Dialect, Pieces};
use super::locale::Formatters;
use super::options::RenderOptions;
use super::pick::Wanted;
use super::problem::RenderError;
use super::program::{Base, Namespace, Program};
use super::report::Reports;
use super::run::Setting;
use super::syntax::Tree;
use super::variable::{Uses, Variable};
use super::{lexer, lower, parse, placeholders, texts, whitespace};
use crate::contact::FieldSet;
use crate::issue::{Code, Issue, Issues, Severity, Span};
use crate::limits::Limits;
use std::sync::{Arc, OnceLock};

/// A template that is well formed: every name in it is a known helper or lies in a namespace.
///
/// ```
/// use flashplan::template::Template;
/// let template = Template::compile("Bonjour {{contact.firstName}} !")?;
/// assert_eq!(template.variables()[0].path(), "contact.firstName");
///
/// let issues = Template::compile("{{contct.firstName}} {{#if contact.vip}}").unwrap_err();
/// assert_eq!(issues.len(), 2);
/// # Ok::<(), flashplan::issue::Issues>(())
/// ```
#[derive(Clone, Debug)]
pub struct Template {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    /// Its text is the source.
    program: Program,
    uses: Uses,
    /// Made of the uses when somebody asks.
    variables: OnceLock<Vec<Variable>>,
    issues: Issues,
    formatters: Formatters,
    /// Made when a context comes that writes itself.
    wanted: OnceLock<Option<Wanted>>,
}

/// What a template may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Syntax {
    /// Handlebars: placeholders, blocks, helpers, comments.
    #[default]
    Handlebars,
    /// `{{namespace.name}}` only, which is what MsgFlash documents.
    Placeholders,
}

/// Compiles templates with a [`Syntax`] and [`Limits`] of choice.
///
/// ```
/// use flashplan::template::{Compiler, Syntax};
/// let compiler = Compiler::new().syntax(Syntax::Placeholders);
/// assert!(compiler.compile("Bonjour {{contact.firstName}}").is_ok());
/// assert!(compiler.compile("{{#if contact.vip}}VIP{{/if}}").is_err());
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Compiler {
    syntax: Syntax,
    limits: Limits,
    bare_names: Option<Namespace>,
}

impl Compiler {
    /// Handlebars and the usual limits.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            syntax: Syntax::Handlebars,
            limits: Limits::new(),
            bare_names: None,
        }
    }

    /// Another syntax.
    #[must_use]
    pub const fn syntax(mut self, syntax: Syntax) -> Self {
        self.syntax = syntax;
        self
    }

    /// Other limits.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Reads names without a namespace in this one: for templates of another system, which write
    /// `{{firstName}}`. Without it such a name is an error.
    ///
    /// ```
    /// use flashplan::template::{Compiler, Namespace};
    /// let compiler = Compiler::new().bare_names(Namespace::Contact);
    /// let template = compiler.compile("Bonjour {{firstName}}")?;
    /// assert_eq!(template.variables()[0].path(), "contact.firstName");
    /// # Ok::<(), flashplan::issue::Issues>(())
    /// ```
    #[must_use]
    pub const fn bare_names(mut self, namespace: Namespace) -> Self {
        self.bare_names = Some(namespace);
        self
    }

    /// Compiles a template.
    ///
    /// # Errors
    ///
    /// All problems at once, each with its span: `{{contact.firstName` (unclosed), `{{}}`, `{{name}}`
    /// (no namespace), `{{foo.bar}}` (unknown namespace), `{{1}}`, `{{contact.x | upper}}` (Liquid),
    /// `{{#if contact.x}}` (never closed), `{{shout contact.x}}` (no such helper), `{{upper}}` (no
    /// argument), and a source over the limits. Warnings alone are no error.
    pub fn compile(&self, source: &str) -> Result<Template, Issues> {
        if source.len() > self.limits.template_bytes {
            return Err(std::iter::once(too_large(source, &self.limits)).collect());
        }
        let mut issues = Reports::new(&self.limits);
        let dialect = match self.syntax {
            Syntax::Handlebars => Dialect::Handlebars,
            Syntax::Placeholders => Dialect::Placeholders,
        };
        let mut pieces = Pieces::default();
        lexer::read(source, dialect, &self.limits, &mut issues, &mut pieces);
        if self.syntax == Syntax::Placeholders {
            placeholders::check(source, &pieces, &mut issues);
        }
        let mut tree = Tree::default();
        parse::parse(source, &pieces, &self.limits, &mut issues, &mut tree);
        whitespace::control(source, &mut tree);
        let (program, uses) = lower::lower(source, &tree, self.bare_names, dialect, &mut issues);
        let issues = issues.into_issues(source);
        if issues.has_errors() {
            return Err(issues);
        }
        Ok(Template {
            inner: Arc::new(Inner {
                program,
                uses,
                variables: OnceLock::new(),
                issues,
                formatters: Formatters::default(),
                wanted: OnceLock::new(),
            }),
        })
    }

    /// The variables of a template whose helpers and partials a host has, or its problems.
    #[cfg(feature = "handlebars")]
    pub(super) fn check_hosted(
        &self,
        source: &str,
        has_partial: impl Fn(&str) -> bool,
    ) -> Result<Vec<Variable>, Issues> {
        if source.len() > self.limits.template_bytes {
            return Err(std::iter::once(too_large(source, &self.limits)).collect());
        }
        let mut issues = Reports::new(&self.limits);
        let (limits, dialect) = (&self.limits, Dialect::Hosted);
        let (mut pieces, mut tree) = (Pieces::default(), Tree::default());
        lexer::read(source, dialect, limits, &mut issues, &mut pieces);
        parse::parse(source, &pieces, limits, &mut issues, &mut tree);
        for span in &tree.partials {
            let name = span.text(source).trim_matches(['"', '\'']);
            if !has_partial(name) {
                let issue = Issue::new(Code::HelperUnknown, "", &texts::HOST_PARTIAL);
                issues.report(issue.with("name", name), *span);
            }
        }
        let (_, uses) = lower::lower(source, &tree, self.bare_names, Dialect::Hosted, &mut issues);
        let issues = issues.into_issues(source);
        if issues.has_errors() {
            return Err(issues);
        }
        Ok(uses.variables(source))
    }
}

fn too_large(source: &str, limits: &Limits) -> Issue {
    let place = Span::new(0, 0).place(source);
    Issue::new(Code::TemplateTooLarge, "", &texts::TOO_LARGE)
        .with("length", source.len())
        .with("max", limits.template_bytes)
        .at(place)
}

impl Template {
    /// Compiles a template of Handlebars within the usual limits.
    ///
    /// # Errors
    ///
    /// As [`Compiler::compile`].
    pub fn compile(source: &str) -> Result<Self, Issues> {
        Compiler::new().compile(source)
    }

    /// The text that was compiled.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.inner.program.text
    }

    /// The paths that the template looks up, each once, in order of first use.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        let inner = &*self.inner;
        let variables = &inner.variables;
        variables.get_or_init(|| inner.uses.variables(&inner.program.text))
    }

    /// What is probably not meant; never an error.
    #[must_use]
    pub fn issues(&self) -> &Issues {
        debug_assert!(
            self.inner
                .issues
                .iter()
                .all(|issue| issue.severity() != Severity::Error)
        );
        &self.inner.issues
    }

    pub(super) fn program(&self) -> &Program {
        &self.inner.program
    }

    /// Whether the text is another in another occurrence.
    pub(crate) fn reads_occurrence(&self) -> bool {
        let mut paths = self.inner.program.paths.iter();
        paths.any(|path| path.base == Base::Occurrence)
    }

    /// The fields of a contact that the text can depend on, whatever the constants are.
    pub(crate) fn contact_fields(&self) -> FieldSet {
        self.inner.program.contact_fields()
    }

    /// The places of the template's own text, in order.
    pub(super) fn literals(&self) -> Vec<Span> {
        self.inner.program.literals().collect()
    }

    /// The text that every message has, whatever the values are: what stands outside all blocks.
    pub(crate) fn least_text(&self) -> String {
        let literals = self.inner.program.outside_blocks();
        literals.map(|span| span.text(self.source())).collect()
    }

    /// The source with an `x` in place of each byte of a tag, line ends but for those.
    pub(super) fn literal_text(&self) -> String {
        let source = self.source();
        let mut out = String::with_capacity(source.len());
        let blank = |tag: &str| -> String {
            let byte = |b: u8| if b == b'\n' { '\n' } else { 'x' };
            tag.bytes().map(byte).collect()
        };
        for literal in self.inner.program.literals() {
            let literal = literal.range();
            out += &blank(&source[out.len()..literal.start.max(out.len())]);
            out += &source[out.len()..literal.end.max(out.len())];
        }
        let rest = blank(&source[out.len()..]);
        out + &rest
    }

    /// Settles what is the same for every message: `user`, `instance` and `custom`.
    ///
    /// # Errors
    ///
    /// Every path of these namespaces that has no value and that a message may need
    /// (`VARIABLES_MISSING`), a namespace that is not there at all (`CONTEXT_UNAVAILABLE`), and loops
    /// over constants that go over the limits (`RENDER_LIMIT`).
    pub fn bind(&self, constants: &Constants, options: &RenderOptions) -> Result<Bound, Issues> {
        self.bind_with(constants, Contact::Later, options)
            .map_err(RenderError::into_issues)
    }

    pub(super) fn bind_with(
        &self,
        constants: &Constants,
        contact: Contact<'_>,
        options: &RenderOptions,
    ) -> Result<Bound, RenderError> {
        let (program, problems) = fold(self.known(constants, contact, options));
        if !problems.is_empty() {
            return Err(problems.into_error());
        }
        Ok(Bound::new(
            program,
            self.inner.program.text.clone(),
            options.clone(),
        ))
    }

    /// What the template looks up of a context, as far as that can be told before it runs.
    pub(super) fn wanted(&self) -> Option<&Wanted> {
        let inner = &*self.inner;
        let wanted = &inner.wanted;
        wanted
            .get_or_init(|| Wanted::of_all(&inner.program))
            .as_ref()
    }

    pub(super) fn setting<'a>(&'a self, options: &'a RenderOptions) -> Setting<'a> {
        Setting {
            program: &self.inner.program,
            source: &self.inner.program.text,
            options,
            formatters: &self.inner.formatters,
        }
    }

    pub(super) fn known<'a>(
        &'a self,
        constants: &'a Constants,
        contact: Contact<'a>,
        options: &'a RenderOptions,
    ) -> Known<'a> {
        Known {
            program: &self.inner.program,
            source: &self.inner.program.text,
            options,
            formatters: &self.inner.formatters,
            contact,
            user: constants.get(Namespace::User),
            instance: constants.get(Namespace::Instance),
            custom: constants.get(Namespace::Custom),
        }
    }
}
