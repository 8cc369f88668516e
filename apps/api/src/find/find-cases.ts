import { append, commitment } from '@comity/audit';
import { purposeOf } from '@comity/casework';
import { type FindQuery, type FoundView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { normalise } from '../referrals/identifier.js';
import { indexKey } from '../referrals/referral-record.js';
import { FORMATS, ownNumberKey } from '../referrals/source-number.js';
import { KeyRing } from '../shared/key-ring.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Tx, Transactions } from '../shared/transactions.js';

/** Records that one search answers at most. */
const MOST = 20;
/** Purpose of a search by a number that belongs to no record in sight. */
const NO_RECORD = 'none';

type Hit = FoundView & { purpose: string | null };

/** Finds records by what a person has in hand. The walls of the database decide what is in sight; what is not sounds like what does not exist. */
@Injectable()
export class FindCases {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: KeyRing,
  ) {}

  /** @throws {Problem} `purpose` for an identifier without an aim that content may be read for. */
  run(officer: Officer, query: FindQuery, named: string | undefined): Promise<{ items: FoundView[] }> {
    const { reference, caseNumber, identifier } = query;
    return this.transactions.as(officer, async (tx) => {
      const purpose = identifier === undefined ? null : purposeOf(officer, null, named ?? null);
      if (identifier !== undefined && purpose === null) throw new Problem('purpose', { rules: ['purpose'] });
      const hits = await this.hits(tx, officer, query);
      await append(tx, {
        kind: 'audit.searched',
        actor: actorOf(officer),
        why: { purpose: purpose ?? hits.find((hit) => hit.purpose)?.purpose ?? NO_RECORD, basis: basisOf(query) },
        data: { type: 'cases', hits: hits.length },
        commit: { query: commitment('query', reference ?? caseNumber ?? identifier).commitment },
      });
      return { items: hits.map(({ kind, id, ref }) => ({ kind, id, ref })) };
    });
  }

  private hits(tx: Tx, officer: Officer, { reference, caseNumber, identifier }: FindQuery): Promise<Hit[]> {
    if (identifier) return this.byIdentifier(tx, officer, identifier);
    return caseNumber === undefined ? byReference(tx, officer, (reference ?? '').toUpperCase()) : this.byNumber(tx, officer, caseNumber);
  }

  /**
   * Referrals of the own agency that hold this value and that the person may open: an officer the own ones, the others of the unit all. Values of victims
   * have no index. @source security.md 2.2, 8.2
   */
  private byIdentifier(tx: Tx, officer: Officer, { type, raw }: NonNullable<FindQuery['identifier']>): Promise<Hit[]> {
    const normal = normalise(type, raw);
    if (!('index' in normal) || normal.index === null) return Promise.resolve([]);
    return tx.query<Hit[]>(
      `select distinct 'referral' as kind, r.id, r.ref, r.purpose from comity.referral r join comity.referral_identifier i on i.referral_id = r.id
        where i.agency_id = $1 and i.type = $2 and i.index_key = $3 and r.state <> 'discarded' and ($5 or $6 = any (r.authors)) order by r.id desc limit $4`,
      [officer.agencyId, type, indexKey(this.keys, officer.agencyId, type, normal.index), MOST, seesUnit(officer), officer.personId],
    );
  }

  /** Referrals of the own agency by its own case number, or by the number under which their source sent them, and the requests made from them. */
  private byNumber(tx: Tx, officer: Officer, number: string): Promise<Hit[]> {
    const source = FORMATS.map((format) => indexKey(this.keys, officer.agencyId, format, number));
    return tx.query<Hit[]>(
      `with named as (
         select n.referral_id as id from comity.own_number n where n.agency_id = $1 and n.index_key = $2
         union select i.referral_id from comity.import_record i where i.agency_id = $1 and i.source_key = any ($3))
       select 'referral' as kind, r.id, r.ref, r.purpose from comity.referral r join named using (id) where r.agency_id = $1 and r.state <> 'discarded' and $6
       union all
       select 'request', q.id, q.ref, q.purpose from comity.data_request q join named n on n.id = q.referral_id
        where q.agency_id = $1 and q.state <> 'discarded' and ($4 or q.created_by = $5) and $6
       order by ref limit ${MOST}`,
      [officer.agencyId, ownNumberKey(this.keys, officer.agencyId, number), source, seesUnit(officer), officer.personId, keepsCases(officer)],
    );
  }
}

/** What was looked by; the entry names it, never the value. */
const basisOf = (query: FindQuery): string => (query.identifier ? 'identifier' : query.caseNumber === undefined ? 'reference' : 'case_number');

const has = (officer: Officer, ...roles: Officer['roles']): boolean => roles.some((role) => officer.roles.includes(role));
const seesUnit = (officer: Officer): boolean => has(officer, 'supervisor', 'desk');
const keepsCases = (officer: Officer): boolean => has(officer, 'officer', 'supervisor', 'desk');

/** The same rows that the lists of referrals, requests and reviews would show. */
function byReference(tx: Tx, officer: Officer, ref: string): Promise<Hit[]> {
  return tx.query<Hit[]>(
    `select 'referral' as kind, r.id, r.ref, r.purpose from comity.referral r
      where r.ref = $1 and r.state <> 'discarded' and $4
        and (r.agency_id = $2 or ($5 and exists (select from comity.delivery d where d.referral_id = r.id and d.recipient_agency_id = $2)))
     union all
     select 'request', q.id, q.ref, q.purpose from comity.data_request q
      where q.ref = $1 and q.state <> 'discarded' and $4
        and ((q.agency_id = $2 and ($5 or q.created_by = $3)) or (q.holding_agency_id = $2 and q.dispatched_at is not null))
     union all
     select 'review', v.id, q.ref, v.purpose from comity.review v join comity.data_request q on q.id = v.request_id
      where q.ref = $1 and v.person_id = $3 and v.agency_id = $2 and v.ended_at is null`,
    [ref, officer.agencyId, officer.personId, keepsCases(officer), seesUnit(officer)],
  );
}
