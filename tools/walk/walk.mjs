// The walk of one request from a provider report to a closed case, from Kenya to Sweden, over HTTP. Each step is what a person does; `say` hears of it.
import { randomBytes, randomInt } from 'node:crypto';
import { openClient } from './client.mjs';
import { json, sample } from './samples.mjs';

export const SWEDEN = '01900000-0000-7000-8a00-000000000002';
/** What makes a copy of the sample another case: its own report number, account and address, all from reserved ranges. */
export function newCase() {
  const [a, b, c] = randomBytes(6).toString('hex').match(/.{4}/g);
  const number = String(900_000_000 + randomInt(99_999_999));
  const renamed = {
    900000142: number,
    'EC-7731-0142': `EC-${a}-${b}`,
    'ipv4:203.0.113.45': `ipv6:${address(a, b, c)}`,
    '203.0.113.45': address(a, b, c),
    '198.51.100.23': `198.51.100.${randomInt(1, 255)}`,
  };
  const rename = (text) => Object.entries(renamed).reduce((so, [from, to]) => so.replaceAll(from, to), text);
  return { report: rename(sample('cybertipline-good.xml')), submission: () => JSON.parse(rename(sample('walk-submission.json'))) };
}

/** An address of the documentation range in its one spelling: groups without leading zeros, never zero. */
const address = (...groups) => `2001:db8:${groups.map((group) => ((parseInt(group, 16) % 0xfffe) + 1).toString(16)).join(':')}::1`;

/** Walks the whole way. @returns ids and numbers of what came to be, for whoever checks the log afterwards. */
export async function walk(product, say = () => {}, api = openClient(product), made = newCase()) {
  const intake = await takeIn(api, made, say);
  await share(api, intake, say);
  const request = await ask(api, intake, made, say);
  const decided = await review(api, request, say);
  const answered = await answer(api, request, say);
  return { referral: intake.id, request: request.id, ref: request.ref, review: decided.review, decision: decided.decision, disclosure: answered.id };
}

/** Step 1. The good report becomes a referral; the two bad ones are refused with what and where. */
export async function takeIn(api, made, say) {
  const imported = await api.pass('a.officer', 'POST', '/imports?format=cybertipline', made.report, { type: 'application/xml' });
  say(`1 intake      ${imported.ref}: ${imported.identifiers} identifiers, ${imported.unknownElements.count} unknown elements`);
  for (const [name, code] of [
    ['cybertipline-doctype.xml', 'document'],
    ['cybertipline-image.xml', 'media'],
  ]) {
    const problem = await api.refuse('a.officer', 'POST', '/imports?format=cybertipline', sample(name), { type: 'application/xml' }, 422, code);
    say(`              ${name} refused: ${problem.errors.map((cause) => `${cause.code} at ${cause.pointer}`).join(', ')}`);
  }
  return imported;
}

/** Step 2. A supervisor who is not the author sends; relay, delivery and retrieval leave their evidence; the other side accepts. */
export async function share(api, referral, say) {
  const completed = await complete(api, referral);
  const sending = { recipient: SWEDEN, channel: 'police_to_police' };
  await api.refuse('a.officer', 'POST', `/referrals/${referral.id}/send`, sending, { version: completed.version }, 403, 'not-allowed');
  await api.pass('a.supervisor', 'POST', `/referrals/${referral.id}/send`, sending, { version: completed.version });
  const seen = await api.until('b.desk', `/referrals/${referral.id}`, (body) => body.state === 'delivered', 'the referral is delivered');
  const retrieval = { packageHash: seen.deliveries[0].packageHash };
  const retrieved = await api.pass('b.desk', 'POST', `/referrals/${referral.id}/retrieve`, retrieval, { version: seen.version });
  await api.pass('b.desk', 'POST', `/referrals/${referral.id}/accept`, {}, { version: retrieved.version });
  say(`2 share       ${referral.ref}: sent by another person than its author, relayed, delivered, retrieved, accepted`);
}

/** The author fills in what an import leaves open, and says that the referral is complete. @param over members of it that shall be otherwise */
export async function complete(api, referral, over = {}) {
  const seen = await api.pass('a.officer', 'GET', `/referrals/${referral.id}`);
  const { content } = seen;
  const draft = {
    ...content,
    purpose: content.purpose ?? 'identify_suspect',
    handling: content.handling ?? { codes: [] },
    harmStatus: content.harmStatus ?? 'ongoing',
    evaluation: content.evaluation ?? { source: 'B', information: '2' },
    recipients: [{ agency: SWEDEN, why: 'The service that holds the account is in Sweden.' }],
    ...over,
  };
  const saved = await api.pass('a.officer', 'PUT', `/referrals/${referral.id}`, withoutNulls(draft), { version: seen.version });
  return api.pass('a.officer', 'POST', `/referrals/${referral.id}/complete`, {}, { version: saved.version });
}

/** Step 3. The officer asks Sweden for three lines, prefilled from the referral. */
export async function ask(api, referral, made, say) {
  const { identifiers } = await api.pass('a.officer', 'GET', `/referrals/${referral.id}`);
  const created = await api.pass('a.officer', 'POST', '/requests', { referral: referral.id, holdingAgency: SWEDEN });
  const submission = submissionFor(made, identifiers);
  const submitted = await api.pass('a.officer', 'POST', `/requests/${created.id}/submit`, submission, { version: created.version });
  say(`3 ask         ${submitted.ref}: ${submission.lines.map((line) => line.category).join(', ')}; 202, ${submitted.state}`);
  const screened = await api.until(
    'a.officer',
    `/requests/${created.id}`,
    (body) => body.state === 'in_review',
    'the request is screened and a reviewer drawn',
  );
  say(`4 screen      ${screened.ref}: screened, a liaison officer is drawn`);
  return { id: created.id, ref: submitted.ref };
}

