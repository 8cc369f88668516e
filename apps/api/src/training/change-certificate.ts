import { append } from '@comity/audit';
import { type CertificateChange } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Done, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { CERTIFICATE_CHANGES, type CertificateAct, certificateObject, certificateRow, type CertificateRow } from './certificate-row.js';
import { TrainingRefused } from './exam-refused.js';
import { shortRef } from './exam-row.js';

/** From which stored state each change is possible, and what it leads to. */
const STEPS = {
  suspend: { from: ['valid'], to: 'suspended' },
  restore: { from: ['suspended'], to: 'valid' },
  revoke: { from: ['valid', 'suspended'], to: 'revoked' },
} as const satisfies Record<CertificateAct, { from: readonly CertificateRow['state'][]; to: CertificateRow['state'] }>;

/**
 * Suspends, restores or revokes a certificate: the act of two examiners. The first call proposes; the same act by another person carries it out, at once:
 * whoever holds the row for a decision commits first, whoever comes later is refused.
 */
@Injectable()
export class ChangeCertificate {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `second-person` for the person who proposed; `step` from a state that knows no such change, or while another change waits. */
  run(officer: Officer, act: CertificateAct, target: Target, body: CertificateChange): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      await tx.query('select id from comity.certificate where id = $1 for update', [target.id]);
      const row = await certificateRow(tx, target.id);
      authorise(officer, `certificate.${act}`, certificateObject(row), momentOf(tx));
      if (row.version !== target.version) throw new Problem('version');
      if (!(STEPS[act].from as readonly string[]).includes(row.state)) throw new TrainingRefused(row.state, 'state');
      if (row.change === null) return this.propose(tx, officer, act, row, body);
      if (row.change !== CERTIFICATE_CHANGES[act]) throw new TrainingRefused(row.state, 'other-proposal');
      if (row.proposedBy === officer.personId) throw new Problem('second-person', { rules: ['two-examiners'] });
      return this.carryOut(tx, officer, act, row, body);
    });
  }

  private async propose(tx: Tx, officer: Officer, act: CertificateAct, row: CertificateRow, body: CertificateChange): Promise<Done> {
    const id = newId();
    const reason = await this.reason(tx, officer, id, body);
    const log = await append(tx, {
      kind: 'certificate.change_proposed',
      actor: actorOf(officer, 'auditor'),
      on: { type: 'certificate', id: row.id },
      data: { change: CERTIFICATE_CHANGES[act] },
      commit: { reason: reason.commitment },
    });
    await reason.write(log.entryId);
    await tx.query(
      `insert into comity.certificate_change (id, certificate_id, change, officer_id, person_id, agency_id, proposed_at, commitment, entry_id)
       values ($1, $2, $3, $4, $5, $6, comity.now(), $7, $8)`,
      [id, row.id, CERTIFICATE_CHANGES[act], officer.officerId, officer.personId, officer.agencyId, officer.commitment, log.entryId],
    );
    return this.done(tx, row, row.state, log);
  }

  private async carryOut(tx: Tx, officer: Officer, act: CertificateAct, row: CertificateRow, body: CertificateChange): Promise<Done> {
    const { to } = STEPS[act];
    const reason = await this.reason(tx, officer, newId(), body);
    const [first] = await tx.query<[{ commitment: string }]>('select commitment from comity.certificate_change where id = $1', [row.proposalId]);
    const log = await append(tx, {
      kind: 'certificate.state_changed',
      actor: actorOf(officer, 'auditor'),
      on: { type: 'certificate', id: row.id },
      data: { from: row.state, to, cause: CERTIFICATE_CHANGES[act], approved_by: first.commitment },
      commit: { reason: reason.commitment },
    });
    await reason.write(log.entryId);
    await tx.query("update comity.certificate_change set state = 'done', ended_at = comity.now() where id = $1", [row.proposalId]);
    return this.done(tx, row, to, log);
  }

  private reason(tx: Tx, officer: Officer, id: string, body: CertificateChange) {
    return this.seal.prepare(tx, { agencyId: officer.agencyId, record: { type: 'certificate', id }, version: 1, path: 'reason', class: 'C4' }, body.reason);
  }

  private async done(tx: Tx, row: CertificateRow, state: CertificateRow['state'], log: { entryId: string; leafHash: string }): Promise<Done> {
    await tx.query('update comity.certificate set state = $2, version = version + 1, changed_entry_id = $3 where id = $1', [row.id, state, log.entryId]);
    return { written: { id: row.id, ref: shortRef('CT', row.id), state, version: row.version + 1, log: { entryId: log.entryId, leafHash: log.leafHash } } };
  }
}
