import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { type Act, ACTS, OPERATIONS } from '@comity/casework';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { apiRoutes, documentOf, FILE } from './api-document.js';
import { type Route } from './shared/routes.js';

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: object };
  responses: Record<string, { content?: Record<string, unknown> }>;
  'x-permission': unknown;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

let routes: Route[];
let text: string;
let document: Document;
beforeAll(async () => {
  routes = await apiRoutes();
  text = documentOf(routes);
  document = JSON.parse(text) as Document;
});
const operations = (): { path: string; method: string; operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));

describe('openapi.json', () => {
  it('is what the handlers say', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(text);
  });
  it('is OpenAPI 3.1, and every reference in it leads somewhere', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const named = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]!);
    expect(named.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(text).not.toMatch(/#\/\$defs/);
  });
  it('names each operation by its act, which casework knows', () => {
    const acts = operations().map(({ operation }) => operation.operationId);
    expect(new Set(acts).size).toBe(acts.length);
    expect(
      routes
        .filter((route) => !route.open)
        .map((route) => route.act)
        .filter((act) => !(act! in ACTS)),
    ).toEqual([]);
  });
  it('tells who may do each of them as the table of casework says', () => {
    const guarded = operations().filter(({ operation }) => operation['x-permission'] !== 'public');
    expect(
      guarded.every(
        ({ operation }) => JSON.stringify((operation['x-permission'] as { roles: unknown }).roles) === JSON.stringify(ACTS[operation.operationId as Act].roles),
      ),
    ).toBe(true);
  });
  it('asks a key of every POST that acts, a version of every PUT, and describes each id of a path', () => {
    for (const { path, method, operation } of operations()) {
      const named = (where: string): string[] => operation.parameters.filter((parameter) => parameter.in === where).map(({ name }) => name);
      const keyless = ['find', 'audit.search', 'referral.check_identifiers', 'session.end', 'session.backchannel'].includes(operation.operationId);
      expect([operation.operationId, named('header').includes('Idempotency-Key')]).toEqual([operation.operationId, method === 'post' && !keyless]);
      if (method === 'put') expect([operation.operationId, named('header')]).toEqual([operation.operationId, expect.arrayContaining(['If-Match'])]);
      expect(named('path')).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
    }
  });
  it('has no operation that is a step of the system', () => {
    expect(operations().filter(({ operation }) => operation.operationId in ACTS && !(OPERATIONS as string[]).includes(operation.operationId))).toEqual([]);
  });
});
