import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessMatrix } from './access-matrix.js';
import { type Act, ACT_NAMES, type ActRule, ACTS, OPERATIONS } from './act-table.js';
import { emitsOf } from './emits.js';
import { AIMS_NEVER_SERVED } from './lists.js';
import { decide } from './policy.js';
import { POLICY_RULES, purposeOf } from './policy-rules.js';
import { CALLERS, type Environment, type PolicyObject, type Subject } from './policy-types.js';
import { type Role, ROLES } from './roles.js';
import { STEPS } from './steps.js';

const NOW = 1_800_000_000_000;
const env: Environment = { nowMs: NOW, realNowMs: NOW, readOnly: false, logWell: true, purpose: null };
const subject = (roles: readonly Role[], change: Partial<Subject> = {}): Subject => ({
  caller: 'person',
  personId: 'p1',
  agencyId: 'a',
  agencyKind: 'national_unit',
  jurisdiction: 'KE',
  roles,
  certificates: [
    { id: 'c1', kind: 'iccpr_basic', validFrom: 0, validTo: NOW + 1, state: 'valid' },
    { id: 'c2', kind: 'iccpr_review', validFrom: 0, validTo: NOW + 1, state: 'expiring' },
  ],
  termsAccepted: true,
  signIn: { acr: 'comity-2', authTimeMs: NOW },
  scopes: [],
  mandate: ['KE'],
  examiner: false,
  ...change,
});
const object = (change: Partial<PolicyObject> = {}): PolicyObject => ({
  ownerAgency: 'a',
  requestingAgency: 'a',
  holdingAgency: 'b',
  recipientAgency: 'b',
  caseAgencies: ['a', 'b'],
  jurisdictions: ['KE', 'SE'],
  authors: ['p1'],
  assigned: ['p1'],
  reviewers: [],
  recused: [],
  answerers: [],
  purpose: 'identify_suspect',
  handling: [],
  urgent: false,
  openStopOrder: false,
  ...change,
});
const reason = (who: Subject, act: string, what: PolicyObject | null = object(), around: Partial<Environment> = {}) =>
  decide(who, act, what, { ...env, ...around }).reason;

