//! From contacts to the texts of their messages.
//!
//! Everything runs in one process, in turns: what disturbs the machine disturbs all of them. Ratios
//! count, not the nanoseconds.

use crate::report::{Report, Row};
use crate::sample::{Campaign, Contact, Custom, Instance, SAMPLES, Sample, contact, table};
use askama::Template as _;
use flashplan::template::Batch;
use handlebars::{Handlebars, no_escape};
use minijinja::value::Serde;
use std::hint::black_box;
use std::ops::Range;
use std::time::Instant;

/// Turns that the median is taken of. A turn is far shorter than what a system gives a process before
/// it goes to another one, so that few turns are disturbed.
const TURNS: usize = 200;

const CONTACTS: usize = 100_000;

/// Contacts of a turn for those that take nanoseconds a message; the next turn takes the next ones.
const MANY: usize = 5_000;

/// Contacts of those that take microseconds a message, and how many of them in a turn.
const FEW: usize = 1_000;
const A_FEW: usize = 50;

/// Messages of a batch: their bytes stay in the processor's nearest memory.
const BATCH: usize = 100;

/// The contact whose text everybody must get right before the clock starts.
const WITNESS: usize = 345;

/// One way to the messages of some contacts.
struct Contender<'a> {
    name: &'static str,
    contacts: usize,
    next: usize,
    /// Its text for the witness.
    text: String,
    /// Renders the contacts of a pass.
    pass: Box<dyn FnMut(Range<usize>) + 'a>,
}

impl<'a> Contender<'a> {
    fn new(
        name: &'static str,
        contacts: usize,
        text: String,
        pass: impl FnMut(Range<usize>) + 'a,
    ) -> Self {
        Self {
            name,
            contacts,
            next: 0,
            text,
            pass: Box::new(pass),
        }
    }

    /// Nanoseconds a message of one pass. One that is not timed goes before it, over other contacts:
    /// the contender before has filled the processor's caches and predictors with its own.
    fn turn(&mut self) -> f64 {
        let others = self.rows();
        (self.pass)(others);
        let rows = self.rows();
        let count = rows.len() as f64;
        let begin = Instant::now();
        (self.pass)(rows);
        begin.elapsed().as_nanos() as f64 / count
    }

    /// The contacts of the next pass.
    fn rows(&mut self) -> Range<usize> {
        let turn = if self.contacts == FEW { A_FEW } else { MANY };
        let rows = self.next..self.next + turn;
        self.next = rows.end % self.contacts;
        rows
    }
}

/// Nanoseconds a message.
pub(crate) fn tables() -> Vec<Report> {
    let contacts: Vec<Contact> = (0..CONTACTS).map(contact).collect();
    let columns = SAMPLES.map(|sample| measured(sample, &contacts));
    let names = columns[0].rows.iter().map(|(name, _)| *name);
    let row = |name| Row {
        name,
        values: columns.iter().map(|column| column.of(name)).collect(),
    };
    vec![Report {
        name: "render",
        title: format!("render: ns a message, {CONTACTS} contacts, median of {TURNS} turns"),
        unit: "ns a message",
        columns: columns.iter().map(|column| column.head.clone()).collect(),
        rows: names.map(row).collect(),
        base: LIMIT,
        notes: ratios(&columns),
    }]
}

/// What is promised, from the same run.
fn ratios(columns: &[Column; SAMPLES.len()]) -> Vec<String> {
    const RATIOS: [(&str, &str, &str); 6] = [
        ("bytes, times the limit", BYTES, LIMIT),
        ("text, times the limit", TEXT, LIMIT),
        ("askama, times our text", ASKAMA, TEXT),
        ("handlebars ready, times our text", READY, TEXT),
        ("handlebars Serialize, times our text", SERIALIZE, TEXT),
        ("handlebars Serialize, times our struct", SERIALIZE, STRUCT),
    ];
    let line = |(name, slow, fast): (&str, &str, &str)| {
        let [a, b, c] = columns
            .each_ref()
            .map(|column| column.of(slow) / column.of(fast));
        format!("{name}: {a:.1} (A), {b:.1} (B), {c:.1} (C)")
    };
    RATIOS.map(line).to_vec()
}

