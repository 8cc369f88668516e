import { type Parties } from '@comity/casework';
import { type DataRequest } from '../requests/data-request.entity.js';
import { type Tx } from '../shared/transactions.js';
import { type RosterLine } from './draw.js';
import { sidesOf } from './hold-review.js';
import { reviewersOutside } from './reviewer-facts.js';

interface Row {
  personId: string;
  officerId: string;
  agencyId: string;
  jurisdiction: string;
  role: string;
  grantFrom: Date;
  grantTo: Date;
  kind: string | null;
  state: string | null;
  certificateFrom: Date | null;
  certificateTo: Date | null;
  languages: string[];
  duty: boolean;
  conflicts: string[];
  agencies: string[];
  secondedFrom: string | null;
  disabled: boolean;
}

/** The whole roster, thin: no name is in it. Only the worker sees it whole. */
export async function readRoster(tx: Tx): Promise<RosterLine[]> {
  const rows = await tx.query<Row[]>(
    `select person_id as "personId", officer_id as "officerId", agency_id as "agencyId", jurisdiction, role, grant_from as "grantFrom", grant_to as "grantTo",
            certificate_kind as kind, certificate_state as state, certificate_from as "certificateFrom", certificate_to as "certificateTo", languages, duty, conflicts,
            agencies_24_months as agencies, seconded_from as "secondedFrom", disabled from comity.roster`,
  );
  return rows.map(({ kind, state, certificateFrom, certificateTo, ...row }) => ({
    personId: row.personId,
    officerId: row.officerId,
    agencyId: row.agencyId,
    jurisdiction: row.jurisdiction,
    role: row.role,
    grantFromMs: row.grantFrom.getTime(),
    grantToMs: row.grantTo.getTime(),
    certificate: kind && state && certificateFrom && certificateTo ? { kind, state, fromMs: certificateFrom.getTime(), toMs: certificateTo.getTime() } : null,
    languages: row.languages,
    onDuty: row.duty,
    conflicts: row.conflicts,
    agencies: row.agencies,
    secondedFrom: row.secondedFrom,
    disabled: row.disabled,
  }));
}

/** Whose case it is and who must keep away from it, for the draw. */
export async function partiesFor(tx: Tx, request: DataRequest): Promise<Parties> {
  const touched = await tx.query<{ personId: string }[]>('select distinct person_id as "personId" from comity.case_person where case_id = any ($1)', [
    [request.id, request.referralId],
  ]);
  const recused = await tx.query<{ personId: string }[]>(
    // Whoever decided before a refusal is looked at again keeps away from it like whoever stepped back.
    `select distinct person_id as "personId" from comity.review where request_id = $1 and (state = 'recused' or round < $2 and state = 'sealed')`,
    [request.id, request.reconsidered],
  );
  return {
    agencyIds: sidesOf(request),
    requesting: request.requestingJurisdiction,
    holding: request.holdingJurisdiction ?? '',
    reviewersOutside: await reviewersOutside(tx, request.corridorId),
    touchedBy: touched.map((row) => row.personId),
    recused: recused.map((row) => row.personId),
    conflicted: [],
  };
}
