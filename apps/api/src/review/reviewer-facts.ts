import {
  certificateCounts,
  type DecisionFacts,
  type Finding,
  INTEREST_MONTHS,
  monthsBefore,
  type Support,
  type WorksheetRow,
  type FindingValue,
} from '@comity/casework';
import { partiesOf } from '../requests/request-row.js';
import { type Officer } from '../shared/officer.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { type Held, sidesOf } from './hold-review.js';
import { type Review } from './review.entity.js';
import { sealedBefore } from './sealed-before.js';

interface OwnRoster {
  officerId: string;
  agencyId: string;
  role: 'liaison' | 'lead';
  from: Date;
  until: Date;
  conflicts: string[];
  agencies: string[];
  secondedFrom: string | null;
}

/** What the decision rule looks at of the person, over all accounts, and of their place in the case. */
export async function reviewerFacts(
  tx: Tx,
  officer: Officer,
  { request, review }: Held,
): Promise<Pick<DecisionFacts, 'reviewer' | 'grants' | 'certificate' | 'parties' | 'drawnPersonId' | 'claim' | 'sealed'>> {
  const { now } = momentOf(tx);
  const roster = await tx.query<OwnRoster[]>(
    `select officer_id as "officerId", agency_id as "agencyId", role, grant_from as "from", grant_to as until, conflicts, agencies_24_months as agencies,
            seconded_from as "secondedFrom" from comity.roster where person_id = $1 and not disabled`,
    [officer.personId],
  );
  // Held until the act commits: a revocation that comes now waits, one that came before has won.
  const certificates = await tx.query<{ id: string; kind: 'iccpr_review'; state: 'valid'; validFrom: Date; validTo: Date }[]>(
    'select id, kind, state, valid_from as "validFrom", valid_to as "validTo" from comity.hold_certificate($1)',
    [officer.officerId],
  );
  const held = certificates.map((one) => ({ ...one, validFrom: one.validFrom.getTime(), validTo: one.validTo.getTime() }));
  const cases = [request.id, request.referralId];
  const touched = await tx.query<unknown[]>('select case_id from comity.case_person where person_id = $1 and case_id = any ($2)', [officer.personId, cases]);
  const recused = await tx.query<unknown[]>(
    `select id from comity.review where request_id = $1 and person_id = $2 and (state = 'recused' or round < $3 and state = 'sealed')`,
    [request.id, officer.personId, request.reconsidered],
  );
  const sides = sidesOf(request);
  const concerned = [...cases, ...sides];
  const since = monthsBefore(now.getTime(), INTEREST_MONTHS);
  const self = (is: boolean): string[] => (is ? [officer.personId] : []);
  return {
    reviewer: {
      personId: officer.personId,
      agencyId: officer.agencyId,
      jurisdiction: officer.jurisdiction,
      secondedFrom: officer.secondedFrom === null ? null : { agencyId: null, jurisdiction: officer.secondedFrom },
      stays: roster.flatMap((row) => [row.agencyId, ...row.agencies]).map((agencyId) => ({ agencyId, from: since, until: null })),
    },
    grants: roster
      .filter((row) => row.officerId === officer.officerId && officer.roles.includes(row.role))
      .map((row) => ({ role: row.role, from: row.from.getTime(), until: row.until.getTime() })),
    certificate: held.find((one) => certificateCounts(one, 'iccpr_review', now.getTime())) ?? null,
    parties: {
      agencyIds: sides,
      requesting: request.requestingJurisdiction,
      holding: partiesOf(request).find((one) => one !== request.requestingJurisdiction) ?? request.requestingJurisdiction,
      reviewersOutside: await reviewersOutside(tx, request.corridorId),
      touchedBy: self(touched.length > 0),
      recused: self(recused.length > 0),
      conflicted: self(roster.some((row) => row.conflicts.some((one) => concerned.includes(one)))),
    },
    drawnPersonId: review.endedAt === null && review.agencyId === officer.agencyId ? review.personId : null,
    claim:
      review.claimedFrom && review.claimedUntil
        ? { personId: review.personId, from: review.claimedFrom.getTime(), until: review.claimedUntil.getTime(), ended: review.endedAt !== null }
        : null,
    sealed: await sealedBefore(tx, request.id),
  };
}

/** Whether the corridor wants reviewers of neither jurisdiction; where it does not say, it does. */
export async function reviewersOutside(tx: Tx, corridorId: string | null): Promise<boolean> {
  const [row] = await tx.query<{ outside: boolean | null }[]>(
    `select (body->'reviewRule'->>'reviewersOutsideBoth')::boolean as outside from comity.corridor where id = $1`,
    [corridorId],
  );
  return row?.outside ?? true;
}

/** A finding as it stands, with the id under which its words are sealed. */
export interface StandingFinding extends Finding {
  id: string;
  ground: string | null;
  madeAt: Date;
}

/** The findings that count: the latest for each place of the worksheet. */
export async function standingFindings(tx: Tx, review: Review): Promise<StandingFinding[]> {
  const rows = await tx.query<
    { id: string; row: WorksheetRow; line: number | null; finding: FindingValue; supports: Support[]; ground: string | null; madeAt: Date }[]
  >(
    `select distinct on (sheet_row, line_no) id, sheet_row as row, line_no as line, finding, supports, ground, made_at as "madeAt" from comity.finding
      where review_id = $1 order by sheet_row, line_no, version desc`,
    [review.id],
  );
  return rows.map((row) => ({ ...row, reasonGiven: true }));
}

/** Paths of the reviewer's own nine fields that were answered in this review. */
export async function answeredFields(tx: Tx, review: Review): Promise<string[]> {
  const rows = await tx.query<{ path: string }[]>('select distinct path from comity.reviewer_answer where review_id = $1 and own_field', [review.id]);
  return rows.map((row) => row.path);
}
