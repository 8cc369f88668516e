// Many drafts that are ready to be submitted, each a case of its own, for faults and measurements.
import { newCase, submissionFor, SWEDEN } from './walk.mjs';

/** Runs `work` over `items`, `width` at a time. Resolves with the answers in the order of the items. */
export async function inParallel(items, width, work) {
  const answers = [];
  let next = 0;
  const runner = async () => {
    while (next < items.length) {
      const at = next;
      next += 1;
      answers[at] = await work(items[at], at);
    }
  };
  await Promise.all(Array.from({ length: width }, runner));
  return answers;
}

/** A referral written by hand with the identifiers that the submission of `made` names. */
async function referralOf(api, made) {
  const names = [...new Set(made.submission().lines.map(({ identifier }) => identifier))];
  const identifiers = names.map((name, at) => {
    const [type, ...value] = name.split(':');
    return { key: `i${at + 1}`, type, raw: value.join(':'), ...(type === 'account_id' ? { service: 'example-chat' } : {}) };
  });
  const written = { title: 'Sample of a measurement', lang: 'en', purpose: 'identify_suspect', harmStatus: 'ongoing', identifiers };
  const { id } = await api.pass('a.officer', 'POST', '/referrals', written);
  return api.pass('a.officer', 'GET', `/referrals/${id}`);
}

/** Referrals for `count` cases: `{ referral, made, identifiers }`. */
export function prepareReferrals(api, count, width = 6) {
  return inParallel(Array.from({ length: count }, newCase), width, async (made) => {
    const { id, identifiers } = await referralOf(api, made);
    return { referral: id, made, identifiers };
  });
}

/** Body of `request.create` for a prepared referral. */
export const creationFor = ({ referral }) => ({ referral, holdingAgency: SWEDEN });

/** Drafts of `count` requests: `{ id, version, submission }`. */
export async function prepareDrafts(api, count, width = 6) {
  const prepared = await prepareReferrals(api, count, width);
  return inParallel(prepared, width, async (one) => {
    const { id, version } = await api.pass('a.officer', 'POST', '/requests', creationFor(one));
    return { id, version, submission: submissionFor(one.made, one.identifiers) };
  });
}

/** Submits a prepared draft. `key` makes the call repeatable. */
export const submit = (api, draft, key) => api.call('a.officer', 'POST', `/requests/${draft.id}/submit`, draft.submission, { version: draft.version, key });
