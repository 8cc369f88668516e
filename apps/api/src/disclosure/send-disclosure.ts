import { append } from '@comity/audit';
import { isStepUpFresh, step } from '@comity/casework';
import { type DisclosureSending, type DisclosureView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { type DataRequest } from '../requests/data-request.entity.js';
import { changeRequest, lockRequest, mustBeSeen, partiesOf, policyObject } from '../requests/request-row.js';
import { Acts, type Written } from '../shared/acts.js';
import { authorise, logIsWell } from '../shared/authorise.js';
import { noteCasePerson } from '../shared/case-person.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { type GrantedTable, grantedPlace, packageHash } from './granted-table.js';

/** The package as it is sealed for the sender, and again for who receives it. */
export type Package = Pick<DisclosureView, 'handling' | 'conditions' | 'answers'>;

interface LatestAnswer {
  id: string;
  line_no: number;
  person_id: string;
  rows: number;
}

/** Sends the latest answers of these lines as one package. Who sends has answered none of them. */
@Injectable()
export class SendDisclosure {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /** @throws {StepNotAllowed} `answerer-not-sender`, `lines-answered`, `step-up-fresh` */
  run(officer: Officer, target: Target, body: DisclosureSending): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const request = await lockRequest(tx, target.id);
      const lines = [...new Set(body.lines)].sort((a, b) => a - b);
      const latest = await latestAnswers(tx, request.id, officer.agencyId, lines);
      const moment = momentOf(tx);
      const answerers = latest.map((answer) => answer.person_id);
      authorise(officer, 'disclosure.send', { ...(await policyObject(tx, request)), answerers }, moment, { logWell: await logIsWell(tx) });
      mustBeSeen(request, target.version);
      const { value: table } = await this.seal.open<GrantedTable>(tx, grantedPlace(request.id, officer.agencyId));
      const unanswered = lines.filter((line) => !latest.some((answer) => answer.line_no === line));
      const open = await openLines(tx, request.id, lines);
      const moved = step('request', request.state, 'disclosure.send', {
        sender: officer.personId,
        answerers,
        unanswered,
        open,
        stepUpFresh: isStepUpFresh({ acr: officer.acr, authTimeMs: officer.authTime.getTime() }, moment.at.getTime()),
      });
      const made = await this.compose(tx, officer, table, latest);
      const id = newId();
      const handling = [...table.handling].sort();
      const place = { agencyId: officer.agencyId, record: { type: 'disclosure', id }, version: 1, class: 'C2' as const, handling };
      const sealed = await this.seal.prepare(tx, { ...place, path: 'package' }, made);
      const manifest = made.answers.map((answer) => ({ line: answer.line, format: 'rows_json', rows: answer.rows.length, sha256: packageHash(answer.rows) }));
      const manifestSealed = await this.seal.prepare(tx, { ...place, path: 'manifest' }, manifest);
      const rows = latest.reduce((sum, answer) => sum + answer.rows, 0);
      const log = await append(tx, {
        kind: 'disclosure.sent',
        actor: actorOf(officer, officer.roles.includes('desk') ? 'desk' : 'supervisor'),
        on: { type: 'disclosure', id },
        case: request.id,
        parties: partiesOf(request),
        data: {
          from: request.state,
          to: moved.to,
          version: request.version + 1,
          lines,
          rows,
          external: made.answers.reduce((sum, answer) => sum + answer.external.length, 0),
          handling,
          conditions: [...new Set(made.conditions.map((condition) => condition.kind))].sort(),
          approved_by: officer.commitment,
        },
        commit: { package: sealed.commitment, manifest: manifestSealed.commitment },
      });
      await this.write(tx, officer, request, { id, lines, rows, handling, hash: packageHash(made), manifestHash: packageHash(manifest), entryId: log.entryId });
      await sealed.write(log.entryId);
      await manifestSealed.write(log.entryId);
      await changeRequest(tx, request, { state: moved.to, entryId: log.entryId });
      await noteCasePerson(tx, request.id, officer);
      const due = await owe(tx, { queue: 'work', kind: 'deliver-disclosure', subject: id, agencyId: officer.agencyId, personId: officer.personId });
      return { written: { id, ref: request.ref, state: 'sent', version: 0, log: { entryId: log.entryId, leafHash: log.leafHash } }, due: [due] };
    });
  }

  /** Copies the conditions of the grant to what is sent. */
  private async compose(tx: Tx, officer: Officer, table: GrantedTable, latest: readonly LatestAnswer[]): Promise<Package> {
    const answers: Package['answers'] = [];
    for (const { id } of latest) {
      const place = { agencyId: officer.agencyId, record: { type: 'answer', id }, version: 1, path: 'rows' };
      answers.push((await this.seal.open<Package['answers'][number]>(tx, place)).value);
    }
    const lines = latest.map((answer) => answer.line_no);
    const conditions = table.lines.filter((line) => lines.includes(line.line)).flatMap((line) => line.conditions.map((condition) => ({ ...condition, lines: [line.line] })));
    return { handling: table.handling, conditions, answers };
  }

  private async write(
    tx: Tx,
    officer: Officer,
    request: DataRequest,
    made: { id: string; lines: number[]; rows: number; handling: string[]; hash: string; manifestHash: string; entryId: string },
  ): Promise<void> {
    await tx.query(
      `insert into comity.disclosure (id, ref, request_id, agency_id, requesting_agency_id, state, lines, rows, handling, package_hash, manifest_hash, sent_by, entry_id)
       values ($1, $2, $3, $4, $5, 'sent', $6, $7, $8, $9, $10, $11, $12)`,
      [made.id, request.ref, request.id, officer.agencyId, request.agencyId, made.lines, made.rows, made.handling, made.hash, made.manifestHash, officer.personId, made.entryId],
    );
    await tx.query('update comity.granted_line set disclosure_id = $3 where request_id = $1 and line_no = any ($2)', [request.id, made.lines, made.id]);
  }
}

/** The latest answer to each of these lines. */
function latestAnswers(tx: Tx, requestId: string, agencyId: string, lines: number[]): Promise<LatestAnswer[]> {
  return tx.query<LatestAnswer[]>(
    `select distinct on (line_no) id, line_no, person_id, rows from comity.line_answer
      where request_id = $1 and agency_id = $2 and line_no = any ($3) order by line_no, answered_at desc, id desc`,
    [requestId, agencyId, lines],
  );
}

/** How many granted lines no package has carried, this one included. */
async function openLines(tx: Tx, requestId: string, lines: number[]): Promise<number> {
  const [row] = await tx.query<[{ open: number }]>(
    'select count(*)::int as open from comity.granted_line where request_id = $1 and disclosure_id is null and line_no <> all ($2)',
    [requestId, lines],
  );
  return row.open;
}
