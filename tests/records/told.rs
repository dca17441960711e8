//! Texts that tell the occurrence they are sent in.

use crate::inputs::{Contact, Made, Stop, batches, read, store, verify};
use flashplan::plan::{
    MissingVariables, Plan, PlanOptions, QuietZone, Ranked, Shard, StoredPlan, rank,
};
use flashplan::schedule::Zone;
use serde_json::Value;

fn made(body: &str) -> Made {
    Made {
        body: body.to_owned(),
        ..Made::for_all()
    }
}

fn contacts() -> [Contact; 3] {
    let mut lacks = Contact::new("c2", "+2290197000002");
    lacks.points = None;
    lacks.zone = "Asia/Tokyo";
    [
        Contact::new("c1", "+2290197000001"),
        lacks,
        Contact::new("c3", "+2290197000003"),
    ]
}

/// Three mornings in Paris around the night in which the clock goes forward.
fn paris() -> PlanOptions {
    PlanOptions {
        zone: Some(Zone::named("Europe/Paris").unwrap()),
        locale: Some("fr".to_owned()),
        count: Some(3),
        ..PlanOptions::default()
    }
}

fn entries(plan: &Plan) -> Vec<Value> {
    let stored = String::from_utf8(store(plan, &contacts())).unwrap();
    let lines = stored
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    lines
        .filter(|line: &Value| line["kind"] == "send" || line["kind"] == "skipped")
        .collect()
}

/// `0 1 the text` of a send, `0 1 THE_REASON` of another: the occurrence, the position.
fn told(plan: &Plan) -> Vec<String> {
    let entry = |line: &Value| {
        let what = line["body"].as_str().or(line["reason"].as_str()).unwrap();
        format!("{} {} {what}", line["occurrence"], line["position"])
    };
    entries(plan).iter().map(entry).collect()
}

#[cfg(feature = "locale")]
#[test]
fn each_occurrence_has_its_own_time_across_a_change_of_clocks() {
    let body = "{{@occurrence.number}}: {{@occurrence.at}}, {{date @occurrence.at \"time\"}} à Paris, \
                {{date @occurrence.at \"time\" zone=\"Africa/Porto-Novo\"}} à Porto-Novo, \
                {{contact.id}}";
    let one = |number: u64, at: &str, there: &str| {
        let text = |id: &str| format!("{number}: {at}, 09:00 à Paris, {there} à Porto-Novo, {id}");
        [1, 2, 3].map(|position| {
            let text = text(&format!("c{position}"));
            format!("{} {} {text}", number - 1, position - 1)
        })
    };
    let expected = [
        one(1, "2026-03-27T09:00:00+01:00", "09:00"),
        one(2, "2026-03-28T09:00:00+01:00", "09:00"),
        one(3, "2026-03-29T09:00:00+02:00", "08:00"),
    ];
    assert_eq!(told(&made(body).plan(paris())), expected.concat());
}

#[cfg(feature = "locale")]
#[test]
fn the_time_is_in_the_zone_of_the_schedule_where_none_is_named() {
    let options = PlanOptions {
        zone: None,
        count: Some(1),
        ..paris()
    };
    let body = "{{date @occurrence.at \"fulltime\"}}, {{@occurrence.at}}";
    let told = told(&made(body).plan(options));
    let expected = "0 0 vendredi 27 mars 2026 à 09:00, 2026-03-27T09:00:00+01:00";
    assert_eq!(told[0], expected);
}

#[test]
fn missed_occurrences_keep_their_numbers() {
    let options = PlanOptions {
        now: Some("2026-03-28T12:00:00Z".parse().unwrap()),
        ..paris()
    };
    let told = told(&made("{{@occurrence.number}}").plan(options));
    assert_eq!(told, ["2 0 3", "2 1 3", "2 2 3"]);
}

#[test]
fn a_value_may_be_needed_in_one_occurrence_alone() {
    let body = "x{{#if (eq @occurrence.number 2)}}{{contact.points}}{{/if}}";
    let plan = made(body).plan(paris());
    assert!(plan.contact_fields().has("points"));
    let expected = [
        "0 0 x",
        "0 1 x",
        "0 2 x",
        "1 0 x1",
        "1 1 MISSING_VARIABLES",
        "1 2 x1",
        "2 0 x",
        "2 1 x",
        "2 2 x",
    ];
    assert_eq!(told(&plan), expected);
    let report = plan
        .audience_report::<_, Stop>(&mut batches(&contacts())[..])
        .unwrap();
    let points = &report.variables[0];
    assert_eq!(
        (points.path.as_str(), points.missing),
        ("contact.points", 1)
    );
    assert_eq!(report.longest.map(|text| text.length), Some(2));
}

