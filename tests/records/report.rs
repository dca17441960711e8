//! What the template meets in the audience is what a look at each contact says.

use crate::inputs::{Contact, Made, Stop, batches, body, contacts, made, options};
use flashplan::plan::{CandidateOutcome, ContactExample, PlanOptions};
use flashplan::schedule::Occurrence;
use proptest::prelude::*;

/// What a text that tells its occurrence ends with.
fn told(occurrence: &Occurrence) -> [String; 2] {
    [
        occurrence.local.to_rfc3339(),
        (occurrence.index + 1).to_string(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_report_counts_those_who_are_addressed(made in made(), options in options(), contacts in contacts()) {
        let plan = made.plan(options);
        let told: Vec<[String; 2]> = plan.occurrences().map(|one| told(&one)).collect();
        let report = plan.audience_report::<_, Stop>(&mut batches(&contacts)[..]).unwrap();
        let mut lacking: Vec<ContactExample> = Vec::new();
        let mut lengths: Vec<Vec<usize>> = Vec::new();
        let mut addressed: Vec<&Contact> = Vec::new();
        plan.outcomes::<_, Stop>(&mut batches(&contacts)[..], &mut |candidate| {
            let Some(position) = candidate.position else { return Ok(()) };
            let contact = &contacts[position as usize];
            match candidate.outcome {
                CandidateOutcome::Planned { .. } => {
                    let length = |told| body(contact, told, plan.options()).encode_utf16().count();
                    match made.tells_occurrence() && !told.is_empty() {
                        true => lengths.push(told.iter().map(|told| length(Some(told))).collect()),
                        false => lengths.push(vec![length(None)]),
                    }
                    addressed.push(contact);
                }
                CandidateOutcome::Skipped { variables, .. } if !variables.is_empty() => {
                    lacking.push(ContactExample { position, id: Some(contact.id.clone()) });
                    addressed.push(contact);
                }
                CandidateOutcome::Skipped { .. } => {}
            }
            Ok(())
        }).unwrap();
        prop_assert_eq!(report.counts.contacts, contacts.len() as u64);
        prop_assert_eq!((report.addressed, report.rendered), (addressed.len() as u64, lengths.len() as u64));
        // without an occurrence there is a text all the same, of which nothing is known here
        if !told.is_empty() {
            prop_assert_eq!(report.longest.map(|text| text.length), lengths.iter().flatten().max().copied());
            prop_assert_eq!(report.shortest.map(|text| text.length), lengths.iter().flatten().min().copied());
        }
        if !contacts.is_empty() {
            let paths: Vec<&str> = report.variables.iter().map(|variable| variable.path.as_str()).collect();
            prop_assert_eq!(paths, ["contact.id", "contact.points"]);
            let points = &report.variables[1];
            prop_assert_eq!((points.missing, points.present), (lacking.len() as u64, lengths.len() as u64));
            lacking.truncate(points.missing_examples.len().max(1));
            prop_assert_eq!(&points.missing_examples, &lacking);
        }
    }
}

/// Values that are empty, blank or not there, in several batches: each counts as what it is.
#[test]
fn what_is_empty_in_any_batch_is_counted_and_named() {
    let points = |n: u64| match n % 4 {
        0 => None,
        1 => Some(String::new()),
        2 => Some(" ".to_owned()),
        _ => Some("7".to_owned()),
    };
    let contacts: Vec<Contact> = (0..40)
        .map(|n| Contact {
            points: points(n),
            ..Contact::new(&format!("c{n}"), &format!("+22901970{n:05}"))
        })
        .collect();
    let plan = Made::for_all().plan(PlanOptions {
        count: Some(1),
        ..PlanOptions::default()
    });
    let report = plan.audience_report::<_, Stop>(&mut batches(&contacts)[..]);
    let report = report.expect("contacts in memory can be read");
    assert_eq!((report.counts.contacts, report.counts.candidates), (40, 40));
    let points = &report.variables[1];
    assert_eq!((points.present, points.empty, points.missing), (10, 20, 10));
    let positions = |examples: &[ContactExample]| -> Vec<u64> {
        examples.iter().map(|example| example.position).collect()
    };
    let most = plan.options().limits.survey_examples;
    let of = |wanted: [u64; 2]| -> Vec<u64> {
        (0..40)
            .filter(|n| wanted.contains(&(n % 4)))
            .take(most)
            .collect()
    };
    assert_eq!(positions(&points.empty_examples), of([1, 2]));
    assert_eq!(positions(&points.missing_examples), of([0, 0]));
}

/// A variable of any occurrence's text stands in the report once, and in the order of the names.
#[test]
fn variables_of_all_occurrences_are_reported() {
    let paths = |body: &str| {
        let made = Made {
            body: body.to_owned(),
            ..Made::for_all()
        };
        let plan = made.plan(PlanOptions {
            count: Some(3),
            ..PlanOptions::default()
        });
        let contacts = [Contact::new("c1", "+2290197000001")];
        let report = plan.audience_report::<_, Stop>(&mut batches(&contacts)[..]);
        let variables = report.expect("contacts in memory can be read").variables;
        let paths = variables.into_iter().map(|variable| variable.path);
        paths.collect::<Vec<_>>()
    };
    assert_eq!(
        paths("{{contact.points}} {{@occurrence.at}}"),
        ["contact.points"]
    );
    let later = "{{contact.points}}{{#if (gt @occurrence.number 1)}}{{contact.id}}{{/if}}";
    assert_eq!(paths(later), ["contact.id", "contact.points"]);
}

/// Texts of one length in several batches: the examples are the first of them.
#[test]
fn of_texts_of_one_length_the_first_is_the_example() {
    let contacts: Vec<Contact> = (10..40)
        .map(|n| Contact::new(&format!("c{n}"), &format!("+22901970{n:05}")))
        .collect();
    let plan = Made::for_all().plan(PlanOptions {
        count: Some(1),
        ..PlanOptions::default()
    });
    let report = plan.audience_report::<_, Stop>(&mut batches(&contacts)[..]);
    let report = report.expect("contacts in memory can be read");
    let positions = [report.longest, report.shortest].map(|text| text.map(|text| text.position));
    assert_eq!(positions, [Some(0), Some(0)]);
}
