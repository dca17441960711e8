//! What expressions make of values of every kind: the campaign's, which binding settles, and the contact's, by each way
//! that leads to a text.

use crate::laws::ways;
use flashplan::template::Template;
use serde_json::{Value, json};

/// A template that looks up `custom`, and the text that it prints of `values`; none for an error.
fn check(cases: &[(&str, Option<&str>)], values: &Value) {
    for (source, expected) in cases {
        let of_contact = source.replace("custom.", "contact.");
        let both = [
            (*source, json!({}), values),
            (&of_contact, values.clone(), &json!({})),
        ];
        for (source, contact, custom) in both {
            let template = Template::compile(source).unwrap();
            let context = json!({"contact": contact, "custom": custom, "user": {}});
            for (way, found) in ways(&template, &context).into_iter().enumerate() {
                assert_eq!(found.as_deref(), *expected, "way {way} of {source}");
            }
        }
    }
}

/// A text of JSON's form is a number where the other side is one; other texts stand in the order of their characters.
#[test]
fn comparisons_take_numbers_and_texts() {
    let values = json!({
        "n": "12", "minus": "-5", "ten": "10", "nine": "9", "word": "9a", "twice": "2.0", "two": "2",
        "long": "1".repeat(33), "longest": "1".repeat(32), "zeros": "007", "flag": true, "zero": 0,
    });
    check(
        &[
            (
                "{{gt custom.n 9}}{{lt custom.minus -4}}{{lt 1 custom.n}}",
                Some("truetruetrue"),
            ),
            ("{{gt custom.ten custom.nine}}", Some("true")),
            ("{{gt custom.ten custom.word}}", Some("false")),
            (
                "{{lt custom.ten custom.word}}{{lte custom.ten custom.ten}}",
                Some("truetrue"),
            ),
            (
                "{{eq custom.twice 2}}{{eq custom.twice custom.two}}",
                Some("truefalse"),
            ),
            (
                "{{eq 2 custom.twice}}{{eq \"2.0\" custom.twice}}",
                Some("truetrue"),
            ),
            (
                "{{gt custom.longest 1}}{{gt custom.long 1}}{{lt custom.long 1}}",
                Some("truefalsefalse"),
            ),
            (
                "{{gt custom.zeros 0}}{{eq custom.zeros 7}}",
                Some("falsefalse"),
            ),
            (
                "{{gt custom.flag 0}}{{lt custom.flag 2}}{{gte custom.flag custom.flag}}",
                Some("falsefalsefalse"),
            ),
            (
                "{{eq custom.zero false}}{{eq custom.zero \"\"}}{{eq custom.zero \"0\"}}",
                Some("falsefalsetrue"),
            ),
            (
                "{{eq custom.none custom.gone}}{{eq custom.none \"\"}}{{ne custom.none 0}}",
                Some("truefalsetrue"),
            ),
            (
                "{{gt (len custom.n) 1}}{{eq (len custom.n) 2}}{{lt custom.two (len custom.n)}}",
                Some("truetruefalse"),
            ),
            (
                "{{gt custom.none 0}}{{lt custom.none 1}}",
                Some("falsefalse"),
            ),
        ],
        &values,
    );
}

#[test]
fn lists_and_objects_equal_what_they_hold() {
    let values = json!({
        "one": [1], "list": ["a", {"b": 2}], "same": ["a", {"b": 2}], "other": ["a", {"b": 3}], "texts": ["p", "q"],
        "object": {"a": 1}, "twin": {"a": 1}, "empty": [],
    });
    check(
        &[
            (
                "{{eq custom.list custom.same}}{{eq custom.list custom.other}}",
                Some("truefalse"),
            ),
            (
                "{{eq custom.object custom.twin}}{{ne custom.object custom.list}}",
                Some("truetrue"),
            ),
            (
                "{{eq custom.one 1}}{{eq custom.one \"1\"}}{{eq 1 custom.one}}",
                Some("truetruetrue"),
            ),
            (
                "{{eq custom.texts \"p, q\"}}{{eq custom.empty \"\"}}",
                Some("truetrue"),
            ),
            (
                "{{eq custom.object 1}}{{eq custom.object \"x\"}}",
                Some("falsefalse"),
            ),
        ],
        &values,
    );
}

/// A text that a helper made stays while something inside its block prints.
#[test]
fn a_made_context_outlives_what_prints_in_it() {
    let values = json!({"a": "été", "b": "BON", "c": " x ", "list": ["u", "v"]});
    check(
        &[
            ("{{#with (upper custom.a)}}{{this}}{{/with}}", Some("ÉTÉ")),
            (
                "{{#with (upper custom.a) as |a|}}{{lower @root.custom.b}}{{#with (lower @root.custom.b)}}{{this}}{{trim @root.custom.c}}{{this}}{{/with}}{{upper @root.custom.c}}{{this}}{{a}}{{/with}}",
                Some("bonbonxbon X ÉTÉÉTÉ"),
            ),
            (
                "{{#with (join custom.list \"-\")}}{{#if (eq this \"u-v\")}}{{this}}{{/if}}{{#each @root.custom.list}}{{upper this}}{{/each}}{{this}}{{/with}}",
                Some("u-vUVu-v"),
            ),
            (
                "{{#each custom.list}}{{#with (upper this)}}{{this}}{{/with}}{{this}}{{/each}}",
                Some("UuVv"),
            ),
            (
                "{{#with (trim \"  \")}}x{{else}}none{{/with}}",
                Some("none"),
            ),
        ],
        &values,
    );
}

