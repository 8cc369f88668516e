import { type AssessmentInput } from '@comity/proportionality';
import { screeningPlace, type ScreeningResult } from '../screening/screening-result.js';
import { type ScreeningRow } from '../screening/screening-row.js';
import { type Prepared, type Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';

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

/** Notes that `agencyId` holds this screening under its own key. */
export async function noteCopy(tx: Tx, screeningId: string, agencyId: string): Promise<void> {
  await tx.query('insert into comity.screening_copy (screening_id, agency_id) values ($1, $2)', [screeningId, agencyId]);
}

/**
 * Hands a screening on from one agency to another, sealed under the key of the second; runs in the context of the first.
 * @returns nothing where the second holds it already.
 */
export async function copyScreening(
  tx: Tx,
  seal: Seal,
  screening: Pick<ScreeningRow, 'id' | 'version'>,
  way: { from: string; to: string; handling: readonly string[] },
): Promise<Prepared[]> {
  const [there] = await tx.query<unknown[]>('select agency_id from comity.screening_copy where screening_id = $1 and agency_id = $2', [screening.id, way.to]);
  if (there !== undefined) return [];
  const { input, result } = await openScreening(tx, seal, way.from, screening);
  const place = { ...screeningPlace(way.to, screening), handling: way.handling, snapshot: true } as const;
  const [sealedInput, sealedResult] = [
    await seal.prepare(tx, { ...place, path: 'input' }, input),
    await seal.prepare(tx, { ...place, path: 'result' }, result),
  ];
  const noted: Prepared = { commitment: sealedResult.commitment, write: () => noteCopy(tx, screening.id, way.to) };
  return [sealedInput, sealedResult, noted];
}
