// Cases for `../` and its kin from handlebars.js, one JSON line each, as fresh_cases.cjs makes them:
//
//   npm install handlebars@4.7.10
//   node parent_cases.cjs SEED COUNT > cases.jsonl
//
// Every value may be anything, at every depth, so that contexts are often equal to the ones around
// them. A case that would print a missing value or an object, or loop over all namespaces, is left
// out: that is an error of ours on purpose. So is what COMPATIBILITY.md tells of null items, of the
// text "[object Object]", of `lookup` in a false value and of `@root` below one.
const { chances, ours, OutsideTheLanguage, printCases } = require('./cases.cjs');
const Handlebars = ours();

const [seed, count] = process.argv.slice(2).map(Number);
const { random, pick, chance } = chances(seed);

const SCALARS = ['Awa', 'Awa', 'a', 'b', '', ' ', '0', '1', 0, 1, 1, 2, 9.5, true, false, 'a,b', '1,2', '\u00a0', ' 1 ', '0x1', '1e0', 'Infinity', 'NaN'];
function value(depth) {
  if (depth <= 0 || chance(0.35)) return pick(SCALARS);
  if (chance(0.55)) return Array.from({ length: pick([0, 1, 1, 2, 3]) }, () => value(depth - 1));
  const object = {};
  for (const key of ['a', 'b', 'l', 'm', 'x y', '10', '2']) if (chance(0.4)) object[key] = key === 'l' ? [value(depth - 2)] : value(depth - 1);
  return object;
}
const scalar = () => (chance(0.1) ? null : pick(SCALARS));
const namespace = () => ({
  a: scalar(),
  b: scalar(),
  l: Array.from({ length: pick([0, 1, 2, 3]) }, () => value(2)),
  m: value(3),
  w: { a: pick(SCALARS), l: [value(1)], m: value(2) },
});
const context = () => ({ contact: namespace(), user: namespace(), instance: {}, custom: namespace() });

const NAMESPACES = ['contact', 'contact', 'custom', 'custom', 'user'];
// `l` is a list everywhere, so that no index leads into a text
const NAMES = ['a', 'a', 'b', 'l', 'l', 'm', 'm', 'w', 'length', '[x y]', 'l.[0]', '[a]', 'l.0.a'];
const below = () => Array.from({ length: pick([1, 1, 1, 2, 2]) }, () => pick(NAMES)).join('.');
const rooted = () => pick(NAMESPACES) + '.' + below();

// A scope knows how many contexts and loops are around, and the names of `as |..|`.
function path(scope) {
  const { depth, loops, names } = scope;
  const ways = [() => '@root.' + pick(NAMESPACES) + '.' + pick(['a', 'b', 'l', 'm', 'w', 'w.a', 'w.l', 'l.length', 'none'])];
  if (depth === 0) ways.push(rooted, () => './' + rooted(), () => 'this.' + rooted(), () => pick(NAMESPACES) + '/' + pick(['a', 'l']));
  else {
    for (let i = 0; i < 4; i++) ways.push(() => pick(['', 'this.', './', 'this/']) + below());
    ways.push(() => 'this', () => 'this', () => '.');
    for (let up = 1; up <= depth; up++) {
      for (let i = 0; i < 3; i++) ways.push(() => '../'.repeat(up) + (up === depth ? rooted() : below()));
      if (up < depth) ways.push(() => '../'.repeat(up - 1) + '..', () => '../'.repeat(up) + 'this');
    }
  }
  if (loops) ways.push(...Array(2).fill(() => pick(['@index', '@key', '@first', '@last'])));
  if (loops > 1) ways.push(() => pick(['@../index', '@../key', '@../last']));
  for (const name of names) ways.push(() => name, () => name + '.' + below());
  return pick(ways)();
}
const literal = () => pick(['"Awa"', "'x'", '""', '0', '1', '2.5', '-1', 'true', 'false', 'null', 'undefined', '"1,2"']);
function argument(scope, literals) {
  const r = random();
  const inner = path(scope);
  const names = ['"a"', '"length"', '"l"', '"m"'].concat(/(^|\.)l$/.test(inner) ? ['0', '1'].concat(scope.loops ? ['@index'] : []) : []);
  if (r < 0.07) return `(lookup ${inner} ${pick(names)})`;
  if (r < 0.12) return `(default ${inner} ${chance(0.5) ? path(scope) : '"d"'})`;
  return literals && r < 0.17 ? literal() : inner;
}

