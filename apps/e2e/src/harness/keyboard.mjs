// The hands of a person who has a keyboard and nothing else: Tab to a control, and the keys that it answers to. What is held at every stop: the
// focus is drawn and in sight, the order of stops is that of the page, a new screen begins at its heading, and no pointer ever moves.
import assert from 'node:assert/strict';

/** Stops after which a control counts as out of reach. */
const STOPS = 400;
/** Longer texts come as from a clipboard or a voice; shorter ones key by key. */
const TYPED = 40;
/** A heading comes with its record. */
const HEADING_MS = 20_000;
/** Run in every page before its own scripts: a pointer in a journey without one is a fault. */
const NO_POINTER = () => {
  for (const kind of ['pointerdown', 'mousedown', 'touchstart'])
    addEventListener(kind, ({ target }) => console.error(`a pointer was used: ${kind} on ${target?.outerHTML?.slice(0, 120)}`), true);
};

/** Of the target, seen from where the focus is: `here`, `group` (another radio of the same group), `before` or `after`. */
const whereIs = (target) => {
  const at = document.activeElement;
  if (at === target) return 'here';
  if (target.type === 'radio' && at.type === 'radio' && at.name === target.name && at.form === target.form) return 'group';
  return !at || at === document.body || at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING ? 'after' : 'before';
};

/** What is wrong with the focus where it stands, in words; empty when it is drawn, in sight and not under a bar. */
const faultOfFocus = () => {
  const one = document.activeElement;
  const name = `${one.tagName}.${one.className} "${(one.ariaLabel ?? one.innerText ?? '').trim().slice(0, 40)}"`;
  const drawn = [[one], [one, '::after'], ...(one.closest('label, .cm-input') ? [[one.closest('label, .cm-input')]] : [])].some(([element, pseudo]) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
  if (!one.matches(':focus-visible') || !drawn) return `the focus is not drawn on ${name}`;
  if (one.tabIndex > 0) return `a tab order of its own: ${name}`;
  const { x, y, width, height } = one.getBoundingClientRect();
  const top = document.elementFromPoint(x + Math.min(width, innerWidth - x) / 2, y + Math.min(height, innerHeight - Math.max(y, 0)) / 2);
  return top && (one.contains(top) || top.contains(one) || one.labels?.[0]?.contains(top)) ? '' : `the focus is out of sight on ${name}`;
};

/** Keys for the segments of a date field in the order in which an English page shows them: month, day, year, then the time. */
function segmentsOf(value) {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/.exec(value);
  if (hour === undefined) return [month, day, year];
  return [month, day, year, String(hour % 12 || 12).padStart(2, '0'), minute, hour < 12 ? 'a' : 'p'];
}

/** @param page of the person @returns what a person does with controls; `mouse.mjs` has the same */
export async function openKeyboard(page) {
  await page.context().addInitScript(NO_POINTER);
  // Somebody has to listen before the first chooser opens, else the browser shows its own.
  page.on('filechooser', () => undefined);
  const { keyboard } = page;
  /** When the page was loaded, and the path of the screen that was looked at last. */
  let opened;

  async function reach(control) {
    await control.waitFor({ state: 'attached' });
    const target = await control.elementHandle();
    const isDate = await target.evaluate((one) => /^date/.test(one.type ?? ''));
    for (let stops = 0; stops < STOPS; stops += 1) {
      let where = await target.evaluate(whereIs);
      // A date field has a stop for each of its segments and one for its calendar: whoever comes from behind goes on to the first.
      if (isDate && where === 'here') {
        while ((await target.evaluate(whereIs)) === 'here') await keyboard.press('Shift+Tab');
        await keyboard.press('Tab');
        where = await target.evaluate(whereIs);
      }
      if (where === 'here' || where === 'group') {
        assert.equal(await page.evaluate(faultOfFocus), '', page.url());
        return { target, where };
      }
      await keyboard.press(where === 'after' ? 'Tab' : 'Shift+Tab');
    }
    throw new Error(`The keyboard does not reach ${control}.`);
  }

  const write = async (field, value) => {
    const { target } = await reach(field);
    const type = await target.getAttribute('type');
    if (type === 'date' || type === 'datetime-local') {
      for (const segment of segmentsOf(value)) {
        await keyboard.type(segment);
        if (segment.length === 4) await keyboard.press('ArrowRight'); // a year may have six digits, so it does not go on by itself
      }
    } else {
      await keyboard.press('Control+A');
      if (value.length > TYPED) await keyboard.insertText(value);
      else await keyboard.type(value);
    }
    assert.equal(await field.inputValue(), value);
  };

  /** A closed list moves by one with each arrow. */
  const choose = async (field, value) => {
    const { target } = await reach(field);
    const places = (select, wanted) => {
      const open = [...select.options].filter((one) => !one.disabled);
      return [open.findIndex((one) => one.selected), open.findIndex((one) => one.value === wanted)];
    };
    const [from, to] = await target.evaluate(places, value);
    assert.ok(to >= 0, `The list has no ${value}.`);
    for (let step = 0; step < Math.abs(to - from); step += 1) await keyboard.press(to > from ? 'ArrowDown' : 'ArrowUp');
    assert.equal(await field.inputValue(), value);
  };

  /** A box by the space bar; of a group of radio fields the one that is chosen, else the first, takes the focus, and arrows move. */
  const tick = async (box) => {
    const { target, where } = await reach(box);
    if (await box.isChecked()) return;
    if (where === 'here') await keyboard.press('Space');
    for (let step = 0; where === 'group' && step < STOPS && (await target.evaluate(whereIs)) === 'group'; step += 1) await keyboard.press('ArrowDown');
    if (!(await box.isChecked())) await keyboard.press('Space');
    assert.ok(await box.isChecked());
  };

  return {
    press: async (control) => {
      await reach(control);
      await keyboard.press('Enter');
    },
    write,
    choose,
    tick,
    attach: async (field, file) => {
      await reach(field);
      const asked = page.waitForEvent('filechooser');
      await keyboard.press('Enter');
      await (await asked).setFiles(file);
    },
    /** A screen that was opened from inside the portal begins at its heading. */
    arrived: async () => {
      const here = await page.evaluate(() => ({ loaded: performance.timeOrigin, path: location.pathname }));
      const isWithin = opened?.loaded === here.loaded && opened.path !== here.path;
      opened = here;
      if (isWithin) await page.waitForFunction(() => document.activeElement?.tagName === 'H1', undefined, { timeout: HEADING_MS });
    },
  };
}
