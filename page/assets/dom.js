// Elements. Data goes into text nodes and attributes that are no code; nothing here reads markup.

const $ = (id) => document.getElementById(id);

// An element with attributes, listeners (`onclick`) and children; null and false are left out.
function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child);
  }
}

// A sentence with `pieces of code` in it; a backtick without another is a character.
function coded(sentence) {
  const parts = sentence.split('`');
  return parts.map((part, i) => {
    if (i % 2 === 0) return part;
    return i + 1 < parts.length ? h('code', {}, part) : `\`${part}`;
  });
}

// Replaces what is in a node.
function put(node, ...children) {
  node.replaceChildren();
  append(node, children);
}

const show = (node, isShown) => { node.hidden = !isShown; };

// Who a contact is, in a line.
const called = (person) => person.name || person.to || person.phone || person.id || t('no name');

const row = (position) => (position === null ? t('no row') : t('row {row}', { row: number(position + 1) }));
