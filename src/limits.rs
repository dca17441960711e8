//! Every bound by name, with its default and its reason. All of them are on unless a host moves one.

/// The bounds of one reading, rendering or planning.
///
/// ```
/// use flashplan::limits::Limits;
/// let limits = Limits::new().template_bytes(1_000).depth(8);
/// assert_eq!(limits.output_bytes, 1 << 20);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a template's source. 64 KiB: a WhatsApp text has 4,096 characters, so that sixteen
    /// times as much is no message any more. Also keeps a byte offset well inside 32 bits.
    pub template_bytes: usize,
    /// Tags (placeholders, blocks, comments) of a template. 500: no message has more to say, and
    /// the work of a rendering grows with it.
    pub template_tags: usize,
    /// Blocks and subexpressions inside each other. 64: templates written by people stay under 5.
    pub depth: usize,
    /// Segments of a path: `contact.meta.city` has 3. 8 is twice what nested JSON from a form needs.
    pub path_segments: usize,
    /// Bytes of one value that is printed. 64 KiB, as for the template.
    pub value_bytes: usize,
    /// Bytes of one rendered text. 1 MiB: far over any message, small enough for a server's thread.
    pub output_bytes: usize,
    /// Steps of one rendering (a step prints or decides one thing). 1,000,000: nested loops over
    /// long lists multiply, and this is where they end.
    pub render_steps: usize,
    /// Bytes of a JSON body. 1 MiB: a campaign that names 10,000 contacts has some 400 KB.
    pub json_bytes: usize,
    /// Arrays and objects inside each other in a JSON body. 64: published bodies stay under 6.
    pub json_depth: usize,
    /// Bytes of a zone's TZif file. 64 KiB: the largest of the IANA database has 3 KB.
    pub zone_bytes: usize,
    /// Bytes of a repeat rule's text. 4 KiB: every part with every value has less than 2 KB.
    pub rule_bytes: usize,
    /// Excluded and extra dates of a schedule, each. 10,000: twenty-seven years of days.
    pub schedule_dates: usize,
    /// Occurrences that are listed at once, where a list and not a stream is asked for. 1,000,000:
    /// every day of more than two thousand years.
    pub occurrences: usize,
    /// Characters of one number in a JSON body. 400: the longest double written out has 327 digits.
    pub json_number_bytes: usize,
    /// Problems that are listed for one input; the last one says that there are more. 1,000: more
    /// than anyone reads, and it bounds what an answer to a hostile input costs.
    pub issues: usize,
    /// Contacts that a survey names as examples for each variable. 5: enough to look at, and the
    /// counts say the rest.
    pub survey_examples: usize,
    /// Bytes of one line of a stored plan. 4 MiB: a message has 24 KB at most, and an occurrence
    /// lists up to 10,000 excluded dates before it in 2 MB.
    pub plan_line_bytes: usize,
}

impl Limits {
    /// The defaults.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            template_bytes: 64 << 10,
            template_tags: 500,
            depth: 64,
            path_segments: 8,
            value_bytes: 64 << 10,
            output_bytes: 1 << 20,
            render_steps: 1_000_000,
            json_bytes: 1 << 20,
            json_depth: 64,
            zone_bytes: 64 << 10,
            rule_bytes: 4 << 10,
            schedule_dates: 10_000,
            occurrences: 1_000_000,
            json_number_bytes: 400,
            issues: 1_000,
            survey_examples: 5,
            plan_line_bytes: 4 << 20,
        }
    }

    /// Another bound for the bytes of a template's source.
    #[must_use]
    pub const fn template_bytes(mut self, bytes: usize) -> Self {
        self.template_bytes = bytes;
        self
    }

    /// Another bound for the tags of a template.
    #[must_use]
    pub const fn template_tags(mut self, tags: usize) -> Self {
        self.template_tags = tags;
        self
    }

    /// Another bound for blocks and subexpressions inside each other.
    #[must_use]
    pub const fn depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Another bound for the segments of a path.
    #[must_use]
    pub const fn path_segments(mut self, segments: usize) -> Self {
        self.path_segments = segments;
        self
    }

    /// Another bound for the bytes of one printed value.
    #[must_use]
    pub const fn value_bytes(mut self, bytes: usize) -> Self {
        self.value_bytes = bytes;
        self
    }

    /// Another bound for the bytes of one rendered text.
    #[must_use]
    pub const fn output_bytes(mut self, bytes: usize) -> Self {
        self.output_bytes = bytes;
        self
    }

    /// Another bound for the steps of one rendering.
    #[must_use]
    pub const fn render_steps(mut self, steps: usize) -> Self {
        self.render_steps = steps;
        self
    }

    /// Another bound for the bytes of a JSON body.
    #[must_use]
    pub const fn json_bytes(mut self, bytes: usize) -> Self {
        self.json_bytes = bytes;
        self
    }

    /// Another bound for the nesting of a JSON body.
    #[must_use]
    pub const fn json_depth(mut self, depth: usize) -> Self {
        self.json_depth = depth;
        self
    }

    /// Another bound for the bytes of a zone's TZif file.
    #[must_use]
    pub const fn zone_bytes(mut self, bytes: usize) -> Self {
        self.zone_bytes = bytes;
        self
    }

    /// Another bound for the bytes of a repeat rule's text.
    #[must_use]
    pub const fn rule_bytes(mut self, bytes: usize) -> Self {
        self.rule_bytes = bytes;
        self
    }

    /// Another bound for the excluded and the extra dates of a schedule.
    #[must_use]
    pub const fn schedule_dates(mut self, dates: usize) -> Self {
        self.schedule_dates = dates;
        self
    }

    /// Another bound for the occurrences that are listed at once.
    #[must_use]
    pub const fn occurrences(mut self, occurrences: usize) -> Self {
        self.occurrences = occurrences;
        self
    }

    /// Another bound for the characters of one number in a JSON body.
    #[must_use]
    pub const fn json_number_bytes(mut self, bytes: usize) -> Self {
        self.json_number_bytes = bytes;
        self
    }

    /// Another bound for the problems that are listed.
    #[must_use]
    pub const fn issues(mut self, issues: usize) -> Self {
        self.issues = issues;
        self
    }

    /// Another bound for the contacts that a survey names for each variable.
    #[must_use]
    pub const fn survey_examples(mut self, contacts: usize) -> Self {
        self.survey_examples = contacts;
        self
    }

    /// Another bound for the bytes of one line of a stored plan.
    #[must_use]
    pub const fn plan_line_bytes(mut self, bytes: usize) -> Self {
        self.plan_line_bytes = bytes;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}
