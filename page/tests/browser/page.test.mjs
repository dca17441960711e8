// The page in Chromium: what it loads, what it says, and whether everybody can use it.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ALERT, HOSTILE, pages, scratch } from './pages.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = { 360: 740, 1280: 900 };

let browser;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // a container has no other user to keep apart; the page itself loads nothing
    args: ['--no-sandbox'],
  });
});

after(() => browser.close());

// Opens a page; what it says and asks for is collected.
async function open(address, { width = 1280, scheme = 'light', locale = 'en-GB' } = {}) {
  const context = await browser.newContext({ viewport: { width, height: WIDTHS[width] }, colorScheme: scheme, locale, acceptDownloads: true });
  const page = await context.newPage();
  const said = [];
  const asked = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.stack}`));
  page.on('dialog', (dialog) => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(address);
  return { page, said, asked, close: () => context.close() };
}

const text = (page, selector) => page.locator(selector).innerText();
const count = (page, selector) => page.locator(selector).count();

for (const [name, address] of Object.entries(pages)) {
  for (const width of [360, 1280]) {
    for (const scheme of ['light', 'dark']) {
      const locale = width === 360 ? 'fr-FR' : 'en-GB';
      test(`${name} at ${width} px, ${scheme}, ${locale}: silent, alone, in its width, accessible`, async () => {
        const { page, said, asked, close } = await open(address, { width, scheme, locale });
        await page.screenshot({ path: join(scratch, `${name}-${width}-${scheme}.png`), fullPage: true });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'nothing sticks out');
        for (const details of await page.locator('details').all()) await details.evaluate((node) => { node.open = true; });
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
        const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
        assert.deepEqual(found, []);
        assert.deepEqual(said, []);
        assert.deepEqual(asked, [address], 'nothing is requested but the page');
        await close();
      });
    }
  }
}

test('the example: verdict, figures, problems', async () => {
  const { page, close } = await open(pages.promo);
  assert.equal(await text(page, '#verdict-title'), 'Can be sent, with 2 points to look at');
  assert.match(await text(page, '#verdict-words'), /^27 of 35 selected contacts get 108 messages, the first on Fri,? 4 Dec at 09:00\.$/);
  assert.match(await text(page, '#tiles'), /20 too many/);
  assert.equal(await count(page, '#problems > li'), 2);
  await page.locator('#problems summary').last().click();
  assert.equal(await text(page, '#problems li:last-child mark'), '"2026-12-04T09:00:00+01:00"');
  assert.equal(await count(page, '#calendar .due'), 4);
  assert.equal(await count(page, '#occurrences > li'), 4);
  assert.match(await text(page, '#variable-list'), /instance\.name: Boutique Porto-Novo/);
  await close();
});

test('search and filters show the right counts', async () => {
  const { page, close } = await open(pages.promo);
  const found = async () => [await text(page, '#found'), await text(page, '#place')].join(' ');
  assert.equal(await found(), '35 contacts found. 1 of 35');
  await page.selectOption('#filter', 'sent');
  assert.equal(await found(), '27 contacts found. 1 of 27');
  await page.selectOption('#filter', 'INVALID_PHONE');
  assert.equal(await found(), '2 contacts found. 1 of 2');
  assert.match(await text(page, '#phone'), /No message: Not an international phone number/);
  await page.selectOption('#filter', '');
  await page.fill('#search', 'aicha');
  assert.equal(await found(), '1 contact found. 1 of 1');
  assert.equal(await text(page, '#people .who'), 'Aïcha N\'Diaye');
  for (const words of ['97 00 00 05', '0197000005', '+229 0197000005', '002290197000005']) {
    await page.fill('#search', words);
    assert.equal(await found(), '1 contact found. 1 of 1', words);
  }
  await page.fill('#search', 'nobody of this name');
  assert.equal(await found(), 'No contact found. none');
  await page.fill('#search', '');
  await page.getByRole('button', { name: 'Longest' }).click();
  const longest = Number((await text(page, '#person')).match(/(\d+) characters/)[1]);
  await page.getByRole('button', { name: 'Shortest' }).click();
  const shortest = Number((await text(page, '#person')).match(/(\d+) characters/)[1]);
  assert.ok(shortest < longest, `${shortest} < ${longest}`);
  await page.getByRole('button', { name: 'Show these contacts: No phone number' }).click();
  assert.equal(await found(), '1 contact found. 1 of 1');
  await close();
});

test('names that are markup stay text', async () => {
  const { page, said, close } = await open(pages.rich);
  assert.equal(await text(page, '#name'), `Été ${ALERT}`);
  assert.equal(await text(page, '#people li:nth-child(1) .who'), ALERT);
  assert.equal(await text(page, '#people li:nth-child(2) .who'), HOSTILE);
  await page.locator('#people li:nth-child(2) button').click();
  assert.match(await text(page, '.bubble'), /<\/script><script>window\.hacked = 1<\/script>/);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await count(page, 'script'), 2);
  assert.deepEqual(said, []);
  await close();
});

test('the bubble shows marks as the phone does', async () => {
  const { page, close } = await open(pages.rich);
  const bubble = page.locator('.bubble');
  await page.fill('#search', 'aicha');
  assert.equal(await bubble.locator('b').innerText(), 'Aïcha');
  assert.equal(await bubble.locator('i').innerText(), 'vendredi');
  assert.equal(await bubble.locator('s').innerText(), '12 000');
  assert.deepEqual(await bubble.locator('code').allInnerTexts(), [HOSTILE, 'carte 333']);
  assert.equal(await bubble.locator('.link').innerText(), 'https://boutique.example/pagnes?a_b=c_d');
  assert.match(await bubble.innerText(), /2\*3\*4, snake_case_name/);
  assert.equal(await bubble.locator('.quote').innerText(), 'Offre du vendredi');
  assert.equal(await text(page, '.medium'), 'Image\nvendredi.jpg');
  assert.equal(await count(page, 'a[href^="http"]'), 0, 'no address leads out');
  await close();
});

test('buttons come with the text for numbers that they do not reach', async () => {
  const { page, close } = await open(pages.buttons);
  assert.deepEqual(await page.locator('.buttons li').allInnerTexts(), ['Appeler', 'Voir']);
  assert.equal(await page.locator('#phone .bubble b').first().innerText(), 'Rendez-vous');
  assert.equal(await text(page, '#phone .footer'), 'Boutique Porto-Novo');
  assert.match(await text(page, '.plain-text'), /1\. Appeler: \+2290197000001\n2\. Voir: https:\/\/boutique\.example\/\n\nBoutique Porto-Novo/);
  await close();
});

test('changes of clocks are marked and explained', async () => {
  const { page, close } = await open(pages.rich);
  assert.match(await text(page, '#clocks'), /28 March 2027: at 02:00 the clocks go forward by 1 hour, to 03:00\./);
  assert.match(await text(page, '#clocks'), /seen from UTC they leave 1 hour earlier/);
  assert.equal(await count(page, '#time-line .change'), 1);
  assert.equal(await count(page, '#calendar .change'), 1);
  assert.equal(await count(page, '#occurrences > li'), 6);
  await page.locator('#more-occurrences').press('Enter');
  assert.equal(await count(page, '#occurrences > li'), 12);
  assert.ok(await page.evaluate(() => document.activeElement.matches('#occurrences > li:nth-child(7)')));
  await close();
});

test('messages by day and hour stand beside their caps and quiet hours', async () => {
  const { page, close } = await open(pages.rich);
  assert.match(await text(page, '#rules'), /Nothing in quiet hours: Monday–Saturday 00:00–08:00, 21:00–24:00; Sunday 00:00–24:00/);
  assert.equal(await page.locator('#days .cap-label').textContent(), 'cap 4');
  assert.equal(await page.locator('#hours .cap-label').textContent(), 'cap 3');
  assert.equal(await count(page, '#hours .shade'), 2);
  const day = page.locator('#calendar button').nth(2);
  const name = await day.getAttribute('aria-label');
  await day.press('Enter');
  const chosen = await page.locator('#day option:checked').innerText();
  assert.equal(chosen.match(/\d+/)[0], name.match(/\d+/)[0]);
  assert.ok(await page.evaluate(() => document.activeElement.id === 'day'));
  await close();
});

test('the earlier plan is compared', async () => {
  const { page, close } = await open(pages.rich);
  assert.match(await text(page, '#changes-words'), /^Compared with earlier\.ndjson\./);
  const all = await count(page, '#change-list > li');
  await page.selectOption('#change-kind', 'added');
  const added = await count(page, '#change-list > li');
  assert.ok(added > 0 && added < all, `${added} of ${all}`);
  assert.equal(await page.locator('#change-list .label').first().innerText(), 'Added');
  await close();
});

test('the list of the skipped is a file that a spreadsheet can trust', async () => {
  const { page, close } = await open(pages.rich);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#download').press('Enter')]);
  assert.equal(download.suggestedFilename(), 'skipped.csv');
  const list = readFileSync(await download.path(), 'utf8');
  const lines = list.slice(1).trimEnd().split('\r\n');
  assert.equal(list[0], '\ufeff');
  assert.equal(lines.length, 1 + 4);
  assert.equal(lines[0], '"row","name","number","id","reason","code","lacks","occurrences"');
  assert.ok(list.includes(`"'=1+2","97","'=cmd|' /C calc'!A0"`), list);
  assert.ok(list.includes('"+2290197000001"'), 'a number stays one');
  await close();
});

test('a campaign that is refused says what to mend, and nothing else', async () => {
  const { page, close } = await open(pages.refused, { width: 360, locale: 'fr-FR' });
  assert.match(await text(page, '#verdict-title'), /^Ne peut pas être envoyée\u00a0: \d problèmes à corriger$/);
  assert.ok(await count(page, '#problems .error') > 3);
  assert.equal(await text(page, '#problems .what code >> nth=0'), 'instanceId');
  assert.doesNotMatch(await text(page, '#problems'), /`/);
  assert.equal(await page.locator('main > section:visible').count(), 1);
  await close();
});

