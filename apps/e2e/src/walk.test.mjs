// The walk of one request on screen, by six people, once in each language: every act is a press, every stop is accessible.
import { openCast } from './harness/cast.mjs';
import { share, takeIn } from './harness/steps-of-referral.mjs';
import { journey } from './harness/stage.mjs';
import { newCase } from '../../../tools/walk/walk.mjs';

for (const [language, words] of [
  ['en', 'English'],
  ['ar', 'Arabic'],
]) {
  journey(`a request walks from a report to its proof, in ${words}`, async (place) => {
    const cast = openCast(place, language);
    const made = newCase();
    const ref = await takeIn(cast, made.report);
    await share(cast, ref);
    cast.clean();
    await cast.close();
  });
}
