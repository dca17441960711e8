//! A picture of a table: a panel for each column, a bar for each contender. Lengths are logarithmic,
//! because the contenders lie a hundred times apart; each line is ten times the one before.

use crate::report::{Report, Row, shown};

const WIDTH: usize = 760;
/// Where bars begin, and how long the longest is; what each took stands beside its end.
const LEFT: usize = 290;
const LONGEST: usize = 340;
const HEAD: usize = 60;
const PANEL: usize = 34;
const BAR: usize = 20;

/// Light and dark as the reader has it; ours stands out by colour and by its heavier name.
const STYLE: &str = "text { font: 13px system-ui, sans-serif; fill: #1f2328 } \
    .head { font-weight: 600 } .ours { font-weight: 700 } .small { font-size: 12px; fill: #57606a } \
    .bar { fill: #8c959f } .bar.ours { fill: #0969da } .line { stroke: #d0d7de } \
    .page { fill: #ffffff } \
    @media (prefers-color-scheme: dark) { \
    text { fill: #e6edf3 } .small { fill: #9198a1 } .bar { fill: #6e7681 } \
    .bar.ours { fill: #4493f8 } .line { stroke: #3d444d } .page { fill: #0d1117 } }";

pub(crate) fn svg(report: &Report) -> String {
    let panel = PANEL + BAR * report.rows.len();
    let height = HEAD + panel * report.columns.len() + 10;
    let scale = Scale::of(report);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"t d\">\n\
         <title id=\"t\">{}</title>\n<desc id=\"d\">{}</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"page\" width=\"100%\" height=\"100%\"/>\n",
        escaped(&report.title),
        escaped(&told(report)),
    );
    svg += &text(10, 24, "head", &report.title);
    let scale_told = "logarithmic: each line is ten times the one before";
    svg += &text(10, 44, "small", &format!("{}; {scale_told}", report.unit));
    for (column, name) in report.columns.iter().enumerate() {
        let top = HEAD + panel * column;
        svg += &text(10, top + 20, "head", name);
        svg += &scale.lines(top + PANEL - 6, top + panel);
        for (number, row) in report.rows.iter().enumerate() {
            svg += &bar(report, row, column, top + PANEL + BAR * number, &scale);
        }
    }
    svg + "</svg>\n"
}

fn bar(report: &Report, row: &Row, column: usize, top: usize, scale: &Scale) -> String {
    let value = row.values[column];
    let ours = if row.name.starts_with("flashplan") {
        "ours"
    } else {
        ""
    };
    let length = scale.length(value);
    let times = report.times(row, column);
    let took = match row.name == report.base {
        true => shown(value),
        false => format!("{} ({times:.1} ×)", shown(value)),
    };
    format!(
        "{}<rect class=\"bar {ours}\" x=\"{LEFT}\" y=\"{}\" width=\"{length}\" height=\"12\"/>\n{}",
        text(10, top + 12, ours, row.name),
        top + 2,
        text(LEFT + length + 6, top + 12, "small", &took),
    )
}

/// The powers of ten that hold all numbers.
struct Scale {
    from: f64,
    to: f64,
}

impl Scale {
    fn of(report: &Report) -> Self {
        let values = || report.rows.iter().flat_map(|row| &row.values).copied();
        Self {
            from: values().fold(f64::MAX, f64::min).log10().floor(),
            to: values().fold(f64::MIN, f64::max).log10().ceil(),
        }
    }

    fn length(&self, value: f64) -> usize {
        let part = (value.log10() - self.from) / (self.to - self.from).max(1.0);
        (part * LONGEST as f64).round().max(1.0) as usize
    }

    /// A line at each power of ten.
    fn lines(&self, top: usize, bottom: usize) -> String {
        let powers = self.from as i32..=self.to as i32;
        let line = |power| {
            let x = LEFT + self.length(10_f64.powi(power));
            format!("<line class=\"line\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{bottom}\"/>\n")
        };
        powers.map(line).collect()
    }
}

/// The whole picture in words.
fn told(report: &Report) -> String {
    let of_row =
        |column: usize| move |row: &Row| format!("{} {}", row.name, shown(row.values[column]));
    let of_column = |(column, name): (usize, &String)| {
        let rows: Vec<String> = report.rows.iter().map(of_row(column)).collect();
        format!("{name}, {}: {}.", report.unit, rows.join(", "))
    };
    let columns: Vec<String> = report.columns.iter().enumerate().map(of_column).collect();
    columns.join(" ")
}

fn text(x: usize, y: usize, class: &str, text: &str) -> String {
    format!(
        "<text x=\"{x}\" y=\"{y}\" class=\"{class}\">{}</text>\n",
        escaped(text)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
