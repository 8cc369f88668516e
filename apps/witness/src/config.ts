import { readFileSync } from 'node:fs';
import { parseVkey, SIGNATURE_TYPES, VkeyRefused, type Vkey } from '@comity/transparency-log';

/** What is wrong with the environment, a line each. */
export class ConfigUnusable extends Error {
  override readonly name = 'ConfigUnusable';
  constructor(readonly faults: readonly string[]) {
    super(`the configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

export interface WitnessConfig {
  /** Name of the witness, as it stands in its lines. */
  name: string;
  /** File of its key. */
  key: string;
  /** Folder of its record. */
  memory: string;
  /** Keys of the logs that are watched, by origin. */
  logs: Map<string, Vkey[]>;
  host: string;
  port: number;
}

const PORT = /^[0-9]{1,5}$/;

/** Environment of a witness. @throws {ConfigUnusable} */
export function readWitnessConfig(env: { [name: string]: string | undefined }): WitnessConfig {
  const faults: string[] = [];
  const text = (name: string): string => {
    const value = env[name] ?? '';
    if (value === '') faults.push(`${name}: missing`);
    return value;
  };
  const name = text('WITNESS_NAME');
  if (/[\s+]/u.test(name)) faults.push('WITNESS_NAME: no name of a key');
  const port = env['WITNESS_PORT'] ?? '0';
  if (!PORT.test(port) || Number(port) > 65_535) faults.push('WITNESS_PORT: no port');
  const config = {
    name,
    key: text('WITNESS_KEY'),
    memory: text('WITNESS_MEMORY'),
    logs: readLogs(text('WITNESS_LOGS'), faults),
    host: env['WITNESS_HOST'] ?? '127.0.0.1',
    port: Number(port),
  };
  if (faults.length > 0) throw new ConfigUnusable(faults);
  return config;
}

/** File of verifier keys, one a line; a log whose key is being changed has several. Lines that begin with # are comments. */
function readLogs(path: string, faults: string[]): Map<string, Vkey[]> {
  const logs = new Map<string, Vkey[]>();
  let lines: string[];
  try {
    lines = path === '' ? [] : readFileSync(path, 'utf8').split('\n');
  } catch {
    faults.push('WITNESS_LOGS: cannot be read');
    return logs;
  }
  lines.forEach((line, at) => {
    if (line === '' || line.startsWith('#')) return;
    try {
      const vkey = parseVkey(line);
      if (vkey.type !== SIGNATURE_TYPES.ed25519) throw new VkeyRefused('key of another kind');
      logs.set(vkey.name, [...(logs.get(vkey.name) ?? []), vkey]);
    } catch (error) {
      faults.push(`WITNESS_LOGS line ${at + 1}: ${error instanceof Error ? error.message : 'cannot be read'}`);
    }
  });
  if (path !== '' && logs.size === 0) faults.push('WITNESS_LOGS: names no log');
  return logs;
}
