//! White-space control: `~`, and tags that stand alone on their line.
//!
//! The order of the steps, what each looks at and what it leaves follow `whitespace-control.js` of
//! handlebars.js 4.7, quirks included: templates that people have tested there print the same here.
//! A body is a range of nodes here, where it is an array there.

use super::lexer::{Strip, is_space};
use super::syntax::{Clause, NodeKind, Tree};
use crate::issue::Span;
use smallvec::SmallVec;

/// Shortens the texts of `tree` by what does not print.
pub(super) fn control(source: &str, tree: &mut Tree) {
    if tree.nodes.iter().all(|node| asks_nothing(node.kind)) {
        return;
    }
    let mut control = Control {
        source,
        tree,
        depth: 0,
    };
    for node in 0..control.tree.nodes.len() {
        control.node(node);
    }
}

/// Whether white space stays as it is around a node. A value without `~` asks for nothing: most
/// templates hold nothing else.
fn asks_nothing(kind: NodeKind) -> bool {
    match kind {
        NodeKind::Text { .. } => true,
        NodeKind::Print { strip, .. } | NodeKind::Plain { strip, .. } => strip == Strip::default(),
        _ => false,
    }
}

struct Control<'a> {
    source: &'a str,
    tree: &'a mut Tree,
    /// Blocks around the node.
    depth: usize,
}

/// What a finished node asks of the body around it.
#[derive(Default)]
struct Asked {
    strip: Strip,
    /// Stands alone if there is only white space before and after it on its line.
    inline: bool,
    /// The body that loses its first line if the open tag stands alone; none if it cannot.
    open: Option<Body>,
    /// The body that loses its last line if the close tag stands alone; none if it cannot.
    close: Option<Body>,
}

/// The nodes `start..end` of a program.
#[derive(Clone, Copy)]
struct Body {
    start: usize,
    end: usize,
}

impl Body {
    const EMPTY: Self = Self { start: 0, end: 0 };
}

/// A clause of a block with its body.
#[derive(Clone, Copy)]
struct Link {
    clause: u32,
    body: Body,
}

/// The clauses of a block, mostly one or two.
type Links = SmallVec<[Link; 4]>;

/// How much goes. On each side of a text a line goes once at most, and after all white space if that goes too, so that
/// nobody has to know what was taken before.
#[derive(Clone, Copy)]
enum Amount {
    /// All white space: `~`.
    All,
    /// The rest of the line: a tag that stands alone.
    Line,
}

