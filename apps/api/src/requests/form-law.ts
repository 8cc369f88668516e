import { type FormLaw } from '@comity/contract';
import { type Tx } from '../shared/transactions.js';
import { currentProfiles } from '../units/law.js';

/** Jurisdiction whose profile is the floor of every assessment. */
export const FLOOR = 'UN';
/** Days where no profile says anything; also the engine's own bound. @source proportionality.md 21 */
const KEEPING_DAYS = 365;

/** What the profiles in force of both sides and of the floor ask of the form. */
export async function formLaw(tx: Tx, holding: string, requesting: string): Promise<FormLaw & { profiles: string[] }> {
  const current = await currentProfiles(tx, [holding, requesting, FLOOR]);
  const profiles = current.map(({ body }) => body as { dualCriminality?: string; retentionMaxDays?: number });
  return {
    profiles: current.map(({ id }) => id),
    dualCriminality: profiles.length === 0 || profiles.some(({ dualCriminality }) => dualCriminality !== 'not_required'),
    retentionMaxDays: Math.min(KEEPING_DAYS, ...profiles.flatMap(({ retentionMaxDays }) => retentionMaxDays ?? [])),
  };
}
