// Draws that come again with the same seed: who, what, when and which victim.

/** mulberry32. @returns `{ next(): [0, 1), int(n): 0 … n − 1, pick(list), between(a, b) }` */
export function seeded(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (count) => Math.floor(next() * count);
  return { next, int, pick: (list) => list[int(list.length)], between: (from, to) => from + next() * (to - from) };
}
