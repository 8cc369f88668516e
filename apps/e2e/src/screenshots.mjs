// npm run screenshots: every screen as somebody sees it, on a desk, on a phone, dark and in Arabic, into the ignored folder screenshots/.
import { openPerson } from './harness/person.mjs';
import { plant } from './harness/planted.mjs';
import { OPEN_SCREENS, SCREENS } from './harness/screens.mjs';
import { browserPath, closeStage, stage } from './harness/stage.mjs';

const LOOKS = {
  desk: {},
  dark: { colorScheme: 'dark' },
  arabic: { language: 'ar' },
  phone: { viewport: { width: 390, height: 844 } },
};

/** Screens whose columns scroll by themselves on a desk: a picture of the whole page would show what nobody sees. */
const SCROLLS_INSIDE = ['L2'];

async function picture(place, planted, look, options) {
  for (const [key, screens] of [['', OPEN_SCREENS], ...Object.entries(SCREENS)]) {
    const person = await openPerson(place, options);
    if (key) await person.signIn(key);
    for (const [at, [code, address]] of screens.entries()) {
      await person.open(address(planted));
      await person.screen(code);
      await person.rest();
      const again = screens.slice(0, at).filter(([one]) => one === code).length;
      const name = [code, again > 0 ? String(again + 1) : '', key.replace('.', '-'), look].filter(Boolean).join('-');
      await person.picture(name, { fullPage: options.viewport !== undefined || !SCROLLS_INSIDE.includes(code) });
      console.log(`screenshots/${name}.png`);
    }
    await person.close();
  }
}

if (browserPath) {
  try {
    const place = await stage();
    const planted = await plant(place);
    for (const [look, options] of Object.entries(LOOKS)) await picture(place, planted, look, options);
  } finally {
    await closeStage();
  }
} else process.exitCode = 2;
