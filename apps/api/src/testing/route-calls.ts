import { randomUUID } from 'node:crypto';
import { type ProblemCode } from '@comity/contract';
import { walkReview } from './reviewed.js';
import { walkSubmission } from './submitted-request.js';
import { type Call } from './stack.js';
import { type CaseIds, SWEDEN } from './whole-case.js';

/** How each route is asked when the question is who may: a body that fits, and a version that nobody saw, so that what is allowed changes nothing. */
export interface RouteCall {
  /** Record that the path names, or null where it names none. */
  record: keyof CaseIds | null;
  path: (id: string) => string;
  body?: (id: string) => unknown;
  how?: Call;
  /** What somebody hears who may: a status of success, or the refusal that comes after every question of access. */
  passed: number | ProblemCode;
}

/** A version that no record reaches. */
const UNSEEN = 999_999;
const HASH = '0'.repeat(64);
const walk = walkReview();
const { row: _row, ...finding } = walk.findings[0]!;
const seal = { ...walk.seal, requestHash: HASH, screeningHash: HASH };
const reason = { reason: 'For a test.' };
const [order] = walkSubmission().submission.authorisations;

const read = (record: keyof CaseIds, path: string): RouteCall => ({ record, path: (id) => path.replace(':id', id), passed: 200 });
const list = (path: string): RouteCall => ({ record: null, path: () => path, passed: 200 });
/** A record that is not of the case: nobody has one under a new id. */
const unknown = (path: (id: string) => string, body?: unknown): RouteCall => ({
  record: null,
  path,
  ...(body === undefined ? {} : { body: () => body, how: { version: UNSEEN } }),
  passed: 'not-found',
});
const change = (record: keyof CaseIds, path: string, body: unknown = {}): RouteCall => ({
  record,
  path: (id) => path.replace(':id', id),
  body: () => body,
  how: { version: UNSEEN },
  passed: 'version',
});

