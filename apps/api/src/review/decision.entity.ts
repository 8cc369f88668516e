import { type Outcome, type Position } from '@comity/casework';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sealed decision in codes; its words lie sealed. Nothing of it changes but its state, when it is recalled or void. */
@Entity({ schema: 'comity', name: 'decision' })
export class Decision {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ name: 'request_id', type: 'uuid', update: false }) requestId: string;
  @Column({ name: 'review_id', type: 'uuid', update: false }) reviewId: string;
  @Column({ name: 'request_version', type: 'integer', update: false }) requestVersion: number;
  @Column({ type: 'integer', update: false }) round: number;
  @Column({ type: 'text', update: false }) position: Position;
  @Column({ name: 'person_id', type: 'uuid', update: false }) personId: string;
  @Column({ name: 'agency_id', type: 'uuid', update: false }) agencyId: string;
  @Column({ name: 'requesting_agency_id', type: 'uuid', update: false }) requestingAgencyId: string;
  @Column({ type: 'text', update: false }) outcome: Outcome;
  /** Business time. */
  @Column({ name: 'sealed_at', type: 'timestamptz', update: false }) sealedAt: Date;
  @Column({ type: 'text' }) state: 'sealed' | 'void' | 'recalled';
  @Column({ type: 'integer' }) version: number;
  @Column({ name: 'entry_id', type: 'bigint', update: false }) entryId: string;
  @Column({ name: 'leaf_hash', type: 'text', update: false }) leafHash: string;
}
