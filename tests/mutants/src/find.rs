//! Finds the places of a file where a mistake can stand.

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
    /// Other operators between the two sides.
    Binary {
        /// The left side.
        left: Range<usize>,
        /// The operator as it is.
        operator: String,
        /// The right side.
        right: Range<usize>,
        /// What it is replaced by.
        others: Vec<&'static str>,
    },
    /// `!` falls away.
    Not(Range<usize>),
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
        if matches!(unary.op, syn::UnOp::Not(_)) {
            let inner = range(unary.expr.span());
            self.add(
                range(unary.span()),
                unary.span().start().line,
                Kind::Not(inner),
            );
        }
        visit::visit_expr_unary(self, unary);
    }
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
        _ => "",
    }
}

fn others(operator: &syn::BinOp) -> Vec<&'static str> {
    match text(operator) {
        "==" => vec!["!="],
        "!=" => vec!["=="],
        "<" => vec!["<=", ">"],
        "<=" => vec!["<", ">"],
        ">" => vec![">=", "<"],
        ">=" => vec![">", "<"],
        "&&" => vec!["||"],
        "||" => vec!["&&"],
        "+" => vec!["-"],
        "-" => vec!["+"],
        "*" => vec!["+"],
        "/" => vec!["*"],
        "%" => vec!["/"],
        _ => Vec::new(),
    }
}

/// Plain values of what a function returns.
fn values(output: &syn::ReturnType) -> Vec<String> {
    let syn::ReturnType::Type(_, of) = output else {
        return vec![String::new()];
    };
    let syn::Type::Path(path) = &**of else {
        return Vec::new();
    };
    let name = path.path.segments.last().map(|last| last.ident.to_string());
    let all: &[&str] = match name.as_deref().unwrap_or_default() {
        "bool" => &["true", "false"],
        "u8" | "u16" | "u32" | "u64" | "usize" => &["0", "1"],
        "i8" | "i16" | "i32" | "i64" | "isize" => &["0", "1", "-1"],
        "String" => &["String::new()"],
        "Option" => &["None"],
        "Vec" => &["Vec::new()"],
        _ => &[],
    };
    all.iter().map(|&value| value.to_owned()).collect()
}
