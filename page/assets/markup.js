// A text as WhatsApp shows it: *bold*, _italic_, ~struck~, `code`, ```monospace```, lists, quotes, links.

const MARKS = { '*': 'b', _: 'i', '~': 's', '`': 'code' };
const LINK = /(?:https?:\/\/|www\.)[^\s<>"]+/y;
const WORD = /[\p{L}\p{N}]/u;

// The nodes of a whole text.
function marked(text) {
  const nodes = [];
  // a block of monospace may run over lines; everything else ends with its line
  text.split(/```([^]+?)```/).forEach((part, i) => {
    if (i % 2) nodes.push(h('code', {}, part));
    else nodes.push(...lines(part));
  });
  return nodes;
}

function lines(text) {
  const nodes = [];
  text.split('\n').forEach((line, i) => {
    if (i > 0) nodes.push('\n');
    const [, lead, rest] = /^(> |[*-] |\d{1,3}\. )(?=\S)(.*)$/.exec(line) ?? [null, '', line];
    if (lead === '> ') nodes.push(h('span', { class: 'quote' }, inline(rest)));
    else if (lead === '* ' || lead === '- ') nodes.push(h('span', { class: 'item' }, '• ', inline(rest)));
    else if (lead) nodes.push(h('span', { class: 'item' }, lead, inline(rest)));
    else nodes.push(...inline(line));
  });
  return nodes;
}

// The nodes of one line. What opens and finds no end is text; once a mark has found none, none that
// follows will, so that a line is searched once for each mark.
function inline(text) {
  const nodes = [];
  const endless = new Set();
  let plain = '';
  const flush = () => { if (plain) nodes.push(plain); plain = ''; };
  for (let i = 0; i < text.length;) {
    const link = linkAt(text, i);
    const end = link || !opens(text, i) || endless.has(text[i]) ? -1 : endOf(text, i);
    if (link) {
      flush();
      nodes.push(h('span', { class: 'link' }, link));
      i += link.length;
    } else if (end > 0) {
      flush();
      const inner = text.slice(i + 1, end);
      nodes.push(h(MARKS[text[i]], {}, text[i] === '`' ? inner : inline(inner)));
      i = end + 1;
    } else {
      if (text[i] in MARKS && opens(text, i)) endless.add(text[i]);
      plain += text[i];
      i += 1;
    }
  }
  flush();
  return nodes;
}

const isWord = (c) => c !== undefined && WORD.test(c);

function opens(text, i) {
  return text[i] in MARKS && !isWord(text[i - 1]) && /\S/.test(text[i + 1] ?? ' ') && text[i + 1] !== text[i];
}

function endOf(text, start) {
  for (let i = start + 2; i < text.length; i += 1) {
    if (text[i] === text[start] && /\S/.test(text[i - 1]) && !isWord(text[i + 1])) return i;
  }
  return -1;
}

// The address that begins at a place. A point or a bracket at its end belongs to the sentence.
function linkAt(text, i) {
  if ((text[i] !== 'h' && text[i] !== 'w') || isWord(text[i - 1])) return null;
  LINK.lastIndex = i;
  return LINK.exec(text)?.[0].replace(/[.,;:!?)\]}'*_~]+$/, '') || null;
}