const t = () => (chance(0.15) ? '~' : '');
const SPACE = ['', '', '', ' ', '\n', '\n  ', '  \n', '\r\n', '\t', ' \r\n '];
const text = () => pick(SPACE) + (chance(0.5) ? pick(['x', 'fin.', 'a}b', '{ x }', "'"]) : '') + pick(SPACE);
const elseTag = () => (chance(0.1) ? `{{${t()}^${t()}}}` : `{{${t()}${pick(['', ' '])}else${pick(['', ' '])}${t()}}}`);
let fresh = 0;
// The head of a block, and the scope of its body.
function head(kind, scope) {
  if (kind === 'if' || kind === 'unless') {
    const zero = chance(0.1) ? ' includeZero=' + pick(['true', 'false', path(scope)]) : '';
    return [argument(scope, true) + zero, scope];
  }
  const names = !chance(0.2) ? [] : kind === 'each' && chance(0.6) ? ['v' + fresh++, 'i' + fresh++] : ['v' + fresh++];
  const inner = { depth: scope.depth + 1, loops: scope.loops + (kind === 'each' ? 1 : 0), names: scope.names.concat(names) };
  return [argument(scope, kind === 'with') + (names.length ? ` as |${names.join(' ')}|` : ''), inner];
}
function body(scope, depth) {
  let out = '';
  for (let n = Math.floor(random() * 3.5); n > 0; n--) out += node(scope, depth);
  return out;
}
function print(scope) {
  const r = random();
  if (r < 0.35) return `{{#if ${path(scope)}}}T{{else}}F{{/if}}`;
  if (r < 0.85) return `{{${t()}default ${path(scope)} "-"${t()}}}`;
  return `{{${t()}${pick(['', ' '])}${path(scope)}${pick(['', ' '])}${t()}}}`;
}
function node(scope, depth) {
  const r = random();
  if (r < 0.25) return text();
  if (r < 0.5 || depth <= 0) return print(scope);
  if (r < 0.54) return pick(['{{! note }}', '{{!-- a }} b --}}', '{{~!x}}', '{{!x~}}', '{{!}}', '\\{{x}}', '\\{{x}}\\{{y}}']);
  const kind = pick(['if', 'unless', 'each', 'each', 'each', 'with', 'with', 'with']);
  const [open, inner] = head(kind, scope);
  const close = `{{${t()}/${kind}${t()}}}`;
  if (chance(0.06) && !open.includes(' as |')) {
    const other = chance(0.5) ? elseTag() + body(inner, depth - 1) : '';
    return `{{${t()}^${kind} ${open}${t()}}}` + body(scope, depth - 1) + other + close;
  }
  let out = `{{${t()}#${kind} ${open}${t()}}}` + body(inner, depth - 1);
  while (chance(0.25)) {
    const next = pick(['if', 'unless', 'each', 'with', 'each']);
    const [chained, scoped] = head(next, scope);
    out += `{{${t()}else ${next} ${chained}${t()}}}` + body(scoped, depth - 1);
  }
  return out + (chance(0.5) ? elseTag() + body(scope, depth - 1) : '') + close;
}

const outermost = { depth: 0, loops: 0, names: [] };
printCases(`p${seed}`, count, () => {
  const template = body(outermost, 4) + body(outermost, 3);
  const data = context();
  if (!template.includes('../') || template.length > 1000) return undefined;
  try {
    return { template, context: data, expected: Handlebars.compile(template)(data) };
  } catch (error) {
    if (error instanceof OutsideTheLanguage) return undefined;
    throw error;
  }
});
