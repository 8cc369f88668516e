import { type DataCategory } from '@comity/casework';
import { type DataRow, type GrantedLineView } from '@comity/contract';

/** Why a row does not go on. */
export const HELD_BECAUSE = ['identifier', 'category', 'period', 'field'] as const;
export type HeldBecause = (typeof HELD_BECAUSE)[number];

const WHO = ['accountCreatedAt', 'accountId', 'accountState', 'address', 'email', 'fullName', 'phone', 'registrationIp', 'username', 'verifiedAt'];
const WHERE_FROM = ['ip', 'port', 'event', 'userAgent'];

/** Fields that may leave, by category; a field that is not here is more than was asked for. */
const FIELDS: Readonly<Partial<Record<DataCategory, readonly string[]>>> = {
  subscriber: WHO,
  identification_ip: [...WHO, ...WHERE_FROM],
  device_identifier: ['deviceId', 'deviceType', 'firstSeenAt', 'lastSeenAt', 'model'],
  financial: ['amount', 'currency', 'counterpart', 'direction', 'method'],
  authority_record: ['authority', 'reference', 'decidedAt'],
  traffic: [...WHERE_FROM, 'counterpart', 'direction', 'durationS', 'sizeBytes'],
  location: ['cell', 'latitude', 'longitude', 'accuracyM'],
};

/** Rows that go on, and rows that are held back with the reasons met. */
export interface Sifted {
  kept: DataRow[];
  held: DataRow[];
  because: HeldBecause[];
}

/**
 * Holds back every row that lies outside the granted identifier, category, period or fields. An instant with a tolerance is widened by it on both sides.
 * @source exchange.md 1.20
 */
export function siftRows(line: Pick<GrantedLineView, 'identifier' | 'category' | 'period' | 'toleranceS'>, rows: readonly DataRow[]): Sifted {
  const sifted: Sifted = { kept: [], held: [], because: [] };
  const because = new Set<HeldBecause>();
  for (const row of rows) {
    const outside = whyOutside(line, row);
    (outside.length === 0 ? sifted.kept : sifted.held).push(row);
    for (const reason of outside) because.add(reason);
  }
  sifted.because = HELD_BECAUSE.filter((reason) => because.has(reason));
  return sifted;
}

function whyOutside(line: Parameters<typeof siftRows>[0], row: DataRow): HeldBecause[] {
  const allowed = FIELDS[line.category] ?? [];
  return [
    ...(row.identifier === line.identifier.raw || row.identifier === line.identifier.normal ? [] : ['identifier' as const]),
    ...(row.category === line.category ? [] : ['category' as const]),
    ...(isInside(line, row.at) ? [] : ['period' as const]),
    ...(Object.keys(row.fields).every((field) => allowed.includes(field)) ? [] : ['field' as const]),
  ];
}

/** A row without a time passes only where the grant has none. */
function isInside({ period, toleranceS }: Pick<GrantedLineView, 'period' | 'toleranceS'>, at: string | null): boolean {
  if (!period) return true;
  if (at === null) return false;
  const slackMs = (toleranceS ?? 0) * 1000;
  const time = Date.parse(at);
  return Date.parse(period.from) - slackMs <= time && time <= Date.parse(period.to) + slackMs;
}
