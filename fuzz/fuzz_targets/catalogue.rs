//! Any bytes as what an account has: a template, a list of them, the request of a preview, the use of a
//! month, how safe sending is. The first byte chooses which.
#![no_main]

use flashplan::catalogue::{Billing, PreviewRequest, TemplateDefinition, read_templates};
use flashplan::reading::{Options, Reading};
use flashplan::safety::Safety;
use flashplan_fuzz::fraction::one_in;
use flashplan_fuzz::reading::{agrees, envelope_reads_back, order_and_ignored_fields};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, json)) = bytes.split_first() else {
        return;
    };
    match kind % 5 {
        0 => laws(json, TemplateDefinition::read),
        1 => laws(json, read_templates),
        2 => laws(json, PreviewRequest::read),
        3 => laws(json, Billing::read),
        _ => laws(json, |json| Safety::read(json, &Options::new())),
    }
});

fn laws<T>(json: &[u8], read: impl Fn(&[u8]) -> Reading<T>) {
    let reading = read(json);
    agrees(&reading);
    if one_in(8, json) {
        envelope_reads_back(reading.report());
        order_and_ignored_fields(json, reading.report(), |json| read(json).into_parts().1);
    }
}
