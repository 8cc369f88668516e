// npm run dev: compiles what changes and starts again what was compiled. Same people, same database.
import { spawn } from 'node:child_process';
import { closeSync, watch } from 'node:fs';
import { join } from 'node:path';
import { openLog, shownPath } from './child.mjs';
import { root } from './places.mjs';

const CONFIGS = ['apps/api/tsconfig.app.json', 'apps/sequencer/tsconfig.lib.json', 'apps/witness/tsconfig.lib.json', 'apps/door/tsconfig.lib.json'];
/** Folders whose change means that programs have to be started again. */
const CONCERNS = {
  'apps/door/dist': ['door'],
  'apps/portal/dist': ['door'],
  'apps/sequencer/dist': ['sequencer', 'signer'],
  'apps/witness/dist': ['witness-1', 'witness-2'],
  'apps/api/dist': ['api', 'worker'],
  'tools/dev-idp': ['identity'],
};
const SETTLE_MS = 700;

export function watchSources(crew, say) {
  const fd = openLog('compile');
  const compiler = spawn(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', '-w', '--preserveWatchOutput', ...CONFIGS], { cwd: root, stdio: ['ignore', fd, fd] });
  closeSync(fd);
  crew.doing(compiler);
  const due = new Set();
  let timer;
  const restart = async () => {
    const names = [...due];
    due.clear();
    for (const child of crew.children.filter(({ name }) => names.includes(name))) {
      say(`  ${child.name} is started again, because its code changed.`);
      await child.restart();
    }
  };
  for (const [folder, names] of Object.entries(CONCERNS)) {
    watch(join(root, folder), { recursive: true }, (_event, file) => {
      if (!/\.(js|ts|html|css)$/.test(file ?? '') || /\.d\.ts$/.test(file)) return;
      for (const name of names) due.add(name);
      clearTimeout(timer);
      timer = setTimeout(() => void restart().catch((error) => say(`  ${error.message}`)), SETTLE_MS);
    });
  }
  say(`Watching the sources. What the compiler says: ${shownPath('compile')}`);
}
