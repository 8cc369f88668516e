import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseVkey, type Vkey } from '@comity/transparency-log';
import { Broken, Unchecked } from './broken.js';
import { checkCheckpoint, type HeldCheckpoint } from './check-checkpoint.js';
import { checkEntries } from './check-entries.js';
import { checkTiles } from './check-tiles.js';
import { writeEvidence } from './evidence-file.js';
import { logSource } from './log-source.js';

/** Where a command writes, and what it knows of the time: results to `out`, progress and warnings to `err`. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
  /** Folder for evidence files. */
  folder: string;
  now(): Date;
}

export const USAGE = 'usage: verify --log URL --vkey VKEY [--token T]';
const NOT_BUILT = ['bundle', 'report', 'trust', 'every', 'inspection'] as const;

interface Asked {
  log: string;
  vkey: Vkey;
  token?: string;
}

function tokenOf(text: string): string {
  if (!text.startsWith('@')) return text;
  try {
    return readFileSync(text.slice(1), 'utf8').trim();
  } catch {
    throw new Unchecked('--token: the file cannot be read');
  }
}

function asked(args: string[]): Asked {
  const text = { type: 'string' } as const;
  let values: Partial<Record<'log' | 'vkey' | 'token' | (typeof NOT_BUILT)[number], string>>;
  try {
    ({ values } = parseArgs({ args, options: { log: text, vkey: text, token: text, bundle: text, report: text, trust: text, every: text, inspection: text } }));
  } catch {
    throw new Unchecked(USAGE);
  }
  const unbuilt = NOT_BUILT.find((name) => values[name] !== undefined);
  if (unbuilt) throw new Unchecked(`--${unbuilt}: not built`);
  const { log, vkey, token } = values;
  if (!log || !vkey || !/^https?:\/\//.test(log) || !URL.canParse(log)) throw new Unchecked(USAGE);
  try {
    return { log, vkey: parseVkey(vkey), ...(token === undefined ? {} : { token: tokenOf(token) }) };
  } catch (error) {
    throw error instanceof Unchecked ? error : new Unchecked(`--vkey: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}

/**
 * Full check of a log from outside.
 * @returns 0 verified, 1 broken, 2 not checked.
 * @source log.md 10.1, 10.2
 */
export async function verify(args: string[], terminal: Terminal): Promise<0 | 1 | 2> {
  let log = '';
  let held: HeldCheckpoint | undefined;
  try {
    const what = asked(args);
    log = what.log;
    const source = logSource(log);
    const progress = (text: string): void => terminal.err(text);
    held = await checkCheckpoint(source, what.vkey, terminal.now().getTime() / 1000);
    terminal.err(`checkpoint of size ${held.size}, signed`);
    terminal.err('warning: no witness and no earlier checkpoint to compare with; a log shown to you alone would pass');
    const leaves = await checkTiles(source, held, progress);
    if (what.token === undefined) terminal.out('bodies: not checked (no token)');
    else {
      const { from, warnings } = await checkEntries(source, what.token, leaves, progress);
      for (const warning of warnings) terminal.err(`warning: ${warning}`);
      if (from > 0) terminal.out(`bodies: checked from ${from}`);
    }
    terminal.out(`${held.size} entries verified, root ok`);
    return 0;
  } catch (error) {
    if (error instanceof Unchecked) {
      terminal.err(error.message);
      return 2;
    }
    if (!(error instanceof Broken)) throw error;
    const path = writeEvidence(error, { log, size: held?.size ?? 0, ...(held ? { checkpoint: held.note } : {}), folder: terminal.folder, madeAt: terminal.now() });
    terminal.out(`evidence: ${path}`);
    terminal.out(error.message);
    return 1;
  }
}
