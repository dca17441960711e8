//! `flashplan render`: one text, or one for each line of a batch.

use crate::output::{self, Failure, Outcome};
use crate::show::{show_in_source, visible};
use crate::words::Words;
use crate::wrap::{COLUMNS, hung, wrapped};
use chrono::{DateTime, FixedOffset};
use flashplan::datetime::parse_instant;
use flashplan::issue::{Code, Issue, Issues, Severity, Text};
use flashplan::template::{
    Context, Explanation, MessagePart, Neutralise, OccurrenceTime, RenderOptions, Source, Template,
};
use serde_json::{Value, json};
use std::path::PathBuf;
use unicode_width::UnicodeWidthStr;

/// Render a template with the values of a context
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan render --template-file welcome.hbs --context context.json
  echo '{\"contact\":{\"name\":\"Awa Doe\"}}' |
    flashplan render --template 'Hello {{contact.firstName}}' --context -
  flashplan render --template-file welcome.hbs --context context.json --explain
  flashplan render --batch < lines.jsonl > texts.jsonl")]
pub(crate) struct Args {
    /// The template itself
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["template_file", "batch"])]
    template: Option<String>,
    /// The file that holds the template; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "batch")]
    template_file: Option<PathBuf>,
    /// A JSON file with the objects contact, user, instance and custom; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "batch")]
    context: Option<PathBuf>,
    /// Answer for people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// What the text is for: WhatsApp bounds its length, and a message is not blank. Without it the
    /// text is a message, and JSON is what MsgFlash answers, which knows no length
    #[arg(long, value_enum, value_name = "PART", conflicts_with = "batch")]
    part: Option<Part>,
    /// Print each part of the text with where it comes from, instead of the text
    #[arg(long, conflicts_with = "batch")]
    explain: bool,
    /// Replace the marks of WhatsApp in values, and drop their control characters.
    #[arg(long)]
    neutralise: bool,
    /// Cut values after so many characters; implies --neutralise.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    longest_value: Option<u32>,
    /// The time of the occurrence that the text is for, with an offset: what `@occurrence.at` prints
    #[arg(long, value_name = "TIME", value_parser = occurrence_time)]
    occurrence: Option<DateTime<FixedOffset>>,
    /// The number of that occurrence, from 1
    #[arg(long, value_name = "N", default_value_t = 1, requires = "occurrence", value_parser = clap::value_parser!(u64).range(1..))]
    occurrence_number: u64,
    /// Answer each JSON line `{"template":"..","context":{..}}` of standard input
    #[arg(long)]
    batch: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// The rendered text
    Text,
    /// An object with the text, the variables, and what is missing
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// The text of a message: 4,096 units of UTF-16 at most, and not blank
    Text,
    /// The caption of a medium: 1,024 units are shown
    Caption,
}

static NOT_JSON: Text = Text {
    en: (
        "the input is not JSON",
        "write one JSON object, without comments and trailing commas",
    ),
    fr: (
        "l'entrée n'est pas du JSON",
        "écrivez un objet JSON, sans commentaires ni virgules finales",
    ),
};

static NO_TEMPLATE: Text = Text {
    en: (
        "the line has no text `template`",
        "write {\"template\":\"..\",\"context\":{..}}",
    ),
    fr: (
        "la ligne n'a pas de texte `template`",
        "écrivez {\"template\":\"..\",\"context\":{..}}",
    ),
};

const LITERAL: Words = Words {
    en: "text",
    fr: "texte",
};

const CONSTANT: Words = Words {
    en: "constant",
    fr: "constante",
};

const MISSING: Words = Words {
    en: "missing: {paths}",
    fr: "manque : {paths}",
};

const NEEDS_TEMPLATE: Words = Words {
    en: "render needs --template TEXT, --template-file FILE or --batch",
    fr: "render demande --template TEXTE, --template-file FICHIER ou --batch",
};

