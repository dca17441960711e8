// Starts the page.

const preview = JSON.parse($('preview').textContent);
const { plan } = preview;

function render() {
  translateTemplates();
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
  for (const part of document.querySelectorAll('.of-plan')) show(part, Boolean(plan));
  show($('changes'), Boolean(preview.comparison));
  renderVerdict();
  if (plan) renderPlan();
  if (preview.comparison) renderChanges();
  renderHead();
}

function renderPlan() {
  renderFilter();
  renderPeople();
  renderWhen();
  renderPace();
  renderAudience();
  renderVariables();
  put($('about-sample'), sampleText());
  put($('about-plan'), t('flashplan {version}, zone data {tzdb}. Definition {fingerprint}, plan {hash}.', {
    version: plan.version, tzdb: plan.tzdb, fingerprint: plan.fingerprint.slice(0, 16), hash: plan.hash.slice(0, 16),
  }));
}

// What the page carries of the plan, with the numbers.
function sampleText() {
  const { people: carried, totals, skipped, seed, reasons } = plan;
  const listed = reasons.reduce((sum, { contacts }) => sum + contacts, 0);
  const messages = carried.length === totals.reached
    ? t('This page carries the message of every contact that gets one.')
    : t('This page carries the messages of {n} of {all} contacts: the first, the shortest, the longest, one of every occurrence that is listed, and others drawn at random (seed {seed}).', { n: number(carried.length), all: number(totals.reached), seed });
  const others = skipped.length >= listed
    ? t('Every skipped contact is listed.')
    : t('Of {all} skipped contacts {n} are listed, the first of each reason.', { n: number(skipped.length), all: number(listed) });
  return `${messages} ${others} ${t('All counts are of the whole plan.')}`;
}

for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => { language = button.dataset.language; render(); });
}
if (plan) {
  startPeople();
  $('download').addEventListener('click', download);
  $('day').addEventListener('change', () => { chosenDay = $('day').value; renderHours(); });
  $('more-occurrences').addEventListener('click', () => {
    allOccurrences = true;
    renderOccurrences();
    // the button is gone: the first occurrence that is new takes the focus
    const added = $('occurrences').children[OCCURRENCES];
    if (added) { added.tabIndex = -1; added.focus(); }
  });
}
if (preview.comparison) {
  $('change-kind').addEventListener('change', () => { differences = DIFFERENCES; renderChangeList(); });
  $('more-changes').addEventListener('click', () => { differences += DIFFERENCES; renderChangeList(); });
}
render();

// Drawings are made to measure: a width that has changed asks for new ones.
let drawnFor = window.innerWidth;
window.addEventListener('resize', () => {
  if (!plan || window.innerWidth === drawnFor) return;
  drawnFor = window.innerWidth;
  renderTimeLine();
  renderPace();
});
