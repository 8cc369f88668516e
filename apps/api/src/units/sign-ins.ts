import { append } from '@comity/audit';
import { type SignInView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Transactions } from '../shared/transactions.js';

/** Newest sign-ins that are shown. */
const MOST = 20;
/** A sign-in lives for so long at the provider, by the clock on the wall and not by business time. @source security.md 4.2 */
const WITHIN_LIFE = "l.first_at > transaction_timestamp() - interval '10 hours'";
const ENDED = 'exists (select from comity.ended_login e where e.sid = l.sid)';
/** Hours for which an ended sign-in is remembered. */
const REMEMBERED_H = 24;

type Row = Omit<SignInView, 'since' | 'authTime'> & { since: Date; authTime: Date };

/** The sign-ins of one account: what they are, and their end all at once. */
@Injectable()
export class SignIns {
  constructor(
    private readonly transactions: Transactions,
    private readonly acts: Acts,
  ) {}

  /** Newest first. */
  list(officer: Officer): Promise<{ items: SignInView[] }> {
    return this.transactions.as(officer, async (tx) => {
      const rows = await tx.query<Row[]>(
        `select l.handle, l.first_at as since, l.auth_time as "authTime", l.acr, l.sid = $2 as here,
                case when ${ENDED} then 'ended' when ${WITHIN_LIFE} then 'open' else 'over' end as state
           from comity.login l where l.officer_id = $1 order by l.first_at desc limit ${MOST}`,
        [officer.officerId, officer.sid],
      );
      return { items: rows.map(({ since, authTime, ...row }) => ({ ...row, since: since.toISOString(), authTime: authTime.toISOString() })) };
    });
  }

  /** Ends every sign-in of the account, the caller's own too; each leaves its entry. No token of them is taken from the commit on. */
  endAll(officer: Officer): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const ended = await tx.query<{ sid: string }[]>(
        `insert into comity.ended_login (sid, person_id, agency_id, until)
         select l.sid, l.person_id, l.agency_id, comity.now() + make_interval(hours => $2) from comity.login l
          where l.officer_id = $1 and not ${ENDED} and ${WITHIN_LIFE} on conflict do nothing returning sid`,
        [officer.officerId, REMEMBERED_H],
      );
      const logins = await tx.query<{ handle: string }[]>('select handle from comity.login where sid = any ($1) order by first_at', [
        ended.map(({ sid }) => sid),
      ]);
      let log: { entryId: string; leafHash: string } | undefined;
      for (const { handle } of logins) {
        log = await append(tx, {
          kind: 'auth.signed_out',
          actor: actorOf(officer),
          on: { type: 'officer', id: officer.commitment },
          data: { login: handle, cause: 'everywhere' },
        });
      }
      if (!log) throw new Problem('sign-in');
      return {
        written: { id: officer.officerId, ref: 'sign-ins', state: 'ended', version: logins.length, log: { entryId: log.entryId, leafHash: log.leafHash } },
      };
    });
  }
}
