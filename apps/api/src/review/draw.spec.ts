import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { draw, type Drawable, eligible, positionOf, type RosterLine } from './draw.js';

const NOW = Date.UTC(2027, 0, 4);
const DAY = 86_400_000;

const line = (over: Partial<RosterLine> = {}): RosterLine => ({
  personId: 'p1',
  officerId: 'o1',
  agencyId: 'c',
  jurisdiction: 'XA',
  role: 'liaison',
  grantFromMs: NOW - DAY,
  grantToMs: NOW + DAY,
  certificate: { kind: 'iccpr_review', state: 'valid', fromMs: NOW - DAY, toMs: NOW + DAY },
  languages: ['en', 'fr'],
  onDuty: true,
  conflicts: [],
  agencies: ['c'],
  secondedFrom: null,
  disabled: false,
  ...over,
});
const request: Drawable = {
  caseIds: ['request', 'referral'],
  language: 'en',
  role: 'liaison',
  parties: { agencyIds: ['a', 'b'], requesting: 'KE', holding: 'SE', reviewersOutside: true, touchedBy: [], recused: [], conflicted: [] },
  sealed: [],
};
const people = (roster: RosterLine[], drawable: Drawable = request): string[] => eligible(roster, drawable, NOW).map((one) => one.personId);
const withParties = (over: Partial<Drawable['parties']>): Drawable => ({ ...request, parties: { ...request.parties, ...over } });

describe('who can be drawn', () => {
  it('takes a certified liaison officer of neither side who reads the language', () => {
    expect(people([line()])).toEqual(['p1']);
  });

  it.each<[string, Partial<RosterLine>]>([
    ['another role', { role: 'lead' }],
    ['a grant that has ended', { grantToMs: NOW }],
    ['a grant that has not begun', { grantFromMs: NOW + 1 }],
    ['no certificate', { certificate: null }],
    ['a revoked certificate', { certificate: { kind: 'iccpr_review', state: 'revoked', fromMs: NOW - DAY, toMs: NOW + DAY } }],
    ['a certificate of another kind', { certificate: { kind: 'iccpr_basic', state: 'valid', fromMs: NOW - DAY, toMs: NOW + DAY } }],
    ['a certificate that ran out', { certificate: { kind: 'iccpr_review', state: 'valid', fromMs: NOW - DAY, toMs: NOW } }],
    ['no word of the language', { languages: ['ar'] }],
    ['no duty', { onDuty: false }],
    ['an account that is off', { disabled: true }],
    ['an agency that asks', { agencyId: 'a' }],
    ['an agency of the last 24 months that holds', { agencies: ['c', 'b'] }],
    ['the jurisdiction that asks', { jurisdiction: 'KE' }],
    ['a secondment from the jurisdiction that holds', { secondedFrom: 'SE' }],
    ['a declared conflict with the referral', { conflicts: ['referral'] }],
    ['a declared conflict with an agency of the case', { conflicts: ['b'] }],
  ])('leaves out somebody with %s', (_what, over) => {
    expect(people([line(over)])).toEqual([]);
  });

  it('leaves out who has worked on the case, and who stepped back from it', () => {
    expect(people([line()], withParties({ touchedBy: ['p1'] }))).toEqual([]);
    expect(people([line()], withParties({ recused: ['p1'] }))).toEqual([]);
  });

  it('judges a person by all accounts, and counts them once', () => {
    expect(people([line(), line({ officerId: 'o2', agencyId: 'd', jurisdiction: 'XB' })])).toEqual(['p1']);
    expect(people([line(), line({ officerId: 'o2', agencyId: 'a', jurisdiction: 'KE', role: 'officer', certificate: null })])).toEqual([]);
  });

  it('wants the second of two from another agency and jurisdiction than the first', () => {
    const second: Drawable = { ...request, sealed: [{ personId: 'p9', agencyId: 'c', jurisdiction: 'XA' }] };
    expect(people([line(), line({ personId: 'p2', officerId: 'o2', agencyId: 'd', jurisdiction: 'XB' })], second)).toEqual(['p2']);
    expect(people([line({ personId: 'p9', agencyId: 'd', jurisdiction: 'XB' })], second)).toEqual([]);
  });
});

describe('the draw', () => {
  it('gives the same person for the same seed and pool, so that an auditor can repeat it', () => {
    const pool = ['p1', 'p2', 'p3', 'p4', 'p5'].map((personId) => line({ personId }));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const [one, two] = [draw(pool, () => seed)!, draw(pool, () => seed)!];
        expect(one).toEqual(two);
        expect(one.pool[positionOf(Buffer.from(one.seed, 'base64url'), one.pool.length)]).toBe(one.reviewer.personId);
      }),
    );
  });

  it('favours nobody', () => {
    const hits = [0, 0, 0];
    for (let turn = 0; turn < 3000; turn += 1)
      hits[
        positionOf(
          Uint8Array.from({ length: 32 }, (_, at) => (turn >> ((at % 4) * 8)) & 255),
          3,
        )
      ]! += 1;
    for (const count of hits) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('draws nobody from nobody', () => {
    expect(draw([], () => new Uint8Array(32))).toBeUndefined();
    expect(() => positionOf(new Uint8Array(31), 2)).toThrow(RangeError);
  });
});
