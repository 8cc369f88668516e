import { type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { anEcKey, aServer, published } from '../testing/token-issuer.js';
import { openKeySet } from './key-set.js';

const ec = anEcKey('issuer-ec');
const next = anEcKey('issuer-next');
const good = JSON.stringify({ keys: [published(ec)] });
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

/** A key set over a provider whose answer the test changes, and a clock that the test moves. */
async function aProvider(): Promise<{
  keys: ReturnType<typeof openKeySet>;
  asked: () => number;
  pass: (seconds: number) => void;
  say: (answer: (response: ServerResponse) => void) => void;
}> {
  let nowMs = 1_000_000;
  const state = { answer: (response: ServerResponse): void => void response.end(good) };
  const server = await aServer((_request, response) => state.answer(response));
  opened.push(server);
  return {
    keys: openKeySet(server.url, { timeoutMs: 200, clock: () => nowMs }),
    asked: server.asked,
    pass: (seconds) => (nowMs += seconds * 1000),
    say: (answer) => (state.answer = answer),
  };
}

describe('the key set', () => {
  it('is asked once for many calls', async () => {
    const { keys, asked } = await aProvider();
    const found = await Promise.all(Array.from({ length: 50 }, () => keys.find('issuer-ec')));
    expect([found.every(Boolean), asked()]).toEqual([true, 1]);
  });
  it('takes a new key when a token names it, and drops a withdrawn one', async () => {
    const { keys, say, pass } = await aProvider();
    await keys.find('issuer-ec');
    say((response) => response.end(JSON.stringify({ keys: [published(next)] })));
    pass(11);
    expect(await keys.find('issuer-next')).toBeDefined();
    expect(await keys.find('issuer-ec')).toBeUndefined();
  });
  it('forgets a withdrawn key within minutes though no token names a new one', async () => {
    const { keys, say, pass } = await aProvider();
    await keys.find('issuer-ec');
    say((response) => response.end(JSON.stringify({ keys: [published(next)] })));
    pass(301);
    expect(await keys.find('issuer-ec')).toBeUndefined();
  });
  it.each<[string, (response: ServerResponse) => void]>([
    ['empty', (response) => response.end('{"keys":[]}')],
    ['no list', (response) => response.end('{"keys":null}')],
    ['not JSON', (response) => response.end('not json')],
    ['10 MB', (response) => response.end('a'.repeat(10_000_000))],
    ['slow', () => undefined],
    ['slow in the middle', (response) => response.write('{"keys":[')],
    ['a redirect', (response) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['an error', (response) => response.writeHead(500).end(good)],
    ['keys that nobody may use', (response) => response.end(JSON.stringify({ keys: [published(ec, { use: 'enc' })] }))],
  ])('V36 keeps the last good set for an hour when the provider answers %s', async (_name, answer) => {
    const { keys, say, pass } = await aProvider();
    await keys.find('issuer-ec');
    say(answer);
    pass(3500);
    expect(await keys.find('issuer-ec')).toBeDefined();
    expect(await keys.find('unpublished')).toBeUndefined();
    pass(200);
    await expect(keys.find('issuer-ec')).rejects.toMatchObject({ code: 'closed', status: 503 });
  });
  it('V36 follows no redirect to keys', async () => {
    const { keys, say } = await aProvider();
    const elsewhere = await aServer((_request, response) => response.end(good));
    opened.push(elsewhere);
    say((response) => response.writeHead(302, { location: elsewhere.url }).end());
    await expect(keys.find('issuer-ec')).rejects.toMatchObject({ code: 'closed' });
    expect(elsewhere.asked()).toBe(0);
  });
  it('closes instead of letting anybody in when the provider was never there', async () => {
    const keys = openKeySet('http://127.0.0.1:1/jwks');
    await expect(keys.find('issuer-ec')).rejects.toMatchObject({ code: 'closed' });
  });
  it('V37 asks at most seven times a minute for a thousand unknown ids', async () => {
    const { keys, asked, pass } = await aProvider();
    for (let at = 0; at < 1000; at++) {
      expect(await keys.find(`unknown-${at}`)).toBeUndefined();
      pass(0.06);
    }
    expect(asked()).toBeLessThanOrEqual(7);
  });
});
