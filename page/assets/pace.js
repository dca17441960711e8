// How fast: rules, messages by day and hour, and the quota.

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

let chosenDay = null;

function renderPace() {
  put($('rules'), rules().map((rule) => h('li', {}, rule)));
  const { days } = plan;
  show($('days-card'), days.length > 0);
  show($('hours-card'), days.length > 0);
  if (days.length) {
    renderDays();
    renderDayChoice();
    renderHours();
  }
  renderQuota();
}

function rules() {
  const { pace } = plan;
  const list = [
    pace.minGap && t('at least {time} between two messages', { time: lastingText(pace.minGap) }),
    pace.jitter && t('up to {time} more, as if by hand', { time: lastingText(pace.jitter) }),
    pace.perMinute && many(pace.perMinute, 'at most {n} message a minute', 'at most {n} messages a minute'),
    pace.perHour && many(pace.perHour, 'at most {n} message an hour', 'at most {n} messages an hour'),
    pace.perDay && many(pace.perDay, 'at most {n} message in 24 hours', 'at most {n} messages in 24 hours'),
    pace.warmUp.length && t('warming up: {caps} in the first periods of 24 hours', { caps: pace.warmUp.map(number).join(', ') }),
    pace.quiet.length && t('nothing in quiet hours: {hours}', { hours: quietText() }),
    pace.quiet.length && (pace.quietByContact ? t('quiet hours by the clock of each contact') : t('quiet hours by the clock of the campaign')),
  ].filter(Boolean).map(sentence);
  return list.length ? list : [t('No cap and no quiet hours: all messages of an occurrence leave at once.')];
}

// The quiet hours, days with the same ones together: `Monday–Saturday 00:00–08:00, 21:00–24:00`.
function quietText() {
  const days = [...Array(7).keys()].map((day) => quietOfDay(day).join(', '));
  const runs = [];
  days.forEach((hours, day) => {
    if (runs.length && runs.at(-1).hours === hours) runs.at(-1).last = day;
    else runs.push({ hours, first: day, last: day });
  });
  if (runs.length === 1) return runs[0].hours;
  return runs.filter(({ hours }) => hours).map(({ hours, first, last }) => {
    const names = first === last ? [first] : [first, last];
    return `${names.map(weekdayName).join('–')} ${hours}`;
  }).join('; ');
}

const weekdayName = (day) => format(new Date(Date.UTC(2024, 0, 1 + day)), { weekday: 'long' });

// The windows of a day of the week, from Monday = 0. One that ends at midnight and goes on until the
// morning of every day is one window to a reader: `21:00–08:00`.
function quietOfDay(day) {
  const windows = plan.pace.quiet
    .map((text) => /^(?:([a-z]{3}) )?(.*)$/.exec(text))
    .filter(([, name]) => !name || name === WEEKDAYS[day])
    .map(([, , hours]) => hours);
  const isDaily = plan.pace.quiet.every((text) => /^\d/.test(text));
  const [first, last] = [windows[0], windows.at(-1)];
  if (isDaily && windows.length > 1 && first.startsWith('00:00-') && last.endsWith('-24:00')) {
    return [...windows.slice(1, -1), `${last.slice(0, 6)}${first.slice(6)}`].map((text) => text.replace('-', '–'));
  }
  return windows.map((text) => text.replace('-', '–'));
}

function renderDays() {
  const { days, pace } = plan;
  const list = days.map(({ date, sends }) => ({
    value: sends,
    label: format(dateOf(date), { day: 'numeric', month: 'short' }),
    hint: `${sentence(format(dateOf(date), FULL_DAY))}: ${many(sends, '{n} message', '{n} messages')}`,
  }));
  const most = days.reduce((a, b) => (b.sends > a.sends ? b : a));
  const description = t('Messages by day: {days}, at most {most} on {day}.', {
    days: many(days.length, '{n} day', '{n} days'), most: number(most.sends), day: format(dateOf(most.date), FULL_DAY),
  });
  const rows = days.map(({ date, sends }) => [format(dateOf(date), FULL_DAY), number(sends)]);
  put($('days'), figure(bars($('days'), { bars: list, cap: pace.perDay }), description, [t('Day'), t('Messages')], rows));
  put($('days-note'),
    plan.later > 0 && `${many(plan.later, '{n} message leaves later.', '{n} messages leave later.')} `,
    pace.perDay && t('The cap holds in any 24 hours; a day of the calendar may lie across two of them.'));
}

