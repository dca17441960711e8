// Fresh cases from handlebars.js, one JSON line each: {"id","template","context","expected"}.
//
//   npm install handlebars@4.7.10
//   node fresh_cases.cjs SEED COUNT > cases.jsonl
//
// The templates are random sentences of the language that flashplan takes, in contexts that define
// every printed value; `expected` is what handlebars.js prints with no escaping. Numbers are made
// texts before they print, because handlebars.js adds two numbers that stand side by side at the
// start of a body.
const Handlebars = require('handlebars').create();
const { chances, printCases } = require('./cases.cjs');

const [seed, count] = process.argv.slice(2).map(Number);
const { random, pick, chance } = chances(seed);

Handlebars.Utils.escapeExpression = (v) => (v == null ? '' : String(v));

const SPACE = ['', '', '', ' ', '  ', '\n', '\n  ', '  \n', '\r\n', '\t', '\n\n', ' \r\n '];
const WORDS = ['Bonjour', 'fin.', 'a}b', '{ x }', '🍎', '&amp;', '* gras *', '"', 'été', '\u00a0', "'"];
const VALUES = ['Awa', 'Tom & Jerry', '{{x}}', '}}', '', '  two  ', 'مرحبا', '日本', '🍎 pomme', 'a\\b'];

function context() {
  const word = () => pick(VALUES);
  const items = (n) => Array.from({ length: n }, () => ({ name: word(), price: pick([0, 5, 9.99, 1e21, -3]), hot: chance(0.5), tags: chance(0.5) ? [] : [word(), word()] }));
  const map = {};
  for (const key of pick([[], ['k1'], ['z', 'k1', '10', '2'], ['b', 'a']])) map[key] = word();
  return {
    contact: { firstName: word(), lastName: word(), city: word(), vip: chance(0.5), points: pick([0, 1, 42, 1000000]), tags: pick([[], ['vip'], ['new', 'vip', 'été']]), meta: { city: word(), 'favorite color': 'red', level: pick([0, 1, 2]) } },
    user: { name: word(), company: 'ACME' },
    instance: { name: 'Boutique', waNumber: '+33612345678' },
    custom: { app: 'MsgFlash', code: word(), count: pick([0, 2]), on: chance(0.5), items: items(pick([0, 1, 3])), map },
  };
}

const ROOT = ['contact.firstName', 'contact.lastName', 'contact.city', 'contact.vip', 'contact.points', 'contact.meta.city', 'contact.meta.[favorite color]', 'user.name', 'instance.name', 'instance.waNumber', 'custom.app', 'custom.code', 'custom.on', 'contact/firstName', 'custom.items.length', 'contact.tags.length'];
const TESTS = ['contact.vip', 'contact.city', 'contact.tags', 'contact.nothing', 'custom.on', 'custom.none', 'custom.items', 'custom.map', 'contact.meta.level', 'custom.count', 'contact.meta', 'true', 'false', 'null', 'undefined', '0', '1', '""', '"x"', '(lookup contact "vip")', '(lookup custom.map "z")'];
const LISTS = ['contact.tags', 'custom.items', 'custom.map', 'custom.none', 'contact.city'];

// what a scope can print: {paths, tests, up}
const rootScope = { kind: 'root', paths: ROOT, tests: TESTS, lists: LISTS, names: [] };

