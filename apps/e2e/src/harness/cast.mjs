// The people of a walk, each at a browser of their own, and what is held at every stop.
import assert from 'node:assert/strict';
import { axe } from './axe.mjs';
import { openInSide, openPerson } from './person.mjs';

/** Seconds within which the worker's own steps are done; the time for recall of a decision is part of them. */
const WORKED_MS = 120_000;

/** Where a picture of the page goes when a step fails. */
const broken = (what) => `broken-${what.replace(/[^a-z0-9]+/gi, '-')}`;

/**
 * People who walk together. `as(key, code, work)` lets one act: signs in on first use, holds that the screen is clean before and after the work.
 * @param language of the interface for all of them @param options what else each browser is opened with, for example `keyboard`
 */
export function openCast(place, language, options = {}) {
  const people = new Map();
  const names = new Map();

  async function personOf(key) {
    if (!people.has(key)) {
      const person = await openPerson(place, { ...options, language, onAct: (act, name) => names.set(act, name) });
      await person.signIn(key);
      people.set(key, person);
    }
    return people.get(key);
  }

  return {
    /** Accessible name of each act that somebody pressed. */
    names,
    people,
    async as(key, what, work) {
      const person = await personOf(key);
      try {
        await work(person);
      } catch (error) {
        await person.picture(broken(`${language} ${key} ${what}`)).catch(() => {});
        throw new Error(`${key}, ${what}, at ${person.page.url()}: ${error.message}`, { cause: error });
      }
    },
    /** Nothing went wrong in silence, on any page. */
    clean: () =>
      assert.deepEqual(
        [...people].flatMap(([key, { faults }]) => faults.map((fault) => `${key}: ${fault}`)),
        [],
      ),
    close: async () => {
      for (const person of people.values()) await person.close();
    },
  };
}

/** A stop of the walk: this screen stands, is accessible, and its page has the one heading. */
export async function stop(person, code) {
  await person.screen(code);
  assert.deepEqual(await axe(person.page), [], `${code} at ${person.page.url()}`);
}

/** Opens a record of a list by its reference, looking again until it has come. */
export async function openRow(person, path, ref) {
  const row = person.page.locator('main a', { hasText: ref }).first();
  for (const end = performance.now() + WORKED_MS; ;) {
    await openInSide(person, path);
    await person.rest();
    if ((await row.count()) > 0) {
      const list = person.page.url();
      await person.hands.press(row);
      await person.page.waitForURL((url) => url.href !== list);
      return person.hands.arrived();
    }
    if (performance.now() > end) throw new Error(`${ref} did not come to ${path}`);
    await person.page.reload();
    await person.page.locator('main h1').waitFor();
  }
}
