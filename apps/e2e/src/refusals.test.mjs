// A refusal on screen for each gate that somebody can run into: in words, with the rule, and with what to do next. What is tried is really closed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe } from 'node:test';
import { root } from '../../../tools/start/places.mjs';
import { json } from '../../../tools/walk/samples.mjs';
import { complete, newCase, submissionFor, SWEDEN } from '../../../tools/walk/walk.mjs';
import { axe } from './harness/axe.mjs';
import { journey } from './harness/journey.mjs';
import { openPerson, refusal } from './harness/person.mjs';
import { plant, plantAsked } from './harness/planted.mjs';

const words = (language) => JSON.parse(readFileSync(join(root, `apps/portal/src/app/shared/words/${language}.json`), 'utf8')).problem;

/** The page says the problem's sentence in the reader's language, names what the server names, and stays accessible. */
async function says(person, code, ...more) {
  const text = await refusal(person, code);
  for (const part of [words(person.language)[code], ...more]) assert.ok(text.includes(part), `"${part}" is missing in: ${text}`);
  assert.deepEqual(await axe(person.page), []);
}

/** The sentence beside an act that is closed. */
async function closedBecause({ page, rest }, control) {
  const closed = page.locator(`${control}[aria-disabled="true"]`);
  await closed.waitFor();
  await rest();
  return page.locator(`#${await closed.getAttribute('aria-describedby')}`).innerText();
}

const seated = new Map();

/** A person at a page of their own, signed in once for all of them. */
async function seat(place, key, language) {
  const name = `${key} ${language}`;
  if (!seated.has(name)) {
    const person = await openPerson(place, { language });
    await person.signIn(key);
    seated.set(name, person);
  }
  return seated.get(name);
}

/** One person at one address, in one language. */
async function at(place, key, address, work, language = 'en') {
  const person = await seat(place, key, language);
  if (address) await person.open(address);
  await work(person);
  assert.deepEqual(person.faults, []);
}

after(async () => {
  for (const person of seated.values()) await person.close();
});

