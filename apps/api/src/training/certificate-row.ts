import { type CertificateKind, type CertificateState, type PolicyObject } from '@comity/casework';
import { type CertificateView } from '@comity/contract';
import { NOTHING } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Tx } from '../shared/transactions.js';
import { shortRef } from './exam-row.js';

/** What becomes of a certificate by the hand of examiners; what lapses by time is not stored. */
export const CERTIFICATE_CHANGES = { suspend: 'suspended', restore: 'restored', revoke: 'revoked' } as const;
export type CertificateAct = keyof typeof CERTIFICATE_CHANGES;
export type CertificateChangeWord = (typeof CERTIFICATE_CHANGES)[CertificateAct];

/** A certificate as stored. */
export interface CertificateRow {
  id: string;
  personId: string;
  agencyId: string;
  jurisdiction: string;
  kind: CertificateKind;
  form: string;
  validFrom: Date;
  validTo: Date;
  state: 'valid' | 'suspended' | 'revoked';
  exam: string | null;
  scorePercent: number | null;
  version: number;
  change: CertificateChangeWord | null;
  proposedBy: string | null;
  proposedAt: Date | null;
  proposalId: string | null;
}

/** Days before its end from which a certificate is called expiring; the portal warns at 60, 30 and 7. */
const EXPIRING_DAYS = 60;
const DAY_MS = 86_400_000;

const SELECT = `select c.id, c.person_id as "personId", c.agency_id as "agencyId", a.jurisdiction, c.kind, c.form, c.valid_from as "validFrom", c.valid_to as "validTo",
    c.state, c.exam_id as exam, c.score_percent as "scorePercent", c.version, p.change, p.person_id as "proposedBy", p.proposed_at as "proposedAt", p.id as "proposalId"
  from comity.certificate c join comity.agency a on a.id = c.agency_id left join comity.certificate_change p on p.certificate_id = c.id and p.state = 'open'`;

/** Certificates in sight, those that end first first. `mine` keeps to the caller's own. */
export const certificatesInSight = (tx: Tx, officer: Officer, mine: boolean): Promise<CertificateRow[]> =>
  tx.query<CertificateRow[]>(`${SELECT} where not $2 or c.person_id = $1 order by c.person_id <> $1, c.valid_to, c.id limit 500`, [officer.personId, mine]);

/** @throws {Problem} `not-found` */
export async function certificateRow(tx: Tx, id: string): Promise<CertificateRow> {
  const [row] = await tx.query<CertificateRow[]>(`${SELECT} where c.id = $1`, [id]);
  if (!row) throw new Problem('not-found');
  return row;
}

export const certificateObject = (row: CertificateRow): PolicyObject => ({
  ...NOTHING,
  ownerAgency: row.agencyId,
  authors: [row.personId],
  jurisdictions: [row.jurisdiction],
});

/** The state that people read: the stored one, and what time makes of it. */
export function stateAt(row: Pick<CertificateRow, 'state' | 'validTo'>, now: Date): CertificateState {
  if (row.state === 'revoked' || row.state === 'suspended') return row.state;
  if (now >= row.validTo) return 'expired';
  return row.validTo.getTime() - now.getTime() <= EXPIRING_DAYS * DAY_MS ? 'expiring' : 'valid';
}

export const certificateView = (row: CertificateRow, officer: Officer, now: Date): CertificateView => ({
  id: row.id,
  ref: shortRef('CT', row.id),
  kind: row.kind,
  state: stateAt(row, now),
  agency: row.agencyId,
  mine: row.personId === officer.personId,
  validFrom: row.validFrom.toISOString(),
  validTo: row.validTo.toISOString(),
  daysLeft: Math.max(0, Math.ceil((row.validTo.getTime() - now.getTime()) / DAY_MS)),
  form: row.form,
  exam: row.personId === officer.personId ? row.exam : null,
  scorePercent: row.scorePercent,
  proposed:
    officer.examiner && row.change && row.proposedAt
      ? { change: row.change, byMe: row.proposedBy === officer.personId, at: row.proposedAt.toISOString() }
      : null,
  version: row.version,
});
