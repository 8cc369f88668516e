// Where things of this checkout lie. COMITY_STATE moves everything that a run makes, so that tests can start a second product.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '');
export const state = process.env.COMITY_STATE ?? join(root, '.comity');
export const logs = join(state, 'log');
export const runFile = join(state, 'run.json');
export const lockFile = join(state, 'start.lock');
/** Environment of the programs of the running start; it holds no password. */
export const environmentFile = join(state, 'environment.json');
export const childrenFile = join(state, 'children.json');
export const secretsFolder = process.env.COMITY_SECRETS ?? join(state, 'secrets');
/** Secrets of the start itself, which no program of the product may read: the superuser's password, the tool key of the stand-in. */
export const ownSecretsFolder = join(state, 'own');

const isRoot = process.getuid?.() === 0;
const place = createHash('sha256')
  .update(process.env.COMITY_STATE ?? root)
  .digest('hex')
  .slice(0, 12);
/** PostgreSQL refuses root, and its own user cannot enter a checkout below a private home: then it lives outside. */
export const databaseHome = isRoot ? join('/var/lib/comity', place) : join(state, 'database');
export const databaseUser = isRoot ? 'comity' : undefined;
