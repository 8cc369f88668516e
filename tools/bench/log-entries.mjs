// Entries to measure with: real events of a real kind, made as an act makes them. Loaded after the build, because the programs are taken as built.
import { randomUUID } from 'node:crypto';
import { eventBytes } from '@comity/audit';

const AGENCY = '01900000-0000-7000-8a00-000000000001';
const OFFICER = 'bW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW0';

/** Bytes and leaf hash of one entry: schema, identifiers, random bytes, canonical JSON and hash are part of what is measured. */
export function anEntry() {
  const id = randomUUID();
  const { body, leaf } = eventBytes(
    {
      kind: 'request.created',
      actor: { agency: AGENCY, jurisdiction: 'KE', officer: OFFICER, role: 'officer' },
      on: { id, type: 'request' },
      case: id,
      parties: ['KE', 'SE'],
      data: { corridor: 'KE-SE', measure: 'production', track: 'ordinary' },
    },
    { at: new Date() },
  );
  return { id, body: Buffer.from(body), leaf: Buffer.from(leaf) };
}

/** Many entries as `tlog.append_many` takes them: all bodies one byte string, with offsets that begin at 1. */
export function packed(count) {
  const entries = Array.from({ length: count }, anEntry);
  const lengths = entries.map(({ body }) => body.length);
  let next = 1;
  const offsets = lengths.map((length) => (next += length) - length);
  return { bodies: Buffer.concat(entries.map(({ body }) => body)), offsets, lengths, leaves: Buffer.concat(entries.map(({ leaf }) => leaf)) };
}
