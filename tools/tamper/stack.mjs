// One copy of the log at work: sequencer, signer and two witnesses over a database and keys of its own.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const TOKEN = 'auditor-of-the-copy';
const WITNESSES = { 'witness-1': 'demonstration.xo.example/witness', 'witness-2': 'demonstration.xp.example/witness' };

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const roleUrl = (url, role) => {
  const as = new URL(url);
  as.searchParams.set('options', `-c role=${role}`);
  return as.href;
};

/** Bytes of an entry that says nothing of anybody. */
export function entryBytes({ log }, over = {}) {
  const id = randomBytes(16).toString('hex').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-7$3-8$4-$5').slice(0, 36);
  const data = { corridor: 'KE-SE', measure: 'production', track: 'ordinary' };
  const entry = { v: 1, id, nonce: randomBytes(16).toString('base64url'), kind: 'request.created', at: new Date().toISOString(), actor: { service: 'demonstration' }, parties: ['KE', 'SE'], data, ...over };
  const body = Buffer.from(log.writeEntry(entry));
  return { body, leaf: Buffer.from(log.leafHash(body, sha256)) };
}

export async function openStack({ url, folder, origin, programs, isAtWork = true }) {
  const lines = [];
  const out = programs.openProgramLog('tamper', (line) => lines.push(line));
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const key = programs.openLogKey(folder, origin, false);
  const receiptKey = programs.openReceiptKey(folder, origin, false);
  const pool = new pg.Pool({ connectionString: roleUrl(url, 'comity_publisher'), max: 1 });
  pool.on('error', () => {});
  const parts = { client: pool, keys: [key], receiptKey, origin, memoryPath: join(folder, 'memory'), firstRun: false };
  const api = createServer((request, response) => response.writeHead(request.headers.authorization === `Bearer ${TOKEN}` ? 204 : 401).end());
  await new Promise((resolve) => api.listen(0, '127.0.0.1', resolve));

  /** Seconds by which the witnesses' clocks are ahead. */
  let aheadS = 0;
  const nowS = () => Date.now() / 1000 + aheadS;
  const witnesses = {};
  let signing, sequencer;
  let isUp = false;

  async function up() {
    for (const [name, keyName] of Object.entries(WITNESSES)) {
      const record = programs.openRecord(join(folder, name, 'memory'), false);
      const witness = { key: programs.openWitnessKey(join(folder, name, 'key'), keyName, false), record, logs: new Map([[origin, [key.vkey]]]), nowS };
      const server = await programs.openWitnessServer(witness, { host: '127.0.0.1', port: 0 }, () => {});
      witnesses[name] = { witness, server, url: `http://127.0.0.1:${server.port}`, vkey: witness.key.vkey };
    }
    signing = await programs.openSignerServer(join(folder, 'signer.sock'), parts, out);
    sequencer = await programs.runSequencer(
      {
        origin,
        urls: { sequencer: roleUrl(url, 'comity_sequencer'), publisher: roleUrl(url, 'comity_publisher'), logServer: roleUrl(url, 'comity_log_server') },
        policy: policy('both'),
        signerSocket: join(folder, 'signer.sock'),
        host: '127.0.0.1',
        port: 0,
        internalPort: 0,
        mandateUrl: `http://127.0.0.1:${api.address().port}/mandate`,
      },
      out,
    );
    isUp = true;
  }
  async function down() {
    if (!isUp) return;
    isUp = false;
    await sequencer.stop();
    await signing.close();
    for (const { server } of Object.values(witnesses)) await server.close();
  }
  const policy = (quorum) => `${Object.entries(witnesses).map(([name, { vkey, url: where }]) => `witness ${name} ${vkey} ${where}\n`).join('')}group both all ${Object.keys(witnesses).join(' ')}\nquorum ${quorum}\n`;
  const one = async (sql, values) => (await admin.query(sql, values)).rows[0];
  const state = async () => {
    const { size, root, epoch } = await one('SELECT size, root, epoch FROM tlog.state WHERE log_id = 1');
    return { size: Number(size), root, epoch };
  };

  async function until(what, holds, ms = 30_000) {
    for (const end = performance.now() + ms; ; await sleep(50)) {
      if (await holds()) return;
      if (performance.now() > end) throw new Error(`never: ${what}`);
    }
  }

  if (isAtWork) await up();
  const stack = {
    admin,
    folder,
    key,
    receiptKey,
    parts,
    lines,
    witnesses,
    origin,
    programs,
    up,
    down,
    policy,
    state,
    one,
    until,
    vkey: key.text,
    logUrl: () => `http://127.0.0.1:${sequencer.port}`,
    /** Moves the clocks of the witnesses, as an adversary or a day that passes would. */
    shift: (seconds) => (aheadS += seconds),
    nowMs: () => Date.now() + aheadS * 1000,
    /** Appends entries as the product does. @returns rows of the entries */
    async append(count, over) {
      const ids = [];
      for (let number = 0; number < count; number += 1) {
        const { body, leaf } = entryBytes(programs, over);
        ids.push((await one('SELECT tlog.append(1::smallint, $1::bytea, $2::bytea) AS id', [body, leaf])).id);
      }
      return ids;
    },
    /** Waits until everything that was appended is published. */
    published: () =>
      until('published', async () => {
        const { queued, size, shown } = await one('SELECT (SELECT count(*)::int FROM tlog.queue) AS queued, s.size, p.size AS shown FROM tlog.state s LEFT JOIN tlog.published p USING (log_id)');
        return queued === 0 && size === shown;
      }),
    integrated: () => until('integrated', async () => (await one('SELECT count(*)::int AS queued FROM tlog.queue')).queued === 0),
    frozen: () => until('frozen', async () => (await one('SELECT frozen_why AS why FROM tlog.log')).why !== null).then(async () => (await one('SELECT frozen_why AS why FROM tlog.log')).why),
    /** Writes a trust file. */
    trust(members = {}, name = 'trust.json') {
      const path = join(folder, name);
      writeFileSync(path, JSON.stringify({ format: 'comity/trust/v1', ...members }));
      return path;
    },
    /** Runs the verifier on the copy. @returns exit code, reason and place, and what it warned of */
    async verify(words = [], { rounds = [], vkey = key.text, log = `http://127.0.0.1:${sequencer.port}`, token = false } = {}) {
      const [out2, err] = [[], []];
      const place = join(folder, 'evidence');
      mkdirSync(place, { recursive: true });
      const waiting = [...rounds];
      const wait = async () => {
        const next = waiting.shift();
        await next?.();
        return next !== undefined;
      };
      const given = words.includes('--bundle') ? words : ['--log', log, ...(token ? ['--token', TOKEN] : []), ...words];
      const terminal = { out: (line) => out2.push(line), err: (line) => err.push(line), folder: place, now: () => new Date(stack.nowMs()), wait };
      const exit = await programs.verify(['--vkey', vkey, ...given], terminal);
      const broken = /^broken: (\S+) at (\S+): /.exec(out2.at(-1) ?? '');
      const evidence = /^evidence: (.*)$/.exec(out2.at(-2) ?? '')?.[1];
      if (exit === 1 && !(evidence && existsSync(evidence) && JSON.parse(readFileSync(evidence, 'utf8')).reason === broken[1])) throw new Error('no evidence was written');
      return { exit, reason: broken?.[1], index: broken?.[2], warnings: err.filter((line) => line.startsWith('warning: ')), last: out2.at(-1) ?? err.at(-1) };
    },
    async stop() {
      await down();
      await pool.end();
      await admin.end();
      await new Promise((resolve) => api.close(resolve));
    },
  };
  return stack;
}

