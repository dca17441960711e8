// The verdict, the figures that matter, and what to look at.

const SEVERITIES = { error: w('Error'), warning: w('Warning'), info: w('Note') };

const REPEATS = { none: w('once'), daily: w('every day'), weekly: w('every week') };

function renderHead() {
  const { campaign } = preview;
  if (!campaign) put($('name'), t('The campaign cannot be read'));
  const words = [plan && t(REPEATS[campaign.repeat]), plan && audienceText(campaign), plan && t('time of {zone}', { zone: plan.zone })];
  put($('summary'), words.filter(Boolean).join(' · '));
  const parts = [...document.querySelectorAll('main > section')].filter((part) => !part.hidden && part.id !== 'verdict');
  put($('parts'), parts.map((part) => h('li', {}, h('a', { href: `#${part.id}` }, t(PARTS[part.id])))));
  show($('parts').parentNode, parts.length > 0);
}

const PARTS = {
  message: w('Message'),
  when: w('When'),
  pace: w('Pace and quota'),
  audience: w('Skipped'),
  variables: w('Variables'),
  changes: w('Changes'),
};

function audienceText({ recipients, tags }) {
  if (recipients === 'tags') return t('tag {tags}', { tags: tags.join(', ') });
  return { all: t('all contacts'), group: t('a group'), explicit: t('named contacts') }[recipients];
}

function renderVerdict() {
  const kinds = kindsOfProblems();
  const count = (severity) => kinds.filter(([problem]) => problem.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const state = errors || !plan ? 'error' : warnings || !plan.totals.sends ? 'warning' : 'ok';
  $('verdict-card').className = `card verdict ${state}`;
  put($('verdict-mark'), { error: '✕', warning: '!', ok: '✓' }[state]);
  put($('verdict-title'), verdictTitle(errors, warnings));
  put($('verdict-words'), verdictWords());
  put($('tiles'), plan ? tiles() : null);
  show($('tiles'), Boolean(plan));
  show($('problems-part'), preview.problems.length > 0);
  put($('problems'), kinds.map(problemItem));
  put($('more-problems'), preview.moreProblems ? many(preview.moreProblems, '{n} more is not listed here.', '{n} more are not listed here.') : null);
}

function verdictTitle(errors, warnings) {
  if (errors || !plan) return many(Math.max(1, errors), 'Cannot be sent: {n} problem to mend', 'Cannot be sent: {n} problems to mend');
  if (!plan.totals.sends) return t('Nobody would get a message');
  if (warnings) return many(warnings, 'Can be sent, with {n} point to look at', 'Can be sent, with {n} points to look at');
  return t('Ready to be sent');
}

function verdictWords() {
  if (!plan) return t('Nothing is planned until the problems below are mended.');
  const { reached, selected, sends, leaves } = plan.totals;
  if (!leaves) return t('No contact is left to write to.');
  return t('{reached} of {selected} selected contacts get {messages}, the first on {first}.', {
    reached: number(reached),
    selected: number(selected),
    messages: many(sends, '{n} message', '{n} messages'),
    first: momentInText(leaves[0]),
  });
}

function tiles() {
  const { totals } = plan;
  const tile = (name, value, words, state) => h('div', { class: `tile ${state || ''}` }, h('dt', {}, name), h('dd', {}, h('strong', {}, value), h('span', {}, words)));
  const list = [
    tile(t('Messages'), number(totals.sends), many(totals.occurrences, 'in {n} occurrence', 'in {n} occurrences')),
    tile(t('Contacts reached'), number(totals.reached), t('of {n} selected', { n: number(totals.selected) })),
    tile(t('Contacts skipped'), number(totals.missed), many(plan.reasons.length, 'for {n} reason', 'for {n} reasons')),
  ];
  if (totals.leaves) {
    const [first, last] = totals.leaves;
    list.push(
      tile(t('First message'), clockText(first), dayText(first, SHORT_DAY)),
      tile(t('Last message'), clockText(last), dayText(last, SHORT_DAY)));
  }
  if (totals.alreadySent) list.push(tile(t('Already sent'), number(totals.alreadySent), t('left out')));
  const worst = worstMonth();
  if (worst) list.push(tile(t('Quota'), worst.over > 0 ? t('{n} too many', { n: number(worst.over) }) : t('{n} left', { n: number(-worst.over) }), monthName(worst.month), worst.over > 0 ? 'warning' : ''));
  return list;
}

// Problems of one kind and place, which are mended in one way, stand together: the first for all of them.
function kindsOfProblems() {
  const kinds = new Map();
  for (const problem of preview.problems) {
    const key = [problem.code, problem.severity, problem.path, problem.hint.en].join('\n');
    if (!kinds.has(key)) kinds.set(key, []);
    kinds.get(key).push(problem);
  }
  return [...kinds.values()];
}

function problemItem([problem, ...alike]) {
  return h('li', { class: `card problem ${problem.severity}` },
    h('p', { class: 'what' }, h('span', { class: 'label' }, t(SEVERITIES[problem.severity])), ' ', coded(both(problem.message))),
    h('p', {}, h('span', { class: 'strong' }, t('How to mend it')), ' ', coded(both(problem.hint))),
    whereItIs(problem),
    alike.length > 0 && h('details', { class: 'where' },
      h('summary', {}, many(alike.length, '{n} more like it', '{n} more like it')),
      h('ul', { class: 'times' }, alike.map((other) => h('li', {}, coded(both(other.message)), other.excerpt && h('span', { class: 'fine' }, ' ', placeOf(other)))))));
}

const placeOf = ({ excerpt, file }) => t('{file}, line {line}, column {column}', { file, line: excerpt.line, column: excerpt.column });

function whereItIs(problem) {
  const { code, excerpt, file, path } = problem;
  const place = excerpt ? placeOf(problem) : file || path;
  return h('details', { class: 'where' },
    h('summary', {}, place ? t('Where: {place}', { place }) : t('More')),
    excerpt && h('pre', { class: 'excerpt', tabindex: 0, role: 'group', 'aria-label': t('The line that is meant') }, excerpt.before, h('mark', {}, excerpt.marked), excerpt.after),
    h('p', { class: 'fine' }, [path, code].filter(Boolean).map((part, i) => [i > 0 && ' · ', h('code', {}, part)])));
}