#[test]
fn such_a_plan_is_stored_proved_and_put_together_as_any_other() {
    let body = "x{{#if (eq @occurrence.number 2)}}{{contact.points}}{{/if}}";
    for quiet_zone in [QuietZone::Campaign, QuietZone::Contact] {
        let options = PlanOptions {
            quiet_zone,
            ..paris()
        };
        let plan = made(body).plan(options.clone());
        let stored = store(&plan, &contacts());
        assert_eq!(read(&stored).unwrap(), 12);
        assert!(verify(&plan, &contacts(), &stored).holds());
        let later = String::from_utf8(stored.clone()).unwrap();
        let later = later.replacen("\"body\":\"x1\"", "\"body\":\"x2\"", 1);
        assert!(!verify(&plan, &contacts(), later.as_bytes()).holds());
        let part = |index| {
            let shard = Shard::new(index, 3).unwrap();
            let plan = made(body).plan(PlanOptions {
                shard,
                ..options.clone()
            });
            StoredPlan::open(std::io::Cursor::new(store(&plan, &contacts()))).unwrap()
        };
        let parts = (0..3).map(part).collect();
        let mut merged = Vec::new();
        flashplan::plan::merge::<_, Stop>(parts, &mut |line| {
            merged.extend_from_slice(line);
            Ok(())
        })
        .unwrap();
        assert_eq!(
            String::from_utf8(merged).unwrap(),
            String::from_utf8(stored).unwrap()
        );
    }
}

/// Ranks are found once for all occurrences: the second step refuses what they do not tell.
#[test]
fn the_second_step_stops_where_outcomes_differ() {
    let stops = |body: &str| {
        let plan = made(body).plan(paris());
        let mut candidates = Vec::new();
        let contacts = contacts();
        let totals = plan
            .outcomes::<_, Stop>(&mut batches(&contacts)[..], &mut |candidate| {
                candidates.push(candidate);
                Ok(())
            })
            .unwrap();
        let part: Vec<Ranked> = rank(candidates, 0).collect();
        let mut lines = 0;
        let result = plan.schedule_ranked::<_, Stop>(
            &mut batches(&contacts)[..],
            &part,
            &totals,
            &mut |_, _| {
                lines += 1;
                Ok(())
            },
        );
        result.err().map(|stop| format!("{stop:?}"))
    };
    for number in [1, 2, 3] {
        let body = format!(
            "x{{{{#if (eq @occurrence.number {number})}}}}{{{{contact.points}}}}{{{{/if}}}}"
        );
        let said = stops(&body).unwrap();
        assert!(
            said.contains("can be sent in one occurrence")
                && said.contains("(\"position\", \"1\")"),
            "{said}"
        );
    }
    assert_eq!(stops("x{{@occurrence.number}}"), None);
    assert_eq!(stops("{{contact.points}} {{@occurrence.at}}"), None);
}

#[test]
fn what_an_occurrence_lacks_refuses_the_plan() {
    let refused = |body: &str, missing| {
        let options = PlanOptions { missing, ..paris() };
        let issues = made(body).try_plan(options).unwrap_err();
        let told = issues.iter().map(|issue| issue.code().name().to_owned());
        told.collect::<Vec<_>>()
    };
    for missing in [MissingVariables::Skip, MissingVariables::Empty] {
        // the third mark is not there
        let marks = "{{lookup custom.code @occurrence.number}}";
        assert_eq!(refused(marks, missing), ["VARIABLES_MISSING"]);
        let late = "{{#if (gt @occurrence.number 2)}}{{custom.none}}{{/if}}";
        assert_eq!(refused(late, missing), ["VARIABLES_MISSING"]);
        // what two occurrences lack is said once, and what each lacks is said of each
        let both = "{{#if (gt @occurrence.number 1)}}{{custom.none}}{{/if}}";
        assert_eq!(refused(both, missing), ["VARIABLES_MISSING"]);
        let each = "{{#if (eq @occurrence.number 2)}}{{custom.two}}{{/if}}\
            {{#if (eq @occurrence.number 3)}}{{custom.three}}{{/if}}";
        assert_eq!(refused(each, missing), ["VARIABLES_MISSING"; 2]);
        let shape =
            "{{upper @occurrence.at}}{{#if (eq @occurrence.number 3)}}{{phone \"x\"}}{{/if}}";
        assert_eq!(refused(shape, missing), ["VALUE_INVALID"]);
    }
    // what is missed lacks nothing
    let first = "{{#if (eq @occurrence.number 1)}}{{custom.none}}{{/if}}x";
    let options = PlanOptions {
        now: Some("2026-03-28T00:00:00Z".parse().unwrap()),
        ..paris()
    };
    assert_eq!(
        refused(first, MissingVariables::Skip),
        ["VARIABLES_MISSING"]
    );
    assert!(made(first).try_plan(options).is_ok());
    let early = "{{#if (gt @occurrence.number 3)}}{{custom.none}}{{/if}}x";
    assert_eq!(told(&made(early).plan(paris())).len(), 9);
}