/** The sample submission with its lines bound to the identifiers of this referral. In the sample they are named `type:value`. */
export function submissionFor(made, identifiers) {
  const submission = made.submission();
  for (const line of submission.lines) {
    const [type, ...rest] = line.identifier.split(':');
    const value = rest.join(':');
    const found = identifiers.find((one) => one.type === type && (one.raw === value || one.normal === value));
    if (!found) throw new Error(`The referral has no identifier ${line.identifier}.`);
    line.identifier = found.id;
  }
  return submission;
}

/** Step 5. The officer who was drawn claims, writes findings, answers the reviewer's questions and seals. */
export async function review(api, request, say) {
  const { sheet, seen, ...drawn } = await thinkThrough(api, request);
  const seal = { ...sheet.seal, requestHash: seen.requestHash, screeningHash: seen.screeningHash };
  await api.refuse('c.liaison', 'POST', `/reviews/${drawn.id}/seal`, seal, { version: seen.version, ageS: 400 }, 401, 'step-up');
  const sealed = await api.pass('c.liaison', 'POST', `/reviews/${drawn.id}/seal`, seal, { version: seen.version });
  say(`5 review      ${request.ref}: ${sheet.findings.length} findings, sealed with a fresh sign-in, ${sealed.state}`);
  return { review: drawn.id, decision: sealed.id };
}

/** The worksheet of a review, written to its end and not sealed. @returns the review as it stands then, and the sample that it was written from */
export async function thinkThrough(api, request) {
  const { items } = await api.pass('c.liaison', 'GET', '/reviews');
  const drawn = items.find((row) => row.request === request.id);
  if (!drawn) throw new Error('Nobody of the international unit was drawn.');
  await api.pass('c.liaison', 'POST', `/reviews/${drawn.id}/claim`, {}, { version: drawn.version });
  const sheet = json('walk-review.json');
  for (const { row, ...finding } of sheet.findings) {
    const seen = await api.pass('c.liaison', 'GET', `/reviews/${drawn.id}`);
    await api.pass('c.liaison', 'PUT', `/reviews/${drawn.id}/findings/${row}`, finding, { version: seen.version });
  }
  const seen = await api.pass('c.liaison', 'GET', `/reviews/${drawn.id}`);
  await api.pass('c.liaison', 'POST', `/reviews/${drawn.id}/correct-answer`, sheet.answers, { version: seen.version });
  return { id: drawn.id, sheet, seen: await api.pass('c.liaison', 'GET', `/reviews/${drawn.id}`) };
}

/** Step 6. Only the granted table reaches Sweden; a row outside it is held back; somebody who did not answer sends; Kenya takes receipt. */
export async function answer(api, request, say) {
  let seen = await api.until('b.desk', `/requests/${request.id}`, (body) => body.state === 'dispatched', 'the request is dispatched', 60);
  say(`6 answer      ${request.ref}: Sweden sees ${seen.granted.length} lines: ${seen.granted.map((line) => line.category).join(', ')}`);
  await api.pass('b.desk', 'POST', `/requests/${request.id}/take-up`, { packageHash: seen.packageHash }, { version: seen.version });
  for (const line of seen.granted) {
    seen = await api.pass('b.officer', 'GET', `/requests/${request.id}`);
    const given = await api.pass('b.officer', 'PUT', `/requests/${request.id}/lines/${line.line}/answer`, answerFor(line), { version: seen.version });
    say(`              line ${line.line}: ${given.kept} rows go on, ${given.held} held back${given.held ? ` (${given.heldBecause.join(', ')})` : ''}`);
  }
  seen = await api.pass('b.desk', 'GET', `/requests/${request.id}`);
  const lines = seen.granted.map((line) => line.line);
  const sent = await api.pass('b.desk', 'POST', `/requests/${request.id}/disclosures`, { lines }, { version: seen.version });
  const got = await api.until('a.supervisor', `/disclosures/${sent.id}`, (body) => body.state === 'delivered', 'the answer is delivered');
  const receipt = { packageHash: got.packageHash, conditions: got.conditions.map((condition) => condition.id) };
  await api.pass('a.supervisor', 'POST', `/disclosures/${sent.id}/receipt`, receipt, { version: got.version });
  seen = await api.pass('a.officer', 'GET', `/requests/${request.id}`);
  await api.pass('a.officer', 'POST', `/requests/${request.id}/close`, { outcome: 'identified_suspect' }, { version: seen.version });
  say(`              ${got.answers.reduce((sum, one) => sum + one.rows.length, 0)} rows received, receipted and closed`);
  return sent;
}

/** An invented answer: one row inside the grant and, for a line with a period, one a year before it, which must not pass. */
export function answerFor(line) {
  const identifier = line.identifier.raw;
  const at = line.period?.from ?? null;
  const fields =
    line.category === 'subscriber' ? { fullName: 'Sample Person 0142', email: 'sample.person.0142@example.com' } : { ip: '203.0.113.45', port: '50122' };
  const row = { identifier, category: line.category, at, fields };
  const before = at ? [{ ...row, at: new Date(Date.parse(at) - 365 * 86_400_000).toISOString() }] : [];
  return {
    answer: 'data_attached',
    searched: { system: 'example-chat records', from: line.period?.from ?? '2026-01-01T00:00:00Z', to: line.period?.to ?? '2026-11-24T00:00:00Z' },
    rows: [row, ...before],
  };
}

/** What was read back, without the members that are null there and absent in what is written. */
function withoutNulls(value) {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member)]])));
}
