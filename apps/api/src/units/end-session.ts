import { append } from '@comity/audit';
import { Injectable } from '@nestjs/common';
import { actorOf, type Officer } from '../shared/officer.js';
import { Transactions } from '../shared/transactions.js';

/** Hours for which an ended sign-in is remembered; a sign-in at the provider lives for 10 at most. */
const REMEMBERED_H = 24;

/** Ends the sign-in of the call: from the commit on, no token of it is taken, however long it would be valid. */
@Injectable()
export class EndSession {
  constructor(private readonly transactions: Transactions) {}

  run(officer: Officer): Promise<void> {
    return this.transactions.as(officer, async (tx) => {
      // Of two calls at the same moment one ends it; the other finds it ended and leaves no entry.
      const ended = await tx.query<unknown[]>(
        `insert into comity.ended_login (sid, person_id, agency_id, until) values ($1, $2, $3, comity.now() + make_interval(hours => $4))
         on conflict do nothing returning sid`,
        [officer.sid, officer.personId, officer.agencyId, REMEMBERED_H],
      );
      if (ended.length === 0) return;
      const [login] = await tx.query<[{ handle: string }]>('select handle from comity.login where sid = $1', [officer.sid]);
      await append(tx, {
        kind: 'auth.signed_out',
        actor: actorOf(officer),
        on: { type: 'officer', id: officer.commitment },
        data: { login: login.handle, cause: 'user' },
      });
    });
  }
}
