// Plants one forbidden line of each kind and expects it to be refused: by ESLint for imports and words, by the compiler for names that a pure library does not have.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { root } from '../start/places.mjs';

const eslint = new ESLint({ cwd: root });
before(() => {
  // The rule of projects reads the graph that Nx keeps.
  execFileSync(process.execPath, [join(root, 'node_modules/nx/dist/bin/nx.js'), 'graph', '--file=stdout'], { cwd: root, stdio: 'ignore', env: { ...process.env, NX_DAEMON: 'false' } });
});

/** Rules that refuse `line` at the top of an existing file. */
async function refusedBy(file, line) {
  const text = readFileSync(join(root, file), 'utf8');
  const [result] = await eslint.lintText(`${line}\n${text}`, { filePath: join(root, file) });
  return result.messages.filter((message) => message.line === 1).map((message) => message.ruleId);
}

const projects = '@nx/enforce-module-boundaries';
const rooms = 'no-restricted-imports';
const words = 'no-restricted-syntax';
const PLANTED = [
  ['a verifier that imports the server’s store', 'apps/verifier/src/verify.ts', "import { append } from '@comity/audit';", projects],
  ['a verifier that imports a database driver', 'apps/verifier/src/verify.ts', "import pg from 'pg';", projects],
  ['a door that imports a library of ours', 'apps/door/src/door.ts', "import { append } from '@comity/audit';", projects],
  ['a rule that imports a database library', 'libs/casework/src/roles.ts', "import { DataSource } from 'typeorm';", projects],
  ['a rule that imports the wire', 'libs/casework/src/roles.ts', "import { PROBLEMS } from '@comity/contract';", projects],
  ['a rule that imports Nest', 'libs/proportionality/src/severity.ts', "import { Injectable } from '@nestjs/common';", projects],
  ['the wire that imports the store', 'libs/contract/src/me.ts', "import { append } from '@comity/audit';", projects],
  ['a program that imports another', 'apps/sequencer/src/main.ts', "import { readConfig } from '../../api/src/shared/config.js';", projects],
  ['a room that looks ahead', 'apps/api/src/requests/submit-request.ts', "import { draw } from '../review/draw.js';", rooms],
  ['the first room that looks at a later one', 'apps/api/src/shared/acts.ts', "import { partiesOf } from '../requests/request-row.js';", rooms],
  ['the process clock in a room', 'apps/api/src/review/draw.ts', 'export const planted = Date.now();', words],
  ['the database’s real clock in a room', 'apps/api/src/review/draw.ts', "export const planted = 'select now()';", words],
  ['a setting that outlives its transaction', 'apps/api/src/review/draw.ts', "export const planted = `select set_config('app.ctx', $1, false)`;", words],
  ['a message that takes unknown members in', 'libs/contract/src/me.ts', 'export const Planted = z.object({});', words],
  ['a schema that guesses types', 'libs/contract/src/me.ts', 'export const Planted = z.coerce.number();', words],
  ['zod by name, which doubles the portal', 'libs/contract/src/me.ts', "import { string as planted } from 'zod';", words],
];
for (const [what, file, line, rule] of PLANTED) {
  test(`refused: ${what}`, async () => {
    assert.ok((await refusedBy(file, line)).includes(rule), `${rule} let it pass`);
  });
}

test('an import that is allowed passes, so the refusals are for their own reason', async () => {
  const refused = await refusedBy('apps/api/src/review/draw.ts', "import { partiesOf as planted } from '../requests/request-row.js';");
  assert.ok(!refused.includes(rooms) && !refused.includes(projects));
});

/** Names that do not exist where `library` is compiled. */
function unknownNames(library, line) {
  const config = join(root, 'libs', library, 'tsconfig.lib.json');
  const { options, fileNames } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, join(root, 'libs', library));
  const planted = fileNames.find((name) => name.endsWith('/index.ts'));
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) => (name === planted ? ts.createSourceFile(name, line, version) : read(name, version));
  const program = ts.createProgram([planted], { ...options, composite: false, incremental: false, noEmit: true, tsBuildInfoFile: undefined }, host);
  return program.getSemanticDiagnostics(program.getSourceFile(planted)).map((one) => one.code);
}

/** Cannot find name, with and without a hint which types would bring it. */
const NO_SUCH_NAME = [2304, 2580, 2584, 2591];
for (const library of ['proportionality', 'transparency-log', 'casework', 'contract']) {
  for (const name of ['process', 'Buffer', 'document', 'fetch']) {
    test(`${library} does not compile with ${name} in it`, () => {
      const codes = unknownNames(library, `export const planted = ${name};`);
      assert.ok(codes.some((code) => NO_SUCH_NAME.includes(code)), `codes: ${codes.join(' ')}`);
    });
  }
}
test('a pure library compiles with what it has', () => {
  assert.deepEqual(unknownNames('casework', 'export const planted = Math.max(1, 2);'), []);
});
