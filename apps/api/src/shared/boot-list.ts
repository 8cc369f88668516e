import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Environment, type Program } from './config.js';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const DEMONSTRATION_LOG = 'demonstration.';
/** A policy of production names at least this many witnesses. */
const WITNESSES = 2;

/**
 * Lines of the boot list that the configuration decides; a process that gets one back does not start.
 * @param env the raw environment, for what no program of ours reads (`NODE_OPTIONS`).
 * @source security.md 13
 */
export function refusals(given: Environment, env: Record<string, string | undefined>, program: Program): string[] {
  return given.COMITY_MODE === 'production' ? inProduction(given, env, program) : inDemonstration(given);
}

function inDemonstration(given: Environment): string[] {
  const faults: string[] = [];
  if (!LOOPBACK.includes(given.API_HOST)) faults.push('API_HOST is not a loopback address; the demonstration listens nowhere else');
  if (!given.LOG_ORIGIN.startsWith(DEMONSTRATION_LOG)) faults.push(`LOG_ORIGIN does not begin with ${DEMONSTRATION_LOG}`);
  return faults;
}

function inProduction(given: Environment, env: Record<string, string | undefined>, program: Program): string[] {
  const faults: string[] = [];
  if (given.LOG_ORIGIN.startsWith(DEMONSTRATION_LOG)) faults.push(`LOG_ORIGIN begins with ${DEMONSTRATION_LOG}, which belongs to the demonstration`);
  if (!given.OIDC_ISSUER.startsWith('https://')) faults.push('OIDC_ISSUER is not https');
  if (!/\/realms\/[^/]+$/.test(given.OIDC_ISSUER)) faults.push('OIDC_ISSUER is not a Keycloak realm; the stand-in never serves production');
  if (!given.COMITY_ADDRESS.startsWith('https://')) faults.push('COMITY_ADDRESS is not https');
  if (/--inspect/.test(env.NODE_OPTIONS ?? '')) faults.push('NODE_OPTIONS opens a debugger');
  faults.push(...policyFaults(given.LOG_POLICY));
  for (const name of heldByOthers(given.COMITY_SECRETS, program)) faults.push(`secret ${name} can be read by this process, which must not hold it`);
  return faults;
}

function policyFaults(file: string | undefined): string[] {
  if (file === undefined) return ['LOG_POLICY is missing'];
  let lines: string[];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    return ['LOG_POLICY cannot be read'];
  }
  const words = lines.map((line) => line.trim().split(/\s+/));
  const faults: string[] = [];
  if (words.filter(([word]) => word === 'witness').length < WITNESSES) faults.push(`LOG_POLICY names fewer than ${WITNESSES} witnesses`);
  if (!words.some(([word, group]) => word === 'quorum' && group !== undefined && group !== 'none')) faults.push('LOG_POLICY asks for no quorum');
  return faults;
}

const OF_SIGNER = ['log-key', 'log-key-next', 'receipt-key'];

/** Private keys that belong to the signer (of the log, its next one, and of receipts) and to the worker alone (`victims-<agency>`, whose public half ends in `.pub`). */
function heldByOthers(folder: string, program: Program): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const victims = (name: string): boolean => program !== 'worker' && name.startsWith('victims-') && !name.endsWith('.pub');
  return names.filter((name) => (OF_SIGNER.includes(name) || victims(name)) && readable(join(folder, name)));
}

function readable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
