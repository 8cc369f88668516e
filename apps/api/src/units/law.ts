import { type PlatformFacts } from '@comity/contract';
import { type Tx } from '../shared/transactions.js';
import { type Corridor } from './roster.js';

/** A corridor version in force. */
export interface CurrentCorridor {
  id: string;
  version: number;
  body: Corridor;
}

/** The corridor version in force now from one jurisdiction to another, or undefined: then nothing can be sent that way. */
export async function currentCorridor(tx: Tx, requesting: string, holding: string): Promise<CurrentCorridor | undefined> {
  const [row] = await tx.query<CurrentCorridor[]>(
    `select id, version, body from comity.corridor
      where requesting = $1 and holding = $2 and valid_from <= comity.now() and (valid_to is null or comity.now() < valid_to)
      order by version desc limit 1`,
    [requesting, holding],
  );
  return row;
}

const PROTECTION: readonly string[] = ['adequate', 'appropriate', 'derogation', 'none'];
/** How well data are protected where they go, as the corridor says it. */
export const protectionOf = (corridor: Corridor | undefined): PlatformFacts['recipientProtection'] =>
  corridor && PROTECTION.includes(corridor.protectionLevel) ? (corridor.protectionLevel as PlatformFacts['recipientProtection']) : 'unknown';

/** A profile version in force; `body` is what the engine reads. */
export interface CurrentProfile {
  id: string;
  jurisdiction: string;
  engineProfile: string;
  version: number;
  body: unknown;
}

/** Profile versions in force for these jurisdictions, in the order asked; the UN floor is the profile of jurisdiction `UN`. A missing one is left out. */
export async function currentProfiles(tx: Tx, jurisdictions: readonly string[]): Promise<CurrentProfile[]> {
  const rows = await tx.query<CurrentProfile[]>(
    `select distinct on (jurisdiction) id, jurisdiction, engine_profile as "engineProfile", version, body from comity.profile
      where jurisdiction = any ($1) and valid_from <= comity.now() and (valid_to is null or comity.now() < valid_to)
      order by jurisdiction, version desc`,
    [jurisdictions],
  );
  return jurisdictions.flatMap((code) => rows.find((row) => row.jurisdiction === code) ?? []);
}

/** ICCPR status of a jurisdiction, from the registry and never typed by hand. */
export async function iccprStatus(tx: Tx, jurisdiction: string): Promise<'party' | 'signatory' | 'non_party'> {
  const [row] = await tx.query<{ iccpr: 'party' | 'signatory' | 'non_party' }[]>('select iccpr from comity.jurisdiction where code = $1', [jurisdiction]);
  return row?.iccpr ?? 'non_party';
}

/** An agency as others see it. */
export interface AgencyLine {
  id: string;
  jurisdiction: string;
  kind: string;
  name: Record<string, string>;
}

/** An active agency, or undefined. */
export async function activeAgency(tx: Tx, id: string): Promise<AgencyLine | undefined> {
  const [row] = await tx.query<AgencyLine[]>("select id, jurisdiction, kind, name from comity.agency where id = $1 and state = 'active'", [id]);
  return row;
}
