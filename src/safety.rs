//! What MsgFlash says of the risk of a send: the `safety` object of its responses.
//!
//! In its first version it is guidance: it never keeps anything from being sent.

use crate::issue::{Code, Issue, Severity, Text};
use crate::json::{Kind, Value};
use crate::reading::{
    Field, Options, Order, Path, Reading, Sink, object_root, read_document, texts,
};

/// An assessment of a send, as the responses to creating, scheduling and resuming hold one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Safety {
    /// Whether there is anything to warn of.
    pub decision: Decision,
    /// `medium` was seen; the other names are not published.
    pub risk_level: Option<String>,
    /// `warming` was seen.
    pub state: Option<String>,
    /// 0 to 100.
    pub score: Option<f64>,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// What to do, in words.
    pub recommendations: Vec<String>,
}

/// What the assessment comes to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Decision {
    /// `allow`.
    Allow,
    /// `warn`.
    Warn,
    /// One that the first version does not have, as it was written.
    Unknown(String),
}

impl Decision {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Unknown(name) => name,
        }
    }

    fn from_name(name: &str) -> Self {
        match name {
            "allow" => Self::Allow,
            "warn" => Self::Warn,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

/// What a host makes of an assessment.
///
/// ```
/// use flashplan::reading::Options;
/// use flashplan::safety::{Safety, SafetyPolicy};
/// let reading = Safety::read(br#"{"decision": "warn"}"#, &Options::new());
/// let safety = reading.value().unwrap();
/// assert!(!SafetyPolicy::Advise.blocks(safety));
/// assert!(SafetyPolicy::Strict.blocks(safety));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SafetyPolicy {
    /// Advice holds nothing back, as MsgFlash's first version says of itself.
    #[default]
    Advise,
    /// Only `allow` goes through; a decision that is not known does not.
    Strict,
}

impl SafetyPolicy {
    /// Whether a send with this assessment is to be held back.
    #[must_use]
    pub fn blocks(self, safety: &Safety) -> bool {
        match self {
            Self::Advise => safety.blocks(),
            Self::Strict => safety.decision != Decision::Allow,
        }
    }
}

impl Safety {
    /// Reads the assessment that a response is, or holds under `safety`, beside or within `data`.
    #[must_use]
    pub fn read(json: &[u8], options: &Options<'_>) -> Reading<Self> {
        read_document(json, options, Order::REPORTED, |root, sink| {
            let root = object_root(root, sink)?;
            let (top, data) = (Path::Root, root.member("data"));
            let inner = data.and_then(|data| data.member("safety"));
            if root.member("decision").is_some() {
                return read(root, &top, sink);
            }
            match (root.member("safety"), inner) {
                (Some(safety), _) => read(safety, &top.name("safety"), sink),
                (None, Some(safety)) => read(safety, &top.name("data").name("safety"), sink),
                (None, None) => {
                    let field = Field {
                        value: None,
                        path: top.name("safety"),
                    };
                    sink.report(field.named(Code::Required, &texts::REQUIRED));
                    None
                }
            }
        })
    }

    /// Whether MsgFlash holds the send back: never, in the first version. A host may be stricter:
    /// [`SafetyPolicy`].
    #[must_use]
    pub fn blocks(&self) -> bool {
        false
    }
}

fn read(object: Value<'_>, path: &Path<'_>, sink: &mut Sink) -> Option<Safety> {
    let whole = Field {
        value: Some(object),
        path: *path,
    };
    whole.of_kind(Kind::Object, sink)?;
    let text = |name| object.member(name).and_then(Value::text).map(str::to_owned);
    let field = Field {
        value: object.member("decision").filter(|value| !value.is_null()),
        path: path.name("decision"),
    };
    let decision = field.required_text(sink).map(Decision::from_name);
    let score = object.member("score");
    Some(Safety {
        decision: decision?,
        risk_level: text("riskLevel"),
        state: text("state"),
        score: score.and_then(|score| read_score(score, path.name("score"), sink)),
        reasons: object.member("reasons").map(read_texts).unwrap_or_default(),
        recommendations: object
            .member("recommendations")
            .map(read_texts)
            .unwrap_or_default(),
    })
}

/// A score, brought inside 0 to 100.
pub(crate) fn read_score(value: Value<'_>, path: Path<'_>, sink: &mut Sink) -> Option<f64> {
    let score = value.number()?;
    if !(0.0..=100.0).contains(&score) {
        let issue = Issue::new(Code::NumberRange, path.pointer(), &SCORE_RANGE);
        sink.report(issue.as_severity(Severity::Warning));
    }
    Some(score.clamp(0.0, 100.0))
}

/// The texts of an array.
pub(crate) fn read_texts(value: Value<'_>) -> Vec<String> {
    let texts = value.items().filter_map(Value::text);
    texts.map(str::to_owned).collect()
}

static SCORE_RANGE: Text = Text {
    en: (
        "the score lies outside 0 to 100, and was brought inside",
        "ask the API again",
    ),
    fr: (
        "le score est hors de 0 à 100, et a été ramené dedans",
        "redemandez à l'API",
    ),
};
