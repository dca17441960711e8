//! What a new campaign is to be, settled question by question. Each answer is valid when it is taken.

use super::Args;
use super::ask::{Asking, Question};
use super::texts;
use crate::output::Failure;
use crate::words::{Words, language};
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use flashplan::id::parse_uuid;
use flashplan::issue::{Issue, Language};
use flashplan::schedule::{Fold, Gap, Zone};
use flashplan::template::Template;
use serde_json::{Map, Value};

/// The default of `--instance`: a placeholder that no account has.
const INSTANCE: &str = "00000000-0000-4000-8000-000000000001";

/// What a new campaign is to be.
pub(super) struct Answers {
    pub(super) name: String,
    pub(super) schedule: DateTime<FixedOffset>,
    pub(super) zone: String,
    pub(super) repeat: &'static str,
    pub(super) message: String,
    pub(super) variables: Map<String, Value>,
    /// None is everybody.
    pub(super) tag: Option<String>,
    pub(super) instance: String,
}

impl Answers {
    pub(super) fn settle(args: &Args, asking: &mut Asking) -> Result<Self, Failure> {
        let ask = |flag, words, default, given: &Option<String>| Pending {
            question: Question {
                flag,
                words,
                about: "",
                default: Some(default),
            },
            given: given.clone(),
        };
        let read = Reader;
        let (name, text) = match language() {
            Language::English => ("My first campaign", texts::MESSAGE.en),
            Language::French => ("Ma première campagne", texts::MESSAGE.fr),
        };
        let name = ask("--name", &texts::NAME, name, &args.name)
            .settle(asking, |text| read.not_blank(text))?;
        let zone = ask(
            "--timezone",
            &texts::ZONE,
            "Africa/Porto-Novo",
            &args.timezone,
        )
        .settle(asking, |text| read.zone(text))?;
        let schedule = ask(
            "--schedule",
            &texts::TIME,
            "2030-05-03 09:00",
            &args.schedule,
        )
        .settle(asking, |text| read.instant(text, &zone))?;
        let repeat = ask("--repeat", &texts::REPEAT, "none", &args.repeat)
            .settle(asking, |text| read.repeat(text))?;
        let message = ask("--message", &texts::TEXT, text, &args.message)
            .settle(asking, |text| read.message(text))?;
        let variables = variables(args, asking, &message)?;
        let everybody = match language() {
            Language::English => "everybody",
            Language::French => "tous",
        };
        let tag = ask("--tag", &texts::TAG, everybody, &args.tag)
            .settle(asking, |text| read.not_blank(text))?;
        let instance = ask("--instance", &texts::INSTANCE, INSTANCE, &args.instance)
            .settle(asking, |text| read.uuid(text))?;
        Ok(Self {
            name,
            schedule,
            zone: zone.name().to_owned(),
            repeat,
            message: message.source().to_owned(),
            variables,
            tag: (args.tag.is_some() || tag != everybody).then_some(tag),
            instance,
        })
    }
}

/// A question with what its flag says.
struct Pending<'a> {
    question: Question<'a>,
    given: Option<String>,
}

impl Pending<'_> {
    fn settle<T>(
        &self,
        asking: &mut Asking,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Failure> {
        asking.settle(&self.question, self.given.as_deref(), read)
    }
}

/// A value for each `custom.NAME` of the message, by its flag or by asking.
fn variables(
    args: &Args,
    asking: &mut Asking,
    message: &Template,
) -> Result<Map<String, Value>, Failure> {
    let read = Reader;
    let mut values = Map::new();
    for pair in &args.variables {
        let (name, value) = pair
            .split_once('=')
            .ok_or_else(|| Failure::Usage(texts::NO_PAIR.with(&[("pair", pair)])))?;
        values.insert(name.to_owned(), value.into());
    }
    for variable in message.variables().iter().filter(|v| v.required()) {
        let Some(name) = variable.path().strip_prefix("custom.") else {
            continue;
        };
        if !values.contains_key(name) {
            let flag = format!("--variable {name}=..");
            let question = Question {
                flag: &flag,
                words: &texts::VARIABLE,
                about: name,
                default: None,
            };
            let value = asking.settle(&question, None, |text| read.not_blank(text))?;
            values.insert(name.to_owned(), value.into());
        }
    }
    Ok(values)
}

/// How the answers are understood; a refusal is told in the language that is asked in.
#[derive(Clone, Copy)]
struct Reader;

impl Reader {
    fn refuse<T>(self, why: &Words) -> Result<T, String> {
        Err(why.text().to_owned())
    }

    fn not_blank(self, text: &str) -> Result<String, String> {
        match text.trim() {
            "" => self.refuse(&texts::BLANK),
            text => Ok(text.to_owned()),
        }
    }

    fn zone(self, text: &str) -> Result<Zone, String> {
        Zone::named(text.trim()).map_err(|issue| self.told(&issue))
    }

    fn told(self, issue: &Issue) -> String {
        let language = language();
        format!(
            "{}; {}",
            issue.message_in(language),
            issue.hint_in(language)
        )
    }

    /// A wall time in `zone`, as an instant.
    fn instant(self, text: &str, zone: &Zone) -> Result<DateTime<FixedOffset>, String> {
        let text = text.trim().replace('T', " ");
        let local = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok());
        let at = local.and_then(|local| zone.to_instant(local, Gap::default(), Fold::default()));
        match at {
            Some(at) => Ok(zone.to_local(at)),
            None => self.refuse(&texts::NO_TIME),
        }
    }

    fn repeat(self, text: &str) -> Result<&'static str, String> {
        let known = ["none", "daily", "weekly"];
        match known.into_iter().find(|name| *name == text.trim()) {
            Some(name) => Ok(name),
            None => self.refuse(&texts::NO_REPEAT),
        }
    }

    /// A template. A person types one line, so that `\n` stands for a line break.
    fn message(self, text: &str) -> Result<Template, String> {
        let template = Template::compile(&text.replace("\\n", "\n")).map_err(|issues| {
            let told: Vec<String> = issues.iter().map(|issue| self.told(issue)).collect();
            told.join("\n  ")
        })?;
        let mut names = template
            .variables()
            .iter()
            .filter_map(|variable| variable.path().strip_prefix("custom."));
        if names.any(|name| name.contains('.')) {
            return self.refuse(&texts::NESTED);
        }
        Ok(template)
    }

    fn uuid(self, text: &str) -> Result<String, String> {
        match parse_uuid(text.trim()) {
            Ok(uuid) => Ok(uuid.to_string()),
            Err(_) => self.refuse(&texts::NO_UUID),
        }
    }
}
