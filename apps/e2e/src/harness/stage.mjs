// One product and one browser for all journeys of a run. Files of one process share them; the first that asks opens them.
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ownProduct } from '../../../../tools/start/testing.mjs';
import { chromiumPath, REASON } from './chromium.mjs';

const path = chromiumPath();
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function open() {
  const [place, browser] = await Promise.all([openProduct(), chromium.launch({ executablePath: path, args: ARGS })]);
  return { ...place, browser };
}

/** `COMITY_E2E_RUN` names the run.json of a demonstration that runs already, for somebody who writes a journey; else the run has a product of its own. */
async function openProduct() {
  const named = process.env.COMITY_E2E_RUN;
  if (named) return { product: undefined, run: JSON.parse(readFileSync(named, 'utf8')) };
  const product = ownProduct();
  const { code, out, err } = await product.start();
  if (code !== 0) throw new Error(`The product did not start: ${out}${err}`);
  return { product, run: product.run() };
}

let opened;
/** `{ product, run, browser }`: `run` is what run.json says. */
export const stage = () => (opened ??= open());

after(async () => {
  if (!opened) return;
  const { product, browser } = await opened;
  await browser.close();
  await product?.remove();
});

/** A journey: a test that needs a browser, and counts as skipped where there is none. */
export const journey = (name, walk) => test(name, { skip: path ? false : REASON, timeout: 400_000 }, async (context) => walk(await stage(), context));
