import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTS, type ActRule } from '@comity/casework';
import { describe, expect, it } from 'vitest';
import { actOf } from './act-of';

const root = process.cwd().endsWith('apps/portal') ? join(process.cwd(), '../..') : process.cwd();
const { paths } = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8')) as { paths: Record<string, Record<string, { operationId: string }>> };
/** What stands in an address in place of a name in braces. */
const VALUES: Readonly<Record<string, string>> = { row: 'W10', line: '3', code: 'necessity' };
const addressOf = (path: string): string => `/api/v1${path}`.replace(/\{(\w+)\}/g, (_, name: string) => VALUES[name] ?? '01900000-0000-7000-8000-00000000aaaa');
const writes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([method]) => method === 'post' || method === 'put')
    .map(([method, { operationId }]) => [method.toUpperCase(), path, operationId] as const)
    .filter(([, , act]) => ['write', 'release'].includes((ACTS as Record<string, ActRule>)[act]?.class ?? '')),
);

describe('actOf', () => {
  it.each(writes)('reads %s %s as %s', (method, path, act) => {
    expect(actOf(method, addressOf(path))).toBe(act);
  });
  it('leaves the query aside', () => {
    expect(actOf('POST', '/api/v1/imports?format=cybertipline')).toBe('referral.import');
  });
});
