import { globSync, readFileSync } from 'node:fs';
import { OPERATIONS } from '@comity/casework';
import { AUDIT_KINDS } from '@comity/contract';

/** Sources that can emit: programs and the library that appends. Migrations name kinds to demand them, tests to look for them. */
const SOURCES = ['apps/*/src/**/*.ts', 'libs/audit/src/**/*.ts'];
const NO_EMITTER = /\.spec\.ts$|\/(?:testing|database)\//;

type Described = { readonly operationId: string; readonly 'x-permission': unknown };

/** Kinds of the catalogue that no source emits. A kind counts as emitted where it stands as a text of its own after `kind:`, also as a branch of a choice. */
export function kindsWithoutEmitter(root: string): string[] {
  const sources = globSync(SOURCES, { cwd: root })
    .filter((file) => !NO_EMITTER.test(file))
    .map((file) => readFileSync(`${root}/${file}`, 'utf8'));
  const emitted = new Set(
    sources.flatMap((text) =>
      [...text.matchAll(/\bkind: ([^,;\n]*)/g)].flatMap(([, value]) => [...value!.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, kind]) => kind)),
    ),
  );
  return AUDIT_KINDS.filter((kind) => !emitted.has(kind)).map((kind) => `audit kind ${kind} is emitted by nobody`);
}

/** Acts without a route, and routes without an act, by the description that the API committed. Public routes have no act. */
export function actsAgainstRoutes(openapi: string): string[] {
  const { paths } = JSON.parse(openapi) as { paths: Record<string, Record<string, Described>> };
  const routes = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .filter((operation) => operation['x-permission'] !== 'public')
    .map(({ operationId }) => operationId);
  return [
    ...OPERATIONS.filter((act) => !routes.includes(act)).map((act) => `act ${act} has no route in openapi.json`),
    ...routes.filter((route) => !(OPERATIONS as string[]).includes(route)).map((route) => `operation ${route} of openapi.json is no act of casework`),
  ];
}
