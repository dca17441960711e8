//! `flashplan variables`: what a template looks up.

use crate::output::{self, Failure, Outcome};
use crate::render::{tell, text_file};
use crate::words::Words;
use flashplan::issue::Issues;
use flashplan::template::{Template, Variable};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

/// List the placeholders of a template, in order of first use
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan variables 'Hello {{contact.firstName}}, code {{custom.code}}'
  flashplan variables --file welcome.hbs --format json
  flashplan variables --meta 'Hello {{contact.firstName}}!'")]
pub(crate) struct Args {
    /// The template itself
    #[arg(
        value_name = "TEXT",
        required_unless_present = "file",
        conflicts_with = "file"
    )]
    text: Option<String>,
    /// The file that holds the template; `-` is standard input
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Say too what Meta's review of templates would refuse; MsgFlash does not
    #[arg(long)]
    meta: bool,
    /// Answer for people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A line for each path
    Text,
    /// `{"variables":[{"path","required","spans"}]}`, with `meta` its issues
    Json,
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let (name, source) = match (args.text, &args.file) {
        (None, Some(file)) => (file.display().to_string(), text_file(file)?),
        (text, _) => ("template".to_owned(), text.unwrap_or_default()),
    };
    match Template::compile(&source) {
        Ok(template) => {
            let meta = args.meta.then(|| template.lint_meta());
            output::print(&match args.format {
                Format::Text => lines(&template),
                Format::Json => format!("{}\n", list(&template, meta.as_ref())),
            })?;
            if let (Format::Text, Some(issues)) = (args.format, &meta) {
                tell(&name, &source, issues)?;
            }
            Ok(Outcome::Valid)
        }
        Err(issues) => {
            match args.format {
                Format::Json => output::print(&format!("{}\n", json!({ "issues": issues })))?,
                Format::Text => tell(&name, &source, &issues)?,
            }
            Ok(Outcome::Invalid)
        }
    }
}

const REQUIRED: Words = Words {
    en: "required",
    fr: "obligatoire",
};

const OPTIONAL: Words = Words {
    en: "optional",
    fr: "facultatif ",
};

/// `contact.firstName  required  1:9`: the path and each place, line and column from 1.
fn lines(template: &Template) -> String {
    let longest = template
        .variables()
        .iter()
        .map(|variable| variable.path().chars().count());
    let width = longest.max().unwrap_or(0);
    let mut out = String::new();
    for variable in template.variables() {
        let need = if variable.required() {
            REQUIRED.text()
        } else {
            OPTIONAL.text()
        };
        // writing to a String cannot fail
        let _ = write!(out, "{:width$}  {need}", variable.path());
        for span in variable.spans() {
            let place = span.place(template.source());
            let _ = write!(out, "  {}:{}", place.line, place.column);
        }
        out.push('\n');
    }
    out
}

fn list(template: &Template, meta: Option<&Issues>) -> Value {
    let entry = |variable: &Variable| {
        let spans: Vec<[u32; 2]> = variable
            .spans()
            .iter()
            .map(|span| [span.start, span.end])
            .collect();
        json!({ "path": variable.path(), "required": variable.required(), "spans": spans })
    };
    let variables: Vec<Value> = template.variables().iter().map(entry).collect();
    match meta {
        Some(issues) => json!({ "variables": variables, "meta": issues }),
        None => json!({ "variables": variables }),
    }
}
