import { describe, expect, it } from 'vitest';
import { checkWitnesses } from './check-witnesses';

// Test keys of the vectors of the log (group cosignatures).
const HEAD =
  'audit.comity.example/eu1\n300\nyrt5ZOQP7Arxc4aq3LS0yIeYpV/323NwJ2vf3Iz+4YA=\n\n— audit.comity.example/eu1 nb3Y97zMH4GJ6SHKBdG1hBjAqHJ3k+jgtVTfn+LTeCGu4K1stfE2SLGf593nPVkk7Ii99ku441yCUvJ1NZpZbDcIqA4=\n';
const FIRST = '— witness1.oversight.example zx2dMwAAAABqsTuAzjoGkfCQMlA7bC6OUWV9mmm8+0Ls2vKXnxIvt+S13w0ppZhwjMFiyQwzzYDWN5iur91WHPzOHXm8W5X982hgAw==\n';
const OF_ANOTHER_TREE =
  '— witness1.oversight.example zx2dMwAAAABqsTuAkpNvqcO+B7eJ6uAWZMfVVJgdBrkmPWB5ufVqIfV+H71MJA4HvdfISYux5uDMQDbXzL6b6PwqPVH/Ix03bHPsCw==\n';
const policy = (quorum: string): string =>
  [
    'witness one witness1.oversight.example+cf1d9d33+BEEUwm+ppL4Cr9e39cegrsG7sosxsw6EJQfjYp22zTrP',
    'witness two witness2.oversight.example+30154783+BJ7elQPQLu0dIHHugN+BTmTi+Ti0X3RePBu3DMMTeaPc',
    'group both all one two',
    `quorum ${quorum}`,
  ].join('\n');
const LATER_S = 1_790_000_500;

describe('witnesses under a head', () => {
  it('names who signed when, and holds when the quorum is there', async () => {
    expect(await checkWitnesses(HEAD + FIRST, policy('one'), LATER_S)).toEqual({
      end: 'holds',
      witnesses: [
        { name: 'one', verdict: 'signed', at: '2026-09-21T14:13:20.000Z' },
        { name: 'two', verdict: 'away' },
      ],
    });
  });

  it('fails below the quorum, and when a line of a witness is false', async () => {
    expect((await checkWitnesses(HEAD + FIRST, policy('both'), LATER_S)).end).toBe('fails');
    const { end, witnesses } = await checkWitnesses(HEAD + OF_ANOTHER_TREE, policy('one'), LATER_S);
    expect([end, witnesses[0]?.verdict]).toEqual(['fails', 'false']);
  });

  it('asks for nobody under quorum none, and does not take a text that is no policy', async () => {
    expect((await checkWitnesses(HEAD, policy('none'), LATER_S)).end).toBe('none');
    expect((await checkWitnesses(HEAD, 'quorum nobody', LATER_S)).end).toBe('unread');
  });
});
