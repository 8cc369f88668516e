import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { missingAnswers, type RequestDraft, type RequestSubmission } from '@comity/contract';
import { Inject, Injectable } from '@nestjs/common';
import { identifierView } from '../referrals/referral.view.js';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { noteCasePerson } from '../shared/case-person.js';
import { type Config } from '../shared/config.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { CONFIG } from '../shared/tokens.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { heldCertificate } from '../training/held-certificate.js';
import { activeAgency, type AgencyLine, currentCorridor, type CurrentCorridor } from '../units/law.js';
import { contradictions } from './contradictions.js';
import { type DataRequest } from './data-request.entity.js';
import { headOf } from './draft-head.js';
import { formLaw } from './form-law.js';
import { linesSummary, writeLines, writeVersion } from './frozen-rows.js';
import { readReferral, type ReferralSource, stands } from './referral-source.js';
import { contentPlace, type FrozenContent, sha256Of } from './request-content.js';
import { changeRequest, lockRequest, mustBeSeen, partiesOf, policyObject } from './request-row.js';
import { unusableIdentifiers } from './usable-identifiers.js';

/** What a submission is held against, read before anything is decided. */
interface Basis {
  source: ReferralSource;
  holding: AgencyLine | undefined;
  corridor: CurrentCorridor | undefined;
}

/**
 * Submits a request: the body is the whole submission, so that what the person saw is what is frozen. Row, version, lines, sealed content, entry and the
 * outbox row of the screening commit together; the ring follows.
 */
@Injectable()
export class SubmitRequest {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mode'>,
  ) {}

  /** @throws {Problem} `not-found`, `version`, `certificate`, `terms`; `StepNotAllowed` with every cause at once. */
  run(officer: Officer, target: Target, body: RequestDraft): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await lockRequest(tx, target.id);
      const { now } = momentOf(tx);
      // Whether a supervisor may submit goes by the track that is submitted, not by the one of the last save.
      const object = { ...(await policyObject(tx, row)), urgent: body.track !== undefined && body.track !== 'ordinary' };
      const verdict = authorise(officer, 'request.submit', object, momentOf(tx));
      mustBeSeen(row, target.version);
      const basis = await this.basis(tx, officer, row, body);
      const certificate = await heldCertificate(tx, officer, 'iccpr_basic');
      const taken = step('request', row.state, 'request.submit', {
        missing: missingAnswers(body, await formLaw(tx, basis.holding?.jurisdiction ?? row.requestingJurisdiction, row.requestingJurisdiction)),
        contradictions: contradictions(body, { corridor: basis.corridor?.body, now }),
        unusable: unusableIdentifiers(body, basis.source.content.people.identifiers.map(identifierView), this.config.mode),
        certificateValid: certificate !== null,
        termsAccepted: officer.termsAccepted,
        referralStands: stands(basis.source.row),
        corridorCurrent: basis.corridor !== undefined,
      });
      const { holding, corridor, source } = basis;
      if (!certificate || !holding || !corridor) throw new Problem('step', { rules: ['corridor-current'] });

      // Complete, so every required answer is there.
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
      };
      const handling = [...new Set([...row.handling, ...source.row.handling])].sort();
      const sealed = await this.seal.prepare(tx, contentPlace({ ...row, handling }, content.version), content);
      const role = verdict.ruleIds.some((rule) => rule.startsWith('role.officer')) ? 'officer' : 'supervisor';
      const parties = partiesOf({ requestingJurisdiction: row.requestingJurisdiction, holdingJurisdiction: holding.jurisdiction });
      const log = await append(tx, {
        kind: 'request.submitted',
        actor: actorOf(officer, role),
        on: { type: 'request', id: row.id },
        case: row.id,
        parties,
        data: {
          from: row.state,
          to: taken.to,
          version: row.version + 1,
          ...linesSummary(submission.lines),
          track: submission.track,
          basis: submission.legalBasis.cooperationBasis,
          corridor_version: corridor.version,
          certificate: certificate.id,
        },
        commit: { content: sealed.commitment },
      });
      await changeRequest(tx, row, {
        ...headOf(submission),
        state: taken.to,
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
        submittedAt: now,
        entryId: log.entryId,
      });
      await sealed.write(log.entryId);
      await writeVersion(tx, row, officer, log.entryId);
      await writeLines(tx, row, content);
      await noteCasePerson(tx, row.id, officer);
      const due = await owe(tx, { queue: 'screening', kind: 'screen', subject: row.id, agencyId: row.agencyId, personId: officer.personId });
      return {
        written: { id: row.id, ref: row.ref, state: row.state, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } },
        due: [due],
      };
    });
  }

  private async basis(tx: Tx, officer: Officer, row: DataRequest, body: RequestDraft): Promise<Basis> {
    const source = await readReferral(tx, this.seal, officer, row.referralId);
    const holdingId = body.holdingAgency ?? row.holdingAgencyId;
    const holding = holdingId ? await activeAgency(tx, holdingId) : undefined;
    return { source, holding, corridor: holding && (await currentCorridor(tx, row.requestingJurisdiction, holding.jurisdiction)) };
  }
}
