import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  base64,
  base64url,
  BytesRefused,
  consistencyProof,
  emptyParts,
  extend,
  formatTlogProof,
  fromBase64,
  fromBase64url,
  grow,
  hashAtFrom,
  inclusionProof,
  leafHash,
  levelWidth,
  meetsQuorum,
  parsePolicy,
  parseTilePath,
  parseTlogProof,
  partCount,
  EntryRefused,
  readBundle,
  readEntry,
  rootOf,
  rootOfEdge,
  textOf,
  tilePath,
  TILE_WIDTH,
  utf8,
  verifyConsistency,
  verifyInclusion,
  writeBundle,
  writeEntry,
  type Edge,
  type HashAt,
} from './index.js';

const leaf = (at: number): Uint8Array => leafHash(utf8(`leaf ${at}`));
const LEAVES = Array.from({ length: 1400 }, (_, at) => leaf(at));

function treeOf(size: number): { root: Uint8Array; hashAt: HashAt; edge: Edge } {
  const { edge, tiles } = grow([], 0, LEAVES.slice(0, size));
  const all = new Map(tiles.map((tile) => [`${tile.level}/${tile.n}`, tile.hashes]));
  edge.forEach((row, level) => row.length > 0 && all.set(`${level}/${Math.floor(levelWidth(level, size) / TILE_WIDTH)}`, [...row]));
  return { root: rootOfEdge(edge), edge, hashAt: hashAtFrom((level, n) => all.get(`${level}/${n}`)!) };
}
const flipped = (hash: Uint8Array, bit: number): Uint8Array => hash.map((byte, at) => (at === Math.floor(bit / 8) ? byte ^ (1 << (bit % 8)) : byte));
const sizes = fc.integer({ min: 1, max: LEAVES.length });

describe('the tree', () => {
  it('has one root, whether kept as perfect subtrees or as an edge of tiles, and however the leaves were cut into batches', () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 6 }), (size, cuts) => {
        let edge: Edge = [];
        let parts = emptyParts();
        let at = 0;
        for (const cut of [...cuts, size]) {
          const batch = LEAVES.slice(at, Math.min(size, at + cut));
          edge = grow(edge, at, batch).edge;
          parts = extend(parts, batch);
          at += batch.length;
        }
        expect(parts.hashes).toHaveLength(partCount(size));
        expect([rootOfEdge(edge), rootOf(parts)]).toEqual([treeOf(size).root, treeOf(size).root]);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves the edge that it grew from as it was', () => {
    const before = grow([], 0, LEAVES.slice(0, 255)).edge;
    const root = rootOfEdge(before);
    grow(before, 255, LEAVES.slice(255, 600));
    expect(rootOfEdge(before)).toEqual(root);
  });

  it('makes inclusion proofs that hold, and none holds for another index, leaf, root or a changed hash', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat({ max: 255 }), (size, pick, bit) => {
        const index = pick % size;
        const { root, hashAt } = treeOf(size);
        const proof = inclusionProof(index, size, hashAt);
        const claim = { index, size, leaf: LEAVES[index]!, root, proof };
        expect(verifyInclusion(claim)).toBe(true);
        if (size > 1) expect(verifyInclusion({ ...claim, index: (index + 1) % size })).toBe(false);
        expect(verifyInclusion({ ...claim, leaf: flipped(claim.leaf, bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: flipped(root, bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, root] })).toBe(false);
        proof.forEach((hash, at) => expect(verifyInclusion({ ...claim, proof: proof.with(at, flipped(hash, bit)) })).toBe(false));
      }),
      { numRuns: 60 },
    );
  });

  it('makes consistency proofs that hold, and none holds for a changed past', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.nat({ max: 255 }), (a, b, bit) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const { root: secondRoot, hashAt } = treeOf(second);
        const firstRoot = treeOf(first).root;
        const proof = consistencyProof(first, second, hashAt);
        const claim = { first, second, firstRoot, secondRoot, proof };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, firstRoot: flipped(firstRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...claim, secondRoot: flipped(secondRoot, bit) })).toBe(false);
        proof.forEach((hash, at) => expect(verifyConsistency({ ...claim, proof: proof.with(at, flipped(hash, bit)) })).toBe(false));
      }),
      { numRuns: 60 },
    );
  });
});