describe('policy', () => {
  it('refuses an act that the table does not have, also one that every object has', () => {
    expect(reason(subject(['officer']), 'request.approve')).toBe('not-allowed');
    expect(reason(subject(['officer']), 'toString')).toBe('not-allowed');
  });

  it('refuses in the order in which a person can mend it: terms, role, certificate, sign-in', () => {
    const liaison = subject(['liaison'], { agencyId: 'x' });
    const what = object({ reviewers: ['p1'] });
    expect(reason({ ...liaison, termsAccepted: false, roles: [] }, 'decision.seal', what)).toBe('terms');
    expect(reason({ ...liaison, roles: ['officer'] }, 'decision.seal', what)).toBe('not-allowed');
    expect(reason({ ...liaison, certificates: [] }, 'decision.seal', what)).toBe('certificate');
    expect(reason({ ...liaison, signIn: { acr: 'comity-2', authTimeMs: NOW - 300_001 } }, 'decision.seal', what)).toBe('step-up');
    expect(reason({ ...liaison, signIn: null }, 'decision.seal', what)).toBe('step-up');
    expect(reason(liaison, 'decision.seal', what)).toBeNull();
  });

  it('opens the terms and the way out before they are accepted, and nothing else', () => {
    const open = OPERATIONS.filter((act) => decide(subject([...ROLES], { termsAccepted: false }), act, null, env).allow);
    expect(open).toEqual(['me.get', 'me.sign_ins', 'me.sign_out_everywhere', 'terms.get', 'terms.accept', 'session.end']);
  });

  it('answers a stranger as if the record did not exist, and a colleague that it is not allowed', () => {
    expect(reason(subject(['officer'], { agencyId: 'z', personId: 'p9' }), 'request.get')).toBe('not-found');
    expect(reason(subject(['officer'], { personId: 'p9' }), 'request.get')).toBe('not-allowed');
  });

  it('keeps a reviewer of a party, a recused one and one who was not drawn away from the review', () => {
    const drawn = object({ reviewers: ['p1'] });
    const outside = { agencyId: 'x' };
    expect(reason(subject(['liaison'], outside), 'review.claim', drawn)).toBeNull();
    expect(reason(subject(['liaison'], { agencyId: 'b' }), 'review.claim', drawn)).toBe('not-allowed');
    expect(reason(subject(['liaison'], outside), 'review.claim', object({ reviewers: ['p1'], recused: ['p1'] }))).toBe('not-found');
    expect(reason(subject(['liaison'], outside), 'review.claim', object())).toBe('not-found');
  });

  it('refuses the author who approves and the answerer who sends, under whatever account', () => {
    expect(reason(subject(['supervisor']), 'referral.send')).toBe('second-person');
    expect(reason(subject(['supervisor']), 'referral.send', object({ authors: ['p2'] }))).toBeNull();
    const desk = subject(['desk'], { agencyId: 'b' });
    expect(reason(desk, 'disclosure.send', object({ answerers: ['p1'] }))).toBe('second-person');
    expect(reason(desk, 'disclosure.send', object({ answerers: ['p2'] }))).toBeNull();
  });

  it('lets a supervisor submit only what is urgent, also one who is an officer in another case', () => {
    const both = subject(['officer', 'supervisor'], { personId: 'p9' });
    expect(reason(both, 'request.submit')).toBe('not-allowed');
    expect(reason(both, 'request.submit', object({ urgent: true }))).toBeNull();
    expect(reason(subject(['officer', 'supervisor']), 'request.submit')).toBeNull();
  });

  it('closes what a stop order names, writes in an incident, and releases while the log is not well', () => {
    expect(reason(subject(['officer']), 'request.get', object({ openStopOrder: true }))).toBe('closed');
    expect(reason(subject(['officer']), 'request.save', object(), { readOnly: true })).toBe('closed');
    expect(reason(subject(['officer']), 'request.get', object(), { readOnly: true })).toBeNull();
    expect(reason(subject(['officer']), 'me.get', null, { readOnly: true })).toBeNull();
    const liaison = subject(['liaison'], { agencyId: 'x' });
    expect(reason(liaison, 'decision.seal', object({ reviewers: ['p1'] }), { logWell: false })).toBe('log-unavailable');
    expect(reason(subject(['officer']), 'request.submit', object(), { logWell: false })).toBeNull();
  });

  it('lets a machine do what its scope says and never review, decide, send or sign', () => {
    const machine = (scopes: string[]) => subject(['officer', 'liaison', 'supervisor', 'desk'], { caller: 'machine', scopes, signIn: null });
    expect(reason(machine(['referral:write']), 'referral.save')).toBeNull();
    expect(reason(machine([]), 'referral.save')).toBe('not-allowed');
    const all = [...new Set(ACT_NAMES.map((act) => (ACTS[act] as ActRule).machineScope).filter((scope) => scope !== undefined))];
    for (const act of ['review.claim', 'decision.seal', 'disclosure.send', 'referral.send', 'request.submit', 'disclosure.receipt', 'audit.search'])
      expect(reason(machine(all), act, object({ reviewers: ['p1'], authors: ['p2'] })), act).toBe('not-allowed');
  });

  it('leaves the acts of the system to the worker and the others to people', () => {
    expect(reason(subject([...ROLES]), 'request.dispatch')).toBe('not-allowed');
    expect(reason(subject([], { caller: 'worker' }), 'request.dispatch')).toBeNull();
    expect(reason(subject([...ROLES], { caller: 'worker' }), 'decision.seal')).toBe('not-allowed');
  });

  it('keeps questions and certificates to an auditor whose grant has the scope for it', () => {
    for (const act of ['certificate.suspend', 'certificate.restore', 'certificate.revoke', 'question.list', 'question.propose', 'question.approve']) {
      expect(reason(subject(['auditor']), act), act).toBe('not-allowed');
      expect(reason(subject(['auditor'], { examiner: true }), act), act).toBeNull();
      expect(reason(subject(['administrator', 'lead'], { examiner: true }), act), act).toBe('not-allowed');
    }
  });

  it('limits an auditor to the mandate', () => {
    expect(reason(subject(['auditor'], { agencyId: 'o' }), 'audit.case')).toBeNull();
    expect(reason(subject(['auditor'], { agencyId: 'o', mandate: ['NL'] }), 'audit.case')).toBe('not-found');
    expect(reason(subject(['auditor'], { agencyId: 'o', mandate: 'all' }), 'audit.case', object({ jurisdictions: [] }))).toBeNull();
  });
});

