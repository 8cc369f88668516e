import { type RequestDraft, type RequestSubmission } from '@comity/contract';
import { type InputPath } from '@comity/proportionality';
import { partsOf, type Pointer, withValue } from './pointers';
import { kindOf } from './value-words';

/**
 * The mildest answer to each question that is still open. With it nothing is held against an open question: what is found all the same can only become
 * stricter by the answer. Questions that are not here are answered with `yes`.
 */
const MILDEST: Readonly<Record<Pointer, unknown>> = {
  '/track': 'ordinary',
  '/channel': 'police_to_police',
  '/measure': 'disclose_stored',
  '/legalBasis/citation': '-',
  '/legalBasis/derogation': 'none',
  '/offence/category': 'csam_production',
  '/offence/maxPenaltyMonthsRequesting': 600,
  '/offence/maxPenaltyMonthsRequested': null,
  '/offence/consensualPeers': 'no',
  '/aim/kind': 'rescue_child',
  '/aim/harmStatus': 'none',
  '/data/obtainedFrom': 'provider',
  '/data/privilege': 'none',
  '/data/privilegeKind': 'legal',
  '/data/encryption': 'none',
  '/data/containsCsam': false,
  '/subjects/count': 1,
  '/subjects/bystanders': 0,
  '/subjects/targeting': 'identified_identifier',
  '/subjects/role': 'suspect',
  '/subjects/suspectAge': 'adult',
  '/subjects/victimAge': 'child',
  '/subjects/childDataSubject': false,
  '/selection/criteria': ['identifier'],
  '/selection/protectedAttributeRole': 'none',
  '/selection/victimDifferentiation': 'none',
  '/selection/automated': false,
  '/expression/engaged': 'none',
  '/necessity/reliability': 'reliable',
  '/necessity/benefit': 'high',
  '/necessity/lessIntrusiveAvailable': 'no',
  '/necessity/alternativesConsidered': ['-'],
  '/safeguards/retentionDays': 30,
  '/safeguards/notification': 'deferred',
  '/transfer/purposeChange': 'no',
  '/transfer/onward': 'none',
  '/transfer/rescueOnly': true,
  '/urgency/threat': 'none',
  '/urgency/horizonHours': 1,
  '/lines/period': null,
  '/lines/sensitive': [],
  '/lines/origin': 'business_records',
  '/lines/collateral': { otherPeople: 0, children: 0, privileged: 'no', estimatedHow: '-' },
  '/lines/collateral/otherPeople': 0,
  '/lines/collateral/children': 0,
  '/authorisations/level': 'judge',
  '/authorisations/timing': 'prior',
};
/** What has no stand-in: a line that does not say what it asks is left out. */
const NEVER: readonly Pointer[] = ['/lines', '/authorisations', '/lines/line', '/lines/identifier', '/lines/category'];
const SECTIONS: readonly string[] = ['offence', 'aim', 'subjects', 'selection', 'expression', 'necessity', 'legalBasis', 'safeguards', 'transfer', 'urgency'];

/** A submission whose open questions hold their mildest answers, and the paths of the input that rest on them. */
export interface Whole {
  submission: RequestSubmission;
  open: ReadonlySet<InputPath>;
}

/** @param missing places of required answers that are not there. @returns undefined while no line says what it asks. */
export function standIn(draft: RequestDraft, missing: readonly Pointer[]): Whole | undefined {
  const lines = (draft.lines ?? []).flatMap((line) => (line.identifier && line.category ? [line] : []));
  if (lines.length === 0) return undefined;
  const all = lines.map((_, place) => place + 1);
  const filled = missing
    .filter((pointer) => !NEVER.includes(kindOf(pointer)))
    .reduce((left, pointer) => {
      const kind = kindOf(pointer);
      return withValue(left, pointer, kind === '/authorisations/covers' ? all : Object.hasOwn(MILDEST, kind) ? MILDEST[kind] : 'yes');
    }, draft);
  const whole = (filled.lines ?? []).flatMap((line) => (line.identifier && line.category ? [line] : []));
  const sections = Object.fromEntries(SECTIONS.map((name) => [name, {}]));
  return {
    submission: { ...sections, data: {}, ...filled, lines: whole, authorisations: filled.authorisations ?? [] } as unknown as RequestSubmission,
    open: new Set(missing.flatMap(pathsOf)),
  };
}

/** Answers given line by line or order by order, by the path of the input that they make. */
const MADE_OF: Readonly<Record<string, InputPath>> = {
  category: 'data.categories',
  identifier: 'subjects.count',
  period: 'data.periodDays',
  origin: 'data.origin',
  sensitive: 'data.sensitive',
  collateral: 'subjects.bystanders',
};

function pathsOf(pointer: Pointer): InputPath[] {
  const [first = '', second = '', third = ''] = partsOf(pointer);
  if (first === 'lines') return third in MADE_OF ? [MADE_OF[third]!] : [];
  const path = first === 'authorisations' ? ['authorisation', third] : second ? [first, second] : ['request', first];
  return [path.join('.') as InputPath];
}
