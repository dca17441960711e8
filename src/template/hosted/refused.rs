//! What the `handlebars` crate cannot read of a template that our scan takes.

use super::tags::Tags;
use crate::issue::{Code, Issue, Issues, Span};
use crate::template::texts;
use handlebars::{Template, TemplateError};

/// The problems of the tags that the crate refuses, each read alone, for it names only the first. Where each is fine
/// by itself, what the crate says of the whole.
pub(super) fn issues(source: &str, tags: &Tags<'_>, error: &TemplateError) -> Issues {
    let alone = tags.all().filter_map(|tag| {
        let refused = Template::compile(&whole(tag.text(source))?).err()?;
        Some(issue(&refused).at(tag.place(source)))
    });
    let issues: Issues = alone.collect();
    if !issues.is_empty() {
        return issues;
    }
    let place = error.pos().map(|(line, column)| tags.at(line, column));
    let issue = issue(error);
    Issues::from_iter([match place {
        Some(tag) => issue.at(Span::place(tag, source)),
        None => issue,
    }])
}

fn issue(error: &TemplateError) -> Issue {
    let reason = error.reason().to_string();
    Issue::new(Code::SyntaxNotAllowed, "", &texts::HOST_COMPILE).with("reason", reason)
}

/// A template of one tag: as it is, or, where it begins a block, with an end. None for what only
/// stands in or behind others.
fn whole(tag: &str) -> Option<String> {
    let inside = tag
        .trim_start_matches('{')
        .trim_start_matches('~')
        .trim_start();
    match inside.chars().next()? {
        '#' | '^' => {
            let name = inside[1..]
                .trim_start()
                .split([' ', '\n', '\t', '}', '~'])
                .next()?;
            (!name.is_empty()).then(|| format!("{tag}{{{{/{name}}}}}"))
        }
        '/' | '!' | '\\' => None,
        _ if inside.starts_with("else") => None,
        _ => Some(tag.to_owned()),
    }
}
