import { type ReferralState } from '@comity/casework';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The way of a referral to one recipient, with a state of its own. The recipient sees it from delivery on. */
@Entity({ schema: 'comity', name: 'delivery' })
export class Delivery {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ name: 'referral_id', type: 'uuid', update: false }) referralId: string;
  /** Agency that sends. */
  @Column({ name: 'agency_id', type: 'uuid', update: false }) agencyId: string;
  @Column({ name: 'recipient_agency_id', type: 'uuid', update: false }) recipientAgencyId: string;
  @Column({ name: 'recipient_jurisdiction', type: 'text', update: false }) recipientJurisdiction: string;
  @Column({ type: 'text' }) state: ReferralState;
  @Column({ type: 'integer' }) version: number;
  @Column({ type: 'text', update: false }) channel: string;
  /** Content version that is sent; the recipient's copy lies under the same number. */
  @Column({ name: 'content_version', type: 'integer', update: false }) contentVersion: number;
  /** SHA-256, hex, of the canonical JSON of the package. */
  @Column({ name: 'package_hash', type: 'text', update: false }) packageHash: string;
  /** Person who approved and sent. */
  @Column({ name: 'person_id', type: 'uuid', update: false }) personId: string;
  @Column({ name: 'sent_at', type: 'timestamptz', update: false, insert: false }) sentAt: Date;
  @Column({ name: 'delivered_at', type: 'timestamptz', nullable: true }) deliveredAt: Date | null;
  /** Entry of the sending. */
  @Column({ name: 'entry_id', type: 'bigint', update: false }) entryId: string;
  /** Entry of the newest step. */
  @Column({ name: 'last_entry_id', type: 'bigint' }) lastEntryId: string;
}
