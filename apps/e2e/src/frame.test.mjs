// What surrounds every screen: search, terms, the way out, the end of an unused sign-in, and the entry behind a click.
import assert from 'node:assert/strict';
import pg from 'pg';
import { axe } from './harness/axe.mjs';
import { journey } from './harness/journey.mjs';
import { openPerson } from './harness/person.mjs';

const MINUTE_MS = 60_000;

/** Words that the search says. */
const said = (page) => page.locator('.cm-find [role="status"] p').innerText();

journey('a case is found by keys alone, under the own case number, and what is not there is said', async (place) => {
  const number = `CID ${Date.now() % 1e6}/2027`;
  const { id, ref } = await place.api.pass('a.officer', 'POST', '/referrals', { title: 'Sample to be found', ownRef: number });
  const person = await openPerson(place, { language: 'ar' });
  const { page } = person;
  await person.signIn('a.officer');
  await person.screen('U1');
  for (const words of [`${number}9`, 'RF-2027-KE-000000']) {
    await page.keyboard.press('Control+k');
    await page.locator('.cm-find input').waitFor();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    assert.equal(await said(page), person.word('frame.find.nothing'));
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Escape');
  }
  for (const words of [number, ref.toLowerCase()]) {
    await page.goto(`${place.run.address}/work`);
    await person.screen('U1');
    await page.keyboard.press('Control+k');
    await page.locator('.cm-find input').waitFor();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/referrals/${id}`);
  }
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await person.screen('U1');
  assert.deepEqual(person.faults, []);
  await person.close();
});

journey('whoever has not accepted the terms meets them first, and the entry of the acceptance stands behind the click', async (place) => {
  const database = new pg.Client(place.run.database.adminUrl);
  await database.connect();
  const { person: id } = place.run.people.find(({ key }) => key === 'third.officer');
  await database.query('update comity.terms_acceptance set withdrawn_at = comity.now() where person_id = $1 and withdrawn_at is null', [id]);
  await database.end();
  const person = await openPerson(place);
  const { page } = person;
  await person.signIn('third.officer');
  await person.screen('C8');
  assert.deepEqual(await axe(page), []);
  await person.press('terms.accept');
  await person.again();
  await person.press('terms.accept');
  await person.screen('U1');
  await page.getByRole('button', { name: person.word('frame.demo.behind') }).click();
  await page.locator('.cm-demo [data-proof="signed"], .cm-demo [data-proof="proved"]').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('link', { name: person.word('frame.demo.check') }).click();
  await person.screen('O3');
  assert.deepEqual(person.faults, []);
  await person.close();
});

journey('signing out ends the token at the API and leaves nothing of it in the browser', async (place) => {
  const person = await openPerson(place);
  const { page } = person;
  const call = page.waitForRequest((request) => new URL(request.url()).pathname === '/api/v1/me');
  await person.signIn('b.officer');
  const { authorization } = await (await call).allHeaders();
  const me = () => fetch(`${place.run.api}/me`, { headers: { authorization } }).then(({ status }) => status);
  assert.equal(await me(), 200);
  await page.getByRole('button', { name: person.word('frame.me.label') }).click();
  await person.press('session.end');
  await person.screen('C1');
  assert.equal(await me(), 401);
  const kept = await page.evaluate(async () =>
    JSON.stringify([localStorage, sessionStorage, document.cookie, await caches.keys(), (await indexedDB.databases()).map(({ name }) => name)]),
  );
  assert.ok(!kept.includes(authorization.slice(-40)) && !/eyJ|comity-draft|comity-return/.test(kept), kept);
  assert.deepEqual(person.faults, []);
  await person.close();
});

journey('a page that nobody uses warns, goes on when asked, and signs out at the limit', async (place) => {
  const person = await openPerson(place);
  const { page } = person;
  await person.signIn('c.liaison');
  await page.clock.install();
  await person.open('/desk');
  await person.screen('L1');
  await person.rest();
  const banner = page.locator('.cm-banner');
  await page.clock.fastForward(13 * MINUTE_MS + 20_000);
  assert.match(await banner.innerText(), new RegExp(person.word('frame.idle.title')));
  await banner.getByRole('button').click();
  await banner.waitFor({ state: 'detached' });
  await page.clock.fastForward(15 * MINUTE_MS + 20_000);
  await banner.getByText(person.word('shell.ended.title')).waitFor();
  assert.deepEqual(person.faults, []);
  await person.close();
});