impl Control<'_> {
    fn node(&mut self, node: usize) {
        match self.tree.nodes[node].kind {
            kind if asks_nothing(kind) => {}
            NodeKind::Text { .. } | NodeKind::Else { .. } => {}
            NodeKind::Open { .. } => self.depth += 1,
            NodeKind::Print { strip, .. } | NodeKind::Plain { strip, .. } => {
                let asked = Asked {
                    strip,
                    ..Asked::default()
                };
                self.around(node, node, &asked);
            }
            NodeKind::Comment { strip } => {
                let asked = Asked {
                    strip,
                    inline: true,
                    ..Asked::default()
                };
                self.around(node, node, &asked);
            }
            NodeKind::Close { strip, first } => {
                self.depth -= 1;
                let start = self.tree.clauses[first as usize].node as usize;
                let asked = self.block(first, strip);
                self.around(start, node, &asked);
            }
        }
    }

    /// Does what the node `first..=last` asks of its neighbours.
    fn around(&mut self, first: usize, last: usize, asked: &Asked) {
        let root = self.depth == 0;
        let before = self.before(first);
        let after = self.after(last);
        let space_before = self.space_before(before, root);
        let space_after = self.space_after(after, root);
        if asked.strip.right {
            self.omit_right(after, Amount::All);
        }
        if asked.strip.left {
            self.omit_left(before, Amount::All);
        }
        if asked.inline && space_before && space_after {
            self.omit_right(after, Amount::Line);
            self.omit_left(before, Amount::Line);
        }
        if let Some(body) = asked.open.filter(|_| space_before) {
            self.omit_right(self.first(body), Amount::Line);
            self.omit_left(before, Amount::Line);
        }
        if let Some(body) = asked.close.filter(|_| space_after) {
            self.omit_right(after, Amount::Line);
            self.omit_left(self.last(body), Amount::Line);
        }
    }

    /// Strips inside a finished block, from its last clause to its first, and says what the block
    /// asks of the body around it.
    fn block(&mut self, first: u32, close: Strip) -> Asked {
        let links = self.links(first);
        for (link, &Link { clause, body }) in links.iter().enumerate().rev() {
            let is_plain_else = link > 0 && !self.has_head(clause);
            if is_plain_else {
                continue;
            }
            // handlebars.js gives the third link of a chain, and those after it, their own `~`
            // where the close's belongs
            let own = self.strip(clause);
            let end = if link < 2 { close } else { own };
            match links.get(link + 1) {
                Some(inverse) => {
                    let between = self.strip(inverse.clause);
                    let (program, inverse) = self.in_order(clause, body, inverse.body);
                    self.inside_both(own, between, end, program, inverse);
                }
                None => self.inside_one(own, end, body),
            }
        }
        self.asked(&links, close)
    }

    fn asked(&self, links: &[Link], close: Strip) -> Asked {
        let Link { clause, body } = links[0];
        let (program, inverse) = match links.get(1) {
            Some(inverse) => {
                let (program, inverse) = self.in_order(clause, body, inverse.body);
                (program, Some(inverse))
            }
            None => (body, None),
        };
        let last = inverse.unwrap_or(program);
        let chained = links.get(1).is_some_and(|link| self.has_head(link.clause));
        let loses_last_line = if chained { Body::EMPTY } else { last };
        Asked {
            strip: Strip {
                left: self.strip(clause).left,
                right: close.right,
            },
            inline: false,
            open: self.begins_with_line(program).then_some(program),
            close: self.ends_with_line(last).then_some(loses_last_line),
        }
    }

    /// Program and inverse as handlebars.js has them: `{{^if x}}` swaps the two.
    fn in_order(&self, clause: u32, body: Body, other: Body) -> (Body, Body) {
        if self.tree.clauses[clause as usize].condition.is_inverted() {
            (other, body)
        } else {
            (body, other)
        }
    }

    fn inside_both(
        &mut self,
        own: Strip,
        between: Strip,
        end: Strip,
        program: Body,
        inverse: Body,
    ) {
        if own.right {
            self.omit_right(self.first(program), Amount::All);
        }
        if between.left {
            self.omit_left(self.last(program), Amount::All);
        }
        if between.right {
            self.omit_right(self.first(inverse), Amount::All);
        }
        if end.left {
            self.omit_left(self.last(inverse), Amount::All);
        }
        if self.ends_with_line(program) && self.begins_with_line(inverse) {
            self.omit_left(self.last(program), Amount::Line);
            self.omit_right(self.first(inverse), Amount::Line);
        }
    }

    fn inside_one(&mut self, own: Strip, end: Strip, program: Body) {
        if own.right {
            self.omit_right(self.first(program), Amount::All);
        }
        if end.left {
            self.omit_left(self.last(program), Amount::All);
        }
    }

    /// The clauses of a block; there is one at least.
    fn links(&self, first: u32) -> Links {
        let clauses = &self.tree.clauses;
        let after = |&clause: &u32| clauses[clause as usize].next;
        let link = |clause: u32| {
            let Clause {
                node, next, close, ..
            } = clauses[clause as usize];
            let end = next.map_or(close, |next| clauses[next as usize].node);
            let (start, end) = (node as usize + 1, end as usize);
            let body = Body { start, end };
            Link { clause, body }
        };
        std::iter::successors(Some(first), after)
            .map(link)
            .collect()
    }

    fn strip(&self, clause: u32) -> Strip {
        self.tree.clauses[clause as usize].strip
    }

    fn has_head(&self, clause: u32) -> bool {
        self.tree.clauses[clause as usize].condition.has_head()
    }

    fn first(&self, body: Body) -> Option<usize> {
        (body.start < body.end).then_some(body.start)
    }

    fn last(&self, body: Body) -> Option<usize> {
        (body.start < body.end).then(|| body.end - 1)
    }

    /// The neighbour before a node, within its body.
    fn before(&self, node: usize) -> Option<usize> {
        let before = node.checked_sub(1)?;
        let begins = matches!(
            self.tree.nodes[before].kind,
            NodeKind::Open { .. } | NodeKind::Else { .. }
        );
        (!begins).then_some(before)
    }

    /// The neighbour after a node, within its body.
    fn after(&self, node: usize) -> Option<usize> {
        let ends = matches!(
            self.tree.nodes.get(node + 1)?.kind,
            NodeKind::Close { .. } | NodeKind::Else { .. }
        );
        (!ends).then_some(node + 1)
    }

    fn space_before(&self, before: Option<usize>, root: bool) -> bool {
        let Some(before) = before else {
            return root;
        };
        let Some(text) = self.original(before) else {
            return false;
        };
        let start_of_all = root && before == 0;
        last_space(text).contains('\n') || start_of_all && text.chars().all(is_space)
    }

    fn space_after(&self, after: Option<usize>, root: bool) -> bool {
        let Some(after) = after else {
            return root;
        };
        let Some(text) = self.original(after) else {
            return false;
        };
        let end_of_all = root && after + 1 == self.tree.nodes.len();
        first_space(text).contains('\n') || end_of_all && text.chars().all(is_space)
    }

    fn ends_with_line(&self, body: Body) -> bool {
        let text = self.last(body).and_then(|node| self.original(node));
        text.is_some_and(|text| last_space(text).contains('\n'))
    }

    fn begins_with_line(&self, body: Body) -> bool {
        let text = self.first(body).and_then(|node| self.original(node));
        text.is_some_and(|text| first_space(text).contains('\n'))
    }

    /// The text of a node before anything was stripped.
    fn original(&self, node: usize) -> Option<&str> {
        let node = self.tree.nodes[node];
        matches!(node.kind, NodeKind::Text { .. }).then(|| node.span.text(self.source))
    }

    /// Takes white space from the start of a text.
    fn omit_right(&mut self, node: Option<usize>, amount: Amount) {
        let Some((node, kept)) = self.kept(node) else {
            return;
        };
        let text = kept.text(self.source);
        let rest = match amount {
            Amount::All => text.trim_start_matches(is_space),
            Amount::Line => without_line(text),
        };
        let end = kept.end as usize;
        self.keep(node, Span::new(end - rest.len(), end));
    }

    /// Takes white space from the end of a text.
    fn omit_left(&mut self, node: Option<usize>, amount: Amount) {
        let Some((node, kept)) = self.kept(node) else {
            return;
        };
        let text = kept.text(self.source);
        let rest = match amount {
            Amount::All => text.trim_end_matches(is_space),
            Amount::Line => text.trim_end_matches([' ', '\t']),
        };
        let start = kept.start as usize;
        self.keep(node, Span::new(start, start + rest.len()));
    }

    fn kept(&self, node: Option<usize>) -> Option<(usize, Span)> {
        let node = node?;
        match self.tree.nodes[node].kind {
            NodeKind::Text { kept } => Some((node, kept)),
            _ => None,
        }
    }

    fn keep(&mut self, node: usize, kept: Span) {
        self.tree.nodes[node].kind = NodeKind::Text { kept };
    }
}

/// White space at the end of `text`.
fn last_space(text: &str) -> &str {
    &text[text.trim_end_matches(is_space).len()..]
}

/// White space at the start of `text`.
fn first_space(text: &str) -> &str {
    &text[..text.len() - text.trim_start_matches(is_space).len()]
}

/// `text` without blanks, tabs and one end of line at its start.
fn without_line(text: &str) -> &str {
    let rest = text.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    rest.strip_prefix('\n').unwrap_or(rest)
}
