// What a first visit sends and does: budgets, no third party, the content policy, language and direction.
import assert from 'node:assert/strict';
import { openPerson } from './harness/person.mjs';
import { axe } from './harness/axe.mjs';
import { journey } from './harness/journey.mjs';

/** Bytes of bodies as sent, that is compressed. Headers are aside: their size is the protocol's. @source experience.md 1.20 */
const FIRST_LOAD = 130_000;
const ROUTE = 60_000;

/** Counts what the page receives from the front door; answers of the API and the log are no part of a route. */
async function counting(page, run) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const asked = new Map();
  let sent = 0;
  session.on('Network.responseReceived', ({ requestId, response }) =>
    asked.set(requestId, { url: new URL(response.url), headers: response.encodedDataLength }),
  );
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const { url, headers } = asked.get(requestId) ?? {};
    if (url?.origin === run.address && !/^\/(api|log)\//.test(url.pathname)) sent += encodedDataLength - headers;
  });
  return { take: () => [sent, (sent = 0)][0] };
}

journey('the first load and each route stay within what may be sent', async (place) => {
  const person = await openPerson(place);
  const { page } = person;
  const bytes = await counting(page, place.run);
  await page.goto(`${place.run.address}/`, { waitUntil: 'networkidle' });
  await person.screen('C1');
  const first = bytes.take();
  assert.ok(first > 20_000 && first <= FIRST_LOAD, `the first load sent ${first} bytes`);
  await person.close();

  for (const key of ['a.officer', 'c.liaison', 'o.auditor']) {
    const signedIn = await openPerson(place);
    await signedIn.signIn(key);
    const routes = await counting(signedIn.page, place.run);
    const links = await signedIn.page.locator('nav a[href^="/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    for (const href of links) {
      await signedIn.page.locator(`nav a[href="${href}"]`).first().click();
      await signedIn.page.waitForLoadState('networkidle');
      const sent = routes.take();
      assert.ok(sent <= ROUTE, `${href} sent ${sent} bytes`);
    }
    assert.deepEqual(signedIn.faults, []);
    await signedIn.close();
  }
});

journey('a first visit calls nobody else, keeps the content policy and says nothing on the console', async (place) => {
  const person = await openPerson(place);
  const answer = await person.page.goto(`${place.run.address}/`, { waitUntil: 'networkidle' });
  await person.screen('C1');
  const policy = answer.headers()['content-security-policy'] ?? '';
  for (const part of ["default-src 'none'", "frame-ancestors 'none'", 'script-src', 'require-trusted-types-for'])
    assert.ok(policy.includes(part), `${part} is missing in: ${policy}`);
  assert.deepEqual(await axe(person.page), []);
  assert.deepEqual(person.faults, []);
  await person.close();
});

journey('the language of the first address holds, and the direction turns without loading the page anew', async (place) => {
  const person = await openPerson(place, { language: 'en' });
  const { page } = person;
  const direction = () => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
  await page.goto(`${place.run.address}/?lang=ar`);
  await person.screen('C1');
  assert.deepEqual(await direction(), ['ar', 'rtl']);
  await person.signIn('a.officer');
  assert.deepEqual(await direction(), ['en', 'ltr'], 'an address that names a language wins');
  await page.evaluate(() => (globalThis.isSamePage = true));
  await person.press('language');
  await page.waitForFunction(() => document.documentElement.dir === 'rtl');
  assert.equal(await page.evaluate(() => globalThis.isSamePage), true);
  assert.deepEqual(person.faults, []);
  await person.close();
});
