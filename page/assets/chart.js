// Charts: SVG with a name for those who hear the page, and the numbers as a table beneath.

let charts = 0;

// A figure with a drawing, its description, and a table of [label, value..] rows.
function figure(drawing, description, head, rows) {
  charts += 1;
  const id = `chart-${charts}`;
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-labelledby', id);
  drawing.prepend(svg('title', { id }, description));
  return h('figure', {}, h('div', { class: 'drawing' }, drawing), numbers(head, rows));
}

function numbers(head, rows) {
  const cells = (tag, row) => row.map((cell, i) => h(i === 0 ? 'th' : tag, { scope: i === 0 ? 'row' : null }, cell));
  return h('details', { class: 'numbers' },
    h('summary', {}, t('The numbers')),
    h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': t('The numbers') },
      h('table', {},
        h('thead', {}, h('tr', {}, head.map((cell) => h('th', { scope: 'col' }, cell)))),
        h('tbody', {}, rows.map((row) => h('tr', {}, cells('td', row)))))));
}

// The space that a drawing has. Drawings are made to measure, so that their words keep their size.
const widthOf = (node) => Math.max(260, Math.min(1100, node.clientWidth || 320));

// A round number at or above `n`, for the end of an axis.
function roundUp(n) {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, n)));
  return [1, 2, 4, 5, 10].map((m) => m * unit).find((end) => end >= n);
}

// Upright bars. `bars` have `value`, `label` (some of them shown) and `hint`; `cap` is a line across;
// `shades` are [from, to) in bars, for what is behind them.
function bars(node, { bars: list, cap, shades = [] }) {
  const most = roundUp(Math.max(1, cap && cap <= 3 * peak(list) ? cap : 0, peak(list)));
  // a digit of the axis is 7 wide
  const left = 16 + 7 * Math.max(4, number(most).length);
  const [width, height, bottom, top] = [widthOf(node), 190, 26, 18];
  const slot = (width - left - 4) / list.length;
  const y = (value) => top + (height - top - bottom) * (1 - value / most);
  const drawing = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, class: 'bars' });
  for (const [from, to] of shades) {
    drawing.append(svg('rect', { class: 'shade', x: left + from * slot, y: top, width: (to - from) * slot, height: height - top - bottom }));
  }
  for (const value of [0, most / 2, most].filter(Number.isInteger)) {
    drawing.append(
      svg('line', { class: 'grid', x1: left, x2: width, y1: y(value), y2: y(value) }),
      svg('text', { class: 'axis', x: left - 6, y: y(value) + 4, 'text-anchor': 'end' }, number(value)));
  }
  const labels = Math.max(1, Math.ceil(list.length / Math.floor((width - left) / 52)));
  list.forEach((bar, i) => {
    const x = left + i * slot;
    const thick = Math.min(44, Math.max(1, slot * 0.72));
    if (bar.value > 0) {
      const tall = Math.max(2, y(0) - y(bar.value));
      drawing.append(svg('rect', { class: 'bar', x: x + (slot - thick) / 2, y: y(0) - tall, width: thick, height: tall, rx: Math.min(3, thick / 2) },
        svg('title', {}, bar.hint)));
    }
    if (i % labels === 0) {
      drawing.append(svg('text', { class: 'axis', x: x + slot / 2, y: height - 8, 'text-anchor': 'middle' }, bar.label));
    }
  });
  if (cap && cap <= most) {
    drawing.append(
      svg('line', { class: 'cap', x1: left, x2: width, y1: y(cap), y2: y(cap) }),
      svg('text', { class: 'cap-label', x: width - 4, y: y(cap) - 5, 'text-anchor': 'end' }, t('cap {n}', { n: number(cap) })));
  }
  return drawing;
}

const peak = (list) => list.reduce((most, bar) => Math.max(most, bar.value), 0);

// One bar of parts that add up to `of`: [value, class].
function shares(parts, of, description) {
  charts += 1;
  const id = `chart-${charts}`;
  const drawing = svg('svg', { class: 'shares', viewBox: '0 0 100 8', preserveAspectRatio: 'none', role: 'img', 'aria-labelledby': id },
    svg('title', { id }, description),
    svg('rect', { class: 'rest', width: 100, height: 8 }));
  let x = 0;
  for (const [value, name] of parts) {
    const width = of ? (100 * value) / of : 0;
    drawing.append(svg('rect', { class: name, x, width, height: 8 }));
    x += width;
  }
  return drawing;
}
