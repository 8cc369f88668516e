import { type CertificateKind, type Role, ROLES } from './roles.js';
import { type Relation } from './relations.js';
import { type StepAct } from './step.js';

/**
 * How an act weighs: `list` shows no content; `read` opens content and is logged with its purpose; `write` changes; `release` lets
 * something go that cannot be called back, and waits while the log is not well.
 */
export const ACT_CLASSES = ['list', 'read', 'write', 'release', 'system'] as const;
export type ActClass = (typeof ACT_CLASSES)[number];

export type ActRule = {
  readonly class: ActClass;
  /** The roles that may act, each with the relations of which one must hold. A role that is not here may not. */
  readonly roles: Readonly<Partial<Record<Role, readonly Relation[]>>>;
  readonly certificate?: CertificateKind;
  readonly stepUp?: true;
  /** Open before the terms of use are accepted. */
  readonly withoutTerms?: true;
  /** Scope with which a machine may act for an officer. No scope exists for review, decision, disclosure or signing. */
  readonly machineScope?: string;
  /** Rules beside role and relation, by id; see `policy-rules.ts`. */
  readonly rules?: readonly string[];
  /** Step of the lifecycle that the act takes; its entries are those of the step. */
  readonly step?: StepAct;
  /** Entries of an act that takes no step. */
  readonly emits?: readonly string[];
  /** Entries that such an act leaves where the facts call for them. */
  readonly alsoEmits?: readonly string[];
};

const everybody = (relation: Relation): Partial<Record<Role, readonly Relation[]>> => Object.fromEntries(ROLES.map((role) => [role, [relation]]));
const reading = { class: 'read', emits: ['audit.read'] } as const;
const system = { class: 'system', roles: {} } as const;
const unitDesk = { supervisor: ['unit'], desk: ['unit'] } as const;
/** Everybody whose role asks for a certificate. */
const trained = (relation: Relation): Partial<Record<Role, readonly Relation[]>> =>
  Object.fromEntries((['officer', 'supervisor', 'desk', 'liaison', 'lead', 'auditor'] as const).map((role) => [role, [relation]]));
const examiners = { roles: { auditor: ['any'] }, rules: ['examiner'] } as const;
/** The first examiner proposes, the second carries out: the same act by two persons. */
const changesCertificate = {
  class: 'write',
  ...examiners,
  stepUp: true,
  alsoEmits: ['certificate.change_proposed', 'certificate.state_changed'],
} as const;
const reviewers = { liaison: ['review'], lead: ['review'] } as const;

/**
 * Every act, under the name that its operation and its route have. What is not here is refused.
 * @source security 2.2, 2.6; outside 4
 */
