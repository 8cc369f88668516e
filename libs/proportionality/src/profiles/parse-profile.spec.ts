import { describe, expect, it } from 'vitest';
import { BENCHMARK_PROFILES } from './benchmark-profiles.js';
import { DEMONSTRATION_PROFILES } from './demonstration-profiles.js';
import { lawOf } from './law-of.js';
import { parseProfile, ProfileInvalid } from './parse-profile.js';

const UN = BENCHMARK_PROFILES.UN;
const faultsOf = (value: unknown): readonly string[] => {
  try {
    parseProfile(value);
    return [];
  } catch (error) {
    if (error instanceof ProfileInvalid) return error.paths;
    throw error;
  }
};

describe('a profile is checked when it is loaded', () => {
  it.each([
    ['nothing', null, ['profile']],
    ['a text', 'UN', ['profile']],
    ['a weight two steps from that of the child', { ...UN, weights: { child: 0, privacy: 2, expression: 1 } }, ['weights.privacy']],
    ['expression two steps from the child', { ...UN, weights: { child: 2, privacy: 1, expression: 0 } }, ['weights.expression']],
    ['a weight out of range', { ...UN, weights: { child: 3, privacy: 2, expression: 2 } }, ['weights.child']],
    ['a rank that does not exist', { ...UN, authorisation: { ...UN.authorisation, traffic: 6 } }, ['authorisation.traffic']],
    ['the basis none', { ...UN, cooperationBases: ['budapest', 'none'] }, ['cooperationBases']],
    ['a category named twice', { ...UN, urgentExPostCategories: ['traffic', 'traffic'] }, ['urgentExPostCategories']],
    ['half a day', { ...UN, periodReviewDays: 0.5 }, ['periodReviewDays']],
    ['a penalty above life', { ...UN, thresholdMonths: { ...UN.thresholdMonths, financial: 601 } }, ['thresholdMonths.financial']],
  ])('and refused with the faulty path: %s', (_name, value, paths) => {
    expect(faultsOf(value)).toEqual(paths);
  });

  it('and refused with all faulty paths at once', () => {
    expect(faultsOf({ ...UN, id: '', weights: null, compensation: 'yes' })).toEqual(['id', 'weights', 'compensation']);
    expect(faultsOf({})).toHaveLength(14);
  });

  it('and given back as it is, with what the engine does not read', () => {
    expect(parseProfile(UN)).toBe(UN);
  });
});

describe('the profiles of the demonstration', () => {
  const { KE, SE } = DEMONSTRATION_PROFILES;

  it.each([KE, SE])('say that $id is no law, serve child protection only and take no lower authorisation', (profile) => {
    expect(profile).toMatchObject({ demonstration: true, standing: 'demonstration, not law', purposeScope: 'child_protection_only', compensation: false });
    expect(profile.label).toContain('demonstration, not law');
  });

  it('call the quality of a law unknown where no law covers the measure or the category', () => {
    expect(lawOf(SE, 'collect_realtime', ['traffic']).accessible).toBe('unknown');
    expect(lawOf(SE, 'disclose_stored', ['traffic', 'content_realtime']).sharingRules).toBe('unknown');
    expect(lawOf(SE, 'disclose_stored', []).sharingRules).toBe('unknown');
  });

  it('take the worst answer where several laws are needed', () => {
    const [first, second] = SE.legalBases;
    if (!first || !second) throw new Error('two laws are expected');
    const vague = { legalBases: [first, { ...second, quality: { ...second.quality, foreseeable: 'no' } }] } as const;
    expect(lawOf(vague, 'disclose_stored', ['subscriber', 'traffic'])).toMatchObject({ foreseeable: 'no', accessible: 'yes' });
  });
});