/// What was measured of one template.
struct Column {
    head: String,
    /// The median of each contender.
    rows: Vec<(&'static str, f64)>,
}

impl Column {
    fn of(&self, wanted: &str) -> f64 {
        let mut rows = self.rows.iter();
        rows.find(|(name, _)| *name == wanted).unwrap().1
    }
}

fn measured(sample: Sample, contacts: &[Contact]) -> Column {
    let campaign = Campaign::new();
    let bound = campaign.bind(sample.handlebars);
    let table = table(contacts);
    let render = |contact| bound.render(contact).unwrap();
    let texts: Vec<String> = contacts.iter().map(render).collect();
    let few = &contacts[..FEW];
    let mut contenders = vec![limit(&texts)];
    contenders.extend(of_table(&bound, &table));
    contenders.extend(of_one(&bound, few));
    contenders.push(askama(sample, &campaign, contacts));
    contenders.extend(handlebars(sample, &campaign, few));
    contenders.extend(minijinja(sample, &campaign, few));
    contenders.push(tera(sample, &campaign, few));
    contenders.push(upon(sample, &campaign, few));
    for contender in &contenders {
        assert_eq!(contender.text, texts[WITNESS], "{}", contender.name);
    }
    let mut times = vec![Vec::with_capacity(TURNS); contenders.len()];
    for _ in 0..TURNS {
        for (contender, times) in contenders.iter_mut().zip(&mut times) {
            times.push(contender.turn());
        }
    }
    let names = contenders.iter().map(|contender| contender.name);
    let bytes: usize = texts.iter().map(String::len).sum();
    Column {
        head: format!("{} ({} bytes)", sample.name, bytes / CONTACTS),
        rows: names.zip(times.into_iter().map(median)).collect(),
    }
}

pub(crate) fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

const LIMIT: &str = "copying the finished bytes (the limit)";
const BYTES: &str = "flashplan, table, bytes";
const TEXT: &str = "flashplan, table, text";
const STRUCT: &str = "flashplan, a struct by serde";
const ASKAMA: &str = "askama, compiled with the program";
const READY: &str = "handlebars, ready value";
const SERIALIZE: &str = "handlebars, render(&Serialize)";

fn limit(texts: &[String]) -> Contender<'_> {
    let mut out = String::new();
    Contender::new(LIMIT, texts.len(), texts[WITNESS].clone(), move |rows| {
        for text in &texts[rows] {
            out.clear();
            out.push_str(black_box(text));
            black_box(&out);
        }
    })
}

fn of_table<'a>(
    bound: &'a flashplan::template::Bound,
    table: &'a flashplan::contact::Table,
) -> [Contender<'a>; 3] {
    let view = bound.over(table);
    let mut batch = Batch::new();
    view.render_batch(WITNESS..WITNESS + 1, &mut batch);
    let text = batch.texts().get(0).unwrap().to_owned();
    let (bytes_view, text_view) = (view.clone(), view.clone());
    let bytes = move |rows: Range<usize>| {
        for start in rows.step_by(BATCH) {
            bytes_view.render_batch(start..start + BATCH, &mut batch);
            black_box(batch.bytes());
        }
    };
    let mut batch = Batch::new();
    let texts = move |rows: Range<usize>| {
        for start in rows.step_by(BATCH) {
            text_view.render_batch(start..start + BATCH, &mut batch);
            for text in batch.texts().iter() {
                black_box(text.unwrap());
            }
        }
    };
    let mut out = String::new();
    view.render_into(WITNESS, &mut out).unwrap();
    let one = out.clone();
    let into = move |rows: Range<usize>| {
        for row in rows {
            out.clear();
            view.render_into(row, &mut out).unwrap();
            black_box(&out);
        }
    };
    [
        Contender::new(BYTES, CONTACTS, text.clone(), bytes),
        Contender::new(TEXT, CONTACTS, text, texts),
        Contender::new("flashplan, table, into a String", CONTACTS, one, into),
    ]
}

fn of_one<'a>(bound: &'a flashplan::template::Bound, few: &'a [Contact]) -> [Contender<'a>; 2] {
    let json = |contact| serde_json::to_value(contact).unwrap();
    let values: Vec<serde_json::Value> = few.iter().map(json).collect();
    [
        of_each(STRUCT, few, |contact| bound.render(contact).unwrap()),
        of_each("flashplan, a ready value", values, |value| {
            bound.render_value(value).unwrap()
        }),
    ]
}

#[derive(askama::Template)]
#[template(path = "a.jinja", escape = "none")]
struct A<'a> {
    contact: &'a Contact,
    instance: &'a Instance,
    custom: &'a Custom,
}

#[derive(askama::Template)]
#[template(path = "b.jinja", escape = "none")]
struct B<'a> {
    contact: &'a Contact,
    instance: &'a Instance,
    custom: &'a Custom,
}

