// The invariants of reliability.md 1 as functions: each answers the first breaches with ids, or nothing.
import { createHash } from 'node:crypto';
import { emptyParts, extend, rootOf } from '@comity/transparency-log';
import { isAlive } from '../start/processes.mjs';
import { CONSISTENT, ONCE } from '../walk/consistent.mjs';
import { programLogs, standsIn } from '../walk/evidence.mjs';
import { CANARY } from './workload.mjs';

/** Seconds that an entry may wait for the tree. */
const IN_TREE_S = 60;
const TABLE = { '/referrals': 'comity.referral', '/requests': 'comity.data_request' };
/** Where sealed content may not stand in clear. */
const OPEN_PLACES = /^(tlog\.|bullmq\.|comity\.(outbox|refusal|idempotency|data_request|referral|request_version|request_line|review|screening)$|log\/)/;

const several = (found, words) => (found.length === 0 ? undefined : `${found.length} ${words}, first ${found[0]}`);

async function broken(database, statements) {
  for (const [what, sql] of Object.entries(statements)) {
    const rows = await database.rows(sql);
    if (rows.length > 0) return `${what}: ${rows.length}, first ${rows[0].id}`;
  }
  return undefined;
}

export const INVARIANTS = {
  /** No acknowledged act is lost: its row, its entry, and the same answer to the same key. */
  async I1({ database, journal }) {
    const acknowledged = journal.acts.filter(({ status }) => status < 300);
    const lost = [];
    for (const { path, answer } of acknowledged) {
      const [entry] = await database.rows('select 1 from tlog.entry where entry_id = $1 and encode(leaf_hash, \'base64\') = $2', [answer.log.entryId, answer.log.leafHash]); // prettier-ignore
      const table = TABLE[path] ?? 'comity.request_version';
      const [row] = await database.rows(`select 1 from ${table} where ${TABLE[path] ? 'id' : 'request_id'} = $1`, [answer.id]);
      if (!entry || !row) lost.push(`${answer.id} (${path}${entry ? '' : ', no entry'}${row ? '' : ', no row'})`);
    }
    const changed = journal.acts.filter(({ again, answer, status }) => again !== undefined && status < 300 && again.id !== answer.id);
    const half = journal.acts.filter(({ unresolved }) => unresolved !== undefined);
    return several(lost, 'acknowledged acts are lost') ?? several(changed.map(({ key }) => key), 'keys answered differently') ?? several(half.map(({ path, unresolved }) => `${path} (${unresolved})`), 'acts in doubt were neither done nor could be done'); // prettier-ignore
  },
  /** At most one effect for an act. */
  I2: ({ database }) => broken(database, ONCE),
  /** Nothing left the holding side without a decision, and nothing beyond the granted lines. */
  async I3({ database }) {
    const rows = await database.rows(
      'select p.id from comity.disclosure p where not exists (select 1 from comity.decision d where d.request_id = p.request_id)',
    );
    return several(rows.map(({ id }) => id), 'disclosures without a decision'); // prettier-ignore
  },
  /** Acts and entries, each with the other. */
  I4: ({ database }) => broken(database, CONSISTENT),
  /** The log only grew: every checkpoint that was ever seen is a state of the log as it is now. */
  async I5({ database, watch }) {
    if (watch.forks.length > 0) return `two roots for size ${watch.forks[0]}`;
    const rows = await database.rows('select leaf_hash from tlog.leaf order by leaf_index');
    const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
    let parts = emptyParts();
    let at = 0;
    for (const size of [...watch.checkpoints.keys()].sort((a, b) => a - b)) {
      if (size > rows.length) return `a checkpoint of size ${size} was shown, the log has ${rows.length}`;
      parts = extend(parts, rows.slice(at, size).map(({ leaf_hash: hash }) => hash), sha256); // prettier-ignore
      at = size;
      if (Buffer.from(rootOf(parts, sha256)).toString('base64') !== watch.checkpoints.get(size))
        return `the root that was shown for size ${size} is not that of the log`;
    }
    return undefined;
  },
  /** An outsider can compute the log again. */
  async I6({ stack }) {
    const { log } = stack.run;
    const token = (await stack.product.command('token', 'o.auditor', '--for', 'log')).out.trim();
    const { code, out, err } = await stack.product.command('verify', '--log', log.url, '--vkey', log.vkey, '--token', token);
    return code === 0 ? undefined : `verify ends with ${code}: ${`${out}${err}`.trim().split('\n').at(-1)}`;
  },
  /** Entries enter the tree in time. */
  async I7({ watch }) {
    return watch.age.worstS <= IN_TREE_S ? undefined : `an entry waited ${watch.age.worstS.toFixed(1)} s`;
  },
  /** Nobody saw another agency's case, during the fault either. */
  async I8({ load }) {
    return several(load.seen.shown.map((body) => JSON.stringify(body).slice(0, 80)), 'answers to a stranger held the case'); // prettier-ignore
  },
  /** It healed by itself: `drain` found nothing left to do. */
  async I9({ left }) {
    return left;
  },
  /** Closed, not broken: what could not be done was said so, with 503, and never with 500. */
  async I10({ journal }) {
    return several(journal.acts.filter(({ status }) => status === 500).map(({ path, answer }) => `${path} ${answer?.code}`), 'answers were 500'); // prettier-ignore
  },
  /** No sealed words anywhere else. */
  async I11({ database, stack }) {
    const places = [...(await database.texts()), ...programLogs(stack.state)].filter(([place]) => OPEN_PLACES.test(place));
    return several(places.filter(([, text]) => standsIn(text, [CANARY]).length > 0).map(([place]) => place), 'places hold the canary'); // prettier-ignore
  },
  /** Every program is there, and none ended by an error that nobody caught. */
  async I12({ stack }) {
    const dead = stack.product.run().processes.filter(({ pid }) => !isAlive(pid)).map(({ name }) => name); // prettier-ignore
    const uncaught = [...programLogs(stack.state)].filter(([, text]) => /unhandled|uncaughtException/i.test(text)).map(([place]) => place);
    return several(dead, 'programs are gone') ?? several(uncaught, 'logs tell of an error that nobody caught'); // prettier-ignore
  },
};

/** These hold for every fault. */
export const ALWAYS = ['I1', 'I3', 'I4', 'I5', 'I6', 'I8', 'I10', 'I11', 'I12'];

/** @returns the first breach as `I2: words`, or undefined. */
export async function firstBreach(names, facts) {
  for (const name of [...new Set(names)].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))) {
    const breach = await INVARIANTS[name](facts);
    if (breach !== undefined) return `${name}: ${breach}`;
  }
  return undefined;
}
