// The pages that are looked at, made by the binary from folders that are written here.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const binary = process.env.FLASHPLAN ?? join(root, 'target/debug/flashplan');

export const scratch = mkdtempSync(join(tmpdir(), 'flashplan-page-'));

export const HOSTILE = '</script><script>window.hacked = 1</script>';
export const ALERT = '<script>alert(1)</script>';

// A folder with the files of the example, some of them written anew.
function folder(name, files) {
  const path = join(scratch, name);
  cpSync(join(root, 'examples/promo'), path, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(join(path, file), typeof text === 'string' ? text : JSON.stringify(text));
  }
  return path;
}

// The page of a folder, as an address; `status` is what the command must end with.
function page(name, from, { flags = [], status = 0 } = {}) {
  const file = join(scratch, `${name}.html`);
  const run = spawnSync(binary, ['preview', from, '--html', file, ...flags], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== status) throw new Error(`${name}: status ${run.status}\n${run.stderr}${run.error ?? ''}`);
  return `file://${file}`;
}

const INSTANCE = '1cd85ecf-f7b6-587d-bea6-15bd98049a0b';
const TEMPLATE = 'c92a98e0-6540-51d7-a450-312fe94658a9';

const campaign = (fields) => ({
  instanceId: INSTANCE, name: `Été ${ALERT}`, schedule: '2027-03-20T20:30:00+01:00', repeat: 'daily',
  recipients: { type: 'all' }, ...fields,
});

const BODY = [
  'Bonjour *{{default contact.firstName "cher client"}}* !', '> Offre du _vendredi_', '- ~12 000~ 10 800 FCFA',
  'code `{{custom.code}}`, 2*3*4, snake_case_name', '```carte {{contact.meta.points}}```',
  'Voir https://boutique.example/pagnes?a_b=c_d.', '{{contact.name}}',
].join('\n');

// A picture at 20:30 in Paris over a change of clocks, with a pace, a quota and hostile names.
function rich() {
  const from = folder('rich', {
    'campaign.json': campaign({ templateId: TEMPLATE, variables: { code: HOSTILE } }),
    'templates.json': [{ id: TEMPLATE, name: 'pagnes', type: 'image', body: BODY, mediaUrl: 'https://cdn.example.com/a/vendredi.jpg?x=1' }],
    'contacts.csv': [
      'id,name,phone,meta.points', `c0,${ALERT},+2290197000001,1`, `c1,${HOSTILE},+2290197000002,22`,
      'c2,Aïcha N’Diaye,+2290197000003,333', 'c3,فاطمة,+2290197000004,4', `"=cmd|' /C calc'!A0",=1+2,97,5`,
      `c5,${HOSTILE},+2290197000001,6`, 'c6,Awa Doe,+2290197000007,', 'c7,Koffi Mensah,,8', '',
    ].join('\n'),
    'plan.toml': 'timezone = "Europe/Paris"\ncount = 12\nquiet-hours = ["21:00-08:00", "sun 00:00-24:00"]\nper-hour = 3\nper-day = 4\nmin-gap = "90s"\njitter = "30s"\nquota = 40\n',
  });
  const earlier = join(scratch, 'earlier.ndjson');
  execFileSync(binary, ['plan', from, '--per-hour', '2', '--count', '11', '--out', earlier], { stdio: 'pipe' });
  return page('rich', from, { flags: ['--compare', earlier] });
}

function buttons() {
  const texts = { title: 'Rendez-vous', description: 'Demain à *9 h* ?', footer: 'Boutique Porto-Novo' };
  const list = [{ type: 'call', displayText: 'Appeler', phoneNumber: '+2290197000001' }, { type: 'url', displayText: 'Voir', url: 'https://boutique.example/' }];
  return page('buttons', folder('buttons', {
    'campaign.json': campaign({ type: 'buttons', repeat: 'none', buttons: list, ...texts }),
    'plan.toml': 'count = 1\n',
  }));
}

function refused() {
  return page('refused', folder('refused', { 'campaign.json': { name: `Sans instance ${ALERT}`, repeat: 'hourly' } }), { status: 1 });
}

// A hundred thousand contacts, some of whom are skipped.
function large() {
  const contact = (i) => `c${i},Contact ${i},${i % 50 ? `+22901${String(i).padStart(8, '0')}` : '97'},${i % 30 || ''}`;
  const rows = [...Array(100000).keys()].map(contact);
  return page('large', folder('large', {
    'campaign.json': campaign({ repeat: 'none', templateId: TEMPLATE, variables: { code: 'A', percent: 1 } }),
    'contacts.csv': ['id,name,phone,meta.points', ...rows, ''].join('\n'),
    'plan.toml': 'timezone = "Europe/Paris"\nper-minute = 60\nper-day = 20000\nquota = 50000\n',
  }));
}

export const pages = {
  promo: page('promo', join(root, 'examples/promo')),
  rich: rich(),
  buttons: buttons(),
  refused: refused(),
  large: large(),
};
