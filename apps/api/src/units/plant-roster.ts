import { randomBytes } from 'node:crypto';
import { append, officerCommitment } from '@comity/audit';
import { newId } from '../shared/new-id.js';
import { quarterOf } from '../shared/officer.js';
import { momentOf, type Transactions } from '../shared/transactions.js';
import { plantAgencies, plantLaw } from './plant-law.js';
import { plantPerson } from './plant-person.js';
import { type Act, type Actor, jurisdictionOf } from './planting.js';
import { type Roster } from './roster.js';

/** Name and verifier keys of the log, which its first entry states. The keys are public; the one to trust is still handed over in another way. */
export interface OwnLog {
  origin: string;
  vkeys: readonly string[];
}

/**
 * Plants a demonstration's roster in one act, each row with its own entry; the first entry opens the log. The actors are the two administrators
 * that the roster names.
 * Does nothing when any agency exists. Resolves to the number of people planted.
 */
export async function plantRoster(transactions: Transactions, roster: Roster, iss: string, log: OwnLog): Promise<number> {
  return transactions.asMachine(async (tx) => {
    const [{ planted }] = await tx.query<[{ planted: boolean }]>('select exists (select from comity.agency) as planted');
    if (planted) return 0;
    const known = new Map<string, { officerId: string; commitment: string }>();
    const salts = new Map<string, Buffer>();
    const quarter = quarterOf(momentOf(tx).at);
    for (const person of roster.people) {
      const salt = randomBytes(32);
      salts.set(person.key, salt);
      known.set(person.key, { officerId: newId(), commitment: officerCommitment(salt, iss, person.sub, quarter) });
    }
    const [first, second] = roster.administrators;
    const act: Act = { tx, roster, iss, known, actor: administrator(roster, known, first), by2: known.get(second)!.commitment };
    await append(tx, { kind: 'log.opened', actor: act.actor, data: { origin: log.origin, vkeys: [...log.vkeys].sort() } });
    await plantLaw(act);
    await plantAgencies(act);
    for (const person of roster.people) {
      await plantPerson(act, person);
      await tx.query('insert into comity.actor_salt (officer_id, quarter, person_id, agency_id, salt) values ($1, $2, $3, $4, $5)', [
        known.get(person.key)!.officerId,
        quarter,
        person.person,
        person.agency,
        salts.get(person.key),
      ]);
    }
    return roster.people.length;
  });
}

function administrator(roster: Roster, known: Act['known'], key: string): Actor {
  const person = roster.people.find((candidate) => candidate.key === key)!;
  return { agency: person.agency, jurisdiction: jurisdictionOf(roster, person.agency), officer: known.get(key)!.commitment, role: 'administrator' };
}
