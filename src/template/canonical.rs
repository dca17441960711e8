//! A template with its tags in one form: no white space in them but what tells two names apart.

use super::compile::Template;
use super::lexer::{self, Dialect, PieceKind, Pieces, Strip, TagKind, Token, TokenKind};
use super::report::Reports;
use crate::issue::{Issues, Span};
use crate::limits::Limits;

/// The canonical form of a template: the same texts and tags, each tag without the white space that
/// means nothing. Two templates with one canonical form print the same.
///
/// ```
/// use flashplan::template::canonical;
/// assert_eq!(canonical("Bonjour {{  contact.firstName }} !")?, "Bonjour {{contact.firstName}} !");
/// assert_eq!(canonical("{{# if  contact.vip ~}} oui {{^}} non {{/ if }}")?, "{{#if contact.vip~}} oui {{else}} non {{/if}}");
/// # Ok::<(), flashplan::issue::Issues>(())
/// ```
///
/// # Errors
///
/// As [`Template::compile`]: `{{contact.`, `{{name}}`.
pub fn canonical(source: &str) -> Result<String, Issues> {
    Template::compile(source)?;
    let limits = Limits::new();
    let mut pieces = Pieces::default();
    let issues = &mut Reports::new(&limits);
    lexer::read(source, Dialect::Handlebars, &limits, issues, &mut pieces);
    let mut out = String::with_capacity(source.len());
    for piece in &pieces.pieces {
        match piece.kind {
            PieceKind::Text
            | PieceKind::Backslash
            | PieceKind::Comment { .. }
            | PieceKind::Broken => {
                out.push_str(piece.span.text(source));
            }
            PieceKind::Tag {
                kind,
                strip,
                first,
                end,
            } => {
                let tokens = &pieces.tokens[first as usize..end as usize];
                tag(&mut out, source, kind, strip, tokens, piece.span);
            }
        }
    }
    Ok(out)
}

fn tag(out: &mut String, source: &str, kind: TagKind, strip: Strip, tokens: &[Token], span: Span) {
    let (open, close) = match kind {
        TagKind::Print if is_ampersand(span.text(source)) => ("&", ""),
        TagKind::Print => ("", ""),
        TagKind::PrintTriple => ("{", "}"),
        TagKind::Open => ("#", ""),
        TagKind::OpenInverse => ("^", ""),
        TagKind::Else => ("else", ""),
        TagKind::ElseChain => ("else ", ""),
        TagKind::Close => ("/", ""),
        TagKind::Partial => (">", ""),
    };
    let tilde = |is_there| if is_there { "~" } else { "" };
    out.extend(["{{", tilde(strip.left), open]);
    for (i, token) in tokens.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| tokens[i].kind);
        if before.is_some_and(|before| are_apart(before, token.kind)) {
            out.push(' ');
        }
        out.push_str(match token.kind {
            TokenKind::AsBar => "as |",
            _ => token.span.text(source),
        });
    }
    out.extend([close, tilde(strip.right), "}}"]);
}

/// Whether a tag is `{{&x}}` or `{{~&x}}`.
fn is_ampersand(tag: &str) -> bool {
    tag.trim_start_matches(['{', '~']).starts_with('&')
}

/// Whether two tokens would run into each other, or be another thing, without a space.
fn are_apart(before: TokenKind, token: TokenKind) -> bool {
    let holds_on = matches!(
        before,
        TokenKind::Separator
            | TokenKind::At
            | TokenKind::OpenParen
            | TokenKind::Equals
            | TokenKind::AsBar
    );
    let is_held = matches!(
        token,
        TokenKind::Separator | TokenKind::CloseParen | TokenKind::Equals | TokenKind::Bar
    );
    !holds_on && !is_held
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Limits, PieceKind, Pieces, Reports, canonical, lexer};

    /// What a template says, without where it says it.
    fn said(source: &str) -> Vec<String> {
        let limits = Limits::new();
        let mut read = Pieces::default();
        let issues = &mut Reports::new(&limits);
        lexer::read(source, Dialect::Handlebars, &limits, issues, &mut read);
        let Pieces { pieces, tokens, .. } = read;
        let of_piece = pieces.iter().map(|piece| match piece.kind {
            PieceKind::Tag { kind, strip, .. } => format!("{kind:?} {strip:?}"),
            other => format!("{other:?}"),
        });
        let of_token = tokens.iter().map(|token| {
            format!(
                "{:?} {}",
                token.kind,
                token
                    .span
                    .text(source)
                    .split_whitespace()
                    .collect::<String>()
            )
        });
        // a path is one token or more, by the blanks in it
        let names = |token: String| match token.strip_prefix("Path ") {
            Some(path) => format!("Name {}", path.replace('.', "\nSeparator .\nName ")),
            None => token,
        };
        let said: Vec<String> = of_piece.chain(of_token.map(names)).collect();
        let said = said.join("\n");
        said.lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_canonical_form_says_the_same_and_is_its_own() {
        let sources = [
            "a {{  contact.firstName }} {{{ user.name }}} {{& custom.x }} \\{{x}} \\\\{{custom.y}}",
            "{{~# each  custom.items  as | item  i | ~}} {{ item }} {{ @index }}{{ ../user.name }} {{~/ each ~}}",
            "{{#if (or  contact.a ( eq contact.b \"x  y\" ) )}}1{{else  if  contact.c  includeZero = true}}2{{ else }}3{{/if}}",
            "{{!-- a }} b --}}{{! c }}{{ contact.[a  b] }}{{#unless contact.a}}{{^}}x{{/unless}}",
            "{{ default\n contact.firstName\t'cher  client' }}{{lookup custom.map \"k\"}}{{#with contact}}{{ ./meta/city }}{{this.x}}{{/with}}",
        ];
        for source in sources {
            let once = canonical(source).unwrap();
            assert_eq!(said(&once), said(source), "{source}\n{once}");
            assert_eq!(canonical(&once).unwrap(), once);
        }
    }
}
