import { createHash, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkpointText,
  consistencyProof,
  extend,
  emptyParts,
  foldPerfect,
  formatAddCheckpoint,
  formatNote,
  formatVkey,
  leafHash,
  makeVkey,
  parseAddCheckpoint,
  parseNote,
  parseVkey,
  rootOf,
  signatureLine,
  utf8,
  verifyNote,
} from '@comity/transparency-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCheckpoint, type Reply, type Witness } from './add-checkpoint.js';
import { readWitnessConfig } from './config.js';
import { rawPublicKey, verifyEd25519 } from './platform.js';
import { openRecord } from './record.js';
import { portOf, spawnWitness } from './testing/child.js';
import { cosigned, requests, sequences } from './testing/log-of-vectors.js';
import { openWitnessKey, witnessKeyOf } from './witness-key.js';
import { openWitnessServer } from './witness-server.js';

const NAME = 'witness1.oversight.example';
const ORIGIN = 'demonstration.log.example/a';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comity-witness-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const nowS = (): number => Date.now() / 1000;
const keyOfSeed = (seed: string): KeyObject =>
  createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')]), format: 'der', type: 'pkcs8' });
const log = keyOfSeed('01'.repeat(32));
const LOG = makeVkey(ORIGIN, 1, rawPublicKey(log));

function fresh(vkeys = [LOG], over: Partial<Witness> = {}): Witness {
  const record = openRecord(folder, true);
  const key = openWitnessKey(join(folder, 'key'), NAME, record.isNew);
  return { key, record, logs: new Map([[vkeys[0]!.name, vkeys]]), nowS, ...over };
}

/** A log of `count` entries whose bodies begin with a mark; another mark is another history. */
const leaves = (count: number, mark = 'a'): Uint8Array[] => Array.from({ length: count }, (_, at) => leafHash(utf8(`${mark}${at}`)));
function ask(old: number, size: number, mark = 'a', proofOf = mark): string {
  const all = leaves(size, mark);
  const text = checkpointText({ origin: ORIGIN, size, root: rootOf(extend(emptyParts(), all)) });
  const checkpoint = formatNote(text, [signatureLine({ name: ORIGIN, id: LOG.id, signature: sign(null, utf8(text), log) })]);
  const proved = leaves(size, proofOf);
  const proof =
    old === 0 || old > size
      ? []
      : consistencyProof(old, size, ({ height, index }) => foldPerfect(proved.slice(index * 2 ** height, (index + 1) * 2 ** height)));
  return formatAddCheckpoint({ old, proof, checkpoint });
}
const send = (witness: Witness, body: string): Promise<Reply> => addCheckpoint(witness, utf8(body));

