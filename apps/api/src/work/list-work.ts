import { type WorkRowView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { type Officer } from '../shared/officer.js';
import { momentOf, Transactions } from '../shared/transactions.js';
import { answerWork } from './answer-work.js';
import { referralWork } from './referral-work.js';
import { requestWork } from './request-work.js';

/** Everything that a person of a national unit has to do or waits for. */
@Injectable()
export class ListWork {
  constructor(private readonly transactions: Transactions) {}

  /** Emergencies first, then by the end of the clock; what has no clock follows, the oldest first. @source experience.md 1.3 */
  run(officer: Officer): Promise<WorkRowView[]> {
    return this.transactions.as(officer, async (tx) => {
      const nowMs = momentOf(tx).now.getTime();
      const rows = [...(await referralWork(tx, officer, nowMs)), ...(await requestWork(tx, officer, nowMs)), ...(await answerWork(tx, officer))];
      return rows.sort(byTime);
    });
  }
}

const rank = ({ track, clock }: WorkRowView): number => (track === 'emergency' ? 0 : clock?.state === 'running' || clock?.state === 'missed' ? 1 : 2);
const byTime = (a: WorkRowView, b: WorkRowView): number =>
  rank(a) - rank(b) || (a.clock?.dueAt ?? a.since).localeCompare(b.clock?.dueAt ?? b.since) || a.ref.localeCompare(b.ref);