export const ACTS = {
  'me.get': { class: 'list', roles: everybody('any'), withoutTerms: true },
  /** The own account and nobody else's. */
  'me.sign_ins': { class: 'list', roles: everybody('any'), withoutTerms: true },
  'me.sign_out_everywhere': { class: 'write', roles: everybody('any'), withoutTerms: true, emits: ['auth.signed_out'] },
  'terms.get': { class: 'list', roles: everybody('any'), withoutTerms: true },
  'terms.accept': { class: 'write', roles: everybody('any'), withoutTerms: true, stepUp: true, emits: ['terms.accepted'] },

  /** Ends the sign-in that the call was made with. */
  'session.end': { class: 'write', roles: everybody('any'), withoutTerms: true, emits: ['auth.signed_out'] },

  'agency.list': { class: 'list', roles: everybody('any') },
  'agency.get': { class: 'list', roles: everybody('any') },

  /** The law that requests are judged by; everybody may read it. */
  'profile.list': { class: 'list', roles: everybody('any') },
  'profile.get': { class: 'list', roles: everybody('any') },

  /** Numbers and places only; looking for an identifier asks a purpose. */
  find: { class: 'list', roles: { officer: ['any'], supervisor: ['any'], desk: ['any'], liaison: ['any'], lead: ['any'] }, emits: ['audit.searched'] },

  /** What waits for the caller. */
  'work.list': { class: 'list', roles: { officer: ['any'], supervisor: ['any'], desk: ['any'] } },

  'referral.list': { class: 'list', roles: { officer: ['assigned', 'unit'], supervisor: ['unit', 'recipient'], desk: ['unit', 'recipient'] } },
  'referral.create': {
    class: 'write',
    roles: { officer: ['any'], supervisor: ['any'], desk: ['any'] },
    machineScope: 'referral:write',
    step: 'referral.create',
  },
  'referral.import': {
    class: 'write',
    roles: { officer: ['any'], supervisor: ['any'], desk: ['any'] },
    machineScope: 'referral:write',
    step: 'referral.import',
  },
  /** Reads typed or pasted lines; nothing is kept. */
  'referral.check_identifiers': { class: 'list', roles: { officer: ['any'], supervisor: ['any'], desk: ['any'] } },
  'referral.get': {
    ...reading,
    roles: { officer: ['author', 'assigned'], supervisor: ['unit', 'recipient'], desk: ['unit', 'recipient'], ...reviewers },
    machineScope: 'referral:read',
    rules: ['purpose', 'no-stop-order'],
  },
  'referral.save': { class: 'write', roles: { officer: ['author', 'assigned'], ...unitDesk }, machineScope: 'referral:write' },
  'referral.discard': { class: 'write', roles: { officer: ['author'] }, step: 'referral.discard' },
  'referral.complete': { class: 'write', roles: { officer: ['author', 'assigned'] }, step: 'referral.complete' },
  'referral.return': { class: 'write', roles: { supervisor: ['unit'] }, step: 'referral.return' },
  'referral.send': { class: 'write', roles: { supervisor: ['unit'] }, rules: ['author-not-approver', 'no-stop-order'], step: 'referral.send' },
  'referral.retrieve': { class: 'write', roles: { desk: ['recipient'] }, rules: ['no-stop-order'], step: 'referral.retrieve' },
  'referral.accept': { class: 'write', roles: { desk: ['recipient'] }, step: 'referral.accept' },
  'referral.reject': { class: 'write', roles: { desk: ['recipient'] }, step: 'referral.reject' },
  'referral.withdraw': { class: 'write', roles: { desk: ['unit'] }, step: 'referral.withdraw' },

  'request.list': { class: 'list', roles: { officer: ['assigned', 'holding'], supervisor: ['unit', 'holding'], desk: ['unit', 'holding'] } },
  /** The object is the referral that the request is drafted from. */
  'request.create': { class: 'write', roles: { officer: ['author', 'assigned', 'unit', 'recipient'] }, machineScope: 'request:write', step: 'request.create' },
  'request.get': {
    ...reading,
    roles: { officer: ['author', 'assigned', 'holding'], supervisor: ['unit', 'holding'], desk: ['unit', 'holding'], ...reviewers },
    machineScope: 'request:read',
    rules: ['purpose', 'no-stop-order'],
  },
  /** Numbers, hashes and times; no words. */
  'request.versions': { class: 'list', roles: { officer: ['author', 'assigned'], ...unitDesk } },
  /** Metadata of the entries that the caller's side may know of. */
  'request.timeline': {
    class: 'list',
    roles: { officer: ['author', 'assigned', 'holding'], supervisor: ['unit', 'holding'], desk: ['unit', 'holding'] },
  },
  'request.save': { class: 'write', roles: { officer: ['author', 'assigned'] }, machineScope: 'request:write' },
  'request.discard': { class: 'write', roles: { officer: ['author'] }, step: 'request.discard' },
  'request.submit': {
    class: 'write',
    roles: { officer: ['author', 'assigned'], supervisor: ['unit'] },
    certificate: 'iccpr_basic',
    rules: ['supervisor-only-if-urgent', 'no-stop-order'],
    step: 'request.submit',
  },
  /** Answers the questions of a return with a new version. */
  'request.resubmit': {
    class: 'write',
    roles: { officer: ['author', 'assigned'] },
    certificate: 'iccpr_basic',
    rules: ['no-stop-order'],
    step: 'request.resubmit',
  },
  'request.attach_order': {
    class: 'write',
    roles: { officer: ['author', 'assigned'] },
    certificate: 'iccpr_basic',
    rules: ['no-stop-order'],
    step: 'request.attach_order',
  },
  /** Says that no order is needed; the review goes on under the same route. */
  'request.insist': { class: 'write', roles: { officer: ['author', 'assigned'] }, certificate: 'iccpr_basic', step: 'request.insist' },
  'request.ask_reconsideration': { class: 'write', roles: { supervisor: ['unit'] }, step: 'request.ask_reconsideration' },
  'request.withdraw': { class: 'write', roles: { officer: ['author', 'assigned'], desk: ['unit'] }, step: 'request.withdraw' },
  'request.take_up': { class: 'write', roles: { desk: ['holding'] }, rules: ['no-stop-order'], step: 'request.take_up' },
  'request.close': { class: 'write', roles: { officer: ['author', 'assigned'] }, step: 'request.close' },

  /** The agency that asks reads it of a returned request: what to cure, and no grade of it. */
  'screening.get': { ...reading, roles: { officer: ['author', 'assigned'], ...unitDesk, ...reviewers }, rules: ['returned-to-asker', 'purpose'] },

  'review.list': { class: 'list', roles: { liaison: ['review'], lead: ['review'] } },
  'review.next': { class: 'write', roles: { liaison: ['any'], lead: ['any'] }, certificate: 'iccpr_review', step: 'review.claim' },
  'review.get': { ...reading, roles: reviewers, rules: ['purpose', 'no-stop-order'] },
  'review.claim': { class: 'write', roles: reviewers, certificate: 'iccpr_review', step: 'review.claim' },
  'review.release': { class: 'write', roles: reviewers, step: 'review.release' },
  'review.recuse': { class: 'write', roles: reviewers, step: 'review.recuse' },
  'review.save': { class: 'write', roles: reviewers, certificate: 'iccpr_review' },
  'review.record_finding': { class: 'write', roles: reviewers, certificate: 'iccpr_review', step: 'review.record_finding' },
  'review.correct_answer': { class: 'write', roles: reviewers, certificate: 'iccpr_review', step: 'review.correct_answer' },

  'decision.get': {
    ...reading,
    roles: { officer: ['author', 'assigned', 'holding'], supervisor: ['requesting', 'holding'], desk: ['requesting', 'holding'], ...reviewers },
    rules: ['purpose', 'no-stop-order'],
  },
  'decision.letter': {
    ...reading,
    roles: { officer: ['author', 'assigned', 'holding'], supervisor: ['requesting', 'holding'], desk: ['requesting', 'holding'], ...reviewers },
    rules: ['purpose', 'no-stop-order'],
  },
  'decision.seal': { class: 'release', roles: reviewers, certificate: 'iccpr_review', stepUp: true, rules: ['no-stop-order'], step: 'decision.seal' },
  /** One's own, before it is dispatched; a new one must follow. */
  'decision.recall': { class: 'write', roles: reviewers, certificate: 'iccpr_review', step: 'decision.recall' },
  'decision.refer_difference': { class: 'write', roles: { liaison: ['review'] }, certificate: 'iccpr_review', step: 'decision.refer_difference' },

  'disclosure.list': { class: 'list', roles: { officer: ['requesting', 'holding'], supervisor: ['holding'], desk: ['requesting', 'holding'] } },
  /** The object is a package: the agency that asks reads it once it was sent. */
  'disclosure.get': { ...reading, roles: { officer: ['author', 'assigned', 'requesting'], desk: ['requesting'] }, rules: ['purpose', 'no-stop-order'] },
  /** The object is a request that holds for the caller's agency: the newest answer to each of its lines. */
  'disclosure.answers': { ...reading, roles: { officer: ['holding'], supervisor: ['holding'], desk: ['holding'] }, rules: ['purpose', 'no-stop-order'] },
  'disclosure.answer': { class: 'write', roles: { officer: ['holding'] }, machineScope: 'answer:write', rules: ['no-stop-order'], step: 'disclosure.answer' },
  'disclosure.send': {
    class: 'release',
    roles: { supervisor: ['holding'], desk: ['holding'] },
    stepUp: true,
    rules: ['answerer-not-sender', 'no-stop-order'],
    step: 'disclosure.send',
  },
  'disclosure.receipt': { class: 'write', roles: { desk: ['requesting'] }, step: 'disclosure.receipt' },

  /** One's own, those of the agency for who leads it, all for oversight. */
  'certificate.list': { class: 'list', roles: trained('any') },
  'certificate.get': {
    class: 'list',
    roles: { ...trained('author'), supervisor: ['author', 'unit'], lead: ['author', 'unit'], auditor: ['author', 'mandate'] },
  },
  'certificate.suspend': changesCertificate,
  'certificate.restore': changesCertificate,
  'certificate.revoke': changesCertificate,

  'lesson.list': { class: 'list', roles: trained('any') },
  'lesson.get': { class: 'list', roles: trained('any') },
  'lesson.complete': { class: 'write', roles: trained('any'), emits: ['lesson.completed'] },

  'exam.list': { class: 'list', roles: trained('any') },
  /** What each examination asks, and from when the caller may take it. */
  'exam.rules': { class: 'list', roles: trained('any') },
  'exam.start': { class: 'write', roles: trained('any'), emits: ['exam.started'] },
  /** One's own attempt. No answer and no explanation before it is finished. */
  'exam.get': { class: 'list', roles: trained('author') },
  'exam.answer': { class: 'write', roles: trained('author') },
  'exam.finish': { class: 'write', roles: trained('author'), emits: ['exam.taken'], alsoEmits: ['certificate.issued'] },

  'question.list': { class: 'list', ...examiners },
  'question.get': { class: 'list', ...examiners },
  'question.propose': { class: 'write', ...examiners, emits: ['question.change_proposed'] },
  'question.approve': { class: 'write', ...examiners, emits: ['question.changed'] },

  'audit.search': { class: 'read', roles: { auditor: ['any'] }, rules: ['purpose'], emits: ['audit.searched'] },
  'audit.entry': { ...reading, roles: { auditor: ['mandate'] }, rules: ['purpose'] },
  'audit.case': { ...reading, roles: { auditor: ['mandate'] }, rules: ['purpose'] },
  /** An entry with its proof and the signed head in one file, to be checked by strangers. */
  'audit.bundle': { ...reading, roles: { auditor: ['mandate'] }, rules: ['purpose'] },
  /** Signed promises of the log over acts that the caller's side is party to; hashes, no content. */
  'audit.receipts': { class: 'list', roles: everybody('any') },

  'referral.relay': { ...system, step: 'referral.relay' },
  'referral.fail_relay': { ...system, step: 'referral.fail_relay' },
  'referral.deliver': { ...system, step: 'referral.deliver' },
  'request.screen': { ...system, step: 'request.screen' },
  'request.fail_screening': { ...system, step: 'request.fail_screening' },
  'request.await_order': { ...system, step: 'request.await_order' },
  'request.lapse': { ...system, step: 'request.lapse' },
  'review.allocate': { ...system, step: 'review.allocate' },
  'review.time_out': { ...system, step: 'review.time_out' },
  'request.dispatch': { ...system, step: 'request.dispatch' },
  'certificate.expire': { ...system, emits: ['certificate.state_changed'] },
} as const satisfies Record<string, ActRule>;

export type Act = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as Act[];
/** Acts that a person or a machine can ask for, so those that have a route. */
export const OPERATIONS = ACT_NAMES.filter((act) => (ACTS[act] as ActRule).class !== 'system');
