// Cases over the whole grammar from handlebars.js, one JSON line each, as fresh_cases.cjs makes them:
//
//   npm install handlebars@4.7.10
//   node wide_cases.cjs SEED COUNT > cases.jsonl
//   node wide_cases.cjs SEED COUNT broken > broken.jsonl
//
// The first kind has all constructs of the language with every spelling of each: names in brackets, `/`
// between names, any white space, literals, calls in calls, names of blocks that are words elsewhere.
// The values are of every kind at every depth. What would be an error of ours on purpose is left out.
//
// The second kind is the first with some characters left out, put in or moved; only what handlebars.js
// refuses is kept: {"id","template","refused"}.
const { chances, ours, OutsideTheLanguage, printCases } = require('./cases.cjs');
const Handlebars = ours();

const [seed, count, kind] = process.argv.slice(2);
const { random, pick, chance } = chances(Number(seed));

// everything prints through the function above: the sum of two numbers cannot happen
const { prototype } = Handlebars.JavaScriptCompiler;
prototype.append = prototype.appendEscaped;
globalThis.nameOf = (parent, name) => {
  if (typeof parent === 'string' && /^\d+$/.test(name)) throw new OutsideTheLanguage();
  if (parent == null || !Object.prototype.hasOwnProperty.call(parent, name)) return undefined;
  return parent[name];
};
prototype.nameLookup = (parent, name) => ['nameOf(', parent, ',', JSON.stringify(name), ')'];
// a name of a false value is missing below `@root` too
const { resolvePath } = prototype;
prototype.resolvePath = function (type, parts, i, falsy, strict) {
  return resolvePath.call(this, type, parts, i, false, strict);
};

const SCALARS = ['Awa', 'Awa', 'a', 'b', '', ' ', '0', '1', 0, 1, 1, 2, 9.5, -3, 1e21, 1e-7, 123456789.25, true, false, 'a,b', '1,2', '\u00a0', '{{x}}', '}}', 'a\\b', 'é', '日本', '🍎', 'مرحبا', '$&', '\r\n', 'k', 'a&<>"\'`='];
const KEYS = ['a', 'b', 'l', 'm', 'x y', '10', '2', 'é', 'a-b', '日本', 'name', 'k', 'this', 'if', 'length', 'a.b', 'else'];
const some = (counts, item) => Array.from({ length: pick(counts) }, item);
function value(depth) {
  if (depth <= 0 || chance(0.35)) return pick(SCALARS);
  if (chance(0.5)) return some([0, 1, 1, 2, 3], () => value(depth - 1));
  const object = {};
  for (const key of KEYS) if (chance(0.3)) object[key] = key === 'length' ? pick([1, 'x', 0]) : value(depth - 1);
  return object;
}
const scalar = () => (chance(0.1) ? null : pick(SCALARS));
const item = () => ({ name: pick(SCALARS), price: pick([0, 5, 9.99]), tags: pick([[], ['v'], ['n', 'v']]), m: { a: pick(SCALARS) } });
const namespace = () => ({
  a: scalar(),
  b: scalar(),
  l: some([0, 1, 2, 3], () => value(2)),
  m: value(3),
  w: { a: pick(SCALARS), l: [value(1)], m: value(2), é: pick(SCALARS), 'x y': 'xy', 'a-b': 'dash' },
  'a-b': pick(SCALARS),
  é: pick(SCALARS),
  'x y': pick(SCALARS),
  items: some([0, 1, 2, 3], item),
  map: pick([{}, { k: 'v' }, { z: 1, 10: 'ten', 2: 'two', a: pick(SCALARS) }]),
});
const context = () => ({ contact: namespace(), user: namespace(), instance: chance(0.5) ? {} : namespace(), custom: namespace() });

const NAMESPACES = ['contact', 'contact', 'custom', 'custom', 'user', 'instance'];
const NAMES = ['a', 'a', 'b', 'l', 'm', 'w', 'length', '[x y]', 'l.[0]', 'l.0.a', 'a-b', 'é', '[é]', '日本', 'name', 'price', 'tags', 'm.a', 'w.a', 'items', 'map', 'map.k', 'k', '[10]', '[this]', 'm.[if]', '[a.b]', '[else]', 'l.[0].a', 'items.[0].name', 'items.[1]', 'none'];
const dot = () => (chance(0.06) ? '/' : '.');
const below = () => some([1, 1, 1, 1, 2], () => pick(NAMES)).join(dot());
const rooted = () => (chance(0.06) ? `[${pick(NAMESPACES)}]` : pick(NAMESPACES)) + dot() + below();

