//! Writes the page.

use crate::preview::Preview;
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The page's look.
const STYLE: &str = concat!(
    include_str!("../assets/base.css"),
    include_str!("../assets/phone.css"),
    include_str!("../assets/charts.css"),
    include_str!("../assets/print.css"),
);

/// What the page does: one script, so that its parts see one another.
const SCRIPT: &str = concat!(
    "'use strict';\n(() => {\n",
    include_str!("../assets/french.js"),
    include_str!("../assets/words.js"),
    include_str!("../assets/dom.js"),
    include_str!("../assets/time.js"),
    include_str!("../assets/markup.js"),
    include_str!("../assets/chart.js"),
    include_str!("../assets/verdict.js"),
    include_str!("../assets/people.js"),
    include_str!("../assets/phone.js"),
    include_str!("../assets/calendar.js"),
    include_str!("../assets/pace.js"),
    include_str!("../assets/lists.js"),
    include_str!("../assets/start.js"),
    "})();\n",
);

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    title: &'a str,
    policy: String,
    style: &'a str,
    script: &'a str,
    data: String,
}

/// Why a page cannot be written. No preview is known that leads here.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The data cannot be written as JSON.
    #[error("the data of the page: {0}")]
    Data(#[from] serde_json::Error),
    /// The template cannot be filled in.
    #[error("the template of the page: {0}")]
    Template(#[from] askama::Error),
}

/// The page: HTML that needs nothing beside it.
///
/// ```
/// use flashplan_page::{Preview, html};
/// let preview = Preview { campaign: None, problems: vec![], more_problems: 0, plan: None, comparison: None };
/// let page = html(&preview)?;
/// assert!(page.starts_with("<!doctype html>"));
/// assert!(page.contains("default-src 'none'"));
/// # Ok::<(), flashplan_page::PageError>(())
/// ```
///
/// # Errors
///
/// [`PageError`]; no preview is known that leads there.
pub fn html(preview: &Preview) -> Result<String, PageError> {
    let page = Page {
        title: preview
            .campaign
            .as_ref()
            .map_or("flashplan", |campaign| &campaign.name),
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
        data: data(preview)?,
    };
    Ok(page.render()?)
}

/// Nothing may be loaded or sent; style and script are those whose hashes stand here.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        source(STYLE),
        source(SCRIPT)
    )
}

fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The data as JSON that can stand in a script element: without `<` nothing in it ends the element.
fn data(preview: &Preview) -> Result<String, serde_json::Error> {
    Ok(serde_json::to_string(preview)?.replace('<', "\\u003c"))
}
