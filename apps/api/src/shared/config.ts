import * as z from 'zod';
import { refusals } from './boot-list.js';
import { readSecret, SecretUnusable, type Secret } from './secrets.js';

const port = z.coerce.number().int().min(0).max(65535).default(0);
/** A server without a user: each process adds its own role and the secret of its file. */
const store = (protocols: RegExp) =>
  z.url({ protocol: protocols }).refine((text) => new URL(text).username === '' && new URL(text).password === '', 'names a user or a password');
const origin = z.url({ protocol: /^https?$/ }).refine((text) => new URL(text).origin === text, 'is more than scheme, host and port');

/** The environment of outside.md 3, as far as the API, its worker, `migrate` and `seed` read it. Port 0 is a free port. */
const Environment = z.object({
  COMITY_MODE: z.enum(['demonstration', 'production']),
  COMITY_ADDRESS: origin,
  DATABASE_URL: store(/^postgres(ql)?$/),
  QUEUE_URL: store(/^(postgres(ql)?|rediss?)$/).optional(),
  COMITY_SECRETS: z.string().min(1),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  /** Where the provider's keys are; by default what the issuer's kind says. */
  OIDC_KEYS: z.url({ protocol: /^https?$/ }).optional(),
  LOG_ORIGIN: z.string().regex(/^[a-z0-9][a-z0-9./-]{2,127}$/, 'is not a name of a log'),
  LOG_POLICY: z.string().min(1).optional(),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: port,
  API_INTERNAL_PORT: port,
  WORKER_INTERNAL_PORT: port,
  /** Address of the one hop whose `X-Forwarded-*` count. Never `true`. */
  API_TRUSTED_PROXY: z.union([z.ipv4(), z.ipv6()]).optional(),
});
export type Environment = z.infer<typeof Environment>;

/** Secret files without which a program does not start. Keys of one agency are read when they are needed. */
const NEEDS = {
  api: ['db-comity_api', 'db-comity_auditor', 'db-comity_queue', 'context-key'],
  worker: ['db-comity_worker', 'db-comity_auditor', 'db-comity_queue', 'context-key'],
  migrate: ['db-comity_migrator'],
  seed: ['db-comity_api', 'db-comity_queue', 'context-key'],
} as const;
export type Program = keyof typeof NEEDS;

/** What a process of `apps/api` knows of the outside. Read once; rooms get their slice. */
export interface Config {
  mode: 'demonstration' | 'production';
  /** Origin that people open, without a path. */
  address: string;
  /** `postgres://HOST:PORT/NAME`, no user in it. */
  databaseUrl: string;
  /** As `databaseUrl`, or `redis://…`. */
  queueUrl: string;
  identity: { issuer: string; keysUrl: string };
  logOrigin: string;
  /** Public listener of the API; `trustedProxy` is an address or false. */
  api: { host: string; port: number; internalPort: number; trustedProxy: string | false };
  worker: { internalPort: number };
  /**
   * Reads a secret file; its value prints as `[secret]`.
   * @throws {SecretUnusable} when it is missing, a default, or open to everybody.
   */
  secret: (name: string) => Secret;
}

/** All that is wrong with the environment, a line each, by name. Values are not shown. */
export class ConfigUnusable extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigUnusable';
  }
}

/** Where a provider publishes its keys: a Keycloak realm (`…/realms/NAME`) under its protocol, any other one under `/jwks`. */
function keysOf(issuer: string): string {
  return /\/realms\/[^/]+$/.test(issuer) ? `${issuer}/protocol/openid-connect/certs` : `${issuer.replace(/\/$/, '')}/jwks`;
}

/**
 * Reads and checks the environment. Faults are collected and thrown together, so that one start names them all.
 * @param program decides which secret files have to be there, and which must not be readable.
 * @throws {ConfigUnusable}
 * @source outside.md 3; security.md 13
 */
export function readConfig(env: Record<string, string | undefined>, program: Program = 'api'): Config {
  const parsed = Environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) throw new ConfigUnusable(parsed.error.issues.map(faultOf));
  const given = parsed.data;
  const faults = [...refusals(given, env, program), ...NEEDS[program].flatMap((name) => secretFault(given.COMITY_SECRETS, name))];
  if (faults.length > 0) throw new ConfigUnusable(faults);
  return {
    mode: given.COMITY_MODE,
    address: given.COMITY_ADDRESS,
    databaseUrl: given.DATABASE_URL,
    queueUrl: given.QUEUE_URL ?? given.DATABASE_URL,
    identity: { issuer: given.OIDC_ISSUER, keysUrl: given.OIDC_KEYS ?? keysOf(given.OIDC_ISSUER) },
    logOrigin: given.LOG_ORIGIN,
    api: { host: given.API_HOST, port: given.API_PORT, internalPort: given.API_INTERNAL_PORT, trustedProxy: given.API_TRUSTED_PROXY ?? false },
    worker: { internalPort: given.WORKER_INTERNAL_PORT },
    secret: (name) => readSecret(given.COMITY_SECRETS, name),
  };
}

/** zod's own words may quote a value; these never do. */
function faultOf(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0]);
  if (issue.code === 'custom') return `${name} ${issue.message}`;
  if (issue.code === 'invalid_value') return `${name} is missing or not one of: ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type') return `${name} is missing`;
  return `${name} has the wrong form`;
}

function secretFault(folder: string, name: string): string[] {
  try {
    readSecret(folder, name);
    return [];
  } catch (error) {
    if (error instanceof SecretUnusable) return [error.message];
    throw error;
  }
}
