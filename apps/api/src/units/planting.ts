import { type Tx } from '../shared/transactions.js';
import { type Roster } from './roster.js';

/** The first administrator of a roster, in whose name everything is planted. */
export type Actor = { agency: string; jurisdiction: string; officer: string; role: 'administrator' };

/** The one act in which a roster is planted. */
export interface Act {
  tx: Tx;
  roster: Roster;
  /** Issuer of the accounts. */
  iss: string;
  actor: Actor;
  /** Commitment of the second administrator, who approves. */
  by2: string;
  /** Commitment of each person's account, by key. */
  known: Map<string, { officerId: string; commitment: string }>;
}

/** @throws {TypeError} when the roster does not name the agency. */
export const jurisdictionOf = (roster: Roster, agencyId: string): string => roster.agencies.find((agency) => agency.id === agencyId)!.jurisdiction;
