// The contacts: search, filter, list, and which one is looked at.

// Why a contact gets nothing, and what can be done about it.
const REASONS = {
  UNREADABLE: [w('The line could not be read'), w('Mend the line in the contacts file: it lacks an id, or its quotes do not match.')],
  CONTACT_NOT_FOUND: [w('Named by the campaign, but not a contact'), w('Remove the id from the campaign, or add the contact.')],
  DELETED: [w('The contact was deleted'), w('Nothing to do, unless it was deleted by mistake.')],
  DUPLICATE_ID: [w('A contact with the same id comes first'), w('Keep one of the two lines.')],
  EXCLUDED: [w('Left out on purpose'), w('The plan excludes this contact; nothing to do.')],
  SUPPRESSED: [w('Must not be written to'), w('The number is on the suppression list; leave it there.')],
  MISSING_PHONE: [w('No phone number'), w('Add the number to the contact.')],
  INVALID_PHONE: [w('Not an international phone number'), w('Write the number with its country code, such as +229 01 97 00 00 01.')],
  SELF: [w('The number that the campaign is sent from'), w('Nothing to do: nobody writes to themselves.')],
  DUPLICATE_PHONE: [w('A contact with the same number comes first'), w('Nothing to do: each number gets one message. Merge the contacts to tidy up.')],
  MISSING_VARIABLES: [w('A value of the text is missing'), w('Fill in the value for the contact, or give the template a default.')],
  INVALID_VALUE: [w('A value cannot be printed'), w('Mend the value of the contact, or what the template does with it.')],
  RENDERED_BLANK: [w('The message would be blank'), w('Fill in what the text is made of, or give the template a text that always stands.')],
  RENDERED_TOO_LONG: [w('The message would be too long'), w('Shorten the template, or the values of the contact.')],
  QUIET_HOURS: [w('Falls into quiet hours'), w('Move the campaign or the quiet hours, or let messages wait.')],
  OVER_QUOTA: [w('The month’s quota is used up'), w('Send to fewer contacts this month, or raise the quota.')],
};

const reasonText = (reason) => (REASONS[reason] ? t(REASONS[reason][0]) : reason);

// How many rows of a list are added at a time.
const ROWS = 50;

const people = { all: [], found: [], at: 0, rows: ROWS };

// Sends and skipped contacts in one list, each with the text that a search looks into.
function gatherPeople() {
  const sends = plan.people.map((person) => ({ ...person, reason: null, phone: person.to }));
  const entries = [...sends, ...plan.skipped.map((person) => ({ ...person, to: null }))];
  const last = plan.totals.contacts + 1;
  people.all = entries.sort((a, b) => (a.position ?? last) - (b.position ?? last));
  for (const person of people.all) {
    person.text = fold(`${person.name ?? ''} ${person.id ?? ''}`);
    person.digits = digits(person.phone);
  }
}

// Letters without accents and case, so that `aicha` finds `Aïcha`.
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const digits = (text) => (text ?? '').replace(/\D/g, '');

function matches(person, words) {
  const wanted = digits(words);
  const isNumber = wanted.length >= 2 && /^[\d\s().+-]+$/.test(words);
  return isNumber ? person.digits.includes(wanted.replace(/^00/, '')) : person.text.includes(fold(words));
}

function renderFilter() {
  const counts = plan.reasons.map(({ reason, contacts }) => [reason, `${reasonText(reason)} (${number(contacts)})`]);
  const options = [
    ['', t('All contacts')],
    ['sent', t('Gets the message ({n})', { n: number(plan.totals.reached) })],
    ...counts,
  ];
  const chosen = $('filter').value;
  put($('filter'), options.map(([value, words]) => h('option', { value }, words)));
  $('filter').value = options.some(([value]) => value === chosen) ? chosen : '';
  const named = [['first', t('First')], ['shortest', t('Shortest')], ['longest', t('Longest')]];
  put($('chips'), named
    .filter(([why]) => plan.people.some((person) => person.why.includes(why)))
    .map(([why, words]) => h('button', { type: 'button', class: 'chip', onclick: () => lookAtFirst(why) }, words)));
}

