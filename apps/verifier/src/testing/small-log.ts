import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import {
  checkpointText,
  concatBytes,
  cosignature,
  cosignatureMessage,
  formatNote,
  formatVkey,
  grow,
  leafHash,
  levelWidth,
  makeVkey,
  parseNote,
  rootOfEdge,
  signatureLine,
  tilePath,
  tilesOf,
  TILE_WIDTH,
  utf8,
  writeBundle,
  writeEntry,
} from '@comity/transparency-log';

import { type Terminal } from '../verify.js';

export const ORIGIN = 'demonstration.small.test/log';
const SPKI_HEAD = 12;
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const pair = generateKeyPairSync('ed25519');
const vkey = makeVkey(ORIGIN, 1, Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD)));

/** Key of every log that is made here. */
export const VKEY = formatVkey(vkey);

/** A signed checkpoint over any claim. */
export function signedNote(text: string): string {
  return formatNote(text, [signatureLine({ name: ORIGIN, id: vkey.id, signature: sign(null, utf8(text), pair.privateKey) })]);
}

/** Another key of the log: a receipt key, or one that takes over. */
export const otherKey = (name: string, type = 1): { key: KeyObject; vkey: string; line(text: string): string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const made = makeVkey(name, type, Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD)));
  return { key: privateKey, vkey: formatVkey(made), line: (text) => signatureLine({ name, id: made.id, signature: sign(null, utf8(text), privateKey) }) };
};

/** A witness that signs whatever it is given, at any time. */
export interface SmallWitness {
  name: string;
  vkey: string;
  line(text: string, time: number): string;
}
export function smallWitness(name: string): SmallWitness {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const made = makeVkey(`${name}.test`, 4, Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD)));
  const line = (text: string, time: number): string =>
    signatureLine({ name: made.name, id: made.id, signature: cosignature(time, sign(null, cosignatureMessage(text, time), privateKey)) });
  return { name, vkey: formatVkey(made), line };
}

/** Adds cosignatures to the published checkpoint of a log. */
export function cosign(log: Resources, witnesses: readonly SmallWitness[], time: number): Resources {
  const note = log.get('checkpoint') as string;
  const { text } = parseNote(note);
  return log.set('checkpoint', note + witnesses.map((one) => `${one.line(text, time)}\n`).join(''));
}

/** A terminal that keeps what is said. @param rounds that a monitor makes after its first */
export function terminalOf(folder: string, out: string[] = [], err: string[] = [], over: { now?: () => Date; rounds?: (() => void)[] } = {}): Terminal {
  const rounds = [...(over.rounds ?? [])];
  const wait = (): Promise<boolean> => {
    const next = rounds.shift();
    next?.();
    return Promise.resolve(next !== undefined);
  };
  return { out: (line) => out.push(line), err: (line) => err.push(line), folder, now: over.now ?? (() => new Date()), wait };
}

/** Body of entry `at`. */
export function bodyOf(at: number, over: object = {}): Uint8Array {
  const id = `019b0000-0000-7000-8000-${String(at).padStart(12, '0')}`;
  const nonce = createHash('sha256').update(String(at)).digest().subarray(0, 16).toString('base64url');
  return writeEntry({ v: 1, id, nonce, kind: 'test.made', at: new Date(1_790_000_000_000 + at).toISOString(), actor: { service: 'test' }, data: {}, ...over });
}

/** What the log would serve, by path. A test changes it before it is served. */
export type Resources = Map<string, Uint8Array | string | 404 | 410 | 403 | 500>;

/** An honest log over these bodies. */
export function makeLog(bodies: Uint8Array[]): Resources {
  const size = bodies.length;
  const leaves = bodies.map((body) => leafHash(body, sha256));
  const { edge, tiles } = grow([], 0, leaves, sha256);
  const rows = new Map<string, readonly Uint8Array[]>(tiles.map(({ level, n, hashes }) => [`${level}/${n}`, hashes]));
  edge.forEach((row, level) => rows.set(`${level}/${Math.floor(levelWidth(level, size) / TILE_WIDTH)}`, row));
  const served: Resources = new Map();
  for (const tile of tilesOf(size)) {
    served.set(tilePath(tile), concatBytes(...rows.get(`${tile.level}/${tile.n}`)!));
    if (tile.level === 0) served.set(tilePath({ ...tile, level: 'entries' }), writeBundle(bodies.slice(tile.n * TILE_WIDTH, tile.n * TILE_WIDTH + tile.width)));
  }
  served.set('checkpoint', signedNote(checkpointText({ origin: ORIGIN, size, root: rootOfEdge(edge, sha256) })));
  served.set('retention', '0\n');
  return served;
}

/** Serves resources below `/log`; entries need the token `good`. @returns its address and how to stop it. */
export async function serve(resources: Resources): Promise<{ url: string; asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const path = request.url!.replace(/^\/log\//, '');
    asked.push(path);
    if (path.startsWith('tile/entries/') && request.headers.authorization !== 'Bearer good') return response.writeHead(401).end();
    const found = resources.get(path) ?? 404;
    if (typeof found === 'number') return response.writeHead(found).end();
    return response.writeHead(200).end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/log`,
    asked,
    close: () => new Promise((resolve) => void (server.close(() => resolve()), server.closeAllConnections())),
  };
}

/** Random bytes that no test depends on. */
export const noise = (count: number): Uint8Array => Uint8Array.from(randomBytes(count));
