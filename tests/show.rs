//! Issues as a terminal shows them: the carets stand under the place, whatever the line holds.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use flashplan::issue::{Code, Issue, Issues, Language, Span, Text, show_in_source};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

static TEXT: Text = Text {
    en: ("`{got}` is wrong", "mend it"),
    fr: ("`{got}` est faux", "corrigez"),
};

/// What is shown of an issue at the bytes `start..end` of `source`.
fn shown(source: &str, start: usize, end: usize) -> String {
    let span = Span {
        start: start as u32,
        end: end as u32,
    };
    let issue = Issue::new(Code::Type, "", &TEXT).with("got", "x");
    show_in_source(&issue.at(span.place(source)), "a.txt", source)
}

/// The source line and the line of carets, without their margin.
fn lines(shown: &str) -> (&str, &str) {
    let mut bodies = shown
        .lines()
        .skip(3)
        .map(|line| line.split_once(" | ").map_or("", |(_, body)| body));
    (
        bodies.next().unwrap_or_default(),
        bodies.next().unwrap_or_default(),
    )
}

#[test]
fn carets_stand_under_the_place() {
    // source, what is marked, the source line, the carets
    let cases = [
        ("abc def", "def", "abc def", "    ^^^"),
        ("🌺 def", "def", "🌺 def", "   ^^^"),
        ("👨‍👩‍👧 def", "def", "👨‍👩‍👧 def", "   ^^^"),
        ("🇧🇯 def", "def", "🇧🇯 def", "   ^^^"),
        (
            "e\u{301}te\u{301} def",
            "def",
            "e\u{301}te\u{301} def",
            "    ^^^",
        ),
        ("\tdef", "def", "    def", "    ^^^"),
        ("سلام def", "def", "سلام def", "     ^^^"),
        ("日本 def", "def", "日本 def", "     ^^^"),
        ("abc 🌺🌺", "🌺🌺", "abc 🌺🌺", "    ^^^^"),
        ("one\ntwo def\nthree", "def", "two def", "    ^^^"),
        (
            "abc\u{1b}[31m def",
            "def",
            "abc\u{fffd}[31m def",
            "         ^^^",
        ),
        ("\u{202e}abc def", "def", "\u{fffd}abc def", "     ^^^"),
        ("def\r\nx", "def", "def", "^^^"),
        ("a\nb", "a\nb", "a", "^"),
    ];
    for (source, marked, line, carets) in cases {
        let start = source.find(marked).expect("the source has it");
        let text = shown(source, start, start + marked.len());
        assert_eq!(lines(&text), (line, carets), "{source:?}");
    }
}

#[test]
fn a_place_at_the_end_has_one_caret() {
    assert_eq!(lines(&shown("abc", 3, 3)), ("abc", "   ^"));
    assert_eq!(lines(&shown("", 0, 0)), ("", "^"));
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let source = format!("{}HERE{}", "a".repeat(500), "b".repeat(500));
    let text = shown(&source, 500, 504);
    let (line, carets) = lines(&text);
    assert!(line.starts_with('…') && line.ends_with('…'), "{line}");
    assert_eq!(width(line), 76);
    let at = carets.find('^').expect("a caret");
    assert_eq!(&carets[at..], "^^^^");
    assert!(
        line.chars()
            .skip(at)
            .collect::<String>()
            .starts_with("HERE")
    );

    let start = shown(&source, 0, 1);
    let (line, carets) = lines(&start);
    assert!(line.starts_with('a') && line.ends_with('…'));
    assert_eq!(carets, "^");

    let end = shown(&source, 1003, 1004);
    let (line, carets) = lines(&end);
    assert!(line.starts_with('…') && line.ends_with('b'));
    assert_eq!(width(carets), width(line));
}

/// What is marked stands in the middle as far as it fits, and from its beginning on where it does not.
#[test]
fn what_is_marked_is_seen_to_its_end_or_from_its_beginning() {
    let around = |len: usize| {
        let source = format!("{}{}{}", "a".repeat(200), "x".repeat(len), "b".repeat(200));
        let text = shown(&source, 200, 200 + len);
        let (line, carets) = lines(&text);
        (line.to_owned(), carets.to_owned())
    };
    for len in [1, 30, 38] {
        let (line, carets) = around(len);
        let before = line.find('x').map_or(0, |at| line[..at].chars().count());
        let after = width(&line) - before - len;
        assert!(before.abs_diff(after) <= 2, "{line}");
        assert_eq!(carets.trim(), "^".repeat(len));
        assert_eq!(carets.len(), before + len);
    }
    let (line, carets) = around(100);
    assert!(line.starts_with("…a") && line.contains("ax"), "{line}");
    assert_eq!(width(&carets), width(&line));
}

