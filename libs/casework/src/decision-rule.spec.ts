import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateCounts, certificateFor } from './certificates.js';
import { type DecisionFacts, DECISION_RULES, decisionRule, holdsClaim, isInTurn, isSeparate, peopleBehind, type Sealed } from './decision-rule.js';
import { interestOf, monthsBefore, type Parties, type Reviewer } from './interest.js';
import { isStepUpFresh } from './step-up.js';

const NOW = Date.UTC(2026, 10, 23, 18);
const DAY = 86_400_000;
const reviewer: Reviewer = {
  personId: 'p1',
  agencyId: 'x',
  jurisdiction: 'XA',
  secondedFrom: null,
  stays: [{ agencyId: 'x', from: NOW - 900 * DAY, until: null }],
};
const parties: Parties = { agencyIds: ['a', 'b'], requesting: 'KE', holding: 'SE', reviewersOutside: true, touchedBy: [], recused: [], conflicted: [] };
const facts: DecisionFacts = {
  state: 'in_review',
  position: 'first',
  reviewer,
  grants: [{ role: 'liaison', from: NOW - DAY, until: NOW + DAY }],
  certificate: { id: 'c', kind: 'iccpr_review', validFrom: NOW - DAY, validTo: NOW + DAY, state: 'valid' },
  parties,
  drawnPersonId: 'p1',
  claim: { personId: 'p1', from: NOW - 60_000, until: NOW + 60_000, ended: false },
  signIn: { acr: 'comity-2', authTimeMs: NOW - 1000 },
  nowMs: NOW,
  realNowMs: NOW,
  requestHash: { named: 'r', current: 'r' },
  screeningHash: { named: 's', current: 's' },
  sealed: [],
};
const certificate = facts.certificate;
const first: Sealed = { personId: 'p2', agencyId: 'y', jurisdiction: 'XB', position: 'first', outcome: 'grant' };
const second: Partial<DecisionFacts> = { state: 'in_second_review', position: 'second' };
const broken = (change: Partial<DecisionFacts>) => decisionRule({ ...facts, ...change }).map((one) => one.rule);

describe('decision rule', () => {
  it('is kept by a drawn, certified, freshly signed-in person without interest', () => {
    expect(decisionRule(facts)).toEqual([]);
  });

  it.each<[string, Partial<DecisionFacts>]>([
    ['in-turn', { state: 'granted' }],
    ['role', { grants: [] }],
    ['certificate', { certificate: null }],
    ['no-interest', { parties: { ...parties, agencyIds: ['x'] } }],
    ['drawn', { drawnPersonId: 'p9' }],
    ['claim', { claim: null }],
    ['step-up', { signIn: { acr: 'comity-1', authTimeMs: NOW } }],
    ['request-current', { requestHash: { named: 'old', current: 'r' } }],
    ['screening-current', { screeningHash: { named: 'old', current: 's' } }],
    ['four-eyes', { ...second, sealed: [{ ...first, personId: 'p1' }] }],
  ])('is broken by %s alone', (rule, change) => {
    expect(broken(change)).toEqual([rule]);
    expect(DECISION_RULES).toContain(rule);
  });

  it('has a negative test for every rule', () => {
    expect(DECISION_RULES).toHaveLength(10);
  });

  it('names the code that the person hears', () => {
    expect(decisionRule({ ...facts, certificate: null, signIn: { acr: 'comity-1', authTimeMs: NOW } })).toEqual([
      { rule: 'certificate', problem: 'certificate' },
      { rule: 'step-up', problem: 'step-up' },
    ]);
  });

  it('takes no empty hash for a current one', () => {
    expect(broken({ requestHash: { named: '', current: '' } })).toEqual(['request-current']);
  });
});

describe('certificate', () => {
  it('counts from its first instant to before its last, while valid or expiring', () => {
    if (!certificate) throw new Error('no certificate');
    const at = (ms: number) => certificateCounts(certificate, 'iccpr_review', ms);
    expect([at(NOW - DAY - 1), at(NOW - DAY), at(NOW + DAY - 1), at(NOW + DAY)]).toEqual([false, true, true, false]);
    expect(certificateCounts({ ...certificate, state: 'expiring' }, 'iccpr_review', NOW)).toBe(true);
    for (const state of ['expired', 'suspended', 'revoked'] as const) expect(certificateCounts({ ...certificate, state }, 'iccpr_review', NOW)).toBe(false);
    expect(certificateCounts(certificate, 'iccpr_basic', NOW)).toBe(false);
  });

  it('is the one that lasts longest', () => {
    if (!certificate) throw new Error('no certificate');
    const longer = { ...certificate, id: 'longer', validTo: NOW + 2 * DAY };
    expect(certificateFor([certificate, longer], 'iccpr_review', NOW)?.id).toBe('longer');
    expect(certificateFor([certificate], 'auditor', NOW)).toBeNull();
  });
});

describe('fresh sign-in', () => {
  it('is 300 seconds old at most, strong, and not of the future', () => {
    const at = (ageMs: number, acr = 'comity-2') => isStepUpFresh({ acr, authTimeMs: NOW - ageMs }, NOW);
    expect([at(0), at(300_000), at(300_001), at(-1), at(0, 'comity-1'), at(0, 'comity-3')]).toEqual([true, true, false, false, false, false]);
  });
});

