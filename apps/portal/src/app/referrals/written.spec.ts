import { describe, expect, it } from 'vitest';
import { draftOf, partsOf } from './written';

const stored = {
  title: 'Files shared in a demonstration room',
  source: { kind: 'provider_report' as const, name: 'Example Chat', received: '2026-11-02T18:40:55Z', channel: 'cybertipline' },
  offences: [{ category: 'csam_distribution' as const, from: '2026-11-02' }],
  subjects: [{ key: 's1', role: 'suspect' as const, age: 'adult' as const, label: 'user A', name: 'Sample Person' }],
  ownRef: 'CID 17/2027',
  labels: ['kept'],
};

describe('a referral as it is typed', () => {
  it('gives back what it was read from, with what no part shows', () => {
    const draft = draftOf(partsOf(stored), stored);
    expect(draft).toMatchObject(stored);
    expect(draft.handling).toBeUndefined();
  });

  it('sends nothing that was not said', () => {
    const parts = partsOf();
    parts.known.title = 'New';
    expect(draftOf(parts)).toEqual({ title: 'New', offences: [], jurisdictionsConcerned: [], subjects: [] });
  });
});
