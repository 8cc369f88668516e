// The ways beside the single review, on screen: a return that is answered, an order that is attached, a decision that is taken back, a bar that no act passes.
import assert from 'node:assert/strict';
import { prepare, refusing, seal } from '../../../tools/walk/decide.mjs';
import { newCase, submissionFor, SWEDEN, takeIn } from '../../../tools/walk/walk.mjs';
import { axe } from './harness/axe.mjs';
import { journey } from './harness/journey.mjs';
import { openPerson } from './harness/person.mjs';

const quiet = () => {};

/** A request of a case of its own, submitted. @param change bends what is submitted */
async function submitted({ api }, change) {
  const made = newCase();
  const referral = await takeIn(api, made, quiet);
  const { identifiers } = await api.pass('a.officer', 'GET', `/referrals/${referral.id}`);
  const { id, version } = await api.pass('a.officer', 'POST', '/requests', { referral: referral.id, holdingAgency: SWEDEN });
  const submission = submissionFor(made, identifiers);
  change(submission);
  await api.pass('a.officer', 'POST', `/requests/${id}/submit`, submission, { version });
  return id;
}
const reach = ({ api }, id, state) => api.until('a.officer', `/requests/${id}`, (body) => body.state === state, `the request is ${state}`, 60);

/** One person at a page of their own. */
async function as(place, key, work, language = 'en') {
  const person = await openPerson(place, { language });
  try {
    await person.signIn(key);
    await work(person);
    assert.deepEqual(person.faults, []);
  } catch (error) {
    await person.picture(`broken-routes-${key}-${language}`).catch(() => {});
    throw error;
  } finally {
    await person.close();
  }
}
async function stop(person, code) {
  await person.screen(code);
  await person.rest();
  assert.deepEqual(await axe(person.page), [], `${code} at ${person.page.url()}`);
}

/** Private work as the person would type it, and the page on which it is signed. */
async function toSign({ api }, { by, view, seal: body }, change, person) {
  const { requestHash: _request, screeningHash: _screening, read: _read, ...decision } = { ...body, ...change };
  await api.pass(by, 'PUT', `/reviews/${view.id}`, { decision }, { version: view.version });
  await person.open(`/reviews/${view.id}/sign?outcome=${decision.outcome}`);
  await person.screen('L3');
  await person.rest();
  assert.deepEqual(await axe(person.page), []);
  await person.press('decision.seal');
  await person.again();
  await person.press('decision.seal');
  await person.page.locator('.cm-receipt').waitFor();
}

journey('a decision is taken back in time, returned, answered on screen, and read again with what changed', async (place) => {
  const id = await submitted(place, (submission) => {
    submission.necessity.scopeMinimised = 'no';
  });
  const question = 'Which fact ties the first of the days to the file?';
  const returning = { outcome: 'return', lines: [], questions: [question] };
  const ready = await prepare(place.api, id);
  await as(place, ready.by, async (person) => {
    await toSign(place, ready, returning, person);
    await person.button('review.recall.open').click();
    await person.fill('/reason', 'The question names the wrong line.');
    await person.press('decision.recall');
    await person.page.getByText(person.word('review.recall.done')).waitFor();
    assert.deepEqual(await axe(person.page), []);
  });
  const again = await prepare(place.api, id);
  assert.equal(again.by, ready.by);
  await seal(place.api, again, returning);
  await reach(place, id, 'returned');
  await as(place, 'a.officer', async (person) => {
    await person.open(`/requests/${id}`);
    await stop(person, 'U5');
    await person.link('requests.returned.open').click();
    await person.screen('U4');
    await person.fill('/answers/0/answer', 'The first message that the provider knows of.');
    await person.page.locator('a[href*="part=necessity"]').first().click();
    await person.field('/necessity/scopeMinimised').check();
    await person.rest();
    await person.link('requests.draft.check').click();
    await stop(person, 'U4');
    await person.press('request.resubmit');
    await person.screen('U5');
  });
  const third = await prepare(place.api, id);
  await as(place, third.by, async (person) => {
    await person.open(`/reviews/${third.view.id}`);
    await stop(person, 'L2');
    const changes = await person.page.locator('cm-changes').innerText();
    for (const part of [question, 'The first message that the provider knows of.', '/necessity/scopeMinimised']) assert.ok(changes.includes(part), part);
  });
});

journey('an order that is missing is written down and attached on screen', async (place) => {
  const id = await submitted(place, (submission) => {
    submission.authorisations[0].covers = [1, 3];
  });
  await reach(place, id, 'awaiting_order');
  await as(place, 'a.officer', async (person) => {
    await person.open(`/requests/${id}`);
    await stop(person, 'U5');
    assert.equal(await person.control('request.attach_order').count(), 0);
    await person.button('requests.order.add').click();
    const at = (field) => `/authorisations/0/${field}`;
    await person.choose(at('level'), 'judge');
    await person.fill(at('authority'), 'High Court of the demonstration');
    await person.page.locator(`[data-field="${at('jurisdiction')}"]`).check();
    await person.fill(at('reference'), 'DEMO-ORDER-2026-0778');
    await person.fill(at('issued'), '2026-11-01');
    await person.page.locator(`[data-field="${at('timing')}"]`).check();
    for (const quality of ['independent', 'canRefuse', 'verifiesSuspicion', 'standardMet', 'individualReasons', 'fileAccessible'])
      await person.page.locator(`[data-field="${at(quality)}"]`).check();
    await person.page.getByLabel(person.word('requests.line.name', { line: 2 }), { exact: true }).check();
    await person.press('request.attach_order');
    await person.rest();
  });
  await reach(place, id, 'in_review');
});

journey('an absolute ground leaves no act of granting, and the lead confirms the refusal', async (place) => {
  const id = await submitted(place, (submission) => {
    Object.assign(submission.selection, { protectedAttributeRole: 'decisive', criteria: ['religion'] });
  });
  const first = await prepare(place.api, id);
  await as(place, first.by, async (person) => {
    await person.open(`/reviews/${first.view.id}`);
    await stop(person, 'L2');
    await person.page.locator('[data-bar="absolute"]').waitFor();
    assert.equal(await person.page.locator('[data-outcome="grant"], [data-outcome="grant_in_part"]').count(), 0);
  });
  await seal(place.api, first, refusing(first, 'DISCRIMINATION'));
  const lead = await prepare(place.api, id, 'lead');
  await as(place, lead.by, async (person) => {
    await person.open(`/reviews/${lead.view.id}`);
    await person.page.locator('cm-proposals article').waitFor();
    await stop(person, 'L2');
    await toSign(place, lead, refusing(lead, 'DISCRIMINATION'), person);
  });
  await reach(place, id, 'refused');
  await as(
    place,
    'a.officer',
    async (person) => {
      await place.api.until('a.officer', `/requests/${id}`, ({ decision }) => decision !== null, 'the decision is known');
      await person.open(`/requests/${id}/letter`);
      await person.page.locator('cm-letter[lang], cm-letter article').first().waitFor();
      await stop(person, 'U5');
      assert.equal(await person.page.locator('cm-letter article').first().getAttribute('dir'), 'rtl');
    },
    'ar',
  );
});
