// A refusal on screen for each gate that somebody can run into: in words, with the rule, and with what to do next. What is tried is really closed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../tools/start/places.mjs';
import { axe } from './harness/axe.mjs';
import { journey } from './harness/journey.mjs';
import { openPerson, refusal } from './harness/person.mjs';
import { plant } from './harness/planted.mjs';

const words = (language) => JSON.parse(readFileSync(join(root, `apps/portal/src/app/shared/words/${language}.json`), 'utf8')).problem;

/** The page says the problem's sentence in the reader's language, names what the server names, and stays accessible. */
async function says(person, code, ...more) {
  const text = await refusal(person, code);
  for (const part of [words(person.language)[code], ...more]) assert.ok(text.includes(part), `"${part}" is missing in: ${text}`);
  assert.deepEqual(await axe(person.page), []);
}

/** One person at one address, in one language. */
async function at(place, key, address, work, language = 'en') {
  const person = await openPerson(place, { language });
  await person.signIn(key);
  if (address) await person.open(address);
  await work(person);
  assert.deepEqual(person.faults, []);
  await person.close();
}

journey('G03 and G04: what is not yours and what does not exist look alike', async (place) => {
  const { closed, draft } = await plant(place);
  const texts = [];
  for (const id of [draft.referral, closed.request])
    await at(place, 'third.officer', `/referrals/${id}`, async (person) => {
      await says(person, 'not-found');
      texts.push((await refusal(person, 'not-found')).replace(/urn:uuid:[0-9a-f-]+/, ''));
    });
  assert.equal(texts[0], texts[1]);
});

journey('G07: what is missing is listed whole, and each cause leads to its field', async (place) => {
  const { api } = place;
  const { id } = await api.pass('a.officer', 'POST', '/referrals', { title: 'Sample of what is missing', lang: 'en', identifiers: [] });
  for (const language of ['en', 'ar'])
    await at(
      place,
      'a.officer',
      `/referrals/${id}`,
      async (person) => {
        await person.screen('U3');
        await person.press('referral.complete');
        await says(person, 'incomplete');
        assert.ok((await person.page.locator('[data-problem] li').count()) >= 3, 'all causes at once');
      },
      language,
    );
});

journey('a record that somebody else changed meanwhile is not written over', async (place) => {
  const { api } = place;
  const written = { title: 'Sample of two editors', lang: 'en', identifiers: [] };
  const { id, version } = await api.pass('a.officer', 'POST', '/referrals', written);
  await at(place, 'a.officer', `/referrals/${id}`, async (person) => {
    await person.screen('U3');
    await person.field('/title').waitFor();
    await api.pass('a.officer', 'PUT', `/referrals/${id}`, { ...written, title: 'Changed elsewhere' }, { version });
    await person.fill('/title', 'Changed here');
    await person.press('referral.save');
    await says(person, 'version');
  });
});

journey('G02: a screen of another office says that the role does not allow it', async (place) => {
  for (const language of ['en', 'ar']) await at(place, 'o.auditor', '/referrals', (person) => says(person, 'not-allowed'), language);
});

journey('G01: a sign-in that was ended elsewhere says so, and nothing more is shown', async (place) => {
  await at(place, 'third.officer', undefined, async (person) => {
    const { page } = person;
    const asked = page.waitForRequest((request) => request.url().startsWith(place.run.api) && 'authorization' in request.headers());
    await page.locator('nav a').last().click();
    const { authorization } = (await asked).headers();
    const ended = await fetch(`${place.run.api}/session/end`, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body: '{}' });
    assert.ok(ended.ok, `${ended.status}`);
    await page.locator('nav a').first().click();
    await page.locator('[data-problem="sign-in"], main[data-screen="C1"], .cm-banner[role="alert"]').first().waitFor();
  });
});
