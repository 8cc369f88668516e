import { DATA_CATEGORIES, type DataCategory, GRADED_CATEGORIES, type GradedCategory } from '../value-lists.js';
import { BENCHMARK_PROFILES, thresholdsOf } from './benchmark-profiles.js';
import { parseProfile } from './parse-profile.js';
import { type CountryProfile, type LegalBasis, QUALITIES, type Quality } from './profile.js';

/** Shown wherever one of these profiles is. */
export const DEMONSTRATION_STANDING = 'demonstration, not law';

const INVENTED = [{ cite: `invented for the demonstration; ${DEMONSTRATION_STANDING}` }] as const;
const GOOD_LAW = Object.fromEntries(QUALITIES.map((quality) => [quality, 'yes'])) as Quality;
const hours = (count: number) => Object.fromEntries(GRADED_CATEGORIES.map((category) => [category, count])) as Record<GradedCategory, number>;

const law = (act: string, article: string, categories: readonly DataCategory[], offenceLimit: string): LegalBasis => ({
  act,
  article,
  link: null,
  measures: ['preserve', 'disclose_stored'],
  categories,
  offenceLimit,
  quality: GOOD_LAW,
});

const SHARED = {
  version: '1.0.0',
  use: 'demonstration',
  demonstration: true,
  standing: DEMONSTRATION_STANDING,
  reviewedBy: null,
  reviewedOn: null,
  sources: INVENTED,
  weights: { child: 1, privacy: 1, expression: 1 },
  purposeScope: 'child_protection_only',
  compensation: false,
  dualCriminality: 'required_for_coercive',
  deathPenaltyRule: 'assurance_required',
  ageOfMajority: 18,
  urgentHorizonHours: 72,
  urgentExPostCategories: ['subscriber', 'identification_ip'],
  exPostHours: hours(48),
  deadlines: { urgentAckHours: 1, urgentDecisionHours: 24, ordinaryDays: 10 },
} as const;

const KE = parseProfile<CountryProfile>({
  ...SHARED,
  id: 'KE',
  label: `Kenya (${DEMONSTRATION_STANDING})`,
  iccpr: { status: 'party', optionalProtocol: false, reservations: [] },
  minimumAgeCriminalResponsibility: 12,
  ageOfConsent: 18,
  legalBases: [law('Invented Electronic Records Act', 's. 12', DATA_CATEGORIES, 'offences against children')],
  bulkThreshold: 25,
  periodReviewDays: 180,
  retentionMaxDays: 365,
  cooperationBases: ['budapest', 'uncc', 'bilateral_mlat', 'reciprocity', 'domestic_only'],
  authorisation: { ...BENCHMARK_PROFILES.UN.authorisation, traffic: 5, location: 5 },
  thresholdMonths: thresholdsOf({ financial: 12, trail: 36, content: 36 }),
} satisfies CountryProfile);

const SE = parseProfile<CountryProfile>({
  ...SHARED,
  id: 'SE',
  label: `Sweden (${DEMONSTRATION_STANDING})`,
  iccpr: { status: 'party', optionalProtocol: true, reservations: [] },
  minimumAgeCriminalResponsibility: 15,
  ageOfConsent: 15,
  legalBases: [
    law(
      'Invented Act on Electronic Evidence',
      'ch. 2 s. 1',
      ['subscriber', 'identification_ip', 'device_identifier', 'financial', 'authority_record'],
      'any offence',
    ),
    law(
      'Invented Act on Electronic Evidence',
      'ch. 3 s. 4',
      ['image', 'biometric', 'traffic', 'location', 'content_stored', 'device_full'],
      'offences against children',
    ),
  ],
  bulkThreshold: 20,
  periodReviewDays: 120,
  retentionMaxDays: 180,
  cooperationBases: ['budapest', 'budapest_2ap', 'uncc', 'bilateral_mlat', 'eu_eio', 'eu_eepo', 'reciprocity', 'domestic_only'],
  authorisation: { ...BENCHMARK_PROFILES.UN.authorisation, identification_ip: 3, traffic: 5, location: 5 },
  thresholdMonths: thresholdsOf({ financial: 12, trail: 24, content: 36 }),
} satisfies CountryProfile);

/**
 * Profiles of the demonstration by jurisdiction, with the floor under code `UN`. KE and SE are invented: demonstration, not law.
 * @source proportionality 7, rules 1 and 6
 */
export const DEMONSTRATION_PROFILES = { KE, SE, UN: BENCHMARK_PROFILES.UN } as const;
