import { createHash, createPrivateKey, createPublicKey, sign as signWith, verify as verifyWith } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  base64url,
  chainDigest,
  checkpointText,
  commitment,
  consistencyProof,
  cosignature,
  cosignatureMessage,
  defaultHash,
  emptyParts,
  extend,
  formatVkey,
  fromBase64,
  fromBase64url,
  fromHex,
  grow,
  hashAtFrom,
  hex,
  inclusionProof,
  leafHash,
  levelWidth,
  nodeHash,
  officerCommitment,
  openCheckpoint,
  openReceipt,
  parseCosignature,
  parseNote,
  parseTilePath,
  parseTlogProof,
  parseVkey,
  readBundle,
  readCheckpoint,
  readEntry,
  readJson,
  canonicalJson,
  rootOf,
  rootOfEdge,
  sameBytes,
  signatureLine,
  textOf,
  tilePath,
  tilesOf,
  TILE_WIDTH,
  utf8,
  verifyConsistency,
  verifyInclusion,
  verifyNote,
  writeBundle,
  writeEntry,
  type Json,
  type Verify,
} from './index.js';

interface Vectors {
  rfc6962_hashing: {
    leaf: { data_hex: string; hash: string }[];
    node: { left_hex: string; right_hex: string; hash: string }[];
    roots: { leaves_hex: string[]; root: string }[];
  };
  merkle_proofs: {
    inclusion: { name: string; index: number; size: number; leaf_hash: string; root: string; proof: string[]; ok: boolean }[];
    consistency: { name: string; first: number; second: number; first_root: string; second_root: string; proof: string[]; ok: boolean }[];
  };
  large_tree: {
    roots: { size: number; root: string }[];
    inclusion: { size: number; index: number; leaf_hash: string; root: string; proof: string[] }[];
    consistency: { first: number; second: number; first_root: string; second_root: string; proof: string[] }[];
  };
  tiles: { tiles: { tree_size: number; path: string; width: number; bytes: number; sha256: string }[] };
  tile_paths: { ok: { level: number | 'entries'; n: number; width: number; path: string }[]; refuse: { path: string; why: string }[] };
  signed_notes: {
    verify: { name: string; vkey: string; note: string; ok: boolean }[];
    sign: { seed_hex: string; vkey: string; text: string; line: string }[];
    bad_vkeys: { vkey: string }[];
    parse_only: { note: string }[];
  };
  checkpoints: { verify: { vkey: string; size: number; note: string }[]; reject: { why: string; vkey?: string; note: string }[] };
  cosignatures: {
    verify: { name: string; vkey: string; note: string; time?: number; ok: boolean }[];
    sign: { seed_hex: string; vkey: string; checkpoint_text: string; time: number; line: string }[];
    parse_only: { note: string; key_id: string; time: number }[];
  };
  entry_profile: { entries: { name: string; body: string; body_hex?: string; leaf_hash?: string; ok: boolean }[] };
  commitments: { commitments: { name: string; salt_hex: string; path: string; value: Json; message_json: string; commitment: string; ok: boolean }[] };
  pseudonyms: { pseudonyms: { issuer: string; subject: string; quarter: string; salt_hex: string; pseudonym: string }[] };
  receipts: { receipts: { name: string; vkey: string; body: string; note: string; ok: boolean }[] };
  tlog_proofs: { parse: { index?: number; text: string; ok: boolean }[]; full: { name: string; leaf_hex: string; vkey: string; text: string; ok: boolean }[] };
  digests: { digests: { jurisdiction: string; start: string; leaf_hashes: string[]; count: number; chain: string }[] };
  entry_bundles: { bundles: { name: string; width: number; bundle_hex: string; leaf_hashes: string[]; ok: boolean }[] };
  small_logs: {
    logs: { name: string; vkey: string; entries?: string[]; entries_hex?: string[]; tiles?: Record<string, string>; tile_sha256?: Record<string, string>; checkpoint: string }[];
  };
  jcs: { cases: { name: string; input: string; output: string; output_sha256: string }[] };
  ed25519: { tests: { name: string; public_hex: string; message_hex: string; signature_hex: string; seed_hex?: string; ok: boolean }[] };
}

/** Vectors with the source of each group in the file itself; copied unchanged from the data of the design. */
const vectors = JSON.parse(readFileSync(new URL('../testdata/log-vectors.json', import.meta.url), 'utf8')) as Vectors;

const ED25519_PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');
const ED25519_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');
const verify: Verify = (publicKey, message, signature) =>
  verifyWith(null, message, createPublicKey({ key: Buffer.concat([ED25519_PUBLIC, publicKey]), format: 'der', type: 'spki' }), signature);
