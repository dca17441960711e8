//! flashplan beside the libraries that do a part of its work, in one run.
//!
//! `cargo run --release -p flashplan-peers -- schedule`: one table, or without a name all of them.
#![allow(
    clippy::print_stdout,
    reason = "a table on the terminal is what this program is for"
)]
#![allow(
    clippy::unwrap_used,
    reason = "a peer that fails on a fixed input ends the comparison"
)]

mod compile;
mod render;
mod sample;
mod schedule;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let tables: [(&str, fn()); 3] = [
        ("schedule", schedule::table),
        ("render", render::table_of_peers),
        ("compile", compile::tables),
    ];
    for (name, table) in tables {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            table();
        }
    }
}
