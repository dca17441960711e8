//! `flashplan check`.

use crate::account::{AccountArgs, Known};
use crate::format::Format;
use crate::output::{self, Failure, Outcome};
use crate::show::show_in_json;
use crate::words::{self, Words};
use crate::wrap::hung;
use flashplan::campaign::Campaign;
use flashplan::catalogue::TemplateDefinition;
use flashplan::instance::read_instances_with;
use flashplan::issue::{Code, Issue, Language, Text};
use flashplan::json::Document;
use flashplan::limits::Limits;
use flashplan::message::{Message, ScheduledMessage};
use flashplan::reading::{Reading, Report};
use serde::Serialize;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Check a definition: everything that is wrong with it, and how to mend it
///
/// What was not given cannot be checked; the answer lists it. Exit status: 0 valid, 1 invalid, 2 wrong
/// usage, or a file that cannot be read.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan check campaign.json
  flashplan check campaign.json --templates templates.json --lang fr
  flashplan check campaign.json --account usage.json --contacts contacts.csv
  flashplan check --as message --format json message.json
  flashplan check --as scheduled-message --now 2030-05-01T08:00:00Z later.json")]
pub(crate) struct Args {
    /// Check the file as this
    #[arg(long = "as", value_enum, default_value_t = Subject::Campaign)]
    subject: Subject,
    /// Answer for people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The file; `-` is standard input
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    file: Option<PathBuf>,
    /// Answer each JSON line `{"as":"campaign","json":{..}}` of standard input
    #[arg(long)]
    batch: bool,
    #[command(flatten)]
    account: AccountArgs,
}

/// What a definition defines.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Subject {
    Campaign,
    Message,
    ScheduledMessage,
    Template,
    Instances,
}

impl Subject {
    fn from_name(name: &str) -> Option<Self> {
        <Self as clap::ValueEnum>::from_str(name, false).ok()
    }

    fn check(self, json: &[u8], known: &Known) -> Answer {
        let options = known.options();
        match self {
            Self::Campaign => Answer::of(&Campaign::read_with(json, &options)),
            Self::Message => Answer::of(&Message::read_with(json, &options)),
            Self::ScheduledMessage => Answer::of(&ScheduledMessage::read_with(json, &options)),
            Self::Template => Answer::of(&TemplateDefinition::read_with(json, &options)),
            Self::Instances => Answer::of(&read_instances_with(json, &options)),
        }
    }
}

/// What is said about one definition.
struct Answer {
    report: Report,
    value: Value,
}

impl Answer {
    fn of<T: Serialize>(reading: &Reading<T>) -> Self {
        Self {
            report: reading.report().clone(),
            value: reading.value().map_or(Value::Null, |value| json!(value)),
        }
    }

    fn in_language(self, language: Language) -> Self {
        Self {
            report: self.report.in_language(language),
            value: self.value,
        }
    }

    fn json(&self, language: Language) -> String {
        let envelope = self
            .report
            .envelope_in(language)
            .map(|envelope| json!(envelope));
        let error = envelope.map_or(Value::Null, |mut envelope| envelope["error"].take());
        let unchecked: Vec<_> = self
            .report
            .unchecked()
            .iter()
            .map(|rule| rule.name())
            .collect();
        json!({
            "valid": self.report.is_valid(),
            "issues": self.report.issues(),
            "unchecked": unchecked,
            "value": self.value,
            "error": error,
        })
        .to_string()
    }
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let known = Known::read(&args.account)?;
    let language = words::language();
    let Some(file) = args.file else {
        return output::batch(|line, out| {
            let answer = answer_line(line, &known).in_language(language);
            out.push_str(&answer.json(language));
        });
    };
    let bytes = output::read_bytes(&file)?;
    let answer = args.subject.check(&bytes, &known).in_language(language);
    match args.format {
        Format::Json => output::print(&format!("{}\n", answer.json(language)))?,
        Format::Text => {
            let name = file.display().to_string();
            output::tell(&text(&answer.report, &name, &bytes))?;
        }
    }
    Ok(if answer.report.is_valid() {
        Outcome::Valid
    } else {
        Outcome::Invalid
    })
}

/// The answer to a line of a batch. A line that is no question is answered by what is wrong with it.
fn answer_line(line: &[u8], known: &Known) -> Answer {
    match read_line(line) {
        Ok((subject, json)) => subject.check(json.as_bytes(), known),
        Err(issue) => Answer {
            report: Report::from_iter([issue]),
            value: Value::Null,
        },
    }
}

fn read_line(line: &[u8]) -> Result<(Subject, String), Issue> {
    // the line is as large as the definition in it and a little more, whose own reader looks how deep it is
    let limits = Limits::new();
    let limits = limits
        .json_bytes(limits.json_bytes + 1_000)
        .json_depth(usize::MAX);
    let document = Document::parse(line, &limits)?;
    let root = document.root();
    let subject = root.member("as").and_then(|name| name.text());
    let subject = subject
        .and_then(Subject::from_name)
        .ok_or_else(|| Issue::new(Code::Enum, "/as", &LINE_SUBJECT))?;
    let json = root
        .member("json")
        .ok_or_else(|| Issue::new(Code::Required, "/json", &LINE_JSON))?;
    Ok((subject, json.raw().to_owned()))
}

static LINE_SUBJECT: Text = Text {
    en: (
        "the line does not say what is to be checked",
        "write `\"as\"`: campaign, message, scheduled-message, template or instances",
    ),
    fr: (
        "la ligne ne dit pas ce qui est à vérifier",
        "écrivez `\"as\"` : campaign, message, scheduled-message, template ou instances",
    ),
};

static LINE_JSON: Text = Text {
    en: (
        "the line has nothing to check",
        "write the definition as `\"json\"`",
    ),
    fr: (
        "la ligne n'a rien à vérifier",
        "écrivez la définition comme `\"json\"`",
    ),
};

/// The issues for a person, each with its line of the JSON, and the verdict.
fn text(report: &Report, name: &str, bytes: &[u8]) -> String {
    let source = String::from_utf8_lossy(bytes);
    let mut out = String::new();
    for issue in report.issues() {
        out.push_str(&show_in_json(issue, name, &source));
        out.push('\n');
    }
    let unchecked: Vec<_> = report.unchecked().iter().map(|rule| rule.name()).collect();
    if !unchecked.is_empty() {
        let unchecked = unchecked.join(", ");
        out.push_str(&hung(UNCHECKED.text(), &unchecked, 2));
        out.push('\n');
    }
    let verdict = if report.is_valid() { &VALID } else { &INVALID };
    out.push_str(&format!("{name}{}\n", verdict.text()));
    out
}

// in French a colon stands alone

const UNCHECKED: Words = Words {
    en: "not checked: ",
    fr: "non vérifié : ",
};

const VALID: Words = Words {
    en: ": valid",
    fr: " : valide",
};

const INVALID: Words = Words {
    en: ": invalid",
    fr: " : non valide",
};
