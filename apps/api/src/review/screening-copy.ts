import { type AssessmentInput } from '@comity/proportionality';
import { type DataRequest } from '../requests/data-request.entity.js';
import { screeningPlace, type ScreeningResult } from '../screening/screening-result.js';
import { type Prepared, type Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { type ScreeningRow } from './latest-screening.js';

/** Input and result of a screening, as somebody of `agencyId` may open it. */
export interface OpenedScreening {
  input: AssessmentInput;
  result: ScreeningResult;
}

/** Opens the copy that lies under the key of `agencyId`. */
export async function openScreening(tx: Tx, seal: Seal, agencyId: string, screening: Pick<ScreeningRow, 'id' | 'version'>): Promise<OpenedScreening> {
  const place = screeningPlace(agencyId, screening);
  const input = await seal.open<AssessmentInput>(tx, { ...place, path: 'input' });
  const result = await seal.open<ScreeningResult>(tx, { ...place, path: 'result' });
  return { input: input.value, result: result.value };
}

/** Hands the screening on to the agency of the reviewer, sealed under its own key. */
export async function copyScreening(tx: Tx, seal: Seal, request: DataRequest, screening: ScreeningRow, agencyId: string): Promise<Prepared[]> {
  const { input, result } = await openScreening(tx, seal, request.agencyId, screening);
  const place = { ...screeningPlace(agencyId, screening), handling: request.handling, snapshot: true } as const;
  return [await seal.prepare(tx, { ...place, path: 'input' }, input), await seal.prepare(tx, { ...place, path: 'result' }, result)];
}
