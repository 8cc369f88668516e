// The walk of one request on screen, by six people, once in each language, once with a mouse and once without: every act is a press, every stop is
// accessible.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';
import { root } from '../../../tools/start/places.mjs';
import { newCase } from '../../../tools/walk/walk.mjs';
import { openCast } from './harness/cast.mjs';
import { journey } from './harness/journey.mjs';
import { share, takeIn } from './harness/steps-of-referral.mjs';
import { ask, receive } from './harness/steps-of-request.mjs';
import { review } from './harness/steps-of-review.mjs';
import { answer } from './harness/steps-of-answer.mjs';
import { prove } from './harness/steps-of-proof.mjs';

/** Names of controls that docs/journey.md does not list as they stand on screen; figures in them are written N there. */
function unlisted(names) {
  const rows = readFileSync(join(root, 'docs/journey.md'), 'utf8').replace(/ +/g, ' ').split('\n');
  return [...names]
    .map(([act, name]) => [act, name.replace(/\d+/g, 'N')])
    .filter(([act, name]) => !rows.some((row) => row.startsWith(`| \`${act}\` |`) && row.includes(`| ${name} |`)))
    .map(([act, name]) => `| \`${act}\` | ${name} |`);
}

// Both at once: each waits for the worker most of the time, and two cases side by side are what a day looks like.
describe('the walk', { concurrency: 2 }, () => {
  for (const [language, words, options] of [
    ['en', 'English, by keyboard alone', { keyboard: true }],
    ['ar', 'Arabic', {}],
  ]) {
    journey(`a request walks from a report to its proof, in ${words}`, async (place) => {
      const cast = openCast(place, language, options);
      const made = newCase();
      const referral = await takeIn(cast, made.report);
      await share(cast, referral);
      const request = await ask(cast, referral);
      await review(cast, request);
      await answer(cast, request);
      await receive(cast, request);
      await prove(cast, place);
      cast.clean();
      assert.deepEqual(unlisted(cast.names), []);
      await cast.close();
    });
  }
});
