// Writes locales.jsonl: what the Intl of Node.js says for the helpers `number`, `plural` and `date`.
// Node.js brings ICU and its CLDR data; the first line names their versions.
//
//     node tests/template/locales.mjs > tests/template/locales.jsonl

const locales = ["fr", "en", "pt", "es", "ar", "yo", "pt-PT", "en-GB", "fr-CA", "ar-EG", "es-MX", "de"];
const numbers = ["0", "1", "2", "3", "6", "10", "11", "25", "100", "250", "999", "1000", "1234", "9999", "12345", "1000000", "-1500", "1.5", "0.25", "1234.5"];
const decimals = [["0", "1.6"], ["2", "250"], ["2", "12345.678"], ["3", "0.5"]];
const dates = ["2026-01-01", "2026-03-28", "2026-12-09"];
const moments = ["2026-03-28T08:00:00Z", "2026-12-09T22:05:00Z"];
const zones = ["Africa/Porto-Novo", "Europe/Paris", "America/New_York"];

const styles = {
  short: { dateStyle: "short" },
  medium: { dateStyle: "medium" },
  long: { dateStyle: "long" },
  full: { dateStyle: "full" },
};
const timed = {
  ...styles,
  time: { timeStyle: "short" },
  datetime: { dateStyle: "long", timeStyle: "short" },
  fulltime: { dateStyle: "full", timeStyle: "short" },
};

const print = (line) => console.log(JSON.stringify(line));
const { node, icu, cldr } = process.versions;
print({ node, icu, cldr });
for (const locale of locales) {
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 });
  for (const value of numbers) print({ helper: "number", locale, value, expected: plain.format(value) });
  for (const [digits, value] of decimals) {
    const fixed = { minimumFractionDigits: +digits, maximumFractionDigits: +digits };
    print({ helper: "number", locale, value, decimals: digits, expected: new Intl.NumberFormat(locale, fixed).format(value) });
  }
  const rules = new Intl.PluralRules(locale, { maximumFractionDigits: 20 });
  for (const value of numbers) print({ helper: "plural", locale, value, expected: rules.select(+value) });
  for (const [style, options] of Object.entries(styles)) {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    for (const value of dates) print({ helper: "date", locale, value, style, expected: format.format(new Date(value)) });
  }
  for (const [style, options] of Object.entries(timed))
    for (const zone of zones) {
      const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
      for (const value of moments) print({ helper: "date", locale, value, style, zone, expected: format.format(new Date(value)) });
    }
}
