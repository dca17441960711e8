//! What holds for every template and every context.

use crate::interpreter::{self, Node, Path};
use crate::straight::{self, Part};
use flashplan::contact::TableBuilder;
use flashplan::template::{
    Batch, Blank, Compiler, Constants, Context, Lengths, Missing, Neutralise, RenderOptions,
    Syntax, Template, canonical,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn names(inside: bool) -> BoxedStrategy<Path> {
    let namespace = prop::sample::select(vec!["contact", "custom", "user"]);
    let name = prop::sample::select(vec!["a", "b", "list", "map", "none"]);
    let root = (namespace, name)
        .prop_map(|(namespace, name)| Path::Root(vec![namespace.into(), name.into()]));
    if !inside {
        return root.boxed();
    }
    let here = prop::sample::select(vec!["a", "b", "x"]);
    let data = prop::sample::select(vec![
        Path::Index,
        Path::Key,
        Path::First,
        Path::Last,
        Path::Here(Vec::new()),
    ]);
    prop_oneof![
        root,
        here.prop_map(|name| Path::Here(vec![name.into()])),
        data
    ]
    .boxed()
}

/// A path of a condition or of `default`. `..` that is missing prints nothing where an equal item
/// was passed, so that it stands only where that is no difference.
fn asked(inside: bool) -> BoxedStrategy<Path> {
    if inside {
        prop_oneof![3 => names(true), 1 => Just(Path::Around)].boxed()
    } else {
        names(false).boxed()
    }
}

fn nodes(depth: u32, inside: bool) -> BoxedStrategy<Vec<Node>> {
    // no white space: what it does to tags is compared with handlebars.js elsewhere
    let text = prop::sample::select(vec!["x", "été", "🍎", "{ ", " }", "a}b", "'"])
        .prop_map(|text| Node::Text(text.into()));
    let print = names(inside).prop_map(Node::Print);
    let fallback = asked(inside).prop_map(|path| Node::Default(path, "d".into()));
    if depth == 0 {
        return prop::collection::vec(prop_oneof![text, print, fallback], 0..4).boxed();
    }
    let same = || {
        (
            asked(inside),
            nodes(depth - 1, inside),
            nodes(depth - 1, inside),
        )
    };
    let inner = || {
        (
            names(inside),
            nodes(depth - 1, true),
            nodes(depth - 1, inside),
        )
    };
    let with = (
        names(inside),
        nodes(depth - 1, inside),
        nodes(depth - 1, inside),
    );
    let node = prop_oneof![
        2 => text,
        3 => print,
        1 => fallback,
        2 => same().prop_map(|(path, yes, no)| Node::If(path, yes, no)),
        1 => same().prop_map(|(path, yes, no)| Node::Unless(path, yes, no)),
        2 => inner().prop_map(|(path, yes, no)| Node::Each(path, yes, no)),
        1 => with.prop_map(|(path, yes, no)| Node::With(path, yes, no)),
    ];
    prop::collection::vec(node, 0..4).boxed()
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        prop::sample::select(vec!["", " ", "Awa", "{{x}}", "🍎", "0"]).prop_map(Value::from),
        (-3_i64..1000).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ]
}

fn object() -> impl Strategy<Value = Value> {
    let key = prop::sample::select(vec!["a", "b", "10", "9", "z"]);
    prop::collection::vec((key, scalar()), 0..4).prop_map(|fields| {
        let fields = fields
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value));
        Value::Object(fields.collect::<Map<_, _>>())
    })
}

fn namespace() -> impl Strategy<Value = Value> {
    let list = prop::collection::vec(prop_oneof![scalar(), object()], 0..4);
    (scalar(), scalar(), list, object())
        .prop_map(|(a, b, list, map)| json!({"a": a, "b": b, "list": list, "map": map}))
}

fn context() -> impl Strategy<Value = Value> {
    (namespace(), namespace(), namespace()).prop_map(
        |(contact, custom, user)| json!({"contact": contact, "custom": custom, "user": user}),
    )
}

fn constants(context: &Value) -> Constants {
    Constants::new()
        .user(context["user"].clone())
        .custom(context["custom"].clone())
}