test('both languages, and the page stays where it is', async () => {
  const { page, close } = await open(pages.promo);
  await page.selectOption('#filter', 'sent');
  await page.locator('#next').press('Enter');
  await page.locator('[data-language=fr]').press('Enter');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'fr');
  assert.equal(await text(page, '#verdict-title'), 'Peut être envoyée, 2 points à regarder');
  assert.equal(await text(page, '#place'), '2 sur 27');
  assert.match(await text(page, '#problems'), /Comment corriger/);
  assert.ok(await page.evaluate(() => document.activeElement.dataset.language === 'fr'));
  assert.doesNotMatch(await text(page, 'main'), /\b(the|and|with|messages by)\b/i, 'no English is left');
  await close();
});

test('every control is reached and used by keyboard alone', async () => {
  const { page, close } = await open(pages.rich);
  const wanted = await page.evaluate(() => {
    const controls = [...document.querySelectorAll('a[href], button, input, select, summary')];
    const seen = controls.filter((node) => !node.disabled && node.checkVisibility());
    seen.forEach((node, i) => { node.dataset.control = i; });
    return seen.length;
  });
  const reached = new Set();
  for (let i = 0; i < wanted + 20; i += 1) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement.dataset.control));
  }
  reached.delete(undefined);
  assert.equal(reached.size, wanted);

  await page.locator('#next').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await text(page, '#place'), '2 of 8');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await text(page, '#place'), '1 of 8');
  assert.ok(await page.evaluate(() => ['before', 'next'].includes(document.activeElement.id)), 'the focus is not lost');
  await page.locator('#people li:nth-child(3) button').press('Enter');
  assert.equal(await text(page, '#place'), '3 of 8');
  assert.equal(await page.locator('#people [aria-current]').count(), 1);
  assert.ok(await page.evaluate(() => document.activeElement.matches('#people button[aria-current]')), 'nor here');
  await page.locator('#days summary').press('Enter');
  assert.ok(await page.locator('#days table').isVisible());
  await close();
});