describe('purpose of a read', () => {
  it('is the aim of the record unless another is named, and only that one', () => {
    expect(decide(subject(['officer']), 'request.get', object(), env).purpose).toBe('identify_suspect');
    expect(reason(subject(['officer']), 'request.get', object(), { purpose: 'identify_suspect' })).toBeNull();
    expect(reason(subject(['officer']), 'request.get', object(), { purpose: 'prosecute' })).toBe('purpose');
    expect(reason(subject(['officer']), 'request.get', object(), { purpose: 'oversight_inspection' })).toBe('purpose');
    expect(reason(subject(['officer']), 'request.get', object({ purpose: null }), { purpose: 'investigate' })).toBeNull();
    expect(reason(subject(['officer']), 'request.get', object({ purpose: null }))).toBe('purpose');
    expect(reason(subject(['officer']), 'request.get', null, { purpose: 'oversight_inspection' })).toBe('purpose');
  });

  it('of oversight is one of its own', () => {
    const auditor = subject(['auditor']);
    expect(decide(auditor, 'audit.search', null, env)).toMatchObject({ allow: true, purpose: 'oversight_inspection' });
    expect(reason(auditor, 'audit.search', null, { purpose: 'investigate' })).toBe('purpose');
    expect(decide(auditor, 'audit.search', null, { ...env, purpose: 'oversight_complaint' }).purpose).toBe('oversight_complaint');
  });

  it('is never an aim that Comity does not serve', () => {
    for (const aim of AIMS_NEVER_SERVED) expect(purposeOf({ roles: ['officer'] }, aim, null)).toBeNull();
  });

  it('is null where nothing is read', () => {
    expect(decide(subject(['officer']), 'request.save', object(), env).purpose).toBeNull();
  });
});

describe('obligations', () => {
  const owed = (who: Subject, act: string, what: Partial<PolicyObject> = {}) => decide(who, act, object(what), env).obligations;

  it('follow from how the content is reached', () => {
    expect(owed(subject(['officer']), 'request.get')).toEqual(['log-read', 'mask-c3']);
    expect(owed(subject(['liaison'], { agencyId: 'x' }), 'review.get', { reviewers: ['p1'] })).toEqual(['log-read', 'mask-c3', 'minimise']);
    expect(owed(subject(['desk'], { agencyId: 'b' }), 'request.get')).toEqual(['log-read', 'mask-c3', 'granted-scope']);
    expect(owed(subject(['auditor']), 'audit.case')).toEqual(['log-read', 'mask-c3', 'metadata-only']);
    expect(owed(subject(['auditor']), 'audit.search')).toContain('metadata-only');
    expect(owed(subject(['officer']), 'request.save')).toEqual([]);
  });

  it('carry the marks of handling', () => {
    expect(owed(subject(['officer']), 'request.get', { handling: ['H1', 'H3'] })).toEqual(['log-read', 'mask-c3', 'mark-h1', 'acknowledge-h3']);
  });
});

describe('table of acts', () => {
  it('names only rules that exist and lets every person of a step act', () => {
    for (const act of ACT_NAMES) {
      const rule: ActRule = ACTS[act];
      for (const id of rule.rules ?? []) expect(POLICY_RULES[id], id).toBeDefined();
      const who = STEPS.filter((row) => row.act === act)
        .flatMap((row) => row.who)
        .filter((role) => role !== 'system');
      for (const role of who) expect(rule.roles[role], `${act} by ${role}`).toBeDefined();
    }
  });

  it('has an act for every step, and entries for every act but lists and drafts', () => {
    const stepped: (string | undefined)[] = ACT_NAMES.map((act) => (ACTS[act] as ActRule).step);
    for (const row of STEPS) expect(stepped).toContain(row.act);
    const silent = ACT_NAMES.filter((act) => emitsOf(act).always.length + emitsOf(act).sometimes.length === 0);
    expect(silent.filter((act) => (ACTS[act] as ActRule).class !== 'list')).toEqual(['referral.save', 'request.save', 'review.save', 'exam.answer']);
  });

  it('asks a purpose for every read and keeps every release behind a stop order', () => {
    for (const act of ACT_NAMES) {
      const rule: ActRule = ACTS[act];
      if (rule.class === 'read') expect(rule.rules, act).toContain('purpose');
      if (rule.class === 'release') expect(rule.rules, act).toContain('no-stop-order');
    }
  });
});

describe('matrix of acts, callers and situations', () => {
  const matrix = accessMatrix();
  const cells = (situation: string) => matrix.filter((cell) => cell.situation === situation && cell.verdict.allow);

  it('gives nobody and operators nothing but their own account, the register of agencies, the law and receipts', () => {
    for (const cell of matrix)
      if (cell.verdict.allow && ['nobody', 'operator', 'administrator', 'dpo'].includes(cell.caller))
        expect(cell.act).toMatch(/^((me|terms|session|agency|profile)\.|audit\.receipts$)/);
  });

  it('gives a third agency no record', () => {
    for (const { act, caller } of cells('third agency')) if (caller !== 'auditor') expect(Object.values((ACTS[act] as ActRule).roles).flat()).toContain('any');
  });

  it('lets nobody without a certificate submit or review', () => {
    for (const { act } of [...cells('author, no certificate'), ...cells('drawn reviewer, no certificate')])
      expect((ACTS[act] as ActRule).certificate, act).toBeUndefined();
  });

  it('gives a reviewer who is not drawn or is recused nothing of the case', () => {
    for (const situation of ['reviewer not drawn', 'recused reviewer'])
      for (const { act, caller } of cells(situation)) if (caller !== 'auditor') expect(Object.values((ACTS[act] as ActRule).roles).flat()).toContain('any');
  });

  it('refuses each cell with a reason and a rule, and allows none with a reason', () => {
    for (const { verdict } of matrix) {
      expect(verdict.allow).toBe(verdict.reason === null);
      expect(verdict.ruleIds.length).toBeGreaterThan(0);
    }
  });
});

