import { type CooperationBasis, GRADED_CATEGORIES, type GradedCategory } from '../value-lists.js';
import { parseProfile } from './parse-profile.js';
import { type EngineProfile, type Rank } from './profile.js';

type Levels = Readonly<Record<Exclude<GradedCategory, 'preservation' | 'image' | 'authority_record'>, Rank>>;
/** Months of the maximum penalty from which a category may be asked for; `content` is content kept and content in transit. */
interface Thresholds {
  readonly financial: number;
  readonly trail: number;
  readonly content: number;
}

/** A profile that models case-law. It is a simplification for tests and a floor, not a statement of national law in force. */
export interface BenchmarkProfile extends EngineProfile {
  readonly label: string;
  readonly use: 'benchmark';
  readonly ageOfMajority: number;
  readonly minimumAgeCriminalResponsibility: number;
  readonly deathPenaltyRule: 'assurance_required';
}

/** Every basis that can carry a request. */
export const ALL_BASES: readonly CooperationBasis[] = [
  'budapest',
  'budapest_2ap',
  'uncc',
  'bilateral_mlat',
  'eu_eio',
  'eu_eepo',
  'domestic_only',
  'reciprocity',
];

/** Months by category, zero where nothing is said. */
export const thresholdsOf = ({ financial, trail, content }: Thresholds): Readonly<Record<GradedCategory, number>> => ({
  ...(Object.fromEntries(GRADED_CATEGORIES.map((category) => [category, 0])) as Record<GradedCategory, number>),
  financial,
  traffic: trail,
  location: trail,
  content_stored: content,
  content_realtime: content,
});

function benchmark(id: string, label: string, levels: Levels, thresholds: Thresholds, compensation = false): BenchmarkProfile {
  return parseProfile<BenchmarkProfile>({
    id,
    version: '1.0.0',
    label,
    use: 'benchmark',
    weights: { child: 1, privacy: 1, expression: 1 },
    ageOfMajority: 18,
    minimumAgeCriminalResponsibility: 14,
    purposeScope: 'general',
    compensation,
    dualCriminality: 'required_for_coercive',
    deathPenaltyRule: 'assurance_required',
    bulkThreshold: 25,
    periodReviewDays: 180,
    retentionMaxDays: 365,
    urgentHorizonHours: 72,
    urgentExPostCategories: ['subscriber', 'identification_ip', 'device_identifier', 'traffic', 'location'],
    cooperationBases: ALL_BASES,
    authorisation: { preservation: 1, image: 1, authority_record: 1, ...levels },
    thresholdMonths: thresholdsOf(thresholds),
  });
}

/**
 * The thirteen profiles of the benchmark by id; `UN` is the floor of every assessment.
 * @source proportionality 7; data/proportionality/profiles.json
 */
export const BENCHMARK_PROFILES = {
  UN: benchmark(
    'UN',
    'United Nations floor (a proposal of this project)',
    {
      subscriber: 2,
      identification_ip: 2,
      device_identifier: 2,
      financial: 3,
      biometric: 3,
      traffic: 4,
      location: 4,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 12, trail: 36, content: 36 },
  ),
  ECHR: benchmark(
    'ECHR',
    'European Convention on Human Rights, as applied in case-law',
    {
      subscriber: 1,
      identification_ip: 3,
      device_identifier: 3,
      financial: 3,
      biometric: 1,
      traffic: 3,
      location: 3,
      content_stored: 4,
      content_realtime: 4,
      device_full: 4,
    },
    { financial: 0, trail: 0, content: 0 },
    true,
  ),
  EU: benchmark(
    'EU',
    'European Union, access case-law',
    {
      subscriber: 1,
      identification_ip: 1,
      device_identifier: 1,
      financial: 3,
      biometric: 1,
      traffic: 4,
      location: 4,
      content_stored: 4,
      content_realtime: 4,
      device_full: 4,
    },
    { financial: 12, trail: 36, content: 36 },
  ),
  EU_EEPO: benchmark(
    'EU_EEPO',
    'European Union, e-Evidence production order',
    {
      subscriber: 3,
      identification_ip: 3,
      device_identifier: 3,
      financial: 3,
      biometric: 3,
      traffic: 5,
      location: 5,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 12, trail: 36, content: 36 },
  ),
  DE: benchmark(
    'DE',
    'Germany',
    {
      subscriber: 1,
      identification_ip: 1,
      device_identifier: 1,
      financial: 3,
      biometric: 1,
      traffic: 5,
      location: 5,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 12, trail: 36, content: 36 },
  ),
  UK: benchmark(
    'UK',
    'United Kingdom',
    {
      subscriber: 4,
      identification_ip: 4,
      device_identifier: 4,
      financial: 3,
      biometric: 1,
      traffic: 4,
      location: 4,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 12, trail: 12, content: 36 },
  ),
  FR: benchmark(
    'FR',
    'France',
    {
      subscriber: 1,
      identification_ip: 1,
      device_identifier: 2,
      financial: 3,
      biometric: 3,
      traffic: 4,
      location: 4,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 12, trail: 36, content: 36 },
  ),
  US: benchmark(
    'US',
    'United States of America',
    {
      subscriber: 1,
      identification_ip: 1,
      device_identifier: 1,
      financial: 3,
      biometric: 3,
      traffic: 3,
      location: 5,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 0, trail: 0, content: 0 },
  ),
  CA: benchmark(
    'CA',
    'Canada',
    {
      subscriber: 5,
      identification_ip: 5,
      device_identifier: 5,
      financial: 3,
      biometric: 3,
      traffic: 5,
      location: 5,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 0, trail: 0, content: 0 },
  ),
  KR: benchmark(
    'KR',
    'Republic of Korea',
    {
      subscriber: 1,
      identification_ip: 1,
      device_identifier: 2,
      financial: 3,
      biometric: 3,
      traffic: 5,
      location: 5,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 0, trail: 0, content: 0 },
  ),
  ZA: benchmark(
    'ZA',
    'South Africa',
    {
      subscriber: 5,
      identification_ip: 5,
      device_identifier: 2,
      financial: 3,
      biometric: 3,
      traffic: 5,
      location: 5,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 12, trail: 36, content: 36 },
  ),
  JP: benchmark(
    'JP',
    'Japan',
    {
      subscriber: 2,
      identification_ip: 2,
      device_identifier: 2,
      financial: 3,
      biometric: 3,
      traffic: 5,
      location: 5,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 0, trail: 0, content: 0 },
  ),
  IA: benchmark(
    'IA',
    'Inter-American system',
    {
      subscriber: 2,
      identification_ip: 2,
      device_identifier: 2,
      financial: 3,
      biometric: 3,
      traffic: 4,
      location: 4,
      content_stored: 5,
      content_realtime: 5,
      device_full: 5,
    },
    { financial: 0, trail: 0, content: 0 },
  ),
} as const;
export type BenchmarkId = keyof typeof BENCHMARK_PROFILES;