describe('the protocol', () => {
  it.each(sequences)('answers the vectors of $name', async ({ log_vkey, steps }) => {
    const witness = fresh([parseVkey(log_vkey)]);
    for (const { body, status, also, answer, content_type, why } of steps) {
      const reply = await send(witness, body);
      expect([status, also], why).toContain(reply.status);
      if (answer !== undefined) expect([reply.text, reply.type]).toEqual([answer, content_type]);
      if (reply.status !== 200) continue;
      const { checkpoint } = parseAddCheckpoint(body);
      const note = `${checkpoint}${reply.text}`;
      expect(await verifyNote(note, [parseVkey(witness.key.vkey)], { verify: verifyEd25519, nowS: nowS() })).toHaveLength(1);
    }
  });

  it.each(cosigned)('cosigns byte for byte at $time', ({ seed_hex, vkey, checkpoint_text, time, line }) => {
    const key = witnessKeyOf(keyOfSeed(seed_hex), vkey.split('+')[0]!);
    expect([key.vkey, key.cosign(checkpoint_text, time)]).toEqual([vkey, line]);
  });

  it.each(requests)('reads the example of the specification and writes the same bytes', ({ body }) => {
    expect(formatAddCheckpoint(parseAddCheckpoint(body))).toBe(body);
  });

  it('signs under several keys of one log, and refuses when any of its lines is false', async () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    const second = makeVkey(ORIGIN, 1, rawPublicKey(other));
    const witness = fresh([LOG, second]);
    const { checkpoint } = parseAddCheckpoint(ask(0, 3));
    const { text } = parseNote(checkpoint);
    const line = (message: string): string => signatureLine({ name: ORIGIN, id: second.id, signature: sign(null, utf8(message), other) });
    expect((await send(witness, `old 0\n\n${checkpoint}${line('something else')}\n`)).status).toBe(403);
    expect((await send(witness, `old 0\n\n${checkpoint}${line(text)}\n`)).status).toBe(200);
    expect(parseNote(witness.record.of(ORIGIN)!.note).signatures.map(({ name }) => name)).toEqual([ORIGIN, ORIGIN, NAME]);
  });

  it('takes a note with sixteen lines of others and keeps the log’s and its own', async () => {
    const strangers = Array.from(
      { length: 16 },
      (_, at) => `${signatureLine({ name: `w${at}.example`, id: Uint8Array.of(1, 2, 3, at), signature: new Uint8Array(72) })}\n`,
    ).join('');
    const witness = fresh();
    expect((await send(witness, ask(0, 3) + strangers)).status).toBe(200);
    expect(parseNote(witness.record.of(ORIGIN)!.note).signatures).toHaveLength(2);
  });
});

describe('the memory', () => {
  it('outlives the process, and a fork signed with the real key is refused and kept as evidence', async () => {
    await send(fresh(), ask(0, 300));
    const again: Witness = { ...fresh(), record: openRecord(folder, false) };
    expect((await send(again, ask(0, 5, 'b'))).text).toBe('300\n');
    expect((await send(again, ask(300, 310, 'b'))).status).toBe(422);
    expect((await send(again, ask(300, 300, 'b'))).status).toBe(422);
    const kept = readdirSync(join(folder, 'refused'));
    expect(kept.map((name) => name.split('-')[0]).sort()).toEqual(['300', '310', '5']);
    expect(
      readFileSync(
        join(
          folder,
          'refused',
          kept.find((name) => name.startsWith('310'))!,
        ),
        'utf8',
      ),
    ).toContain(`${ORIGIN}\n310\n`);
    expect((await send(again, ask(300, 310))).status).toBe(200);
  });

  it('answers nothing that it did not store', async () => {
    const witness = fresh();
    const failing: Witness = { ...witness, record: { ...witness.record, of: (origin) => witness.record.of(origin), store: () => { throw new Error('disk full'); } } }; // prettier-ignore
    await expect(send(failing, ask(0, 3))).rejects.toThrow('disk full');
    expect(openRecord(folder, false).of(ORIGIN)).toBeUndefined();
  });

  it('is not taken for new when the key is there, nor read when it is not whole', async () => {
    await send(fresh(), ask(0, 3));
    writeFileSync(join(folder, 'witness.json'), '{"x":');
    expect(() => openRecord(folder, false)).toThrow('not whole');
    unlinkSync(join(folder, 'witness.json'));
    expect(() => openRecord(folder, false)).toThrow('missing');
  });

  it('does not get a new key in the place of a lost one, nor one that others can read', async () => {
    await send(fresh(), ask(0, 3));
    chmodSync(join(folder, 'key'), 0o644);
    expect(() => openWitnessKey(join(folder, 'key'), NAME, false)).toThrow('open to others');
    unlinkSync(join(folder, 'key'));
    expect(() => openWitnessKey(join(folder, 'key'), NAME, openRecord(folder, false).isNew)).toThrow('missing');
  });
});