#[test]
fn loops_tell_where_they_are() {
    let values =
        json!({"list": ["a", "b", "c"], "map": {"k": 1, "l": [2]}, "one": [5], "empty": []});
    check(
        &[
            (
                "{{#each custom.list}}{{@index}}{{@key}}{{#if @first}}<{{/if}}{{this}}{{#if @last}}>{{/if}}{{/each}}",
                Some("00<a11b22c>"),
            ),
            (
                "{{#each custom.map as |value key|}}{{@index}}{{key}}={{value}}{{#unless @last}};{{/unless}}{{/each}}",
                Some("0k=1;1l=2"),
            ),
            (
                "{{#each custom.list}}{{#each @root.custom.one}}{{@../index}}{{@../first}}{{@../last}}{{@index}}{{@last}} {{/each}}{{/each}}",
                Some("0truefalse0true 1falsefalse0true 2falsetrue0true "),
            ),
            (
                "{{#each custom.empty}}x{{else}}y{{/each}}{{^each custom.empty}}z{{/each}}",
                Some("yz"),
            ),
            (
                "{{^each custom.one.[0]}}a{{/each}}{{^each custom.map}}b{{/each}}{{^with custom.one.[0]}}c{{else}}d{{/with}}",
                Some("ad"),
            ),
            (
                "{{#each custom.one}}x{{else}}{{#if this}}y{{/if}}z{{/each}}{{#if custom.empty}}{{else}}{{#if custom.one}}p{{/if}}q{{/if}}",
                Some("xpq"),
            ),
        ],
        &values,
    );
}

/// Counts of characters are those of a reader, also where they are fewer than bytes of ASCII.
#[test]
fn lengths_and_cuts_are_those_of_a_reader() {
    let values = json!({"crlf": "a\r\nb", "abc": "abc", "cut": "👨‍👩‍👧‍👦é", "n": 3, "list": [1, 2]});
    check(
        &[
            (
                "{{len custom.crlf}}{{len custom.abc}}{{len custom.cut}}{{len custom.list}}{{len custom.none}}",
                Some("33220"),
            ),
            (
                "{{truncate custom.abc 3}} {{truncate custom.abc 2}} {{truncate custom.abc custom.n}}",
                Some("abc a… abc"),
            ),
            (
                "{{truncate custom.abc 0}}|{{truncate custom.cut 1}}|{{truncate custom.abc 1 \"..\"}}",
                Some("|…|."),
            ),
            (
                "{{custom.abc.length}}{{custom.list.length}}{{custom.cut.length}}",
                Some("3212"),
            ),
            (
                "{{upper custom.list}} {{join custom.list}} {{join custom.abc \"-\"}} {{join custom.n}}",
                Some("1, 2 1, 2 abc 3"),
            ),
        ],
        &values,
    );
}

#[test]
fn comments_print_nothing() {
    check(
        &[
            (
                "a{{!-- }} b --}}c{{! x }}d{{!----}}e{{!--}}f{{!}}g",
                Some("acdefg"),
            ),
            (
                "a {{!--x--~}}  b {{~!-- y --}} c {{~! z ~}} d{{!~}} e",
                Some("a b cde"),
            ),
            ("{{!-- a -- b - c --}}x{{!-- - --~}}\n y", Some("xy")),
        ],
        &json!({}),
    );
}

/// Array indices of JavaScript come first, by size; all other keys as they were written.
#[test]
fn keys_come_in_the_order_of_javascript() {
    let map = json!({"b": 1, "4294967295": 2, "10": 3, "4294967294": 4, "01": 5, "9": 6, "-1": 7, "0": 8});
    check(
        &[(
            "{{#each custom.map}}{{@key}} {{/each}}",
            Some("0 9 10 4294967294 b 4294967295 01 -1 "),
        )],
        &json!({ "map": map }),
    );
}

#[test]
fn paths_are_written_in_several_ways() {
    let values = json!({"a": {"b": "x", "c d": "y", "]\\x": "z", "1": "one", "p\\q": "v"}, "l": [["p", "q"], "r"], "prénom": "Awa", "élu": "A"});
    check(
        &[
            (
                "{{custom.a.b}}{{custom.a/b}}{{custom.[a].b}}{{custom.a.[b]}}{{ custom.a.b }}{{~custom.a.b~}}",
                Some("xxxxxx"),
            ),
            (
                "{{custom.a.[c d]}}{{custom.a.[\\]\\\\x]}}{{custom.a.[1]}}{{custom.a.[p\\q]}}",
                Some("yzonev"),
            ),
            (
                "{{custom.l.[0].[1]}}{{custom.l.[1]}}{{lookup custom.l 1}}{{custom.l.[0].length}}",
                Some("qrr2"),
            ),
            ("{{custom.prénom}}{{custom.élu}}", Some("AwaA")),
            (
                "{{#with custom.a}}{{b}}{{this.b}}{{./b}}{{this/b}}{{[c d]}}{{/with}}",
                Some("xxxxy"),
            ),
            (
                "{{#if custom.a.b}}{{#with @root.custom.a}}{{../custom.a.b}}{{/with}}{{/if}}",
                Some("x"),
            ),
            (
                "{{default custom.a.[01] \"-\"}}{{default custom.l.[01] \"-\"}}{{default custom.l.[2] \"-\"}}",
                Some("---"),
            ),
        ],
        &values,
    );
}

