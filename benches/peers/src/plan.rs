//! From contacts to the lines of every send, beside the loop that someone would write instead: a set of
//! numbers, a template crate, a UUID a send and `serde_json` for the lines. All hand out the same lines
//! but for the keys; `benches/peers/plan` holds whole programs beside each other, files and all.

#[path = "../../support/sends.rs"]
mod sends;

use crate::render::median;
use crate::report::{Report, Row};
use sends::{All, BODY, Contact, batch, contacts, plan};
use std::hint::black_box;
use std::time::Instant;

/// Turns that the median is taken of.
const TURNS: usize = 31;
const CONTACTS: usize = 10_000;

const LIMIT: &str = "copying the finished lines (the limit)";
const OURS: &str = "flashplan";

/// A way from the contacts to the lines.
type Pass<'a> = Box<dyn FnMut(&mut String) + 'a>;

/// Microseconds a contact.
pub(crate) fn tables() -> Vec<Report> {
    let contacts = contacts(CONTACTS);
    let mut lines = String::new();
    ours(&contacts)(&mut lines);
    let mut passes: [(&str, Pass<'_>); 4] = [
        (LIMIT, Box::new(|out| out.push_str(black_box(&lines)))),
        (OURS, ours(&contacts)),
        ("by hand with minijinja", minijinja(&contacts)),
        ("by hand with handlebars", handlebars(&contacts)),
    ];
    let mut times = passes.each_ref().map(|_| Vec::with_capacity(TURNS));
    let mut out = String::new();
    for _ in 0..TURNS {
        for ((_, pass), times) in passes.iter_mut().zip(&mut times) {
            out.clear();
            let begin = Instant::now();
            pass(&mut out);
            times.push(begin.elapsed().as_nanos() as f64 * 1e-3 / CONTACTS as f64);
            black_box(&out);
        }
    }
    let rows = passes.iter().zip(times).map(|((name, _), times)| Row {
        name,
        values: vec![median(times)],
    });
    vec![Report {
        name: "plan",
        title: format!("plan: µs a contact, lines with keys, median of {TURNS} turns"),
        unit: "µs a contact",
        columns: vec![format!("{CONTACTS} contacts")],
        rows: rows.collect(),
        base: OURS,
        notes: Vec::new(),
    }]
}

fn ours<'a>(contacts: &[Contact]) -> Pass<'a> {
    let (plan, mut batches) = (plan(), [batch(contacts)]);
    Box::new(move |out| sends::ours(&plan, &mut batches, out))
}

fn handlebars(contacts: &[Contact]) -> Pass<'_> {
    let mut registry = handlebars::Handlebars::new();
    registry.register_escape_fn(handlebars::no_escape);
    registry.register_template_string("body", BODY).unwrap();
    by_hand(contacts, move |all| registry.render("body", all).unwrap())
}

fn minijinja(contacts: &[Contact]) -> Pass<'_> {
    let mut environment = minijinja::Environment::new();
    environment.add_template("body", BODY).unwrap();
    by_hand(contacts, move |all| {
        environment
            .get_template("body")
            .unwrap()
            .render(minijinja::value::Serde(all))
            .unwrap()
    })
}

fn by_hand<'a>(contacts: &'a [Contact], render: impl Fn(&All<'_>) -> String + 'a) -> Pass<'a> {
    Box::new(move |out| sends::by_hand(contacts, &render, out))
}