describe('properties of the policy', () => {
  const ids = fc.constantFrom('p1', 'p2', 'p3');
  const agencies = fc.constantFrom('a', 'b', 'x');
  const anySubject = fc.record<Subject>({
    caller: fc.constantFrom(...CALLERS),
    personId: ids,
    agencyId: agencies,
    agencyKind: fc.constantFrom('national_unit', 'international_unit', 'oversight_body'),
    jurisdiction: fc.constantFrom('KE', 'SE', 'XA'),
    roles: fc.subarray([...ROLES]),
    certificates: fc.constantFrom([], subject([]).certificates),
    termsAccepted: fc.boolean(),
    signIn: fc.constantFrom(null, { acr: 'comity-2', authTimeMs: NOW }, { acr: 'comity-1', authTimeMs: NOW }),
    scopes: fc.subarray(['referral:write', 'request:read', 'answer:write']),
    mandate: fc.constantFrom<Subject['mandate']>('all', ['KE'], []),
    examiner: fc.boolean(),
  });
  const anyObject = fc.record<PolicyObject>({
    ownerAgency: agencies,
    requestingAgency: fc.option(agencies),
    holdingAgency: fc.option(agencies),
    recipientAgency: fc.option(agencies),
    caseAgencies: fc.subarray(['a', 'b', 'x']),
    jurisdictions: fc.subarray(['KE', 'SE']),
    authors: fc.subarray(['p1', 'p2']),
    assigned: fc.subarray(['p1', 'p2']),
    reviewers: fc.subarray(['p1', 'p3']),
    recused: fc.subarray(['p1', 'p3']),
    answerers: fc.subarray(['p1', 'p2']),
    purpose: fc.constantFrom(null, 'investigate', 'intelligence'),
    handling: fc.subarray(['H1', 'H2', 'H3']),
    urgent: fc.boolean(),
    openStopOrder: fc.boolean(),
  });
  const anyEnv = fc.record<Environment>({
    nowMs: fc.constant(NOW),
    realNowMs: fc.constant(NOW),
    readOnly: fc.boolean(),
    logWell: fc.boolean(),
    purpose: fc.constantFrom(null, 'investigate'),
  });
  const anyAct = fc.constantFrom<Act>(...ACT_NAMES);
  const always = (holds: (who: Subject, act: Act, what: PolicyObject, around: Environment) => void) =>
    fc.assert(fc.property(anySubject, anyAct, anyObject, anyEnv, holds), { numRuns: 2000 });

  it('no permission without a role that the act names', () => {
    always((who, act, what, around) => {
      if (decide(who, act, what, around).allow && who.caller !== 'worker') expect(who.roles.some((role) => role in ACTS[act].roles)).toBe(true);
    });
  });

  it('losing a role, a certificate, the terms or the sign-in never opens anything', () => {
    always((who, act, what, around) => {
      const worse: Subject[] = [
        { ...who, roles: who.roles.slice(1) },
        { ...who, certificates: [] },
        { ...who, termsAccepted: false },
        { ...who, signIn: null },
        { ...who, scopes: [] },
      ];
      for (const one of worse) if (decide(one, act, what, around).allow) expect(decide(who, act, what, around).allow).toBe(true);
    });
  });

  it('what the use case allows, the guard of the route allows too', () => {
    always((who, act, what, around) => {
      if (decide(who, act, what, around).allow) expect(decide(who, act, null, around).allow).toBe(true);
    });
  });

  it('an author never approves, an answerer never sends, a recused person never reviews', () => {
    always((who, act, what, around) => {
      if (!decide(who, act, what, around).allow) return;
      if (act === 'referral.send') expect(what.authors).not.toContain(who.personId);
      if (act === 'disclosure.send') expect(what.answerers).not.toContain(who.personId);
      if (act === 'decision.seal') expect(what.recused).not.toContain(who.personId);
      if (act === 'decision.seal') expect(what.caseAgencies).not.toContain(who.agencyId);
    });
  });
});
