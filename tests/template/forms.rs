//! The canonical form of a template, the form in which values print where they may hold marks, and who is told of
//! what is missing.

use flashplan::issue::Code;
use flashplan::template::{
    Blank, Constants, Context, Lengths, MessagePart, Missing, Neutralise, RenderOptions, Template,
    canonical,
};
use serde_json::json;

#[test]
fn each_tag_has_one_form() {
    let forms = [
        (
            "{{  contact.a }}{{contact.a}}",
            "{{contact.a}}{{contact.a}}",
        ),
        (
            "{{&  contact.a }}{{~&contact.a ~}}",
            "{{&contact.a}}{{~&contact.a~}}",
        ),
        (
            "{{{ contact.a }}}{{~{contact.a}~}}",
            "{{{contact.a}}}{{~{contact.a}~}}",
        ),
        ("{{default contact.a '&'}}", "{{default contact.a '&'}}"),
        (
            "{{# each  custom.l  as   | a  b | ~}} {{ else }} {{/ each }}",
            "{{#each custom.l as |a b|~}} {{else}} {{/each}}",
        ),
        (
            "{{^ if contact.a }}x{{^}}y{{/if}}",
            "{{^if contact.a}}x{{else}}y{{/if}}",
        ),
        (
            "{{#if ( eq contact.a \"b  c\" ) }}{{ else  if  contact.b  includeZero = true }}{{/if}}",
            "{{#if (eq contact.a \"b  c\")}}{{else if contact.b includeZero=true}}{{/if}}",
        ),
        (
            "{{default ( upper contact.a ) ( lower contact.b )}}",
            "{{default (upper contact.a) (lower contact.b)}}",
        ),
        (
            "{{!  a }}{{!-- b --}}\\{{ x }} y",
            "{{!  a }}{{!-- b --}}\\{{ x }} y",
        ),
    ];
    for (source, form) in forms {
        assert_eq!(canonical(source).as_deref(), Ok(form), "{source}");
    }
}

