import type { IdentifierType } from '@comity/casework';

/**
 * What a reader should know about a value that passed its check. `reserved`: private, documentation or test range; it cannot enter a request
 * line outside the demonstration.
 */
export const IDENTIFIER_WARNINGS = [
  'reserved',
  'no_port',
  'no_instant',
  'no_zone',
  'no_precision',
  'confusable',
  'local_administered',
  'no_checksum',
  'credentials_in_url',
  'check_digit_added',
  'software_version_cut',
  'mapped_address',
] as const;
export type IdentifierWarning = (typeof IDENTIFIER_WARNINGS)[number];

/** What is known beside the value. Nothing of it is ever guessed. */
export interface IdentifierContext {
  /** Code of the service that a bound type belongs to, for example `example-chat`. */
  service?: string | undefined;
  /** ISO 3166-1 alpha-2 code: default region of a telephone number without country prefix, or country of a number plate. */
  country?: string | undefined;
  /** Source port of an IP address, 1 to 65535. */
  port?: number | undefined;
  /** When the value was seen; `zone` null means that the source named none. */
  seen?: { from?: string | null; zone?: string | null; precision?: 's' | 'min' | 'h' | 'd' | null } | undefined;
}

/** A value that passed: `normal` is shown and compared, `index` is what the keyed hash is made from; null is never indexed, never matched. */
export interface Recognised {
  type: IdentifierType;
  normal: string;
  index: string | null;
  /** Further spellings that reach the same account by a provider's alias rules; marked, never equal to `normal`. */
  variants?: string[];
  /** Registrable part of a domain, kept beside it. */
  registrable?: string;
  /** Extension of a telephone number, kept apart. */
  extension?: string;
  warnings: IdentifierWarning[];
}

/** A value that failed its check: kept as received, shown with the reason, of no use in a request line. */
export interface Unrecognised {
  unrecognised: true;
  reason: string;
}

/** A value that must not be kept. `position` counts code points from 0. */
export interface Refused {
  refused: 'format_character' | 'control_character' | 'full_card_number' | 'too_long' | 'empty';
  position?: number;
}

export type Normalised = Recognised | Unrecognised | Refused;
/** A check of one type: it gets the value as received and what is known beside it. */
export type Check = (raw: string, context: IdentifierContext) => Normalised;

/** Marks a value as kept but unrecognised. `reason` is a code that the interface translates. */
export const unrecognised = (reason: string): Unrecognised => ({ unrecognised: true, reason });
