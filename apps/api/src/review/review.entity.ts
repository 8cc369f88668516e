import { type Position } from '@comity/casework';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** States of a review: drawn, held by a claim, and the three ways in which it ends beside a seal. */
export type ReviewState = 'drawn' | 'claimed' | 'sealed' | 'recused' | 'timed_out';

/** One person drawn for one position of one request. It holds no word of the case: those lie sealed under the reviewer's agency. */
@Entity({ schema: 'comity', name: 'review' })
export class Review {
  @PrimaryColumn({ type: 'uuid' }) id: string;
  @Column({ name: 'request_id', type: 'uuid', update: false }) requestId: string;
  @Column({ name: 'requesting_agency_id', type: 'uuid', update: false }) requestingAgencyId: string;
  /** Agency of the account that was drawn. */
  @Column({ name: 'agency_id', type: 'uuid', update: false }) agencyId: string;
  @Column({ type: 'text', update: false }) jurisdiction: string;
  @Column({ name: 'person_id', type: 'uuid', update: false }) personId: string;
  @Column({ name: 'officer_id', type: 'uuid', update: false }) officerId: string;
  @Column({ type: 'text', update: false }) position: Position;
  /** Grows when a decision was recalled or is void, or the request is looked at anew. */
  @Column({ type: 'integer' }) round: number;
  /** Frozen version of the request that is read, and the hash of its content. */
  @Column({ name: 'request_version', type: 'integer', update: false }) requestVersion: number;
  @Column({ name: 'request_hash', type: 'text', update: false }) requestHash: string;
  @Column({ type: 'text' }) state: ReviewState;
  /** Aim of the request, a code of exchange.md 0.7: the purpose under which its content is read. */
  @Column({ type: 'text', update: false }) purpose: string;
  @Column({ name: 'drawn_at', type: 'timestamptz', update: false }) drawnAt: Date;
  @Column({ name: 'claimed_from', type: 'timestamptz', nullable: true }) claimedFrom: Date | null;
  /** Business time; null while nobody holds it. */
  @Column({ name: 'claimed_until', type: 'timestamptz', nullable: true }) claimedUntil: Date | null;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt: Date | null;
  @Column({ type: 'integer' }) version: number;
}
