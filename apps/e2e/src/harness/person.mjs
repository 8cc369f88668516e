// One person at one browser: signs in by clicking, acts by the hooks of the portal, and notes everything that a clean page never does.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../../../tools/start/places.mjs';
import { openKeyboard } from './keyboard.mjs';
import { openMouse } from './mouse.mjs';
import { word } from './words.mjs';

/** Longer than anything takes on a busy machine: a journey holds what comes, not how fast. */
const WAIT_MS = 40_000;
/** A page is at rest when it has asked the API nothing for so long. */
const REST_MS = 300;
/** How long a page may take to leave for the provider. */
const ASKED_MS = 5_000;
const idOf = (key) => `#${key.replaceAll('.', '\\.')}`;

/**
 * A browser context of its own, as on a machine of its own.
 * @param options `language` en or ar; `viewport`; `colorScheme`; `onAct` hears of each act that is pressed, with the accessible name of its control;
 *   `keyboard` for a person who has nothing else
 */
export async function openPerson(
  { run, browser },
  { language = 'en', viewport = { width: 1440, height: 900 }, onAct = () => {}, keyboard = false, ...options } = {},
) {
  const context = await browser.newContext({ viewport, locale: language, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(WAIT_MS);
  const page = await context.newPage();
  const { faults, calls } = watch(page, run);
  const hands = keyboard ? await openKeyboard(page) : openMouse();
  const person = {
    page,
    /** Sentences: errors of the console, breaches of the content policy, calls to a third party. */
    faults,
    language,
    /** How this person presses, writes, chooses, ticks and attaches. */
    hands,
    /** Opens the first page and presses the name of a sample person there. */
    async signIn(key) {
      await page.goto(`${run.address}/?lang=${language}`);
      const press = page.locator(idOf(key));
      await press.waitFor({ state: 'attached' });
      if (!(await press.isVisible())) await hands.press(page.locator('details:has(' + idOf(key) + ') > summary'));
      await hands.press(press);
      await page.waitForURL((url) => url.origin === run.address && !url.hash.includes('code='));
      await page.locator('[data-act="session.end"]').waitFor({ state: 'attached' });
    },
    /** Opens an address as a link from outside does: the page is loaded, the sign-in is found again at the provider. */
    open: (path) => page.goto(`${run.address}${path}${path.includes('?') ? '&' : '?'}lang=${language}`),
    /** Waits for a screen of the portal, `U3`; its heading is drawn then. */
    async screen(code) {
      await page.locator(`main[data-screen="${code}"] h1`).first().waitFor();
      await hands.arrived(code);
    },
    /** The control of an act that is open. */
    control: (act) => page.locator(`[data-act="${act}"]:not([aria-disabled="true"])`).first(),
    async press(act) {
      const control = person.control(act);
      await control.waitFor();
      onAct(act, (await control.innerText()).trim());
      await hands.press(control);
    },
    /** Until every call to the API is answered and the page asks nothing more. */
    async rest() {
      for (let since = performance.now(); performance.now() - since < REST_MS;) {
        if (calls.size > 0) since = performance.now();
        await sleep(50);
      }
    },
    field: (pointer) => page.locator(`[data-field="${pointer}"]`).filter({ visible: true }).first(),
    fill: (pointer, value) => hands.write(person.field(pointer), value),
    choose: (pointer, value) => hands.choose(person.field(pointer), value),
    /** Until the open case is in one of these states, by its bar. */
    state: (...names) =>
      page
        .locator(names.map((name) => `[data-state="${name}"]`).join(', '))
        .first()
        .waitFor(),
    /** Reference of the open case. */
    ref: async () => (await page.locator('[data-state]').first().innerText()).match(/[A-Z]{2}-\d{4}-[A-Z]{2}-\d{6}/)[0],
    word: (key, facts) => word(language, key, facts),
    button: (key, facts) => page.getByRole('button', { name: word(language, key, facts) }),
    link: (key, facts) => page.getByRole('link', { name: word(language, key, facts) }),
    /** Answers the page of the provider that asks once more, and comes back. */
    async again() {
      await hands.press(page.locator('#again'));
      await page.waitForURL((url) => url.origin === run.address && !url.hash.includes('code='));
    },
    /** For an act that asks for a fresh sign-in only where the last one is old. True when it asked, and was answered. */
    async isAskedAgain() {
      await person.rest();
      const asked = await page
        .locator('#again')
        .waitFor({ timeout: ASKED_MS })
        .then(() => true)
        .catch(() => false);
      if (asked) await person.again();
      return asked;
    },
    picture: async (name, options) => {
      mkdirSync(join(root, 'screenshots'), { recursive: true });
      await page.screenshot({ path: join(root, 'screenshots', `${name}.png`), ...options });
    },
    close: () => context.close(),
  };
  return person;
}

/** Opens a screen by the entry of the side, and waits until its address stands: a reload before that would load the one before. */
export async function openInSide({ page, hands }, path) {
  await hands.press(page.locator(`nav a[href="${path}"]`).first());
  await page.waitForURL((url) => url.pathname === path);
}

/** What the page says of a refusal, once it says it. @param code of the problem, for example `second-person` @throws {Error} with what it says instead */
export async function refusal({ page }, code) {
  const notice = page.locator(`[data-problem="${code}"]`).first();
  try {
    await notice.waitFor();
  } catch {
    const others = await page.locator('[data-problem]').evaluateAll((found) => found.map(({ dataset, innerText }) => `${dataset.problem}: ${innerText}`));
    throw new Error(`no refusal ${code} at ${page.url()}; the page says: ${others.join(' | ') || 'nothing'}`);
  }
  return notice.innerText();
}

function watch(page, run) {
  const faults = [];
  const calls = new Set();
  const ours = new Set([run.address, new URL(run.issuer).origin]);
  page.on('console', (message) => {
    // A refused call of the interface is a line of the console too; whether it was to be refused is for the journey to say.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource: the server responded')) faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error of the page: ${error.message}`));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !ours.has(origin)) faults.push(`third party: ${request.url()}`);
    if (request.url().startsWith(run.api)) calls.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => calls.delete(request));
  return { faults, calls };
}
