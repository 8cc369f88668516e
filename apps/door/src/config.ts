import { join } from 'node:path';
import * as z from 'zod';

const port = z.coerce.number().int().min(0).max(65535).default(0);
const origin = z.url({ protocol: /^https?$/ }).refine((text) => new URL(text).origin === text, 'is more than scheme, host and port');

/** What the door reads of the environment. It holds no secret. @source outside.md 3 */
const Environment = z.object({
  COMITY_MODE: z.enum(['demonstration', 'production']),
  COMITY_ADDRESS: origin,
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  DOOR_HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(7400),
  DOOR_INTERNAL_PORT: port,
  /** Where the API and the log server listen. */
  API_PORT: z.coerce.number().int().min(1).max(65535),
  SEQUENCER_PORT: z.coerce.number().int().min(1).max(65535),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  SEQUENCER_HOST: z.string().min(1).default('127.0.0.1'),
  /** Address of the one hop whose `X-Forwarded-For` counts. */
  DOOR_TRUSTED_PROXY: z.union([z.ipv4(), z.ipv6()]).optional(),
  /** Folder of the built portal. */
  DOOR_PORTAL: z
    .string()
    .min(1)
    .default(join(import.meta.dirname, '../../portal/dist')),
  /** Lists of the sample people and their agencies, for the first page of the demonstration. */
  DOOR_PEOPLE: z.string().min(1).optional(),
  DOOR_AGENCIES: z.string().min(1).optional(),
});

/** Settings of the door; ports are numbers, 0 a free one; addresses are origins without a path. */
export interface DoorConfig {
  mode: 'demonstration' | 'production';
  address: string;
  issuer: string;
  host: string;
  port: number;
  internalPort: number;
  apiUrl: string;
  logUrl: string;
  trustedProxy: string | false;
  portal: string;
  peopleFile: string | undefined;
  agenciesFile: string | undefined;
}

/** All that is wrong with the environment, by name and without a value. */
export class ConfigUnusable extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the configuration cannot be used: ${faults.join('; ')}`);
    this.name = 'ConfigUnusable';
  }
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * Reads and checks the environment once.
 * @throws {ConfigUnusable} that names every fault.
 * @source security.md 13: the demonstration listens on loopback only
 */
export function readConfig(env: Record<string, string | undefined>): DoorConfig {
  const parsed = Environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) throw new ConfigUnusable(parsed.error.issues.map((issue) => `${String(issue.path[0])} is missing or wrong`));
  const given = parsed.data;
  const faults: string[] = [];
  if (given.COMITY_MODE === 'demonstration' && !LOOPBACK.includes(given.DOOR_HOST))
    faults.push('DOOR_HOST is not a loopback address; the demonstration listens nowhere else');
  if (given.COMITY_MODE === 'production' && !given.COMITY_ADDRESS.startsWith('https://')) faults.push('COMITY_ADDRESS is not https');
  if (given.COMITY_MODE === 'production' && given.DOOR_PEOPLE !== undefined) faults.push('DOOR_PEOPLE names sample people, which belong to the demonstration');
  if (faults.length > 0) throw new ConfigUnusable(faults);
  return {
    mode: given.COMITY_MODE,
    address: given.COMITY_ADDRESS,
    issuer: given.OIDC_ISSUER,
    host: given.DOOR_HOST,
    port: given.PORT,
    internalPort: given.DOOR_INTERNAL_PORT,
    apiUrl: `http://${given.API_HOST}:${given.API_PORT}`,
    logUrl: `http://${given.SEQUENCER_HOST}:${given.SEQUENCER_PORT}`,
    trustedProxy: given.DOOR_TRUSTED_PROXY ?? false,
    portal: given.DOOR_PORTAL,
    peopleFile: given.DOOR_PEOPLE,
    agenciesFile: given.DOOR_AGENCIES,
  };
}
