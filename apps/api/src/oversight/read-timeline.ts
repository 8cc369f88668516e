import { type TimelineRowView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { policyObject, readRequest } from '../requests/request-row.js';
import { authorise } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { momentOf, Transactions } from '../shared/transactions.js';
import { EntryStore } from './entry-store.js';
import { bodyOf, type EntryBody, proofState } from './entry.view.js';

/** Entries that one timeline holds at most. */
const MOST = 500;
/** Kinds of the walk; reads, sign-ins and refusals are each person's own trail and not the case's. */
const KINDS = /^(request|screening|review|decision|disclosure)\./;
/** Acts of the platform itself. A second assessment, which a reviewer's answer brings about, is the reviewer's act and none of these. */
const OF_PLATFORM: readonly string[] = ['request.screened', 'request.order_awaited', 'request.dispatched'];
/** What the side that asks may know of others' acts; the decision only once it reached it. */
const OF_OTHERS: readonly string[] = ['request.taken_up', 'disclosure.sent'];
/** The holding agency learns of a request by its dispatch; what came before is not its case. */
const FROM_DISPATCH: readonly string[] = ['request.dispatched', 'disclosure.receipted', 'request.closed'];
const OPEN_STATES: readonly string[] = ['draft', 'submitted', 'screened', 'awaiting_order', 'in_review', 'in_second_review', 'in_lead_review'];

/** The timeline of a request for the two sides of it: what one's own agency did, and what one is told of the others. */
@Injectable()
export class ReadTimeline {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: EntryStore,
  ) {}

  /** @throws {Problem} `not-found`, `not-allowed`. */
  async of(officer: Officer, id: string): Promise<{ items: TimelineRowView[] }> {
    const row = await this.transactions.as(officer, async (tx) => {
      const found = await readRequest(tx, id);
      if (!found) throw new Problem('not-found');
      authorise(officer, 'request.timeline', await policyObject(tx, found), momentOf(tx));
      return found;
    });
    const asks = row.agencyId === officer.agencyId;
    const ofOthers = !asks ? FROM_DISPATCH : OPEN_STATES.includes(row.state) ? OF_OTHERS : [...OF_OTHERS, 'decision.sealed'];
    const ofPlatform = asks ? OF_PLATFORM : FROM_DISPATCH;
    const isShown = ({ kind, actor: { agency } }: EntryBody): boolean =>
      KINDS.test(kind) && (agency === officer.agencyId || (agency === undefined ? ofPlatform : ofOthers).includes(kind));
    const [entries, size] = await Promise.all([this.store.search({ case: id }, MOST), this.store.publishedSize()]);
    return {
      items: entries.flatMap(({ entryId, index, body: bytes }) => {
        const body = bodyOf({ body: bytes });
        if (!isShown(body)) return [];
        const { kind, at, actor } = body;
        return [
          {
            entryId,
            index,
            kind,
            at,
            agency: actor.agency ?? null,
            jurisdiction: actor.jurisdiction ?? null,
            role: actor.role ?? null,
            proof: proofState(index, size),
          },
        ];
      }),
    };
  }
}
