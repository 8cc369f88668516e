import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseVkey, SIGNATURE_TYPES, type Vkey } from '@comity/transparency-log';
import { Unchecked } from './broken.js';

export const USAGE = `usage: verify --log URL --vkey VKEY [--trust FILE] [--token T] [--every S]
       verify --bundle FILE.json --vkey VKEY [--trust FILE]`;

const NOT_BUILT = ['report', 'inspection'] as const;
const KNOWN = ['log', 'vkey', 'token', 'trust', 'bundle', 'every', ...NOT_BUILT] as const;

/** What a person asked for: a log over the network, or a bundle that lies in a file. */
export type Asked = { vkey: Vkey; trust?: string } & ({ log: string; token?: string; everyS?: number } | { bundle: string });

/** Text of a word that may name a file by `@`. */
function tokenOf(text: string): string {
  if (!text.startsWith('@')) return text;
  try {
    return readFileSync(text.slice(1), 'utf8').trim();
  } catch {
    throw new Unchecked('--token: the file cannot be read');
  }
}

function keyOf(text: string): Vkey {
  try {
    const vkey = parseVkey(text);
    if (vkey.type === SIGNATURE_TYPES.ed25519) return vkey;
  } catch (error) {
    throw new Unchecked(`--vkey: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  throw new Unchecked('--vkey: no key of a log');
}

/** Reads the words of the command line. @throws {Unchecked} */
export function asked(args: string[]): Asked {
  let values: Partial<Record<(typeof KNOWN)[number], string>>;
  try {
    ({ values } = parseArgs({ args, options: Object.fromEntries(KNOWN.map((name) => [name, { type: 'string' as const }])) }));
  } catch {
    throw new Unchecked(USAGE);
  }
  const unbuilt = NOT_BUILT.find((name) => values[name] !== undefined);
  if (unbuilt) throw new Unchecked(`--${unbuilt}: not built`);
  const { log, vkey, token, trust, bundle, every } = values;
  const known = trust === undefined ? {} : { trust };
  if (bundle !== undefined && vkey && [log, token, every].every((word) => word === undefined)) return { vkey: keyOf(vkey), bundle, ...known };
  if (bundle !== undefined || !log || !vkey || !/^https?:\/\//.test(log) || !URL.canParse(log)) throw new Unchecked(USAGE);
  if (every !== undefined && !/^[1-9][0-9]{0,5}$/.test(every)) throw new Unchecked('--every: whole seconds, at least 1');
  return {
    vkey: keyOf(vkey),
    log,
    ...known,
    ...(token === undefined ? {} : { token: tokenOf(token) }),
    ...(every === undefined ? {} : { everyS: Number(every) }),
  };
}
