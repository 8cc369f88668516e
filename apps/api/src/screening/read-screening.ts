import { REVIEWER_FIELD_PATHS } from '@comity/casework';
import { type ScreeningView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { partiesOf, policyObject, readRequest } from '../requests/request-row.js';
import { authorise } from '../shared/authorise.js';
import { DoesNotOpen } from '../shared/envelope.js';
import { noteRead } from '../shared/note-read.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { momentOf, Transactions, type Tx } from '../shared/transactions.js';
import { screeningPlace, type ScreeningResult } from './screening-result.js';
import { latestScreening, type ScreeningRow } from './screening-row.js';
import { isAbsolute, type StoredAssessment } from './stored-assessment.js';
import { toScreeningView } from './screening.view.js';

/** Severity from which a result asks for more than an answer in the reasons. */
const CURED_FROM = 3;

/**
 * Opens the newest screening for the person who was drawn to review the request, and of a returned request for the agency that asks; each from the copy under
 * the key of their own agency.
 */
@Injectable()
export class ReadScreening {
  constructor(
    private readonly transactions: Transactions,
    private readonly seal: Seal,
  ) {}

  /** @throws {Problem} `not-found` for everybody who is not reviewing it, and for the asking agency unless it was returned; `purpose`. */
  run(officer: Officer, requestId: string, purpose: string | undefined): Promise<ScreeningView> {
    return this.transactions.as(officer, async (tx) => {
      const row = await readRequest(tx, requestId);
      if (!row) throw new Problem('not-found');
      const verdict = authorise(officer, 'screening.get', await policyObject(tx, row), momentOf(tx), { purpose });
      const screening = await latestScreening(tx, requestId);
      if (!screening) throw new Problem('not-found');
      const own = row.agencyId === officer.agencyId;
      const value = await this.result(tx, officer, screening);
      const isOpen = await isNecessityFound(tx, requestId, officer);
      await noteRead(tx, officer, {
        on: { type: 'screening', id: screening.id },
        caseId: requestId,
        parties: partiesOf(row),
        purpose: verdict.purpose!,
        view: 'screening',
        classes: ['C5'],
        version: screening.version,
        keys: 1,
      });
      if (own) return toScreeningView(row, screening, curesOf(value));
      return isOpen ? toScreeningView(row, screening, value) : toScreeningView(row, { ...screening, because: [] }, beforeOwnThought(value));
    });
  }

  /** @throws {Problem} `not-found` while the copy of this agency is on its way. */
  private async result(tx: Tx, officer: Officer, screening: ScreeningRow): Promise<ScreeningResult> {
    try {
      return (await this.seal.open<ScreeningResult>(tx, screeningPlace(officer.agencyId, screening))).value;
    } catch (error) {
      if (error instanceof DoesNotOpen) throw new Problem('not-found');
      throw error;
    }
  }
}

/** Whether this person has written down what they think of necessity (row W3): until then the machine does not speak. */
async function isNecessityFound(tx: Tx, requestId: string, officer: Officer): Promise<boolean> {
  const [found] = await tx.query<[{ found: boolean }]>(
    "select exists (select from comity.finding where request_id = $1 and person_id = $2 and sheet_row = 'W3') as found",
    [requestId, officer.personId],
  );
  return found.found;
}

/** What a reviewer may know from the start: how many must decide, absolute bars and missing orders. @source proportionality.md 16 */
function beforeOwnThought(result: ScreeningResult): ScreeningResult {
  const barsOnly = (assessment: StoredAssessment): StoredAssessment => ({
    ...assessment,
    results: assessment.results.filter((result) => isAbsolute(result) || (result.severity === 4 && ['LEG-08', 'LEG-09', 'LEG-10'].includes(result.id))),
    routeBecause: [],
    notices: [],
  });
  return { whole: barsOnly(result.whole), lines: [], joint: null, alternatives: [] };
}

/** What the asking agency reads of a return: questions and cures, hardest first, no more. What a reviewer alone answers is not theirs to cure. */
function curesOf({ whole, lines, joint, alternatives }: ScreeningResult): ScreeningResult {
  const toCure = (assessment: StoredAssessment): StoredAssessment => ({
    ...assessment,
    results: assessment.results
      .filter(({ severity, paths }) => severity >= CURED_FROM && paths.some((path) => !(REVIEWER_FIELD_PATHS as readonly string[]).includes(path)))
      .sort((a, b) => b.severity - a.severity),
  });
  return {
    whole: toCure(whole),
    lines: lines.map(({ line, assessment }) => ({ line, assessment: toCure(assessment) })),
    joint: joint && { ...joint, assessment: toCure(joint.assessment) },
    alternatives,
  };
}
