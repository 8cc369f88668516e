// The words of the portal by their key, so that a control without a hook is found by its accessible name in the reader's language.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../../tools/start/places.mjs';

const APP = join(root, 'apps/portal/src/app');
const files = new Map();

/** Folders of texts that do not stand in their area's own. */
const ELSEWHERE = { words: 'shared/words', frame: 'shell/frame' };

function textsOf(area, language) {
  const file = join(APP, ELSEWHERE[area] ?? `${area}/i18n`, `${language}.json`);
  if (!files.has(file)) files.set(file, JSON.parse(readFileSync(file, 'utf8')));
  return files.get(file);
}

/** @param key `review.line.grant` @param facts values of `{{name}}` in the text @throws {Error} when the portal has no such text */
export function word(language, key, facts = {}) {
  const [area, ...rest] = key.split('.');
  const text = rest.reduce((inner, part) => inner?.[part], textsOf(area, language));
  if (typeof text !== 'string') throw new Error(`The portal has no text ${key} in ${language}.`);
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name) => String(facts[name]));
}
