// Steps 5 and 6 on screen: the person who was drawn thinks through W1 to W10, decides line by line, and seals.
import { json } from '../../../../tools/walk/samples.mjs';
import { openRow, stop } from './cast.mjs';

const sheet = json('walk-review.json');
/** Pointers of what a finding may bring. */
const SUPPORTS = ['ground', 'narrowing', 'means', 'notificationDuty'];

/** Opens the next open place of a row of the worksheet. */
const openPlace = ({ page, hands }, row) => hands.press(page.locator('nav button', { hasText: new RegExp(`^\\s*${row}(?!\\d)`) }).first());

/** The questions that only a reviewer answers stand at the row to which they belong. */
async function answerQuestions(person) {
  const { page } = person;
  const fields = await page.locator('[data-field^="/answers/"]').evaluateAll((all) => [...new Set(all.map((one) => one.dataset.field))]);
  if (fields.length === 0) return;
  for (const field of fields) {
    const { value } = sheet.answers.answers.find(({ path }) => field === `/answers/${path}`);
    await person.hands.tick(page.locator(`[data-field="${field}"][value="${value}"]`));
  }
  await person.hands.write(page.locator('[data-field="/reason"]').last(), sheet.answers.reason);
  await person.press('review.correct_answer');
  await person.rest();
}

/** Until a finding is written and the review was read anew, however busy the machine is: only then the next open place is known. */
function readAgain(page) {
  let isWritten = false;
  return page.waitForResponse((answer) => {
    const { pathname } = new URL(answer.url());
    if (answer.request().method() === 'PUT' && pathname.includes('/findings/')) isWritten = true;
    return isWritten && answer.request().method() === 'GET' && /\/reviews\/[^/]+$/.test(pathname);
  });
}

async function recordFinding(person, finding, isForAll) {
  const { page } = person;
  await person.hands.tick(page.locator(`input[name="finding"][value="${finding.finding}"]`));
  await person.fill('/reason', finding.reason);
  for (const support of SUPPORTS) {
    if (!finding[support]) continue;
    if (support === 'ground') await person.choose('/ground', finding.ground);
    else await person.fill(`/${support}`, finding[support]);
  }
  await person.fill('/shareable', finding.shareable);
  await person.choose('/confidence', finding.confidence);
  if (isForAll) await person.hands.tick(page.getByLabel(person.word('review.finding.forAll')));
  const read = readAgain(page);
  await person.press('review.record_finding');
  await read;
  await person.rest();
}

/** One row: alike for all lines at once where the sample says so, else line by line in their order. */
async function thinkThrough(person, row, lines) {
  const findings = sheet.findings.filter((one) => one.row === row);
  await openPlace(person, row);
  await answerQuestions(person);
  if (findings.length === 1) return recordFinding(person, findings[0], findings[0].lines.length > 0);
  for (const line of lines) {
    await openPlace(person, row);
    await recordFinding(person, findings.find((one) => one.lines.includes(line)), false); // prettier-ignore
  }
}

/** Narrows in place: never wider than what was asked. */
async function decideLine(person, { line, granted, conditions, ground, why }, asked) {
  const { hands } = person;
  await hands.press(person.button('review.line.name', { line }));
  const editor = person.page.getByRole('group', { name: person.word('review.line.name', { line }) });
  const field = (key) => editor.getByLabel(person.word(key), { exact: true });
  await hands.press(editor.getByRole('button', { name: person.word(granted ? 'review.line.grant' : 'review.line.drop'), exact: true }));
  if (granted?.period && granted.period.from !== asked) await hands.write(field('review.line.from'), granted.period.from.slice(0, 10));
  for (const { kind, until } of conditions) {
    await hands.choose(field('review.condition.add'), kind);
    await hands.press(editor.getByRole('button', { name: person.word('review.condition.addOne') }));
    if (until) await hands.write(field('review.condition.until'), until.slice(0, 10));
  }
  if (ground) await hands.choose(field('review.finding.ground'), ground);
  await hands.write(field('review.line.why'), why);
  await person.rest();
  await hands.press(editor.getByRole('button', { name: person.word('review.line.close') }));
}

export async function review(cast, ref) {
  await cast.as('c.liaison', 'reviews and seals', async (person) => {
    const { page } = person;
    await openRow(person, '/desk', ref);
    await stop(person, 'L2');
    await person.press('review.claim');
    await page.locator('[data-act="review.claim"]').waitFor({ state: 'detached' });
    for (const row of [...new Set(sheet.findings.map((one) => one.row))]) await thinkThrough(person, row, [1, 2, 3]);
    for (const line of sheet.seal.lines) await decideLine(person, line);
    await stop(person, 'L2');
    await person.hands.press(page.locator(`[data-outcome="${sheet.seal.outcome}"]:not([aria-disabled="true"])`));
    await person.screen('L3');
    await person.fill('/reasonsShareable', sheet.seal.reasonsShareable);
    await person.fill('/reasonsInternal', sheet.seal.reasonsInternal);
    await person.fill('/flagsAnswered/0/answer', sheet.seal.flagsAnswered[0].answer);
    await person.rest();
    await stop(person, 'L3');
    await person.press('decision.seal');
    await person.again(); // G11
    await person.press('decision.seal');
    await page.locator('[data-act="decision.seal"]').waitFor({ state: 'detached' });
    await stop(person, 'L3');
  });
}
