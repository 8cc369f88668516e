import { append } from '@comity/audit';
import { REVIEWER_FIELD_PATHS, ROUTES, type Route, step } from '@comity/casework';
import { type AnswerCorrection } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { changeRequest, partiesOf } from '../requests/request-row.js';
import { assessAll, resultHashOf, screeningPlace, strictest } from '../screening/screening-result.js';
import { latestScreening, writeScreening } from '../screening/screening-row.js';
import { Acts, type Written } from '../shared/acts.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { type Tx } from '../shared/transactions.js';
import { currentProfiles } from '../units/law.js';
import { claimEnd, holdReview, moveReview } from './hold-review.js';
import { openCopy } from './review-copy.js';
import { unusableAnswers, withAnswers } from './reviewed-input.js';
import { noteCopy, openScreening } from './screening-copy.js';

const stricter = (a: Route, b: Route): Route => (ROUTES.indexOf(a) >= ROUTES.indexOf(b) ? a : b);

/**
 * Answers of the reviewer: the nine that only a reviewer gives, and second answers beside the requester's. What they change is assessed in the same
 * transaction. The route may only get stricter: a milder assessment changes what may be granted, not who decides.
 * @source proportionality.md 3, "Who fills what"; exchange.md 2.2
 */
@Injectable()
export class CorrectAnswer {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  run(officer: Officer, target: Target, body: AnswerCorrection): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const { request, review, claimHeld } = await holdReview(tx, officer, 'review.correct_answer', target);
      const before = await latestScreening(tx, request.id);
      if (!before) throw new Problem('not-current');
      const { submission } = await openCopy(tx, this.seal, review);
      const opened = await openScreening(tx, this.seal, officer.agencyId, before);
      refuse(
        'answered-twice',
        body.answers.map(({ path }) => path).filter((path, at, all) => all.indexOf(path) < at),
      );
      refuse('unknown-answer', unusableAnswers(opened.input, body.answers));
      const input = withAnswers(opened.input, body.answers);
      const profiles = (await currentProfiles(tx, [request.holdingJurisdiction!, request.requestingJurisdiction, 'UN'])).map((profile) => profile.body);
      // The other requests of the case lie with the agency that asks: what was found of them together stands.
      const result = assessAll(input, submission, profiles, opened.result.joint);
      const found = strictest(result);
      refuse(
        'unusable-answer',
        result.whole.problems.map(({ path }) => path),
      );
      const route = stricter(before.route, found.route);
      const voided = request.state === 'in_second_review' && (await voidFirst(tx, request.id, resultHashOf(result)));
      const facts = { claimHeld, reasonGiven: body.reason.trim() !== '', firstSealed: voided };
      const next = step('request', request.state, 'review.correct_answer', facts);
      const [id, version] = [newId(), before.version + 1];
      const place = { ...screeningPlace(officer.agencyId, { id, version }), handling: request.handling };
      const [sealedInput, sealedResult] = [
        await this.seal.prepare(tx, { ...place, path: 'input' }, input),
        await this.seal.prepare(tx, { ...place, path: 'result' }, result),
      ];
      const reason = await this.seal.prepare(tx, { ...place, class: 'C4', path: 'answers' }, body);
      const because = [...found.routeBecause].sort();
      const profileNames = [...result.whole.profiles].sort();
      const log = await append(tx, {
        kind: 'request.screened',
        actor: actorOf(officer),
        on: { type: 'screening', id },
        case: request.id,
        parties: partiesOf(request),
        data: {
          from: request.state,
          to: next.to,
          version: request.version + 1,
          engine: result.whole.engineVersion,
          profiles: profileNames,
          route,
          severity: found.maxSeverity,
          because,
        },
        commit: { input: sealedInput.commitment, result: sealedResult.commitment },
      });
      await writeScreening(
        tx,
        request,
        {
          id,
          requestVersion: before.requestVersion,
          version,
          engine: result.whole.engineVersion,
          profiles: [...result.whole.profiles],
          route,
          maxSeverity: found.maxSeverity,
          because,
          entryId: log.entryId,
        },
        { input, result },
      );
      for (const { path } of body.answers) {
        await tx.query(
          `insert into comity.reviewer_answer (id, review_id, request_id, agency_id, person_id, path, own_field, screening_version, entry_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            newId(),
            review.id,
            request.id,
            review.agencyId,
            review.personId,
            path,
            (REVIEWER_FIELD_PATHS as readonly string[]).includes(path),
            version,
            log.entryId,
          ],
        );
      }
      for (const sealed of [sealedInput, sealedResult, reason]) await sealed.write(log.entryId);
      await noteCopy(tx, id, officer.agencyId);
      await changeRequest(tx, request, { state: next.to, route, ...(voided ? { round: request.round + 1 } : {}), entryId: log.entryId });
      const moved = await moveReview(tx, review, { claimedUntil: claimEnd(tx) });
      const due = await owe(tx, { queue: 'work', kind: 'share-screening', subject: id, agencyId: officer.agencyId, personId: officer.personId });
      if (voided) await owe(tx, { queue: 'work', kind: 'redraw', subject: request.id, agencyId: officer.agencyId });
      return {
        written: { id: review.id, ref: request.ref, state: review.state, version: moved, log: { entryId: log.entryId, leafHash: log.leafHash } },
        due: [due],
      };
    });
  }
}

/**
 * A first decision on a result that is no longer the current one does not count: its author reads again. The same answers give the same result, so a second
 * reviewer who agrees voids nothing.
 */
async function voidFirst(tx: Tx, requestId: string, hash: string): Promise<boolean> {
  const [row] = await tx.query<[{ id: string | null }]>('select comity.void_first($1, $2) as id', [requestId, hash]);
  return row.id !== null;
}

/** @throws {Problem} `incomplete` with one cause a path. */
function refuse(code: string, paths: readonly string[]): void {
  if (paths.length === 0) return;
  throw new Problem('incomplete', { errors: paths.map((path) => ({ pointer: `#/answers/${path}`, code, detail: 'The answer does not fit the question.' })) });
}
