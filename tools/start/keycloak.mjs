// npm run keycloak: fetches Keycloak through Maven and runs it with the realm and the sample people of the demonstration.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isHealthy, openLog, shownPath } from './child.mjs';
import { makeMachineKey, MACHINE_KEY } from './machine-token.mjs';
import { ownSecrets } from './prepare.mjs';
import { state } from './places.mjs';
import { anyFree, nextFree, release } from './ports.mjs';
import { keycloakRealm } from './realm.mjs';
import { running } from './run-file.mjs';
import { newPassword } from './secrets.mjs';

const VERSION = '26.7.4';
const READY_MS = 180_000;
const folder = join(state, 'keycloak'); // with the state, so that reset takes it along
const home = join(folder, `keycloak-${VERSION}`);

for (const program of ['java', 'mvn']) {
  if (spawnSync(program, ['-version']).status !== 0) {
    console.error(`Keycloak needs ${program}, which is not on this machine. The demonstration runs without it, with the stand-in.`);
    process.exit(2);
  }
}

mkdirSync(folder, { recursive: true, mode: 0o700 });
if (!existsSync(join(home, 'bin/kc.sh'))) {
  console.log(`Fetching Keycloak ${VERSION} through Maven …`);
  const words = ['-q', '-B', 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack', `-Dartifact=org.keycloak:keycloak-quarkus-dist:${VERSION}:zip`, `-DoutputDirectory=${folder}`];
  const fetched = spawnSync('mvn', words, { cwd: folder, stdio: 'inherit' });
  if (fetched.status !== 0) process.exit(2);
  chmodSync(join(home, 'bin/kc.sh'), 0o755);
}

const port = await nextFree(7408);
const management = await anyFree();
const origin = running()?.address ?? process.env.COMITY_ADDRESS ?? 'http://127.0.0.1:7400';
const own = ownSecrets();
await makeMachineKey(own);
// Import leaves what is there as it is: with fresh data an edited realm file is always the one that counts.
rmSync(join(home, 'data'), { recursive: true, force: true });
mkdirSync(join(home, 'data/import'), { recursive: true });
writeFileSync(join(home, 'data/import/comity-realm.json'), JSON.stringify(keycloakRealm(origin, { 'a.machine': JSON.parse(own.read(MACHINE_KEY)) })), { mode: 0o600 });

const address = `http://localhost:${port}`;
const adminPassword = own.readOrMake('keycloak-admin', newPassword);
const log = openLog('keycloak');
const words = ['start-dev', '--import-realm', '--http-host=127.0.0.1', `--http-port=${port}`, `--http-management-port=${management}`, `--hostname=${address}`, '--health-enabled=true'];
await release(port, management);
const child = spawn(join(home, 'bin/kc.sh'), words, {
  cwd: folder,
  // kc.sh stays the parent of java: a group of its own can be signalled as a whole.
  detached: true,
  stdio: ['ignore', log, log],
  env: { ...process.env, JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx512m', KC_BOOTSTRAP_ADMIN_USERNAME: 'admin', KC_BOOTSTRAP_ADMIN_PASSWORD: adminPassword },
});
let stopping = false;
for (const name of ['SIGINT', 'SIGTERM']) {
  process.on(name, () => {
    stopping = true;
    process.kill(-child.pid, 'SIGTERM');
  });
}
child.on('exit', (code) => {
  if (!stopping) console.error(`Keycloak ended by itself (${code}); see ${shownPath('keycloak')}`);
  process.exit(stopping ? 0 : 1);
});

console.log('Keycloak is starting; the first time takes half a minute.');
for (const until = performance.now() + READY_MS; !(await isHealthy(`http://127.0.0.1:${management}/health/ready`)); await sleep(250)) {
  if (performance.now() > until) {
    console.error(`Keycloak was not ready within ${READY_MS / 1000} s; see ${shownPath('keycloak')}`);
    process.kill(-child.pid, 'SIGKILL');
  }
}
console.log(`Keycloak is ready. Issuer: ${address}/realms/comity   Administrator: admin, password in ${own.pathOf('keycloak-admin')}`);
console.log(`Use it: OIDC_ISSUER=${address}/realms/comity npm start   Stop: Ctrl-C`);
