import { CHECK_IDS, type CheckId, type Limb } from '../check-ids.js';
import { CHILDREN_RULES } from './children.js';
import { COMPLETENESS_RULES } from './completeness.js';
import { GOVERNANCE_RULES } from './governance.js';
import { LEGALITY_RULES } from './legality.js';
import { LEGITIMATE_AIM_RULES } from './legitimate-aim.js';
import { NECESSITY_RULES } from './necessity.js';
import { NON_DISCRIMINATION_RULES } from './non-discrimination.js';
import { PROPORTIONALITY_RULES } from './proportionality.js';
import { type Rule } from './rule.js';
import { SAFEGUARDS_RULES } from './safeguards.js';
import { TRANSFER_RULES } from './transfer.js';
import { URGENCY_RULES } from './urgency.js';

/** A check under its id and limb. */
export interface Check extends Rule {
  readonly id: CheckId;
  readonly limb: Limb;
}

const BY_LIMB = {
  completeness: COMPLETENESS_RULES,
  legality: LEGALITY_RULES,
  legitimate_aim: LEGITIMATE_AIM_RULES,
  necessity: NECESSITY_RULES,
  proportionality: PROPORTIONALITY_RULES,
  non_discrimination: NON_DISCRIMINATION_RULES,
  safeguards: SAFEGUARDS_RULES,
  transfer: TRANSFER_RULES,
  children: CHILDREN_RULES,
  urgency: URGENCY_RULES,
  governance: GOVERNANCE_RULES,
} satisfies Record<Limb, Partial<Record<CheckId, Rule>>>;

const FOUND: ReadonlyMap<string, Check> = new Map(
  Object.entries(BY_LIMB).flatMap(([limb, rules]) =>
    Object.entries<Rule>(rules).map(([id, rule]) => [id, { ...rule, id: id as CheckId, limb: limb as Limb }] as const),
  ),
);

/**
 * All checks in their order.
 * @throws {TypeError} at load, when an id has no rule: a check is never left out in silence.
 */
export const CHECKS: readonly Check[] = CHECK_IDS.map((id) => {
  const check = FOUND.get(id);
  if (check === undefined) throw new TypeError(`no rule is registered for check ${id}`);
  return check;
});
