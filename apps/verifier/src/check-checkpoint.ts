import {
  BytesRefused,
  CheckpointRefused,
  meetsQuorum,
  NoteRefused,
  openCheckpoint,
  textOf,
  type OpenCheckpoint,
  type Policy,
  type Vkey,
} from '@comity/transparency-log';
import { Broken, Unchecked, type Resource } from './broken.js';
import { type LogSource } from './log-source.js';
import { verifyEd25519 } from './platform.js';
import { type Trust } from './trust-file.js';

/** A checkpoint that holds, with the note it came in. */
export interface HeldCheckpoint extends OpenCheckpoint {
  note: string;
}

/** Longest note that is read, in bytes. */
const LONGEST = 65_536;

/** Fetches the published checkpoint and checks form, signatures, name and quorum. @throws {Broken | Unchecked} */
export async function fetchCheckpoint(source: LogSource, vkey: Vkey, trust: Trust, nowS: number): Promise<HeldCheckpoint> {
  const served = await source.get('checkpoint', LONGEST);
  if ('missing' in served) throw new Unchecked('checkpoint: nothing is published at this address');
  const resources = [{ path: 'checkpoint', bytes: served.bytes }];
  try {
    return await checkCheckpoint(textOf(served.bytes), vkey, trust, nowS, resources);
  } catch (error) {
    if (error instanceof BytesRefused) throw new Broken('checkpoint-format', undefined, error.message, resources);
    throw error;
  }
}

/** Checks form and signatures of a note under the key of its log, the further keys of the trust file and those of its witnesses, then the quorum. @throws {Broken} */
export async function checkCheckpoint(
  note: string,
  vkey: Vkey,
  { vkeys, policy, maxAgeS }: Trust,
  nowS: number,
  resources: readonly Resource[],
): Promise<HeldCheckpoint> {
  const ofLog = [vkey, ...vkeys, ...(policy?.logs ?? []).map(({ vkey: named }) => named)];
  const ofWitnesses = [...(policy?.witnesses.values() ?? [])].map(({ vkey: named }) => named);
  let checkpoint: OpenCheckpoint;
  try {
    checkpoint = await openCheckpoint(note, [...ofLog, ...ofWitnesses], { verify: verifyEd25519, nowS });
  } catch (error) {
    if (error instanceof NoteRefused && error.code === 'cosignature') throw new Broken('cosignature', undefined, error.message, resources);
    if (error instanceof NoteRefused && error.code !== 'format') throw new Broken('checkpoint-signature', undefined, error.message, resources);
    if (error instanceof NoteRefused || error instanceof CheckpointRefused) throw new Broken('checkpoint-format', undefined, error.message, resources);
    throw error;
  }
  if (checkpoint.origin !== vkey.name) throw new Broken('origin', undefined, 'the checkpoint names another log than the key', resources);
  if (policy) checkQuorum(policy, checkpoint, maxAgeS, nowS, resources);
  return { ...checkpoint, note };
}

/** Whether the witnesses of the policy signed, and lately enough. The age is that of the oldest signature that the quorum needs. */
function checkQuorum(policy: Policy, { signed }: OpenCheckpoint, maxAgeS: number | undefined, nowS: number, resources: readonly Resource[]): void {
  const times = [...policy.witnesses].flatMap(([name, { vkey }]) => {
    const time = signed.find((one) => one.vkey === vkey)?.time;
    return time === undefined ? [] : [{ name, time }];
  });
  if (!meetsQuorum(policy, new Set(times.map(({ name }) => name)))) {
    throw new Broken(
      'quorum',
      undefined,
      `cosigned by ${times.map(({ name }) => name).join(', ') || 'nobody'}, which is less than the policy asks for`,
      resources,
    );
  }
  if (maxAgeS === undefined || policy.quorum === 'none') return;
  const newest = [...times].sort((a, b) => b.time - a.time);
  const needed = newest.find((_, at) => meetsQuorum(policy, new Set(newest.slice(0, at + 1).map(({ name }) => name))))!;
  const age = Math.round(nowS - needed.time);
  if (age > maxAgeS) throw new Broken('stale', undefined, `the quorum signed ${age} s ago; the trust file allows ${maxAgeS}`, resources);
}
