//! `flashplan variables`: what a template looks up.

use crate::output::{self, Failure, Outcome};
use crate::render::text_file;
use crate::show::show_in_source;
use crate::words::Words;
use flashplan::template::{Template, Variable};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

/// List the placeholders of a template, in order of first use
#[derive(clap::Args)]
#[command(after_help = "Examples:
  flashplan variables 'Hello {{contact.firstName}}, code {{custom.code}}'
  flashplan variables --file welcome.hbs --format json")]
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
    /// Answer for people, or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A line for each path
    Text,
    /// `{"variables":[{"path","required","spans"}]}`
    Json,
}

pub(crate) fn run(args: Args) -> Result<Outcome, Failure> {
    let (name, source) = match (args.text, &args.file) {
        (None, Some(file)) => (file.display().to_string(), text_file(file)?),
        (text, _) => ("template".to_owned(), text.unwrap_or_default()),
    };
    match Template::compile(&source) {
        Ok(template) => {
            output::print(&match args.format {
                Format::Text => lines(&template),
                Format::Json => format!("{}\n", list(&template)),
            })?;
            Ok(Outcome::Valid)
        }
        Err(issues) => {
            match args.format {
                Format::Json => output::print(&format!("{}\n", json!({ "issues": issues })))?,
                Format::Text => {
                    let shown = issues
                        .iter()
                        .map(|issue| show_in_source(issue, &name, &source));
                    output::tell(&shown.collect::<String>())?;
                }
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

fn list(template: &Template) -> Value {
    let entry = |variable: &Variable| {
        let spans: Vec<[u32; 2]> = variable
            .spans()
            .iter()
            .map(|span| [span.start, span.end])
            .collect();
        json!({ "path": variable.path(), "required": variable.required(), "spans": spans })
    };
    json!({ "variables": template.variables().iter().map(entry).collect::<Vec<_>>() })
}