#[derive(askama::Template)]
#[template(path = "c.jinja", escape = "none")]
struct C<'a> {
    contact: &'a Contact,
    custom: &'a Custom,
}

fn askama<'a>(sample: Sample, campaign: &'a Campaign, contacts: &'a [Contact]) -> Contender<'a> {
    let (instance, custom) = (&campaign.instance, &campaign.custom);
    match sample.name {
        "A" => askama_of(contacts, move |contact, out| {
            A {
                contact,
                instance,
                custom,
            }
            .render_into(out)
        }),
        "B" => askama_of(contacts, move |contact, out| {
            B {
                contact,
                instance,
                custom,
            }
            .render_into(out)
        }),
        _ => askama_of(contacts, move |contact, out| {
            C { contact, custom }.render_into(out)
        }),
    }
}

fn askama_of<'a>(
    contacts: &'a [Contact],
    render: impl Fn(&'a Contact, &mut String) -> askama::Result<()> + 'a,
) -> Contender<'a> {
    let mut out = String::new();
    render(&contacts[WITNESS], &mut out).unwrap();
    Contender::new(ASKAMA, contacts.len(), out.clone(), move |rows| {
        for contact in &contacts[rows] {
            out.clear();
            render(contact, &mut out).unwrap();
            black_box(&out);
        }
    })
}

fn handlebars<'a>(
    sample: Sample,
    campaign: &'a Campaign,
    few: &'a [Contact],
) -> [Contender<'a>; 2] {
    let mut registry = Handlebars::new();
    registry.register_escape_fn(no_escape);
    registry
        .register_template_string("t", sample.handlebars)
        .unwrap();
    let context = |contact| handlebars::Context::wraps(campaign.with(contact)).unwrap();
    let contexts: Vec<handlebars::Context> = few.iter().map(context).collect();
    let again = registry.clone();
    [
        of_each(READY, contexts, move |context| {
            again.render_with_context("t", context).unwrap()
        }),
        of_each(SERIALIZE, few, move |contact| {
            registry.render("t", &campaign.with(contact)).unwrap()
        }),
    ]
}

/// A contender that makes a fresh text of each input.
fn of_each<'a, T: 'a>(
    name: &'static str,
    inputs: impl AsRef<[T]> + 'a,
    render: impl Fn(&T) -> String + 'a,
) -> Contender<'a> {
    let text = render(&inputs.as_ref()[WITNESS]);
    Contender::new(name, inputs.as_ref().len(), text, move |rows| {
        for input in &inputs.as_ref()[rows] {
            black_box(render(input));
        }
    })
}

fn minijinja<'a>(sample: Sample, campaign: &'a Campaign, few: &'a [Contact]) -> [Contender<'a>; 2] {
    let mut environment = minijinja::Environment::new();
    environment.add_template("t", sample.jinja).unwrap();
    let value = |contact: &Contact| minijinja::Value::from(Serde(campaign.with(contact)));
    let values: Vec<minijinja::Value> = few.iter().map(value).collect();
    let render = move |value: minijinja::Value| {
        let template = environment.get_template("t").unwrap();
        template.render(value).unwrap()
    };
    let again = render.clone();
    [
        of_each("minijinja, ready value", values, move |value| {
            render(value.clone())
        }),
        of_each("minijinja, a struct by serde", few, move |contact| {
            again(value(contact))
        }),
    ]
}

fn tera<'a>(sample: Sample, campaign: &'a Campaign, few: &'a [Contact]) -> Contender<'a> {
    let mut tera = tera::Tera::default();
    tera.add_raw_template("t", sample.jinja).unwrap();
    let context = |contact| tera::Context::from_serialize(&campaign.with(contact)).unwrap();
    let contexts: Vec<tera::Context> = few.iter().map(context).collect();
    of_each("tera, ready value", contexts, move |context| {
        tera.render("t", context).unwrap()
    })
}

fn upon<'a>(sample: Sample, campaign: &'a Campaign, few: &'a [Contact]) -> Contender<'a> {
    let mut engine = upon::Engine::new();
    engine.add_template("t", sample.jinja).unwrap();
    let value = |contact| upon::to_value(campaign.with(contact)).unwrap();
    let values: Vec<upon::Value> = few.iter().map(value).collect();
    of_each("upon, ready value", values, move |value| {
        let template = engine.template("t");
        template.render_from(value).to_string().unwrap()
    })
}
