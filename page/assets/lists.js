// Who gets nothing, what the text takes from each contact, and what is different from an earlier plan.

function renderAudience() {
  const { reasons, totals, skipped } = plan;
  show($('download'), skipped.length > 0);
  put($('audience-words'), reasons.length
    ? t('{n} of {selected} selected contacts get nothing at least once.', { n: number(totals.missed), selected: number(totals.selected) })
    : t('Every selected contact gets the message.'));
  put($('reasons'), reasons.map(({ reason, contacts, times }) => h('li', { class: 'card' },
    h('div', { class: 'row' },
      h('h3', {}, reasonText(reason)),
      h('span', { class: 'count' }, number(contacts))),
    shares([[contacts, 'skipped']], totals.selected, many(contacts, '{n} contact', '{n} contacts')),
    h('p', {}, t(REASONS[reason]?.[1] ?? '')),
    times !== contacts * totals.occurrences && h('p', { class: 'fine' }, many(times, '{n} time over all occurrences', '{n} times over all occurrences')),
    h('button', { type: 'button', class: 'text-button', 'aria-label': t('Show these contacts: {reason}', { reason: reasonText(reason) }), onclick: () => lookAtReason(reason) }, t('Show these contacts')))));
}

// The list as a file, made here: nothing is asked of a network. A spreadsheet of a French machine wants
// semicolons.
function download() {
  const head = [t('row'), t('name'), t('number'), t('id'), t('reason'), t('code'), t('lacks'), t('occurrences')];
  const rows = plan.skipped.map((person) => [
    person.position === null ? '' : person.position + 1, person.name, person.phone, person.id,
    reasonText(person.reason), person.reason, person.variables.join(' '), person.times,
  ]);
  const mark = language === 'fr' ? ';' : ',';
  const lines = [head, ...rows].map((cells) => cells.map(cell).join(mark));
  const file = new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv' });
  const address = URL.createObjectURL(file);
  h('a', { href: address, download: `${t('skipped')}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// A cell that no spreadsheet takes for a formula: what could be one is led by an apostrophe.
function cell(value) {
  const text = String(value ?? '');
  const safe = /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^\+?[\d\s().-]+$/.test(text)) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function renderVariables() {
  const { variables } = plan;
  put($('variables-words'), variables.length
    ? t('Counted are the contacts that the text was written for, or could not be written for.')
    : t('The text is the same for everybody.'));
  const [own, common] = [true, false].map((isOwn) => variables.filter(({ path }) => path.startsWith('contact.') === isOwn));
  put($('variable-list'),
    own.map((variable) => h('li', { class: 'card' }, h('h3', {}, h('code', {}, variable.path)), ofContacts(variable))),
    common.length > 0 && h('li', { class: 'card' },
      h('h3', {}, t('The same for everybody')),
      h('ul', { class: 'times' }, common.map(({ path, value }) => h('li', {}, h('code', {}, path), value !== null && [t(': '), h('q', { dir: 'auto' }, value)])))));
}

function ofContacts(variable) {
  const { of, present, empty, missing, required } = variable;
  const without = variable.default === null ? [] : [[empty + missing, 'defaulted']];
  const parts = [[present, 'present'], ...(without.length ? without : [[empty, 'empty'], [missing, required ? 'missing' : 'without']])];
  const words = coverage(variable);
  return [
    shares(parts, of, words.join(', ')),
    h('ul', { class: 'times' }, words.map((text) => h('li', {}, text))),
    variable.examples.length > 0 && h('p', { class: 'fine' }, t('For example'), ' ', variable.examples.map(({ who, value }, i) => [i > 0 && ', ', h('bdi', {}, nameOf(who)), t(': '), h('q', { dir: 'auto' }, value)])),
    variable.without.length > 0 && h('p', { class: 'fine' }, required && variable.default === null ? t('Lacking') : t('Without'), ' ', variable.without.map((who, i) => [i > 0 && ', ', h('bdi', {}, nameOf(who))]), empty + missing > variable.without.length && ', …'),
  ];
}

const nameOf = ({ name, position }) => name ?? row(position);

function coverage({ present, empty, missing, required, default: fallback }) {
  const list = [many(present, '{n} has it', '{n} have it')];
  if (fallback !== null && empty + missing > 0) {
    list.push(many(empty + missing, '{n} uses the default “{text}”', '{n} use the default “{text}”', { text: fallback }));
    return list;
  }
  if (empty) list.push(many(empty, '{n} has it empty', '{n} have it empty'));
  if (missing) {
    list.push(required
      ? many(missing, '{n} lacks it', '{n} lack it')
      : many(missing, '{n} lacks it, and the text does without', '{n} lack it, and the text does without'));
  }
  return list;
}

const CHANGES = { added: w('Added'), removed: w('Removed'), moved: w('Moved to another time'), changed: w('Reads otherwise'), same: w('The same') };

// Differences that are shown at a time.
const DIFFERENCES = 20;

let differences = DIFFERENCES;

function renderChanges() {
  const { comparison } = preview;
  put($('changes-words'), changesText(comparison));
  const kinds = Object.keys(CHANGES);
  put($('change-counts'), kinds.map((kind) => h('div', { class: 'tile' }, h('dt', {}, t(CHANGES[kind])), h('dd', {}, h('strong', {}, number(comparison[kind]))))));
  const chosen = $('change-kind').value;
  put($('change-kind'), h('option', { value: '' }, t('All changes')), kinds.slice(0, 4).map((kind) => h('option', { value: kind }, t(CHANGES[kind]))));
  $('change-kind').value = chosen;
  renderChangeList();
}

function changesText({ name, header, added, removed, moved, changed }) {
  if (added + removed + moved + changed === 0) return t('The plan sends the same as {name}.', { name });
  const words = t('Compared with {name}.', { name });
  return header.includes('campaign') ? `${words} ${t('The definition has changed, and with it the key of every message: all count as removed and added.')}` : words;
}

function renderChangeList() {
  const { comparison } = preview;
  const kind = $('change-kind').value;
  const found = comparison.changes.filter((change) => !kind || change.kind === kind);
  put($('change-list'), found.slice(0, differences).map(changeItem));
  show($('more-changes'), found.length > differences);
  const all = kind ? comparison[kind] : comparison.added + comparison.removed + comparison.moved + comparison.changed;
  const shown = Math.min(found.length, differences);
  put($('changes-note'), all > shown && found.length <= differences ? t('{n} of {all} are listed; flashplan diff lists all of them.', { n: number(shown), all: number(all) }) : null);
}

function changeItem({ kind, who, to, at, body, reason, occurrence }) {
  const [before, after] = at;
  const moment = (second) => (second === null ? t('not at all') : momentInText(second));
  return h('li', { class: `card change ${kind}` },
    h('p', {}, h('span', { class: 'label' }, t(CHANGES[kind])), ' ', h('strong', { dir: 'auto' }, who ?? to), who && ` ${to}`),
    h('p', { class: 'fine' }, t('Occurrence of {when}', { when: momentInText(occurrence) })),
    before !== after && h('p', {}, t('Before: {before}. Now: {after}.', { before: moment(before), after: moment(after) })),
    reason && h('p', {}, kind === 'added' ? t('Was skipped: {reason}', { reason: reasonText(reason) }) : t('Is skipped now: {reason}', { reason: reasonText(reason) })),
    kind === 'changed' && body[0] !== body[1] && h('div', { class: 'versions' },
      h('div', { class: 'version' }, h('p', { class: 'fine' }, t('Before')), h('p', { class: 'text', dir: 'auto' }, body[0])),
      h('div', { class: 'version' }, h('p', { class: 'fine' }, t('Now')), h('p', { class: 'text', dir: 'auto' }, body[1]))));
}
