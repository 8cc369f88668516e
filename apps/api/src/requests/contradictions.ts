import { isZone, type RequestDraft } from '@comity/contract';
import { type Corridor } from '../units/roster.js';

/** What a submission is held against beside itself. */
export interface Surroundings {
  corridor: Corridor | undefined;
  /** Business time. */
  now: Date;
}

type Find = (draft: RequestDraft, around: Surroundings) => readonly (string | false | null | undefined)[];

/** Named suspects at most, where each is said to be known. @source proportionality.md 5, CMP-02 */
const IDENTIFIED_MOST = 25;
/** Aims for which an offence must be named, because the engine grades the aim by it. @source proportionality.md 21 */
const NEEDS_OFFENCE: readonly string[] = ['rescue_child', 'locate_missing_child', 'prevent_imminent_harm'];

const withinItself: Find = ({ subjects, selection, offence, aim, data }) => [
  subjects?.targeting === 'identified_person' && (subjects.count ?? 0) > IDENTIFIED_MOST && '#/subjects/count',
  subjects?.role === 'victim' && subjects.victimAge === 'none' && '#/subjects/victimAge',
  selection?.protectedAttributeRole !== undefined && selection.protectedAttributeRole !== 'none' && selection.criteria?.length === 0 && '#/selection/criteria',
  offence?.category === 'none' && NEEDS_OFFENCE.includes(aim?.kind ?? '') && '#/offence/category',
  data?.privilege === 'none' && data.privilegeKind !== undefined && data.privilegeKind !== 'none' && '#/data/privilegeKind',
];

/** What the corridor in force does not carry. Without a corridor nothing can be sent at all, which is a refusal of its own. */
const ofCorridor: Find = ({ channel, holdingAgency, language }, { corridor }) =>
  corridor
    ? [
        language !== undefined && !corridor.requestLanguages.includes(language) && '#/language',
        holdingAgency !== undefined && !corridor.channels.some(({ addressee }) => addressee === holdingAgency) && '#/holdingAgency',
        channel !== undefined && !corridor.channels.some((one) => one.channel === channel) && '#/channel',
      ]
    : [];

const ofOrders: Find = ({ authorisations = [], lines = [] }, { now }) => {
  const today = now.toISOString().slice(0, 10);
  const known = new Set(lines.map(({ line }) => line));
  return authorisations.flatMap((order, index) => [
    order.level !== undefined && order.timing !== undefined && (order.level === 'none') !== (order.timing === 'none') && `#/authorisations/${index}/timing`,
    order.issued !== undefined && order.issued > today && `#/authorisations/${index}/issued`,
    order.validTo !== undefined &&
      (order.validTo < today || (order.issued !== undefined && order.validTo < order.issued)) &&
      `#/authorisations/${index}/validTo`,
    order.covers?.some((line) => !known.has(line)) && `#/authorisations/${index}/covers`,
  ]);
};

const ofLines: Find = ({ lines = [], measure, data, subjects }, { now }) =>
  lines.flatMap((line, index) => [
    line.line !== undefined && line.line !== index + 1 && `#/lines/${index}/line`,
    line.period && !isZone(line.period.zone) && `#/lines/${index}/period/zone`,
    measure !== 'collect_realtime' && line.period && Date.parse(line.period.to) > now.getTime() && `#/lines/${index}/period/to`,
    line.category === 'identification_ip' && line.period && line.period.from !== line.period.to && `#/lines/${index}/period`,
    line.collateral?.privileged === 'yes' && data?.privilege === 'none' && `#/lines/${index}/collateral/privileged`,
    (line.collateral?.children ?? 0) > 0 && subjects?.childDataSubject === false && `#/lines/${index}/collateral/children`,
  ]);

/** Answers that cannot be true together, or not of this corridor and this day, as JSON pointers. @source exchange.md 1.12 */
export const contradictions = (draft: RequestDraft, around: Surroundings): string[] =>
  [withinItself, ofCorridor, ofOrders, ofLines].flatMap((find) => find(draft, around)).filter((found) => typeof found === 'string');
