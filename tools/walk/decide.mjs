// How one or more people decide about a request over HTTP: whoever was drawn claims, writes the sheet, answers and seals.
import { setTimeout as sleep } from 'node:timers/promises';
import { json } from './samples.mjs';

/** Who may be drawn in the demonstration. */
const REVIEWERS = ['c.liaison', 'd.liaison', 'c.lead'];
const WITHIN_S = 60;

/** The review of whoever is drawn for a request now: `{ by, id, version }`. @param position that is awaited */
async function drawn(api, request, position) {
  for (const end = performance.now() + WITHIN_S * 1000; ; await sleep(200)) {
    for (const by of REVIEWERS) {
      const { items } = await api.pass(by, 'GET', '/reviews');
      const found = items.find((one) => one.request === request && one.position === position);
      if (found) return { by, ...found };
    }
    if (performance.now() > end) throw new Error(`not within ${WITHIN_S} s: somebody is drawn as ${position}`);
  }
}

/** Answers to every result that the reasons have to answer. */
function flagsOf({ screening }) {
  const found = [screening.results, ...screening.lines.map(({ results }) => results)].flat();
  const checks = new Set(found.filter(({ severity }) => severity === 2 || severity === 3).map(({ check }) => check));
  return [...checks].map((check) => ({ check, answer: 'Looked at, and answered in the reasons.' }));
}

/**
 * Everything of a review but the seal, by the person who is drawn in this position.
 * @returns `{ by, view, seal }`, where `seal` grants what the walk grants.
 */
export async function prepare(api, request, position = 'first') {
  const { by, id, version } = await drawn(api, request, position);
  const sheet = json('walk-review.json');
  let seen = await api.pass(by, 'POST', `/reviews/${id}/claim`, {}, { version });
  for (const { row, ...finding } of sheet.findings) seen = await api.pass(by, 'PUT', `/reviews/${id}/findings/${row}`, finding, { version: seen.version });
  await api.pass(by, 'POST', `/reviews/${id}/correct-answer`, sheet.answers, { version: seen.version });
  const view = await api.pass(by, 'GET', `/reviews/${id}`);
  const read = [];
  for (const { decision } of view.proposals ?? []) {
    // What was sealed is handed to the lead by the worker.
    const { log } = await api.until(by, `/decisions/${decision}`, () => true, 'the lead reads what was sealed before');
    read.push(log.leafHash);
  }
  const hashes = { requestHash: view.requestHash, screeningHash: view.screeningHash };
  return { by, view, seal: { ...sheet.seal, ...hashes, flagsAnswered: flagsOf(view), ...(read.length > 0 ? { read } : {}) } };
}

/** Seals as prepared, with what is bent. */
export const seal = (api, { by, view, seal: body }, change = {}) =>
  api.pass(by, 'POST', `/reviews/${view.id}/seal`, { ...body, ...change }, { version: view.version });

/** A seal that must be refused; resolves with the codes. */
export async function refuseSeal(api, { by, view, seal: body }, change, status) {
  const problem = await api.refuse(by, 'POST', `/reviews/${view.id}/seal`, { ...body, ...change }, { version: view.version }, status);
  return [...(problem.rules ?? []), ...(problem.errors ?? []).map(({ code }) => code)];
}

/** What makes a seal refuse every line. */
export const refusing = ({ view, seal: { lines } }, ground = 'NOT_NECESSARY') => ({
  outcome: 'refuse',
  lines: lines.map(({ line }) => ({ line, granted: null, conditions: [], ground, why: 'Refused for the ground named.' })),
  variants: view.screening.alternatives.map(({ id }) => id),
  readBy: '2030-01-01T00:00:00Z',
});

/** What makes a seal grant these days of line 2. */
export const granting = ({ seal: { lines } }, from, to, conditions = []) => ({
  outcome: 'grant_in_part',
  lines: lines.map((line) => (line.line === 2 ? { ...line, granted: { category: 'traffic', period: { from, to, zone: 'UTC' } }, conditions } : line)),
});
