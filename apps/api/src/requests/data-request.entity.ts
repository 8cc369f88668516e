import { type HandlingCode, type RequestState, type Route, type Track } from '@comity/casework';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A data request as stored. It never leaves the API: send `toView`. Its words and identifiers lie sealed, version 0 while draft, then one frozen
 * version after another.
 */
@Entity({ schema: 'comity', name: 'data_request' })
export class DataRequest {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  /** Number for people, `DQ-2027-KE-000123`: a keyed permutation of the counter. */
  @Column({ type: 'text', update: false }) ref: string;
  /** Agency that asks. */
  @Column({ name: 'agency_id', type: 'uuid', update: false }) agencyId: string;
  @Column({ name: 'requesting_jurisdiction', type: 'text', update: false }) requestingJurisdiction: string;
  @Column({ name: 'holding_agency_id', type: 'uuid', nullable: true }) holdingAgencyId: string | null;
  @Column({ name: 'holding_jurisdiction', type: 'text', nullable: true }) holdingJurisdiction: string | null;
  /** Corridor version in force when the current version was frozen; of the draft's last save before that. */
  @Column({ name: 'corridor_id', type: 'uuid', nullable: true }) corridorId: string | null;
  @Column({ name: 'corridor_version', type: 'integer', nullable: true }) corridorVersion: number | null;
  @Column({ name: 'referral_id', type: 'uuid', update: false }) referralId: string;
  @Column({ type: 'text' }) state: RequestState;
  /** Entity tag: one more with each change. */
  @Column({ type: 'integer' }) version: number;
  /** Number of the current frozen version; 0 while nothing was submitted. */
  @Column({ name: 'frozen_version', type: 'integer' }) frozenVersion: number;
  /** SHA-256, hex, of the canonical JSON of the current frozen version; null while draft. */
  @Column({ name: 'content_hash', type: 'text', nullable: true }) contentHash: string | null;
  @Column({ type: 'text' }) track: Track;
  @Column({ type: 'text' }) language: string;
  @Column({ type: 'text' }) measure: string;
  /** Aim under which the content is read, a code of exchange 0.7; null while the draft has none. */
  @Column({ type: 'text', nullable: true }) purpose: string | null;
  /** Union of the codes of what it was made from; only grows. */
  @Column({ type: 'text', array: true }) handling: HandlingCode[];
  /** Number of lines asked for. */
  @Column({ type: 'integer' }) lines: number;
  /** Route of the latest screening of the whole request. */
  @Column({ type: 'text', nullable: true }) route: Route | null;
  /** Code of what keeps the request from going on by itself, `reviewer` where nobody may review it. */
  @Column({ name: 'missing_work', type: 'text', nullable: true }) missingWork: string | null;
  /** Code of the fault after the last attempt to screen. */
  @Column({ type: 'text', nullable: true }) parked: string | null;
  @Column({ type: 'integer' }) round: number;
  /** Round from which nobody decides who decided before, because a refusal is looked at again. */
  @Column({ type: 'integer', nullable: true }) reconsidered: number | null;
  /** Whether the officer says that the order which the checks miss is not needed. */
  @Column({ type: 'boolean' }) insisted: boolean;
  /** Person who drafted it. */
  @Column({ name: 'created_by', type: 'uuid', update: false }) createdBy: string;
  /** Business time. */
  @Column({ name: 'created_at', type: 'timestamptz', update: false }) createdAt: Date;
  @Column({ name: 'submitted_at', type: 'timestamptz', nullable: true }) submittedAt: Date | null;
  @Column({ name: 'dispatched_at', type: 'timestamptz', nullable: true }) dispatchedAt: Date | null;
  /** Agencies with a side in the case; nobody of them reviews it. Only grows. */
  @Column({ name: 'party_set', type: 'uuid', array: true }) partySet: string[];
  /** Last audit entry of this row; bigint, so a text. */
  @Column({ name: 'entry_id', type: 'bigint' }) entryId: string;
}
