// Each screen in both languages and both modes, wide, narrow and at 320 px: axe, no sideways scroll, one heading, focus in sight, a clean console.
import assert from 'node:assert/strict';
import { axe, hiddenFocus, sideways } from './harness/axe.mjs';
import { openPerson } from './harness/person.mjs';
import { SCREENS } from './harness/screens.mjs';
import { journey } from './harness/stage.mjs';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 640 };

/** Looks at the page as it stands. Colours matter once a mode, layout once a width: a whole matrix would see the same nodes again. */
async function faultsOf({ page }, where, { colorScheme, viewport }) {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize(viewport);
  const found = [...(await axe(page)), ...(await sideways(page))];
  return found.map((fault) => `${where} ${colorScheme} ${viewport.width}: ${fault}`);
}

async function inBothLanguages(person, where) {
  const { page } = person;
  const found = [];
  for (const dir of ['ltr', 'rtl']) {
    for (const colorScheme of ['light', 'dark'])
      for (const viewport of [WIDE, PHONE]) found.push(...(await faultsOf(person, `${where} ${dir}`, { colorScheme, viewport })));
    await page.setViewportSize(NARROW);
    found.push(...(await sideways(page)).map((fault) => `${where} ${dir} 320: ${fault}`));
    await page.setViewportSize(WIDE);
    if (dir === 'ltr') {
      await person.press('language');
      await page.waitForFunction(() => document.documentElement.dir === 'rtl');
    }
  }
  await person.press('language');
  await page.waitForFunction(() => document.documentElement.dir === 'ltr');
  return found;
}

for (const [key, screens] of Object.entries(SCREENS)) {
  journey(`what ${key} sees is clean in every language, mode and width`, async (place) => {
    const person = await openPerson(place);
    await person.signIn(key);
    const found = [];
    for (const { code, open } of screens) {
      await open(person);
      await person.screen(code);
      await person.page.waitForLoadState('networkidle');
      const headings = await person.page.locator('main h1').count();
      if (headings !== 1) found.push(`${code}: ${headings} headings of the first level`);
      found.push(...(await inBothLanguages(person, code)), ...(await hiddenFocus(person.page)).map((fault) => `${code}: ${fault}`));
    }
    assert.deepEqual([...found, ...person.faults], []);
    await person.close();
  });
}