describe('interest', () => {
  const of = (change: Partial<Reviewer>, of: Partial<Parties> = {}) => interestOf({ ...reviewer, ...change }, { ...parties, ...of }, NOW);

  it('is none for an outsider', () => {
    expect(of({})).toBeNull();
  });

  it('lasts 24 months after leaving a party', () => {
    const left = (until: number | null) => of({ stays: [{ agencyId: 'a', from: 0, until }] });
    const edge = monthsBefore(NOW, 24);
    expect([left(edge), left(edge + 1), left(null), left(NOW)]).toEqual([null, 'former-agency', 'former-agency', 'former-agency']);
    expect(of({ stays: [{ agencyId: 'a', from: NOW + 1, until: null }] })).toBeNull();
  });

  it('counts secondment, jurisdiction, own work, recusal and declared conflict', () => {
    expect(of({ agencyId: 'b' })).toBe('agency');
    expect(of({ secondedFrom: { agencyId: 'b', jurisdiction: null } })).toBe('secondment');
    expect(of({ jurisdiction: 'SE' })).toBe('jurisdiction');
    expect(of({ jurisdiction: 'KE' })).toBe('jurisdiction');
    expect(of({ secondedFrom: { agencyId: null, jurisdiction: 'KE' } })).toBe('jurisdiction');
    expect(of({ jurisdiction: 'SE' }, { reviewersOutside: false })).toBeNull();
    expect(of({}, { touchedBy: ['p1'] })).toBe('touched');
    expect(of({}, { recused: ['p1'] })).toBe('recused');
    expect(of({}, { conflicted: ['p1'] })).toBe('conflict');
  });

  it('counts calendar months back, to the last day of a shorter month', () => {
    expect(new Date(monthsBefore(Date.UTC(2026, 1, 28), 24)).toISOString()).toBe('2024-02-28T00:00:00.000Z');
    expect(new Date(monthsBefore(Date.UTC(2026, 2, 31), 1)).toISOString()).toBe('2026-02-28T00:00:00.000Z');
    expect(new Date(monthsBefore(Date.UTC(2024, 1, 29, 5), 24)).toISOString()).toBe('2022-02-28T05:00:00.000Z');
  });
});

describe('claim and turn', () => {
  it('holds a claim from its start to before its end, for its own person, unless ended', () => {
    const claim = { personId: 'p1', from: NOW, until: NOW + 10, ended: false };
    expect([holdsClaim(claim, 'p1', NOW - 1), holdsClaim(claim, 'p1', NOW), holdsClaim(claim, 'p1', NOW + 10), holdsClaim(claim, 'p2', NOW)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(holdsClaim({ ...claim, ended: true }, 'p1', NOW)).toBe(false);
  });

  it('gives each position its turn and each seal once', () => {
    expect(isInTurn({ state: 'in_review', position: 'second', sealed: [] })).toBe(false);
    expect(isInTurn({ state: 'in_lead_review', position: 'lead', sealed: [first] })).toBe(true);
    expect(isInTurn({ state: 'in_review', position: 'first', sealed: [first] })).toBe(false);
    expect(broken({ state: 'in_lead_review', position: 'lead', grants: [{ role: 'liaison', from: 0, until: NOW + 1 }] })).toEqual(['role']);
    expect(broken({ state: 'in_lead_review', position: 'lead', grants: [{ role: 'lead', from: 0, until: NOW + 1 }] })).toEqual([]);
  });
});

describe('four eyes', () => {
  it('wants another person, agency and jurisdiction of a second liaison officer, and another person of a lead', () => {
    expect(isSeparate(reviewer, 'second', [first])).toBe(true);
    expect(isSeparate(reviewer, 'second', [{ ...first, agencyId: 'x' }])).toBe(false);
    expect(isSeparate(reviewer, 'second', [{ ...first, jurisdiction: 'XA' }])).toBe(false);
    expect(isSeparate(reviewer, 'lead', [{ ...first, agencyId: 'x', jurisdiction: 'XA' }])).toBe(true);
    expect(isSeparate(reviewer, 'lead', [{ ...first, personId: 'p1' }])).toBe(false);
  });

  it('never counts a person twice, whatever accounts, agencies and positions they use', () => {
    const some = fc.record<Sealed>({
      personId: fc.constantFrom('p1', 'p2', 'p3'),
      agencyId: fc.constantFrom('x', 'y', 'z'),
      jurisdiction: fc.constantFrom('XA', 'XB', 'XC'),
      position: fc.constantFrom('first', 'second', 'lead'),
      outcome: fc.constant('grant'),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), (tries) => {
        const sealed: Sealed[] = [];
        for (const one of tries) if (isSeparate({ ...reviewer, ...one }, one.position, sealed)) sealed.push(one);
        expect(peopleBehind(sealed)).toBe(sealed.length);
        const liaisons = sealed.filter((one) => one.position !== 'lead');
        expect(new Set(liaisons.map((one) => one.agencyId)).size).toBe(liaisons.length);
      }),
    );
  });
});
