import { type WorkRowView } from '@comity/contract';
import { describe, expect, it } from 'vitest';
import { bySection, placeOf } from './sections';

const row = (change: Partial<WorkRowView>): WorkRowView => ({
  kind: 'request',
  id: '1',
  ref: 'DQ-2027-KE-000001',
  from: 'KE',
  to: 'SE',
  state: 'in_review',
  track: 'ordinary',
  part: 'follow_request',
  lines: 1,
  source: null,
  since: '2027-01-01T00:00:00.000Z',
  clock: null,
  ...change,
});
const clock = { leftS: 60 } as WorkRowView['clock'];

describe('sections of my work', () => {
  it('calls due what has a clock, though others must act on it', () => {
    const sections = bySection([row({}), row({ id: '2', clock })]);
    expect([sections.due.map(({ id }) => id), sections.followed.map(({ id }) => id)]).toEqual([['2'], ['1']]);
  });

  it('opens an answer under its own address', () => {
    expect(placeOf(row({ kind: 'answer' }))).toEqual(['/answers', '1']);
  });
});
