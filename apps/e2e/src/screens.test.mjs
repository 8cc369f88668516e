// Each screen in both languages and both modes, wide, on a phone, at 320 px, at 400 %, with forced colours and on paper: axe, no sideways scroll, one
// heading, focus in sight, nothing that moves, a clean console.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { axe, hiddenFocus, sideways } from './harness/axe.mjs';
import { journey } from './harness/journey.mjs';
import { otherLooks } from './harness/looks.mjs';
import { openPerson } from './harness/person.mjs';
import { plant } from './harness/planted.mjs';
import { OPEN_SCREENS, SCREENS } from './harness/screens.mjs';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 640 };
/**
 * Colours hang on the mode, layout on the width and the language: these two meet every colour, every width and both directions.
 * With COMITY_E2E_FULL each meets each.
 */
const LOOKS = {
  en: [['light', WIDE]],
  ar: [['dark', PHONE]],
};
const EVERY_LOOK = ['light', 'dark'].flatMap((mode) => [WIDE, PHONE].map((size) => [mode, size]));

async function look({ page }, language) {
  const found = [];
  for (const [colorScheme, viewport] of process.env.COMITY_E2E_FULL ? EVERY_LOOK : LOOKS[language]) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => scrollTo(0, 0)); // what lies under a bar is not what a person presses
    await page.setViewportSize(viewport);
    for (const fault of [...(await axe(page)), ...(await sideways(page))]) found.push(`${language} ${colorScheme} ${viewport.width}: ${fault}`);
  }
  await page.setViewportSize(NARROW);
  for (const fault of await sideways(page)) found.push(`${language} 320: ${fault}`);
  await page.setViewportSize(WIDE);
  return found;
}

async function turn(person, dir) {
  await person.press('language');
  await person.page.waitForFunction((wanted) => document.documentElement.dir === wanted, dir);
}

/** Everything that is wrong with one screen. */
async function faultsOf(person, code) {
  const { page } = person;
  await person.screen(code);
  await person.rest();
  const headings = await page.locator('h1').count();
  const found = headings === 1 ? [] : [`${headings} headings of the first level`];
  found.push(...(await hiddenFocus(page)), ...(await look(person, 'en')), ...(await otherLooks(page, sideways)));
  await turn(person, 'rtl');
  found.push(...(await look(person, 'ar')));
  await turn(person, 'ltr');
  return found.map((fault) => `${code} ${fault}`);
}

// Two people at once: the one's page is drawn while the other's is looked at.
describe('screens', { concurrency: 2 }, () => {
  for (const [key, screens] of [['', OPEN_SCREENS], ...Object.entries(SCREENS)]) {
    journey(`what ${key || 'a stranger'} sees is clean in every language, mode and width`, async (place) => {
      const planted = await plant(place);
      const person = await openPerson(place);
      if (key) await person.signIn(key);
      const found = [];
      for (const [code, address] of screens) {
        await person.open(address(planted));
        found.push(...(await faultsOf(person, code)));
      }
      assert.deepEqual([...found, ...person.faults], []);
      await person.close();
    });
  }
});

journey('the keyboard alone reaches the content, and a new screen begins at its heading', async (place) => {
  const person = await openPerson(place);
  const { page } = person;
  await person.signIn('a.officer');
  await page.locator('main h1').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  assert.equal(await focused(), 'H1', 'the first stop is the link past the bars');
  await page.locator('nav a').last().press('Enter');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  assert.deepEqual(person.faults, []);
  await person.close();
});

journey('a sheet says how it is to be handled, under which conditions, and who printed it', async (place) => {
  const { closed } = await plant(place);
  const person = await openPerson(place);
  const { page } = person;
  await person.signIn('a.officer');
  await person.open(`/requests/${closed.request}`);
  await person.screen('U5');
  await page.getByText('by 31 May 2027').first().waitFor();
  await page.pdf({ preferCSSPageSize: true });
  const foot = await page.evaluate(() => document.documentElement.style.getPropertyValue('--cm-foot'));
  for (const part of ['Handling: no restriction', 'by 31 May 2027', 'printed by Sample Officer 01'])
    assert.ok(foot.includes(part), `"${part}" is missing in: ${foot}`);
  assert.deepEqual(person.faults, []);
  await person.close();
});
