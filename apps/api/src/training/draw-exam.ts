import { createHash } from 'node:crypto';

/** What the draw sees of a question. */
export interface Drawable {
  id: string;
  version: number;
  topic: string;
  options: number;
}

/** A drawn question with the order in which its options are shown: the option shown at place 0 is option `order[0]` of the bank. */
export interface DrawnItem {
  id: string;
  version: number;
  order: number[];
}

const SPAN = 2 ** 48;

/** Numbers below a bound that follow from a seed, each equally likely: the n-th is read from SHA-256 over seed and n. */
function stream(seed: Uint8Array): (below: number) => number {
  let counter = 0;
  return (below) => {
    const fair = SPAN - (SPAN % below);
    for (;;) {
      const value = createHash('sha256').update(seed).update(`|${counter++}`).digest().readUIntBE(0, 6);
      if (value < fair) return value % below;
    }
  };
}

/** Fisher and Yates, from the end. */
function shuffled<T>(list: readonly T[], next: (below: number) => number): T[] {
  const out = [...list];
  for (let last = out.length - 1; last > 0; last -= 1) {
    const at = next(last + 1);
    [out[last], out[at]] = [out[at]!, out[last]!];
  }
  return out;
}

/**
 * Draws an examination: from each topic as many as the rule asks, or all of them where the bank has fewer; then the order of the questions, then the
 * order of the options of each. Equal seed, bank and rule give an equal examination.
 * @param bank in any order; it is drawn from in the order of the ids.
 */
export function drawExam(bank: readonly Drawable[], items: Readonly<Record<string, number>>, seed: Uint8Array): DrawnItem[] {
  const next = stream(seed);
  const sorted = [...bank].sort((a, b) => (a.id < b.id ? -1 : 1));
  const drawn = Object.keys(items)
    .sort()
    .flatMap((topic) =>
      shuffled(
        sorted.filter((question) => question.topic === topic),
        next,
      ).slice(0, items[topic]),
    );
  return shuffled(drawn, next).map(({ id, version, options }) => ({
    id,
    version,
    order: shuffled(
      Array.from({ length: options }, (_, index) => index),
      next,
    ),
  }));
}