const NEEDS_CONTEXT: Words = Words {
    en: "render needs --context FILE",
    fr: "render demande --context FICHIER",
};

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    if args.batch {
        let options = options(&args);
        return output::batch(|line, out| out.push_str(&answer(line, &options).to_string()));
    }
    let (name, source) = template_of(&args)?;
    let context = match context_of(&args)? {
        Ok(context) => context,
        Err(issue) => return refuse(&args, &name, &source, &std::iter::once(issue).collect()),
    };
    let template = match Template::compile(&source) {
        Ok(template) => template,
        Err(issues) => return refuse(&args, &name, &source, &issues),
    };
    if args.explain {
        return explain(&args, &name, &source, &template, &context);
    }
    if args.format == Format::Json {
        let preview = template.preview_with(&context, &options(&args));
        if let Some(issue) = too_long(&args, &preview.rendered).filter(|_| preview.valid) {
            return refuse(&args, &name, &source, &std::iter::once(issue).collect());
        }
        output::print(&format!("{}\n", json!(preview)))?;
        return Ok(outcome(preview.valid));
    }
    tell(&name, &source, template.issues())?;
    tell(&name, &source, &template.lint())?;
    match template.render(&context, &options(&args)) {
        Ok(text) => {
            let length = length(&args, &text).into_iter().collect();
            if too_long(&args, &text).is_some() {
                return refuse(&args, &name, &source, &length);
            }
            tell(&name, &source, &length)?;
            output::print(&text)?;
            Ok(Outcome::Valid)
        }
        Err(error) => refuse(&args, &name, &source, error.issues()),
    }
}

/// A time with an offset, as the API reads one.
fn occurrence_time(text: &str) -> Result<DateTime<FixedOffset>, String> {
    parse_instant(text).map_err(|why| why.to_string())
}

fn options(args: &Args) -> RenderOptions {
    let mut options = RenderOptions::new();
    options.neutralise = match args.longest_value {
        Some(longest) => Some(Neutralise::new().longest(longest as usize)),
        None => args.neutralise.then(Neutralise::new),
    };
    let number = args.occurrence_number;
    options.occurrence = args.occurrence.map(|at| OccurrenceTime::new(at, number));
    options
}

/// What is wrong with the length of a text, where somebody asks: who wants a text wants a message.
fn length(args: &Args, text: &str) -> Option<Issue> {
    let part = match (args.part, args.format) {
        (Some(Part::Caption), _) => MessagePart::Caption,
        (Some(Part::Text), _) | (None, Format::Text) => MessagePart::Text,
        (None, Format::Json) => return None,
    };
    part.check(text)
}

/// The same, where it is an error.
fn too_long(args: &Args, text: &str) -> Option<Issue> {
    length(args, text).filter(|issue| issue.severity() == Severity::Error)
}

/// A line for each part: its bytes, its place in the template, what made it, and the part itself.
fn explain(
    args: &Args,
    name: &str,
    source: &str,
    template: &Template,
    context: &Context,
) -> Result<Outcome, Failure> {
    let explained = match template.explain(context, &options(args)) {
        Ok(explained) => explained,
        Err(error) => return refuse(args, name, source, error.issues()),
    };
    if let Some(issue) = too_long(args, &explained.rendered) {
        return refuse(args, name, source, &std::iter::once(issue).collect());
    }
    if args.format == Format::Json {
        output::print(&format!("{}\n", json!(explained)))?;
        return Ok(Outcome::Valid);
    }
    output::print(&part_lines(&explained, source))?;
    Ok(Outcome::Valid)
}

fn part_lines(explained: &Explanation, source: &str) -> String {
    let places = explained.parts.iter().map(|part| {
        let place = part.span.place(source);
        let bytes = format!("{}..{}", part.bytes.start, part.bytes.end);
        (bytes, format!("{}:{}", place.line, place.column))
    });
    let places: Vec<(String, String)> = places.collect();
    let bytes_width = places.iter().map(|(bytes, _)| bytes.len()).max();
    let place_width = places.iter().map(|(_, place)| place.len()).max();
    let widths = (bytes_width.unwrap_or(0), place_width.unwrap_or(0));
    let mut out = String::new();
    for (part, (bytes, place)) in explained.parts.iter().zip(&places) {
        let made_by = match &part.source {
            Source::Literal => LITERAL.text().to_owned(),
            Source::Value(paths) if paths.is_empty() => CONSTANT.text().to_owned(),
            Source::Value(paths) => visible(&paths.join(", ")),
            Source::Missing(paths) => MISSING.with(&[("paths", &visible(&paths.join(", ")))]),
        };
        let text = format!("{:?}", &explained.rendered[part.bytes.clone()]);
        let lead = format!("{bytes:0$}  {place:1$}  ", widths.0, widths.1);
        let line = format!("{lead}{made_by}  {text}");
        if line.width() <= COLUMNS {
            out += &line;
        } else {
            let indent = lead.len();
            out += &hung(&lead, &made_by, indent);
            for piece in wrapped(&text, COLUMNS - indent) {
                out += &format!("\n{:indent$}{piece}", "");
            }
        }
        out.push('\n');
    }
    out
}

