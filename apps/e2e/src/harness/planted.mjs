// Cases in the states that screens show, brought there over the API: what a screen looks like does not need the way to it on screen.
import { setTimeout as sleep } from 'node:timers/promises';
import { answer, ask, newCase, review, share, submissionFor, SWEDEN, takeIn, thinkThrough } from '../../../../tools/walk/walk.mjs';

const quiet = () => {};
const TRIES = 6;

/** Asks again when the product says that it is busy, as its answer bids. */
function patient(api) {
  async function call(...words) {
    for (let tries = 1; ; tries += 1) {
      const answer = await api.call(...words);
      if (answer.status !== 503 || tries === TRIES) return answer;
      await sleep(1000 * Number(answer.headers['retry-after'] ?? 1));
    }
  }
  return {
    ...api,
    call,
    async pass(person, method, path, body, how) {
      const answer = await call(person, method, path, body, how);
      if (answer.status >= 300) throw new Error(`${person} ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    async refuse(person, method, path, body, how) {
      return (await call(person, method, path, body, how)).body;
    },
  };
}

async function asked(api) {
  const made = newCase();
  const referral = await takeIn(api, made, quiet);
  await share(api, referral, quiet);
  return { referral: referral.id, ...(await ask(api, referral, made, quiet)) };
}

/** A draft of everything that a submission has, saved and not submitted. */
async function drafted(api) {
  const made = newCase();
  const referral = await takeIn(api, made, quiet);
  const { identifiers } = await api.pass('a.officer', 'GET', `/referrals/${referral.id}`);
  const created = await api.pass('a.officer', 'POST', '/requests', { referral: referral.id, holdingAgency: SWEDEN });
  await api.pass('a.officer', 'PUT', `/requests/${created.id}`, submissionFor(made, identifiers), { version: created.version });
  return { referral: referral.id, request: created.id };
}

/** Thought through to its end, with a decision in the draft that waits to be sealed. */
async function ready(api) {
  const request = await asked(api);
  const { id, sheet, seen } = await thinkThrough(api, request);
  await api.pass('c.liaison', 'PUT', `/reviews/${id}`, { decision: sheet.seal }, { version: seen.version });
  return { request: request.id, review: id };
}

async function inReview(api) {
  const { id, ref } = await asked(api);
  const { items } = await api.pass('c.liaison', 'GET', '/reviews');
  return { request: id, ref, review: items.find(({ request }) => request === id).id };
}

async function closed(api) {
  const request = await asked(api);
  const { decision, review: reviewed } = await review(api, request, quiet);
  const { id } = await answer(api, request, quiet);
  return { referral: request.referral, request: request.id, review: reviewed, decision, disclosure: id };
}

/** Granted, and reaches the other side once the time for recall is over. */
async function dispatched(api) {
  const request = await asked(api);
  await review(api, request, quiet);
  await api.until('b.desk', `/requests/${request.id}`, ({ state }) => state === 'dispatched', 'the request is dispatched', 60);
  return { request: request.id };
}

async function plantAll(api) {
  const draft = await drafted(api);
  const reviewed = await inReview(api);
  const thought = await ready(api);
  const [sent, done] = await Promise.all([dispatched(api), closed(api)]); // both wait for the time in which a decision may be recalled
  return { draft, inReview: reviewed, ready: thought, dispatched: sent, closed: done };
}

let planted;
/** Ids of what was planted: `draft`, `inReview`, `ready`, `dispatched`, `closed`. Once for all journeys of a run. */
export const plant = ({ api }) => (planted ??= plantAll(patient(api)));
/** A request of its own that waits to be taken up, for a journey that uses it up. */
export const plantAsked = ({ api }) => inReview(patient(api));
