//! How much of a preview a page carries. Counts are always of everything; a page says where a list
//! is a part of one.

/// Messages that are drawn at random, each of another contact. 1,000: a small account is shown whole,
/// and a page of full-length texts stays under 10 MB.
pub const MESSAGES: usize = 1_000;

/// Contacts that are listed for each reason to skip. 2,000: the lists of all sixteen reasons have some
/// 4 MB, which a phone reads in a second.
pub const SKIPPED_EACH: usize = 2_000;

/// Occurrences that are listed: a year of days.
pub const OCCURRENCES: usize = 366;

/// Days whose sends are shown hour by hour.
pub const DAYS: usize = 400;

/// Changes of clocks that are marked: two a year for fifty years.
pub const CLOCK_CHANGES: usize = 100;

/// Problems that are listed.
pub const PROBLEMS: usize = 200;

/// Differences to another plan that are listed, of each kind.
pub const CHANGES_EACH: usize = 200;

/// Contacts that are named as examples for a variable.
pub const EXAMPLES: usize = 5;
