//! Problems of an input, all of them at once, each with a place and a way to mend it.
//!
//! Every stage reports into an [`Issues`] and goes on. A stage's texts stand beside the stage, in
//! English and French, as [`Text`] constants; an [`Issue`] keeps the text and the parameters apart
//! until somebody asks for the words.

mod api_code;
mod catalogue;
mod code;
mod cure;
mod nearest;
mod severity;
mod show;
mod span;
mod text;

pub use api_code::ApiCode;
pub use code::Code;
pub use nearest::{nearest, nearest_few};
pub use severity::Severity;
pub use show::show_in_source;
pub use span::{Place, Span};
pub(crate) use text::fill_in;
pub use text::{Language, Text};

use serde::ser::{Serialize, SerializeMap, Serializer};

/// One problem of an input.
///
/// Its text never holds a contact's data: what is wrong is told by place and by rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    code: Code,
    severity: Severity,
    api: Option<ApiCode>,
    path: String,
    text: &'static Text,
    params: Vec<(&'static str, String)>,
    place: Option<Place>,
    language: Language,
}

impl Issue {
    /// An issue of `code` with the severity that the catalogue gives it.
    ///
    /// `path` is a JSON pointer (RFC 6901) into the input; for a missing field it points where the
    /// field would be, and it is empty where the input is not JSON.
    #[must_use]
    pub fn new(code: Code, path: impl Into<String>, text: &'static Text) -> Self {
        Self {
            code,
            severity: code.severity(),
            api: code.api_code(),
            path: path.into(),
            text,
            params: Vec::new(),
            place: None,
            language: Language::English,
        }
    }

    /// The same issue with the words for `{name}` in its text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }

    /// The same issue at a place in a text (a template, a rule).
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same issue with another severity than its code's own, where a policy says so.
    #[must_use]
    pub fn as_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same issue, answered with another API code than its code's own: a number of the right form
    /// that cannot be reached is `PHONE_INVALID` too, and `INVALID_DESTINATION` to a client.
    #[must_use]
    pub fn answered_with(mut self, api: ApiCode) -> Self {
        self.api = Some(api);
        self
    }

    /// The same issue in another language: its message, its hint, and what is written or shown of it.
    ///
    /// ```
    /// use flashplan::issue::Language;
    /// use flashplan::template::Template;
    /// let issues = Template::compile("{{name}}").unwrap_err();
    /// let issue = issues.as_slice()[0].clone().in_language(Language::French);
    /// assert_eq!(issue.message(), issue.message_in(Language::French));
    /// ```
    #[must_use]
    pub fn in_language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// The same issue below `prefix`: the pointer of the value in a larger document.
    #[must_use]
    pub fn below(mut self, prefix: &str) -> Self {
        self.path.insert_str(0, prefix);
        self
    }

    /// The same issue with another pointer, where a caller's field has another name.
    #[must_use]
    pub fn moved(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// How bad it is. Only an error makes an input invalid.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The MsgFlash error code that a server answers with; none for warnings and notes.
    #[must_use]
    pub fn api_code(&self) -> Option<ApiCode> {
        match self.severity {
            Severity::Error => self.api,
            Severity::Warning | Severity::Info => None,
        }
    }

    /// The JSON pointer of what is wrong.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Where in a text, when the input is one.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// The named parts of the text: names, bounds and counts, never a contact's data.
    pub fn params(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.params
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
    }

    /// The word for its severity in the issue's language, for people: `warning`, `avertissement`.
    #[must_use]
    pub fn severity_word(&self) -> &'static str {
        match (self.language, self.severity) {
            (Language::English, severity) => severity.name(),
            (Language::French, Severity::Error) => "erreur",
            (Language::French, Severity::Warning) => "avertissement",
            (Language::French, Severity::Info) => "info",
        }
    }

    /// What stands before the hint where it is shown to people: `help: `, `aide : `.
    #[must_use]
    pub fn help_label(&self) -> &'static str {
        match self.language {
            Language::English => "help: ",
            Language::French => "aide : ",
        }
    }

    /// What is wrong, in the issue's language: English, unless [`Issue::in_language`] chose.
    #[must_use]
    pub fn message(&self) -> String {
        self.message_in(self.language)
    }

    /// How to mend it, in the issue's language.
    #[must_use]
    pub fn hint(&self) -> String {
        self.hint_in(self.language)
    }

    /// What is wrong.
    #[must_use]
    pub fn message_in(&self, language: Language) -> String {
        text::fill(self.text.message(language), &self.params)
    }

    /// How to mend it.
    #[must_use]
    pub fn hint_in(&self, language: Language) -> String {
        text::fill(self.text.hint(language), &self.params)
    }
}

/// `{"severity","code","apiCode","http","path","message","hint"}`, and for an issue in a text also
/// `"span":[start,end],"line","column"`.
impl Serialize for Issue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let api_code = self.api_code();
        map.serialize_entry("severity", self.severity.name())?;
        map.serialize_entry("code", self.code.name())?;
        map.serialize_entry("apiCode", &api_code.map(ApiCode::name))?;
        map.serialize_entry("http", &api_code.map(ApiCode::http))?;
        map.serialize_entry("path", &self.path)?;
        map.serialize_entry("message", &self.message())?;
        map.serialize_entry("hint", &self.hint())?;
        if let Some(place) = self.place {
            map.serialize_entry("span", &[place.span.start, place.span.end])?;
            map.serialize_entry("line", &place.line)?;
            map.serialize_entry("column", &place.column)?;
        }
        map.end()
    }
}

/// Problems in the order in which they were found. The sink that every stage reports into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues {
    list: Vec<Issue>,
}

impl Issues {
    /// No problem yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes one more problem.
    pub fn report(&mut self, issue: Issue) {
        self.list.push(issue);
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|issue| issue.severity == Severity::Error)
    }

    /// Whether nothing was noted, not even a warning.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many were noted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The problems, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Issue> {
        self.list.iter()
    }

    /// The problems as a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[Issue] {
        &self.list
    }
}

impl Extend<Issue> for Issues {
    fn extend<T: IntoIterator<Item = Issue>>(&mut self, issues: T) {
        self.list.extend(issues);
    }
}

impl FromIterator<Issue> for Issues {
    fn from_iter<T: IntoIterator<Item = Issue>>(issues: T) -> Self {
        Self {
            list: issues.into_iter().collect(),
        }
    }
}

impl IntoIterator for Issues {
    type Item = Issue;
    type IntoIter = std::vec::IntoIter<Issue>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Issues {
    type Item = &'a Issue;
    type IntoIter = std::slice::Iter<'a, Issue>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl Serialize for Issues {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.list)
    }
}

/// One line an issue: `CODE at /path: message; hint`.
impl std::fmt::Display for Issues {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, issue) in self.list.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{issue}")?;
        }
        Ok(())
    }
}

impl std::fmt::Display for Issue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.code.name())?;
        if !self.path.is_empty() {
            write!(f, " at {}", self.path)?;
        }
        if let Some(place) = self.place {
            write!(f, " (line {}, column {})", place.line, place.column)?;
        }
        write!(f, ": {}", self.message())?;
        let hint = self.hint();
        if !hint.is_empty() {
            write!(f, "; {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Issue {}

impl std::error::Error for Issues {}
