//! Finds the places of a file where a mistake can stand.

use crate::values::values;
use proc_macro2::Span;
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// A place with the mistakes that can be made there.
#[derive(Debug)]
pub struct Site {
    /// The bytes that are replaced; none are for the start of a body.
    pub range: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// The function around it.
    pub function: String,
    /// What may stand there.
    pub kind: Kind,
}

/// What may stand in a place.
#[derive(Debug)]
pub enum Kind {
    /// A function that returns at once: these values.
    Body(Vec<String>),
    /// An arm of a `match` whose last arm takes the rest falls away, or its guard is true or false.
    Arm {
        /// The guard that it has.
        guard: Option<Range<usize>>,
        /// Whether the arms behind it take what it took.
        falls: bool,
    },
    /// A field of a literal that is filled from another value, `Limits { steps: 1, ..base }`, is the other's.
    Field {
        /// `steps: `, where the field does not stand for itself.
        name: String,
        /// The value that it has.
        value: Range<usize>,
        /// The same field of the other value.
        other: String,
    },
    /// Other operators between the two sides.
    Binary {
        /// The left side.
        left: Range<usize>,
        /// The operator as it is.
        operator: String,
        /// The right side.
        right: Range<usize>,
        /// What it is replaced by.
        others: &'static [&'static str],
    },
    /// `!` or `-` falls away before what stands here.
    Unary(&'static str, Range<usize>),
}

/// The places of a file, outer ones before those inside them.
pub fn sites(source: &str) -> Vec<Site> {
    let file = syn::parse_file(source).expect("the file is Rust");
    let mut finder = Finder {
        function: String::new(),
        sites: Vec::new(),
    };
    finder.visit_file(&file);
    finder.sites
}

struct Finder {
    function: String,
    sites: Vec<Site>,
}

impl Finder {
    fn add(&mut self, range: Range<usize>, line: usize, kind: Kind) {
        self.sites.push(Site {
            range,
            line,
            function: self.function.clone(),
            kind,
        });
    }

