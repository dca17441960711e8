//! The two steps of planning, over any split of the contacts, give the bytes of the one that does both.

use crate::inputs::{Contact, Made, Stop, batches, batches_of, contacts, made, options};
use flashplan::audience::{Suppression, SurveyCounts};
use flashplan::pace::{Batches, Pace, Pacer};
use flashplan::plan::{
    Candidate, ContactZones, Draft, Mark, Plan, PlanOptions, QuietZone, Ranked, Shard, Summary,
    Totals, rank, settle_ids, settle_phones,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A line with its place in the plan.
type Placed = ((u64, u64, String), String);

fn whole(plan: &Plan, contacts: &[Contact]) -> (Vec<String>, Summary) {
    let mut lines = Vec::new();
    let summary = plan
        .stream::<_, Stop>(&mut batches(contacts)[..], &mut |_, line| {
            lines.push(line.to_owned());
            Ok(())
        })
        .expect("nothing stops the plan");
    (lines, summary)
}

fn outcomes(plan: &Plan, contacts: &[Contact]) -> (Vec<Candidate>, Totals) {
    let mut candidates = Vec::new();
    let totals = plan
        .outcomes::<_, Stop>(&mut batches(contacts)[..], &mut |candidate| {
            candidates.push(candidate);
            Ok(())
        })
        .expect("contacts in memory can be read");
    (candidates, totals)
}

/// The second step over some of the candidates, with no contacts but theirs.
fn scheduled(
    plan: &Plan,
    contacts: &[Contact],
    part: &[Ranked],
    totals: &Totals,
) -> (Vec<String>, Summary) {
    let own = part.iter().filter_map(|ranked| ranked.candidate.position);
    let own: Vec<u64> = own.collect();
    let mut lines = Vec::new();
    let summary = plan
        .schedule_ranked::<_, Stop>(
            &mut batches_of(contacts, &own)[..],
            part,
            totals,
            &mut |_, line| {
                lines.push(line.to_owned());
                Ok(())
            },
        )
        .expect("nothing stops the plan");
    (lines, summary)
}

/// The second step over candidates that follow one another, from where the times stood before them.
fn scheduled_from(
    plan: &Plan,
    mark: &mut Mark,
    contacts: &[Contact],
    part: &[Ranked],
    totals: &Totals,
) -> Vec<String> {
    let mut lines = Vec::new();
    let own = part.iter().filter_map(|ranked| ranked.candidate.position);
    let own: Vec<u64> = own.collect();
    let mut contacts = batches_of(contacts, &own);
    plan.schedule_from::<_, Stop>(mark, &mut contacts[..], part, totals, &mut |_, line| {
        lines.push(line.to_owned());
        Ok(())
    })
    .expect("nothing stops the plan");
    lines
}

/// Drafts made on `machines`, which get the contacts in turn and settle what the keys send to them.
fn by_shuffles(plan: &Plan, contacts: &[Contact], machines: usize) -> (Vec<Candidate>, Totals) {
    let mut counts = SurveyCounts::default();
    let mut drafts: Vec<Vec<Draft>> = vec![Vec::new(); machines];
    for position in 0..contacts.len() as u64 {
        for batch in &batches_of(contacts, &[position]) {
            let machine = &mut drafts[position as usize * 7 % machines];
            counts += plan.drafts(batch, &mut |draft| machine.push(sent_around(draft)));
        }
    }
    let mut drafts = shuffled(drafts, |draft| draft.id_key().map(|key| key.len() as u64));
    drafts.iter_mut().for_each(|some| settle_ids(some));
    let mut drafts = shuffled(drafts, Draft::phone_key);
    drafts.iter_mut().for_each(|some| settle_phones(some));
    let mut drafts: Vec<Draft> = drafts.into_iter().flatten().collect();
    let unknown = plan.not_found(drafts.iter().filter_map(Draft::contact_id));
    let missing = unknown.len() as u64;
    drafts.sort_by_key(Draft::position);
    let known = drafts.into_iter().filter_map(Draft::into_candidate);
    let candidates: Vec<Candidate> = known.chain(unknown).collect();
    counts.candidates += missing;
    let totals = totals(plan, counts, &candidates);
    (candidates, totals)
}

/// What a network makes of a draft, or of a mark.
fn sent_around<T>(sent: T) -> T
where
    T: serde::Serialize + serde::de::DeserializeOwned + std::fmt::Debug + PartialEq,
{
    let json = serde_json::to_string(&sent).unwrap();
    let received = serde_json::from_str(&json).unwrap();
    assert_eq!(sent, received);
    received
}

/// Sends equal keys to the same machine, and those without a key anywhere.
fn shuffled(drafts: Vec<Vec<Draft>>, key: impl Fn(&Draft) -> Option<u64>) -> Vec<Vec<Draft>> {
    let machines = drafts.len();
    let mut next = vec![Vec::new(); machines];
    for draft in drafts.into_iter().rev().flatten() {
        let to = key(&draft).unwrap_or(draft.position() * 3) as usize % machines;
        next[to].push(draft);
    }
    next
}

fn totals(plan: &Plan, counts: SurveyCounts, candidates: &[Candidate]) -> Totals {
    use flashplan::plan::CandidateOutcome::Planned;
    let mut zones = ContactZones::new(plan.zone());
    for candidate in candidates {
        if let Planned { time_zone, .. } = &candidate.outcome {
            zones.add(time_zone.as_deref());
        }
    }
    match plan.options().quiet_zone {
        QuietZone::Contact => Totals::in_zones(counts, zones),
        QuietZone::Campaign => {
            let planned = candidates.iter().filter(|candidate| candidate.is_planned());
            Totals::new(counts, planned.count() as u64)
        }
    }
}

/// Where a line stands: occurrences by index, then positions, then the ids that nobody has.
fn placed(line: String) -> Placed {
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    let place = match value["kind"].as_str() {
        Some("occurrence") => (value["index"].as_u64().unwrap(), 0, String::new()),
        _ => {
            let id = value["contactId"].as_str().unwrap_or_default();
            let after_all = value["position"].as_u64();
            let position = after_all.map_or(u64::MAX, |position| position + 1);
            let id = after_all.map_or(id, |_| "");
            (
                value["occurrence"].as_u64().unwrap(),
                position,
                id.to_owned(),
            )
        }
    };
    (place, line)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn two_steps_are_the_one(made in made(), options in options(), contacts in contacts()) {
        let plan = made.plan(options);
        let (candidates, totals) = outcomes(&plan, &contacts);
        prop_assert_eq!(candidates.len() as u64, totals.counts().candidates);
        prop_assert_eq!(candidates.iter().filter(|one| one.is_planned()).count() as u64, totals.planned());
        let part: Vec<Ranked> = rank(candidates, 0).collect();
        prop_assert_eq!(scheduled(&plan, &contacts, &part, &totals), whole(&plan, &contacts));
    }

    #[test]
    fn outcomes_are_the_same_where_no_machine_sees_all_contacts(
        made in made(), options in options(), contacts in contacts(), machines in 1_usize..6,
    ) {
        let plan = made.plan(options);
        let (candidates, totals) = outcomes(&plan, &contacts);
        let (again, added_up) = by_shuffles(&plan, &contacts, machines);
        prop_assert_eq!(again, candidates);
        prop_assert_eq!(added_up.counts(), totals.counts());
        prop_assert_eq!(added_up.planned(), totals.planned());
    }

    #[test]
    fn any_split_of_the_candidates_is_the_whole_line_for_line(
        made in made(), options in options(), contacts in contacts(),
        takes in prop::collection::vec(0_usize..4, 60),
    ) {
        let plan = made.plan(options);
        let (lines, summary) = whole(&plan, &contacts);
        let (candidates, totals) = by_shuffles(&plan, &contacts, 3);
        let mut parts: Vec<Vec<Ranked>> = vec![Vec::new(); 4];
        for (ranked, part) in rank(candidates, 0).zip(takes.into_iter().cycle()) {
            parts[part].push(ranked);
        }
        let mut union: BTreeMap<_, String> = BTreeMap::new();
        let (mut sends, mut skipped) = (0, 0);
        for part in &parts {
            let (lines, of_part) = scheduled(&plan, &contacts, part, &totals);
            sends += of_part.sends;
            skipped += of_part.skipped_total();
            prop_assert_eq!(of_part.counts, summary.counts);
            for (place, line) in lines.into_iter().map(placed) {
                let other = union.insert(place, line.clone());
                // each part has the occurrences, and what is not one is in one part alone
                prop_assert!(other.is_none_or(|other| other == line && line.contains("\"kind\":\"occurrence\"")));
            }
        }
        prop_assert_eq!(union.into_values().collect::<Vec<_>>(), lines);
        prop_assert_eq!((sends, skipped), (summary.sends, summary.skipped_total()));
    }

    /// Parts begin at marks, at those that parts before them left, or at the first rank of all.
    #[test]
    fn parts_from_marks_are_the_whole_line_for_line(
        made in made(), options in options(), contacts in contacts(), size in 1_usize..9, use_marks in 0_usize..3,
    ) {
        let plan = made.plan(options);
        let (lines, summary) = whole(&plan, &contacts);
        let (candidates, totals) = outcomes(&plan, &contacts);
        let ranked: Vec<Ranked> = rank(candidates, 0).collect();
        let parts: Vec<&[Ranked]> = ranked.chunks(size).collect();
        let first = |part: &&[Ranked]| {
            part.iter().find(|one| one.candidate.is_planned()).map_or(totals.planned(), |one| one.rank)
        };
        let ranks: Vec<u64> = parts.iter().map(first).collect();
        let passed = match plan.options().quiet_zone {
            // what the contacts' clocks say is not known without them
            QuietZone::Contact => vec![Mark::default(); parts.len()],
            QuietZone::Campaign => {
                let (told, marks) = plan.marks(&totals, &ranks).expect("nothing stops the plan");
                prop_assert_eq!(told.counts, summary.counts);
                marks.into_iter().map(sent_around).collect()
            }
        };
        let mut union: BTreeMap<_, String> = BTreeMap::new();
        let mut before = Mark::default();
        for ((index, part), own) in parts.iter().enumerate().zip(passed) {
            let mut mark = match use_marks {
                0 => own,
                1 => before,
                _ if index % 2 == 0 => own,
                _ => before,
            };
            let lines = scheduled_from(&plan, &mut mark, &contacts, part, &totals);
            union.extend(lines.into_iter().map(placed));
            before = sent_around(mark);
        }
        if parts.is_empty() {
            union.extend(scheduled_from(&plan, &mut before, &contacts, &[], &totals).into_iter().map(placed));
        }
        prop_assert_eq!(union.into_values().collect::<Vec<_>>(), lines);
    }

    /// A mark behind the part, or of another plan, is no mark.
    #[test]
    fn marks_that_do_not_fit_change_nothing(
        made in made(), options in options(), contacts in contacts(),
    ) {
        let plan = made.plan(options.clone());
        let (candidates, totals) = outcomes(&plan, &contacts);
        let part: Vec<Ranked> = rank(candidates, 0).collect();
        let expected = scheduled(&plan, &contacts, &part, &totals).0;
        let mut behind = Mark::default();
        scheduled_from(&plan, &mut behind, &contacts, &part, &totals);
        prop_assert_eq!(scheduled_from(&plan, &mut behind.clone(), &contacts, &part, &totals), expected);
        let other = made.plan(PlanOptions { count: Some(options.count.unwrap_or(0) + 1), ..options });
        let expected = scheduled(&other, &contacts, &part, &totals).0;
        prop_assert_eq!(scheduled_from(&other, &mut behind, &contacts, &part, &totals), expected);
    }

    /// Nor is a mark before the part that is of another pace, or of another number of contacts.
    #[test]
    fn marks_of_other_times_change_nothing(
        made in made(), options in options(), contacts in contacts(), more in 1_u64..5,
    ) {
        let mut slower = options.clone();
        slower.pace.min_gap += 60;
        let (plan, slower) = (made.plan(options), made.plan(slower));
        let (candidates, totals) = outcomes(&plan, &contacts);
        let ranked: Vec<Ranked> = rank(candidates, 0).collect();
        let part = &ranked[ranked.len() / 2..];
        let first = part.iter().find(|one| one.candidate.is_planned());
        let first = first.map_or(totals.planned(), |one| one.rank);
        if plan.options().quiet_zone == QuietZone::Contact {
            return Ok(());
        }
        let larger = Totals::new(totals.counts(), totals.planned() + more);
        for (of, totals_of) in [(&slower, &totals), (&plan, &larger)] {
            let (_, mut marks) = of.marks(totals_of, &[first]).expect("nothing stops the plan");
            let expected = scheduled(&plan, &contacts, part, &totals).0;
            prop_assert_eq!(scheduled_from(&plan, &mut marks[0], &contacts, part, &totals), expected);
        }
    }

    /// A part by hash is what `shard` makes alone, hash and all.
    #[test]
    fn outcomes_of_shards_are_the_outcomes(
        made in made(), options in options(), contacts in contacts(), count in 1_u64..5,
    ) {
        let (candidates, totals) = outcomes(&made.plan(options.clone()), &contacts);
        let ranked: Vec<Ranked> = rank(candidates, 0).collect();
        let mut seen = 0;
        for index in 0..count {
            let shard = Shard::new(index, count).unwrap();
            let plan = made.plan(PlanOptions { shard, ..options.clone() });
            let (own, same_totals) = outcomes(&plan, &contacts);
            prop_assert_eq!(same_totals.planned(), totals.planned());
            let is_own = |ranked: &&Ranked| own.contains(&ranked.candidate);
            let part: Vec<Ranked> = ranked.iter().filter(is_own).cloned().collect();
            seen += part.len();
            // which contact is the first over the quota only a part that sees it can say
            let (lines, summary) = scheduled(&plan, &contacts, &part, &totals);
            let (expected, alone) = whole(&plan, &contacts);
            prop_assert_eq!(lines, expected);
            prop_assert_eq!((summary.hash, summary.issues.len()), (alone.hash, alone.issues.len()));
        }
        prop_assert_eq!(seen, ranked.len());
    }
}

/// Twelve contacts, sent to in batches until the next occurrence is under way; the part from rank 5 on, and the mark before it.
fn sample_from_mark() -> (Plan, Vec<Contact>, Vec<Ranked>, Totals, Mark) {
    let pace = Pace {
        min_gap: 10,
        batches: Some(Batches::new(3, 40_000).unwrap()),
        ..Pace::default()
    };
    let plan = Made::for_all().plan(PlanOptions {
        count: Some(2),
        pace,
        ..PlanOptions::default()
    });
    let person = |n: u32| Contact::new(&format!("c{n}"), &format!("+229019700{n:04}"));
    let contacts: Vec<Contact> = (0..12).map(person).collect();
    let (candidates, totals) = outcomes(&plan, &contacts);
    let part: Vec<Ranked> = rank(candidates, 0).skip(5).collect();
    let (_, mut marks) = plan.marks(&totals, &[5]).unwrap();
    (plan, contacts, part, totals, marks.remove(0))
}

#[test]
fn a_batch_goes_on_from_a_mark() {
    let (plan, contacts, part, totals, mut mark) = sample_from_mark();
    let expected = scheduled(&plan, &contacts, &part, &totals).0;
    let found = scheduled_from(&plan, &mut mark, &contacts, &part, &totals);
    assert_eq!(found, expected);
}

/// That a key is nobody's only the whole plan can tell.
#[test]
fn marks_tell_what_an_empty_part_tells() {
    let contacts = [1, 2, 3].map(|n| Contact::new(&format!("c{n}"), &format!("+229019700000{n}")));
    let told = |sent: &[u128], contacts: &[Contact]| {
        let plan = Made::for_all().plan(PlanOptions {
            count: Some(1),
            sent: sent.iter().map(|key| Uuid::from_u128(*key)).collect(),
            ..PlanOptions::default()
        });
        let (_, totals) = outcomes(&plan, contacts);
        let (told, _) = plan.marks(&totals, &[1]).unwrap();
        assert_eq!(told, scheduled(&plan, contacts, &[], &totals).1);
        let codes = told.issues.iter().map(|issue| issue.code().name());
        codes.collect::<Vec<_>>()
    };
    assert_eq!(told(&[], &contacts), [""; 0]);
    assert_eq!(told(&[7], &contacts), [""; 0]);
    assert_eq!(told(&[7], &[]), ["AUDIENCE_EMPTY", "SENT_UNKNOWN"]);
}

/// What was stored can be anything: a mark that no sends come to is none.
#[test]
fn a_mark_that_cannot_be_is_no_mark() {
    let (plan, contacts, part, totals, mark) = sample_from_mark();
    // others come behind the part, before the next occurrence
    let part = &part[..3];
    let expected = scheduled(&plan, &contacts, part, &totals).0;
    let stored = serde_json::to_value(&mark).unwrap();
    let started = stored["states"][0]["pacer"]["started"].as_i64().unwrap();
    let late = started + 3 * Pacer::HORIZON;
    let odd = [
        ("free", vec![i64::MIN, started - 1, late, i64::MAX]),
        ("last", vec![i64::MIN, started - 1, late, i64::MAX]),
        ("started", vec![i64::MIN, -(1 << 41), 1 << 40, i64::MAX]),
        ("day_end", vec![i64::MIN, started - 1]),
        ("rank", vec![i64::MAX]),
    ];
    let changes_nothing = |odd: &serde_json::Value| {
        let mut mark: Mark = serde_json::from_value(odd.clone()).unwrap();
        let found = scheduled_from(&plan, &mut mark, &contacts, part, &totals);
        assert_eq!(found, expected, "{odd}");
    };
    for (field, values) in odd {
        for value in values {
            let mut odd = stored.clone();
            assert!(odd["states"][1]["pacer"].get(field).is_some());
            odd["states"][1]["pacer"][field] = value.into();
            changes_nothing(&odd);
        }
    }
    // of another number of occurrences
    let states = stored["states"].as_array().unwrap();
    for states in [
        &states[..1],
        &[],
        &[states.clone(), states.clone()].concat(),
    ] {
        let mut odd = stored.clone();
        odd["states"] = states.into();
        changes_nothing(&odd);
    }
}

/// Who is not written to anyway takes his number from the others, where he is on the list.
#[test]
fn a_suppressed_contact_that_is_no_candidate_takes_his_number_out() {
    let made = Made {
        recipients: serde_json::json!({"type": "tags", "value": ["vip"]}),
        ..Made::for_all()
    };
    let mut contacts = ["a", "b", "c"].map(|id| Contact::new(id, "+2290197000001"));
    contacts[1].tags.push("vip".to_owned());
    contacts[2].phone = "+2290197000002".to_owned();
    contacts[2].tags.push("vip".to_owned());
    let mut suppression = Suppression::new();
    suppression.add("a");
    let plan = made.plan(PlanOptions {
        suppression,
        count: Some(1),
        ..PlanOptions::default()
    });
    let (candidates, _) = outcomes(&plan, &contacts);
    let planned: Vec<bool> = candidates.iter().map(Candidate::is_planned).collect();
    assert_eq!(planned, [false, true]);
    for machines in 1..4 {
        assert_eq!(by_shuffles(&plan, &contacts, machines).0, candidates);
    }
}

#[test]
fn the_second_step_takes_no_contact_for_another() {
    let (made, options) = (Made::for_all(), PlanOptions::default());
    let options = PlanOptions {
        count: Some(1),
        ..options
    };
    let plan = made.plan(options);
    let contacts = [
        Contact::new("c1", "+2290197000001"),
        Contact::new("c2", "+2290197000002"),
    ];
    let (candidates, totals) = outcomes(&plan, &contacts);
    let part: Vec<Ranked> = rank(candidates, 0).collect();
    let refused = |contacts: &[Contact]| {
        let stopped = plan.schedule_ranked::<_, Stop>(
            &mut batches(contacts)[..],
            &part,
            &totals,
            &mut |_, _| Ok(()),
        );
        format!("{:?}", stopped.unwrap_err())
    };
    let mut lacks = contacts.to_vec();
    lacks[1].points = None;
    let swapped = [contacts[1].clone(), contacts[0].clone()];
    for others in [&contacts[..1], &swapped, &lacks] {
        let said = refused(others);
        assert!(
            said.contains("PLAN_INCOMPLETE") || said.contains("PlanIncomplete"),
            "{said}"
        );
    }
}

#[test]
fn contact_clocks_have_to_be_added_up() {
    let options = PlanOptions {
        count: Some(1),
        quiet_zone: QuietZone::Contact,
        ..PlanOptions::default()
    };
    let plan = Made::for_all().plan(options);
    let contacts = [Contact::new("c1", "+2290197000001")];
    let (candidates, totals) = outcomes(&plan, &contacts);
    let part: Vec<Ranked> = rank(candidates, 0).collect();
    let without = Totals::new(totals.counts(), totals.planned());
    let stopped = plan.schedule_ranked::<_, Stop>(
        &mut batches(&contacts)[..],
        &part,
        &without,
        &mut |_, _| Ok(()),
    );
    assert!(stopped.is_err());
}
