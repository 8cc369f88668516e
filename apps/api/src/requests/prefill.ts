import { type RequestDraft } from '@comity/contract';
import { type ReferralContent } from '../referrals/referral-content.js';
import { type Corridor } from '../units/roster.js';

type Subject = ReferralContent['people']['subjects'][number];

/** A person asked about, not a victim. */
const isTarget = ({ role }: Subject): boolean => role !== 'victim' && role !== 'witness';
const suspectAge = (target: Subject | undefined): 'adult' | 'child' | 'below_macr' | 'unknown' => target?.age ?? 'unknown';

/** The age that needs most care decides; where there is no victim the officer is asked. Unknown counts as a child in the engine. */
function victimAge(victims: readonly Subject[]): 'child' | 'adult' | 'unknown' | undefined {
  const ages = victims.map(({ age }) => age);
  if (ages.some((age) => age === 'child' || age === 'below_macr')) return 'child';
  return ages.includes('unknown') ? 'unknown' : ages.length > 0 ? 'adult' : undefined;
}

/** Leaves out what is not known: a question without an answer stays open. */
const known = <T extends object>(answers: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * Answers of a new draft that follow from the referral and the corridor: language, way, track, offence, people. Nothing is judged here: what weighs is
 * left open for the officer.
 */
export function prefill({ draft, people }: ReferralContent, corridor: Corridor, holdingAgency: string): RequestDraft {
  const targets = people.subjects.filter(isTarget);
  const [first] = targets;
  const offence = draft.offences?.[0];
  const channel = corridor.channels.find(({ addressee }) => addressee === holdingAgency)?.channel;
  const machine = draft.machineOrigin;
  return {
    holdingAgency,
    language: draft.lang !== undefined && corridor.requestLanguages.includes(draft.lang) ? draft.lang : corridor.requestLanguages[0],
    track: draft.urgency?.level ?? 'ordinary',
    ...(channel === undefined ? {} : { channel: channel as NonNullable<RequestDraft['channel']> }),
    measure: 'disclose_stored',
    ...(offence
      ? {
          offence: known({
            category: offence.category,
            provision: offence.provision && `${offence.provision.jurisdiction} ${offence.provision.act}, ${offence.provision.article}`,
            maxPenaltyMonthsRequesting: offence.maxPenaltyMonths,
          }),
        }
      : {}),
    aim: known({ kind: draft.purpose, harmStatus: draft.harmStatus }),
    data: { obtainedFrom: 'provider' },
    subjects: known({
      count: targets.length > 0 ? targets.length : undefined,
      role: first?.role,
      suspectAge: first ? suspectAge(first) : undefined,
      victimAge: victimAge(people.subjects.filter(({ role }) => role === 'victim')),
    }),
    selection: { criteria: ['identifier'], ...(machine ? { automated: true, humanVerified: machine.humanVerified, biasTested: machine.biasTested } : {}) },
    lines: [],
    authorisations: [],
  };
}