    /// A function that runs, not one that the compiler evaluates.
    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        if signature.constness.is_some() {
            return;
        }
        let outer = std::mem::replace(&mut self.function, signature.ident.to_string());
        let start = block.brace_token.span.open().byte_range().end;
        let values = values(&signature.output);
        if !values.is_empty() && !block.stmts.is_empty() {
            let line = signature.span().start().line;
            self.add(start..start, line, Kind::Body(values));
        }
        visit::visit_block(self, block);
        self.function = outer;
    }
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_test(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_test(&item.attrs) {
            self.function(&item.sig, &item.block);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_test(&item.attrs) {
            self.function(&item.sig, &item.block);
        }
    }

    // what the compiler evaluates has no switches
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_expr_const(&mut self, _: &'ast syn::ExprConst) {}
    fn visit_generic_argument(&mut self, _: &'ast syn::GenericArgument) {}

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        let others = others(&binary.op);
        if !others.is_empty() && !has_let(&binary.left) && !has_let(&binary.right) {
            let kind = Kind::Binary {
                left: range(binary.left.span()),
                operator: text(&binary.op).to_owned(),
                right: range(binary.right.span()),
                others,
            };
            let line = binary.op.span().start().line;
            self.add(range(binary.span()), line, kind);
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        let operator = match unary.op {
            syn::UnOp::Not(_) => Some("!"),
            syn::UnOp::Neg(_) => Some("-"),
            _ => None,
        };
        if let Some(operator) = operator {
            let kind = Kind::Unary(operator, range(unary.expr.span()));
            self.add(range(unary.span()), unary.span().start().line, kind);
        }
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_match(&mut self, of: &'ast syn::ExprMatch) {
        self.visit_expr(&of.expr);
        let takes_the_rest = of
            .arms
            .last()
            .is_some_and(|last| last.guard.is_none() && takes_all(&last.pat));
        for (index, arm) in of.arms.iter().enumerate() {
            self.arm(arm, takes_the_rest && index + 1 < of.arms.len());
        }
    }

    fn visit_expr_struct(&mut self, literal: &'ast syn::ExprStruct) {
        // what is called with values would take them twice
        let Some(rest) = literal.rest.as_ref().filter(|rest| !takes_values(rest)) else {
            return visit::visit_expr_struct(self, literal);
        };
        for field in &literal.fields {
            let syn::Member::Named(name) = &field.member else {
                continue;
            };
            let kind = Kind::Field {
                name: format!("{name}: "),
                value: range(field.expr.span()),
                other: format!("({}).{name}", rest.span().source_text().unwrap_or_default()),
            };
            self.add(range(field.span()), field.span().start().line, kind);
            self.visit_expr(&field.expr);
        }
        self.visit_expr(rest);
    }
}

impl Finder {
    fn arm(&mut self, arm: &syn::Arm, falls: bool) {
        let guard = arm.guard.as_ref().map(|(_, guard)| &**guard);
        let line = arm.pat.span().start().line;
        // a guard is written between the pattern and the arrow, where there is none a new one
        let behind =
            arm.pat.span().byte_range().end..arm.fat_arrow_token.spans[0].byte_range().start;
        if falls || guard.is_some() {
            let guard = guard.map(|guard| range(guard.span()));
            self.add(behind, line, Kind::Arm { guard, falls });
        }
        if let Some(guard) = guard {
            self.visit_expr(guard);
        }
        self.visit_expr(&arm.body);
    }
}

/// `_`, or a name that takes any value; `None` is a name too.
fn takes_all(pattern: &syn::Pat) -> bool {
    match pattern {
        syn::Pat::Wild(_) => true,
        syn::Pat::Ident(name) => {
            name.subpat.is_none() && name.ident.to_string().starts_with(char::is_lowercase)
        }
        _ => false,
    }
}

fn takes_values(call: &syn::Expr) -> bool {
    matches!(call, syn::Expr::Call(call) if !call.args.is_empty())
}

fn range(span: Span) -> Range<usize> {
    span.byte_range()
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        let tokens = match &attribute.meta {
            syn::Meta::List(list) => list.tokens.to_string(),
            _ => String::new(),
        };
        path.is_ident("test") || (path.is_ident("cfg") && tokens == "test")
    })
}

/// `a && let Some(b) = c` is no expression that can be copied.
fn has_let(expression: &syn::Expr) -> bool {
    match expression {
        syn::Expr::Let(_) => true,
        syn::Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

fn text(operator: &syn::BinOp) -> &'static str {
    use syn::BinOp;
    match operator {
        BinOp::Eq(_) => "==",
        BinOp::Ne(_) => "!=",
        BinOp::Lt(_) => "<",
        BinOp::Le(_) => "<=",
        BinOp::Gt(_) => ">",
        BinOp::Ge(_) => ">=",
        BinOp::And(_) => "&&",
        BinOp::Or(_) => "||",
        BinOp::Add(_) => "+",
        BinOp::Sub(_) => "-",
        BinOp::Mul(_) => "*",
        BinOp::Div(_) => "/",
        BinOp::Rem(_) => "%",
        BinOp::Shl(_) => "<<",
        BinOp::Shr(_) => ">>",
        BinOp::BitAnd(_) => "&",
        BinOp::BitOr(_) => "|",
        BinOp::BitXor(_) => "^",
        BinOp::AddAssign(_) => "+=",
        BinOp::SubAssign(_) => "-=",
        BinOp::MulAssign(_) => "*=",
        BinOp::DivAssign(_) => "/=",
        BinOp::RemAssign(_) => "%=",
        BinOp::ShlAssign(_) => "<<=",
        BinOp::ShrAssign(_) => ">>=",
        BinOp::BitAndAssign(_) => "&=",
        BinOp::BitOrAssign(_) => "|=",
        BinOp::BitXorAssign(_) => "^=",
        _ => "",
    }
}

fn others(operator: &syn::BinOp) -> &'static [&'static str] {
    match text(operator) {
        "==" => &["!="],
        "!=" => &["=="],
        "<" => &["<=", ">", "=="],
        "<=" => &["<", ">"],
        ">" => &[">=", "<", "=="],
        ">=" => &[">", "<"],
        "&&" => &["||"],
        "||" => &["&&"],
        "+" => &["-", "*"],
        "-" => &["+", "/"],
        "*" => &["+", "/"],
        "/" => &["*", "%"],
        "%" => &["/", "+"],
        "<<" => &[">>"],
        ">>" => &["<<"],
        "&" => &["|", "^"],
        "|" => &["&", "^"],
        "^" => &["&", "|"],
        "+=" => &["-=", "*="],
        "-=" => &["+=", "/="],
        "*=" => &["+=", "/="],
        "/=" => &["*=", "%="],
        "%=" => &["/=", "+="],
        "<<=" => &[">>="],
        ">>=" => &["<<="],
        "&=" => &["|=", "^="],
        "|=" => &["&=", "^="],
        "^=" => &["&=", "|="],
        _ => &[],
    }
}
