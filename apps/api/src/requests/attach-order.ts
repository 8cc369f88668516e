import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type OrderAttachment } from '@comity/contract';
import { Inject, Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { type Config } from '../shared/config.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { CONFIG } from '../shared/tokens.js';
import { momentOf } from '../shared/transactions.js';
import { freezeVersion, weighSubmission } from './freeze-submission.js';
import { openFrozen } from './request-content.js';
import { changeRequest, lockRequest, mustBeSeen, partiesOf, policyObject } from './request-row.js';

/**
 * Attaches orders to a request that waits for one. What was submitted stays word for word; with the orders it is a new version, which is screened anew. Whoever
 * reviews it must say for each line that they read the order.
 */
@Injectable()
export class AttachOrder {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mode'>,
  ) {}

  /** @throws {Problem} `not-found`, `version`; `StepNotAllowed` with every cause, `#/authorisations/N` among them. */
  run(officer: Officer, target: Target, { authorisations }: OrderAttachment): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await lockRequest(tx, target.id);
      authorise(officer, 'request.attach_order', await policyObject(tx, row), momentOf(tx));
      mustBeSeen(row, target.version);
      const before = row.frozenVersion > 0 ? await openFrozen(tx, this.seal, row) : null;
      const body = { ...before?.submission, authorisations: [...(before?.submission.authorisations ?? []), ...authorisations] };
      const weighed = await weighSubmission(tx, this.seal, this.config.mode, officer, row, body);
      const known = before?.submission.authorisations.map(({ reference }) => reference) ?? [];
      const taken = step('request', row.state, 'request.attach_order', { ...weighed.facts, orderLacks: lacksOf(authorisations, known) });
      const references = authorisations.map(({ reference }) => reference);
      const frozen = await freezeVersion(tx, this.seal, officer, row, weighed, body, {
        ...(before?.answers ? { answers: before.answers } : {}),
        attachedOrders: [...(before?.attachedOrders ?? []), ...references],
      });
      const place = { agencyId: row.agencyId, record: { type: 'request', id: row.id }, version: frozen.content.version, class: 'C5' as const, path: 'order' };
      const order = await this.seal.prepare(tx, { ...place, handling: row.handling }, authorisations);
      const [first] = authorisations;
      const log = await append(tx, {
        kind: 'request.order_attached',
        actor: actorOf(officer, 'officer'),
        on: { type: 'request', id: row.id },
        case: row.id,
        parties: partiesOf(row),
        data: {
          from: row.state,
          to: taken.to,
          version: row.version + 1,
          level: first!.level,
          authority_jurisdiction: first!.jurisdiction,
          lines: [...new Set(authorisations.flatMap(({ covers }) => covers))].sort((a, b) => a - b),
        },
        commit: { order: order.commitment },
      });
      await changeRequest(tx, row, { ...frozen.columns, state: taken.to, entryId: log.entryId });
      await frozen.write(officer, log.entryId);
      await order.write(log.entryId);
      const due = await owe(tx, { queue: 'screening', kind: 'screen', subject: row.id, agencyId: row.agencyId, personId: officer.personId });
      return {
        written: { id: row.id, ref: row.ref, state: row.state, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } },
        due: [due],
      };
    });
  }
}

/** What keeps an order from being one: no authority behind it, no line that it covers, a reference that the request has already. */
const lacksOf = (orders: OrderAttachment['authorisations'], known: readonly string[]): string[] =>
  orders.flatMap((order, at) => [
    ...(order.level === 'none' || order.timing === 'none' ? [`#/authorisations/${at}/level`] : []),
    ...(order.covers.length === 0 ? [`#/authorisations/${at}/covers`] : []),
    ...(known.includes(order.reference) || orders.slice(0, at).some(({ reference }) => reference === order.reference)
      ? [`#/authorisations/${at}/reference`]
      : []),
  ]);