describe('spellings', () => {
  it('reads back text and base64, and takes no second spelling', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(textOf(utf8(text))).toBe(text)));
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 70 }),
        (bytes) => void expect([fromBase64(base64(bytes)), fromBase64url(base64url(bytes))]).toEqual([bytes, bytes]),
      ),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => void expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))));
    expect(() => fromBase64('TP9=')).toThrow(BytesRefused);
    expect(() => fromBase64('AAA')).toThrow(BytesRefused);
  });
  it('reads back paths of tiles, bundles and proof files', () => {
    const address = fc.record({
      level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
      n: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(fc.property(address, (one) => void expect(parseTilePath(tilePath(one))).toEqual(one)));
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }),
        (entries) => void expect(readBundle(writeBundle(entries), entries.length)).toEqual(entries),
      ),
    );
    const proof = fc.record({
      extra: fc.uint8Array({ minLength: 1 }),
      index: fc.maxSafeNat(),
      hashes: fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 }),
      checkpoint: fc.constant('c\n'),
    });
    fc.assert(fc.property(proof, (one) => void expect(parseTlogProof(formatTlogProof(one))).toEqual(one)));
  });
});

describe('witness policies', () => {
  const vkeys = [
    'witness1.oversight.example+cf1d9d33+BEEUwm+ppL4Cr9e39cegrsG7sosxsw6EJQfjYp22zTrP',
    'witness2.oversight.example+30154783+BJ7elQPQLu0dIHHugN+BTmTi+Ti0X3RePBu3DMMTeaPc',
  ];
  const log = 'audit.comity.example/eu1+9dbdd8f7+AR3pJkzX62E8oPpdLsElFWIF36ITlmJqn++Us7md/i3g';

  it('asks for no cosignature with quorum none', () => {
    const policy = parsePolicy('# demonstration\nquorum none\n');
    expect([policy.quorum, meetsQuorum(policy, new Set())]).toEqual(['none', true]);
  });
  it('counts the members of a group', () => {
    const text = `log ${log} https://log.example\nwitness a ${vkeys[0]}\n\twitness b ${vkeys[1]} https://b.example/\ngroup both all a b\nquorum both`;
    const policy = parsePolicy(text);
    expect([policy.logs.length, policy.witnesses.get('b')!.url, meetsQuorum(policy, new Set(['a'])), meetsQuorum(policy, new Set(['a', 'b']))]).toEqual([
      1,
      'https://b.example/',
      false,
      true,
    ]);
  });
  it.each([
    ['', 'no quorum'],
    ['quorum none\nquorum none', 'two quorums'],
    ['quorum a', 'unknown name'],
    [`witness a ${log}\nquorum a`, 'a log key as a witness'],
    [`witness a ${vkeys[0]}\nwitness b ${vkeys[0]}\nquorum a`, 'the same key twice'],
    [`witness a ${vkeys[0]}\nwitness a ${vkeys[1]}\nquorum a`, 'the same name twice'],
    [`witness a ${vkeys[0]}\ngroup g 2 a\nquorum g`, 'a threshold above the members'],
    [`witness a ${vkeys[0]}\ngroup g 1 a\ngroup h 1 a\nquorum g`, 'a member of two groups'],
    ['quorums none', 'an unknown line'],
    ['quorum none\r', 'a carriage return'],
  ])('refuses %j: %s', (text) => expect(() => parsePolicy(text)).toThrow());
});

describe('an entry', () => {
  const sample = writeEntry({
    v: 1,
    id: '01900000-0000-7000-8a00-000000000001',
    nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
    kind: 'test.made',
    at: '2027-01-01T00:00:00.000Z',
    actor: { service: 'test' },
    data: { codes: ['a', 'b'], count: 10, deep: { flag: true }, text: 'a "b" c' },
  });

  it('has one spelling: bytes that are taken are the bytes that its value is written as', () => {
    const piece = fc.oneof(
      fc.nat({ max: 255 }).map((byte) => Uint8Array.of(byte)),
      fc.constantFrom(...[' ', '\\u0061', '{}', '"a":1,', '-0', '1e2', '"__proto__":1,', 'null', '9007199254740993'].map(utf8)),
    );
    fc.assert(
      fc.property(fc.nat({ max: sample.length }), fc.nat({ max: 3 }), piece, (at, removed, put) => {
        const changed = Uint8Array.of(...sample.subarray(0, at), ...put, ...sample.subarray(at + removed));
        let taken;
        try {
          taken = readEntry(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(EntryRefused);
          return;
        }
        expect(writeEntry(taken)).toEqual(changed);
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['__proto__', 'constructor', 'prototype'])('takes no member called %s', (name) => {
    const text = textOf(sample).replace('"codes"', `"${name}"`);
    expect(() => readEntry(utf8(text))).toThrow(EntryRefused);
  });
});