/// The text by every way that leads to one; none for an error.
pub(crate) fn ways(template: &Template, context: &Value) -> Vec<Option<String>> {
    let options = RenderOptions::new();
    let all = Context::from_json(context.clone());
    let mut ways = vec![template.render(&all, &options).ok()];
    ways.push(template.render_from(context, &options).ok());
    let explained = template.explain(&all, &options).ok();
    ways.push(explained.map(|explained| {
        let parts = explained.parts.iter();
        parts
            .map(|part| &explained.rendered[part.bytes.clone()])
            .collect()
    }));
    // a constant that no message of this contact reaches may be missing
    if let Ok(bound) = template.bind(&constants(context), &options) {
        let contact = context["contact"].as_object().unwrap();
        ways.push(bound.render_value(&context["contact"]).ok());
        ways.push(bound.render(contact).ok());
        let mut table = TableBuilder::new(contact.keys().map(String::as_str));
        // nothing of an earlier table may be left
        contact
            .keys()
            .for_each(|_| table.value(&json!(true)).unwrap());
        let mut table = TableBuilder::again(table.finish());
        for value in contact.values() {
            table.value(value).unwrap();
        }
        contact.keys().for_each(|_| table.missing());
        for value in contact.values() {
            table.value(value).unwrap();
        }
        let table = table.finish();
        let view = bound.over(&table);
        let mut text = String::from("before");
        let rendered = view.render_into(0, &mut text).ok();
        ways.push(rendered.map(|()| text["before".len()..].to_owned()));
        let mut batch = Batch::new();
        // a table without columns counts no rows, and has one all the same
        view.render_batch(0..table.rows().max(1), &mut batch);
        ways.push(batch.texts().get(0).ok().map(str::to_owned));
        if table.rows() == 3 {
            ways.push(batch.texts().get(2).ok().map(str::to_owned));
        }
    }
    ways
}

