//! The first line of a stored plan.

use crate::issue::Issues;
use crate::plan::options::PlanOptions;
use crate::plan::shard::Shard;
use crate::plan::stated;
use serde_json::{Map, Value};

/// What a stored plan is a plan of, and what it was made with.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    pub(super) campaign: String,
    pub(super) shard: Shard,
    /// The line's fields as they stand, those with them that this version does not know.
    pub(super) fields: Map<String, Value>,
}

impl Header {
    /// The fingerprint of the definition.
    #[must_use]
    pub fn campaign(&self) -> &str {
        &self.campaign
    }

    /// The part of the plan that is stored.
    #[must_use]
    pub fn shard(&self) -> Shard {
        self.shard
    }

    /// The options that the plan was made with, so that it can be made again without other notes. The
    /// part is [`Header::shard`]; who was suppressed, what was sent already (of both the header has the
    /// digest alone) and limits are the caller's.
    ///
    /// # Errors
    ///
    /// An option that this version does not know, or a value that it cannot have (`OPTION_INVALID`),
    /// each of them. A header without `options` states none.
    ///
    /// ```
    /// use flashplan::plan::StoredPlan;
    /// let header = r#"{"kind":"plan","campaign":"ab","shard":"0/1","options":{"count":3,"perHour":500}}"#;
    /// let plan = StoredPlan::open(header.as_bytes())?;
    /// assert_eq!(plan.header().options().unwrap().count, Some(3));
    /// # Ok::<(), flashplan::plan::StoredError>(())
    /// ```
    pub fn options(&self) -> Result<PlanOptions, Issues> {
        match self.fields.get("options") {
            Some(Value::Object(stated)) => stated::read(stated),
            // OK because the reader refuses any other type but null
            _ => Ok(PlanOptions::default()),
        }
    }

    /// Whether the definition was read with [`Options::render_direct`](crate::reading::Options).
    #[must_use]
    pub fn renders_direct(&self) -> bool {
        self.fields.get("renderDirect").and_then(Value::as_bool) == Some(true)
    }

    /// Whether this option is stated.
    pub(super) fn states(&self, option: &str) -> bool {
        self.option(option).is_some()
    }

    /// What is stated of this option.
    pub(super) fn option(&self, option: &str) -> Option<&Value> {
        self.fields.get("options")?.get(option)
    }

    /// Every field as it stands.
    #[must_use]
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// Whether phone numbers and texts are masked.
    #[must_use]
    pub fn is_redacted(&self) -> bool {
        self.fields.get("redacted").and_then(Value::as_bool) == Some(true)
    }

    /// The fields that `self` and `other` do not have in common, the part aside; an option by its own
    /// name, such as `options.perHour`.
    #[must_use]
    pub fn differing(&self, other: &Map<String, Value>) -> Vec<String> {
        differing(&self.fields, other)
            .filter(|name| *name != "shard")
            .flat_map(|name| match (self.fields.get(name), other.get(name)) {
                (Some(Value::Object(own)), Some(Value::Object(others))) => differing(own, others)
                    .map(|option| format!("{name}.{option}"))
                    .collect(),
                _ => vec![name.clone()],
            })
            .collect()
    }

    /// The header of the whole plan that this is a part of. What was sent before is not stated where each
    /// part has a list of its own.
    pub(super) fn of_whole(&self, same_sent: bool) -> Value {
        let mut fields = self.fields.clone();
        if let Some(Value::Object(options)) = fields.get_mut("options")
            && !same_sent
        {
            options.remove("sent");
        }
        fields.insert("shard".to_owned(), Value::from(Shard::WHOLE.to_string()));
        Value::Object(fields)
    }
}

fn differing<'a>(
    own: &'a Map<String, Value>,
    other: &'a Map<String, Value>,
) -> impl Iterator<Item = &'a String> {
    let others = other.keys().filter(|name| !own.contains_key(*name));
    own.keys()
        .chain(others)
        .filter(|name| own.get(*name) != other.get(*name))
}
