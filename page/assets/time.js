// Local time. The page knows the offsets of the campaign's zone; the browser's own zone plays no part.

const DAY = 86400;

// The offset of the zone at a second, in seconds.
function offsetAt(at) {
  let offset = 0;
  for (const [from, seconds] of plan.offsets) {
    if (from > at && from !== plan.offsets[0][0]) break;
    offset = seconds;
  }
  return offset;
}

// A date whose UTC fields are those of the wall clock.
const wall = (at) => new Date((at + offsetAt(at)) * 1000);

function format(date, options) {
  return formatter(Intl.DateTimeFormat, { timeZone: 'UTC', ...options }).format(date);
}

const FULL_DAY = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
const SHORT_DAY = { weekday: 'short', day: 'numeric', month: 'short' };

const dayText = (at, options = FULL_DAY) => sentence(dayInText(at, options));
const dayInText = (at, options = FULL_DAY) => format(wall(at), options);
const timeText = (date) => {
  const whole = date.toISOString();
  return whole.slice(17, 19) === '00' ? whole.slice(11, 16) : whole.slice(11, 19);
};
const clockText = (at) => timeText(wall(at));
const momentText = (at) => sentence(momentInText(at));
const momentInText = (at) => t('{day} at {time}', { day: dayInText(at, SHORT_DAY), time: clockText(at) });
const utcText = (at) => new Date(at * 1000).toISOString().replace('.000', '');

// `08:00 UTC`, with its day where that is another one.
function utcMoment(at) {
  const date = new Date(at * 1000);
  const day = dateKey(date) === dateKey(wall(at)) ? [] : [sentence(format(date, SHORT_DAY))];
  return [...day, `${timeText(date)} UTC`].join(' ');
}

// `UTC+1`, `UTC-3:30`.
function offsetText(seconds) {
  const [minutes, sign] = [Math.round(Math.abs(seconds) / 60), seconds < 0 ? '−' : '+'];
  const rest = minutes % 60 ? `:${String(minutes % 60).padStart(2, '0')}` : '';
  return seconds === 0 ? 'UTC' : `UTC${sign}${Math.floor(minutes / 60)}${rest}`;
}

// `45 minutes`, `2 hours`, `1 hour 30 minutes`.
function lastingText(seconds) {
  const [days, hours] = [Math.floor(seconds / DAY), Math.floor((seconds % DAY) / 3600)];
  const [minutes, rest] = [Math.floor((seconds % 3600) / 60), seconds % 60];
  const parts = [
    days && many(days, '{n} day', '{n} days'),
    hours && many(hours, '{n} hour', '{n} hours'),
    minutes && many(minutes, '{n} minute', '{n} minutes'),
    rest && many(rest, '{n} second', '{n} seconds'),
  ].filter(Boolean);
  return parts.slice(0, 2).join(' ') || t('{n} seconds', { n: 0 });
}

// A date like `2026-12-04`, as the days of the plan have it.
const dateOf = (text) => new Date(`${text}T00:00:00Z`);
const dateKey = (date) => date.toISOString().slice(0, 10);

// The changes of clocks while the plan runs: when, and the offsets before and after.
const clockChanges = () => plan.offsets.slice(1).map(([at, after], i) => ({
  at,
  before: plan.offsets[i][1],
  after,
}));