#[test]
fn marks_in_words_stay_and_others_do_not() {
    let neutralised = |value: &str, neutralise: Neutralise| {
        let template = Template::compile("{{contact.a}}").unwrap();
        let context = Context::from_json(json!({"contact": {"a": value}}));
        template
            .render(&context, &RenderOptions::new().neutralise(neutralise))
            .unwrap()
    };
    let cases = [
        ("snake_case é*2 1~b", "snake_case é*2 1~b"),
        ("_a_ *b* ~c~", "＿a＿ ∗b∗ ∼c∼"),
        ("a_ b a _b", "a＿ b a ＿b"),
        ("a__b", "a＿＿b"),
        ("`x` a`b", "ˋxˋ aˋb"),
        ("a\u{7}_b \u{202e}c", "a_b c"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
    ];
    for (value, printed) in cases {
        assert_eq!(neutralised(value, Neutralise::new()), printed, "{value:?}");
    }
    let longest = |most| neutralised("ab_cd", Neutralise::new().longest(most));
    assert_eq!(longest(5), "ab_cd");
    assert_eq!(longest(4), "ab＿…");
    assert_eq!(longest(1), "…");
    assert_eq!(longest(0), "…");
}

/// What counts as missing is what the options say, of the campaign's values and of a contact's.
#[test]
fn a_blank_value_is_missing_where_that_is_said() {
    let of_contact = Template::compile("<{{contact.a}}>").unwrap();
    let of_campaign = Template::compile("<{{custom.a}}>").unwrap();
    let cases = [
        (Blank::Prints, "", true),
        (Blank::Prints, " ", true),
        (Blank::EmptyIsMissing, "", false),
        (Blank::EmptyIsMissing, " ", true),
        (Blank::BlankIsMissing, "", false),
        (Blank::BlankIsMissing, " \n", false),
        (Blank::BlankIsMissing, " x", true),
    ];
    for (blank, value, is_there) in cases {
        let values = json!({ "a": value });
        let printed = is_there.then(|| format!("<{value}>"));
        let options = RenderOptions::new().blank(blank);
        let constants = Constants::new().custom(values.clone());
        let bound = of_contact.bind(&Constants::new(), &options).unwrap();
        assert_eq!(bound.render_value(&values).ok(), printed, "{blank:?}");
        let bound = of_campaign.bind(&constants, &options).ok();
        let text = bound.map(|bound| bound.render_value(&json!({})).unwrap());
        assert_eq!(text, printed, "{blank:?}");
        let options = options.missing(Missing::Default("-".to_owned()));
        let bound = of_contact.bind(&Constants::new(), &options).unwrap();
        let printed = printed.unwrap_or_else(|| "<->".to_owned());
        assert_eq!(bound.render_value(&values), Ok(printed), "{blank:?}");
    }
}

/// A path is named once, however often it is looked up, and so is a namespace that is not there.
#[test]
fn what_is_missing_is_named_once() {
    let source = "{{user.name}}{{user.name}} {{user.email}} {{contact.a}}{{contact.a}}";
    let template = Template::compile(source).unwrap();
    let context = Context::from_json(json!({"contact": {}}));
    let error = template
        .render(&context, &RenderOptions::new())
        .unwrap_err();
    assert_eq!(error.missing(), ["user.name", "user.email", "contact.a"]);
    let codes: Vec<Code> = error.issues().iter().map(|issue| issue.code()).collect();
    assert_eq!(codes, [Code::ContextUnavailable, Code::VariablesMissing]);
}

/// A name that `meta` has stands for the one that is derived, unless it is null.
#[test]
fn names_of_a_contact_come_from_meta_and_from_the_name() {
    let template = Template::compile("{{contact.firstName}} {{contact.lastName}}").unwrap();
    let text = |contact| {
        let context = Context::from_json(json!({ "contact": contact }));
        template.render(&context, &RenderOptions::new()).ok()
    };
    let cases = [
        (json!({"name": "Awa Doe"}), "Awa Doe"),
        (
            json!({"name": "Awa Doe", "meta": {"firstName": null, "lastName": "Ba"}}),
            "Awa Ba",
        ),
        (
            json!({"name": "Awa Doe", "meta": {"firstName": "Ada"}, "lastName": null}),
            "Ada Doe",
        ),
        (
            json!({"name": "Awa Doe", "firstName": "", "meta": {"firstName": "Ada"}}),
            " Doe",
        ),
    ];
    for (contact, expected) in cases {
        assert_eq!(
            text(contact.clone()).as_deref(),
            Some(expected),
            "{contact}"
        );
    }
}

#[test]
fn texts_are_as_long_as_whatsapp_counts_them() {
    for (text, units) in [
        ("", 0),
        ("aé", 2),
        ("\u{ffff}", 1),
        ("\u{10000}", 2),
        ("🍎x", 3),
        ("\u{10ffff}", 2),
    ] {
        assert_eq!(Lengths::of(text).utf16, units, "{text:?}");
    }
    let told = |part: MessagePart, text: &str| part.check(text).map(|issue| issue.code());
    let (text, caption) = (MessagePart::Text, MessagePart::Caption);
    assert_eq!(
        (told(text, ""), told(text, " \n")),
        (Some(Code::RenderedBlank), Some(Code::RenderedBlank))
    );
    assert_eq!((told(caption, ""), told(caption, " ")), (None, None));
    for (part, most, code) in [
        (text, 4096, Code::RenderedTooLong),
        (caption, 1024, Code::CaptionTooLong),
    ] {
        assert_eq!(told(part, &"x".repeat(most)), None);
        assert_eq!(told(part, &"é".repeat(most)), None);
        assert_eq!(told(part, &"🍎".repeat(most / 2)), None);
        assert_eq!(told(part, &"x".repeat(most + 1)), Some(code));
        assert_eq!(told(part, &("🍎".repeat(most / 2) + "x")), Some(code));
        assert!(part.check_length(most).is_none());
        assert_eq!(
            part.check_length(most + 1).map(|issue| issue.code()),
            Some(code)
        );
    }
}
