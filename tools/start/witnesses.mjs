// The two witnesses of the demonstration. In truth an oversight body runs each on its own machine; here they stand beside the log, with keys and a
// memory of their own that no program of the product reads.
import { chmodSync, mkdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { state } from './places.mjs';
import { writeAside } from './run-file.mjs';

/** Name in the policy and in run.json, and name of the key: one for each oversight body of the sample data. */
const WITNESSES = [
  { name: 'witness-1', keyName: 'demonstration.xo.example/witness' },
  { name: 'witness-2', keyName: 'demonstration.xp.example/witness' },
];

const urlOf = (ports, name) => `http://127.0.0.1:${ports[name]}`;

/** Their programs. They start after the signer, whose key they are told, and before the sequencer, which needs them to publish. */
export function witnessPrograms(ports, signerSocket) {
  return WITNESSES.map(({ name, keyName }) => {
    const folder = join(state, name);
    const logs = join(folder, 'logs');
    return {
      name,
      ports: [ports[name]],
      file: 'apps/witness/dist/main.js',
      health: `${urlOf(ports, name)}/ready`,
      own: { WITNESS_NAME: keyName, WITNESS_KEY: join(folder, 'key'), WITNESS_MEMORY: join(folder, 'memory'), WITNESS_LOGS: logs, WITNESS_PORT: String(ports[name]) },
      before: async () => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        chmodSync(folder, 0o700);
        writeAside(logs, (await logKeys(signerSocket)).map((vkey) => `${vkey}\n`).join(''), 0o600);
      },
    };
  });
}

/** Writes the policy: both must cosign. Ports may differ from start to start, so it is written at each. */
export async function writePolicy(file, ports) {
  const lines = (await describeWitnesses(ports)).map(({ name, vkey, url }) => `witness ${name} ${vkey} ${url}\n`);
  writeAside(file, `${lines.join('')}group both all ${WITNESSES.map(({ name }) => name).join(' ')}\nquorum both\n`, 0o600);
}

/** Their names, addresses and keys, as run.json tells them. */
export async function describeWitnesses(ports) {
  return Promise.all(
    WITNESSES.map(async ({ name }) => {
      const url = urlOf(ports, name);
      const answer = await fetch(`${url}/vkey`, { signal: AbortSignal.timeout(5000) });
      return { name, url, vkey: (await answer.text()).trim() };
    }),
  );
}

/** Keys of the log, from the signer itself. */
function logKeys(socketPath) {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: '/keys' }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part));
      answer.on('end', () => resolve(JSON.parse(text).vkeys));
    })
      .on('error', reject)
      .end();
  });
}
