import { type DataCategory } from '@comity/casework';
import { type RequestDraft } from './requests.js';

/** What the profiles of the corridor say about the form. */
export interface FormLaw {
  /** False only where every profile of the assessment waives dual criminality. */
  dualCriminality: boolean;
  /** Shortest of the profiles' longest keeping times, in days. */
  retentionMaxDays: number;
}

type Line = NonNullable<RequestDraft['lines']>[number];

const TIMED: readonly DataCategory[] = ['identification_ip', 'financial', 'traffic', 'location', 'content_stored', 'content_realtime', 'device_full'];
const INTRUSIVE: readonly DataCategory[] = ['biometric', 'traffic', 'location', 'content_stored', 'content_realtime', 'device_full'];
const CONTENT: readonly DataCategory[] = ['content_stored', 'content_realtime', 'device_full'];
const isOf = (list: readonly DataCategory[], line: Pick<Line, 'category'>): boolean => line.category !== undefined && list.includes(line.category);

/** Counts into the days asked for: data of a time, or biometric data. @source proportionality 3, 4 */
export const countsDays = (line: Pick<Line, 'category'>): boolean => isOf(TIMED, line) || line.category === 'biometric';
export const isIntrusive = (line: Pick<Line, 'category'>): boolean => isOf(INTRUSIVE, line);
const isContent = (line: Pick<Line, 'category'>): boolean => isOf(CONTENT, line);

const linesOf = (draft: RequestDraft): readonly Line[] => draft.lines ?? [];
const isUrgent = (draft: RequestDraft): boolean => draft.track !== undefined && draft.track !== 'ordinary';
const isHurrying = (draft: RequestDraft): boolean => isUrgent(draft) || draft.aim?.harmStatus === 'imminent';
const hasBystanders = (draft: RequestDraft): boolean =>
  (draft.subjects?.bystanders ?? 0) > 0 || linesOf(draft).some((line) => (line.collateral?.otherPeople ?? 0) > 0);
const hasPrivilege = (draft: RequestDraft): boolean => draft.data?.privilege !== undefined && draft.data.privilege !== 'none';
const maybeChildSuspect = (draft: RequestDraft): boolean => ['child', 'below_macr', 'unknown'].includes(draft.subjects?.suspectAge ?? 'na');
const hasChild = (draft: RequestDraft): boolean =>
  ['child', 'below_macr'].includes(draft.subjects?.suspectAge ?? 'na') || draft.subjects?.childDataSubject === true;

/**
 * Answers that are asked only where others call for them, by JSON pointer. What is not in this list is always asked. An answer that is not asked and not
 * given gets the engine's value for *not asked*.
 * @source proportionality 3, column "asked when"
 */
export const ASKED_WHEN: Readonly<Record<string, (draft: RequestDraft, law: FormLaw) => boolean>> = {
  '#/offence/maxPenaltyMonthsRequested': (draft) => draft.offence?.dualCriminality === 'yes',
  '#/offence/dualCriminality': (_draft, law) => law.dualCriminality,
  '#/offence/consensualPeers': maybeChildSuspect,
  '#/data/periodLinkedToFacts': (draft) => linesOf(draft).some(countsDays),
  '#/data/strictNecessityShown': (draft) => linesOf(draft).some((line) => (line.sensitive?.length ?? 0) > 0),
  '#/data/privilegeKind': hasPrivilege,
  '#/data/overridingInterestShown': (draft) => draft.data?.privilege === 'targeted',
  '#/subjects/subjectConsent': (draft) => draft.subjects?.role === 'victim',
  '#/selection/humanVerified': (draft) => draft.selection?.automated === true,
  '#/selection/biasTested': (draft) => draft.selection?.automated === true,
  '#/necessity/alternativesConsidered': (draft) => draft.necessity?.lessIntrusiveAvailable === 'no',
  '#/safeguards/minimisationPlan': (draft) => hasBystanders(draft) || linesOf(draft).some(isContent),
  '#/safeguards/retentionReview': (draft, law) => draft.safeguards?.retentionDays === null || (draft.safeguards?.retentionDays ?? 0) > law.retentionMaxDays,
  '#/safeguards/privilegeProtocol': hasPrivilege,
  '#/safeguards/childProtocol': hasChild,
  '#/safeguards/csamHandling': (draft) => draft.data?.containsCsam === true,
  '#/safeguards/notificationGround': (draft) => draft.safeguards?.notification === 'deferred' || draft.safeguards?.notification === 'never',
  '#/transfer/newPurposeMeetsThreshold': (draft) => draft.transfer?.purposeChange === 'yes',
  '#/transfer/sourceConsent': (draft) => draft.transfer?.purposeChange === 'yes',
  '#/transfer/onwardConsent': (draft) => draft.transfer?.onward !== undefined && draft.transfer.onward !== 'none',
  '#/transfer/rescueOnly': isHurrying,
  '#/urgency/horizonHours': isUrgent,
  '#/urgency/substantiated': isHurrying,
  '#/urgency/ordinaryRouteTooSlow': isUrgent,
  '#/urgency/exPostReviewBooked': isUrgent,
  '#/urgency/facts': isUrgent,
  '#/urgency/whyTooSlow': isUrgent,
};
