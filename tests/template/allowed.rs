//! Fields that a host allows: what is read beside them is told, whatever way it is read.

use flashplan::issue::Code;
use flashplan::template::{AllowedFields, Namespace, Template};

/// `contact` and `user` are bounded, `instance` and `custom` are not.
fn allowed() -> AllowedFields {
    AllowedFields::new()
        .only(Namespace::Contact, ["firstName", "meta", "favorite color"])
        .only(Namespace::User, ["name"])
}

#[test]
fn what_may_be_read_passes() {
    for source in [
        "",
        "Bonjour {{contact.firstName}}, {{user.name}}",
        "{{contact.meta.city}} {{contact.meta.[a b]}} {{contact.[favorite color]}}",
        "{{custom.anything}} {{instance.name}} {{#each custom.items}}{{this.salary}}{{/each}}",
        "{{#each contact.meta.cards}}{{salary}} {{@root.contact.firstName}} {{../contact.firstName}}{{/each}}",
        "{{lookup contact \"firstName\"}} {{lookup contact.meta custom.key}}",
        "{{#with custom as |contact|}}{{contact.salary}}{{/with}}",
        "{{#if contact.firstName}}{{upper contact.firstName}}{{else}}{{default user.name \"x\"}}{{/if}}",
    ] {
        let template = Template::compile(source).unwrap();
        let checked = template.check_fields(&allowed());
        assert!(checked.is_ok(), "{source}: {checked:?}");
    }
}

#[test]
fn what_may_not_be_read_is_told_at_its_place() {
    for (source, places) in [
        ("{{contact.salary}}", &["contact.salary"][..]),
        ("é{{contact.firstname}}", &["contact.firstname"]),
        (
            "{{upper user.email}}{{user.email}}",
            &["user.email", "user.email"],
        ),
        (
            "{{#if contact.salary}}{{contact.age}}{{/if}}",
            &["contact.salary", "contact.age"],
        ),
        ("{{default contact.salary \"0\"}}", &["contact.salary"]),
        ("{{@root.contact.salary}}", &["@root.contact.salary"]),
        (
            "{{#each custom.l}}{{../contact.salary}}{{/each}}",
            &["../contact.salary"],
        ),
        (
            "{{#each custom.l}}{{#each this}}{{../../user.email}}{{/each}}{{/each}}",
            &["../../user.email"],
        ),
        ("{{lookup contact \"salary\"}}", &["contact"]),
        ("{{lookup contact custom.key}}", &["contact"]),
        (
            "{{#each custom.l}}{{lookup ../contact this}}{{/each}}",
            &["../contact"],
        ),
        (
            "{{#each custom.l}}{{lookup (lookup .. \"user\") this}}{{/each}}",
            &[".."],
        ),
        (
            "{{#each custom.l}}{{#each this}}{{#with (lookup .. \"user\")}}{{email}}{{/with}}{{/each}}{{/each}}",
            &[".."],
        ),
        ("{{#each contact}}{{@key}}{{this}}{{/each}}", &["contact"]),
        (
            "{{#with contact}}{{salary}}{{/with}}",
            &["contact", "salary"],
        ),
        (
            "{{#with contact as |c|}}{{c.salary}}{{/with}}",
            &["contact", "c.salary"],
        ),
        (
            "{{#with @root}}{{#each user}}{{this}}{{/each}}{{/with}}",
            &["@root", "user"],
        ),
        (
            "{{#with (lookup @root \"user\")}}{{email}}{{/with}}",
            &["@root"],
        ),
        (
            "{{#each user}}x{{/each}}{{contact.b}}",
            &["user", "contact.b"],
        ),
    ] {
        let template = Template::compile(source).unwrap();
        let issues = template.check_fields(&allowed()).unwrap_err();
        let found = issues.iter().map(|issue| {
            assert_eq!(issue.code(), Code::FieldUnknownInNamespace);
            issue.place().unwrap().span.text(source)
        });
        assert_eq!(found.collect::<Vec<_>>(), places, "{source}");
    }
}

#[test]
fn without_a_list_everything_passes() {
    let template =
        Template::compile("{{#with @root}}{{#each contact}}{{this}}{{/each}}{{/with}}").unwrap();
    assert!(template.check_fields(&AllowedFields::new()).is_ok());
    let none = AllowedFields::new().only(Namespace::Contact, [""; 0]);
    assert!(template.check_fields(&none).is_err());
}
