/** Objects whose collection is not their name with an s. @source outside.md 4 */
const OBJECTS: Readonly<Record<string, string>> = { terms: 'terms', session: 'session', me: 'me', 'exam-questions': 'question' };
/** Acts whose address does not spell them out: method, then the address without ids. */
const NAMED: Readonly<Record<string, string>> = {
  'POST imports': 'referral.import',
  'POST reviews/seal': 'decision.seal',
  'PUT reviews/findings': 'review.record_finding',
  'PUT requests/lines/answer': 'disclosure.answer',
  'POST requests/disclosures': 'disclosure.send',
  'POST exams': 'exam.start',
};
const ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+|W\d+)$/;

/** The act that a write was, by the rule that makes addresses of acts: `POST /api/v1/referrals/{id}/send` is `referral.send`. @source outside.md 4 */
export function actOf(method: string, url: string): string {
  const parts = (url.split('?', 1)[0] ?? '')
    .replace(/^\/api\/v1\//, '')
    .split('/')
    .filter((part) => !ID.test(part));
  const [collection = ''] = parts;
  const act = parts.length > 1 ? parts.at(-1) : undefined;
  const object = OBJECTS[collection] ?? collection.replace(/s$/, '');
  return NAMED[`${method} ${parts.join('/')}`] ?? `${object}.${act?.replaceAll('-', '_') ?? (method === 'PUT' ? 'save' : 'create')}`;
}
