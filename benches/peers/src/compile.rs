//! From the text of a template to what renders it.

use crate::render::median;
use crate::report::{Report, Row};
use crate::sample::SAMPLES;
use flashplan::limits::Limits;
use flashplan::template::{Compiler, Template};
use std::hint::black_box;
use std::time::Instant;

/// Turns that the median is taken of.
const TURNS: usize = 201;

/// Sizes of the curve, in KiB.
const SIZES: [usize; 4] = [1, 4, 16, 64];

/// Nanoseconds of one compilation.
type Clock = fn(&str, usize) -> f64;

const OURS: &str = "flashplan";

const CONTENDERS: [(&str, Clock); 4] = [
    (OURS, flashplan),
    ("handlebars", handlebars),
    ("minijinja", minijinja),
    ("upon", upon),
];

/// Microseconds a template, and nanoseconds a byte as templates grow.
pub(crate) fn tables() -> Vec<Report> {
    let sources = SAMPLES.map(|sample| (sample.handlebars.to_owned(), sample.jinja.to_owned()));
    let templates = sources
        .each_ref()
        .map(|(ours, theirs)| measured(ours, theirs, 10, TURNS).map(|nanos| nanos * 1e-3));
    let sizes = SIZES.map(|kib| {
        let again = |source: &str| source.repeat((kib << 10) / source.len());
        let (ours, theirs) = (again(SAMPLES[1].handlebars), again(SAMPLES[1].jinja));
        let bytes = ours.len() as f64;
        measured(&ours, &theirs, 1, 15).map(|nanos| nanos / bytes)
    });
    vec![
        Report {
            name: "compile",
            title: format!("compile: µs a template, median of {TURNS} turns"),
            unit: "µs a template",
            columns: SAMPLES.map(|sample| sample.name.to_owned()).to_vec(),
            rows: rows(&templates),
            base: OURS,
            notes: Vec::new(),
        },
        Report {
            name: "compile-bytes",
            title: "compile: ns a byte by size, the text of B again and again".to_owned(),
            unit: "ns a byte",
            columns: SIZES.map(|kib| format!("{kib} KiB")).to_vec(),
            rows: rows(&sizes),
            base: OURS,
            notes: Vec::new(),
        },
    ]
}

fn rows(columns: &[[f64; CONTENDERS.len()]]) -> Vec<Row> {
    let row = |(row, (name, _)): (usize, &(&'static str, Clock))| Row {
        name,
        values: columns.iter().map(|column| column[row]).collect(),
    };
    CONTENDERS.iter().enumerate().map(row).collect()
}

/// The median of each contender, in nanoseconds.
fn measured(ours: &str, theirs: &str, repeats: usize, turns: usize) -> [f64; CONTENDERS.len()] {
    let mut times = CONTENDERS.map(|_| Vec::with_capacity(turns));
    for _ in 0..turns {
        for ((name, clock), times) in CONTENDERS.iter().zip(&mut times) {
            let is_jinja = matches!(*name, "minijinja" | "upon");
            times.push(clock(if is_jinja { theirs } else { ours }, repeats));
        }
    }
    times.map(median)
}

/// The nanoseconds of one compilation, after one that is not timed: the other contenders have taken
/// the caches.
fn timed(repeats: usize, mut compile: impl FnMut()) -> f64 {
    compile();
    let begin = Instant::now();
    for _ in 0..repeats {
        compile();
    }
    begin.elapsed().as_nanos() as f64 / repeats as f64
}

fn flashplan(source: &str, repeats: usize) -> f64 {
    if source.len() < 1000 {
        return timed(repeats, || {
            drop(black_box(Template::compile(black_box(source)).unwrap()))
        });
    }
    let compiler = Compiler::new().limits(Limits::new().template_tags(usize::MAX));
    timed(repeats, || {
        drop(black_box(compiler.compile(black_box(source)).unwrap()))
    })
}

fn handlebars(source: &str, repeats: usize) -> f64 {
    timed(repeats, || {
        drop(black_box(
            handlebars::Template::compile(black_box(source)).unwrap(),
        ))
    })
}

fn minijinja(source: &str, repeats: usize) -> f64 {
    let environment = minijinja::Environment::new();
    timed(repeats, || {
        drop(black_box(
            environment.template_from_str(black_box(source)).unwrap(),
        ));
    })
}

fn upon(source: &str, repeats: usize) -> f64 {
    let engine = upon::Engine::new();
    timed(repeats, || {
        drop(black_box(engine.compile(black_box(source)).unwrap()))
    })
}
