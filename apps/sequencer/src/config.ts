import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '@comity/transparency-log';
import * as z from 'zod';

/** All that is wrong with the environment, a line each, by name. Values are not shown. */
export class ConfigUnusable extends Error {
  override readonly name = 'ConfigUnusable';
  constructor(readonly faults: readonly string[]) {
    super(`the configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

const port = z.coerce.number().int().min(0).max(65535);
const Base = z.object({
  COMITY_MODE: z.enum(['demonstration', 'production']),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).refine((text) => new URL(text).username === '' && new URL(text).password === '', 'names a user or a password'),
  COMITY_SECRETS: z.string().min(1),
  LOG_ORIGIN: z.string().regex(/^[a-z0-9][a-z0-9./-]{2,127}$/, 'is not a name of a log'),
  SIGNER_SOCKET: z.string().min(1).max(107, 'is longer than the path of a socket may be'),
});
const Sequencer = Base.extend({
  LOG_POLICY: z.string().min(1),
  SEQUENCER_HOST: z.string().min(1).default('127.0.0.1'),
  SEQUENCER_PORT: port.default(0),
  SEQUENCER_INTERNAL_PORT: port.default(0),
  API_INTERNAL_PORT: port.min(1),
});
const Signer = Base.extend({ SIGNER_MEMORY: z.string().min(1), SIGNER_FIRST_RUN: z.literal('1').optional() });

/** Logins of security.md 3.1 that this program uses. */
type Login = 'comity_sequencer' | 'comity_publisher' | 'comity_log_server';

/** What the process that grows, publishes and serves knows of the outside. Addresses hold a password: they are printed nowhere. */
export interface SequencerConfig {
  origin: string;
  urls: { sequencer: string; publisher: string; logServer: string };
  /** Text of the witness policy. */
  policy: string;
  signerSocket: string;
  /** Public listener; 0 is a free port. */
  host: string;
  port: number;
  internalPort: number;
  /** Where the API says whether a caller is an auditor with full mandate. */
  mandateUrl: string;
}

/** What the signer knows of the outside. */
export interface SignerConfig {
  origin: string;
  databaseUrl: string;
  /** Folder of the key file. */
  secrets: string;
  socket: string;
  memory: string;
  /** Database and memory are both new: a missing memory is no loss. */
  firstRun: boolean;
}

/** Permission bits of everybody who is neither owner nor group. */
const WORLD = 0o007;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const DEMONSTRATION = 'demonstration.';
/** A policy of production names at least so many. @source security.md 13 */
const WITNESSES = 2;

/**
 * Environment of the growing, publishing and serving process.
 * @throws {ConfigUnusable}
 * @source outside.md 3; security.md 13
 */
export function readSequencerConfig(env: Record<string, string | undefined>): SequencerConfig {
  const { value, faults } = parsed(Sequencer, env);
  const policy = value && readPolicy(value.LOG_POLICY, value.COMITY_MODE, faults);
  if (value?.COMITY_MODE === 'demonstration' && !LOOPBACK.includes(value.SEQUENCER_HOST)) faults.push('SEQUENCER_HOST is not a loopback address; the demonstration listens nowhere else');
  const urls = value && { sequencer: urlFor(value, 'comity_sequencer', faults), publisher: urlFor(value, 'comity_publisher', faults), logServer: urlFor(value, 'comity_log_server', faults) };
  if (!value || !urls || policy === undefined || faults.length > 0) throw new ConfigUnusable(faults);
  return {
    origin: value.LOG_ORIGIN,
    urls,
    policy,
    signerSocket: value.SIGNER_SOCKET,
    host: value.SEQUENCER_HOST,
    port: value.SEQUENCER_PORT,
    internalPort: value.SEQUENCER_INTERNAL_PORT,
    mandateUrl: `http://127.0.0.1:${value.API_INTERNAL_PORT}/mandate`,
  };
}

/** Environment of the signer. @throws {ConfigUnusable} */
export function readSignerConfig(env: Record<string, string | undefined>): SignerConfig {
  const { value, faults } = parsed(Signer, env);
  const databaseUrl = value && urlFor(value, 'comity_publisher', faults);
  if (!value || databaseUrl === undefined || faults.length > 0) throw new ConfigUnusable(faults);
  return {
    origin: value.LOG_ORIGIN,
    databaseUrl,
    secrets: value.COMITY_SECRETS,
    socket: value.SIGNER_SOCKET,
    memory: value.SIGNER_MEMORY,
    firstRun: value.SIGNER_FIRST_RUN === '1',
  };
}

function parsed<T extends z.ZodType<z.infer<typeof Base>>>(schema: T, env: Record<string, string | undefined>): { value?: z.infer<T>; faults: string[] } {
  const result = schema.safeParse(env);
  if (!result.success) return { faults: result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  const demonstration = result.data.COMITY_MODE === 'demonstration';
  const faults = result.data.LOG_ORIGIN.startsWith(DEMONSTRATION) === demonstration ? [] : [`LOG_ORIGIN ${demonstration ? 'does not begin' : 'begins'} with ${DEMONSTRATION}`];
  return { value: result.data, faults };
}

function urlFor(value: z.infer<typeof Base>, login: Login, faults: string[]): string {
  const url = new URL(value.DATABASE_URL);
  url.username = login;
  url.password = readSecret(value.COMITY_SECRETS, `db-${login}`, faults);
  return url.href;
}

function readSecret(folder: string, name: string, faults: string[]): string {
  const path = join(folder, name);
  const status = statSync(path, { throwIfNoEntry: false });
  const text = status?.isFile() ? readFileSync(path, 'utf8').trimEnd() : '';
  if (!text) faults.push(`secret ${name}: missing`);
  else if (status!.mode & WORLD) faults.push(`secret ${name}: world-readable`);
  return text;
}

function readPolicy(file: string, mode: 'demonstration' | 'production', faults: string[]): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const { witnesses, quorum } = parsePolicy(text);
    if (mode === 'production' && quorum === 'none') faults.push('LOG_POLICY: production publishes nothing without witnesses');
    if (mode === 'production' && witnesses.size < WITNESSES) faults.push(`LOG_POLICY: names fewer than ${WITNESSES} witnesses`);
    for (const [name, { url }] of witnesses) if (quorum !== 'none' && url === undefined) faults.push(`LOG_POLICY: witness ${name} has no address`);
    return text;
  } catch (error) {
    faults.push(`LOG_POLICY: ${error instanceof Error && 'line' in error ? error.message : 'cannot be read'}`);
    return undefined;
  }
}