const sign = (seedHex: string, message: Uint8Array): Uint8Array =>
  signWith(null, message, createPrivateKey({ key: Buffer.concat([ED25519_SEED, Buffer.from(seedHex, 'hex')]), format: 'der', type: 'pkcs8' }));
const using = { verify, nowS: 1_800_000_000 };

const holds = async (check: () => unknown): Promise<boolean> => {
  try {
    return (await check()) !== false;
  } catch {
    return false;
  }
};

/** Tree whose leaf i is the number i in decimal: its leaves and all of its tiles. */
const LARGE = 70_000;
const leaves = Array.from({ length: LARGE }, (_, at) => leafHash(utf8(String(at)), (bytes) => createHash('sha256').update(bytes).digest()));
const tiles = new Map<string, Uint8Array[]>();
const grown = grow([], 0, leaves);
for (const tile of grown.tiles) tiles.set(`${tile.level}/${tile.n}`, tile.hashes);
grown.edge.forEach((row, level) => {
  if (row.length > 0) tiles.set(`${level}/${Math.floor(levelWidth(level, LARGE) / TILE_WIDTH)}`, [...row]);
});
const hashAt = hashAtFrom((level, n) => tiles.get(`${level}/${n}`)!);

describe('hashing', () => {
  it.each(vectors.rfc6962_hashing.leaf)('hashes leaf $data_hex', ({ data_hex, hash }) => expect(hex(leafHash(fromHex(data_hex)))).toBe(hash));
  it.each(vectors.rfc6962_hashing.node)('hashes a node', ({ left_hex, right_hex, hash }) => expect(hex(nodeHash(fromHex(left_hex), fromHex(right_hex)))).toBe(hash));
  it.each(vectors.rfc6962_hashing.roots)('builds root $root', ({ leaves_hex, root }) => {
    const parts = extend(emptyParts(), leaves_hex.map((data) => leafHash(fromHex(data))));
    expect(hex(rootOf(parts))).toBe(root);
    expect(hex(rootOfEdge(grow([], 0, leaves_hex.map((data) => leafHash(fromHex(data)))).edge))).toBe(root);
  });
});

describe('proofs', () => {
  it.each(vectors.merkle_proofs.inclusion)('judges inclusion $name', async ({ index, size, leaf_hash, root, proof, ok }) => {
    expect(await holds(() => verifyInclusion({ index, size, leaf: fromBase64(leaf_hash), root: fromBase64(root), proof: proof.map(fromBase64) }))).toBe(ok);
  });
  it.each(vectors.merkle_proofs.consistency)('judges consistency $name', async ({ first, second, first_root, second_root, proof, ok }) => {
    expect(
      await holds(() => verifyConsistency({ first, second, firstRoot: fromBase64(first_root), secondRoot: fromBase64(second_root), proof: proof.map(fromBase64) })),
    ).toBe(ok);
  });
  it.each(vectors.large_tree.roots)('has root $root at size $size', ({ size, root }) => {
    expect(hex(rootOf(extend(emptyParts(), leaves.slice(0, size))))).toBe(root);
    expect(hex(rootOfEdge(grow([], 0, leaves.slice(0, size)).edge))).toBe(root);
  });
  it.each(vectors.large_tree.inclusion)('makes the inclusion proof of $index in $size', ({ size, index, leaf_hash, root, proof }) => {
    const made = inclusionProof(index, size, hashAt);
    expect(made.map(hex)).toEqual(proof);
    expect(verifyInclusion({ index, size, leaf: fromHex(leaf_hash), root: fromHex(root), proof: made })).toBe(true);
  });
  it.each(vectors.large_tree.consistency)('makes the consistency proof from $first to $second', ({ first, second, first_root, second_root, proof }) => {
    const made = consistencyProof(first, second, hashAt);
    expect(made.map(hex)).toEqual(proof);
    expect(verifyConsistency({ first, second, firstRoot: fromHex(first_root), secondRoot: fromHex(second_root), proof: made })).toBe(true);
  });
});

