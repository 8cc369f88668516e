import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type DisclosureReceipt } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { changeRequest, lockRequest, partiesOf, policyObject } from '../requests/request-row.js';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { noteCasePerson } from '../shared/case-person.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { findDisclosure } from './read-disclosure.js';
import { type Package } from './send-disclosure.js';

/** The desk that asked takes receipt of the package whose hash it saw, with the conditions that bind it. */
@Injectable()
export class ReceiptDisclosure {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {StepNotAllowed} `hash-equal` when another package was seen, `conditions-shown` when a condition of it was not. */
  run(officer: Officer, target: Target, body: DisclosureReceipt): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { request: requestId } = await findDisclosure(tx, target.id);
      const request = await lockRequest(tx, requestId);
      const row = await findDisclosure(tx, target.id, true);
      authorise(officer, 'disclosure.receipt', await policyObject(tx, request), momentOf(tx));
      if (row.version !== target.version) throw new Problem('version');
      const place = { agencyId: officer.agencyId, record: { type: 'disclosure', id: row.id }, version: 1, path: 'package' };
      const { value } = await this.seal.open<Package>(tx, place);
      const moved = step('request', request.state, 'disclosure.receipt', {
        sentHash: row.packageHash,
        seenHash: body.packageHash,
        conditionsShown: value.conditions.every((condition) => body.conditions.includes(condition.id)),
        packagesOpen: await openPackages(tx, request.id, row.id),
      });
      const seen = await this.seal.prepare(tx, { ...place, path: 'receipt', class: 'C1' }, body);
      const version = request.version + 1;
      const log = await append(tx, {
        kind: 'disclosure.receipted',
        actor: actorOf(officer, 'desk'),
        on: { type: 'disclosure', id: row.id },
        case: request.id,
        parties: partiesOf(request),
        data: { from: request.state, to: moved.to, version, hash_equal: true },
        commit: { package: seen.commitment },
      });
      await seen.write(log.entryId);
      await tx.query("update comity.disclosure set state = 'receipted', version = version + 1, entry_id = $2 where id = $1", [row.id, log.entryId]);
      await changeRequest(tx, request, { state: moved.to, entryId: log.entryId });
      await noteCasePerson(tx, request.id, officer);
      return { written: { id: row.id, ref: row.ref, state: 'receipted', version: row.version + 1, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }
}

/** Packages of the request that wait for their receipt, beside this one. */
async function openPackages(tx: Tx, requestId: string, but: string): Promise<number> {
  const [row] = await tx.query<[{ open: number }]>(
    "select count(*)::int as open from comity.disclosure where request_id = $1 and id <> $2 and state <> 'receipted'",
    [requestId, but],
  );
  return row.open;
}
