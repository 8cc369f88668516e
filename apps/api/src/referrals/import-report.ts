import { createHash } from 'node:crypto';
import { append } from '@comity/audit';
import { type ImportWritten } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Done, type Written } from '../shared/acts.js';
import { KeyRing } from '../shared/key-ring.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { momentOf, Transactions, type Tx } from '../shared/transactions.js';
import { importedContent } from './imported-content.js';
import { readInChild } from './intake.js';
import { type IntakeResult, type Refusal } from './intake-result.js';
import { indexKey } from './referral-record.js';
import { FORMATS } from './source-number.js';
import { StartReferral } from './start-referral.js';

const [FORMAT] = FORMATS;

/** The same source number came before with another content. */
const CONFLICT: Refusal = { code: 'conflict', pointer: '/report/reportId', detail: 'A report of this number with another content was imported before.' };

/** Thrown inside the act so that nothing of it stays. */
class Refused extends Error {
  constructor(readonly refusals: Refusal[]) {
    super('The import is refused.');
  }
}

/** A file from outside becomes a referral, or nothing of it is kept and the refusal is in the log. The original is kept as digest only. */
@Injectable()
export class ImportReport {
  constructor(
    private readonly acts: Acts,
    private readonly transactions: Transactions,
    private readonly seal: Seal,
    private readonly keys: KeyRing,
    private readonly start: StartReferral,
  ) {}

  /**
   * Reads the file in its own process, then writes everything in one transaction. The same report again answers what it became the first time.
   * @throws {Problem} `media`, `opaque-blob`, `too-large` or `document`, with every cause and its place.
   */
  async run(officer: Officer, bytes: Buffer): Promise<ImportWritten> {
    const read = await readInChild(bytes);
    if ('refusals' in read) return this.refuse(officer, bytes, read.refusals);
    try {
      return answerOf(await this.acts.run(officer, (tx) => this.keep(tx, officer, bytes, read)), read);
    } catch (error) {
      if (error instanceof Refused) return this.refuse(officer, bytes, error.refusals);
      throw error;
    }
  }

  private async keep(tx: Tx, officer: Officer, bytes: Buffer, read: IntakeResult): Promise<Done> {
    const digest = digestOf(bytes);
    const sourceKey = read.sourceReference === null ? null : indexKey(this.keys, officer.agencyId, FORMAT, read.sourceReference);
    // Two imports of one report at the same moment wait here for each other.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7311))', [`${officer.agencyId}|${sourceKey?.toString('hex') ?? digest}`]);
    const [known] = await tx.query<(Written & { digest: string })[]>(
      `select r.id, r.ref, r.state, r.version, i.digest from comity.import_record i join comity.referral r on r.id = i.referral_id
        where i.agency_id = $1 and i.format = $2 and (i.digest = $3 or i.source_key = $4) order by i.digest = $3 desc limit 1`,
      [officer.agencyId, FORMAT, digest, sourceKey],
    );
    if (known && known.digest !== digest) throw new Refused([CONFLICT]);
    if (known) return { written: { id: known.id, ref: known.ref, state: known.state, version: known.version } };
    const imported = importedContent(read, momentOf(tx).now);
    const written = await this.start.in(tx, officer, { act: 'referral.import', ...imported, victimIdentifiers: read.victims.identifiers });
    await tx.query('insert into comity.import_record (id, agency_id, format, digest, source_key, referral_id) values ($1, $2, $3, $4, $5, $6)', [
      newId(),
      officer.agencyId,
      FORMAT,
      digest,
      sourceKey,
      written.id,
    ]);
    return { written };
  }

  /** Leaves the entry of the refusal, with the digest of the file sealed beside it, and answers why. */
  private async refuse(officer: Officer, bytes: Buffer, refusals: readonly Refusal[]): Promise<never> {
    const cause = refusals[0]?.code ?? 'unreadable';
    await this.transactions.as(officer, async (tx) => {
      const id = newId();
      const file = await this.seal.prepare(
        tx,
        { agencyId: officer.agencyId, record: { type: 'import', id }, version: 0, class: 'C1', path: 'file' },
        {
          sha256: digestOf(bytes),
          sizeBytes: bytes.length,
          format: FORMAT,
          causes: refusals.map(({ code, line }) => ({ code, ...(line === undefined ? {} : { line }) })),
        },
      );
      const log = await append(tx, {
        kind: 'import.refused',
        actor: actorOf(officer),
        on: { type: 'import', id },
        parties: [officer.jurisdiction],
        data: { channel: FORMAT, cause, size: bytes.length },
        commit: { file: file.commitment },
      });
      await file.write(log.entryId);
    });
    throw new Problem(problemFor(cause), {
      errors: refusals.map(({ code, pointer, line, detail }) => ({
        pointer: `#${pointer ?? ''}`,
        code,
        detail: line === undefined ? detail : `Line ${line}. ${detail}`,
      })),
    });
  }
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function problemFor(cause: string): 'media' | 'opaque-blob' | 'too-large' | 'document' {
  if (cause === 'media' || cause === 'archive' || cause === 'executable') return 'media';
  return cause === 'opaque-blob' || cause === 'too-large' ? cause : 'document';
}

const answerOf = (written: Written, read: IntakeResult): ImportWritten => ({
  ...written,
  identifiers: read.identifiers.length,
  warnings: read.warnings.map(({ code, count }) => `${code}: ${count}`),
  unknownElements: read.unknownElements,
});
