// npm run bench -- casework: what one call of the proportionality test takes, here and in a browser, and a file of ten thousand requests.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../../apps/e2e/src/harness/chromium.mjs';
import { root } from '../start/places.mjs';
import { machine } from './machine.mjs';

const ENGINE = join(root, 'libs/proportionality/dist');
const FIXTURES = join(root, 'libs/proportionality/data/check-fixtures.json');
const ORIGIN = 'https://engine.invalid';
const CALLS = 4000;
const ELEMENTS = 10_000;
const ARGS = ['--no-sandbox', '--disable-gpu', '--no-first-run'];

const merged = (base, patch) =>
  typeof patch !== 'object' || patch === null || Array.isArray(patch)
    ? patch
    : Object.fromEntries(
        [...new Set([...Object.keys(base ?? {}), ...Object.keys(patch)])].map((key) => [key, key in patch ? merged(base?.[key], patch[key]) : base[key]]),
      );

/** The baseline and the ten worked examples: what requests look like, not the smallest ones. */
function inputs() {
  const { baseline, examples } = JSON.parse(readFileSync(FIXTURES, 'utf8'));
  return [baseline, ...Object.values(examples).map(({ patch }) => merged(baseline, patch))];
}

/** Runs where the engine is: Node or a page. Medians in microseconds. */
function timed(engine, asked, calls) {
  const { KE, SE, UN } = engine.DEMONSTRATION_PROFILES;
  const profiles = [SE, KE, UN];
  const median = (call) => {
    for (let at = 0; at < calls / 4; at += 1) call(asked[at % asked.length]);
    const times = [];
    for (let at = 0; at < calls; at += 1) {
      const from = performance.now();
      // A browser's clock is coarse, so twenty calls are one sample.
      for (let again = 0; again < 20; again += 1) call(asked[(at + again) % asked.length]);
      times.push((performance.now() - from) / 20);
    }
    return Math.round(times.sort((a, b) => a - b)[times.length >> 1] * 1000);
  };
  return { one: median((input) => engine.assess(input, profiles)), variants: median((input) => engine.alternatives(input, profiles)) };
}

async function inBrowser(asked) {
  const executablePath = chromiumPath();
  if (!executablePath) return undefined;
  const browser = await chromium.launch({ executablePath, args: ARGS });
  try {
    const page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, (route) => {
      const path = normalize(new URL(route.request().url()).pathname);
      if (path === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>engine</title>' });
      return route.fulfill({ contentType: extname(path) === '.js' ? 'text/javascript' : 'application/json', body: readFileSync(join(ENGINE, path), 'utf8') });
    });
    await page.goto(`${ORIGIN}/`);
    return await page.evaluate(
      async ({ source, asked, calls }) => {
        const engine = await import('/index.js');
        return new Function(`return ${source}`)()(engine, asked, calls);
      },
      { source: timed.toString(), asked, calls: CALLS / 20 },
    );
  } finally {
    await browser.close();
  }
}

/** Seconds for a file of many requests, through the command that outsiders run. */
function ofFile(asked) {
  const folder = mkdtempSync(join(tmpdir(), 'comity-bench-'));
  try {
    const file = join(folder, 'requests.json');
    writeFileSync(file, JSON.stringify(Array.from({ length: ELEMENTS }, (_, at) => ({ input: asked[at % asked.length], profiles: ['UN', 'EU'] }))));
    const from = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'tools/start/command.mjs'), 'assess', file], {
      maxBuffer: 1 << 30,
      encoding: 'utf8',
    });
    if (status !== 0 || JSON.parse(stdout).length !== ELEMENTS) throw new Error(`assess ended with ${status}: ${stderr}`);
    return Math.round((performance.now() - from) / 100) / 10;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns figures of the engine; the browser's are absent where there is no browser. */
export async function measure(_of, say) {
  const about = machine('none');
  const asked = inputs();
  say('one call in Node');
  const node = timed(await import(join(ENGINE, 'index.js')), asked, CALLS / 20);
  say('one call in a browser');
  const page = await inBrowser(asked);
  say(`a file of ${ELEMENTS} requests`);
  const fileS = ofFile(asked);
  const figures = [
    { figure: 'one assessment, Node', value: node.one, unit: 'µs' },
    { figure: 'its milder variants, Node', value: node.variants, unit: 'µs' },
    ...(page
      ? [
          { figure: 'one assessment, browser', value: page.one, unit: 'µs' },
          { figure: 'its milder variants, browser', value: page.variants, unit: 'µs' },
        ]
      : []),
    { figure: `a file of ${ELEMENTS}`, value: fileS, unit: 's' },
  ];
  return {
    machine: about,
    figures,
    metrics: { assessNodeUs: node.one, ...(page ? { assessBrowserUs: page.one } : {}), assessFileS: fileS },
  };
}
