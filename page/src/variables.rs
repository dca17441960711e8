//! What the template looks up, and how many of those it was tried on have it.
//!
//! Whether a contact has a variable is asked of the engine: for each there is a template of that one
//! placeholder.

use crate::limits;
use crate::names::name;
use crate::positions::Positions;
use crate::preview::{Example, VariableView, Who};
use flashplan::audience::Batch;
use flashplan::campaign::Content;
use flashplan::content::Variables;
use flashplan::plan::Inputs;
use flashplan::template::{Bound, Constants, RenderOptions, Template, Variable};
use serde_json::{Value, json};

/// Characters of a value that is shown as an example.
const EXAMPLE: usize = 40;

#[derive(Clone, Debug, Default)]
pub(crate) struct Coverage {
    variables: Vec<Counted>,
}

#[derive(Clone, Debug)]
struct Counted {
    view: VariableView,
    /// The placeholder alone; none for a variable that is the same for everybody.
    probe: Option<Bound>,
}

impl Coverage {
    pub(crate) fn new(inputs: &Inputs<'_>) -> Self {
        let (texts, values) = texts(inputs);
        let constants = Constants::new()
            .user(Value::Object(inputs.user.clone()))
            .instance(Value::Object(inputs.instance_fields()))
            .custom(Value::Object(
                values.map(Variables::as_map).cloned().unwrap_or_default(),
            ));
        let mut variables: Vec<Counted> = Vec::new();
        for text in texts {
            // what the occurrence holds is never lacking, and another each time
            let in_namespace = |variable: &&Variable| !variable.path().starts_with('@');
            for variable in text.variables().iter().filter(in_namespace) {
                let is_known = |known: &&mut Counted| known.view.path == variable.path();
                match variables.iter_mut().find(is_known) {
                    Some(known) => known.view.required |= variable.required(),
                    None => variables.push(Counted::new(variable, text.source(), &constants)),
                }
            }
        }
        Self { variables }
    }

    /// Counts the contacts of a batch that the template was tried on.
    pub(crate) fn add(&mut self, batch: &Batch, tried: &Positions) {
        for Counted { view, probe } in &mut self.variables {
            let Some(probe) = probe else { continue };
            let over = probe.over(batch.table());
            let mut text = String::new();
            for row in 0..batch.rows() {
                if tried.has(batch.position(row)) {
                    text.clear();
                    let is_missing = over
                        .render_into(row, &mut text)
                        .is_err_and(|error| !error.missing().is_empty());
                    count(view, batch, row, (!is_missing).then_some(text.as_str()));
                }
            }
        }
    }

    pub(crate) fn finish(self) -> Vec<VariableView> {
        self.variables
            .into_iter()
            .map(|counted| counted.view)
            .collect()
    }
}

/// The templates of a message, and the values of their `custom.*`.
fn texts<'a>(inputs: &Inputs<'a>) -> (Vec<&'a Template>, Option<&'a Variables>) {
    match inputs.campaign.content() {
        Content::Direct(_) => (Vec::new(), None),
        Content::Rendered(rendered) => {
            let texts = ["body", "title", "description", "footer"];
            let texts = texts.into_iter().filter_map(|name| rendered.text(name));
            (texts.collect(), Some(rendered.variables()))
        }
        Content::Template { id, variables } => {
            let mut templates = inputs.templates.iter();
            let used = templates.find(|template| template.id() == Some(id));
            let text = used.and_then(|template| template.content().body());
            (text.into_iter().collect(), Some(variables))
        }
    }
}

impl Counted {
    fn new(variable: &Variable, source: &str, constants: &Constants) -> Self {
        let path = variable.path();
        let probe = Template::compile(&format!("{{{{{path}}}}}")).ok();
        let is_contact = path.starts_with("contact.");
        let bind = |template: &Template, constants: &Constants| {
            template.bind(constants, &RenderOptions::new()).ok()
        };
        let value = || {
            let bound = bind(probe.as_ref()?, constants)?;
            bound.render_value(&json!({})).ok()
        };
        Self {
            view: VariableView {
                path: path.to_owned(),
                required: variable.required(),
                default: default(variable, source),
                value: if is_contact { None } else { value() },
                of: 0,
                present: 0,
                empty: 0,
                missing: 0,
                examples: Vec::new(),
                without: Vec::new(),
            },
            probe: probe
                .as_ref()
                .filter(|_| is_contact)
                .and_then(|probe| bind(probe, &Constants::new())),
        }
    }
}

fn count(view: &mut VariableView, batch: &Batch, row: usize, printed: Option<&str>) {
    let who = || Who {
        position: batch.position(row),
        name: name(batch.table(), row),
    };
    view.of += 1;
    let is_present = match printed {
        None => {
            view.missing += 1;
            false
        }
        Some(text) if text.trim().is_empty() => {
            view.empty += 1;
            false
        }
        Some(_) => {
            view.present += 1;
            true
        }
    };
    if is_present && view.examples.len() < limits::EXAMPLES {
        let value = printed.unwrap_or("").chars().take(EXAMPLE).collect();
        view.examples.push(Example { who: who(), value });
    }
    if !is_present && view.without.len() < limits::EXAMPLES {
        view.without.push(who());
    }
}

/// The text that `default` prints where the variable is missing or blank.
fn default(variable: &Variable, source: &str) -> Option<String> {
    variable.spans().iter().find_map(|span| {
        let before = source.get(..span.start as usize)?.trim_end();
        let before = before.strip_suffix("default")?;
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.') {
            return None;
        }
        literal(source.get(span.end as usize..)?.trim_start())
    })
}

/// The quoted text at the beginning.
fn literal(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = text.get(1..)?;
    inner.find(quote).map(|end| inner[..end].to_owned())
}
