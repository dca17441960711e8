//! The templates A, B and C, and the contacts that they are rendered for.

use flashplan::contact::{Table, TableBuilder};
use flashplan::template::{Bound, Constants, RenderOptions, Template};
use serde::Serialize;
use serde_json::{Value, json};
use std::hint::black_box;

/// A template in the words of each language.
#[derive(Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    pub(crate) handlebars: &'static str,
    pub(crate) jinja: &'static str,
}

pub(crate) const SAMPLES: [Sample; 3] = [
    Sample {
        name: "A",
        handlebars: include_str!("../../templates/a.hbs"),
        jinja: include_str!("../../templates/a.jinja"),
    },
    Sample {
        name: "B",
        handlebars: include_str!("../../templates/b.hbs"),
        jinja: include_str!("../../templates/b.jinja"),
    },
    Sample {
        name: "C",
        handlebars: include_str!("../../templates/c.hbs"),
        jinja: include_str!("../../templates/c.jinja"),
    },
];

/// A contact, its fields named as the templates write them.
#[derive(Serialize)]
#[allow(
    non_snake_case,
    reason = "templates compiled by Rust read these names too"
)]
pub(crate) struct Contact {
    pub(crate) firstName: String,
    pub(crate) lastName: String,
    pub(crate) code: String,
    pub(crate) points: String,
    pub(crate) card: String,
    pub(crate) city: String,
    pub(crate) delivery: String,
    pub(crate) vip: bool,
    pub(crate) tags: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct Instance {
    pub(crate) name: String,
}

#[derive(Serialize)]
pub(crate) struct Custom {
    pub(crate) app: String,
    pub(crate) until: String,
    pub(crate) least: String,
    pub(crate) code: String,
    pub(crate) depot: String,
    pub(crate) mail: String,
}

/// What is the same for every message of a campaign. It is not known when a program is compiled.
pub(crate) struct Campaign {
    pub(crate) instance: Instance,
    pub(crate) custom: Custom,
}

impl Campaign {
    pub(crate) fn new() -> Self {
        let text = |text: &str| black_box(text).to_owned();
        Self {
            instance: Instance {
                name: text("Boutique Porto-Novo"),
            },
            custom: Custom {
                app: text("MsgFlash"),
                until: text("31 mai"),
                least: text("10 000 F"),
                code: text("PROMO10"),
                depot: text("Cotonou"),
                mail: text("aide@example.org"),
            },
        }
    }

    /// All that a template reads, for the engines that know no binding.
    pub(crate) fn with<'a>(&'a self, contact: &'a Contact) -> All<'a> {
        All {
            contact,
            instance: &self.instance,
            custom: &self.custom,
        }
    }

    pub(crate) fn bind(&self, source: &str) -> Bound {
        let constants = Constants::new()
            .instance(json!(self.instance))
            .custom(json!(self.custom));
        let template = Template::compile(source).unwrap();
        template.bind(&constants, &RenderOptions::new()).unwrap()
    }
}

/// A contact in a campaign.
#[derive(Serialize)]
pub(crate) struct All<'a> {
    contact: &'a Contact,
    instance: &'a Instance,
    custom: &'a Custom,
}

pub(crate) fn contact(i: usize) -> Contact {
    let names = ["Awa", "Zoé", "Petterson", "Fatoumata", "Kokou", "Adébáyọ̀"];
    let tags = ["promo", "nouveautés", "maison"];
    Contact {
        firstName: names[i % names.len()].to_owned(),
        lastName: names[(i / 7) % names.len()].to_owned(),
        code: format!("P{}", i % 1000),
        points: (i % 5000).to_string(),
        card: format!("{i:08}"),
        city: ["Cotonou", "Porto-Novo", "Lomé"][i % 3].to_owned(),
        delivery: format!("{} mai", 1 + i % 28),
        vip: i.is_multiple_of(2),
        tags: tags[..1 + i % 3]
            .iter()
            .map(|&tag| tag.to_owned())
            .collect(),
    }
}

pub(crate) fn table(contacts: &[Contact]) -> Table {
    let texts = [
        "firstName",
        "lastName",
        "code",
        "points",
        "card",
        "city",
        "delivery",
    ];
    let mut builder = TableBuilder::new(texts.into_iter().chain(["vip", "tags"]));
    for contact in contacts {
        for text in [
            &contact.firstName,
            &contact.lastName,
            &contact.code,
            &contact.points,
            &contact.card,
            &contact.city,
            &contact.delivery,
        ] {
            builder.text(text).unwrap();
        }
        builder.value(&Value::Bool(contact.vip)).unwrap();
        let tags = contact.tags.iter().map(String::as_str);
        builder.list(tags).unwrap();
    }
    builder.finish()
}
