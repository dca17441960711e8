//! Texts in lines that fit a terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that every text for people fits.
pub(crate) const COLUMNS: usize = 80;

/// `lead` with `text` behind it, in lines of at most [`COLUMNS`]: what does not fit goes on below, behind
/// `indent` spaces. Broken between words alone, so that a path, an address and a `piece of code` stay whole.
pub(crate) fn hung(lead: &str, text: &str, indent: usize) -> String {
    let mut out = lead.to_owned();
    let mut used = lead.width();
    let mut is_first = true;
    for word in words(text) {
        let own = word.width();
        let space = usize::from(!is_first);
        let fits_below = indent < used && (indent + own <= COLUMNS || !is_first);
        if used + space + own > COLUMNS && own > 0 && fits_below {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            used = indent;
        } else {
            out.extend(std::iter::repeat_n(' ', space));
            used += space;
        }
        out.push_str(word);
        used += own;
        is_first = false;
    }
    out
}

/// The parts of a text that are not broken: words, and what stands between backticks unless it is long.
fn words(text: &str) -> Vec<&str> {
    const LONG: usize = 60;
    let (mut words, mut start) = (Vec::new(), 0);
    for (at, _) in text.match_indices(' ') {
        let word = &text[start..at];
        let is_open = word.matches('`').count() % 2 == 1;
        if (!is_open || word.len() > LONG) && may_break(text, at) {
            words.push(word);
            start = at + 1;
        }
    }
    words.push(&text[start..]);
    words
}

/// Whether a line may end at the space at `at`. French has spaces before `:`, `;`, `!`, `?` and inside
/// quotation marks, and these marks stay where their word is.
fn may_break(text: &str, at: usize) -> bool {
    let mut behind = text[at + 1..].chars();
    let is_mark = matches!(behind.next(), Some(':' | ';' | '!' | '?' | '»'));
    let is_alone = behind.next().is_none_or(|c| !c.is_alphanumeric());
    !(is_mark && is_alone || text[..at].ends_with('«'))
}

/// `text` in lines of at most `columns`: broken behind a space, a longer word where it must be.
pub(crate) fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut start = 0;
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    let ends = spaces.filter(|&at| may_break(text, at)).map(|at| at + 1);
    for end in ends.chain([text.len()]) {
        let word = &text[start..end];
        start = end;
        for piece in pieces(word, columns) {
            let used = lines.last().map_or(0, |last| last.width());
            let own = piece.trim_end().width();
            if used > 0 && own > 0 && used + own > columns {
                lines.push(String::new());
            }
            if let Some(last) = lines.last_mut() {
                last.push_str(piece);
            }
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// A word, in pieces where it is wider than a line.
fn pieces(word: &str, columns: usize) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), word);
    while rest.trim_end().width() > columns {
        let mut width = 0;
        let fits = |&(_, c): &(usize, char)| {
            width += c.width().unwrap_or(0);
            width <= columns
        };
        let last = rest.char_indices().take_while(fits).last();
        // a character that is wider than a line stands alone in one
        let end = last.map_or_else(
            || rest.chars().next().map_or(0, char::len_utf8),
            |(at, c)| at + c.len_utf8(),
        );
        let (piece, behind) = rest.split_at(end);
        pieces.push(piece);
        rest = behind;
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, hung, wrapped};

    #[test]
    fn a_mark_stays_where_its_word_is() {
        for text in ["aaaa bbb ; cc", "aaaa bbb !", "aaaa « bb » c"] {
            for columns in 8..20 {
                let lines = wrapped(text, columns);
                let is_wrong =
                    |line: &String| line.starts_with([';', '!', '»']) || line.ends_with('«');
                assert!(!lines.iter().any(is_wrong), "{columns}: {lines:?}");
                assert_eq!(lines.join(" "), text);
            }
        }
        let text = hung("", &format!("{} : x", "a".repeat(79)), 2);
        assert_eq!(text.lines().nth(1), Some("  x"));
    }

    #[test]
    fn a_text_hangs_behind_its_lead_and_no_word_is_broken() {
        let words = "word ".repeat(30);
        let text = hung("lead: ", words.trim_end(), 4);
        assert!(text.lines().all(|line| line.len() <= COLUMNS), "{text}");
        assert_eq!(
            text.replace("\n   ", ""),
            format!("lead: {}", words.trim_end())
        );
        assert_eq!(hung("  - ", "a  b", 4), "  - a  b");
        let path = "/a".repeat(60);
        let text = hung("see ", &format!("{path} there"), 2);
        assert_eq!(text, format!("see {path}\n  there"));
        let code = "`{{default contact.nowhere \"..\"}}`";
        let text = hung("", &format!("{} {code} ends", "word ".repeat(10)), 2);
        assert!(text.contains(&format!("\n  {code} ends")), "{text}");
        assert_eq!(hung("", "one ` quote", 2), "one ` quote");
    }

    #[test]
    fn lines_break_behind_a_space_and_words_where_they_must() {
        let cases: [(&str, &[&str]); 8] = [
            ("", &[""]),
            ("one two", &["one two"]),
            ("one two three", &["one two", "three"]),
            ("one  two  ", &["one  two"]),
            ("abcdefghijkl", &["abcdefgh", "ijkl"]),
            ("x abcdefghijkl", &["x", "abcdefgh", "ijkl"]),
            ("🌺🌺🌺🌺🌺", &["🌺🌺🌺🌺", "🌺"]),
            ("日本語 日本語", &["日本語", "日本語"]),
        ];
        for (text, lines) in cases {
            assert_eq!(wrapped(text, 8), lines, "{text:?}");
        }
        assert_eq!(wrapped("日本", 1), ["日", "本"]);
    }
}