describe('tiles', () => {
  it.each(vectors.tiles.tiles)('has $path in a tree of $tree_size', ({ path, width, bytes, sha256 }) => {
    const address = parseTilePath(path)!;
    const tile = Buffer.concat(tiles.get(`${address.level}/${address.n}`)!.slice(0, width));
    expect([address.width, tile.length, createHash('sha256').update(tile).digest('hex')]).toEqual([width, bytes, sha256]);
  });
  it('counts the tiles of size 70,000', () => {
    const all = [...tilesOf(LARGE)];
    const widths = [0, 1, 2].map((level) => all.filter((tile) => tile.level === level && tile.width < TILE_WIDTH).map((tile) => tile.width));
    expect([all.filter((tile) => tile.level === 0).length, widths]).toEqual([274, [[112], [17], [1]]]);
  });
  it.each(vectors.tile_paths.ok)('writes and reads $path', ({ level, n, width, path }) => {
    expect(tilePath({ level, n, width })).toBe(path);
    expect(parseTilePath(path)).toEqual({ level, n, width });
  });
  it.each(vectors.tile_paths.refuse)('refuses $path: $why', ({ path }) => expect(parseTilePath(path)).toBeUndefined());
});

describe('signed notes', () => {
  it.each(vectors.signed_notes.verify)('judges $name', async ({ vkey, note, ok }) => expect(await holds(() => verifyNote(note, [parseVkey(vkey)], using))).toBe(ok));
  it.each(vectors.signed_notes.sign)('signs as $vkey', ({ seed_hex, vkey, text, line }) => {
    const key = parseVkey(vkey);
    expect(signatureLine({ name: key.name, id: key.id, signature: sign(seed_hex, utf8(text)) })).toBe(line);
    expect(formatVkey(key)).toBe(vkey);
  });
  it.each(vectors.signed_notes.bad_vkeys)('refuses the key "$vkey"', ({ vkey }) => expect(() => parseVkey(vkey)).toThrow());
  it.each(vectors.signed_notes.parse_only)('splits at the last empty line', ({ note }) => expect(parseNote(note).text).toContain('\n\n'));
  it('refuses a known key’s damaged line even when a good one stands beside it', async () => {
    const { vkey, note } = vectors.signed_notes.verify.find(({ name }) => name === 'good and damaged line of the same key')!;
    await expect(verifyNote(note, [parseVkey(vkey)], using)).rejects.toMatchObject({ name: 'NoteRefused', code: 'signature' });
  });
});

describe('checkpoints', () => {
  it.each(vectors.checkpoints.verify)('opens size $size of $vkey', async ({ vkey, size, note }) => {
    const checkpoint = await openCheckpoint(note, [parseVkey(vkey)], using);
    expect(checkpoint.size).toBe(size);
    expect(note).toContain(checkpointText(checkpoint));
  });
  it.each(vectors.checkpoints.reject)('refuses: $why', async ({ vkey, note }) => {
    expect(await holds(() => openCheckpoint(note, vkey ? [parseVkey(vkey)] : [], using))).toBe(false);
    // Those that no key signed must fail for their text alone.
    if (!vkey && parseableAsNote(note)) expect(() => readCheckpoint(note)).toThrow();
  });
  function parseableAsNote(note: string): boolean {
    return note.includes('\n\n— ');
  }
});

describe('cosignatures', () => {
  it.each(vectors.cosignatures.verify)('judges $name', async ({ vkey, note, ok, time }) => {
    expect(await holds(() => verifyNote(note, [parseVkey(vkey)], using))).toBe(ok);
    if (ok && time !== undefined) expect((await verifyNote(note, [parseVkey(vkey)], using))[0]!.time).toBe(time);
  });
  it.each(vectors.cosignatures.sign)('cosigns at $time', ({ seed_hex, vkey, checkpoint_text, time, line }) => {
    const key = parseVkey(vkey);
    const signature = cosignature(time, sign(seed_hex, cosignatureMessage(checkpoint_text, time)));
    expect(signatureLine({ name: key.name, id: key.id, signature })).toBe(line);
  });
  it.each(vectors.cosignatures.parse_only)('reads the time of key $key_id', ({ note, key_id, time }) => {
    const line = parseNote(note).signatures.find(({ id }) => hex(id) === key_id)!;
    expect(parseCosignature(line.signature).time).toBe(time);
  });
});

describe('entries', () => {
  it.each(vectors.entry_profile.entries)('judges $name', async ({ body, body_hex, leaf_hash, ok }) => {
    const bytes = body_hex === undefined ? utf8(body) : fromHex(body_hex);
    expect(await holds(() => readEntry(bytes))).toBe(ok);
    if (!ok) return;
    if (leaf_hash) expect(hex(leafHash(bytes))).toBe(leaf_hash);
    expect(textOf(writeEntry(readEntry(bytes)))).toBe(body);
  });
});

