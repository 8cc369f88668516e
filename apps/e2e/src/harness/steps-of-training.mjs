// Training on screen: a lesson with its exercise, an examination that is failed or passed, what examiners do together.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../../tools/start/places.mjs';
import { execute } from '../../../../tools/start/testing.mjs';
import { stop } from './cast.mjs';
import { openInSide } from './person.mjs';

const data = (name) => JSON.parse(readFileSync(join(root, 'apps/api/src/training/data', name), 'utf8'));
const FACTS = new Map(data('questions.json').map((one) => [one.code, one]));
/** Words of the right option by the words of the question, in one language. */
const right = (language) =>
  new Map(Object.entries(data(`questions.${language}.json`)).map(([code, { question, options }]) => [question, options[FACTS.get(code).correct]]));

/** Opens a part of training by the line of its parts. */
async function openPart(person, path) {
  await openInSide(person, '/training');
  await person.page.locator(`main nav a[href="${path}"]`).click();
  await person.rest();
}

/** Reads the lesson on necessity, answers its exercise, and marks it as worked through. */
export async function learn(person) {
  const { page } = person;
  await openPart(person, '/training/lessons');
  await stop(person, 'S2');
  await page.locator('main a[href="/training/lessons/necessity"]').click();
  await page.locator('[data-exercise] [data-field="/limb"]').first().waitFor();
  await stop(person, 'S2');
  assert.equal(await page.locator('[data-act="lesson.complete"][aria-disabled="true"]').count(), 1, 'the exercise comes first');
  await page.locator('[data-field="/limb"][value="necessity"]').check();
  await page.locator('[data-field="/route"][value="RETURN_FOR_COMPLETION"]').check();
  await person.press('practice.mark');
  await page.locator('[data-right="yes"]').waitFor();
  await person.press('lesson.complete');
  await page.locator('[data-act="lesson.complete"]').waitFor({ state: 'detached' });
}

async function start(person) {
  await openPart(person, '/training/exam');
  await stop(person, 'S3');
  await person.press('exam.start');
  await person.field('/choice').waitFor();
}

async function handIn(person, state) {
  const { page } = person;
  await person.press('exam.hand_in');
  await person.press('exam.finish');
  await page.locator(`h1[data-state="${state}"]`).waitFor();
  await stop(person, 'S3');
}

/** Answers one question only and hands in; afterwards every question says what was right and why, and another start is closed. */
export async function fail(person) {
  const { page } = person;
  await start(person);
  await person.field('/choice').check();
  await person.rest();
  await stop(person, 'S3');
  assert.equal(await page.locator('[data-right]').count(), 0, 'nothing is told before it is handed in');
  await handIn(person, 'failed');
  assert.ok((await page.locator('li[data-right]').count()) >= 20, 'each question is explained');
  await openPart(person, '/training/exam');
  await page.locator('[data-act="exam.start"][aria-disabled="true"]').waitFor();
}

/** Moves business time, so that the waiting time is over. */
export async function wait({ state }) {
  const words = ['tools/start/command.mjs', 'clock', '+25h'];
  const { code, out, err } = await execute(words, { ...process.env, COMITY_STATE: state });
  assert.equal(code, 0, out + err);
}

/** Answers every question rightly, the first one by keyboard alone, and hands in. */
export async function pass(person) {
  const { page } = person;
  const answers = right(person.language);
  await start(person);
  for (let isFirst = true; ; isFirst = false) {
    const answer = answers.get((await page.locator('main fieldset legend span').first().innerText()).trim());
    assert.ok(answer, 'the question is one of the bank');
    const option = page.getByLabel(answer, { exact: true });
    if (isFirst) {
      await option.focus();
      await page.keyboard.press('Space');
    } else await option.check();
    await person.rest();
    assert.equal(await option.isChecked(), true);
    const next = person.control('exam.next');
    if ((await next.count()) === 0) break;
    const asked = await page.locator('h1').innerText();
    await next.click();
    await page.waitForFunction((before) => document.querySelector('h1')?.innerText !== before, asked);
  }
  await handIn(person, 'passed');
  await openInSide(person, '/training');
  await page.locator('[data-state="valid"]').first().waitFor();
  await stop(person, 'S1');
}

/** Says why the person is blocked, by a link of the screen that is closed to them. */
export async function seeWhy(person, kind) {
  await person.page.locator('main a[href="/training/blocked"]').first().click();
  await person.page.locator(`[data-missing="${kind}"]`).waitFor();
  await stop(person, 'S4');
}

/** One examiner proposes to retire a question, cannot approve it alone, and another one approves. */
export async function retire(cast, code) {
  const open = async (person) => {
    await openPart(person, '/training/questions');
    await stop(person, 'S5');
    await person.page.locator('main tbody a', { hasText: new RegExp(`^${code}$`) }).click();
    await person.field('/reason').waitFor();
  };
  await cast.as('o.auditor', `proposes to retire ${code}`, async (person) => {
    await open(person);
    await person.fill('/reason', 'Everybody answers it rightly, so it tells nobody apart.');
    await person.press('question.propose');
    await person.page.locator('[data-act="question.approve"][aria-disabled="true"]').waitFor();
    await stop(person, 'S5');
  });
  await cast.as('p.auditor', `approves that ${code} is retired`, async (person) => {
    await open(person);
    await person.press('question.approve');
    await person.page.locator('h1[data-state="retired"]').waitFor();
    await stop(person, 'S5');
  });
}

/** Two examiners revoke a certificate, each with a fresh sign-in. */
export async function revoke(cast, id) {
  for (const key of ['o.auditor', 'p.auditor'])
    await cast.as(key, 'revokes a certificate', async (person) => {
      const { page } = person;
      await openPart(person, '/training/certificates');
      await page.locator(`[data-certificate="${id}"]`).click();
      await person.fill('/reason', 'The examination was sat by somebody else.');
      await stop(person, 'S6');
      await person.press('certificate.revoke');
      if (await person.isAskedAgain()) {
        await page.locator(`[data-certificate="${id}"]`).waitFor();
        await person.press('certificate.revoke');
      }
      await page.locator('[data-act="certificate.revoke"]:not([aria-busy="true"])').or(page.locator('aside [role="status"]')).first().waitFor();
      await person.rest();
    });
}
