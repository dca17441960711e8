// What the scripts that make cases have in common: chance, handlebars.js as the library prints, and the lines.
'use strict'; // or a text becomes an object where it is `this`
const Handlebars = require('handlebars');

// Choices that a seed decides.
exports.chances = (seed) => {
  // mulberry32
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const chance = (p) => random() < p;
  return { random, pick, chance };
};

// What a template does that is an error of ours on purpose.
class OutsideTheLanguage extends Error {}
exports.OutsideTheLanguage = OutsideTheLanguage;

const isObject = (v) => v !== null && typeof v === 'object' && !Array.isArray(v);
const isBlank = (v) => v == null || (typeof v === 'string' && v.trim() === '');
const isTrue = (v) => !Handlebars.Utils.isEmpty(v) && v !== 0;
const firstOrLast = (values, fits) => values[(values.findIndex(fits) + values.length) % values.length];

// handlebars.js with our helpers, which prints lists as we do and refuses what we refuse.
exports.ours = () => {
  const handlebars = Handlebars.create();
  handlebars.Utils.escapeExpression = (v) => {
    const items = Array.isArray(v) ? v.flat(Infinity) : [v];
    if (v == null || items.some(isObject)) throw new OutsideTheLanguage();
    return items.map((x) => (x == null ? '' : String(x))).join(', ');
  };
  const { lookup, each } = handlebars.helpers;
  handlebars.registerHelper('lookup', function (object, field, options) {
    if (object === '' && field === 'length') return 0;
    if (typeof object === 'string' && /^\d+$/.test(String(field))) throw new OutsideTheLanguage();
    return object ? lookup.call(this, object, field, options) : undefined;
  });
  handlebars.registerHelper('each', function (over, options) {
    if (over === options.data.root) throw new OutsideTheLanguage();
    return each.call(this, over, options);
  });
  const helper = (name, answer) => handlebars.registerHelper(name, (...values) => answer(values.slice(0, -1)));
  helper('default', (values) => firstOrLast(values, (v) => !isBlank(v)));
  helper('and', (values) => firstOrLast(values, (v) => !isTrue(v)));
  helper('or', (values) => firstOrLast(values, isTrue));
  helper('not', ([value]) => !isTrue(value));
  return handlebars;
};

// So many cases, a JSON line each, whose ids begin with this; what `make` leaves out is undefined.
exports.printCases = (name, count, make) => {
  for (let i = 0; i < count; ) {
    const made = make();
    if (!made) continue;
    console.log(JSON.stringify({ id: `${name}-${i}`, ...made }));
    i++;
  }
};
