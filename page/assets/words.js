// The words of the page: English as it stands in the templates and in these scripts, French by table.

let language = (navigator.language || '').toLowerCase().startsWith('fr') ? 'fr' : 'en';

const LOCALES = { en: 'en-GB', fr: 'fr-FR' };
const locale = () => LOCALES[language];

// Marks a text that is translated later, where it is shown.
const w = (text) => text;

// French marks keep to their word: no line begins with a colon, none ends with an opening quotation mark.
const bound = (text) => text.replace(/ ([:;!?»])/g, '\u00a0$1').replaceAll('« ', '«\u00a0');

// The groups of a number stand in one line.
const grouped = (text) => text.replace(/(\d) (?=\d)/g, '$1\u00a0');

// The text in the language of the page, with `{name}` replaced. A value is not looked through again.
function t(text, values = {}) {
  const words = language === 'fr' ? bound(FRENCH[text] ?? text) : text;
  return grouped(words).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// Formatters by language and options: to make one costs a hundred times what it costs to use it.
const formatters = new Map();

function formatter(Kind, options = {}) {
  const key = `${Kind.name} ${locale()} ${JSON.stringify(options)}`;
  if (!formatters.has(key)) formatters.set(key, new Kind(locale(), options));
  return formatters.get(key);
}

const number = (n) => formatter(Intl.NumberFormat).format(n);

// One of two texts by the number, which stands in them as `{n}`.
function many(n, one, more, values = {}) {
  const form = formatter(Intl.PluralRules).select(n);
  return t(form === 'one' ? one : more, { n: number(n), ...values });
}

// The message of an issue is lower case, for terminals; a page begins it as a sentence.
const both = (text) => sentence(language === 'fr' ? bound(text.fr) : text.en);
const sentence = (text) => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);

// Puts the words of the templates into the language.
function translateTemplates() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll('[data-t]')) {
    node.dataset.t ||= node.textContent;
    node.textContent = t(node.dataset.t);
  }
  for (const node of document.querySelectorAll('[data-t-label]')) {
    node.setAttribute('aria-label', t(node.dataset.tLabel));
  }
}
