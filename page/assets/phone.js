// The message as the recipient's phone shows it.

const MEDIA = { image: w('Image'), video: w('Video'), audio: w('Sound'), voiceNote: w('Voice note'), document: w('Document') };

const BUTTONS = { reply: w('answers'), copy: w('copies'), url: w('opens'), call: w('calls'), pix: w('pays by Pix') };

function renderPhone(person) {
  const { sender } = preview.campaign ?? {};
  const head = h('div', { class: 'phone-head' },
    h('span', { class: 'face', 'aria-hidden': 'true' }, initial(sender?.name)),
    h('div', {}, h('p', { class: 'sender', dir: 'auto' }, sender?.name ?? t('The sender')), sender?.number && h('p', { class: 'sender-number' }, sender.number)));
  const wall = h('div', { class: 'phone-wall', role: 'group', 'aria-label': t('The message on the phone') });
  if (!person) wall.append(h('p', { class: 'no-message' }, t('No contact found.')));
  else if (person.reason) wall.append(skippedNote(person));
  else append(wall, [h('p', { class: 'phone-day' }, firstDay(person)), bubble(person)]);
  put($('phone'), head, wall);
  put($('person'), person && details(person));
}

const initial = (name) => Array.from(name ?? '?')[0].toLocaleUpperCase();

const sentTimes = (person) => person.times.filter(([, at]) => typeof at === 'number');

function firstDay(person) {
  const [first] = sentTimes(person);
  return first ? dayText(first[1]) : '';
}

function bubble(person) {
  const { content } = plan;
  const [first] = sentTimes(person);
  const { buttons } = content;
  const [text, footer] = buttons ? parted(person.body, buttons.lines) : [person.body, null];
  return h('div', { class: 'bubbles' },
    h('div', { class: 'bubble' },
      content.mediaUrl && medium(content),
      text && h('div', { class: 'text', dir: 'auto' }, marked(text)),
      footer && h('div', { class: 'footer', dir: 'auto' }, footer),
      h('span', { class: 'time' }, first ? clockText(first[1]) : '')),
    buttons && h('ul', { class: 'buttons' }, buttons.buttons.map((button) => h('li', {}, button.text))));
}

// What stands before the lines of the buttons, and the footer that stands after them as `_footer_`.
function parted(body, lines) {
  const at = body.lastIndexOf(lines);
  if (at < 0) return [body, null];
  return [body.slice(0, at).trimEnd(), body.slice(at + lines.length).trim().replace(/^_|_$/g, '')];
}

function medium({ kind, mediaUrl }) {
  const name = mediaUrl.split(/[?#]/)[0].split('/').filter(Boolean).pop() ?? mediaUrl;
  return h('div', { class: `medium ${kind}` },
    h('span', { class: 'medium-kind' }, t(MEDIA[kind] ?? kind)),
    h('span', { class: 'medium-name' }, name));
}

function skippedNote(person) {
  const [what, advice] = REASONS[person.reason] ?? [person.reason, ''];
  return h('div', { class: 'no-message' },
    h('p', { class: 'strong' }, t('No message: {reason}', { reason: t(what) })),
    person.variables.length > 0 && h('p', {}, t('Lacks'), ' ', person.variables.map((path, i) => [i > 0 && ', ', h('code', {}, path)])),
    person.of && h('p', {}, t('Written to instead: {id}', { id: person.of })),
    h('p', {}, t(advice)));
}

// What is known of the contact, and what becomes of it each time.
function details(person) {
  const { content } = plan;
  const line = (name, value) => value && [h('dt', {}, name), h('dd', { dir: 'auto' }, value)];
  const address = content.mediaUrl && !person.reason;
  return [
    h('dl', { class: 'details' },
      line(t('Contact'), called(person)),
      line(t('Number'), person.phone),
      line(t('In the file'), row(person.position)),
      line(t('Id'), person.id),
      !person.reason && person.body !== null && line(t('Length'), many(person.length, '{n} character', '{n} characters')),
      address && line(t('Medium'), h('span', { class: 'address' }, content.mediaUrl)),
      person.reason && line(t('How often'), many(person.times, 'in {n} occurrence', 'in {n} occurrences'))),
    !person.reason && times(person),
    !person.reason && content.buttons && fallback(content.buttons, person.body),
  ];
}

// Times that are shown before the rest is folded away.
const TIMES = 5;

function times(person) {
  const item = ([, at]) => h('li', {}, typeof at === 'number' ? momentText(at) : t('nothing: {reason}', { reason: reasonText(at) }));
  const [shown, rest] = [person.times.slice(0, TIMES), person.times.slice(TIMES)];
  return [
    h('h3', {}, t('Leaves on')),
    h('ul', { class: 'times' }, shown.map(item)),
    rest.length > 0 && h('details', {}, h('summary', {}, many(rest.length, '{n} more time', '{n} more times')), h('ul', { class: 'times' }, rest.map(item))),
  ];
}

function fallback(buttons, text) {
  const list = buttons.buttons.map(({ kind, text, detail }) => h('li', {}, h('strong', {}, text), ' ', t(BUTTONS[kind] ?? kind), detail && [' ', h('code', {}, detail)]));
  return [
    h('h3', {}, t('The buttons')),
    h('ul', { class: 'times' }, list),
    h('h3', {}, t('As plain text, for numbers that buttons do not reach')),
    h('div', { class: 'phone-wall plain-text' }, h('div', { class: 'bubble' }, h('div', { class: 'text', dir: 'auto' }, marked(text)))),
  ];
}
