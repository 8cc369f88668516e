// What has to be there before the first program starts: ports, addresses, secrets of the agencies, names.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownSecretsFolder, root, secretsFolder, state } from './places.mjs';
import { anyFree, nextFree } from './ports.mjs';
import { PORTS } from './programs.mjs';
import { newKey, newPassword, openSecrets } from './secrets.mjs';

export const readInfra = (name) => JSON.parse(readFileSync(join(root, 'infra/keycloak', name), 'utf8'));

/** Picks a port for everything. A port that a variable names is taken as it is; all others make way. They are held until their program starts (ports.mjs). */
export async function pickPorts() {
  const ports = { door: await nextFree(numberOf('PORT') ?? 7400) };
  for (const [name, [variable, from]] of Object.entries(PORTS)) {
    const named = variable === 'WITNESS_PORTS' ? witnessPort(name) : numberOf(variable);
    ports[name] = named ?? (from === undefined ? await anyFree() : await nextFree(from));
  }
  return ports;
}

/** `WITNESS_PORTS` names both, with a comma between. */
const witnessPort = (name) => numberOf('WITNESS_PORTS', process.env.WITNESS_PORTS?.split(',')[name.endsWith('2') ? 1 : 0]);

function numberOf(variable, text = process.env[variable]) {
  if (text === undefined || text === '' || text === '0') return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${variable} is not a port: ${text}`);
  return port;
}

/** Secrets of the start itself: nothing of the product reads them. */
export function ownSecrets() {
  const secrets = openSecrets(ownSecretsFolder);
  secrets.readOrMake('admin-password', newPassword);
  secrets.readOrMake('identity-tool', newKey);
  return secrets;
}

/** Keys that the API and the worker use, one set an agency. Made once; a key that is lost takes the data with it. */
export function agencyKeys(folder = secretsFolder) {
  const secrets = openSecrets(folder);
  secrets.readOrMake('ref-key', newKey);
  secrets.readOrMake('cursor-key', newKey);
  for (const { id } of readInfra('agencies.json')) {
    secrets.readOrMake(`wrap-${id}`, newKey);
    secrets.readOrMake(`index-${id}`, newKey);
    if (secrets.read(`victims-${id}.pub`) === undefined) {
      const pair = generateKeyPairSync('x25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
      secrets.write(`victims-${id}`, pair.privateKey);
      secrets.write(`victims-${id}.pub`, pair.publicKey);
    }
  }
}

/** Name of the log, made once, and file of its witness policy, which is written when the witnesses run. */
export function logNames() {
  const names = openSecrets(join(state, 'log-names'));
  const origin = process.env.LOG_ORIGIN ?? names.readOrMake('origin', () => `demonstration.comity.example/${randomBytes(4).toString('hex')}`);
  const policy = process.env.LOG_POLICY ?? names.pathOf('policy');
  const memory = join(state, 'signer-memory');
  return { origin, policy, memory, socket: socketPath() };
}

/** A socket's path has at most 107 bytes, a checkout's may have more. */
function socketPath() {
  const near = join(state, 'signer.sock');
  if (near.length < 100) return near;
  const folder = join(tmpdir(), `comity-${createHash('sha256').update(state).digest('hex').slice(0, 12)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, 'signer.sock');
}
