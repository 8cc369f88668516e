import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { readInChild } from './intake.js';

// Each case starts a process; other suites use the same processors.
jest.setTimeout(90_000);
const sample = (name: string): Buffer => readFileSync(new URL(`../../../../samples/${name}`, import.meta.url));
// Beside the real entry's libraries, so that the same read rights reach it.
const folder = mkdtempSync(join(new URL('../../../../node_modules/', import.meta.url).pathname, '.intake-'));
const outside = mkdtempSync(join(tmpdir(), 'comity-intake-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(outside, { recursive: true });
});
/** A program in the child's place that answers what an attacker's code there would get. */
function instead(code: string): { entry: string } {
  const entry = join(folder, `child-${String(code.length)}.mjs`);
  writeFileSync(
    entry,
    `process.once('message', async () => { let answer; try { answer = await (async () => { ${code} })(); } catch (error) { answer = error.code ?? error.message; } process.send({ answer }); }); process.send('ready');`,
  );
  return { entry };
}

describe('the reader in its child process', () => {
  it('reads the good sample', async () => {
    expect(await readInChild(sample('cybertipline-good.xml'))).toMatchObject({ sourceReference: '900000142', unknownElements: { count: 0 } });
  });
  it('refuses the two bad samples as it does in the same process', async () => {
    expect(await readInChild(sample('cybertipline-doctype.xml'))).toMatchObject({ refusals: [{ code: 'xml-doctype' }] });
    expect(await readInChild(sample('cybertipline-image.xml'))).toMatchObject({ refusals: [{ code: 'media' }] });
  });
  it('has no environment', async () => {
    process.env.COMITY_CANARY = 'canary';
    expect(await readInChild(Buffer.from(''), instead('return Object.keys(process.env).filter((name) => !name.startsWith("NODE_CHANNEL"));'))).toEqual({
      answer: [],
    });
  });
  it('cannot read, write or start anything', async () => {
    const secret = join(outside, 'secret');
    writeFileSync(secret, 'secret');
    expect(await readInChild(Buffer.from(''), instead(`return (await import('node:fs')).readFileSync(${JSON.stringify(secret)}, 'utf8');`))).toEqual({
      answer: 'ERR_ACCESS_DENIED',
    });
    expect(
      await readInChild(Buffer.from(''), instead(`(await import('node:fs')).writeFileSync(${JSON.stringify(`${secret}-2`)}, 'x'); return 'written';`)),
    ).toEqual({ answer: 'ERR_ACCESS_DENIED' });
    expect(await readInChild(Buffer.from(''), instead(`(await import('node:child_process')).spawnSync('true', []); return 'started';`))).toEqual({
      answer: 'ERR_ACCESS_DENIED',
    });
  });
  it('is ended when its time is over', async () => {
    expect(await readInChild(Buffer.from(''), { ...instead('for (;;);'), timeoutMs: 300 })).toMatchObject({ refusals: [{ code: 'too-complex' }] });
  });
  it('is ended when its memory is over', async () => {
    expect(await readInChild(Buffer.from(''), { ...instead('const all = []; for (;;) all.push(new Array(1e6).fill({}));'), timeoutMs: 60_000 })).toMatchObject({
      refusals: [{ code: 'too-complex' }],
    });
  });
  it('is busy, and blames no document, when it does not start', async () => {
    await expect(readInChild(Buffer.from(''), { entry: join(folder, 'missing.mjs') })).rejects.toMatchObject({ code: 'busy' });
  });
  it('refuses a document that its reader does not survive', async () => {
    expect(await readInChild(Buffer.from(''), instead('process.exit(3);'))).toMatchObject({ refusals: [{ code: 'unreadable' }] });
  });
});
