// Steps 3 and 8 on screen: a request is written, checked, submitted; at the end its answer is received and it is closed.
import assert from 'node:assert/strict';
import { SWEDEN } from '../../../../tools/walk/walk.mjs';
import { openRow, stop } from './cast.mjs';
import { openInSide } from './person.mjs';

/** @param referral reference of the referral that the request comes from @returns the reference of the request */
export async function ask(cast, referral) {
  let ref;
  await cast.as('a.officer', 'writes and submits the request', async (person) => {
    const { page } = person;
    await openInSide(person, '/requests');
    await person.hands.press(page.locator('main a[href="/requests/new"]').first());
    await stop(person, 'U4');
    const option = person.field('/referral').locator('option', { hasText: referral });
    await person.choose('/referral', await option.getAttribute('value'));
    await person.choose('/holdingAgency', SWEDEN);
    await person.press('request.create');
    await page.locator('nav ol a').first().waitFor();
    await person.hands.press(person.link('requests.draft.check'));
    // G07: what is missing stands there before anything is sent, and the act is closed with it.
    await page.locator('[data-act="request.submit"][aria-disabled="true"]').waitFor();
    assert.ok((await page.locator('main ol li button').count()) > 10, 'every open question is listed');
    await stop(person, 'U4');
    await person.hands.press(person.button('requests.draft.fill'));
    await person.control('request.submit').waitFor();
    await person.rest();
    await stop(person, 'U4');
    await person.press('request.submit');
    await person.state('submitted', 'screened', 'in_review');
    await stop(person, 'U5');
    ref = await person.ref();
  });
  return ref;
}

/** The desk that asked names the hash that it saw; the officer says what came of it. */
export async function receive(cast, ref) {
  await cast.as('a.supervisor', 'receives the answer', async (person) => {
    await openRow(person, '/requests', ref);
    await person.hands.press(person.button('requests.arrived.open').first());
    await person.control('disclosure.receipt').waitFor();
    await stop(person, 'U5');
    await person.press('disclosure.receipt');
    await person.state('receipted');
  });
  await cast.as('a.officer', 'closes the request', async (person) => {
    await openRow(person, '/requests', ref);
    await person.choose('/outcome', 'identified_suspect');
    await person.press('request.close');
    await person.state('closed');
    await stop(person, 'U5');
  });
}