#[test]
fn a_line_of_80_columns_is_whole_and_one_more_is_cut() {
    let whole = "a".repeat(76);
    assert_eq!(lines(&shown(&whole, 0, 1)).0, whole);
    assert_eq!(lines(&shown(&whole, 75, 76)).0, whole);
    let longer = "a".repeat(77);
    assert_eq!(
        lines(&shown(&longer, 0, 1)).0,
        format!("{}…", "a".repeat(75))
    );
    assert_eq!(
        lines(&shown(&longer, 76, 77)).0,
        format!("…{}", "a".repeat(75))
    );
}

#[test]
fn control_characters_of_parameters_and_names_do_not_get_through() {
    let issue = Issue::new(Code::Type, "/a\u{1b}b", &TEXT).with("got", "\u{1b}]0;x\u{7}\nb");
    let text = show_in_source(&issue, "a\u{9b}.txt", "");
    assert!(
        text.chars().all(|c| c == '\n' || !c.is_control()),
        "{text:?}"
    );
    assert_eq!(text.lines().count(), 3);
}

/// One line for each, of what there is to say.
#[test]
fn issues_are_written_line_by_line() {
    static BARE: Text = Text {
        en: ("it is wrong", ""),
        fr: ("c'est faux", ""),
    };
    let source = "abc\ndef";
    let at = Span { start: 5, end: 6 }.place(source);
    let full = Issue::new(Code::Type, "/a", &TEXT).with("got", "x").at(at);
    let bare = Issue::new(Code::Type, "", &BARE);
    let of_full = "TYPE at /a (line 2, column 2): `x` is wrong; mend it";
    let of_bare = "TYPE: it is wrong";
    assert_eq!(
        (full.to_string(), bare.to_string()),
        (of_full.into(), of_bare.into())
    );
    let written =
        |issues: &[&Issue]| Issues::from_iter(issues.iter().copied().cloned()).to_string();
    assert_eq!(written(&[]), "");
    assert_eq!(written(&[&bare]), of_bare);
    assert_eq!(
        written(&[&full, &bare, &bare]),
        [of_full, of_bare, of_bare].join("\n")
    );
    let shown = show_in_source(&bare, "a.txt", source);
    assert_eq!(shown, "error[TYPE]: it is wrong\n  --> a.txt\n");
}

fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z ]{1,12}",
        Just("🌺".to_owned()),
        Just("👩🏽‍🚀".to_owned()),
        Just("\t".to_owned()),
        Just("日本".to_owned()),
        Just("سلام".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("\u{7}".to_owned()),
    ]
}

proptest! {
    /// Whatever stands in front: the columns fit, and the first thing over a caret is what is marked.
    #[test]
    fn fits_80_columns_and_points_at_the_place(
        before in proptest::collection::vec(piece(), 0..60),
        after in proptest::collection::vec(piece(), 0..60),
    ) {
        let before = before.concat();
        let source = format!("{before}¤¤{}", after.concat());
        let text = shown(&source, before.len(), before.len() + "¤¤".len());
        for line in text.lines() {
            prop_assert!(width(line) <= 80, "{line}");
        }
        let (line, carets) = lines(&text);
        let indent = carets.find('^').expect("a caret");
        let mut width = 0;
        let over: String = line
            .graphemes(true)
            .skip_while(|cluster| {
                let is_before = width < indent;
                width += if is_before { cluster.width() } else { 0 };
                is_before
            })
            .collect();
        prop_assert_eq!(width, indent);
        prop_assert!(over.starts_with("¤¤"), "{}", text);
        prop_assert_eq!(carets.len() - indent, 2);
    }
}

/// A span that begins inside a character stands at the character.
#[test]
fn a_place_is_never_inside_a_character() {
    let source = "é\n€ab";
    for (start, line, column) in [
        (0, 1, 1),
        (1, 1, 1),
        (4, 2, 1),
        (5, 2, 1),
        (6, 2, 2),
        (99, 2, 4),
    ] {
        let place = Span { start, end: 99 }.place(source);
        assert_eq!((place.line, place.column), (line, column), "{start}");
    }
}

#[test]
fn an_issue_is_told_in_its_language() {
    let told = |language| {
        let issue = Issue::new(Code::Type, "", &TEXT).with("got", "x");
        let issue = issue.in_language(language);
        [issue.severity_word(), issue.help_label()].map(str::to_owned)
    };
    assert_eq!(told(Language::English), ["error", "help: "]);
    assert_eq!(told(Language::French), ["erreur", "aide : "]);
}

#[test]
fn issues_are_handed_out_as_they_were_found() {
    let codes = [Code::Type, Code::Empty, Code::Type];
    let issues: Issues = codes
        .map(|code| Issue::new(code, "", &TEXT))
        .into_iter()
        .collect();
    let lent: Vec<Code> = (&issues).into_iter().map(Issue::code).collect();
    assert_eq!(lent, codes);
    let owned: Vec<Code> = issues.into_iter().map(|issue| issue.code()).collect();
    assert_eq!(owned, codes);
}
