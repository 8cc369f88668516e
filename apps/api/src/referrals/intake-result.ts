// The whole statement is of types: the reader's process may not load another workspace.
import type { IdentifierType } from '@comity/casework';
import { type ManifestItem, type Tri } from './hash-manifest.js';
import { type IdentifierWarning } from './identifier-types.js';

/** Why a file was refused. `pointer` is the place in the document, `line` counts from 1. At most 20 are named; nothing of the content is repeated. */
export interface Refusal {
  code: string;
  pointer?: string;
  line?: number;
  detail: string;
}
/** Most causes that one answer names. @source outside.md 5 */
export const REFUSALS_MAX = 20;

/** What a provider did when it saw the value. */
export const SEEN_EVENTS = ['login', 'registration', 'purchase', 'upload', 'other', 'unknown'] as const;

/** `zone` null: the source gave a wall clock time and no zone; then `from` and `to` are local and carry no offset. */
export interface Seen {
  from: string;
  to: string;
  zone: string | null;
  precision: 's' | 'min' | 'h' | 'd';
  event: (typeof SEEN_EVENTS)[number] | null;
}

/** One value of the report. Either `normal` (with `index`, or null where it is never matched) or `reason`, never both. */
export interface IntakeIdentifier {
  key: string;
  type: IdentifierType;
  /** As received, without the blanks around it. */
  raw: string;
  normal: string | null;
  index: string | null;
  variants: string[];
  reason: string | null;
  service: string | null;
  seen: Seen | null;
  port: number | null;
  /** Key of the subject it belongs to. */
  subject: string | null;
  roleInCase: string;
  verifiedByProvider: boolean;
  /** Row of the manifest, when the value was seen with a file. */
  itemNo: number | null;
  warnings: IdentifierWarning[];
}

export interface IntakeSubject {
  key: string;
  role: 'suspect' | 'unknown_user' | 'victim';
  age: 'adult' | 'child' | 'unknown';
  /** For example `user A`; never a name. */
  label: string;
  /** Class C2, suspects only. */
  name: string | null;
  /** What the report says beside identifiers: addresses, profile text, notes. Class C2. */
  details: { what: string; text: string }[];
}

/** Everything that names a victim: class C3, sealed at once and opened by nobody here. */
export interface IntakeVictims {
  people: { key: string; name: string | null; age: 'adult' | 'child' | 'unknown'; details: { what: string; text: string }[]; priorReports: string[] }[];
  identifiers: IntakeIdentifier[];
  /** Where a picture says that it was taken. */
  places: { itemNo: number; latitude: string; longitude: string }[];
}

export interface IntakeResult {
  format: 'cybertipline';
  /** Number at the source, if the document carries one. */
  sourceReference: string | null;
  source: {
    kind: 'provider_report';
    name: string;
    contacts: { name: string | null; emails: string[]; phones: string[] }[];
    texts: { what: string; text: string }[];
  };
  machineOrigin: { tool: string | null; version: string | null; threshold: string | null; humanVerified: Tri; biasTested: Tri };
  title: string;
  facts: string;
  offences: { category: string; sourceLabel: string; annotations: string[]; from: string | null; zone: string | null }[];
  urgency: { level: 'ordinary' | 'urgent'; reason: string | null };
  jurisdictionsConcerned: { jurisdiction: string; why: string }[];
  lawEnforcement: { agencyName: string | null; caseNumber: string | null; reported: Tri; processDomestic: Tri; processInternational: Tri } | null;
  subjects: IntakeSubject[];
  identifiers: IntakeIdentifier[];
  manifest: ManifestItem[];
  priorReports: string[];
  /** Longer texts of the report, class C5, shown folded. */
  texts: { what: string; text: string }[];
  victims: IntakeVictims;
  /** Codes with the number of values they concern. */
  warnings: { code: string; count: number }[];
  unknownElements: { count: number; names: string[] };
  /** Elements that were counted and on purpose not kept. */
  notKept: { fileNames: number; fileLocations: number };
}
export type Intake = IntakeResult | { refusals: Refusal[] };

/** Thrown inside a reader to refuse the whole document; all or nothing. */
export class DocumentRefused extends Error {
  readonly refusals: Refusal[];
  // No parameter property: Node runs this file from source in tests and only takes types off.
  constructor(refusals: Refusal[]) {
    super('The document is refused.');
    this.refusals = refusals;
  }
}
