import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FormLaw, missingAnswers, RequestDraft, type RequestSubmission, toInput } from '@comity/contract';
import { alternatives, assess, DEMONSTRATION_PROFILES } from '@comity/proportionality';
import { describe, expect, it } from 'vitest';
import { judge, type JudgedBy } from './judge';
import { lowerLines } from './lower-rung';
import { milder } from './milder';
import { leavesOf, type Pointer, withValue } from './pointers';
import { standIn } from './stand-in';

const root = process.cwd().replace(/\/apps\/portal$/, '');
const WALK = JSON.parse(readFileSync(join(root, 'samples/walk-submission.json'), 'utf8')) as RequestSubmission;
const PROFILES = [DEMONSTRATION_PROFILES.SE, DEMONSTRATION_PROFILES.KE, DEMONSTRATION_PROFILES.UN];
const LAW: FormLaw = { dualCriminality: true, retentionMaxDays: 180 };
const BY: JudgedBy = {
  view: { id: 'a draft', requesting: 'KE', holding: 'SE' },
  platform: { requestingStateIccpr: 'party', recipientProtection: 'adequate', earlier: [] },
  profiles: PROFILES as unknown as JudgedBy['profiles'],
};
const draft = RequestDraft.parse({ ...WALK, holdingAgency: undefined, lines: WALK.lines.map((line) => ({ ...line, identifier: undefined })) });
const missingOf = (one: RequestDraft): Pointer[] => missingAnswers(one, LAW).map((pointer) => pointer.slice(1));
const whole = { ...draft, holdingAgency: WALK.holdingAgency, lines: WALK.lines } as RequestDraft;
const judged = (one: RequestDraft, by = BY) => {
  const stood = standIn(one, missingOf(one))!;
  return judge(stood, lowerLines(stood.submission.lines), by);
};

describe('judge', () => {
  it('says nothing while no line says what it asks', () => {
    expect(standIn({ ...whole, lines: [] }, missingOf({ ...whole, lines: [] }))).toBeUndefined();
  });

  it('finds in the browser what the server finds: same points, same variants', () => {
    const changed = { ...whole, necessity: { ...whole.necessity, scopeMinimised: 'no' }, safeguards: { ...whole.safeguards, remedy: 'no' } } as RequestDraft;
    const input = toInput(changed as RequestSubmission, {
      requestId: 'a draft',
      requestingState: 'KE',
      requestedState: 'SE',
      requestingStateIccpr: 'party',
      recipientProtection: 'adequate',
      priorRequestsSamePerson90d: 0,
      law: assessedLaw(),
    });
    const server = assess(input, PROFILES).results.filter(({ severity }) => severity >= 3);
    expect(
      judged(changed)
        .points.map(({ id }) => id)
        .sort(),
    ).toEqual(server.map(({ id }) => id).sort());
    expect(judged(changed).points.map(({ id }) => id)).toEqual(expect.arrayContaining(['NEC-08', 'SAF-04']));
    expect(judged(changed).variants).toEqual(alternatives(input, PROFILES));
  });

  it('holds nothing against an open question, whichever it is', () => {
    const before = judged(whole).points.map(({ id }) => id);
    for (const pointer of leavesOf(whole).filter((one) => !/^\/(lines|authorisations)/.test(one))) {
      const open = withValue(whole, pointer, undefined);
      const found = judged(open).points.map(({ id }) => id);
      expect([pointer, found.filter((id) => !before.includes(id))]).toEqual([pointer, []]);
    }
  });

  it('says for each line its rung and the one below, with who would decide', () => {
    const rungs = judged({ ...whole, lines: whole.lines!.map((line) => ({ ...line, category: 'content_stored' as const })) }).rungs;
    expect(rungs[0]).toMatchObject({ line: 1, route: expect.any(String), lowerRoute: expect.any(String) });
    expect(
      judged({ ...whole, lines: whole.lines!.map((line) => ({ ...line, category: 'subscriber' as const, period: null })) }).rungs[0]?.lowerRoute,
    ).toBeNull();
  });

  it('counts earlier requests about the identifiers that are asked about, and only those', () => {
    const asked = whole.lines![0]!.identifier!;
    const earlier = [
      { identifier: asked, requests: [0, 1, 2] },
      { identifier: 'another', requests: [3, 4, 5, 6] },
    ];
    expect(judged(whole, { ...BY, platform: { ...BY.platform, earlier } }).points.map(({ id }) => id)).toContain('NEC-11');
    expect(judged(whole, { ...BY, platform: { ...BY.platform, earlier: earlier.slice(1) } }).points.map(({ id }) => id)).not.toContain('NEC-11');
  });
});

describe('milder', () => {
  const lines = [0, 1, 2].map((at) => ({
    ...whole.lines![0]!,
    line: at + 1,
    category: 'traffic' as const,
    identifier: at < 2 ? 'one' : 'two',
    period: { from: '2026-01-01T00:00:00Z', to: `2026-0${at + 2}-01T23:59:59Z`, zone: 'UTC' },
  }));
  const wide = { ...whole, lines, authorisations: [{ covers: [1, 2, 3] }] } as RequestDraft;

  it('only keeps data, and leaves the lines as they are', () => {
    expect(milder(wide, 'ALT-PRESERVE')).toMatchObject({ measure: 'preserve', lines });
  });

  it('asks once about each identifier on the lower rung, and for what was said about the wider request again', () => {
    const narrow = milder(wide, 'ALT-SUBSCRIBER');
    expect(narrow.lines).toMatchObject([
      { line: 1, identifier: 'one', category: 'subscriber', period: null },
      { line: 2, identifier: 'two', category: 'subscriber' },
    ]);
    expect([narrow.lines?.[0]?.why, narrow.necessity?.suitable, narrow.necessity?.scopeMinimised]).toEqual([undefined, undefined, undefined]);
    expect(narrow.authorisations).toEqual([{ covers: [1, 2] }]);
    expect(milder(wide, 'ALT-IDENT').lines?.[0]).not.toHaveProperty('period');
  });

  it('cuts to the last thirty days; a line before them loses its period', () => {
    expect(milder(wide, 'ALT-30D').lines?.map(({ period }) => period?.from)).toEqual([undefined, undefined, '2026-03-03T00:00:00Z']);
  });

  it('asks about one identifier, and how many others are touched is asked again', () => {
    const one = milder(wide, 'ALT-ONE');
    expect(one.lines?.map(({ identifier }) => identifier)).toEqual(['one', 'one']);
    expect(one.subjects).toMatchObject({ count: 1, targeting: 'identified_identifier' });
    expect([one.subjects?.bystanders, one.lines?.[0]?.collateral]).toEqual([undefined, undefined]);
  });

  it('has a stand-in for whatever a variant asks again', () => {
    for (const id of ['ALT-PRESERVE', 'ALT-SUBSCRIBER', 'ALT-IDENT', 'ALT-30D', 'ALT-ONE'] as const) {
      const narrow = milder(wide, id);
      const { submission } = standIn(narrow, missingOf(narrow))!;
      expect(
        judged(narrow)
          .points.map((point) => [id, point.id])
          .filter(([, check]) => check === 'CMP-01'),
      ).toEqual([]);
      expect(submission.lines.length).toBe(narrow.lines?.length);
    }
  });
});

function assessedLaw() {
  const { quality } = DEMONSTRATION_PROFILES.SE.legalBases[0]!;
  return quality;
}
