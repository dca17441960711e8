//! The rows of the published rules that cases are asked for, and what lies outside of definitions.

/// Every row: A01 to A34, B01 to B41, C01 to C17, D01 to D12, E01 to E17.
pub(crate) fn all() -> Vec<String> {
    let pages = [("A", 34), ("B", 41), ("C", 17), ("D", 12), ("E", 17)];
    pages
        .into_iter()
        .flat_map(|(page, last)| (1..=last).map(move |row| format!("{page}{row:02}")))
        .collect()
}

/// Rows that say nothing which an input could follow or break, each with what it is about.
pub(crate) const NOT_HERE: &[(&str, &str)] = &[
    ("A24", "the status of a success, 201"),
    ("A25", "the safety object of a response"),
    ("B01", "an address and a header"),
    ("B15", "a request without parameters in its address"),
    (
        "B21",
        "where contact, user and instance come from when a template is rendered",
    ),
    (
        "B22",
        "custom comes from variables alone, when a template is rendered",
    ),
    ("B23", "what a rendered template is stored as"),
    (
        "B24",
        "a template and its text, which the templates' own cases render",
    ),
    ("C02", "where instances are created"),
    ("C06", "a request without parameters"),
    ("C12", "the address of a request"),
    ("D01", "the layers of the product"),
    ("D05", "what a webhook is"),
    ("D07", "what a QR code is for"),
    ("D10", "capacity, which sending does not use up"),
    ("D12", "a glossary"),
    ("E01", "an address and a header"),
    ("E02", "which key sees which instances"),
    ("E03", "the parameters of a request"),
];

/// Codes that no definition can lead to: they belong to schedules, contacts and plans.
pub(crate) const OTHER_STAGES: &[&str] = &[
    "DESTINATION_INVALID",
    "RENDERED_TOO_LONG",
    "RENDERED_BLANK",
    "RENDER_LIMIT",
    "VALUE_INVALID",
    "ZONE_UNKNOWN",
    "ZONE_DATA_INVALID",
    "RULE_SYNTAX",
    "RULE_NOT_SUPPORTED",
    "RULE_CONFLICT",
    "RULE_UNBOUNDED",
    "RULE_BARREN",
    "MONTH_OVERFLOW",
    "DATE_EXCLUDED",
    "DATE_EXTRA",
    "PARENT_AMBIGUOUS",
    "GAP_REJECTED",
    "FOLD_REJECTED",
    "OPTION_INVALID",
    "PLAN_UNBOUNDED",
    "PACE_IMPOSSIBLE",
    "QUIET_HOURS_ABORT",
    "CONTACT_UNREADABLE",
    "TAG_CASE_NEAR_MISS",
    "POSSIBLE_DUPLICATE",
    "TZ_FALLBACK",
    "DST_GAP",
    "DST_OVERLAP",
    "QUIET_HOURS_SHIFT",
    "OCCURRENCES_OVERLAP",
    "PACE_HIGH",
];