// A scope knows how many contexts and loops are around, and the names of `as |..|`.
function path({ depth, loops, names }) {
  const ways = [() => '@root' + dot() + rooted()];
  if (depth === 0) ways.push(...Array(4).fill(rooted), () => pick(['./', 'this.', 'this/']) + rooted());
  else {
    ways.push(...Array(4).fill(() => pick(['', '', '', 'this.', './', 'this/']) + below()));
    ways.push(() => 'this', () => 'this', () => '.');
    for (let up = 1; up <= depth; up++) {
      const out = () => '../'.repeat(up) + (chance(0.1) ? pick(['./', 'this/']) : '');
      ways.push(...Array(2).fill(() => out() + (up === depth ? rooted() : below())));
      if (up < depth) ways.push(() => '../'.repeat(up - 1) + '..', () => '../'.repeat(up) + pick(['this', '.']));
    }
  }
  if (loops) ways.push(...Array(2).fill(() => pick(['@index', '@key', '@first', '@last', '@index', '@key'])));
  if (loops > 1) ways.push(() => pick(['@../index', '@../key', '@../last', '@../first', '@../root.custom.a']));
  for (const name of names) ways.push(() => name, () => name + dot() + below());
  return pick(ways)();
}
const TEXTS = ['"Awa"', "'x'", '""', "''", '"a\\"b"', "'it\\'s'", '"}}"', "'{{x}}'", '"é"', '"a\nb"', '"|"', "'\"'", '"~"', '"\\\\n"'];
const NUMBERS = ['0', '1', '2.5', '-1', '007', '1.0', '-0', '100000000000000000000000', '900719925474099', '0.1', '-2.50'];
const literal = () => pick(pick([TEXTS, NUMBERS, ['true', 'false', 'null', 'undefined']]));
const blank = () => pick([' ', ' ', ' ', ' ', ' ', '  ', '\n', '\t', '\r\n', '\u00a0', '\u2028', '\ufeff']);
const gap = () => (chance(0.8) ? '' : blank());
function argument(scope, depth) {
  const r = depth > 0 ? random() : 1;
  const inner = () => blank() + argument(scope, depth - 1);
  const name = () => blank() + pick(['"a"', '"length"', '"l"', '"m"', "'x y'", '0', '1', '"0"', '"k"', '"name"']);
  if (r < 0.12) return `(${gap()}lookup${inner()}${chance(0.6) ? name() : inner()}${gap()})`;
  if (r < 0.17) return `(default${inner()}${inner()}${chance(0.2) ? inner() : ''})`;
  if (r < 0.2) return `(${pick(['and', 'or'])}${inner()}${inner()})`;
  if (r < 0.22) return `(not${inner()})`;
  return chance(0.07) ? literal() : path(scope);
}

const t = () => (chance(0.15) ? '~' : '');
const SPACE = ['', '', '', '', ' ', '\n', '\n  ', '  \n', '\r\n', '\t', ' \r\n ', '\n\n', '\r', '\u00a0', '\u2028', '\n\u00a0'];
const WORDS = ['x', 'fin.', 'a}b', '{ x }', "'", '"', '🍎', 'é', '{', '}', '}}', '{ {', '* gras *', '\\', '\\\\', '\\n', '--', 'else', '~'];
const text = () => some([1, 2], () => pick(SPACE) + (chance(0.5) ? pick(WORDS) : '') + pick(SPACE)).join('');
const elseTag = () => (chance(0.15) ? `{{${t()}^${gap()}${t()}}}` : `{{${t()}${gap()}else${gap()}${t()}}}`);
const COMMENTS = ['{{! note }}', '{{!-- a }} b --}}', '{{~!x}}', '{{!x~}}', '{{!}}', '{{!--~}} --~}}', '{{~!-- x --}}', '{{!--}}--}}', '{{!-- {{x}} --}}', '{{! a\nb }}', '{{!-x}}', '{{!--x--~}}', '{{! {{ }}', '{{!-->--}}'];
const ESCAPES = ['\\{{x}}', '\\\\{{@root.custom.b}}', '\\{{contact.a}} y', '\\{{x}}\\{{y}}', '\\\\\\{{@root.custom.b}}', '\\{{{x}}}', '\\{{#if}}', '\\{{x', '\\{{x}}{{! c }}', '\\{{x}}\\\\{{@root.custom.b}}', '\\\\{{! c }}', 'a\\{{b}}\n', '\\\\\\\\{{@root.custom.b}}'];

