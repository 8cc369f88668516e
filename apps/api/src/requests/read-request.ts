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
import { decisionClock } from './decision-clock.js';
import { earlierRequests } from './earlier-requests.js';
import { formLaw } from './form-law.js';
import { openDraft, openFrozen, sha256Of } from './request-content.js';
import { partiesOf, policyObject, readRequest } from './request-row.js';
import { NOTHING_OPENED, type Opened, toView } from './request.view.js';

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
    const { submission, identifiers } = row.frozenVersion === 0 ? await openDraft(tx, this.seal, row) : await openFrozen(tx, this.seal, row);
    const form = row.state === 'draft' ? await formOf(tx, row, identifiers) : null;
    const decision = await sealedDecision(tx, row);
    const changes = decision
      ? await tx.query<{ line: number; change: ChangeWord }[]>('select line_no as line, change from comity.decision_line where decision_id = $1', [decision.id])
      : [];
    const lines = await tx.query<{ line: number; state: LineState }[]>(
      'select line_no as line, state from comity.request_line where request_id = $1 order by line_no',
      [row.id],
    );
    return {
      ...NOTHING_OPENED,
      clock: decisionClock(row, momentOf(tx).now, decision?.sealedAt),
      content: submission,
      form,
      identifiers,
      decision: decision?.id ?? null,
      lines: lines.map(({ line, state }) => ({ line, state, change: changes.find((one) => one.line === line)?.change ?? null })),
    };
  }

  /** The package of the holding agency, sealed under its own key: exactly what was granted. */
  private async granted(tx: Tx, row: DataRequest, officer: Officer): Promise<Opened> {
    const place = { agencyId: officer.agencyId, record: { type: 'granted', id: row.id }, version: 1, path: 'table' };
    const { value } = await this.seal.open<{ lines: GrantedLineView[] }>(tx, place);
    return { ...NOTHING_OPENED, granted: value.lines, packageHash: sha256Of(value) };
  }
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

/** States in which the applicant may know what was decided; before that a first of two decisions is nobody's to read. */
const DECIDED: readonly string[] = ['granted', 'refused', 'returned', 'dispatched', 'answering', 'disclosed', 'receipted', 'closed', 'stopped'];

async function sealedDecision(tx: Tx, row: DataRequest): Promise<{ id: string; sealedAt: Date } | null> {
  if (!DECIDED.includes(row.state)) return null;
  const [found] = await tx.query<{ id: string; sealedAt: Date }[]>(
    `select id, sealed_at as "sealedAt" from comity.decision where request_id = $1 and request_version = $2 and round = $3 and state = 'sealed' order by sealed_at desc limit 1`,
    [row.id, row.frozenVersion, row.round],
  );
  return found ?? null;
}
