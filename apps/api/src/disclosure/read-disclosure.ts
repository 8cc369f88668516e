import { type DisclosureRowView, type DisclosureView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { lockRequest, partiesOf, policyObject } from '../requests/request-row.js';
import { authorise } from '../shared/authorise.js';
import { noteRead } from '../shared/note-read.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { momentOf, Transactions, type Tx } from '../shared/transactions.js';
import { type Package } from './send-disclosure.js';

/** A package as its row says; no content. */
export interface DisclosureRow {
  id: string;
  ref: string;
  request: string;
  state: DisclosureView['state'];
  version: number;
  lines: number[];
  sentAt: Date;
  packageHash: string;
  manifestHash: string;
  requesting: string;
}

const COLUMNS = `id, ref, request_id as request, state, version, lines, sent_at as "sentAt", package_hash as "packageHash", manifest_hash as "manifestHash",
  requesting_agency_id as requesting`;

/** @throws {Problem} `not-found` when the row is not in sight: another agency's, or not delivered yet. */
export async function findDisclosure(tx: Tx, id: string, lock = false): Promise<DisclosureRow> {
  const [row] = await tx.query<DisclosureRow[]>(`select ${COLUMNS} from comity.disclosure where id = $1 ${lock ? 'for update' : ''}`, [id]);
  if (!row) throw new Problem('not-found');
  return row;
}

export const toRow = ({ id, ref, request, state, version, lines, sentAt }: DisclosureRow): DisclosureRowView => ({
  id,
  ref,
  request,
  state,
  version,
  lines,
  sentAt: sentAt.toISOString(),
});

/** The agency that asked opens what it got; the read is logged with its purpose before anything is answered. */
@Injectable()
export class ReadDisclosure {
  constructor(
    private readonly transactions: Transactions,
    private readonly seal: Seal,
  ) {}

  list(officer: Officer): Promise<DisclosureRowView[]> {
    return this.transactions.as(officer, async (tx) => {
      const rows = await tx.query<DisclosureRow[]>(`select ${COLUMNS} from comity.disclosure order by sent_at desc, id limit 200`);
      return rows.map(toRow);
    });
  }

  run(officer: Officer, id: string, purpose: string | undefined): Promise<DisclosureView> {
    return this.transactions.as(officer, async (tx) => {
      const row = await findDisclosure(tx, id);
      const request = await lockRequest(tx, row.request);
      const verdict = authorise(officer, 'disclosure.get', await policyObject(tx, request), momentOf(tx), { purpose });
      const place = { agencyId: officer.agencyId, record: { type: 'disclosure', id }, version: 1, path: 'package' };
      const { value } = await this.seal.open<Package>(tx, place);
      await noteRead(tx, officer, {
        on: { type: 'disclosure', id },
        caseId: request.id,
        parties: partiesOf(request),
        purpose: verdict.purpose!,
        view: 'package',
        classes: ['C2'],
        version: row.version,
        keys: 1,
      });
      return { ...toRow(row), packageHash: row.packageHash, manifestHash: row.manifestHash, ...value };
    });
  }
}
