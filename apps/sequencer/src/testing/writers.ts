import { createHash, randomBytes } from 'node:crypto';
import { leafHash, writeEntry } from '@comity/transparency-log';
import pg from 'pg';

/** One entry that a writer committed, with the moments between which it lies, in milliseconds of this process. */
export interface Written {
  entryId: string;
  began: number;
  committed: number;
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** An entry of its own with random content. */
export function anEntry(): { body: Buffer; leaf: Buffer } {
  const id = randomBytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-7$3-8$4-$5')
    .slice(0, 36);
  const body = Buffer.from(
    writeEntry({
      v: 1,
      id,
      nonce: randomBytes(16).toString('base64url'),
      kind: 'request.created',
      at: new Date().toISOString(),
      actor: { service: 'test' },
      parties: ['KE', 'SE'],
      data: { corridor: 'KE-SE', measure: 'production', track: 'ordinary' },
    }),
  );
  return { body, leaf: Buffer.from(leafHash(body, sha256)) };
}

/** Appends `count` entries in one transaction of their own. */
export async function appendEntries(client: pg.Client, count: number): Promise<string[]> {
  await client.query('BEGIN');
  const ids: string[] = [];
  for (let at = 0; at < count; at++) {
    const { body, leaf } = anEntry();
    const appended = await client.query<{ id: string }>('SELECT tlog.append(1::smallint, $1::bytea, $2::bytea) AS id', [body, leaf]);
    ids.push(appended.rows[0]!.id);
  }
  await client.query('COMMIT');
  return ids;
}

/** Writers that append one entry a transaction, wait a little inside some, and roll every third back, until `until`. */
export async function writeConcurrently(url: string, writers: number, until: () => boolean): Promise<{ written: Written[]; rolledBack: Set<string> }> {
  const written: Written[] = [];
  const rolledBack = new Set<string>();
  const one = async (): Promise<void> => {
    const client = new pg.Client(url);
    await client.connect();
    while (!until()) {
      const { body, leaf } = anEntry();
      await client.query('BEGIN');
      const began = performance.now();
      const appended = await client.query<{ id: string }>('SELECT tlog.append(1::smallint, $1::bytea, $2::bytea) AS id', [body, leaf]);
      const entryId = appended.rows[0]!.id;
      if (Math.random() < 0.3) await client.query('SELECT pg_sleep($1)', [Math.random() / 50]);
      if (Math.random() < 0.33) {
        await client.query('ROLLBACK');
        rolledBack.add(entryId);
      } else {
        await client.query('COMMIT');
        written.push({ entryId, began, committed: performance.now() });
      }
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: writers }, one));
  return { written, rolledBack };
}
