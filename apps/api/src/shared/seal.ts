import { randomBytes } from 'node:crypto';
import { commitment } from '@comity/audit';
import { decrypt, encrypt, encryptTo, DoesNotOpen } from './envelope.js';
import { type KeyRing } from './key-ring.js';
import { newId } from './new-id.js';
import { type Tx } from './transactions.js';

/** Storage classes of exchange.md 0.3: case metadata, identifiers, victims, reasons, free text. */
export type StorageClass = 'C1' | 'C2' | 'C3' | 'C4' | 'C5';

/** Where a sealed value lies. `agencyId` names whose key seals it and who alone can read it. */
export interface SealedPlace {
  agencyId: string;
  record: { type: string; id: string };
  version: number;
  class: StorageClass;
  /** Name of the value inside the record, `content` for example; also the path of its commitment. */
  path: string;
  /** Handling codes the value travels with; an empty list is H0. */
  handling?: readonly string[];
  /** A snapshot for another agency: nobody else's rows can be seen, so the row is inserted as it is and never replaces one. */
  snapshot?: true;
}

/** A value ready to be written: `commitment` goes into the entry, then `write` stores it with that entry's id (or none for a draft). */
export interface Prepared {
  commitment: string;
  write(entryId: string | null): Promise<void>;
}

interface RecordKey {
  id: string;
  bytes: Buffer;
  /** Writes the key's row where it is new. */
  keep: () => Promise<void>;
}

/**
 * Envelope encryption of values: wrapping key of the agency, record key per record and class, AES-256-GCM. Destroying the record key erases the record.
 * @source security.md 8.2, log.md 11.1 and 11.3
 */
export class Seal {
  constructor(private readonly keys: KeyRing) {}

  /** Encrypts `value` with a fresh salt. Reads before the append; `write` writes only own rows, after it. */
  async prepare(tx: Tx, place: SealedPlace, value: unknown): Promise<Prepared> {
    const committed = commitment(place.path, value);
    const key = await this.recordKey(tx, place);
    const handling = [...(place.handling ?? [])].sort().join(',');
    const plain = Buffer.from(JSON.stringify({ value, salt: committed.salt }));
    const body = encrypt(key.bytes, plain, boundTo(place, handling));
    const again = place.snapshot
      ? ''
      : `on conflict (agency_id, record_type, record_id, version, path)
         do update set body = excluded.body, key_id = excluded.key_id, handling = excluded.handling, entry_id = excluded.entry_id`;
    const write = async (entryId: string | null): Promise<void> => {
      await key.keep();
      await tx.query(
        `insert into comity.sealed (id, agency_id, record_type, record_id, version, class, path, key_id, handling, body, entry_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ${again}`,
        [newId(), place.agencyId, place.record.type, place.record.id, place.version, place.class, place.path, key.id, handling, body, entryId],
      );
    };
    return { commitment: committed.commitment, write };
  }

  /**
   * Opens a value of the reader's own agency, with the salt of its commitment.
   * @throws {DoesNotOpen} when there is no such row in sight, its key was destroyed, or the bytes were moved.
   */
  async open<T>(tx: Tx, place: Omit<SealedPlace, 'class' | 'handling'>): Promise<{ value: T; salt: string }> {
    const [row] = await tx.query<{ class: StorageClass; handling: string; body: Buffer; wrapped: Buffer | null; keyId: string }[]>(
      `select s.class, s.handling, s.body, k.wrapped, k.id as "keyId" from comity.sealed s join comity.record_key k on k.id = s.key_id
        where s.agency_id = $1 and s.record_type = $2 and s.record_id = $3 and s.version = $4 and s.path = $5`,
      [place.agencyId, place.record.type, place.record.id, place.version, place.path],
    );
    if (!row?.wrapped || row.class === 'C3') throw new DoesNotOpen(`${place.record.type}/${place.path}`);
    const found = { ...place, class: row.class };
    const key = decrypt(this.keys.wrapping(place.agencyId), row.wrapped, keyBoundTo(row.keyId, found));
    return JSON.parse(decrypt(key, row.body, boundTo(found, row.handling)).toString()) as { value: T; salt: string };
  }

  private async recordKey(tx: Tx, place: SealedPlace): Promise<RecordKey> {
    // Victims' values get a new key each time: who seals to the agency's pair cannot open again what was sealed before.
    const [known] =
      place.class === 'C3'
        ? []
        : await tx.query<{ id: string; wrapped: Buffer }[]>(
            `select id, wrapped from comity.record_key
              where agency_id = $1 and record_type = $2 and record_id = $3 and class = $4 and wrapped is not null order by id limit 1`,
            [place.agencyId, place.record.type, place.record.id, place.class],
          );
    if (known) {
      const bytes = decrypt(this.keys.wrapping(place.agencyId), known.wrapped, keyBoundTo(known.id, place));
      return { id: known.id, bytes, keep: () => Promise.resolve() };
    }
    const id = newId();
    const bytes = randomBytes(32);
    const bound = keyBoundTo(id, place);
    const wrapped =
      place.class === 'C3' ? encryptTo(this.keys.victimsPublic(place.agencyId), bytes, bound) : encrypt(this.keys.wrapping(place.agencyId), bytes, bound);
    const wrappedBy = `${place.class === 'C3' ? 'victims' : 'wrap'}-${place.agencyId}`;
    const keep = async (): Promise<void> => {
      await tx.query(
        'insert into comity.record_key (id, agency_id, record_type, record_id, class, wrapped_by, wrapped) values ($1, $2, $3, $4, $5, $6, $7)',
        [id, place.agencyId, place.record.type, place.record.id, place.class, wrappedBy, wrapped],
      );
    };
    return { id, bytes, keep };
  }
}

const boundTo = (place: Omit<SealedPlace, 'handling'>, handling: string): string =>
  ['sealed', place.record.type, place.record.id, place.version, place.path, place.agencyId, place.class, handling].join('|');

const keyBoundTo = (id: string, place: { record: { type: string; id: string }; agencyId: string; class: StorageClass }): string =>
  ['record_key', id, place.record.type, place.record.id, place.agencyId, place.class].join('|');
