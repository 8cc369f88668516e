import { type DecisionView, type LetterView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { DataRequest } from '../requests/data-request.entity.js';
import { partiesOf } from '../requests/request-row.js';
import { counting, sealedDecisions } from '../requests/standing-decisions.js';
import { authorise, NOTHING } from '../shared/authorise.js';
import { DoesNotOpen } from '../shared/envelope.js';
import { noteRead } from '../shared/note-read.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { momentOf, Transactions, type Tx } from '../shared/transactions.js';
import { type DecisionRecord, type Letter, openDecisionLetter, openLetter } from './decision-letter.js';
import { Decision } from './decision.entity.js';
import { Review } from './review.entity.js';
import { type Proposal, proposalPlace } from './share-proposal.handler.js';
import { togetherOf } from './together.js';

/** What was opened of a decision. The internal reasons reach those who decide, never the agency that asked. */
type Read = Pick<DecisionView, 'departure' | 'together'> & { record: DecisionRecord; internal?: string };

/** How the caller stands to a decision: wrote it, reads it as somebody who decides, or asked for it. */
interface Who {
  isWriter: boolean;
  reader: Review | null;
  request: DataRequest | null;
}

/** Opens a sealed decision: for who sealed it, and who decides or decided beside or after them, with the internal reasons; for the agency that asked without. */
@Injectable()
export class OpenDecision {
  constructor(
    private readonly transactions: Transactions,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found`, also while the copy of the reader is on its way; `purpose`. */
  run(officer: Officer, id: string, purpose: string | undefined): Promise<DecisionView> {
    return this.transactions.as(officer, async (tx) => {
      const { decision, who } = await this.opened(tx, officer, id, 'decision.get', purpose);
      const { record, internal, departure, together } = await this.read(tx, officer, id, who);
      return {
        ...record,
        ...(internal === undefined ? {} : { reasonsInternal: internal }),
        ...(departure ? { departure } : {}),
        ...(together ? { together } : {}),
        state: decision.state,
        version: decision.version,
        sealedAt: decision.sealedAt.toISOString(),
        log: { entryId: decision.entryId, leafHash: decision.leafHash },
      };
    });
  }

  /** The letter word for word as it was sealed. @throws {Problem} like `run`; a lead who decides on a proposal reads the proposal, not its letter. */
  letter(officer: Officer, id: string, purpose: string | undefined): Promise<LetterView> {
    return this.transactions.as(officer, async (tx) => {
      const { decision, who } = await this.opened(tx, officer, id, 'decision.letter', purpose);
      const own = { agencyId: officer.agencyId, record: { type: 'decision', id }, version: 1, path: 'letter' };
      const letter = await orNotFound(async () =>
        who.isWriter ? (await this.seal.open<Letter>(tx, own)).value : await openLetter(tx, this.seal, { agencyId: officer.agencyId, decisionId: id }),
      );
      return { decision: id, ...letter, sealedAt: decision.sealedAt.toISOString() };
    });
  }

  /** Allows and notes one read of a decision. */
  private async opened(tx: Tx, officer: Officer, id: string, act: 'decision.get' | 'decision.letter', purpose: string | undefined) {
    const decision = await tx.findOneBy(Decision, { id });
    if (!decision) throw new Problem('not-found');
    const request = await tx.findOneBy(DataRequest, { id: decision.requestId });
    // After the seal the reviewer no longer sees the request; the review still says for what aim it was read.
    const review = await tx.findOneBy(Review, { id: decision.reviewId });
    const isWriter = review !== null && decision.personId === officer.personId;
    const reader = isWriter ? null : await readerOf(tx, officer, decision);
    const recordAim = review?.purpose ?? reader?.purpose ?? request?.purpose ?? null;
    const object = {
      ...NOTHING,
      ownerAgency: decision.requestingAgencyId,
      requestingAgency: decision.requestingAgencyId,
      caseAgencies: request?.partySet ?? [decision.requestingAgencyId],
      authors: request ? [request.createdBy] : [],
      reviewers: isWriter || reader ? [officer.personId] : [],
      purpose: recordAim,
    };
    const verdict = authorise(officer, act, object, momentOf(tx), { purpose });
    await noteRead(tx, officer, {
      on: { type: 'decision', id },
      caseId: decision.requestId,
      parties: request ? partiesOf(request) : [officer.jurisdiction],
      purpose: verdict.purpose ?? recordAim ?? 'investigate',
      view: act === 'decision.get' ? 'decision' : 'letter',
      classes: ['C1', 'C4'],
      version: decision.version,
      keys: 1,
    });
    return { decision, who: { isWriter, reader, request } };
  }

  private async read(tx: Tx, officer: Officer, id: string, who: Who): Promise<Read> {
    if (who.isWriter) return this.own(tx, officer, id);
    return orNotFound(async () => {
      if (who.reader) return this.proposal(tx, officer, id, who.reader);
      const record = await openDecisionLetter(tx, this.seal, { agencyId: officer.agencyId, decisionId: id });
      return { record, ...(who.request ? await this.beside(tx, who.request, record) : {}) };
    });
  }

  private async proposal(tx: Tx, officer: Officer, id: string, reader: Review): Promise<Read> {
    const { value } = await this.seal.open<Proposal>(tx, proposalPlace(officer.agencyId, id, reader.id));
    return { ...value, departure: value.departure ?? undefined };
  }

  /** What two grants have in common, where this is one of two that count. */
  private async beside(tx: Tx, request: DataRequest, record: DecisionRecord): Promise<Pick<Read, 'together'>> {
    const decisions = counting(request.state, await sealedDecisions(tx, request));
    const other = decisions.find(({ id }) => id !== record.id);
    if (!other || !decisions.some(({ id }) => id === record.id) || !isGrant(record) || !isGrant(other)) return {};
    const second = await openDecisionLetter(tx, this.seal, { agencyId: request.agencyId, decisionId: other.id });
    return { together: { with: other.id, ...togetherOf(record, second) } };
  }

  private async own(tx: Tx, officer: Officer, id: string): Promise<Read> {
    const place = { agencyId: officer.agencyId, record: { type: 'decision', id }, version: 1 };
    const record = await this.seal.open<DecisionRecord>(tx, { ...place, path: 'record' });
    const reasons = await this.seal.open<{ internal: string; departure: string | null }>(tx, { ...place, path: 'reasons' });
    return { record: record.value, internal: reasons.value.internal, departure: reasons.value.departure ?? undefined };
  }
}

/** What this agency has no copy of is not there for it. */
async function orNotFound<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof DoesNotOpen) throw new Problem('not-found');
    throw error;
  }
}

const isGrant = ({ outcome }: { outcome: string }): boolean => outcome === 'grant' || outcome === 'grant_in_part';

/** The caller's own review beside this decision: of a lead who is drawn to decide on it, or of somebody who sealed in the same round. */
function readerOf(tx: Tx, officer: Officer, { requestId, requestVersion, round }: Decision): Promise<Review | null> {
  const own = { requestId, requestVersion, round, personId: officer.personId, agencyId: officer.agencyId };
  return tx.findOne(Review, {
    where: [
      { ...own, position: 'lead', endedAt: IsNull() },
      { ...own, state: 'sealed' },
    ],
  });
}
