import { type Certificate, type StepFacts } from '@comity/casework';
import { missingAnswers, type RequestDraft, type RequestSubmission } from '@comity/contract';
import { identifierView } from '../referrals/referral.view.js';
import { type Config } from '../shared/config.js';
import { type Officer } from '../shared/officer.js';
import { noteCasePerson } from '../shared/case-person.js';
import { Problem } from '../shared/problem.js';
import { type Prepared, type Seal } from '../shared/seal.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { heldCertificate } from '../training/held-certificate.js';
import { activeAgency, type AgencyLine, currentCorridor, type CurrentCorridor } from '../units/law.js';
import { contradictions } from './contradictions.js';
import { type DataRequest } from './data-request.entity.js';
import { headOf } from './draft-head.js';
import { formLaw } from './form-law.js';
import { writeLines, writeVersion } from './frozen-rows.js';
import { readReferral, type ReferralSource, stands } from './referral-source.js';
import { contentPlace, type FrozenContent, sha256Of } from './request-content.js';
import { unusableIdentifiers } from './usable-identifiers.js';

/** What a submission is held against, read before anything is decided, and what stands against it. */
export interface WeighedSubmission {
  facts: StepFacts['request.submit'];
  source: ReferralSource;
  holding: AgencyLine | undefined;
  corridor: CurrentCorridor | undefined;
  certificate: Certificate | null;
}

/** Looks at the whole of a submission, so that every cause against it is told at once. */
export async function weighSubmission(
  tx: Tx,
  seal: Seal,
  mode: Config['mode'],
  officer: Officer,
  row: DataRequest,
  body: RequestDraft,
): Promise<WeighedSubmission> {
  const { now } = momentOf(tx);
  const source = await readReferral(tx, seal, officer, row.referralId);
  const holdingId = body.holdingAgency ?? row.holdingAgencyId;
  const holding = holdingId ? await activeAgency(tx, holdingId) : undefined;
  const corridor = holding && (await currentCorridor(tx, row.requestingJurisdiction, holding.jurisdiction));
  const certificate = await heldCertificate(tx, officer, 'iccpr_basic');
  const facts = {
    missing: missingAnswers(body, await formLaw(tx, holding?.jurisdiction ?? row.requestingJurisdiction, row.requestingJurisdiction)),
    contradictions: contradictions(body, { corridor: corridor?.body, now }),
    unusable: unusableIdentifiers(body, source.content.people.identifiers.map(identifierView), mode),
    certificateValid: certificate !== null,
    termsAccepted: officer.termsAccepted,
    referralStands: stands(source.row),
    corridorCurrent: corridor !== undefined,
  };
  return { facts, source, holding, corridor, certificate };
}

/** A version about to be frozen: its content is sealed, its columns are known, and `write` stores its rows once the entry is there. */
export interface Freezing {
  content: FrozenContent;
  sealed: Prepared;
  certificate: Certificate;
  corridor: CurrentCorridor;
  /** Jurisdictions of the case as they are from now on. */
  holding: AgencyLine;
  columns: Partial<Omit<DataRequest, 'id' | 'version'>>;
  write: (officer: Officer, entryId: string) => Promise<void>;
}

/**
 * Freezes the next version of a request. The step has been taken, so every required answer is there.
 * @param more what the version holds beside the submission. @throws {Problem} `step` where no corridor is in force.
 */
export async function freezeVersion(
  tx: Tx,
  seal: Seal,
  officer: Officer,
  row: DataRequest,
  { source, holding, corridor, certificate }: WeighedSubmission,
  body: RequestDraft,
  more: Pick<FrozenContent, 'answers' | 'attachedOrders'> = {},
): Promise<Freezing> {
  if (!certificate || !holding || !corridor) throw new Problem('step', { rules: ['corridor-current'] });
  const { now } = momentOf(tx);
  const submission = body as RequestSubmission;
  const named = new Set(submission.lines.map(({ identifier }) => identifier));
  const content: FrozenContent = {
    ref: row.ref,
    version: row.frozenVersion + 1,
    referral: { id: source.row.id, ref: source.row.ref },
    requesting: { agency: row.agencyId, jurisdiction: row.requestingJurisdiction },
    holding: { agency: holding.id, jurisdiction: holding.jurisdiction },
    corridor: { id: corridor.id, version: corridor.version },
    by: officer.commitment,
    at: now.toISOString(),
    submission,
    identifiers: source.content.people.identifiers.map(identifierView).filter(({ id }) => named.has(id)),
    ...more,
  };
  const handling = [...new Set([...row.handling, ...source.row.handling])].sort();
  const sealed = await seal.prepare(tx, contentPlace({ ...row, handling }, content.version), content);
  const columns = {
    ...headOf(submission),
    frozenVersion: content.version,
    contentHash: sha256Of(content),
    handling,
    holdingAgencyId: holding.id,
    holdingJurisdiction: holding.jurisdiction,
    corridorId: corridor.id,
    corridorVersion: corridor.version,
    lines: submission.lines.length,
    route: null,
    missingWork: null,
    parked: null,
    insisted: false,
  };
  const write = async (who: Officer, entryId: string): Promise<void> => {
    await sealed.write(entryId);
    await writeVersion(tx, row, who, entryId);
    await writeLines(tx, row, content);
    await noteCasePerson(tx, row.id, who);
  };
  return { content, sealed, certificate, corridor, holding, columns, write };
}
