import { stage, closeStage } from './harness/stage.mjs';
import { openPerson, openInSide } from './harness/person.mjs';
const place = await stage();
const person = await openPerson(place, { keyboard: true });
await person.signIn('a.officer');
await openInSide(person, '/referrals');
await person.hands.press(person.link('referrals.list.import'));
await person.screen('U3');
const { page } = person;
for (const key of ['Enter', 'Space']) {
  await person.field('/').focus();
  console.log(await page.evaluate(() => document.activeElement.outerHTML));
  const c = page
    .waitForEvent('filechooser', { timeout: 3000 })
    .then(() => 'yes')
    .catch((e) => 'no');
  await page.keyboard.press(key);
  console.log(key, await c, person.faults);
}
await person.close();
await closeStage();
