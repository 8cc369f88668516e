import { type DeliveryView, type IdentifierView, type ReferralView } from '@comity/contract';
import { type Tx } from '../shared/transactions.js';
import { type Delivery } from './delivery.entity.js';
import { type ReferralContent, type StoredIdentifier, type Subject } from './referral-content.js';
import { type Referral } from './referral.entity.js';

/** An identifier as people see it and as a request may take it over. Values of victims are not among them: they lie sealed apart. */
export const identifierView = ({ id, key, type, raw, normal, reason, service, port, seen, subject, warnings }: StoredIdentifier): IdentifierView => ({
  id,
  key,
  type,
  raw,
  normal,
  reason,
  service,
  port,
  seen: seen && { from: seen.from, to: seen.to, zone: seen.zone, precision: seen.precision },
  subject,
  warnings,
});

/** A subject without its number in this case, which would link a victim across copies. */
function shownSubject(subject: Subject): Subject {
  const shown = { ...subject };
  delete shown.victimRef;
  return shown;
}

type Evidence = { kind: 'relay' | 'delivery' | 'retrieval'; at: Date; hash: string };

/** Deliveries with the evidence that each stage left, in the order of sending. */
export async function deliveryViews(tx: Tx, deliveries: readonly Delivery[]): Promise<DeliveryView[]> {
  const rows = await tx.query<(Evidence & { deliveryId: string })[]>(
    'select delivery_id as "deliveryId", kind, at, hash from comity.delivery_evidence where delivery_id = any ($1)',
    [deliveries.map(({ id }) => id)],
  );
  return deliveries.map((delivery) => {
    const of = (kind: Evidence['kind']): { at: string; hash: string } | null => {
      const found = rows.find((row) => row.deliveryId === delivery.id && row.kind === kind);
      return found ? { at: found.at.toISOString(), hash: found.hash } : null;
    };
    const { recipientAgencyId: recipient, state, channel, packageHash } = delivery;
    return { recipient, state, channel, packageHash, relayed: of('relay'), delivered: of('delivery'), retrieved: of('retrieval') };
  });
}

/** State and version that the caller's next act goes out from: of the delivery for its recipient, of the only delivery's state for the sender. */
export function standingOf(row: Referral, deliveries: readonly Delivery[], agencyId: string): { state: Referral['state']; version: number } {
  const received = deliveries.find(({ recipientAgencyId }) => recipientAgencyId === agencyId);
  if (received) return { state: received.state, version: received.version };
  const [only] = deliveries;
  return { state: deliveries.length === 1 && only && row.state === 'sent' ? only.state : row.state, version: row.version };
}

/** The whitelist of what leaves: the content of the caller's own copy, never anything that is linked to a victim. */
export function toView(
  row: Referral,
  deliveries: readonly Delivery[],
  { views, content, returned }: { views: DeliveryView[]; content: ReferralContent; returned: string | null },
  agencyId: string,
): ReferralView {
  const { subjects, identifiers, details } = content.people;
  return {
    id: row.id,
    ref: row.ref,
    ...standingOf(row, deliveries, agencyId),
    urgency: row.urgency,
    agency: row.agencyId,
    purpose: row.purpose,
    handling: row.handling,
    contentHash: row.contentHash,
    createdAt: row.createdAt.toISOString(),
    content: { ...content.draft, subjects: subjects.map(shownSubject) },
    identifiers: identifiers.map(identifierView),
    texts: [...content.texts, ...details],
    unchecked: identifiers.flatMap(({ key, normal, verifiedByPerson }) => (normal === null && !verifiedByPerson ? [key] : [])),
    sealedForVictims: row.sealedForVictims,
    returned,
    deliveries: views,
  };
}