fn outcome(valid: bool) -> Outcome {
    if valid {
        Outcome::Valid
    } else {
        Outcome::Invalid
    }
}

/// The template with the name that its issues are shown under.
fn template_of(args: &Args) -> Result<(String, String), Failure> {
    match (&args.template, &args.template_file) {
        (Some(text), _) => Ok(("template".to_owned(), text.clone())),
        (None, Some(file)) => Ok((file.display().to_string(), text_file(file)?)),
        (None, None) => Err(Failure::Usage(NEEDS_TEMPLATE.text().to_owned())),
    }
}

/// A file of UTF-8; bytes that are none are a reason why it cannot be read.
pub(crate) fn text_file(file: &std::path::Path) -> Result<String, Failure> {
    String::from_utf8(output::read_bytes(file)?).map_err(|error| {
        let reason = std::io::Error::new(std::io::ErrorKind::InvalidData, error.utf8_error());
        Failure::read(file.display().to_string(), reason)
    })
}

fn context_of(args: &Args) -> Result<Result<Context, Issue>, Failure> {
    let Some(file) = &args.context else {
        return Err(Failure::Usage(NEEDS_CONTEXT.text().to_owned()));
    };
    let bytes = output::read_bytes(file)?;
    let value = serde_json::from_slice::<Value>(&bytes);
    Ok(match value {
        Ok(value) => Ok(Context::from_json(value)),
        Err(_) => Err(Issue::new(Code::JsonSyntax, "", &NOT_JSON)),
    })
}

/// Prints the issues in the form that was asked for.
fn refuse(args: &Args, name: &str, source: &str, issues: &Issues) -> Result<Outcome, Failure> {
    match args.format {
        Format::Json => output::print(&format!("{}\n", error(issues)))?,
        Format::Text => tell(name, source, issues)?,
    }
    Ok(Outcome::Invalid)
}

pub(crate) fn tell(name: &str, source: &str, issues: &Issues) -> Result<(), Failure> {
    let shown = issues
        .iter()
        .map(|issue| show_in_source(issue, name, source));
    output::tell(&shown.collect::<String>())
}

/// The answer to a line of a batch.
fn answer(line: &[u8], options: &RenderOptions) -> Value {
    let one = |code, text| std::iter::once(Issue::new(code, "", text)).collect::<Issues>();
    let Ok(mut line) = serde_json::from_slice::<Value>(line) else {
        return error(&one(Code::JsonSyntax, &NOT_JSON));
    };
    let context = line.get_mut("context").map(Value::take).unwrap_or_default();
    let Some(source) = line.get("template").and_then(Value::as_str) else {
        return error(&one(Code::Required, &NO_TEMPLATE));
    };
    match rendered(source, &Context::from_json(context), options) {
        Ok(text) => json!({ "ok": text }),
        Err(issues) => error(&issues),
    }
}

fn rendered(source: &str, context: &Context, options: &RenderOptions) -> Result<String, Issues> {
    let template = Template::compile(source)?;
    let text = template.render(context, options);
    text.map_err(|error| error.into_issues())
}

fn error(issues: &Issues) -> Value {
    let first = issues
        .iter()
        .find(|issue| issue.severity() == flashplan::issue::Severity::Error);
    let code = first.map_or("", |issue| issue.code().name());
    json!({ "error": { "code": code, "issues": issues } })
}
