// Seeded people at work, in an open model: acts come at a constant rate whether or not earlier ones were answered.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { creationFor } from '../walk/drafts.mjs';
import { newCase, submissionFor } from '../walk/walk.mjs';

/** Cases a second; each is three writes and a read. */
const CASES_PER_S = 2;
/** Planted in every case; it may stand nowhere but in sealed content. */
export const CANARY = 'Canary sentence that nobody else may read';
/** Somebody of a third agency, who looks all along at what is not theirs. */
const STRANGER = 'third.officer';

const identifiersOf = (made) =>
  [...new Set(made.submission().lines.map(({ identifier }) => identifier))].map((name, at) => {
    const [type, ...value] = name.split(':');
    return { key: `i${at + 1}`, type, raw: value.join(':'), ...(type === 'account_id' ? { service: 'example-chat' } : {}) };
  });

/** @returns `stop()`, which resolves when no call is under way; `seen`: what the stranger was shown */
export function startLoad({ api }, journal, random) {
  const seen = { shown: [], statuses: new Map() };
  const under = new Set();
  const latencies = [];
  let going = true;

  async function act(person, method, path, body, how = {}) {
    const entry = journal.meant({ key: randomUUID(), person, method, path, body, version: how.version });
    try {
      const from = performance.now();
      const { status, body: answer } = await api.call(person, method, path, body, { ...how, key: entry.key });
      latencies.push(performance.now() - from);
      journal.answered(entry, status, answer);
    } catch {
      return undefined; // no answer: in doubt, asked again with its key when the load is over
    }
    return entry.status < 300 ? entry.answer : undefined;
  }

  async function oneCase() {
    const made = newCase();
    const written = { title: `${CANARY} ${random.int(1e9)}`, lang: 'en', purpose: 'identify_suspect', harmStatus: 'ongoing', identifiers: identifiersOf(made) };
    const referral = await act('a.officer', 'POST', '/referrals', written);
    if (!referral) return;
    const request = await act('a.officer', 'POST', '/requests', creationFor({ referral: referral.id }));
    if (!request) return;
    let identifiers;
    try {
      ({ identifiers } = (await api.call('a.officer', 'GET', `/referrals/${referral.id}`)).body);
      const look = await api.call(STRANGER, 'GET', random.pick([`/referrals/${referral.id}`, `/requests/${request.id}`]));
      seen.statuses.set(look.status, (seen.statuses.get(look.status) ?? 0) + 1);
      if (look.status < 300 || JSON.stringify(look.body).includes(CANARY)) seen.shown.push(look.body);
    } catch {
      return; // the API is away
    }
    if (!identifiers) return;
    await act('a.officer', 'POST', `/requests/${request.id}/submit`, submissionFor(made, identifiers), { version: request.version });
  }

  const running = (async () => {
    while (going) {
      const one = oneCase().finally(() => under.delete(one));
      under.add(one);
      await sleep(random.between(500, 1500) / CASES_PER_S);
    }
  })();

  return {
    seen,
    latencies,
    async stop() {
      going = false;
      await running;
      await Promise.all(under);
    },
  };
}