describe('the server', () => {
  const post = (url: string, body: string): Promise<Response> => fetch(`${url}/add-checkpoint`, { method: 'POST', body });

  it('serves requests in turn, its newest cosigned note, its key and nothing else', async () => {
    const witness = fresh();
    const server = await openWitnessServer(witness, { host: '127.0.0.1', port: 0 }, () => undefined);
    const url = `http://127.0.0.1:${server.port}`;
    const watched = `${url}/${createHash('sha256').update(ORIGIN).digest('hex')}/checkpoint`;
    expect((await fetch(watched)).status).toBe(404);
    const answers = await Promise.all([post(url, ask(0, 5)), post(url, ask(0, 6)), post(url, ask(0, 7))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect([refused.headers.get('content-type'), await refused.text()]).toEqual(['text/x.tlog.size', `${witness.record.of(ORIGIN)!.size}\n`]);
    const note = await (await fetch(watched)).text();
    expect(await verifyNote(note, [LOG, parseVkey(witness.key.vkey)], { verify: verifyEd25519, nowS: nowS() })).toHaveLength(2);
    expect(await (await fetch(`${url}/vkey`)).text()).toBe(`${witness.key.vkey}\n`);
    expect([(await fetch(`${url}/ready`)).status, (await fetch(`${url}/add-checkpoint`)).status, (await fetch(`${url}/other`)).status]).toEqual([
      200, 405, 404,
    ]);
    expect((await post(url, 'x'.repeat(65_537))).status).toBe(413);
    expect((await post(url, '\u{fffd}')).status).toBe(400);
    await server.close();
  });

  it('killed between storing and answering, remembers what it stored', async () => {
    writeFileSync(join(folder, 'logs'), `# watched\n${formatVkey(LOG)}\n`);
    const env = { WITNESS_NAME: NAME, WITNESS_KEY: join(folder, 'key'), WITNESS_MEMORY: join(folder, 'memory'), WITNESS_LOGS: join(folder, 'logs') };
    const first = spawnWitness(env);
    const port = await portOf(first);
    expect((await post(`http://127.0.0.1:${port}`, ask(0, 2))).status).toBe(200);
    const ended = new Promise((resolve) => first.on('exit', resolve));
    first.kill('SIGKILL');
    await ended;
    const killed = spawnWitness(env, './killed-witness.ts', [ask(2, 9)]);
    expect(await new Promise((resolve) => killed.on('exit', (_, signal) => resolve(signal)))).toBe('SIGKILL');
    const second = spawnWitness(env);
    const url = `http://127.0.0.1:${await portOf(second)}`;
    expect(await (await post(url, ask(2, 9, 'b'))).text()).toBe('9\n');
    expect((await post(url, ask(9, 9, 'b'))).status).toBe(422);
    expect((await post(url, ask(9, 12))).status).toBe(200);
    const over = new Promise((resolve) => second.on('exit', resolve));
    second.kill('SIGTERM');
    expect(await over).toBe(0);
  });

  it.each([
    [{ WITNESS_NAME: undefined }, 'WITNESS_NAME: missing'],
    [{ WITNESS_NAME: 'a b' }, 'WITNESS_NAME: no name'],
    [{ WITNESS_PORT: '70000' }, 'WITNESS_PORT'],
    [{ WITNESS_LOGS: '/nowhere' }, 'cannot be read'],
  ])('does not start with %j', (over, fault) => {
    writeFileSync(join(folder, 'logs'), `${formatVkey(LOG)}\n`);
    const env = { WITNESS_NAME: NAME, WITNESS_KEY: 'k', WITNESS_MEMORY: 'm', WITNESS_LOGS: join(folder, 'logs') };
    expect(readWitnessConfig(env).logs.size).toBe(1);
    expect(() => readWitnessConfig({ ...env, ...over })).toThrow(fault);
  });

  it('does not watch under a key that is no log’s', () => {
    writeFileSync(join(folder, 'logs'), `${cosigned[0]!.vkey}\n`);
    expect(() => readWitnessConfig({ WITNESS_NAME: NAME, WITNESS_KEY: 'k', WITNESS_MEMORY: 'm', WITNESS_LOGS: join(folder, 'logs') })).toThrow(
      'line 1: key of another kind',
    );
  });
});