/** A row for each operation of `openapi.json`, by its `operationId`. */
export const ROUTE_CALLS: Readonly<Record<string, RouteCall>> = {
  'me.get': list('/me'),
  'me.sign_ins': list('/me/sign-ins'),
  // Without a key it stops after the questions of access: it would end every other call of the person.
  'me.sign_out_everywhere': { record: null, path: () => '/me/sign-out-everywhere', body: () => ({}), how: { key: 'none' }, passed: 'idempotency-key' },
  'terms.get': list('/terms'),
  'terms.accept': { record: null, path: () => '/terms/accept', body: () => ({}), passed: 'contract' },
  'session.end': { record: null, path: () => '/session/end', how: { sid: 'a sign-in to be ended' }, passed: 204 },
  'agency.list': list('/agencies'),
  'agency.get': list(`/agencies/${SWEDEN}`),
  'profile.list': list('/profiles'),
  'profile.get': { record: null, path: () => '/profiles/01890000-0000-7000-8000-000000000000', passed: 'not-found' },
  find: { record: null, path: () => '/find', body: () => ({ reference: 'DQ-2027-KE-000000' }), passed: 200 },
  'audit.search': { record: null, path: () => '/audit/search', body: () => ({}), passed: 200 },
  'audit.case': read('referral', '/audit/cases/:id'),
  'audit.bundle': { record: null, path: () => '/audit/entries/0/bundle', passed: 'not-found' },
  'audit.receipts': list('/audit/receipts'),
  'audit.entry': { record: null, path: () => '/audit/entries/0', passed: 'not-found' },
  'certificate.list': list('/certificates'),
  'certificate.get': unknown((id) => `/certificates/${id}`),
  'certificate.suspend': unknown((id) => `/certificates/${id}/suspend`, reason),
  'certificate.restore': unknown((id) => `/certificates/${id}/restore`, reason),
  'certificate.revoke': unknown((id) => `/certificates/${id}/revoke`, reason),
  'lesson.list': list('/lessons'),
  'lesson.get': list('/lessons/legality'),
  'lesson.complete': { record: null, path: () => '/lessons/legality/complete', body: () => ({ version: UNSEEN - 900_000 }), passed: 'not-current' },
  'exam.list': list('/exams'),
  'exam.rules': list('/exam-rules'),
  'exam.start': { record: null, path: () => '/exams', body: () => ({}), passed: 'contract' },
  'exam.get': unknown((id) => `/exams/${id}`),
  'exam.answer': unknown((id) => `/exams/${id}/answer`, { item: 1, choice: 0 }),
  'exam.finish': unknown((id) => `/exams/${id}/finish`, {}),
  'question.list': list('/exam-questions'),
  'question.get': unknown((id) => `/exam-questions/${id}`),
  'question.propose': unknown((id) => `/exam-questions/${id}/propose`, { change: 'retire', ...reason }),
  'question.approve': unknown((id) => `/exam-questions/${id}/approve`, { proposal: randomUUID() }),
  'work.list': list('/work'),
  'referral.list': list('/referrals'),
  'referral.check_identifiers': { record: null, path: () => '/referrals/check-identifiers', body: () => ({ lines: ['user0142@example.com'] }), passed: 200 },
  'referral.create': { record: null, path: () => '/referrals', body: () => ({}), passed: 'contract' },
  'referral.import': { record: null, path: () => '/imports?format=cybertipline', body: () => ({}), passed: 'media-type' },
  'referral.get': read('referral', '/referrals/:id'),
  'referral.save': { ...change('referral', '/referrals/:id', { title: 'Taken over' }) },
  'referral.discard': change('referral', '/referrals/:id/discard'),
  'referral.complete': change('referral', '/referrals/:id/complete'),
  'referral.return': change('referral', '/referrals/:id/return', reason),
  'referral.send': change('referral', '/referrals/:id/send', { recipient: SWEDEN, channel: 'police_to_police' }),
  'referral.retrieve': change('referral', '/referrals/:id/retrieve', { packageHash: HASH }),
  'referral.accept': change('referral', '/referrals/:id/accept'),
  'referral.reject': change('referral', '/referrals/:id/reject', { code: 'duplicate', ...reason }),
  'referral.withdraw': change('referral', '/referrals/:id/withdraw', reason),
  'request.list': list('/requests'),
  'request.create': { record: 'referral', path: () => '/requests', body: (referral) => ({ referral, holdingAgency: randomUUID() }), passed: 'contract' },
  'request.get': read('request', '/requests/:id'),
  'request.versions': read('request', '/requests/:id/versions'),
  'request.timeline': read('request', '/requests/:id/timeline'),
  'request.save': change('request', '/requests/:id'),
  'request.discard': change('request', '/requests/:id/discard'),
  'request.submit': change('request', '/requests/:id/submit'),
  'request.resubmit': change('request', '/requests/:id/resubmit', { submission: {}, answers: [] }),
  'request.attach_order': change('request', '/requests/:id/attach-order', { authorisations: [order] }),
  'request.insist': change('request', '/requests/:id/insist', reason),
  'request.ask_reconsideration': change('request', '/requests/:id/ask-reconsideration', { ground: 'new_fact', ...reason }),
  'request.withdraw': change('request', '/requests/:id/withdraw', reason),
  'request.take_up': change('request', '/requests/:id/take-up', { packageHash: HASH }),
  'request.close': change('request', '/requests/:id/close'),
  'screening.get': read('request', '/requests/:id/screening'),
  'review.list': list('/reviews'),
  'review.next': { record: null, path: () => '/reviews/next', passed: 'not-found' },
  'review.get': read('review', '/reviews/:id'),
  'review.claim': change('review', '/reviews/:id/claim'),
  'review.release': change('review', '/reviews/:id/release'),
  'review.recuse': change('review', '/reviews/:id/recuse', { code: 'workload' }),
  'review.save': change('review', '/reviews/:id', { decision: { lines: [] } }),
  'review.record_finding': change('review', '/reviews/:id/findings/W1', finding),
  'review.correct_answer': change('review', '/reviews/:id/correct-answer', walk.answers),
  'decision.get': read('decision', '/decisions/:id'),
  'decision.letter': read('decision', '/decisions/:id/letter'),
  'decision.recall': change('decision', '/decisions/:id/recall', reason),
  'decision.refer_difference': change('decision', '/decisions/:id/refer-difference', reason),
  'decision.seal': change('review', '/reviews/:id/seal', seal),
  'disclosure.list': list('/disclosures'),
  'disclosure.get': read('disclosure', '/disclosures/:id'),
  'disclosure.answers': read('request', '/requests/:id/answers'),
  'disclosure.answer': change('request', '/requests/:id/lines/1/answer', {
    answer: 'none_held',
    searched: { system: 'records', from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
    rows: [],
  }),
  'disclosure.send': change('request', '/requests/:id/disclosures', { lines: [1] }),
  'disclosure.receipt': change('disclosure', '/disclosures/:id/receipt', { packageHash: HASH, conditions: [] }),
};
