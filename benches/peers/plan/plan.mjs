// What someone would write instead, in JavaScript: the lines of `flashplan plan` for a folder that
// contacts.py made, from csv-parse, handlebars, luxon and uuid.
//
//     npm install csv-parse@7 handlebars@4 luxon@3 uuid
//     node plan.mjs FOLDER COUNT "$(flashplan plan FOLDER --count COUNT | head -1)" > plan.ndjson
//
// The header of a plan is taken as given: its fingerprint of the definition is flashplan's own.

import { createHash } from "node:crypto";
import { createReadStream, readFileSync, writeSync } from "node:fs";
import { parse } from "csv-parse";
import Handlebars from "handlebars";
import { DateTime } from "luxon";
import { v5 } from "uuid";

const [folder, count, header] = process.argv.slice(2);
const campaign = JSON.parse(readFileSync(`${folder}/campaign.json`, "utf8"));
const [template] = JSON.parse(readFileSync(`${folder}/templates.json`, "utf8"));
const render = Handlebars.compile(template.body, { noEscape: true, strict: false });
const hash = createHash("sha256");
let buffer = header + "\n";

function flush() {
  const bytes = Buffer.from(buffer);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
  buffer = "";
}

function put(line) {
  const text = JSON.stringify(line) + "\n";
  hash.update(text);
  buffer += text;
  if (buffer.length > 1 << 16) flush();
}

const utc = (at) => at.toUTC().toISO({ suppressMilliseconds: true });
const start = DateTime.fromISO(campaign.schedule, { setZone: true });
const keys = v5(JSON.parse(header).campaign, "7c000803-e24c-522b-9204-88bdb45d2be3");
const skipped = {};
const months = {};
let sends = 0;
let candidates = 0;
let last;

for (let occurrence = 0; occurrence < Number(count); occurrence++) {
  const local = start.plus({ days: occurrence });
  const at = utc(local);
  put({ kind: "occurrence", index: occurrence, at, local: local.toISO({ suppressMilliseconds: true }), notes: [] });
  const namespace = v5(at, keys);
  const winners = new Map();
  const rows = createReadStream(`${folder}/contacts.csv`).pipe(parse({ columns: true }));
  let position = 0;
  for await (const row of rows) {
    candidates++;
    const skip = (reason, more) => {
      skipped[reason] = (skipped[reason] ?? 0) + 1;
      put({ kind: "skipped", occurrence, position, contactId: row.id, reason, ...more });
    };
    const of = winners.get(row.phone);
    if (row.phone === "") {
      skip("MISSING_PHONE");
    } else if (!/^\+[1-9][0-9]{6,14}$/.test(row.phone)) {
      skip("INVALID_PHONE");
    } else if (of !== undefined) {
      skip("DUPLICATE_PHONE", { of });
    } else {
      winners.set(row.phone, row.id);
      const contact = {
        firstName: row.name.trim().split(/\s+/, 1)[0],
        meta: { city: row["meta.city"], points: row["meta.points"] },
      };
      const values = { "contact.firstName": contact.firstName, "contact.meta.city": contact.meta.city, "contact.meta.points": contact.meta.points };
      const variables = Object.keys(values).filter((name) => values[name] === "");
      if (variables.length > 0) {
        skip("MISSING_VARIABLES", { variables });
      } else {
        const body = render({ contact, custom: campaign.variables });
        const key = v5(row.id, namespace);
        put({
          kind: "send", key, occurrence, position, contactId: row.id, to: row.phone, sendAt: at,
          type: template.type, body, mediaUrl: null,
        });
        sends++;
        months[at.slice(0, 7)] = (months[at.slice(0, 7)] ?? 0) + 1;
        last = at;
      }
    }
    position++;
  }
}
const sorted = Object.fromEntries(Object.entries(skipped).sort(([a], [b]) => (a < b ? -1 : 1)));
buffer += JSON.stringify({
  kind: "summary", occurrences: Number(count), candidates, sends, skipped: sorted, alreadySent: 0,
  firstSendAt: utc(start), lastSendAt: last, months, hash: hash.digest("hex"),
}) + "\n";
flush();
