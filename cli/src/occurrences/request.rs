//! What is asked for, as texts, and the schedule that it means.

use chrono::NaiveDate;
use flashplan::datetime::{DatetimeError, Moment, parse_date};
use flashplan::issue::{Code, Issue, Issues, Text};
use flashplan::schedule::{Fold, Gap, MonthOverflow, Rule, Schedule, Zone, parse_moment};
use serde_json::{Map, Value};

/// A question before anything of it is checked.
#[derive(Default)]
pub(super) struct Request {
    pub(super) zone: Option<String>,
    pub(super) dtstart: Option<String>,
    pub(super) rule: Option<String>,
    pub(super) exdates: Vec<String>,
    pub(super) gap: Option<String>,
    pub(super) fold: Option<String>,
    pub(super) month_overflow: Option<String>,
    pub(super) count: Option<u64>,
}

impl Request {
    /// The question of a JSON line.
    pub(super) fn of_line(line: &[u8]) -> Result<Self, Issues> {
        let value: Value = serde_json::from_slice(line).map_err(|error| {
            one(Issue::new(Code::JsonSyntax, "", &JSON_SYNTAX).with("reason", error))
        })?;
        let Value::Object(fields) = value else {
            return Err(one(Issue::new(Code::RootType, "", &ROOT_TYPE)));
        };
        let mut fields = Fields {
            fields,
            issues: Issues::new(),
        };
        let request = Self {
            zone: fields.text("zone"),
            dtstart: fields.text("dtstart"),
            rule: fields.text("rule"),
            exdates: fields.texts("exdates"),
            gap: fields.text("gap"),
            fold: fields.text("fold"),
            month_overflow: fields
                .text("monthOverflow")
                .or(fields.text("month_overflow")),
            count: fields.number("count"),
        };
        if fields.issues.has_errors() {
            Err(fields.issues)
        } else {
            Ok(request)
        }
    }

    /// The schedule it means; it has an end.
    pub(super) fn schedule(&self) -> Result<Schedule, Issues> {
        let mut issues = Issues::new();
        let zone = self.zone.as_deref().and_then(|zone| {
            zone.parse::<Zone>()
                .map_err(|issue| issues.report(issue.moved("/zone")))
                .ok()
        });
        let start = required(self.dtstart.as_deref(), "/dtstart", &mut issues).and_then(|text| {
            parse_moment(text)
                .map_err(|error| issues.report(error.issue("/dtstart")))
                .ok()
        });
        let rule = required(self.rule.as_deref(), "/rule", &mut issues).and_then(|text| {
            let below =
                |found: Issues| issues.extend(found.into_iter().map(|issue| issue.below("/rule")));
            Rule::parse(text).map_err(below).ok()
        });
        let (moments, dates) = self.excluded(&mut issues);
        let gap = named(self.gap.as_deref(), "/gap", &Gap::NAMES, &mut issues);
        let fold = named(self.fold.as_deref(), "/fold", &Fold::NAMES, &mut issues);
        let overflow = match self.month_overflow.as_deref() {
            Some("clamp") => MonthOverflow::LastDay,
            other => named(other, "/monthOverflow", &MonthOverflow::NAMES, &mut issues),
        };
        if self.zone.is_none() && matches!(start, Some(Moment::Local(_))) {
            issues.report(DatetimeError::NoOffset.issue("/dtstart"));
        }
        let (Some(start), Some(rule), false) = (start, rule, issues.has_errors()) else {
            return Err(issues);
        };
        if !rule.is_bounded() && self.count.is_none() {
            return Err(one(Issue::new(Code::RuleUnbounded, "/rule", &UNBOUNDED)));
        }
        let mut builder = Schedule::starting(start, rule)
            .gap(gap)
            .fold(fold)
            .month_overflow(overflow)
            .exclude(moments)
            .exclude_dates(dates);
        builder = zone
            .into_iter()
            .fold(builder, |builder, zone| builder.zone(zone));
        builder = self
            .count
            .into_iter()
            .fold(builder, |builder, count| builder.count(count));
        builder
            .build()
            .map_err(|issues| issues.into_iter().map(as_asked).collect())
    }

