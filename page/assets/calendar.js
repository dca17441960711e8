// When: the time line, the calendar, the occurrences, and the changes of clocks.

// Months that the calendar shows, and occurrences before the rest is asked for.
const MONTHS = 12;
const OCCURRENCES = 6;

let allOccurrences = false;

function renderWhen() {
  const [[, offset]] = plan.offsets.length ? plan.offsets : [[0, 0]];
  put($('zone'), t('Local times are those of {zone} ({offset} at the start).', { zone: plan.zone, offset: offsetText(offset) }));
  renderTimeLine();
  renderCalendar();
  renderOccurrences();
  renderClocks();
}

function renderTimeLine() {
  const node = $('time-line');
  const { occurrences } = plan;
  if (!occurrences.length) { put(node, h('p', {}, t('Nothing is due.'))); return; }
  const changes = clockChanges();
  const head = [t('When'), t('UTC'), t('Messages')];
  const rows = occurrences.map(({ at, sends }) => [momentText(at), utcText(at), number(sends)]);
  const description = [
    many(occurrences.length, '{n} occurrence, from {first} to {last}.', '{n} occurrences, from {first} to {last}.', {
      first: momentInText(occurrences[0].at), last: momentInText(occurrences.at(-1).at),
    }),
    changes.length ? many(changes.length, 'The clocks change {n} time.', 'The clocks change {n} times.') : t('The clocks do not change.'),
  ].join(' ');
  put(node, figure(timeLine(widthOf(node), occurrences, changes), description, head, rows));
}

function timeLine(width, occurrences, changes) {
  const [height, y, edge] = [96, 44, 14];
  const [first, last] = [occurrences[0].at, Math.max(occurrences.at(-1).at, plan.totals.leaves?.[1] ?? 0)];
  const x = (at) => (last === first ? width / 2 : edge + ((at - first) / (last - first)) * (width - 2 * edge));
  const drawing = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, class: 'time-line' },
    svg('line', { class: 'rail', x1: edge, x2: width - edge, y1: y, y2: y }));
  for (const { at, before, after } of changes) {
    const side = x(at) > width - 90 ? 'end' : 'start';
    drawing.append(
      svg('line', { class: 'change', x1: x(at), x2: x(at), y1: 18, y2: y + 18 }),
      svg('text', { class: 'change-label', x: x(at) + (side === 'end' ? -4 : 4), y: 14, 'text-anchor': side }, `${offsetText(before)} → ${offsetText(after)}`));
  }
  for (const { at, leaves, notes, sends } of occurrences) {
    if (leaves && leaves[1] - leaves[0] > 0) {
      drawing.append(svg('line', { class: 'lasting', x1: x(leaves[0]), x2: x(leaves[1]), y1: y, y2: y }));
    }
    drawing.append(svg('circle', { class: notes.length ? 'dot noted' : 'dot', cx: x(at), cy: y, r: occurrences.length > 60 ? 3 : 6 },
      svg('title', {}, `${momentText(at)}: ${many(sends, '{n} message', '{n} messages')}`)));
  }
  const ends = last === first ? [[first, 'middle']] : [[first, 'start'], [last, 'end']];
  for (const [at, anchor] of ends) {
    const place = { start: 2, middle: width / 2, end: width - 2 }[anchor];
    drawing.append(svg('text', { class: 'axis', x: place, y: height - 8, 'text-anchor': anchor }, format(wall(at), { ...SHORT_DAY, year: 'numeric' })));
  }
  return drawing;
}

// The days that the calendar marks: those of occurrences, of messages, and of changes of clocks.
function markedDays() {
  const days = new Map();
  const day = (key) => days.get(key) ?? days.set(key, { sends: 0, due: [], change: null, notes: [] }).get(key);
  for (const { date, sends } of plan.days) day(date).sends = sends;
  for (const { at, notes } of plan.occurrences) {
    const key = dateKey(wall(at));
    day(key).due.push(at);
    day(key).notes.push(...notes);
  }
  for (const change of clockChanges()) day(dateKey(wall(change.at))).change = change;
  return days;
}

function renderCalendar() {
  const days = markedDays();
  const months = [...new Set([...days.keys()].sort().map((key) => key.slice(0, 7)))];
  put($('calendar'), months.slice(0, MONTHS).map((month) => monthTable(month, days)));
  const left = months.length - MONTHS;
  put($('calendar-legend'),
    h('span', { class: 'swatch due' }), ' ', t('messages are due'), '  ',
    [...days.values()].some(({ due, sends }) => sends && !due.length) && [h('span', { class: 'swatch sends' }), ' ', t('messages still leave'), '  '],
    clockChanges().length > 0 && [h('span', { class: 'swatch change' }), ' ', t('the clocks change'), '  '],
    left > 0 && many(left, '{n} more month is not drawn.', '{n} more months are not drawn.'));
}

