// Who is not certified is refused, learns, fails once, waits, passes and decides; a certificate revoked while a decision is open stops it.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, newCase, review, share, submissionFor, SWEDEN, takeIn, thinkThrough } from '../../../tools/walk/walk.mjs';
import { openCast, stop } from './harness/cast.mjs';
import { journey } from './harness/journey.mjs';
import { openInSide } from './harness/person.mjs';
import { fail, learn, pass, retire, revoke, seeWhy, wait } from './harness/steps-of-training.mjs';

const quiet = () => {};
const TRIES = 60;

/** The walk's client with another person in the place of one. */
const inPlaceOf = (api, one, other) => {
  const put =
    (call) =>
    (key, ...words) =>
      call(key === one ? other : key, ...words);
  return { ...api, pass: put(api.pass), refuse: put(api.refuse), until: put(api.until) };
};

async function asked(api) {
  const made = newCase();
  const referral = await takeIn(api, made, quiet);
  await share(api, referral, quiet);
  return ask(api, referral, made, quiet);
}

/** A request whose review the draw gives to this person; whoever else was drawn steps back. */
async function drawnFor(api, key, others) {
  const request = await asked(api);
  for (let tries = 0; tries < TRIES; tries += 1) {
    for (const person of [key, ...others]) {
      const { items } = await api.pass(person, 'GET', '/reviews');
      const row = items.find((one) => one.request === request.id);
      if (row && person === key) return { ...request, review: row.id };
      if (row) await api.pass(person, 'POST', `/reviews/${row.id}/recuse`, { code: 'workload' }, { version: row.version });
    }
    await sleep(500);
  }
  throw new Error(`${request.ref} was not drawn for ${key}`);
}

journey('a reviewer without certificate is refused, learns, fails, waits, passes and decides, in English', async (place) => {
  const { api } = place;
  const cast = openCast(place, 'en');
  await cast.as('c.trainee', 'is refused, and learns', async (person) => {
    await openInSide(person, '/desk');
    await person.page.locator('[data-act="review.next"][aria-disabled="true"]').waitFor();
    await stop(person, 'L1');
    await api.refuse('c.trainee', 'POST', '/reviews/next', undefined, {}, 403, 'certificate');
    await seeWhy(person, 'iccpr_review');
    await learn(person);
    await fail(person);
    await wait(place);
    await pass(person);
  });
  const first = await drawnFor(api, 'c.trainee', ['c.liaison']);
  await cast.as('c.trainee', 'takes the case', async (person) => {
    await openInSide(person, '/desk');
    await person.page.locator(`main a[href="/reviews/${first.review}"]`).first().waitFor();
    assert.equal(await person.page.locator('main a[href="/training/blocked"]').count(), 0);
  });
  const trainee = inPlaceOf(api, 'c.liaison', 'c.trainee');
  await review(trainee, first, quiet);

  const second = await drawnFor(api, 'c.trainee', ['c.liaison']);
  const { sheet, seen } = await thinkThrough(trainee, second);
  const { items } = await api.pass('c.trainee', 'GET', '/certificates');
  await revoke(cast, items[0].id);
  const seal = { ...sheet.seal, requestHash: seen.requestHash, screeningHash: seen.screeningHash };
  await api.refuse('c.trainee', 'POST', `/reviews/${second.review}/seal`, seal, { version: seen.version }, 403, 'certificate');
  await cast.as('c.trainee', 'is stopped at the open decision', async (person) => {
    await person.open(`/reviews/${second.review}/sign?outcome=${sheet.seal.outcome}`);
    await stop(person, 'L3');
    await person.page.locator('[data-act="decision.seal"][aria-disabled="true"]').waitFor();
    await seeWhy(person, 'iccpr_review');
  });
  cast.clean();
  await cast.close();
});

journey('an officer without certificate is refused, learns, fails, waits, passes and submits, in Arabic', async (place) => {
  const { api } = place;
  const cast = openCast(place, 'ar');
  const made = newCase();
  const referral = await takeIn(api, made, quiet);
  await share(api, referral, quiet);
  const { identifiers } = await api.pass('a.officer', 'GET', `/referrals/${referral.id}`);
  const { id, version } = await api.pass('a.trainee', 'POST', '/requests', { referral: referral.id, holdingAgency: SWEDEN });
  const submission = submissionFor(made, identifiers);
  await api.pass('a.trainee', 'PUT', `/requests/${id}`, submission, { version });
  await api.refuse('a.trainee', 'POST', `/requests/${id}/submit`, submission, { version: version + 1 }, 403, 'certificate');
  const check = async (person) => {
    await person.open(`/requests/${id}/draft`);
    await person.link('requests.draft.check').click();
  };
  await cast.as('a.trainee', 'is refused, learns, passes and submits', async (person) => {
    await check(person);
    await person.page.locator('[data-act="request.submit"][aria-disabled="true"]').waitFor();
    await stop(person, 'U4');
    await seeWhy(person, 'iccpr_basic');
    await learn(person);
    await fail(person);
    await wait(place);
    await pass(person);
    await check(person);
    await person.press('request.submit');
    await person.state('submitted', 'screened', 'in_review');
  });
  cast.clean();
  await cast.close();
});

for (const [language, code, words] of [
  ['en', 'ICCPR-11', 'English'],
  ['ar', 'ICCPR-21', 'Arabic'],
])
  journey(`an examiner retires a bad question with a second person, in ${words}`, async (place) => {
    const cast = openCast(place, language);
    await retire(cast, code);
    cast.clean();
    await cast.close();
  });