// Two strands beside each other, in each of which a person sits at one page after the other: a suite would hand its concurrency on to those inside.
describe('refusals', { concurrency: 2 }, () => {
  describe('of those who write and send', { concurrency: 1 }, () => {
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
            await person.rest();
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

    journey('G17: a picture hidden in a text is not taken, and its place is named', async (place) => {
      const { api } = place;
      const { id } = await api.pass('a.officer', 'POST', '/referrals', { title: 'Sample of hidden media', lang: 'en', identifiers: [] });
      await at(place, 'a.officer', `/referrals/${id}`, async (person) => {
        await person.screen('U3');
        await person.fill('/summary', `The file: data:image/png;base64,${Buffer.from('no picture').toString('base64')}`);
        await person.press('referral.save');
        await says(person, 'media');
        await person.page.locator('[data-problem="media"] li button').first().click();
        assert.equal(await person.page.evaluate(() => document.activeElement?.dataset.field), '/summary');
      });
    });

    journey('handling H2: nothing goes out before the source has agreed', async (place) => {
      const { api } = place;
      const { id } = await api.pass('a.officer', 'POST', '/imports?format=cybertipline', newCase().report, { type: 'application/xml' });
      await complete(api, { id }, { handling: { codes: ['H2'] } });
      for (const language of ['en', 'ar'])
        await at(
          place,
          'a.supervisor',
          `/referrals/${id}`,
          async (person) => {
            await person.screen('C4');
            await person.choose('/channel', 'police_to_police');
            await person.press('referral.send');
            await says(person, 'step', 'consent-h2');
          },
          language,
        );
    });

    journey('G02: a screen of another office says that the role does not allow it', async (place) => {
      for (const language of ['en', 'ar']) await at(place, 'o.auditor', '/referrals', (person) => says(person, 'not-allowed'), language);
    });

    journey('G01: a sign-in that was ended elsewhere says so, and nothing more is shown', async (place) => {
      await at(place, 'b.supervisor', undefined, async (person) => {
        const { page } = person;
        const asked = page.waitForRequest((request) => request.url().startsWith(place.run.api) && 'authorization' in request.headers());
        await page.locator('nav a').last().click();
        const { authorization } = (await asked).headers();
        const ended = await fetch(`${place.run.api}/session/end`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: '{}',
        });
        assert.ok(ended.ok, `${ended.status}`);
        await page.locator('nav a').first().click();
        await page.locator('[data-problem="sign-in"], main[data-screen="C1"], .cm-banner[role="alert"]').first().waitFor();
      });
    });
  });

  describe('of strangers, of those who review, and of a trainee', { concurrency: 1 }, () => {
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

    journey('G12: a check that bars a grant closes it, and says so beside the act', async (place) => {
      const { review } = await plantAsked(place);
      await at(place, 'c.liaison', `/reviews/${review}`, async (person) => {
        const { page } = person;
        await person.press('review.claim');
        await page.locator('[data-act="review.claim"]').waitFor({ state: 'detached' });
        await page.locator('nav button', { hasText: 'W8' }).first().click();
        const adverse = {
          ...Object.fromEntries(json('walk-review.json').answers.answers.map(({ path, value }) => [path, value])),
          'transfer.tortureRisk': 'real',
        };
        for (const [path, value] of Object.entries(adverse))
          if (path.startsWith('transfer.')) await page.locator(`[data-field="/answers/${path}"][value="${value}"]`).check();
        await page.locator('[data-field="/reason"]').last().fill('The country notes of both sides name it.');
        await person.press('review.correct_answer');
        const why = await closedBecause(person, '[data-outcome="grant"]');
        assert.ok(why.startsWith('Closed: '), why);
        assert.deepEqual(await axe(page), []);
      });
    });

    journey('G09: whoever stepped back from a case does not see it again', async (place) => {
      const { review, ref } = await plantAsked(place);
      await at(place, 'c.liaison', `/reviews/${review}`, async (person) => {
        const { page } = person;
        await page.locator('details:has([data-act="review.recuse"]) > summary').click();
        await page.locator('[data-act="review.recuse"][aria-disabled="true"]').waitFor();
        await person.field('/code').selectOption({ index: 1 });
        await person.press('review.recuse');
        await person.screen('L1');
        assert.equal(await page.getByText(ref).count(), 0, 'the desk has it no more');
        await person.open(`/reviews/${review}`);
        await says(person, 'not-found');
      });
    });

    journey('G08 and G11: what was changed since is not sealed, and sealing wants a fresh sign-in', async (place) => {
      const { api } = place;
      const { ready } = await plant(place);
      await at(place, 'c.liaison', `/reviews/${ready.review}/sign`, async (person) => {
        await person.screen('L3');
        await person.press('decision.seal');
        await person.isAskedAgain();
        await person.control('decision.seal').waitFor();
        await person.rest();
        const { version, draft } = await api.pass('c.liaison', 'GET', `/reviews/${ready.review}`);
        await api.pass('c.liaison', 'PUT', `/reviews/${ready.review}`, draft, { version }); // the same person, at another page
        await person.press('decision.seal');
        await says(person, 'version');
      });
    });

    journey('G05: whoever has no certificate submits nothing', async (place) => {
      const { api } = place;
      const made = newCase();
      const referral = await api.pass('a.trainee', 'POST', '/imports?format=cybertipline', made.report, { type: 'application/xml' });
      const { identifiers } = await api.pass('a.trainee', 'GET', `/referrals/${referral.id}`);
      const created = await api.pass('a.trainee', 'POST', '/requests', { referral: referral.id, holdingAgency: SWEDEN });
      await api.pass('a.trainee', 'PUT', `/requests/${created.id}`, submissionFor(made, identifiers), { version: created.version });
      await at(place, 'a.trainee', `/requests/${created.id}/draft?part=check`, async (person) => {
        const why = await closedBecause(person, '[data-act="request.submit"]');
        assert.equal(why, person.word('shared.certificate.closed'));
        assert.deepEqual(await axe(person.page), []);
      });
    });
  });
});
