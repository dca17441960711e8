//! Writes the mistakes into the files.

use crate::find::{Kind, Site, sites};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// What stands in `lib.rs` for the switches: `m` says whether a mutant is on, or notes that it was asked. It costs a load and
/// a comparison, for loops ask it too. The first panic of a test ends its program, for one is enough; so it does without
/// mutants, where a test that panics on purpose is seen.
const SWITCH: &str = r#"
#[doc(hidden)]
#[allow(missing_docs, unreachable_pub, clippy::all)]
pub mod mutant {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
    static ON: AtomicU32 = AtomicU32::new(u32::MAX);
    static REACHED: LazyLock<Option<Vec<AtomicBool>>> = LazyLock::new(|| {
        std::panic::set_hook(Box::new(|_| std::process::exit(101)));
        if std::env::var_os("FLASHPLAN_REACHED").is_some() {
            return Some((0..100_000).map(|_| AtomicBool::new(false)).collect());
        }
        ON.store(std::env::var("FLASHPLAN_MUTANT").ok().and_then(|n| n.parse().ok()).unwrap_or(0), Relaxed);
        None
    });
    #[inline]
    pub fn m(n: u32) -> bool {
        match ON.load(Relaxed) {
            u32::MAX => first(n),
            on => on == n,
        }
    }
    #[cold]
    #[inline(never)]
    fn first(n: u32) -> bool {
        let Some(reached) = &*REACHED else { return ON.load(Relaxed) == n };
        if !reached[n as usize].swap(true, Relaxed) {
            use std::io::Write as _;
            let name = std::env::var_os("FLASHPLAN_REACHED").unwrap_or_default();
            if let Ok(mut file) = std::fs::OpenOptions::new().create(true).append(true).open(name) {
                let _ = file.write_all(format!("{n}\n").as_bytes());
            }
        }
        false
    }
}
"#;

/// Rewrites the files below `src` and prints a line for each mutant: number, file, line, function, what it is.
/// Numbers of `FLASHPLAN_WITHOUT`, those that did not compile, are left out and keep their place.
pub fn plant(src: &Path, files: &[String]) {
    let without = std::env::var("FLASHPLAN_WITHOUT").unwrap_or_default();
    let mut planter = Planter {
        next: 1,
        without: without.split(',').filter_map(|n| n.parse().ok()).collect(),
    };
    for name in files {
        let path = src.join(name);
        let source = fs::read_to_string(&path).expect("the file can be read");
        let sites = sites(&source);
        let text = planter.rewrite(&source, 0..source.len(), &sites, name);
        fs::write(&path, text).expect("the file can be written");
    }
    let root = src.join("lib.rs");
    let text = fs::read_to_string(&root).expect("the library has a root");
    fs::write(root, text + SWITCH).expect("the root can be written");
}

struct Planter {
    next: u32,
    without: Vec<u32>,
}

impl Planter {
    /// The text of a range, with the mutants of all places inside it.
    fn rewrite(&mut self, source: &str, range: Range<usize>, sites: &[Site], file: &str) -> String {
        let mut out = String::new();
        let mut at = range.start;
        let mut index = 0;
        while let Some(site) = sites.get(index) {
            let inside = sites[index + 1..]
                .iter()
                .take_while(|inner| inner.range.start < site.range.end)
                .count();
            out.push_str(&source[at..site.range.start]);
            out.push_str(&self.place(source, site, &sites[index + 1..=index + inside], file));
            at = site.range.end;
            index += 1 + inside;
        }
        out + &source[at..range.end]
    }

    fn place(&mut self, source: &str, site: &Site, inside: &[Site], file: &str) -> String {
        match &site.kind {
            Kind::Body(values) => {
                let mut out = String::new();
                for value in values {
                    if let Some(n) = self.number(file, site, &format!("returns {value}")) {
                        out += &format!(" if crate::mutant::m({n}) {{ return {value}; }}");
                    }
                }
                out
            }
            Kind::Arm { guard, falls } => {
                self.arm(source, site, guard.as_ref(), *falls, inside, file)
            }
            Kind::Field { name, value, other } => {
                let number = self.number(file, site, "is not given");
                let value = self.rewrite(source, value.clone(), inside, file);
                match number {
                    Some(n) => {
                        format!("{name}if crate::mutant::m({n}) {{ {other} }} else {{ {value} }}")
                    }
                    None => format!("{name}{value}"),
                }
            }
            Kind::Unary(operator, inner) => {
                let number = self.number(file, site, &format!("{operator} falls away"));
                let text = self.rewrite(source, inner.clone(), inside, file);
                let plain = &source[inner.clone()];
                match number {
                    // twice it is of the type of once, where what it stands before may be borrowed
                    Some(n) => {
                        format!(
                            "(if crate::mutant::m({n}) {{ {operator}({operator}{plain}) }} else {{ {operator}{text} }})"
                        )
                    }
                    None => format!("{operator}{text}"),
                }
            }
            Kind::Binary {
                left,
                operator,
                right,
                others,
            } => {
                let mut out = String::new();
                let (a, b) = (&source[left.clone()], &source[right.clone()]);
                for other in *others {
                    if let Some(n) = self.number(file, site, &format!("{operator} is {other}")) {
                        out += &format!("if crate::mutant::m({n}) {{ ({a}) {other} ({b}) }} else ");
                    }
                }
                let split = inside.partition_point(|inner| inner.range.start < left.end);
                let a = self.rewrite(source, left.clone(), &inside[..split], file);
                let b = self.rewrite(source, right.clone(), &inside[split..], file);
                match out.is_empty() {
                    true => format!("{a} {operator} {b}"),
                    // a cast on the left would read what follows as its type
                    false => format!("({out}{{ ({a}) {operator} ({b}) }})"),
                }
            }
        }
    }

    /// What stands between the pattern and the arrow of an arm.
    fn arm(
        &mut self,
        source: &str,
        site: &Site,
        guard: Option<&Range<usize>>,
        falls: bool,
        inside: &[Site],
        file: &str,
    ) -> String {
        let mut conditions = Vec::new();
        let fallen = if falls {
            self.number(file, site, "the arm falls away")
        } else {
            None
        };
        conditions.extend(fallen.map(|n| format!("!crate::mutant::m({n})")));
        if let Some(guard) = guard {
            let always = self.number(file, site, "the guard is true");
            let never = self.number(file, site, "the guard is false");
            let mut text = format!("({})", self.rewrite(source, guard.clone(), inside, file));
            if let Some(n) = never {
                text = format!("!crate::mutant::m({n}) && {text}");
            }
            if let Some(n) = always {
                text = format!("(crate::mutant::m({n}) || {text})");
            }
            conditions.push(text);
        }
        match conditions.is_empty() {
            true => " ".to_owned(),
            false => format!(" if {} ", conditions.join(" && ")),
        }
    }

    /// The number of a mutant, which is printed; none for one that is left out.
    fn number(&mut self, file: &str, site: &Site, what: &str) -> Option<u32> {
        let n = self.next;
        self.next += 1;
        if self.without.contains(&n) {
            return None;
        }
        println!(
            "{n}\t{file}:{}\t{}\t{}",
            site.line,
            site.function,
            what.trim()
        );
        Some(n)
    }
}
