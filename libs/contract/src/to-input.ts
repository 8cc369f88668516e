import { type DataCategory } from '@comity/casework';
import { type AssessmentInput, type Quality } from '@comity/proportionality';
import { daysCovered, SCHEMA_VERSION } from '@comity/proportionality/engine';
import { lineFacts, type LineFacts } from './line-facts.js';
import { type RequestLine } from './request-lines.js';
import { type RequestSubmission } from './requests.js';

/** What the platform knows about a request and nobody types. */
export interface PlatformFacts {
  requestId: string;
  requestingState: string;
  requestedState: string;
  requestingStateIccpr: 'party' | 'signatory' | 'non_party';
  /** Earlier requests on the same data subject in 90 days. */
  priorRequestsSamePerson90d: number;
  recipientProtection: 'adequate' | 'appropriate' | 'derogation' | 'none' | 'unknown';
  /** Qualities of the law itself: from the profile of the State that holds the data, never from the officer. */
  law: Quality;
}

/**
 * Origin that weighs most under these categories. Only the engine's check PRP-08 reads it; the answer depends on what is asked for, so no fixed order
 * of origins would do.
 */
function worstOrigin({ origins, categories }: LineFacts): NonNullable<RequestLine['origin']> {
  const asks = (...list: DataCategory[]): boolean => list.some((category) => categories.has(category));
  const weight = (origin: NonNullable<RequestLine['origin']>): number => {
    if (origin === 'general_retention') return asks('traffic', 'location') ? 4 : 1;
    if (origin === 'bulk_interception') return asks('traffic', 'location', 'content_stored', 'content_realtime', 'device_full') ? 3 : 1;
    return origin === 'unknown' ? 2 : 0;
  };
  return [...origins].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1))[0] ?? 'unknown';
}

/**
 * The engine's input for a whole submission, for some of its lines, or for several requests of a case with the answers of one of them. Fields that only a
 * reviewer answers hold their mildest value. A question that was not asked and not answered gets the engine's value for *not asked*.
 * @param facts what is looked at; by default all lines of the submission. `people` counts persons where several requests are joined.
 * @source proportionality.md 3, "Who fills what", "From a data request to an input"
 */