    fn excluded(&self, issues: &mut Issues) -> (Vec<Moment>, Vec<NaiveDate>) {
        let (mut moments, mut dates) = (Vec::new(), Vec::new());
        for (i, text) in self.exdates.iter().enumerate() {
            match (parse_date(text), parse_moment(text)) {
                (Ok(date), _) => dates.push(date),
                (_, Ok(moment)) => moments.push(moment),
                (_, Err(error)) => issues.report(error.issue(format!("/exdates/{i}"))),
            }
        }
        (moments, dates)
    }
}

/// An issue of the builder, which has other names for two fields.
fn as_asked(issue: Issue) -> Issue {
    match issue.path() {
        "/start" => issue.moved("/dtstart"),
        "/exclude" => issue.moved("/exdates"),
        _ => issue,
    }
}

pub(super) fn one(issue: Issue) -> Issues {
    Issues::from_iter([issue])
}

fn required<'a>(field: Option<&'a str>, path: &str, issues: &mut Issues) -> Option<&'a str> {
    if field.is_none() {
        issues.report(Issue::new(Code::Required, path, &REQUIRED));
    }
    field
}

/// The policy of a name; the default without one.
fn named<T: Copy + Default>(
    name: Option<&str>,
    path: &str,
    known: &[(&'static str, T)],
    issues: &mut Issues,
) -> T {
    let Some(name) = name else {
        return T::default();
    };
    match known.iter().find(|(known, _)| *known == name) {
        Some((_, value)) => *value,
        None => {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            issues.report(Issue::new(Code::Enum, path, &ENUM).with("names", names.join(", ")));
            T::default()
        }
    }
}

/// The fields of a line; null is absent.
struct Fields {
    fields: Map<String, Value>,
    issues: Issues,
}

impl Fields {
    fn take(&mut self, name: &str) -> Option<Value> {
        self.fields.remove(name).filter(|value| !value.is_null())
    }

    fn wrong<T>(&mut self, path: String, wanted: &str) -> Option<T> {
        self.issues
            .report(Issue::new(Code::Type, path, &TYPE).with("wanted", wanted));
        None
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name)? {
            Value::String(text) => Some(text),
            _ => self.wrong(format!("/{name}"), "a text"),
        }
    }

    fn number(&mut self, name: &str) -> Option<u64> {
        let value = self.take(name)?;
        value
            .as_u64()
            .or_else(|| self.wrong(format!("/{name}"), "a whole number from 0"))
    }

    fn texts(&mut self, name: &str) -> Vec<String> {
        let values = match self.take(name) {
            None => return Vec::new(),
            Some(Value::Array(values)) => values,
            Some(_) => {
                return self
                    .wrong(format!("/{name}"), "a list of texts")
                    .unwrap_or_default();
            }
        };
        let mut texts = Vec::with_capacity(values.len());
        for (i, value) in values.into_iter().enumerate() {
            match value {
                Value::String(text) => texts.push(text),
                _ => texts.extend(self.wrong(format!("/{name}/{i}"), "a text")),
            }
        }
        texts
    }
}

static JSON_SYNTAX: Text = Text {
    en: (
        "the line is not JSON: {reason}",
        "write one JSON object a line",
    ),
    fr: (
        "la ligne n'est pas du JSON : {reason}",
        "écrivez un objet JSON par ligne",
    ),
};
static ROOT_TYPE: Text = Text {
    en: (
        "the line is JSON, but no object",
        "write one JSON object a line",
    ),
    fr: (
        "la ligne est du JSON, mais pas un objet",
        "écrivez un objet JSON par ligne",
    ),
};
static REQUIRED: Text = Text {
    en: ("the field is missing", "add it"),
    fr: ("le champ manque", "ajoutez-le"),
};
static TYPE: Text = Text {
    en: ("the field is of another type", "write {wanted}"),
    fr: ("le champ est d'un autre type", "écrivez {wanted}"),
};
static ENUM: Text = Text {
    en: ("no policy of this name", "write one of {names}"),
    fr: ("aucune politique de ce nom", "écrivez l'une de {names}"),
};
static UNBOUNDED: Text = Text {
    en: (
        "the rule has no end",
        "add COUNT or UNTIL to it, or a count beside it",
    ),
    fr: (
        "la règle n'a pas de fin",
        "ajoutez-y COUNT ou UNTIL, ou un nombre à côté",
    ),
};
