// One product and one browser for all that a run looks at; the first that asks opens them.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { ownProduct } from '../../../../tools/start/testing.mjs';
import { openClient } from '../../../../tools/walk/client.mjs';
import { chromiumPath } from './chromium.mjs';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of the browser; without one nothing is looked at. */
export const browserPath = chromiumPath();

/** `COMITY_E2E_RUN` names the run.json of a demonstration that runs already, for somebody who writes a journey; else the run has a product of its own. */
async function openProduct() {
  const named = process.env.COMITY_E2E_RUN;
  if (named) return { state: dirname(named), run: JSON.parse(readFileSync(named, 'utf8')), remove: () => undefined };
  const product = ownProduct();
  const { code, out, err } = await product.start();
  if (code !== 0) throw new Error(`The product did not start: ${out}${err}`);
  return { state: product.state, run: product.run(), remove: () => product.remove() };
}

async function open() {
  const product = await openProduct(); // before the browser, which nobody would close if this failed
  const browser = await chromium.launch({ executablePath: browserPath, args: ARGS });
  return { ...product, browser, api: openClient(product.run, { secrets: join(product.state, 'own') }) };
}

let opened;
/** `{ run, browser, api }`: `run` is what run.json says, `api` calls as a sample person past the screens. */
export const stage = () => (opened ??= open());

export async function closeStage() {
  if (!opened) return;
  const { remove, browser } = await opened;
  await browser.close();
  await remove();
}
