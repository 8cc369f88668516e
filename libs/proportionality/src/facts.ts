import { type Balance, type Weighed } from './balance.js';
import { type AssessmentInput } from './fields/input-fields.js';
import { type EngineProfile, type Rank } from './profiles/profile.js';
import { type AuthorisationLevel, type GradedCategory, type OffenceCategory } from './value-lists.js';

const INTRUSIVE: readonly GradedCategory[] = ['biometric', 'traffic', 'location', 'content_stored', 'content_realtime', 'device_full'];
const CONTENT: readonly GradedCategory[] = ['content_stored', 'content_realtime', 'device_full'];

/** Categories that are about a stretch of time. @source proportionality 4 */
export const TIMED_CATEGORIES: readonly GradedCategory[] = [
  'identification_ip',
  'financial',
  'traffic',
  'location',
  'content_stored',
  'content_realtime',
  'device_full',
];

const LISTED: readonly OffenceCategory[] = [
  'csam_production',
  'contact_abuse',
  'live_stream',
  'trafficking_sexual',
  'grooming',
  'sextortion',
  'csam_distribution',
  'csam_possession',
  'csam_access',
];

/** Rank of a level of authorisation. @source proportionality 4 */
export const RANK: Readonly<Record<AuthorisationLevel, Rank>> = {
  none: 0,
  police_self: 1,
  senior_officer: 2,
  executive: 3,
  prosecutor: 3,
  independent_admin: 4,
  judge: 5,
};

/** What a preservation asks for is graded as preservation, whatever the category. */
export const effectiveCategories = ({ request, data }: AssessmentInput): readonly GradedCategory[] =>
  request.measure === 'preserve' ? ['preservation'] : data.categories;

/** Given by a party to the communication, or open to all. */
export const isVolunteered = ({ data }: AssessmentInput): boolean => data.obtainedFrom === 'recipient_consent' || data.obtainedFrom === 'public';

/** Maximum penalty in months: the lower of the two States, because a request needs both. */
export function penaltyMonths({ offence }: AssessmentInput): number {
  const requesting = offence.maxPenaltyMonthsRequesting ?? 0;
  return Math.min(requesting, offence.maxPenaltyMonthsRequested ?? requesting);
}

function haveRank({ authorisation }: AssessmentInput): number {
  const rank = authorisation.independent === 'no' ? Math.min(3, RANK[authorisation.level]) : RANK[authorisation.level];
  return { prior: rank, ex_post: Math.min(1, rank), none: 0 }[authorisation.timing];
}

const highest = (of: Readonly<Record<GradedCategory, number>>, categories: readonly GradedCategory[]): number =>
  Math.max(...categories.map((category) => of[category]));

function isValidUrgent({ request, urgency }: AssessmentInput, profile: EngineProfile): boolean {
  return (
    request.track === 'urgent' &&
    ['life', 'bodily_integrity', 'missing_child'].includes(urgency.threat) &&
    urgency.substantiated === 'yes' &&
    urgency.ordinaryRouteTooSlow === 'yes' &&
    urgency.horizonHours !== null &&
    urgency.horizonHours <= profile.urgentHorizonHours
  );
}

/**
 * The terms that the checks use, for one input under one profile. `have` and `need` are ranks of authorisation, 0 to 5.
 * @source proportionality 4
 */
export function factsOf(input: AssessmentInput, profile: EngineProfile, balance: Balance, weighed: Weighed) {
  const categories = effectiveCategories(input);
  const volunteered = isVolunteered(input);
  const isIntrusive = categories.some((category) => INTRUSIVE.includes(category));
  const { targeting } = input.subjects;
  const isGroup = targeting === 'criteria_based' || targeting === 'area_based';
  const isGeneral = targeting === 'general_indiscriminate';
  return {
    input,
    profile,
    balance,
    weighed,
    categories,
    isIntrusive,
    isContent: categories.some((category) => CONTENT.includes(category)),
    isLight: !isIntrusive && !categories.includes('financial'),
    isVolunteered: volunteered,
    isListed: LISTED.includes(input.offence.category),
    penaltyMonths: penaltyMonths(input),
    thresholdMonths: volunteered ? 0 : highest(profile.thresholdMonths, categories),
    isNamed: !isGroup && !isGeneral,
    isGroup,
    isGeneral,
    isUrgent: input.request.track === 'urgent',
    isValidUrgent: isValidUrgent(input, profile),
    isPunitive: input.aim.kind === 'investigate' || input.aim.kind === 'prosecute',
    have: haveRank(input),
    need: volunteered ? 0 : highest(profile.authorisation, categories),
  };
}
export type Facts = ReturnType<typeof factsOf>;