/// A path with the word `this` in it never begins with a name of the block.
#[test]
fn the_word_this_is_no_part_of_a_longer_word() {
    let item =
        json!({"thisx": "1", "this_x": "2", "this-x": "3", "a": {"thisx": "4", "this-x": "5"}});
    check(
        &[(
            "{{#each custom.l as |a|}}{{a.thisx}}{{a.this_x}}{{a.this-x}}{{/each}}",
            Some("125"),
        )],
        &json!({ "l": [item] }),
    );
}

#[test]
fn a_value_prints_as_it_does_in_a_text() {
    use flashplan::template::print_value;
    let printed = [
        (json!("a"), Some("a")),
        (json!(1e21), Some("1e+21")),
        (json!([1, [true, null], "x"]), Some("1, true, , x")),
        (json!([]), Some("")),
        (json!(null), None),
        (json!({}), None),
        (json!(["a", {}]), None),
    ];
    for (value, text) in printed {
        assert_eq!(print_value(&value).as_deref(), text, "{value}");
    }
}

#[test]
fn conditions_take_values_as_javascript_does() {
    let values = json!({"zero": 0, "empty": "", "list": [], "one": [0], "object": {}, "blank": " ", "f": false, "half": 0.5});
    let shown = |source: &str| format!("{{{{#if {source}}}}}1{{{{else}}}}0{{{{/if}}}}");
    let cases = [
        ("custom.zero", "0"),
        ("custom.empty", "0"),
        ("custom.list", "0"),
        ("custom.one", "1"),
        ("custom.object", "1"),
        ("custom.blank", "1"),
        ("custom.f", "0"),
        ("custom.half", "1"),
        ("custom.none", "0"),
        ("(len custom.list)", "0"),
        ("(len custom.blank)", "1"),
        ("(trim custom.blank)", "0"),
        ("(upper custom.half)", "1"),
        ("custom.zero includeZero=true", "1"),
        ("custom.zero includeZero=false", "0"),
        ("custom.zero includeZero=custom.list", "1"),
        ("custom.zero includeZero=custom.zero", "0"),
        ("custom.zero includeZero=custom.none", "0"),
        ("custom.empty includeZero=true", "0"),
        ("(len custom.list) includeZero=true", "1"),
    ];
    for (asked, expected) in cases {
        check(&[(shown(asked).as_str(), Some(expected))], &values);
    }
}

#[test]
fn the_names_of_a_block_have_a_blank_before_them() {
    let compiles = |source: &str| Template::compile(source).is_ok();
    assert!(compiles("{{#each custom.l as |a|}}{{a}}{{/each}}"));
    assert!(compiles("{{#each custom.l as\n|a b|}}{{a}}{{/each}}"));
    assert!(!compiles("{{#each custom.l as|a|}}{{a}}{{/each}}"));
}

/// A block's tag or a comment that stands alone takes its line away, and `~` all white space on its side.
#[test]
fn lines_of_tags_alone_go() {
    let values = json!({"t": "x", "l": ["p", "q"]});
    check(
        &[
            ("a\n{{#if custom.t}}\nb\n{{/if}}\nc", Some("a\nb\nc")),
            (
                "a\n{{#if custom.none}}\nb\n{{else}}\nd\n{{/if}}\nc",
                Some("a\nd\nc"),
            ),
            (
                "{{#if custom.t}}\r\nb\r\n{{else}}\r\nc\r\n{{/if}}\r\nd",
                Some("b\r\nd"),
            ),
            (
                "{{#each custom.l}}\n- {{this}}\n{{/each}}\nend",
                Some("- p\n- q\nend"),
            ),
            ("a\n \t{{! x }} \nb {{! y }}\nc", Some("a\nb \nc")),
            ("a\n{{custom.t}}\nb", Some("a\nx\nb")),
            (
                "a \n {{~custom.t~}} \n b {{custom.t~}} c {{~custom.t}} d",
                Some("axb xcx d"),
            ),
            (
                "x {{~#if custom.t~}} y {{~else~}} z {{~/if~}} w",
                Some("xyw"),
            ),
            ("a {{#if custom.t}} b {{/if}} c", Some("a  b  c")),
            ("a\n{{! x }} \t", Some("a\n")),
            ("a\n{{#if custom.t}} b\n{{/if}} ", Some("a\n b\n")),
            (
                "{{#if custom.none}}a{{else if custom.none}}b {{~else}} c {{/if}}|",
                Some(" c |"),
            ),
        ],
        &values,
    );
}
