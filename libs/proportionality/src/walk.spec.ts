import { expect, it } from 'vitest';
import { assess } from './assess.js';
import { DEMONSTRATION_PROFILES } from './profiles/demonstration-profiles.js';
import { lawOf } from './profiles/law-of.js';
import { patched } from './testing/design-data.js';
import { walk } from './testing/walk.js';

const { KE, SE, UN } = DEMONSTRATION_PROFILES;
const LAW = [SE, KE, UN];

it('lets one officer decide the walk from Kenya to Sweden, with three notes to answer', () => {
  const assessment = assess(walk, LAW);
  expect(assessment.results.filter(({ severity }) => severity > 0).map(({ id, severity }) => [id, severity])).toEqual([
    ['PRP-05', 2],
    ['DIS-05', 2],
    ['CHD-02', 2],
  ]);
  expect(assessment).toMatchObject({ route: 'SINGLE_REVIEW', maxSeverity: 2, profiles: ['SE@1.0.0', 'KE@1.0.0', 'UN@1.0.0'] });
});

it('takes the quality of the law from the profile of the holding State', () => {
  const { accessible, foreseeable, offencesDefined, personsDefined, durationLimited, handlingRules, sharingRules, destructionRules } = walk.legalBasis;
  const quality = { accessible, foreseeable, offencesDefined, personsDefined, durationLimited, handlingRules, sharingRules, destructionRules };
  expect(lawOf(SE, 'disclose_stored', walk.data.categories)).toEqual(quality);
});

it.each([
  ['without an order', { authorisation: { level: 'none', timing: 'none' } }, 'AUTHORISATION_REQUIRED'],
  ['with the content of the account', { data: { categories: ['subscriber', 'content_stored'] } }, 'DOUBLE_LOCK'],
  ['for more days than a single officer may grant in Sweden', { data: { periodDays: 121 } }, 'DOUBLE_LOCK'],
  ['with data kept for longer than Sweden allows', { safeguards: { retentionDays: 181 } }, 'DOUBLE_LOCK'],
  ['for a report that no person has looked at', { selection: { humanVerified: 'no' } }, 'RETURN_FOR_COMPLETION'],
  ['for a tax case', { aim: { kind: 'tax' } }, 'REFUSE_RECOMMENDED'],
])('does not let one officer decide the walk %s', (_name, patch, route) => {
  expect(assess(patched(patch, walk), LAW).route).toBe(route);
});

it.each([
  ['the subscriber', { data: { categories: ['subscriber'], periodDays: 0, periodLinkedToFacts: 'unknown' }, subjects: { count: 1, bystanders: 0 } }],
  ['traffic of ninety days', { data: { categories: ['traffic'] }, subjects: { count: 1 } }],
  ['the user of the address', { data: { categories: ['identification_ip'], periodDays: 1 }, subjects: { count: 1, bystanders: 0 } }],
  ['all lines, with the instant on a day of its own', { data: { periodDays: 91 } }],
  ['the granted lines, with traffic of thirty days', { data: { categories: ['subscriber', 'traffic'], periodDays: 30 }, subjects: { count: 1 } }],
])('lets one officer decide a part of the walk: %s', (_name, patch) => {
  expect(assess(patched(patch, walk), LAW).route).toBe('SINGLE_REVIEW');
});
