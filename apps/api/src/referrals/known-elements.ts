import { PROCESS_INTERNATIONAL, type Shape } from './cybertipline-elements.js';
import { DocumentRefused, type Refusal, REFUSALS_MAX } from './intake-result.js';
import { findMedia } from './media-check.js';
import { type Element } from './xml-tree.js';

/** What a walk over a document found beside the elements it kept. */
export interface Found {
  refusals: Refusal[];
  unknown: Map<string, number>;
  counted: Map<string, number>;
}

/** Free text of a source: NFC, no control characters but line feeds, no blanks around. */
const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .trim();

function check(place: { pointer: string; line: number }, text: string, found: Found): void {
  const media = findMedia(text);
  if (media && found.refusals.length < REFUSALS_MAX) {
    found.refusals.push({
      code: media.code,
      pointer: place.pointer,
      line: place.line,
      detail: `Hidden in the text, at character ${media.at}: ${media.found}.`,
    });
  }
}

/**
 * Keeps of an element what its shape names. Texts of unknown elements pass the same media check and are dropped; every unknown element is counted
 * under its name. Raw values are left as they are but for the blanks around them.
 */
function keep(element: Element, shape: Shape, found: Found): Element {
  const children: Element[] = [];
  for (const child of element.children) {
    const name = PROCESS_INTERNATIONAL.test(child.name) && element.name === 'lawEnforcement' ? 'servedLegalProcessInternational' : child.name;
    const known = Object.hasOwn(shape, name) ? shape[name] : undefined;
    for (const value of Object.values(child.attributes)) check(child, value, found);
    if (known === undefined) {
      dropped(child, found);
    } else if (known === 'count') {
      found.counted.set(name, (found.counted.get(name) ?? 0) + 1);
      check(child, child.text, found);
    } else if (typeof known === 'string') {
      if (known === 'text' && !isHashValue(element, child)) check(child, child.text, found);
      for (const inner of child.children) dropped(inner, found);
      children.push({ ...child, name, children: [] });
    } else {
      check(child, child.text, found);
      // The type of the pairs may stand on the element around them.
      const attributes = element.name === 'details' ? { ...element.attributes, ...child.attributes } : child.attributes;
      children.push(keep({ ...child, name, attributes }, known, found));
    }
  }
  return { ...element, children };
}

/** A pair of type HASH holds name and value of a hash; the mapper reads it by the form of its kind. */
const isHashValue = (parent: Element, child: Element): boolean => parent.name === 'nameValuePair' && child.name === 'value' && pairType(parent) === 'HASH';

/** Type of a name and value pair: its attribute, that of `details` around it, or an element beside them. */
export const pairType = (pair: Element): string => (pair.attributes.type ?? pair.children.find((one) => one.name === 'type')?.text ?? '').trim().toUpperCase();

function dropped(element: Element, found: Found): void {
  found.unknown.set(element.name, (found.unknown.get(element.name) ?? 0) + 1);
  check(element, element.text, found);
  for (const value of Object.values(element.attributes)) check(element, value, found);
  for (const child of element.children) dropped(child, found);
}

/** @throws {DocumentRefused} when media hides in any text of the document. */
export function keepKnown(root: Element, shape: Shape): { root: Element; found: Found } {
  const found: Found = { refusals: [], unknown: new Map(), counted: new Map() };
  for (const value of Object.values(root.attributes)) check(root, value, found);
  const kept = keep(root, shape, found);
  check(root, root.text, found);
  if (found.refusals.length > 0) throw new DocumentRefused(found.refusals);
  return { root: kept, found };
}

/** Elements at a path of names, in document order. */
export function all(element: Element, path: string): Element[] {
  return path.split('/').reduce<Element[]>((level, name) => level.flatMap((one) => one.children.filter((child) => child.name === name)), [element]);
}
/** Cleaned texts at a path; empty elements count as absent. */
export const texts = (element: Element, path: string): string[] =>
  all(element, path)
    .map((one) => clean(one.text))
    .filter((text) => text !== '');
/** First cleaned text at a path, or null. */
export const text = (element: Element, path: string): string | null => texts(element, path)[0] ?? null;
