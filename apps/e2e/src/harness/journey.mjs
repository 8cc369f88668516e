// A journey: a test that needs a browser, and counts as skipped where there is none.
import { after, test } from 'node:test';
import { REASON } from './chromium.mjs';
import { browserPath, closeStage, stage } from './stage.mjs';

/** No journey hangs for ever. */
const LIMIT_MS = 400_000;

after(closeStage);

export const journey = (name, walk) => test(name, { skip: browserPath ? false : REASON, timeout: LIMIT_MS }, async () => walk(await stage()));
