//! The fields that content has in the canonical form of a definition.

use super::{Button, Buttons, Direct, Variables};
use serde_json::{Map, Value};

/// The variables sorted by name.
pub(crate) fn variables_value(variables: &Variables) -> Value {
    let sorted = variables.sorted().into_iter();
    Value::Object(
        sorted
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect(),
    )
}

/// The fields of direct content; its text is called `body` or `text`.
pub(crate) fn direct_members(direct: &Direct, body: &str) -> Map<String, Value> {
    let mut members = Map::new();
    let mut add = |name: &str, value: &str| members.insert(name.to_owned(), value.into());
    add("type", direct.kind().name());
    if let Some(text) = direct.body() {
        add(body, text);
    }
    if let Some(url) = direct.media_url() {
        add("mediaUrl", url.as_str());
    }
    if let Direct::Buttons(buttons) = direct {
        add_buttons(&mut members, buttons);
    }
    members
}

fn add_buttons(members: &mut Map<String, Value>, buttons: &Buttons) {
    let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
    add("title", buttons.title.as_str().into());
    add("description", buttons.description.as_str().into());
    if let Some(footer) = &buttons.footer {
        add("footer", footer.as_str().into());
    }
    add(
        "buttons",
        buttons.buttons.iter().map(button_value).collect(),
    );
}

fn button_value(button: &Button) -> Value {
    let kind = [("type", button.kind_name())];
    let members = kind.into_iter().chain(button.fields());
    Value::Object(
        members
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect(),
    )
}
