import { ASKED_WHEN, type FormLaw, type RequestDraft } from '@comity/contract';
import { partsOf, type Pointer } from './pointers';

/** The eight parts of a request, in the order of the form. @source experience.md 3.2, U4 */
export const PARTS = ['authority', 'purpose', 'lines', 'necessity', 'milder', 'others', 'safeguards', 'time'] as const;
export type Part = (typeof PARTS)[number];

const of = (section: string, ...fields: string[]): Pointer[] => fields.map((field) => `/${section}/${field}`);

/** Which questions each part asks. What a question is answered with follows from the schema, when it is asked from the rules of the form. */
export const QUESTIONS: Readonly<Record<Part, readonly Pointer[]>> = {
  authority: [
    '/track',
    '/channel',
    '/measure',
    '/language',
    ...of('legalBasis', 'exists', 'citation', 'cooperationBasis', 'coversMeasure', 'competentAuthority', 'domesticEquivalent', 'derogation'),
    ...of('offence', 'category', 'provision', 'maxPenaltyMonthsRequesting', 'dualCriminality', 'maxPenaltyMonthsRequested', 'consensualPeers'),
  ],
  purpose: [
    ...of('aim', 'kind', 'need', 'specific', 'harmStatus'),
    ...of('subjects', 'count', 'role', 'suspectAge', 'victimAge', 'subjectConsent', 'bestInterests', 'targeting'),
    ...of('selection', 'criteria', 'protectedAttributeRole', 'victimDifferentiation', 'automated', 'humanVerified', 'biasTested'),
  ],
  lines: of('data', 'obtainedFrom', 'periodLinkedToFacts', 'strictNecessityShown', 'encryption', 'containsCsam'),
  necessity: of('necessity', 'facts', 'reliability', 'linkToOffence', 'suitable', 'benefit', 'categoriesJustified', 'scopeMinimised'),
  milder: of('necessity', 'lessIntrusiveAvailable', 'alternativesConsidered'),
  others: [
    ...of('subjects', 'bystanders', 'childDataSubject'),
    ...of('data', 'privilege', 'privilegeKind', 'overridingInterestShown'),
    ...of('expression', 'engaged'),
  ],
  safeguards: [
    ...of('safeguards', 'useLimitation', 'minimisationPlan', 'retentionDays', 'retentionReview', 'deletionConfirmed', 'accessLogging', 'security'),
    ...of('safeguards', 'notification', 'notificationGround', 'notifiedBy', 'remedy', 'independentOversight', 'privilegeProtocol', 'childProtocol'),
    ...of('safeguards', 'csamHandling'),
    ...of('transfer', 'specialty', 'purposeChange', 'newPurposeMeetsThreshold', 'sourceConsent', 'onward', 'onwardConsent', 'originatorConsent', 'rescueOnly'),
    ...of('confidentiality', 'mayTellUser', 'delayDays', 'why'),
  ],
  time: [
    ...of('timeScale', 'neededBy', 'why', 'otherDates'),
    ...of('urgency', 'threat', 'horizonHours', 'substantiated', 'facts', 'ordinaryRouteTooSlow', 'whyTooSlow', 'exPostReviewBooked'),
  ],
};

/** Questions that only make sense after another answer and that no rule of the form requires. */
const FOLLOWS: Readonly<Record<Pointer, (draft: RequestDraft) => boolean>> = {
  '/legalBasis/citation': (draft) => draft.legalBasis?.exists === 'yes',
  '/safeguards/notifiedBy': (draft) => draft.safeguards?.notification === 'prior' || draft.safeguards?.notification === 'deferred',
  '/confidentiality/delayDays': (draft) => draft.confidentiality?.mayTellUser === 'after_delay',
  '/confidentiality/why': (draft) => draft.confidentiality?.mayTellUser === 'no' || draft.confidentiality?.mayTellUser === 'after_delay',
  '/subjects/bestInterests': (draft) => draft.subjects?.victimAge === 'child' || draft.subjects?.childDataSubject === true,
};

/** Whether a question stands on the page for this draft. */
export function isAsked(pointer: Pointer, draft: RequestDraft, law: FormLaw): boolean {
  const when = ASKED_WHEN[`#${pointer}`];
  return when ? when(draft, law) : (FOLLOWS[pointer]?.(draft) ?? true);
}

/** True where the rules of the form, and not the schema, say that an answer is needed. */
export const isRuled = (pointer: Pointer): boolean => `#${pointer}` in ASKED_WHEN;

/** The part in which a cause of a refusal is answered. */
export function partOf(pointer: Pointer): Part {
  const [first, second, third] = partsOf(pointer);
  if (first === 'lines') return third === 'collateral' ? 'others' : 'lines';
  if (first === 'authorisations' || first === 'holdingAgency') return 'authority';
  return PARTS.find((part) => QUESTIONS[part].some((one) => one === `/${[first, second].filter(Boolean).join('/')}`)) ?? 'authority';
}
