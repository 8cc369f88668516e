import { type HandlingCode, type ReferralState, type Track } from '@comity/casework';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A referral as stored. It never leaves the API: send `toView`. Its words, names and identifiers lie sealed under the agency's key. */
@Entity({ schema: 'comity', name: 'referral' })
export class Referral {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  /** Number for people, `RF-2027-KE-000123`: a keyed permutation of the counter. */
  @Column({ type: 'text', update: false }) ref: string;
  /** Agency that wrote it. */
  @Column({ name: 'agency_id', type: 'uuid', update: false }) agencyId: string;
  @Column({ type: 'text', update: false }) jurisdiction: string;
  /** `draft`, `ready` or `sent`; from `sent` on each delivery has a state of its own. */
  @Column({ type: 'text' }) state: ReferralState;
  /** Entity tag: one more with each change. */
  @Column({ type: 'integer' }) version: number;
  /** Version under which the current content is sealed. */
  @Column({ name: 'content_version', type: 'integer' }) contentVersion: number;
  /** Newest content version that an audit entry covers; it is never sealed again. */
  @Column({ name: 'covered_version', type: 'integer' }) coveredVersion: number;
  @Column({ name: 'source_kind', type: 'text' }) sourceKind: string;
  /** Way of arrival, `form` or the format of an import. */
  @Column({ type: 'text' }) channel: string;
  @Column({ type: 'text', nullable: true }) urgency: Track | null;
  @Column({ type: 'text', array: true }) handling: HandlingCode[];
  /** Aim under which the content is read, a code of exchange 0.7. */
  @Column({ type: 'text' }) purpose: string;
  /** SHA-256, hex, of the canonical JSON of the completed content; null while draft. */
  @Column({ name: 'content_hash', type: 'text', nullable: true }) contentHash: string | null;
  /** Values that are linked to a victim and lie sealed as class C3. */
  @Column({ name: 'sealed_for_victims', type: 'integer' }) sealedForVictims: number;
  /** Natural persons who wrote it; nobody of them approves it. */
  @Column({ type: 'uuid', array: true }) authors: string[];
  /** Agencies that know of it; only grows. */
  @Column({ name: 'party_set', type: 'uuid', array: true }) partySet: string[];
  /** Business time. */
  @Column({ name: 'created_at', type: 'timestamptz', update: false }) createdAt: Date;
  /** Last audit entry of this row; bigint, so a text. */
  @Column({ name: 'entry_id', type: 'bigint' }) entryId: string;
}