function monthTable(month, days) {
  const first = dateOf(`${month}-01`);
  const name = sentence(format(first, { month: 'long', year: 'numeric' }));
  const monday = new Date(Date.UTC(2024, 0, 1));
  const weekdays = [...Array(7).keys()].map((i) => new Date(monday.getTime() + i * DAY * 1000));
  const weeks = [];
  const lead = (first.getUTCDay() + 6) % 7;
  for (let cell = -lead; ; cell += 7) {
    const week = [...Array(7).keys()].map((i) => new Date(first.getTime() + (cell + i) * DAY * 1000));
    if (weeks.length && week[0].getUTCMonth() !== first.getUTCMonth()) break;
    weeks.push(week);
  }
  return h('table', { class: 'month' },
    h('caption', {}, name),
    h('thead', {}, h('tr', {}, weekdays.map((day) => h('th', { scope: 'col', abbr: format(day, { weekday: 'long' }) }, format(day, { weekday: 'narrow' }))))),
    h('tbody', {}, weeks.map((week) => h('tr', {}, week.map((day) => dayCell(day, first, days))))));
}

function dayCell(date, first, days) {
  if (date.getUTCMonth() !== first.getUTCMonth()) return h('td', {});
  const marked = days.get(dateKey(date));
  const text = String(date.getUTCDate());
  if (!marked) return h('td', {}, text);
  const words = [
    sentence(format(date, FULL_DAY)),
    marked.due.length && t('due at {times}', { times: marked.due.map(clockText).join(', ') }),
    marked.sends && many(marked.sends, '{n} message', '{n} messages'),
    marked.change && changeText(marked.change),
    ...marked.notes.map((note) => both(note)),
  ].filter(Boolean).join('; ');
  const names = ['day', marked.due.length ? 'due' : marked.sends && 'sends', marked.change && 'change'].filter(Boolean).join(' ');
  const key = dateKey(date);
  return h('td', {}, marked.sends
    ? h('button', { type: 'button', class: names, title: words, 'aria-label': words, onclick: () => lookAtDay(key) }, text)
    : h('span', { class: names, title: words }, text, h('span', { class: 'heard' }, ` ${words}`)));
}

function renderOccurrences() {
  const { occurrences, totals } = plan;
  const shown = allOccurrences ? occurrences : occurrences.slice(0, OCCURRENCES);
  put($('occurrences'), shown.map(occurrenceItem));
  show($('more-occurrences'), shown.length < occurrences.length);
  const notes = [
    totals.occurrences > occurrences.length && t('{n} of {all} occurrences are listed.', { n: number(occurrences.length), all: number(totals.occurrences) }),
    plan.goesOn && t('The campaign goes on without an end: a plan needs a number of occurrences or a last day.'),
  ];
  put($('occurrences-note'), notes.filter(Boolean).join(' '));
}

function occurrenceItem({ at, sends, skipped, leaves, notes }) {
  const counts = [many(sends, '{n} message', '{n} messages'), skipped && many(skipped, '{n} skipped', '{n} skipped')];
  return h('li', {},
    h('p', { class: 'strong' }, `${dayText(at)}, ${clockText(at)}`),
    h('p', { class: 'fine' }, `${offsetText(offsetAt(at))} · ${utcMoment(at)}`),
    h('p', {}, counts.filter(Boolean).join(', ')),
    leaves && leaves[1] > at && h('p', { class: 'fine' }, t('Leaves from {first} to {last}.', { first: momentInText(leaves[0]), last: momentInText(leaves[1]) })),
    notes.map((note) => h('p', { class: 'note' }, both(note))));
}

function renderClocks() {
  const changes = clockChanges();
  put($('clocks'), changes.map((change) => h('li', {}, changeText(change), ' ', afterChange(change))));
  show($('clocks-card'), changes.length > 0);
}

function changeText({ at, before, after }) {
  const old = timeText(new Date((at + before) * 1000));
  const values = { day: dayText(at), old, new: clockText(at), by: lastingText(Math.abs(after - before)) };
  return after > before
    ? t('{day}: at {old} the clocks go forward by {by}, to {new}.', values)
    : t('{day}: at {old} the clocks go back by {by}, to {new}.', values);
}

// What the change means for the occurrences after it.
function afterChange({ at, before, after }) {
  const next = plan.occurrences.find((occurrence) => occurrence.at >= at);
  if (!next) return t('No occurrence comes after it.');
  const by = lastingText(Math.abs(after - before));
  return after > before
    ? t('Messages keep their local time: seen from UTC they leave {by} earlier from then on.', { by })
    : t('Messages keep their local time: seen from UTC they leave {by} later from then on.', { by });
}
