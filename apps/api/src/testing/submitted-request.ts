import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { append } from '@comity/audit';
import { type RequestSubmission } from '@comity/contract';
import { writeLines } from '../requests/frozen-rows.js';
import { DataRequest } from '../requests/data-request.entity.js';
import { contentPlace, type FrozenContent, sha256Of } from '../requests/request-content.js';
import { newId } from '../shared/new-id.js';
import { owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { Transactions } from '../shared/transactions.js';
import { PEOPLE } from './people.js';
import { type Stack } from './stack.js';

/** The submission of the walk, with identifiers that exist. */
export function walkSubmission(): { submission: RequestSubmission; identifiers: FrozenContent['identifiers'] } {
  const submission = JSON.parse(readFileSync(new URL('../../../../samples/walk-submission.json', import.meta.url), 'utf8')) as RequestSubmission;
  const identifiers = [...new Set(submission.lines.map((line) => line.identifier))].map((key) => {
    const [type = '', raw = ''] = key.split(/:(.*)/);
    return { id: newId(), key, type, raw, normal: raw, reason: null, service: null, port: null, seen: null, subject: null, warnings: [] };
  });
  const lines = submission.lines.map((line) => ({ ...line, identifier: identifiers.find((one) => one.key === line.identifier)!.id }));
  return { submission: { ...submission, lines }, identifiers };
}

/** A planted request. */
export interface SubmittedRequest {
  id: string;
  referralId: string;
  submission: RequestSubmission;
}

/**
 * Plants a request of Kenya to Sweden as `request.submit` leaves it, for tests that begin there; `work()` screens it and draws its reviewer.
 * @param change bends the submission of the walk.
 */
export async function plantSubmittedRequest(stack: Stack, change: (submission: RequestSubmission) => void = () => undefined): Promise<SubmittedRequest> {
  const person = (key: string) => PEOPLE.find((one) => one.key === key)!;
  const [author, holder] = [person('a.officer'), person('b.officer')];
  const { submission, identifiers } = walkSubmission();
  change(submission);
  const [id, referralId] = [newId(), newId()];
  const { rows } = await stack.database.admin.query<{ id: string }>("select id from comity.corridor where requesting = 'KE' and holding = 'SE'");
  const content: FrozenContent = {
    ref: `DQ-2026-KE-${String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0')}`,
    version: 1,
    referral: { id: referralId, ref: 'RF-2026-KE-000001' },
    requesting: { agency: author.agency, jurisdiction: 'KE' },
    holding: { agency: holder.agency, jurisdiction: 'SE' },
    corridor: { id: rows[0]!.id, version: 1 },
    by: 'A'.repeat(43),
    at: '2026-11-25T00:00:00.000Z',
    submission,
    identifiers,
  };
  await stack.app.get(Transactions).as({ agencyId: author.agency, personId: author.person }, async (tx) => {
    const log = await append(tx, {
      kind: 'request.created',
      actor: { service: 'api' },
      on: { type: 'request', id },
      case: id,
      data: { corridor: 'KE-SE', track: 'ordinary', measure: 'disclose_stored' },
    });
    await tx.query(
      `insert into comity.data_request (id, ref, agency_id, requesting_jurisdiction, holding_agency_id, holding_jurisdiction, corridor_id, corridor_version, referral_id, state, version,
         frozen_version, content_hash, track, language, measure, purpose, lines, created_by, party_set, submitted_at, entry_id)
       values ($1, $2, $3, 'KE', $4, 'SE', $5, 1, $6, 'submitted', 1, 1, $7, $8, $9, $10, $11, $12, $13, $14, comity.now(), $15)`,
      [
        ...[
          id,
          content.ref,
          author.agency,
          holder.agency,
          content.corridor.id,
          referralId,
          sha256Of(content),
          submission.track,
          submission.language,
          submission.measure,
        ],
        ...[submission.aim.kind, submission.lines.length, author.person, [author.agency], log.entryId],
      ],
    );
    const row = (await tx.findOneBy(DataRequest, { id }))!;
    await writeLines(tx, row, content);
    await (await stack.app.get(Seal).prepare(tx, contentPlace(row, 1), content)).write(log.entryId);
    await tx.query('insert into comity.case_person (case_id, person_id, agency_id) values ($1, $2, $3)', [id, author.person, author.agency]);
    await owe(tx, { queue: 'screening', kind: 'screen', subject: id, agencyId: author.agency, personId: author.person });
  });
  return { id, referralId, submission };
}
