import { Broken, Unchecked } from './broken.js';
import { checkBundle, readBundleFile } from './check-bundle.js';
import { type HeldCheckpoint } from './check-checkpoint.js';
import { checkLog } from './check-log.js';
import { writeEvidence } from './evidence-file.js';
import { openMonitor, type Monitor } from './monitor.js';
import { NOTHING_TRUSTED, readTrust, writeTrust } from './trust-file.js';
import { asked, type Asked } from './words.js';

/** Where a command writes, and what it knows of the time: results to `out`, progress and warnings to `err`. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
  /** Folder for evidence files. */
  folder: string;
  now(): Date;
  /** Waits between two rounds of a monitor. Resolves to false when the person wants to end it. */
  wait(seconds: number): Promise<boolean>;
}

/** What evidence says of where it was found. */
interface About {
  log: string;
  held?: HeldCheckpoint;
}

async function verifyBundle({ bundle, vkey, trust }: Asked & { bundle: string }, terminal: Terminal, about: About): Promise<void> {
  const known = trust === undefined ? NOTHING_TRUSTED : readTrust(trust);
  const { checkpoint, items, uncheckedReceipts } = await checkBundle(readBundleFile(bundle), vkey, known, terminal.now().getTime() / 1000);
  about.held = checkpoint;
  if (!known.policy || known.policy.quorum === 'none') terminal.err('warning: no policy of witnesses is trusted; their signatures are not judged');
  if (uncheckedReceipts > 0) terminal.out('receipts: not checked (no receipt key is trusted)');
  terminal.out(`${items} entries verified, root ok`);
}

async function verifyLog(what: Asked & { log: string }, terminal: Terminal, about: About, monitor: Monitor | undefined): Promise<void> {
  const trust = what.trust === undefined ? NOTHING_TRUSTED : readTrust(what.trust);
  const warn = (text: string): void => terminal.err(`warning: ${text}`);
  const telling = { progress: (text: string) => terminal.err(text), warn, held: (checkpoint: HeldCheckpoint) => (about.held = checkpoint) };
  const { checkpoint, edge, bodiesFrom } = await checkLog(what, trust, terminal.now(), telling);
  for (const warning of (await monitor?.compare(checkpoint)) ?? []) warn(warning);
  if (what.trust !== undefined) {
    writeTrust(what.trust, trust, { note: checkpoint.note, edge }, terminal.now());
    if (!trust.tree) terminal.out('first use: nothing to compare with');
  }
  if (bodiesFrom === undefined) terminal.out('bodies: not checked (no token)');
  else if (bodiesFrom > 0) terminal.out(`bodies: checked from ${bodiesFrom}`);
  terminal.out(`${checkpoint.size} entries verified, root ok`);
}

/** One check. @returns 0 verified, 1 broken, 2 not checked. */
async function once(work: (about: About) => Promise<void>, log: string, terminal: Terminal): Promise<0 | 1 | 2> {
  const about: About = { log };
  try {
    await work(about);
    return 0;
  } catch (error) {
    if (error instanceof Unchecked) {
      terminal.err(error.message);
      return 2;
    }
    if (!(error instanceof Broken)) throw error;
    const { held } = about;
    const path = writeEvidence(error, {
      log,
      size: held?.size ?? 0,
      ...(held ? { checkpoint: held.note } : {}),
      folder: terminal.folder,
      madeAt: terminal.now(),
    });
    terminal.out(`evidence: ${path}`);
    terminal.out(error.message);
    return 1;
  }
}

/** Rounds until something is broken or the person ends it. A round that could not look is told and tried again. */
async function watch(what: Asked & { log: string }, everyS: number, terminal: Terminal): Promise<0 | 1 | 2> {
  const known = what.trust === undefined ? NOTHING_TRUSTED : readTrust(what.trust);
  const monitor = openMonitor(what, known, () => terminal.now());
  for (;;) {
    const code = await once((about) => verifyLog(what, terminal, about, monitor), what.log, terminal);
    if (code === 1) return 1;
    if (!(await terminal.wait(everyS))) return code;
  }
}

/**
 * Full check of a log from outside, once or again and again, or of an evidence bundle offline.
 * @returns 0 verified, 1 broken, 2 not checked.
 * @source log.md 10.1, 10.2
 */
export async function verify(args: string[], terminal: Terminal): Promise<0 | 1 | 2> {
  let what: Asked;
  try {
    what = asked(args);
    if ('log' in what && what.everyS !== undefined) return await watch(what, what.everyS, terminal);
  } catch (error) {
    if (!(error instanceof Unchecked)) throw error;
    terminal.err(error.message);
    return 2;
  }
  const one = what;
  return 'log' in one
    ? once((about) => verifyLog(one, terminal, about, undefined), one.log, terminal)
    : once((about) => verifyBundle(one, terminal, about), '', terminal);
}