fn named() -> impl Strategy<Value = straight::Name> {
    let namespace = prop::sample::select(straight::NAMESPACES.to_vec());
    (namespace, prop::sample::select(straight::NAMES.to_vec()))
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let text = "[a-zé🍎 \n#/!\"'.]{0,6}".prop_map(Part::Text);
    prop::collection::vec(prop_oneof![text, named().prop_map(Part::Value)], 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn placeholders_look_up_what_they_name_and_print_it_as_it_is(
        parts in parts(),
        values in prop::collection::btree_map(named(), "([a-zé🍎 {}#/]|\\{\\{custom\\.a\\}\\}){0,8}", 0..12),
    ) {
        straight::laws(&parts, &values);
    }

    #[test]
    fn nothing_is_looked_up_that_is_no_variable(nodes in nodes(3, false), context in context()) {
        let source = interpreter::source(&nodes);
        prop_assume!(!source.contains("{{{") && !source.contains("}}}"));
        let template = Template::compile(&source).unwrap();
        let less = straight::of_variables(&template, context.clone());
        let render = |context: Value| template.render(&Context::from_json(context), &RenderOptions::new()).ok();
        prop_assert_eq!(render(less), render(context), "{}", source);
    }

    #[test]
    fn every_way_prints_what_the_naive_interpreter_prints(nodes in nodes(3, false), context in context()) {
        let source = interpreter::source(&nodes);
        prop_assume!(!source.contains("{{{") && !source.contains("}}}"));
        let template = Template::compile(&source).unwrap();
        let expected = interpreter::render(&nodes, &context);
        for (i, found) in ways(&template, &context).into_iter().enumerate() {
            prop_assert_eq!(&found, &expected, "way {} of {}", i, source);
        }
    }

    #[test]
    fn a_loop_in_a_loop_counts_no_equal_item(outer in names(false), inner in names(false), context in context()) {
        let around = vec![
            Node::If(Path::Around, vec![Node::Text("y".into())], vec![Node::Text("n".into())]),
            Node::Default(Path::Around, "d".into()),
        ];
        let loops = |body| Node::Each(outer.clone(), vec![Node::Each(inner.clone(), body, vec![])], vec![]);
        for node in around {
            let nodes = [loops(vec![node])];
            let source = interpreter::source(&nodes);
            let template = Template::compile(&source).unwrap();
            let expected = interpreter::render(&nodes, &context);
            for (i, found) in ways(&template, &context).into_iter().enumerate() {
                prop_assert_eq!(&found, &expected, "way {} of {}", i, source);
            }
        }
    }

    #[test]
    fn the_crate_handlebars_prints_the_same_where_it_is_known_to_agree(nodes in nodes(2, false), context in context()) {
        let source = interpreter::source(&nodes);
        prop_assume!(!source.contains("{{{") && !source.contains("}}}") && !source.contains("default"));
        let Some(expected) = interpreter::render(&nodes, &context) else { return Ok(()) };
        // it prints arrays in brackets, goes through objects by key, and takes {} for false
        prop_assume!(!source.contains("list}}") && !source.contains("map}}") && !source.contains("this"));
        // and counts a context that equals the one around it
        prop_assume!(!source.contains(".."));
        let mut registry = handlebars_crate::new();
        registry.register_template_string("t", &source).unwrap();
        prop_assert_eq!(registry.render("t", &context).unwrap(), expected);
    }

    #[test]
    fn any_text_compiles_or_has_issues_inside_it(source in "([{}~#/^!a-c. \"'\\[\\]()=|@\\\\é\n]|\\{\\{|\\}\\}|\\{\\{#if |else|\\{\\{/if\\}\\}|contact\\.a){0,40}") {
        for syntax in [Syntax::Handlebars, Syntax::Placeholders] {
            match Compiler::new().syntax(syntax).compile(&source) {
                Ok(template) => prop_assert_eq!(template.source(), &source),
                Err(issues) => {
                    prop_assert!(issues.has_errors());
                    for issue in &issues {
                        let place = issue.place().unwrap();
                        prop_assert!(source.get(place.span.range()).is_some());
                        prop_assert!(place.line >= 1 && place.column >= 1);
                    }
                }
            }
        }
    }

    #[test]
    fn the_canonical_form_is_its_own_and_prints_the_same(nodes in nodes(3, false), context in context()) {
        let source = interpreter::source(&nodes);
        prop_assume!(!source.contains("{{{") && !source.contains("}}}"));
        let spaced = source.replace("}}", " \t}}").replace("{{#", "{{#  ").replace("{{/", "{{/ ").replace("{{c", "{{ c");
        let once = canonical(&spaced).unwrap();
        prop_assert_eq!(&once, &canonical(&source).unwrap());
        prop_assert_eq!(&once, &canonical(&once).unwrap());
        prop_assert!(!once.contains(" }}") && !once.contains("{{ "));
        let context = Context::from_json(context);
        let render = |source: &str| Template::compile(source).unwrap().render(&context, &RenderOptions::new()).ok();
        prop_assert_eq!(render(&once), render(&spaced));
        prop_assert_eq!(render(&once), render(&source));
    }

    #[test]
    fn texts_side_by_side_print_side_by_side(a in nodes(2, false), b in nodes(2, false), context in context()) {
        let (a, b) = (interpreter::source(&a), interpreter::source(&b));
        let both = format!("{a}{b}");
        prop_assume!(!a.ends_with('{') && !both.contains("{{{") && !both.contains("}}}"));
        let context = Context::from_json(context);
        let render = |source: &str| Template::compile(source).unwrap().render(&context, &RenderOptions::new()).ok();
        let apart = render(&a).zip(render(&b)).map(|(a, b)| a + &b);
        prop_assert_eq!(render(&both), apart);
    }

    #[test]
    fn nothing_missing_means_a_text(nodes in nodes(2, false), context in context()) {
        let source = interpreter::source(&nodes);
        prop_assume!(!source.contains("{{{") && !source.contains("}}}"));
        let template = Template::compile(&source).unwrap();
        let context = Context::from_json(context);
        let empty = RenderOptions::new().missing(Missing::Empty);
        match template.render(&context, &RenderOptions::new()) {
            Ok(text) => prop_assert_eq!(template.render(&context, &empty).unwrap(), text),
            Err(error) => prop_assert!(!error.issues().is_empty()),
        }
        let preview = template.preview(&context);
        prop_assert!(!preview.valid || preview.missing_variables.is_empty());
    }

    #[test]
    fn values_are_never_scanned_again(a in "[{}a-z!#/]{0,12}", b in "[{}a-z!#/]{0,12}") {
        let template = Template::compile("{{contact.a}}|{{contact.b}}|{{#if contact.a}}{{contact.a}}{{/if}}").unwrap();
        let render = |a: &str, b: &str| {
            let context = Context::from_json(json!({"contact": {"a": a, "b": b}}));
            template.render(&context, &RenderOptions::new()).unwrap()
        };
        let again = if a.is_empty() { "" } else { a.as_str() };
        prop_assert_eq!(render(&a, &b), format!("{a}|{b}|{again}"));
    }

    #[test]
    fn lengths_add_up(a in "\\PC{0,20}") {
        let lengths = Lengths::of(&a);
        prop_assert_eq!(lengths.utf16, a.encode_utf16().count());
        prop_assert!(lengths.graphemes <= lengths.scalars && lengths.scalars <= lengths.utf16 && lengths.utf16 <= lengths.bytes);
    }

    #[test]
    fn a_survey_measures_what_rendering_makes(rows in prop::collection::vec((prop::option::of("[a-zé🍎]{0,8}"), "[a-z]{0,5}"), 1..8)) {
        let mut table = TableBuilder::new(["a", "b"]);
        for (a, b) in &rows {
            match a {
                Some(a) => table.text(a).unwrap(),
                None => table.missing(),
            }
            table.text(b).unwrap();
        }
        let table = table.finish();
        let template = Template::compile("é{{contact.a}}{{#if contact.b}}-{{contact.b}}{{/if}}").unwrap();
        let bound = template.bind(&Constants::new(), &RenderOptions::new()).unwrap();
        let view = bound.over(&table);
        let lengths: Vec<Option<usize>> = (0..table.rows()).map(|row| {
            let mut text = String::new();
            view.render_into(row, &mut text).ok().map(|()| Lengths::of(&text).utf16)
        }).collect();
        let survey = view.survey();
        prop_assert_eq!(survey.longest.map(|(_, length)| length), lengths.iter().flatten().copied().max());
        prop_assert_eq!(survey.rendered, lengths.iter().flatten().count());
        prop_assert_eq!(survey.variables[0].missing, rows.iter().filter(|(a, _)| a.is_none()).count());
        for (row, length) in lengths.iter().enumerate() {
            prop_assert_eq!(view.missing(row).next().is_none(), length.is_some());
        }
    }
}

#[test]
fn the_policies_of_missing_and_blank_values() {
    let template = Template::compile("[{{contact.a}}{{contact.b}}]").unwrap();
    let context = Context::from_json(json!({"contact": {"b": " "}}));
    let render = |options: RenderOptions| {
        template
            .render(&context, &options)
            .map_err(|error| error.missing().to_vec())
    };
    let options = RenderOptions::new;
    assert_eq!(render(options()), Err(vec!["contact.a".to_owned()]));
    assert_eq!(render(options().missing(Missing::Empty)).unwrap(), "[ ]");
    assert_eq!(
        render(options().missing(Missing::Keep)).unwrap(),
        "[{{contact.a}} ]"
    );
    assert_eq!(
        render(options().missing(Missing::Default("-".into()))).unwrap(),
        "[- ]"
    );
    assert_eq!(
        render(options().blank(Blank::EmptyIsMissing))
            .unwrap_err()
            .len(),
        1
    );
    assert_eq!(
        render(options().blank(Blank::BlankIsMissing))
            .unwrap_err()
            .len(),
        2
    );
}

#[test]
fn a_struct_is_read_as_its_json_is() {
    #[derive(serde::Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Contact<'a> {
        first_name: &'a str,
        points: Option<u32>,
        tags: Vec<&'a str>,
        meta: Meta,
        kind: Kind,
        unused: (),
    }
    #[derive(serde::Serialize)]
    struct Meta {
        city: String,
        levels: [f64; 2],
    }
    #[derive(serde::Serialize)]
    enum Kind {
        Regular,
    }
    let contact = Contact {
        first_name: "Awa",
        points: None,
        tags: vec!["a", "b"],
        meta: Meta {
            city: "Lomé".into(),
            levels: [1.0, 2.5],
        },
        kind: Kind::Regular,
        unused: (),
    };
    let source = "{{contact.firstName}} {{default contact.points 0}} {{contact.tags}} {{contact.tags.[1]}} {{contact.tags.length}} {{contact.meta.city}} {{contact.meta.levels.[1]}} {{contact.kind}} {{#with contact.meta}}{{city}}{{#each levels}};{{this}}{{/each}}{{/with}} {{lookup contact contact.key}}{{len contact}}";
    let source = source.replace(
        "{{lookup contact contact.key}}",
        "{{#each contact}}{{@key}},{{/each}}",
    );
    let template = Template::compile(&source).unwrap();
    let bound = template
        .bind(&Constants::new(), &RenderOptions::new())
        .unwrap();
    let text = bound.render(&contact).unwrap();
    assert_eq!(
        text,
        bound
            .render_value(&serde_json::to_value(&contact).unwrap())
            .unwrap()
    );
    assert!(
        text.starts_with("Awa 0 a, b b 2 Lomé 2.5 Regular Lomé;1;2.5 firstName,"),
        "{text}"
    );
}

