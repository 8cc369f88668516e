import { describe, expect, it } from 'vitest';
import { auditCatalogue } from './audit/catalogue.js';
import { AUDIT_EVENTS, AUDIT_KINDS, type AuditEvent } from './audit-events.js';

const id = '019b0000-0000-7000-8000-000000000001';
const hash = 'A'.repeat(43);
const actor = { agency: id, jurisdiction: 'KE', officer: hash, role: 'liaison' } as const;
const sealed: AuditEvent = {
  kind: 'decision.sealed',
  actor,
  on: { id, type: 'decision' },
  case: id,
  parties: ['KE', 'SE'],
  data: {
    from: 'in_review',
    to: 'granted',
    version: 2,
    outcome: 'grant_in_part',
    position: 'first',
    round: 1,
    lines: { granted: 1, narrowed: 1, refused: 1 },
    grounds: ['NOT_NECESSARY'],
    conditions: [],
    severity: 2,
    route: 'SINGLE_REVIEW',
    certificate: id,
    departs: false,
  },
  commit: { request: hash, screening: hash, reasons: hash, record: hash, roster: hash },
};
const read: AuditEvent = {
  kind: 'audit.read',
  actor,
  on: { id, type: 'request' },
  why: { purpose: 'investigate' },
  data: { view: 'request', classes: ['C1', 'C2'], version: 1, keys: 2 },
};
const refuses = (event: unknown, kind: keyof typeof AUDIT_EVENTS) => expect(AUDIT_EVENTS[kind].safeParse(event).success).toBe(false);

describe('catalogue of audit events', () => {
  it('has a schema whose kind is its key', () => {
    for (const kind of AUDIT_KINDS) expect(AUDIT_EVENTS[kind].shape.kind.value).toBe(kind);
  });

  it('names kinds, members and commitments as the log wants them', () => {
    const rows = auditCatalogue();
    expect(rows.map((row) => row.kind).sort()).toEqual(AUDIT_KINDS);
    for (const row of rows) {
      expect(row.kind).toMatch(/^[a-z][a-z_]*\.[a-z][a-z_]*$/);
      for (const member of [...row.data, ...row.commit]) expect(member.name).toMatch(/^[a-z][a-z0-9_]*$/);
      for (const member of row.commit) expect(member.type).toBe('commitment');
    }
  });

  it('takes a sealed decision and a read, with business time or without', () => {
    expect(AUDIT_EVENTS['decision.sealed'].parse(sealed)).toEqual(sealed);
    expect(AUDIT_EVENTS['audit.read'].parse({ ...read, data: { ...read.data, time: '2026-11-23T18:00:04.113Z' } })).toBeTruthy();
  });

  it('refuses an unknown member in every place', () => {
    refuses({ ...sealed, extra: 1 }, 'decision.sealed');
    refuses({ ...sealed, data: { ...sealed.data, note: 'x' } }, 'decision.sealed');
    refuses({ ...sealed, commit: { ...sealed.commit, words: hash } }, 'decision.sealed');
    refuses({ ...sealed, on: { ...sealed.on, name: 'x' } }, 'decision.sealed');
    refuses({ ...sealed, actor: { ...actor, name: 'x' } }, 'decision.sealed');
  });

  it('refuses a missing commitment, and an event whose only commitment is missing', () => {
    refuses({ ...sealed, commit: { ...sealed.commit, roster: undefined } }, 'decision.sealed');
    refuses({ ...sealed, commit: undefined }, 'decision.sealed');
  });

  it('refuses a read without its purpose, and words as a purpose', () => {
    refuses({ ...read, why: undefined }, 'audit.read');
    refuses({ ...read, why: { purpose: 'because I wanted to' } }, 'audit.read');
  });

  it('refuses an object of another type and an act without its object', () => {
    refuses({ ...sealed, on: { id, type: 'request' } }, 'decision.sealed');
    refuses({ ...sealed, on: undefined }, 'decision.sealed');
  });

  it('refuses sets that are unsorted or repeat', () => {
    refuses({ ...sealed, parties: ['SE', 'KE'] }, 'decision.sealed');
    refuses({ ...sealed, parties: ['KE', 'KE'] }, 'decision.sealed');
  });

  it('refuses text beyond ASCII, fractions and a second spelling of a commitment', () => {
    refuses({ ...sealed, data: { ...sealed.data, grounds: ['naïve'] } }, 'decision.sealed');
    refuses({ ...sealed, data: { ...sealed.data, round: 1.5 } }, 'decision.sealed');
    refuses({ ...sealed, commit: { ...sealed.commit, roster: `${'A'.repeat(42)}B` } }, 'decision.sealed');
  });
});
