import { type RequestRowView, type RequestView } from '@comity/contract';
import { type DataRequest } from './data-request.entity.js';

/** What a list shows of a request, to whoever has it in sight. How it stands with its screening is the asking agency's own matter. */
export const toRow = (row: DataRequest, own: boolean): RequestRowView => ({
  id: row.id,
  ref: row.ref,
  state: row.state,
  version: row.version,
  requesting: row.requestingJurisdiction,
  holding: row.holdingJurisdiction ?? '',
  track: row.track,
  measure: row.measure,
  submittedAt: row.submittedAt?.toISOString() ?? null,
  parked: own && row.parked !== null,
  missingWork: own ? row.missingWork : null,
});

/** What was read beside the row. */
export type Opened = Pick<RequestView, 'clock' | 'content' | 'form' | 'identifiers' | 'lines' | 'decision' | 'decisions' | 'granted' | 'packageHash'>;
/** Nothing opened: a reviewer reads the minimised copy of the review instead. */
export const NOTHING_OPENED: Opened = {
  clock: null,
  content: null,
  form: null,
  identifiers: [],
  lines: [],
  decision: null,
  decisions: [],
  granted: null,
  packageHash: null,
};

/** The whole view; the holding agency gets the head and its granted table. */
export const toView = (row: DataRequest, own: boolean, opened: Opened): RequestView => ({
  ...toRow(row, own),
  referral: own ? row.referralId : null,
  requestingAgency: row.agencyId,
  holdingAgency: row.holdingAgencyId,
  purpose: row.purpose,
  handling: row.handling,
  contentHash: own ? row.contentHash : null,
  createdAt: row.createdAt.toISOString(),
  ...opened,
});