mod handlebars_crate {
    pub(super) fn new() -> handlebars::Handlebars<'static> {
        let mut registry = handlebars::Handlebars::new();
        registry.register_escape_fn(handlebars::no_escape);
        registry
    }
}

/// The way out of equal items ends at the object of all namespaces, which never prints.
#[test]
fn the_object_of_all_namespaces_never_prints_nothing() {
    let sources = [
        "{{#each contact.tags}}{{#each ../custom.none}}{{else if @root.contact.city}}{{#each ../contact.tags}}{{..}}{{/each}}{{/each}}{{/each}}",
        "{{#each contact.tags}}{{#each ../contact.tags}}{{..}}{{/each}}{{/each}}",
        "{{default contact.none @root}}",
        "{{default contact.none contact}}",
        "{{#if contact.city}}{{join @root}}{{/if}}",
        "{{#each (default contact.none @root)}}x{{/each}}",
        "{{#with (default contact.none @root)}}{{this}}{{/with}}",
    ];
    let context = json!({"contact": {"tags": ["vip"], "city": "x"}, "custom": {}, "user": {}});
    for source in sources {
        let template = Template::compile(source).unwrap();
        let ways = ways(&template, &context);
        assert!(ways.iter().all(Option::is_none), "{source}: {ways:?}");
    }
}

