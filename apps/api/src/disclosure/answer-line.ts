import { append } from '@comity/audit';
import { step } from '@comity/casework';
import { type LineAnswerRecord, type LineAnsweredView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { type DataRequest } from '../requests/data-request.entity.js';
import { lockRequest, mustBeSeen, partiesOf, policyObject } from '../requests/request-row.js';
import { Acts } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { noteCasePerson } from '../shared/case-person.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { type GrantedTable, grantedPlace } from './granted-table.js';
import { type HeldBecause, siftRows, type Sifted } from './sift-rows.js';

/** Answers that bring rows, and those that need a ground. */
const WITH_ROWS = ['data_attached', 'partly'];
const WITH_GROUND = ['refused', 'impossible'];

/** Answers one granted line. Rows outside the grant are held back at once: they are sealed apart, counted in the log, and never sent. */
@Injectable()
export class AnswerLine {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /**
   * @param target the request, with the version that was seen. A second answer to a line replaces nothing: the latest one counts until it is sent.
   * @throws {StepNotAllowed} `line-granted`, `answer-complete`
   */
  async run(officer: Officer, target: Target, line: number, body: LineAnswerRecord): Promise<LineAnsweredView> {
    let sifted: Sifted = { kept: [], held: [], because: [] };
    const written = await this.acts.run(officer, async (tx) => {
      const request = await lockRequest(tx, target.id);
      authorise(officer, 'disclosure.answer', await policyObject(tx, request), momentOf(tx));
      mustBeSeen(request, target.version);
      const { value: table } = await this.seal.open<GrantedTable>(tx, grantedPlace(request.id, officer.agencyId));
      const granted = table.lines.find((one) => one.line === line);
      if (granted) sifted = siftRows(granted, body.rows);
      step('request', request.state, 'disclosure.answer', { lineGranted: granted !== undefined, lacks: lacksOf(body), excessRows: sifted.held.length });
      const id = newId();
      const entryId = await this.write(tx, officer, request, { id, line, body, sifted, handling: table.handling });
      await noteCasePerson(tx, request.id, officer);
      return { written: { id, ref: request.ref, state: request.state, version: request.version, log: entryId } };
    });
    const because: HeldBecause[] = sifted.because;
    return { ...written, log: written.log!, kept: sifted.kept.length, held: sifted.held.length, heldBecause: because };
  }

  private async write(
    tx: Tx,
    officer: Officer,
    request: DataRequest,
    made: { id: string; line: number; body: LineAnswerRecord; sifted: Sifted; handling: readonly string[] },
  ): Promise<{ entryId: string; leafHash: string }> {
    const { id, line, body, sifted, handling } = made;
    const place = { agencyId: officer.agencyId, record: { type: 'answer', id }, version: 1, class: 'C2' as const, handling };
    const { note, ground, searched, external = [] } = body;
    const kept = await this.seal.prepare(tx, { ...place, path: 'rows' }, { line, answer: body.answer, note: note ?? null, ground: ground ?? null, searched, external, rows: sifted.kept });
    const held = sifted.held.length > 0 ? await this.seal.prepare(tx, { ...place, path: 'excess' }, sifted.held) : undefined;
    const thread = { actor: actorOf(officer, 'officer'), on: { type: 'answer', id }, case: request.id, parties: partiesOf(request) };
    const log = await append(tx, {
      kind: 'disclosure.line_answered',
      ...thread,
      data: { line, answer: body.answer, rows: sifted.kept.length, searched_from: asInstant(searched.from), searched_to: asInstant(searched.to) },
      commit: { rows: kept.commitment },
    });
    const excess = held
      ? await append(tx, { kind: 'disclosure.excess_held', ...thread, data: { line, rows: sifted.held.length }, commit: { rows: held.commitment } })
      : undefined;
    await tx.query(
      `insert into comity.line_answer (id, request_id, agency_id, line_no, answer, rows, excess, person_id, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, request.id, officer.agencyId, line, body.answer, sifted.kept.length, sifted.held.length, officer.personId, log.entryId],
    );
    await kept.write(log.entryId);
    await held?.write(excess!.entryId);
    return { entryId: log.entryId, leafHash: log.leafHash };
  }
}

/** What an answer lacks: rows where it says that there are some, none where it says none, a ground for a refusal. */
function lacksOf(body: LineAnswerRecord): string[] {
  const brings = body.rows.length > 0 || (body.external?.length ?? 0) > 0;
  return [
    ...(WITH_ROWS.includes(body.answer) && !brings ? ['rows'] : []),
    ...(!WITH_ROWS.includes(body.answer) && brings ? ['no-rows'] : []),
    ...(WITH_GROUND.includes(body.answer) && !body.ground ? ['ground'] : []),
    ...(Date.parse(body.searched.from) <= Date.parse(body.searched.to) ? [] : ['searched']),
  ];
}

/** Entries hold instants in one spelling: UTC with three decimals. */
const asInstant = (text: string): string => new Date(text).toISOString();
