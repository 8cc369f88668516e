import { type ReferralView } from '@comity/contract';

/** A thing that happened to a referral, as far as its record tells. `hash` is that of the package, seen at this stage. */
export interface WayStep {
  what: 'created' | 'relayed' | 'delivered' | 'retrieved';
  at: string;
  recipient: string | null;
  hash: string | null;
  /** The package that was seen is the one that was sent. */
  isSame: boolean;
}

const STAGES = ['relayed', 'delivered', 'retrieved'] as const;

/** What happened, newest first. Only stages that left evidence: a state without it is said in the state alone. */
export function wayOf({ createdAt, deliveries }: Pick<ReferralView, 'createdAt' | 'deliveries'>): WayStep[] {
  const stages = deliveries.flatMap((delivery) =>
    STAGES.flatMap((what): WayStep[] => {
      const evidence = delivery[what];
      return evidence ? [{ what, at: evidence.at, recipient: delivery.recipient, hash: evidence.hash, isSame: evidence.hash === delivery.packageHash }] : [];
    }),
  );
  const created: WayStep = { what: 'created', at: createdAt, recipient: null, hash: null, isSame: true };
  return [created, ...stages].sort((a, b) => b.at.localeCompare(a.at));
}
