// Ports that somebody else uses never break a start.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { anyFree, nextFree, release } from './ports.mjs';

const occupy = (port, host) => new Promise((resolve) => {
  const server = createServer().listen(port, host, () => resolve(server));
});

test('a port in use is passed over', async () => {
  const first = await anyFree();
  await release(first);
  const other = await occupy(first, '127.0.0.1');
  assert.ok((await nextFree(first)) > first);
  other.close();
});

test('a port that is in use on ::1 alone is passed over too', async (t) => {
  const first = await anyFree();
  await release(first);
  const other = await occupy(first, '::1').catch(() => undefined);
  if (other === undefined) return t.skip('no ::1 here');
  assert.ok((await nextFree(first)) > first);
  other.close();
});

test('two that pick at once never get the same, and a released one can be listened on', async () => {
  const picked = await Promise.all(Array.from({ length: 8 }, () => anyFree()));
  assert.equal(new Set(picked).size, 8);
  await release(...picked);
  (await occupy(picked[0], '127.0.0.1')).close();
});