function find() {
  const words = $('search').value.trim();
  const filter = $('filter').value;
  people.found = people.all.filter((person) => (
    (filter === '' || (filter === 'sent' ? person.reason === null : person.reason === filter))
    && (words === '' || matches(person, words))));
  people.at = 0;
  people.rows = ROWS;
}

function lookAtFirst(why) {
  $('search').value = '';
  $('filter').value = 'sent';
  find();
  renderPeople();
  lookAt(people.found.findIndex((person) => person.why.includes(why)));
}

// Shows the contacts that are skipped for a reason, from elsewhere on the page.
function lookAtReason(reason) {
  $('search').value = '';
  $('filter').value = reason;
  find();
  renderPeople();
  $('filter').focus({ preventScroll: true });
  $('message').scrollIntoView();
}

function lookAt(at) {
  people.at = Math.max(0, Math.min(at, people.found.length - 1));
  const isListed = people.at < people.rows && $('people').childElementCount === Math.min(people.rows, people.found.length);
  people.rows = Math.max(people.rows, people.at + 1);
  if (isListed) renderPerson();
  else renderPeople();
}

function renderPeople() {
  put($('found'), foundText());
  renderRows();
  renderPerson();
}

// The contact that is looked at; the rows stay, and with them the focus.
function renderPerson() {
  const { found, at } = people;
  put($('place'), found.length ? t('{n} of {all}', { n: number(at + 1), all: number(found.length) }) : t('none'));
  $('before').disabled = at === 0;
  $('next').disabled = at >= found.length - 1;
  markRow();
  renderPhone(found[at]);
}

function foundText() {
  const carried = plan.totals.reached === plan.people.length ? '' : ` ${t('Searched are the contacts that this page carries.')}`;
  const words = people.found.length ? many(people.found.length, '{n} contact found.', '{n} contacts found.') : t('No contact found.');
  return words + carried;
}

function renderRows() {
  const { found, rows } = people;
  put($('people'), found.slice(0, rows).map((person, i) => h('li', {},
    h('button', { type: 'button', onclick: () => lookAt(i) },
      h('span', { class: 'who', dir: 'auto' }, called(person)),
      h('span', { class: 'fine' }, person.reason ? reasonText(person.reason) : person.to)))));
  show($('more-people'), found.length > rows);
}

// Marks the row of the contact that is looked at, and brings it into the list's window.
function markRow() {
  const list = $('people');
  for (const button of list.querySelectorAll('[aria-current]')) button.removeAttribute('aria-current');
  const current = list.children[people.at];
  if (!current) return;
  current.firstElementChild.setAttribute('aria-current', 'true');
  const [top, bottom] = [current.offsetTop, current.offsetTop + current.offsetHeight];
  if (top < list.scrollTop || bottom > list.scrollTop + list.clientHeight) list.scrollTop = Math.max(0, top - 60);
}

function startPeople() {
  gatherPeople();
  const refresh = () => { find(); renderPeople(); };
  $('search').addEventListener('input', refresh);
  $('filter').addEventListener('change', refresh);
  $('find').addEventListener('submit', (event) => event.preventDefault());
  $('before').addEventListener('click', () => step(-1));
  $('next').addEventListener('click', () => step(1));
  $('step').addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by) { event.preventDefault(); step(by); }
  });
  $('more-people').addEventListener('click', () => { people.rows += ROWS; renderRows(); markRow(); });
  find();
}

// Steps on, and keeps the focus where a button has been switched off under it.
function step(by) {
  lookAt(people.at + by);
  if (document.activeElement === document.body || document.activeElement?.disabled) {
    $($('next').disabled ? 'before' : 'next').focus();
  }
}
