import { type LineAnswer } from '@comity/casework';
import { type DataRow, type LineAnswerView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { partiesOf, policyObject, readRequest } from '../requests/request-row.js';
import { authorise } from '../shared/authorise.js';
import { noteRead } from '../shared/note-read.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { momentOf, Transactions, type Tx } from '../shared/transactions.js';
import { type GrantedTable, grantedPlace } from './granted-table.js';
import { siftRows } from './sift-rows.js';

interface Row {
  id: string;
  line: number;
  answer: LineAnswer;
  excess: number;
  personId: string;
  at: Date;
  sentIn: string | null;
}

type Kept = Pick<LineAnswerView, 'note' | 'ground' | 'searched' | 'rows' | 'external'>;

/** The holding agency looks at what it answered, before and after it was sent. A read of content, so it leaves an entry with its purpose. */
@Injectable()
export class ReadAnswers {
  constructor(
    private readonly transactions: Transactions,
    private readonly seal: Seal,
  ) {}

  /** The newest answer to each line, in the order of the lines. @throws {Problem} `not-found`, `not-allowed`, `purpose`. */
  run(officer: Officer, requestId: string, purpose: string | undefined): Promise<LineAnswerView[]> {
    return this.transactions.as(officer, async (tx) => {
      const request = await readRequest(tx, requestId);
      if (!request) throw new Problem('not-found');
      const verdict = authorise(officer, 'disclosure.answers', await policyObject(tx, request), momentOf(tx), { purpose });
      const rows = await newestAnswers(tx, requestId, officer.agencyId);
      const { value: table } = await this.seal.open<GrantedTable>(tx, grantedPlace(requestId, officer.agencyId));
      const answers: LineAnswerView[] = [];
      for (const row of rows) answers.push(await this.answer(tx, officer, row, table));
      await noteRead(tx, officer, {
        on: { type: 'request', id: requestId },
        caseId: requestId,
        parties: partiesOf(request),
        purpose: verdict.purpose!,
        view: 'answers',
        classes: ['C2'],
        version: request.version,
        keys: rows.length + 1,
      });
      return answers;
    });
  }

  /** What is held back is counted with its reasons and never shown. */
  private async answer(tx: Tx, officer: Officer, row: Row, table: GrantedTable): Promise<LineAnswerView> {
    const place = { agencyId: officer.agencyId, record: { type: 'answer', id: row.id }, version: 1 };
    const { value } = await this.seal.open<Kept>(tx, { ...place, path: 'rows' });
    const granted = table.lines.find(({ line }) => line === row.line);
    const excess = row.excess > 0 ? (await this.seal.open<DataRow[]>(tx, { ...place, path: 'excess' })).value : [];
    const { because } = granted ? siftRows(granted, excess) : { because: [] };
    const { id, line, answer, at, sentIn, personId } = row;
    return { ...value, id, line, answer, held: row.excess, heldBecause: because, at: at.toISOString(), mine: personId === officer.personId, sentIn };
  }
}

function newestAnswers(tx: Tx, requestId: string, agencyId: string): Promise<Row[]> {
  return tx.query<Row[]>(
    `select distinct on (a.line_no) a.id, a.line_no as line, a.answer, a.excess, a.person_id as "personId", a.answered_at as at, g.disclosure_id as "sentIn"
       from comity.line_answer a join comity.granted_line g on g.request_id = a.request_id and g.line_no = a.line_no
      where a.request_id = $1 and a.agency_id = $2 order by a.line_no, a.answered_at desc, a.id desc`,
    [requestId, agencyId],
  );
}
