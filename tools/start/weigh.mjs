// Weighs the bodies that a browser is sent, without headers, from the built and compressed files alone: the first page before a sign-in, and each later part.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Limits in bytes sent. @source experience.md 1.20 */
export const FIRST_LOAD = 130_000;
export const LATER_PART = 60_000;
/** Parts that the frame loads for whoever signs in, once, before any route. */
const SIGNED_IN = ['top-bar', 'side-nav', 'session-watch', 'me-view', 'keycloak'];
/** The list of the sample people, which no build makes: as it was measured. */
const ANSWERS = 1_700;
const SCRIPT = /^[\w.-]+\.js$/;

const found = (text, form) => [...text.matchAll(form)].map(([, name]) => name);
const alwaysOf = (text) => found(text, /(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g);
const laterOf = (text) => found(text, /import\(\s*["'`]\.\/([\w.-]+\.js)["'`]/g);

/**
 * @param folder the built portal. Its lazy parts carry names: `welcome-…` is the first page, `base-en-…` and `base-ar-…` are texts.
 * A part is weighed by what it brings beside the first page, the frame, and what was there already when it was asked for.
 * @returns {{ first: number, parts: { name: string, bytes: number }[], faults: string[] }} bytes sent; faults say what is above its limit
 */
export function weigh(folder) {
  const texts = new Map(
    readdirSync(folder)
      .filter((name) => SCRIPT.test(name))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  const sent = (name) => statSync(existsSync(join(folder, `${name}.br`)) ? join(folder, `${name}.br`) : join(folder, name)).size;
  const sum = (names) => [...names].reduce((bytes, name) => bytes + sent(name), 0);
  /** `names` with everything that they import at once. */
  const closure = (names, into = new Set()) => {
    for (const name of names) {
      if (into.has(name)) continue;
      into.add(name);
      closure(alwaysOf(texts.get(name) ?? ''), into);
    }
    return into;
  };
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = found(page, /(?:src|href)="\/([\w.-]+)"/g);
  const scripts = closure(named.filter((name) => SCRIPT.test(name)));
  const later = [...scripts].flatMap((name) => laterOf(texts.get(name) ?? ''));
  const faults = ['welcome', 'base-en', 'base-ar']
    .filter((part) => !later.some((name) => name.startsWith(`${part}-`)))
    .map((part) => `no part is named ${part}, so the first load is not known`);
  const heavier = ['base-en', 'base-ar'].map((part) => later.filter((name) => name.startsWith(`${part}-`))).sort((a, b) => sum(b) - sum(a))[0];
  const start = closure([...later.filter((name) => name.startsWith('welcome-')), ...heavier], new Set(scripts));
  const assets = ['index.html', 'icons.svg', ...named.filter((name) => !SCRIPT.test(name))].filter((name) => existsSync(join(folder, name)));
  const first = sum([...start, ...new Set(assets)]) + ANSWERS;
  const frame = closure(
    later.filter((name) => SIGNED_IN.some((part) => name.startsWith(`${part}-`))),
    new Set(start),
  );
  /** What stands before a part is loaded: everything that each of its askers brought. */
  const before = (part) =>
    [...texts.keys()]
      .filter((name) => laterOf(texts.get(name)).includes(part))
      .map((name) => closure([name]))
      .reduce((all, one) => new Set([...all].filter((name) => one.has(name))));
  const parts = [...new Set([...texts.values()].flatMap(laterOf))]
    .filter((name) => !frame.has(name))
    .map((name) => {
      const there = before(name);
      return { name, bytes: sum([...closure([name])].filter((one) => !frame.has(one) && !there.has(one))) };
    })
    .concat({ name: 'the frame of a sign-in', bytes: sum(frame) - sum(start) })
    .sort((a, b) => b.bytes - a.bytes);
  if (first > FIRST_LOAD) faults.push(`the first load sends ${first} bytes, ${FIRST_LOAD} are allowed`);
  for (const { name, bytes } of parts) if (bytes > LATER_PART) faults.push(`${name} sends ${bytes} bytes, ${LATER_PART} are allowed`);
  return { first, parts, faults };
}

/** @throws {Error} that names everything that is above its limit */
export function refuseHeavy(folder) {
  const { faults } = weigh(folder);
  if (faults.length > 0) throw new Error(`The portal is too heavy: ${faults.join('; ')}.`);
}
