// The programs of the product as data: what to run, in which order, and where each says that it is ready.
import { join } from 'node:path';
import { root } from './places.mjs';

/** Environment that every program gets. Secrets are files; no password stands here. */
export function environment(of) {
  const { ports } = of;
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TZ: 'UTC',
    COMITY_LEASH: '1',
    COMITY_MODE: 'demonstration',
    COMITY_ADDRESS: of.address,
    COMITY_SECRETS: of.secrets,
    DATABASE_URL: of.databaseUrl,
    QUEUE_URL: of.queueUrl,
    OIDC_ISSUER: of.issuer,
    LOG_ORIGIN: of.names.origin,
    LOG_POLICY: of.names.policy,
    LOG_URL: `${of.address}/log`,
    SIGNER_SOCKET: of.names.socket,
    SIGNER_MEMORY: of.names.memory,
    PORT: String(ports.door),
    DOOR_INTERNAL_PORT: String(ports.doorInternal),
    API_PORT: String(ports.api),
    API_INTERNAL_PORT: String(ports.apiInternal),
    WORKER_INTERNAL_PORT: String(ports.workerInternal),
    SEQUENCER_PORT: String(ports.sequencer),
    SEQUENCER_INTERNAL_PORT: String(ports.sequencerInternal),
    OIDC_PORT: String(ports.identity),
  };
}

const infra = (name) => join(root, 'infra/keycloak', name);

/** In the order of starting; stopping goes backwards. `health` is an address that answers 200, or a socket that takes connections; `before` runs before the start. */
export function programs({ ports, signerSocket, own, foreignIssuer, witnesses, policy }) {
  const ready = (port) => `http://127.0.0.1:${port}/ready`;
  const all = [
    { name: 'identity', ports: [ports.identity], file: 'tools/dev-idp/main.ts', health: ready(ports.identity), env: { OIDC_KEY: own('identity-key'), OIDC_TOOL_KEY: own('identity-tool'), OIDC_MACHINE_KEY: own('machine-key') } },
    { name: 'signer', ports: [], file: 'apps/sequencer/dist/signer.js', health: { socket: signerSocket } },
    ...witnesses,
    { name: 'sequencer', ports: [ports.sequencer, ports.sequencerInternal], file: 'apps/sequencer/dist/main.js', health: ready(ports.sequencerInternal), before: policy },
    { name: 'worker', ports: [ports.workerInternal], file: 'apps/api/dist/worker.js', health: ready(ports.workerInternal) },
    { name: 'api', ports: [ports.api, ports.apiInternal], file: 'apps/api/dist/main.js', health: ready(ports.apiInternal) },
    { name: 'door', ports: [ports.door, ports.doorInternal], file: 'apps/door/dist/main.js', health: ready(ports.doorInternal), env: { DOOR_PEOPLE: infra('people.json'), DOOR_AGENCIES: infra('agencies.json') } },
  ];
  return foreignIssuer ? all.filter(({ name }) => name !== 'identity') : all; // OIDC_ISSUER names a provider that runs elsewhere
}

/** Projects that `npm start` builds; Nx adds what they need. */
export const PROJECTS = ['@comity/api', '@comity/sequencer', '@comity/witness', '@comity/verifier', 'portal', '@comity/door'];

/** Inner ports: the variable that names one, and the number to look from when it is not set (undefined: any). */
export const PORTS = {
  identity: ['OIDC_PORT', 7408],
  database: ['DATABASE_PORT', 7432],
  api: ['API_PORT'],
  apiInternal: ['API_INTERNAL_PORT'],
  workerInternal: ['WORKER_INTERNAL_PORT'],
  sequencer: ['SEQUENCER_PORT'],
  sequencerInternal: ['SEQUENCER_INTERNAL_PORT'],
  'witness-1': ['WITNESS_PORTS'],
  'witness-2': ['WITNESS_PORTS'],
  doorInternal: ['DOOR_INTERNAL_PORT'],
};