test('a hundred thousand contacts: a sample, told with its numbers, and little to draw', async (t) => {
  const began = Date.now();
  const { page, close } = await open(pages.large, { width: 360, locale: 'en-GB' });
  await text(page, '#place');
  t.diagnostic(`opened in ${Date.now() - began} ms`);
  assert.match(await text(page, '#about-sample'), /^This page carries the messages of 1,002 of 95,333 contacts: .*\(seed 0\)\. Of 4,667 skipped contacts 4,000 are listed/);
  assert.match(await text(page, '#found'), /^5,002 contacts found\. Searched are the contacts that this page carries\.$/);
  assert.ok(statSync(fileURLToPath(pages.large)).size < 3e6);
  assert.ok(await count(page, '*') < 5000);
  await page.locator('#more-people').press('Enter');
  assert.equal(await count(page, '#people > li'), 100);
  const cut = await page.locator('svg text').evaluateAll((texts) => texts
    .filter((text) => text.getBoundingClientRect().left < text.ownerSVGElement.getBoundingClientRect().left)
    .map((text) => text.textContent));
  assert.deepEqual(cut, [], 'no number of an axis is cut off');
  await close();
});

test('on paper there is what is seen, and nothing to press', async () => {
  const { page, close } = await open(pages.promo);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('button:visible:not(.day), input:visible, select:visible').count(), 0);
  assert.ok(await page.locator('.bubble').isVisible());
  const paper = await page.pdf({ format: 'A4', printBackground: true });
  assert.ok(paper.length > 10000);
  await close();
});

after(() => console.log(`screenshots: ${scratch}`));
