// The budget of what is sent: a portal within it passes, one above it is refused by name.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FIRST_LOAD, LATER_PART, refuseHeavy, weigh } from './weigh.mjs';

/** A built portal in small, with `over` in place of its files. */
function portal(t, over = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'comity-weigh-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const files = {
    'index.html': '<link href="/styles-A.css"><script src="/main-A.js">',
    'styles-A.css': 'a',
    'main-A.js': 'import"./shared-A.js";import(`./welcome-A.js`);import("./base-en-A.js");import("./base-ar-A.js");import("./desk-A.js")',
    'shared-A.js': '',
    'welcome-A.js': 'import{a as b}from"./shared-A.js"',
    'base-en-A.js': '',
    'base-ar-A.js': '',
    'desk-A.js': 'import"./shared-A.js";import"./table-A.js"',
    'table-A.js': '',
    ...over,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
const noise = (bytes) => `//${randomBytes(bytes / 2).toString('hex')}`;

test('a light portal passes, and what the first page loads counts once', (t) => {
  const { first, parts, faults } = weigh(portal(t));
  assert.deepEqual(faults, []);
  assert.ok(first < FIRST_LOAD);
  assert.ok(parts.every(({ bytes }) => bytes < LATER_PART));
  refuseHeavy(portal(t));
});

test('a first page above its limit is refused, also by what it loads later than the page itself', (t) => {
  assert.throws(() => refuseHeavy(portal(t, { 'welcome-A.js': noise(FIRST_LOAD) })), /the first load sends \d+ bytes/);
});

test('a part that brings too much with it is refused by its name', (t) => {
  assert.throws(() => refuseHeavy(portal(t, { 'table-A.js': noise(LATER_PART) })), /desk-A\.js sends \d+ bytes, 60000 are allowed/);
});

test('what asked for a part counts once, with itself', (t) => {
  const [half, most] = [noise(LATER_PART * 0.6), noise(LATER_PART * 0.5)];
  const { faults, parts } = weigh(portal(t, { 'desk-A.js': `import("./judge-A.js");${half}`, 'judge-A.js': `import"./desk-A.js";${most}` }));
  assert.deepEqual(faults, []);
  assert.ok(parts.some(({ name, bytes }) => name === 'judge-A.js' && bytes > LATER_PART * 0.4));
});

test('a build whose first page cannot be found is refused', (t) => {
  assert.throws(() => refuseHeavy(portal(t, { 'main-A.js': 'import("./chunk-A.js")', 'chunk-A.js': '' })), /no part is named welcome/);
});