describe('commitments and pseudonyms', () => {
  it.each(vectors.commitments.commitments)('judges $name', ({ salt_hex, path, value, message_json, commitment: given, ok }) => {
    expect(canonicalJson([path, value])).toBe(message_json);
    expect(commitment(fromHex(salt_hex), path, value) === given).toBe(ok);
  });
  it.each(vectors.pseudonyms.pseudonyms)('gives $pseudonym', ({ issuer, subject, quarter, salt_hex, pseudonym }) => {
    expect(officerCommitment(fromHex(salt_hex), issuer, subject, quarter)).toBe(pseudonym);
  });
});

describe('log receipts', () => {
  it.each(vectors.receipts.receipts)('judges $name', async ({ vkey, body, note, ok }) => {
    expect(await holds(() => openReceipt(note, parseVkey(vkey), leafHash(utf8(body)), using))).toBe(ok);
  });
});

describe('proof files', () => {
  it.each(vectors.tlog_proofs.parse)('reads or refuses %#', async ({ index, text, ok }) => {
    expect(await holds(() => parseTlogProof(text))).toBe(ok);
    if (ok) expect(parseTlogProof(text).index).toBe(index);
  });
  it.each(vectors.tlog_proofs.full)('judges $name', async ({ leaf_hex, vkey, text, ok }) => {
    const judged = holds(async () => {
      const { extra, index, hashes, checkpoint } = parseTlogProof(text);
      if (extra && !sameBytes(extra, fromHex(leaf_hex))) return false;
      const { size, root } = await openCheckpoint(checkpoint, [parseVkey(vkey)], using);
      return verifyInclusion({ index, size, leaf: leafHash(fromHex(leaf_hex)), root, proof: hashes });
    });
    expect(await judged).toBe(ok);
  });
});

describe('party digests', () => {
  it.each(vectors.digests.digests)('chains $count leaves of $jurisdiction', ({ start, leaf_hashes, chain }) => {
    expect(base64url(chainDigest(fromBase64url(start), leaf_hashes.map(anyHash)))).toBe(chain);
  });
  function anyHash(text: string): Uint8Array {
    return text.length === 64 ? fromHex(text) : text.endsWith('=') ? fromBase64(text) : fromBase64url(text);
  }
});

describe('bundles of entries', () => {
  it.each(vectors.entry_bundles.bundles)('judges $name', async ({ width, bundle_hex, leaf_hashes, ok }) => {
    const judged = holds(() => readBundle(fromHex(bundle_hex), width).every((entry, at) => hex(leafHash(entry)) === leaf_hashes[at]));
    expect(await judged).toBe(ok);
    if (ok) expect(hex(writeBundle(readBundle(fromHex(bundle_hex), width)))).toBe(bundle_hex);
  });
});

describe('whole small logs', () => {
  it.each(vectors.small_logs.logs)('rebuilds $name', async (log) => {
    const entries = log.entries ? log.entries.map(utf8) : log.entries_hex!.map(fromHex);
    const edge = grow([], 0, entries.map((entry) => leafHash(entry))).edge;
    const checkpoint = await openCheckpoint(log.checkpoint, [parseVkey(log.vkey)], using);
    expect([checkpoint.size, hex(rootOfEdge(edge))]).toEqual([entries.length, hex(checkpoint.root)]);
    for (const [path, bytes] of Object.entries(log.tiles ?? {})) {
      const { level } = parseTilePath(path)!;
      expect(level === 'entries' ? hex(writeBundle(entries)) : hex(Buffer.concat(edge[level]!))).toBe(bytes);
    }
    for (const [path, sha] of Object.entries(log.tile_sha256 ?? {})) {
      expect(hex(defaultHash(Buffer.concat(edge[parseTilePath(path)!.level as number]!)))).toBe(sha);
    }
  });
});

describe('canonical JSON', () => {
  it.each(vectors.jcs.cases)('writes $name', ({ input, output, output_sha256 }) => {
    const written = canonicalJson(JSON.parse(input) as Json);
    expect([written, hex(defaultHash(utf8(written)))]).toEqual([output, output_sha256]);
  });
  it('reads with the strict reader what it writes', () => {
    const value = { b: [1, 2.5, 'é\n"'], a: { 'z z': true, y: null } };
    expect(readJson(canonicalJson(value))).toEqual(value);
  });
});

describe('Ed25519 as it is passed in', () => {
  it.each(vectors.ed25519.tests)('judges $name', async ({ public_hex, message_hex, signature_hex, seed_hex, ok }) => {
    expect(await verify(fromHex(public_hex), fromHex(message_hex), fromHex(signature_hex))).toBe(ok);
    if (seed_hex) expect(hex(sign(seed_hex, fromHex(message_hex)))).toBe(signature_hex);
  });
});
