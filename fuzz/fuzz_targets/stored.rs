//! Stored plans: any bytes are read to their end or refused; a plan whose entries were changed anywhere
//! does not verify; a plan equals itself, and its parts put together are the whole.
#![no_main]

use arbitrary::{Result, Unstructured};
use flashplan::plan::{Plan, Shard, StoredPlan, diff, merge, redact};
use flashplan_fuzz::Case;
use flashplan_fuzz::fraction::one_in;
use flashplan_fuzz::made::{Stop, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    any_bytes(bytes);
    // a plan takes longer to make than bytes to read
    if one_in(64, bytes) {
        // too few bytes make no campaign, and break no law
        let _ = changed(bytes, &mut Unstructured::new(bytes));
    }
});

fn any_bytes(bytes: &[u8]) {
    match read(bytes) {
        Ok(_) => equals_itself(bytes),
        Err(issues) => assert!(issues.has_errors()),
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = redact(text);
    }
}

fn equals_itself(bytes: &[u8]) {
    let open = || StoredPlan::open(bytes).expect("it was read before");
    let differences = diff::<_, _, Stop>(open(), open(), &mut |_| {
        panic!("a plan differs from itself")
    });
    assert!(differences.is_ok_and(|differences| differences.is_empty()));
}

fn changed(bytes: &[u8], u: &mut Unstructured<'_>) -> Result<()> {
    let made = u.arbitrary::<Case>()?;
    let Ok(plan) = made.plan(made.options.clone()) else {
        return Ok(());
    };
    let Some(stored) = made.stored(&plan) else {
        return Ok(());
    };
    if one_in(256, bytes) {
        equals_itself(&stored);
        merged(&made, &stored, u.int_in_range(1..=4)?);
    }
    let mut other = stored.clone();
    for _ in 0..u.int_in_range(0..=3)? {
        edit(&mut other, u)?;
    }
    let holds = holds(&made, &plan, &other);
    assert!(holds || other != stored, "a plan verifies");
    // of the header and the summary the values count, so that a later version may say more in them
    assert!(
        !holds || entries(&other) == entries(&stored),
        "{}",
        String::from_utf8_lossy(&other)
    );
    if let Ok(entries) = read(&other) {
        // where all occurrences were missed, nothing stands between the header and the summary
        assert!(entries > 0 || self::entries(&stored).len() <= 1);
        equals_itself(&other);
        let [a, b] = [&stored, &other]
            .map(|bytes| StoredPlan::open(&bytes[..]).expect("it was read before"));
        let _ = diff::<_, _, Stop>(a, b, &mut |_| Ok(()));
    }
    Ok(())
}

fn holds(made: &Case, plan: &Plan, bytes: &[u8]) -> bool {
    let Ok(stored) = StoredPlan::open(bytes) else {
        return false;
    };
    let verified = plan.verify::<_, _, Stop>(&mut made.batches(6)[..], stored);
    verified.is_ok_and(|verified| verified.holds())
}

/// The lines between the header and the summary.
fn entries(plan: &[u8]) -> Vec<&[u8]> {
    let lines: Vec<&[u8]> = plan.split_inclusive(|b| *b == b'\n').collect();
    let end = lines.len().saturating_sub(1).max(1);
    lines.get(1..end).unwrap_or_default().to_vec()
}

/// Parts put together are the whole, byte for byte, the summary too.
fn merged(made: &Case, whole: &[u8], count: u64) {
    let mut parts = Vec::new();
    for index in 0..count {
        let shard = Shard::new(index, count).expect("less than count");
        let plan = made.part(shard);
        parts.push(made.stored(&plan).expect("as the whole"));
    }
    let open = |bytes| StoredPlan::open(bytes).expect("its own header");
    let parts = parts.iter().rev().map(|bytes| open(&bytes[..])).collect();
    let mut union = Vec::new();
    let summary = merge::<_, Stop>(parts, &mut |line| {
        union.extend_from_slice(line);
        Ok(())
    });
    assert!(summary.is_ok());
    assert_eq!(
        String::from_utf8_lossy(&union),
        String::from_utf8_lossy(whole)
    );
}

/// A byte, a line or the end is changed.
fn edit(bytes: &mut Vec<u8>, u: &mut Unstructured<'_>) -> Result<()> {
    if bytes.is_empty() {
        return Ok(());
    }
    let at = u.choose_index(bytes.len())?;
    match u.int_in_range(0..=4)? {
        0 => bytes[at] = u.arbitrary()?,
        1 => bytes.truncate(at),
        2 => bytes.insert(at, *u.choose(b"\"{}[]:,0129Tz \n\\-")?),
        kind => {
            let mut lines: Vec<Vec<u8>> = bytes
                .split_inclusive(|b| *b == b'\n')
                .map(<[u8]>::to_vec)
                .collect();
            let (one, other) = (u.choose_index(lines.len())?, u.choose_index(lines.len())?);
            match kind {
                3 => lines.swap(one, other),
                _ => drop(lines.remove(one)),
            }
            *bytes = lines.concat();
        }
    }
    Ok(())
}
