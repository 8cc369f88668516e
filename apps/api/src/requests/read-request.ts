import { type ChangeWord, type LineState } from '@comity/casework';
import { type GrantedLineView, type RequestView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { authorise } from '../shared/authorise.js';
import { noteRead } from '../shared/note-read.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { momentOf, Transactions, type Tx } from '../shared/transactions.js';
import { currentCorridor, iccprStatus, protectionOf } from '../units/law.js';
import { type DataRequest } from './data-request.entity.js';
import { decisionClock, returnsOf } from './decision-clock.js';
import { earlierRequests } from './earlier-requests.js';
import { formLaw } from './form-law.js';
import { type DraftContent, openDraft, openFrozen, openReworked, sha256Of } from './request-content.js';
import { partiesOf, policyObject, readRequest } from './request-row.js';
import { NOTHING_OPENED, type Opened, toView } from './request.view.js';
import { changesOf, counting, sealedDecisions } from './standing-decisions.js';

/** Opens a request. A read of content, so it leaves an entry with its purpose. */
@Injectable()
export class ReadRequest {
  constructor(
    private readonly transactions: Transactions,
    private readonly seal: Seal,
  ) {}

  /** @param purpose code of `Comity-Purpose`; undefined is the record's own aim. @throws {Problem} `not-found`, `not-allowed`, `purpose`. */
  run(officer: Officer, id: string, purpose: string | undefined): Promise<RequestView> {
    return this.transactions.as(officer, async (tx) => {
      const row = await readRequest(tx, id);
      if (!row || row.state === 'discarded') throw new Problem('not-found');
      const verdict = authorise(officer, 'request.get', await policyObject(tx, row), momentOf(tx), { purpose });
      const own = row.agencyId === officer.agencyId;
      const holding = !own && row.holdingAgencyId === officer.agencyId;
      const opened = own ? await this.own(tx, row) : holding ? await this.granted(tx, row, officer) : NOTHING_OPENED;
      await noteRead(tx, officer, {
        on: { type: 'request', id: row.id },
        caseId: row.id,
        parties: partiesOf(row),
        purpose: verdict.purpose!,
        view: own ? 'request' : holding ? 'granted' : 'head',
        classes: own ? ['C2', 'C5'] : holding ? ['C2'] : ['C1'],
        version: row.version,
        keys: own || holding ? 1 : 0,
      });
      return toView(row, own, opened);
    });
  }

  private async own(tx: Tx, row: DataRequest): Promise<Opened> {
    const { submission, identifiers } = await openContent(tx, this.seal, row);
    const form = row.state === 'draft' || row.state === 'returned' ? await formOf(tx, row, identifiers) : null;
    const decisions = counting(row.state, await sealedDecisions(tx, row));
    const words = await tx.query<{ decisionId: string; line: number; change: ChangeWord }[]>(
      'select decision_id as "decisionId", line_no as line, change from comity.decision_line where decision_id = any ($1)',
      [decisions.map(({ id }) => id)],
    );
    const changes = changesOf(decisions, words);
    const lines = await tx.query<{ line: number; state: LineState }[]>(
      'select line_no as line, state from comity.request_line where request_id = $1 order by line_no',
      [row.id],
    );
    return {
      ...NOTHING_OPENED,
      clock: decisionClock({ ...row, returns: await returnsOf(tx, row.id) }, momentOf(tx).now, decisions.at(-1)?.sealedAt),
      content: submission,
      form,
      identifiers,
      decision: decisions.at(-1)?.id ?? null,
      decisions: decisions.map(({ id, position, outcome }) => ({ id, position, outcome })),
      lines: lines.map(({ line, state }) => ({ line, state, change: changes.get(line) ?? null })),
    };
  }

  /** The package of the holding agency, sealed under its own key: exactly what was granted. */
  private async granted(tx: Tx, row: DataRequest, officer: Officer): Promise<Opened> {
    const place = { agencyId: officer.agencyId, record: { type: 'granted', id: row.id }, version: 1, path: 'table' };
    const { value } = await this.seal.open<{ lines: GrantedLineView[] }>(tx, place);
    return { ...NOTHING_OPENED, granted: value.lines, packageHash: sha256Of(value) };
  }
}

/** The draft, what was submitted, or of a returned request what is being made of it. */
async function openContent(tx: Tx, seal: Seal, row: DataRequest): Promise<DraftContent> {
  if (row.state === 'draft') return openDraft(tx, seal, row);
  return row.state === 'returned' ? openReworked(tx, seal, row) : openFrozen(tx, seal, row);
}

/** What the form of a draft goes by; null where no corridor is in force. */
async function formOf(tx: Tx, row: DataRequest, identifiers: RequestView['identifiers']): Promise<RequestView['form']> {
  if (!row.holdingJurisdiction) return null;
  const corridor = await currentCorridor(tx, row.requestingJurisdiction, row.holdingJurisdiction);
  if (!corridor) return null;
  const { requestLanguages, channels, cooperationBases } = corridor.body;
  const open = channels.filter(({ addressee }) => addressee === row.holdingAgencyId).map(({ channel }) => channel);
  return {
    ...(await formLaw(tx, row.holdingJurisdiction, row.requestingJurisdiction)),
    languages: requestLanguages,
    channels: [...new Set(open)],
    bases: cooperationBases,
    platform: {
      requestingStateIccpr: await iccprStatus(tx, row.requestingJurisdiction),
      recipientProtection: protectionOf(corridor.body),
      earlier: await earlierBy(tx, row, identifiers),
    },
  };
}

/** Earlier requests about each identifier; equal numbers are the same request. */
async function earlierBy(tx: Tx, row: DataRequest, identifiers: RequestView['identifiers']): Promise<NonNullable<RequestView['form']>['platform']['earlier']> {
  const ids = identifiers.map(({ id }) => id);
  const found = await earlierRequests(tx, row, momentOf(tx).at, ids);
  const all = [...new Set([...found.values()].flat())];
  return [...found].map(([identifier, requests]) => ({ identifier, requests: requests.map((one) => all.indexOf(one)) }));
}