#[test]
fn a_contact_without_values_is_an_object_in_every_form() {
    let template = Template::compile("{{#if contact}}a{{/if}}{{default contact \"x\"}}").unwrap();
    let context = json!({"contact": {}, "custom": {}, "user": {}});
    assert_eq!(ways(&template, &context), vec![None; 7]);
}

/// What stands in place of a mark, as the documentation has it.
fn marks_again(text: &str) -> String {
    let marks = [('∗', '*'), ('＿', '_'), ('∼', '~'), ('ˋ', '`')];
    let mark = |c| {
        marks
            .iter()
            .find(|(like, _)| *like == c)
            .map_or(c, |(_, mark)| *mark)
    };
    text.chars().map(mark).collect()
}

proptest! {
    #[test]
    fn no_value_formats_the_message(value in "[a-cé0 *_~`.\r\n\t\u{7}\u{85}\u{200f}\u{202e}\u{2066}]{0,12}", longest in prop::option::of(1_usize..8)) {
        let template = Template::compile("*{{contact.a}}*{{custom.a}}").unwrap();
        let mut neutralise = Neutralise::new();
        neutralise.longest = longest;
        let options = RenderOptions::new().neutralise(neutralise);
        let constants = Constants::new().custom(json!({"a": value}));
        let bound = template.bind(&constants, &options).unwrap();
        let text = bound.render_value(&json!({"a": value})).unwrap();
        let mut table = TableBuilder::new(["a"]);
        table.text(&value).unwrap();
        let table = table.finish();
        let mut row = String::new();
        bound.over(&table).render_into(0, &mut row).unwrap();
        prop_assert_eq!(&row, &text);

        // the same value twice, with the two marks of the template around the first
        let length = (text.len() - 2) / 2;
        let printed = &text[1..=length];
        prop_assert_eq!(printed, &text[length + 2..]);
        let chars: Vec<char> = printed.chars().collect();
        let is_word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric());
        for (at, c) in chars.iter().enumerate() {
            let in_word = is_word(at.checked_sub(1)) && is_word(Some(at + 1));
            prop_assert!(!"*_~".contains(*c) || in_word, "{:?}", printed);
            let is_turned = matches!(c, '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}');
            prop_assert!(*c != '`' && !is_turned, "{:?}", printed);
            prop_assert!(!c.is_control() || matches!(c, '\t' | '\n'));
        }
        match longest {
            None => {
                let kept = value.replace("\r\n", "\n").replace('\r', "\n").replace(['\u{7}', '\u{85}', '\u{202e}', '\u{2066}'], "");
                prop_assert_eq!(marks_again(printed), marks_again(&kept));
            }
            Some(longest) => prop_assert!(Lengths::of(printed).graphemes <= longest),
        }
    }
}