function renderDayChoice() {
  const { days } = plan;
  chosenDay = days.some(({ date }) => date === chosenDay) ? chosenDay : days[0].date;
  put($('day'), days.map(({ date, sends }) => h('option', { value: date }, `${sentence(format(dateOf(date), { ...SHORT_DAY, year: 'numeric' }))} (${number(sends)})`)));
  $('day').value = chosenDay;
}

// Shows the hours of a day that was chosen in the calendar.
function lookAtDay(date) {
  chosenDay = date;
  $('day').value = date;
  renderHours();
  $('day').focus({ preventScroll: true });
  $('hours-card').scrollIntoView({ block: 'nearest' });
}

function renderHours() {
  const day = plan.days.find(({ date }) => date === chosenDay);
  const list = [...Array(24).keys()].map((hour) => ({
    value: day.hours[hour] ?? 0,
    label: `${hour}`,
    hint: `${hourText(hour)}: ${many(day.hours[hour] ?? 0, '{n} message', '{n} messages')}`,
  }));
  const most = peak(list);
  const shades = plan.pace.quietByContact ? [] : quietOn(dateOf(day.date));
  const description = t('Messages by hour on {day}: {sends}, at most {most} in an hour.', {
    day: format(dateOf(day.date), FULL_DAY), sends: number(day.sends), most: number(most),
  }) + (shades.length ? ` ${t('Quiet hours: {hours}.', { hours: shades.map(([from, to]) => `${hourText(from)}–${hourText(to)}`).join(', ') })}` : '');
  const rows = list.map(({ value }, hour) => [hourText(hour), number(value)]).filter((_, hour) => list[hour].value > 0);
  put($('hours'), figure(bars($('hours'), { bars: list, cap: plan.pace.perHour, shades }), description, [t('Hour'), t('Messages')], rows),
    shades.length > 0 && h('p', { class: 'fine legend' }, h('span', { class: 'swatch quiet' }), ' ', t('quiet hours')));
}

const hourText = (hour) => `${String(Math.floor(hour)).padStart(2, '0')}:${String(Math.round((hour % 1) * 60)).padStart(2, '0')}`;

// The quiet hours of a date, as [from, to) in hours.
function quietOn(date) {
  const today = WEEKDAYS[(date.getUTCDay() + 6) % 7];
  return plan.pace.quiet.flatMap((text) => {
    const [, day, ...times] = /^(?:([a-z]{3}) )?(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text);
    const [from, fromMinutes, to, toMinutes] = times.map(Number);
    return day && day !== today ? [] : [[from + fromMinutes / 60, to + toMinutes / 60]];
  });
}

const monthName = (month) => sentence(format(dateOf(`${month}-01`), { month: 'long', year: 'numeric' }));

// The month that the quota lacks the most for, or that has the least left.
function worstMonth() {
  if (!plan.quota) return null;
  const months = plan.months.map(({ month, sends, used }) => ({ month, over: sends + used - plan.quota.monthly }));
  return months.reduce((worst, month) => (!worst || month.over > worst.over ? month : worst), null);
}

function renderQuota() {
  const { quota, months } = plan;
  show($('quota-card'), months.length > 0);
  put($('quota'), months.map(({ month, sends, used }) => {
    const total = sends + used;
    const words = quota ? quotaText(total, used, quota.monthly) : many(sends, '{n} message', '{n} messages');
    const of = Math.max(total, quota?.monthly ?? total);
    const over = quota ? Math.max(0, total - quota.monthly) : 0;
    const parts = [[used, 'used'], [sends - Math.min(over, sends), 'planned'], [Math.min(over, sends), 'over']];
    return h('li', { class: over ? 'over-quota' : null },
      h('p', {}, h('strong', {}, monthName(month)), ' ', words),
      shares(parts, of, `${monthName(month)}: ${words}`));
  }), !quota && months.length > 0 && h('li', { class: 'fine' }, t('No quota was given to hold the months against.')));
}

function quotaText(total, used, monthly) {
  const values = { total: number(total), quota: number(monthly), used: number(used), n: number(Math.abs(total - monthly)) };
  return [
    t('{total} of a quota of {quota}', values),
    used > 0 && t('{used} of them used before', values),
    total > monthly ? t('{n} too many', values) : t('{n} left', values),
  ].filter(Boolean).join(', ');
}
