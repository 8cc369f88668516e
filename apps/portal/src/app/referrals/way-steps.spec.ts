import { describe, expect, it } from 'vitest';
import { wayOf } from './way-steps';

const delivery = {
  recipient: 'b',
  state: 'delivered' as const,
  channel: 'police_to_police',
  packageHash: 'aa',
  relayed: { at: '2027-01-01T10:01:00.000Z', hash: 'aa' },
  delivered: { at: '2027-01-01T10:02:00.000Z', hash: 'bb' },
  retrieved: null,
};

describe('the way of a referral', () => {
  it('is told newest first, from evidence alone, and says where another package arrived', () => {
    const way = wayOf({ createdAt: '2027-01-01T10:00:00.000Z', deliveries: [delivery] });
    expect(way.map(({ what, isSame }) => [what, isSame])).toEqual([
      ['delivered', false],
      ['relayed', true],
      ['created', true],
    ]);
  });
});