function up(scopes, n) {
  return '../'.repeat(n);
}
function path(scopes) {
  const here = scopes[scopes.length - 1];
  const choices = [];
  choices.push(() => '@root.' + pick(ROOT).replace('/', '.'));
  if (here.paths.length) for (let i = 0; i < 4; i++) choices.push(() => pick(here.paths));
  const names = scopes.flatMap((s) => s.names);
  if (names.length) choices.push(() => pick(names), () => pick(names));
  const outer = scopes.length - 1;
  if (outer > 0) choices.push(() => up(scopes, outer) + pick(ROOT));
  const around = scopes[outer - 1];
  if (outer > 1) choices.push(() => '../' + pick(around.paths.filter((p) => /^[a-z[]/.test(p) && p !== 'this' && !p.startsWith('this.')).concat(around.kind === 'texts' ? ['..'] : [])));
  const found = pick(choices)();
  return found === '../..' ? '..' : found; // the item around, which is a text
}
function test(scopes) {
  const here = scopes[scopes.length - 1];
  const outer = scopes.length - 1;
  if (outer === 0) return pick(TESTS);
  return pick([pick(here.tests), up(scopes, outer) + pick(TESTS.filter((t) => /^c/.test(t))), '@root.' + pick(TESTS.filter((t) => /^c/.test(t)))]);
}
function list(scopes) {
  const outer = scopes.length - 1;
  return outer === 0 ? pick(LISTS) : up(scopes, outer) + pick(LISTS);
}
const t = () => (chance(0.2) ? '~' : '');
const s = () => pick(['', '', '', ' ', '  ', '\n']);
function tag(open, inner) {
  return '{{' + t() + open + s() + inner + s() + t() + '}}';
}
function text() {
  let out = '';
  for (let i = 0; i < 1 + random() * 3; i++) out += pick(SPACE) + (chance(0.5) ? pick(WORDS) : '') + pick(SPACE);
  return out;
}
function print(scopes) {
  const p = path(scopes);
  const form = pick([0, 0, 0, 0, 1, 2]);
  if (form === 1) return '{{' + t() + '{' + s() + p + s() + '}' + t() + '}}';
  if (form === 2) return tag('&', p);
  return tag('', p);
}
function body(scopes, depth) {
  let out = '';
  const n = Math.floor(random() * 4);
  for (let i = 0; i < n; i++) out += node(scopes, depth);
  return out;
}
const elseTag = () => (chance(0.15) ? tag('^', '') : '{{' + t() + pick(['', ' ']) + 'else' + pick(['', ' ']) + t() + '}}');

function chain(scopes, depth) {
  let out = '';
  while (chance(0.3)) {
    const kind = pick(['if', 'if', 'unless', 'each', 'with']);
    const [head, inner] = headOf(kind, scopes);
    out += '{{' + t() + 'else ' + kind + ' ' + head + t() + '}}' + body(inner, depth - 1);
  }
  if (chance(0.6)) out += elseTag() + body(scopes, depth - 1);
  return out;
}
let fresh = 0;
function headOf(kind, scopes) {
  if (kind === 'if' || kind === 'unless') {
    const zero = chance(0.1) ? ' includeZero=' + pick(['true', 'false']) : '';
    return [test(scopes) + zero, scopes];
  }
  if (kind === 'with') {
    const outer = scopes.length - 1;
    const where = pick(['contact', 'contact.meta', 'custom', 'user']);
    const prefix = up(scopes, outer);
    const fields = { contact: ['firstName', 'this.city', './lastName', 'points', 'meta.city', 'meta.[favorite color]'], 'contact.meta': ['city', './[favorite color]', 'level'], custom: ['app', 'code', 'on', 'count'], user: ['name', 'company'] }[where];
    const name = chance(0.2) ? 'w' + fresh++ : null;
    const inner = { kind: 'with', paths: fields, tests: fields.concat(['nothing']), names: name ? [name + '.' + fields[0].replace(/^(this\.|\.\/)/, '')] : [] };
    return [prefix + where + (name ? ' as |' + name + '|' : ''), scopes.concat([inner])];
  }
  const over = list(scopes);
  const data = ['@index', '@key', '@first', '@last'];
  const isItems = over.endsWith('custom.items');
  const fields = isItems ? ['name', 'this.name', './price', 'price', 'hot', '[name]'] : ['this', '.'];
  const name = chance(0.3) ? ['v' + fresh++, 'i' + fresh++] : null;
  const names = name ? [isItems ? name[0] + '.name' : name[0], name[1]] : [];
  const inner = { kind: isItems ? 'items' : 'texts', paths: fields.concat(data, ['@../index'].filter(() => scopes.some((x) => x.kind === 'items' || x.kind === 'texts'))), tests: fields.concat(data, ['nothing']), names };
  return [over + (name ? ' as |' + name.join(' ') + '|' : ''), scopes.concat([inner])];
}
function block(scopes, depth) {
  const kind = pick(['if', 'if', 'unless', 'each', 'each', 'with']);
  const [head, inner] = headOf(kind, scopes);
  const inverted = chance(0.08) && !head.includes(' as |');
  const open = '{{' + t() + (inverted ? '^' : '#') + s() + kind + ' ' + head + s() + t() + '}}';
  const close = tag('/', kind);
  if (inverted) return open + body(scopes, depth - 1) + (chance(0.5) ? elseTag() + body(inner, depth - 1) : '') + close;
  return open + body(inner, depth - 1) + chain(scopes, depth) + close;
}
function node(scopes, depth) {
  const r = random();
  if (r < 0.35) return text();
  if (r < 0.6 || depth <= 0) return print(scopes);
  if (r < 0.66) return pick(['{{! note }}', '{{!-- a }} b --}}', '{{~!x}}', '{{!x~}}', '{{!--~}} --~}}', '{{!}}']);
  if (r < 0.7) return pick(['\\{{x}}', '\\\\{{custom.app}}', '\\{{contact.firstName}} y', '\\{{x}}\\{{y}}', '\\\\\\{{@root.custom.app}}']).replace('{{custom', '{{@root.custom');
  return block(scopes, depth);
}

printCases(`s${seed}`, count, () => {
  const template = body([rootScope], 4) + body([rootScope], 3);
  const data = context();
  let expected;
  try {
    // escaping is on, with a function that only makes a text: the sum of two numbers cannot happen
    const safe = template.replace(/\{\{(~?)\{([^{}]*)\}(~?)\}\}/g, '{{$1$2$3}}').replace(/\{\{(~?)&/g, '{{$1');
    expected = Handlebars.compile(safe)(data);
  } catch (error) {
    if (process.env.DEBUG) console.error(JSON.stringify(template), error.message.split('\n').pop());
    return undefined;
  }
  // an object does not print here, on purpose
  if (!template || expected.includes('[object')) return undefined;
  return { template, context: data, expected };
});