let fresh = 0;
const nameOfBlock = () => pick(['v', 'i', 'x', 'contact', 'custom', 'a', 'this', 'é', 'a-b', 'l', 'length', 'index', 'key', 'root', 'as', 'athis', 'v' + fresh++, 'v' + fresh++]);
// The head of a block, and the scope of its body.
function head(block, scope) {
  if (block === 'if' || block === 'unless') {
    const zero = chance(0.1) ? blank() + 'includeZero=' + pick(['true', 'false', path(scope), '1', '0', '""']) : '';
    return [argument(scope, 2) + zero, scope];
  }
  const names = !chance(0.25) ? [] : block === 'each' && chance(0.6) ? [nameOfBlock(), nameOfBlock()] : [nameOfBlock()];
  const inner = { depth: scope.depth + 1, loops: scope.loops + (block === 'each' ? 1 : 0), names: scope.names.concat(names) };
  const many = () => pick(NAMESPACES) + '.' + pick(['l', 'items', 'map', 'm', 'w']);
  const over = chance(0.2) ? '../'.repeat(scope.depth) + many() : chance(0.15) ? '@root.' + many() : argument(scope, 1);
  const bars = names.length ? `${blank()}as${blank()}|${gap()}${names.join(blank())}${gap()}|` : '';
  return [over + bars, inner];
}
function body(scope, depth) {
  return some([0, 1, 2, 3], () => node(scope, depth)).join('');
}
function print(scope) {
  const r = random();
  const inner = () => blank() + argument(scope, 1);
  if (r < 0.25) return `{{#if ${path(scope)}}}T{{else}}F{{/if}}`;
  if (r < 0.65) return `{{${t()}default ${path(scope)} ${pick(['"-"', '"-"', path(scope)])}${t()}}}`;
  if (r < 0.7) return `{{${t()}{${gap()}${path(scope)}${gap()}}${t()}}}`;
  if (r < 0.75) return `{{${t()}&${gap()}${path(scope)}${gap()}${t()}}}`;
  if (r < 0.8) return `{{${t()}${gap()}${pick(['and', 'or', 'lookup'])}${inner()}${inner()}${gap()}${t()}}}`;
  return `{{${t()}${gap()}${path(scope)}${gap()}${t()}}}`;
}
function node(scope, depth) {
  const r = random();
  if (r < 0.25) return text();
  if (r < 0.48 || depth <= 0) return print(scope);
  if (r < 0.53) return pick(COMMENTS);
  if (r < 0.56) return pick(ESCAPES);
  const block = pick(['if', 'unless', 'each', 'each', 'each', 'with', 'with']);
  const [open, inner] = head(block, scope);
  const close = `{{${t()}/${gap()}${block}${gap()}${t()}}}`;
  if (chance(0.07) && !open.includes('|')) {
    const other = chance(0.5) ? elseTag() + body(inner, depth - 1) : '';
    return `{{${t()}^${gap()}${block}${blank()}${open}${gap()}${t()}}}` + body(scope, depth - 1) + other + close;
  }
  let out = `{{${t()}#${gap()}${block}${blank()}${open}${gap()}${t()}}}` + body(inner, depth - 1);
  while (chance(0.25)) {
    const next = pick(['if', 'unless', 'each', 'with', 'if']);
    const [chained, scoped] = head(next, scope);
    out += `{{${t()}${gap()}else${blank()}${next}${blank()}${chained}${gap()}${t()}}}` + body(scoped, depth - 1);
  }
  return out + (chance(0.5) ? elseTag() + body(scope, depth - 1) : '') + close;
}

const PARTS = ['{{', '}}', '{{{', '}}}', '~', '#', '/', '^', '&', '!', '!--', '--', '>', '*', '(', ')', '[', ']', '[]', '|', '=', '"', "'", '\\', '@', '..', '../', './', '.', 'this', 'else', 'else if', 'as', 'as |x|', 'if', 'each', 'with', 'unless', '{{/if}}', '{{/each}}', '{{else}}', '{{^}}', '{{#if contact.a}}', 'contact.a', 'custom', 'true', 'null', '1', '-', '1.5', ' ', '\n', '\r\n', '\u00a0', '\u0085', '\u200b', '\0', 'é', ';', ',', '%', '$', ':', '?', '+', '<', '`', '{{{{', '}}}}', '{', '}', '{{elsewhere}}', 'x=1', '{{~', '~}}', '{{> p}}', '{{#> p}}', '{{#*inline "x"}}', '()', '@root', '@index', '0', 'length', '[0]', 'undefined', 'lookup', 'default', '{{!', '{{!--', '--}}'];
function broken(template) {
  const parts = template.match(/\{\{+|\}\}+|[A-Za-z]+|[\s\S]/gu);
  for (let n = pick([1, 1, 1, 2, 3]); n > 0; n--) {
    const at = Math.floor(random() * (parts.length + 1));
    const r = random();
    if (r < 0.3) parts.splice(at, 1);
    else if (r < 0.7) parts.splice(at, 0, pick(PARTS));
    else if (r < 0.8) parts.splice(at, 1, pick(PARTS));
    else parts.splice(at, 0, ...parts.slice(at, at + Math.floor(random() * 4)));
  }
  return parts.join('').toWellFormed();
}

// What handlebars.js prints, or why it refuses; undefined for what is left out.
function answer(template, data) {
  try {
    Handlebars.parse(template);
  } catch (error) {
    return { refused: error.message.split('\n').pop() };
  }
  try {
    return { expected: Handlebars.compile(template)(data) };
  } catch (error) {
    if (error instanceof OutsideTheLanguage) return undefined;
    return { refused: error.message };
  }
}

const outermost = { depth: 0, loops: 0, names: [] };
printCases(`${kind ?? 'wide'}${seed}`, Number(count), () => {
  let template = body(outermost, 4) + body(outermost, 2);
  if (!template || template.length > 600) return undefined;
  if (kind === 'broken') template = broken(template);
  const data = context();
  const found = answer(template, data);
  if (kind === 'broken') return found?.refused && { template, ...found };
  return found?.expected !== undefined && { template, context: data, ...found };
});
