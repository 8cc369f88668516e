import { createHash } from 'node:crypto';
import { type HandlingCode } from '@comity/casework';
import { type GrantedLineView } from '@comity/contract';
import { canonicalJson, type Json } from '@comity/transparency-log';

/** The granted table: all that the holding agency learns of a request. */
export interface GrantedTable {
  ref: string;
  requestingAgency: string;
  requesting: string;
  /** Aim of the request, a code; what the answer may be used for. */
  purpose: string;
  language: string;
  handling: HandlingCode[];
  lines: GrantedLineView[];
}

/** Where the holding agency's copy lies. */
export const grantedPlace = (requestId: string, holdingAgencyId: string): { agencyId: string; record: { type: string; id: string }; version: number; path: string } => ({
  agencyId: holdingAgencyId,
  record: { type: 'granted', id: requestId },
  version: 1,
  path: 'table',
});

/** SHA-256 over the canonical JSON of what crosses the border, hex: both sides name the same package by it. */
export function packageHash(content: unknown): string {
  return createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify(content)) as Json)).digest('hex');
}