export function toInput(
  submission: RequestSubmission,
  platform: PlatformFacts,
  facts: LineFacts = lineFacts(submission, submission.lines),
  people: Pick<RequestSubmission['subjects'], 'count' | 'bystanders'> = submission.subjects,
): AssessmentInput {
  const { legalBasis, offence, aim, data, subjects, selection, expression, necessity, safeguards, transfer, urgency } = submission;
  const unasked = 'unknown' as const;
  return {
    schemaVersion: SCHEMA_VERSION,
    request: {
      id: platform.requestId,
      track: submission.track === 'ordinary' ? 'ordinary' : 'urgent',
      requestingState: platform.requestingState,
      requestedState: platform.requestedState,
      requestingStateIccpr: platform.requestingStateIccpr,
      channel: submission.channel,
      measure: submission.measure,
      priorRequestsSamePerson90d: platform.priorRequestsSamePerson90d,
    },
    offence: {
      category: offence.category,
      maxPenaltyMonthsRequesting: offence.maxPenaltyMonthsRequesting,
      maxPenaltyMonthsRequested: offence.maxPenaltyMonthsRequested ?? null,
      dualCriminality: offence.dualCriminality ?? unasked,
      consensualPeers: offence.consensualPeers ?? 'no',
    },
    aim: { kind: aim.kind, specific: aim.specific, ulteriorIndicators: 'none', harmStatus: aim.harmStatus },
    data: {
      categories: [...facts.categories].sort(),
      obtainedFrom: data.obtainedFrom,
      origin: worstOrigin(facts),
      periodDays: daysCovered(facts.days),
      periodLinkedToFacts: data.periodLinkedToFacts ?? unasked,
      sensitive: [...facts.sensitive].sort(),
      strictNecessityShown: data.strictNecessityShown ?? unasked,
      privilege: data.privilege,
      privilegeKind: data.privilegeKind ?? 'none',
      overridingInterestShown: data.overridingInterestShown ?? unasked,
      encryption: data.encryption,
      containsCsam: data.containsCsam,
    },
    subjects: {
      // The larger of what the officer says and what the lines show: doubt about reach goes against the request.
      count: Math.max(people.count, facts.targets.size),
      bystanders: Math.max(people.bystanders, facts.otherPeople),
      targeting: subjects.targeting,
      role: subjects.role,
      suspectAge: subjects.suspectAge,
      victimAge: subjects.victimAge,
      childDataSubject: subjects.childDataSubject,
      subjectConsent: subjects.subjectConsent ?? unasked,
    },
    selection: {
      criteria: selection.criteria,
      protectedAttributeRole: selection.protectedAttributeRole,
      proxyRisk: selection.proxyRisk ?? 'no',
      victimDifferentiation: selection.victimDifferentiation,
      automated: selection.automated,
      humanVerified: selection.humanVerified ?? unasked,
      biasTested: selection.biasTested ?? unasked,
    },
    expression: { engaged: expression.engaged },
    necessity: {
      reliability: necessity.reliability,
      linkToOffence: necessity.linkToOffence,
      suitable: necessity.suitable,
      benefit: necessity.benefit,
      lessIntrusiveAvailable: necessity.lessIntrusiveAvailable,
      alternativesConsidered: necessity.alternativesConsidered ?? [],
      categoriesJustified: necessity.categoriesJustified,
      scopeMinimised: necessity.scopeMinimised,
    },
    legalBasis: { ...pick(legalBasis), ...platform.law },
    authorisation: { ...facts.authority },
    safeguards: {
      useLimitation: safeguards.useLimitation,
      minimisationPlan: safeguards.minimisationPlan ?? unasked,
      retentionDays: safeguards.retentionDays,
      retentionReview: safeguards.retentionReview ?? unasked,
      deletionConfirmed: safeguards.deletionConfirmed,
      accessLogging: safeguards.accessLogging,
      security: safeguards.security,
      notification: safeguards.notification,
      remedy: safeguards.remedy,
      independentOversight: safeguards.independentOversight,
      privilegeProtocol: safeguards.privilegeProtocol ?? unasked,
      childProtocol: safeguards.childProtocol ?? unasked,
      csamHandling: safeguards.csamHandling ?? unasked,
    },
    transfer: {
      recipientProtection: platform.recipientProtection,
      specialty: transfer.specialty,
      purposeChange: transfer.purposeChange,
      newPurposeMeetsThreshold: transfer.newPurposeMeetsThreshold ?? unasked,
      sourceConsent: transfer.sourceConsent ?? unasked,
      onward: transfer.onward,
      onwardConsent: transfer.onwardConsent ?? unasked,
      originatorConsent: transfer.originatorConsent ?? 'na',
      deathPenaltyRisk: 'none',
      deathPenaltyAssurance: 'na',
      rescueOnly: transfer.rescueOnly ?? false,
      tortureRisk: 'none',
      persecutionRisk: 'none',
      // A known gap of the engine: it sees no contradiction here, so the answer is set (proportionality.md 21).
      politicalOffence: offence.category === 'political_offence' ? 'yes' : 'no',
      fairTrialRisk: 'none',
      neBisInIdem: 'no',
      essentialInterests: 'no',
    },
    urgency: {
      threat: urgency.threat,
      horizonHours: urgency.horizonHours ?? null,
      substantiated: urgency.substantiated ?? unasked,
      ordinaryRouteTooSlow: urgency.ordinaryRouteTooSlow ?? unasked,
      exPostReviewBooked: urgency.exPostReviewBooked ?? unasked,
    },
  };
}

/** The officer's part of the legal basis; words are stored and never scored. */
const pick = ({ exists, citation, cooperationBasis, coversMeasure, competentAuthority, domesticEquivalent, derogation }: RequestSubmission['legalBasis']) => ({
  exists,
  citation,
  cooperationBasis,
  coversMeasure,
  competentAuthority,
  domesticEquivalent,
  derogation,
});
