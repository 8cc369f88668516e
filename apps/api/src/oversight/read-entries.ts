import { append, commitment } from '@comity/audit';
import { type AuditCaseView, type AuditEntryView, type AuditRowView, type AuditSearch, type EvidenceView } from '@comity/contract';
import { evidenceJson, formatTlogProof, readCheckpoint } from '@comity/transparency-log';
import { Injectable } from '@nestjs/common';
import { authorise, NOTHING } from '../shared/authorise.js';
import { cutPage, openCursor, PAGE, sealCursor } from '../shared/cursor.js';
import { KeyRing } from '../shared/key-ring.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { momentOf, Transactions } from '../shared/transactions.js';
import { type EntryFilter, EntryStore, type StoredEntry } from './entry-store.js';
import { bodyOf, proofState, toRow } from './entry.view.js';

/** Entries of one case that an answer holds at most. */
const MOST_OF_CASE = 10_000;
/** Purpose of a reader who names none. */
const INSPECTION = 'oversight_inspection';

/** Oversight's reads of the log. Each is an entry itself, committed before anything is answered. */
@Injectable()
export class ReadEntries {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: EntryStore,
    private readonly keys: KeyRing,
  ) {}

  /** Metadata of the entries that a filter names, newest first, each with its proof state. */
  async search(
    officer: Officer,
    { cursor, limit = PAGE, ...filter }: AuditSearch,
    purpose: string | undefined,
  ): Promise<{ items: AuditRowView[]; next?: string }> {
    const before = cursor ? openCursor(this.keys, officer, 'audit.search', filter, cursor) : undefined;
    const [found, size] = await Promise.all([this.store.search({ ...filter, mandate: mandateOf(officer) }, limit + 1, before), this.store.publishedSize()]);
    const { rows, next } = cutPage(found, limit, ({ entryId }) => sealCursor(this.keys, officer, 'audit.search', filter, entryId));
    await this.transactions.as(officer, async (tx) => {
      const verdict = authorise(officer, 'audit.search', NOTHING, momentOf(tx), { purpose });
      await append(tx, {
        kind: 'audit.searched',
        actor: actorOf(officer, 'auditor'),
        why: { purpose: verdict.purpose ?? INSPECTION },
        data: { type: 'entries', hits: rows.length },
        commit: { query: commitment('query', filter).commitment },
      });
    });
    return { items: rows.map((entry) => toRow(entry, size)), ...next };
  }

  /** All acts of one case in the order of the log. @throws {Problem} `not-found` when no entry in the mandate names it. */
  async ofCase(officer: Officer, id: string, purpose: string | undefined): Promise<AuditCaseView> {
    const [found, size] = await Promise.all([this.store.search({ case: id, mandate: mandateOf(officer) }, MOST_OF_CASE), this.store.publishedSize()]);
    if (found.length === 0) throw new Problem('not-found');
    await this.noteRead(officer, 'audit.case', { type: 'case', id }, found, purpose);
    return { case: id, entries: found.sort(byIndex).map((entry) => toRow(entry, size)) };
  }

  /** One entry as the log keeps it, with a proof against the published checkpoint once there is one. */
  async one(officer: Officer, index: number, purpose: string | undefined): Promise<AuditEntryView> {
    const entry = await this.store.at(index);
    if (!entry) throw new Problem('not-found');
    await this.noteRead(officer, 'audit.entry', { type: 'entry', id: bodyOf(entry).id }, [entry], purpose);
    const published = await this.store.log.published();
    const proved = published && index < published.size;
    return {
      index,
      entryId: entry.entryId,
      body: entry.body.toString('utf8'),
      leafHash: entry.leafHash.toString('base64'),
      proof: proofState(index, published?.size ?? 0),
      proofText: proved ? formatTlogProof({ index, hashes: await this.store.log.proof(index, published.size), checkpoint: published.note }) : null,
    };
  }

  /** One entry with everything that a stranger needs to check it. @throws {Problem} `not-found` also while no published head holds it. */
  async bundle(officer: Officer, index: number, purpose: string | undefined): Promise<EvidenceView> {
    const [entry, published] = await Promise.all([this.store.at(index), this.store.log.published()]);
    if (!entry || !published || index >= published.size) throw new Problem('not-found');
    await this.noteRead(officer, 'audit.bundle', { type: 'entry', id: bodyOf(entry).id }, [entry], purpose);
    const [proof, receipt] = await Promise.all([this.store.log.proof(index, published.size), this.store.receiptOf(entry.entryId)]);
    const { origin } = readCheckpoint(published.note);
    const items = [{ index, entry: entry.body, proof }];
    return evidenceJson({ origin, items, checkpoint: published.note, ...(receipt ? { receipts: [receipt] } : {}) }) as EvidenceView;
  }

  private async noteRead(
    officer: Officer,
    act: string,
    on: { type: string; id: string },
    found: readonly StoredEntry[],
    purpose: string | undefined,
  ): Promise<void> {
    const bodies = found.map(bodyOf);
    const jurisdictions = [...new Set(bodies.flatMap((body) => [...(body.parties ?? []), ...(body.actor.jurisdiction ? [body.actor.jurisdiction] : [])]))];
    await this.transactions.as(officer, async (tx) => {
      const verdict = authorise(officer, act, { ...NOTHING, jurisdictions }, momentOf(tx), { purpose });
      const thread = bodies.find((body) => body.case)?.case;
      await append(tx, {
        kind: 'audit.read',
        actor: actorOf(officer, 'auditor'),
        on,
        ...(thread ? { case: thread } : {}),
        why: { purpose: verdict.purpose ?? INSPECTION },
        data: { view: act.slice(act.indexOf('.') + 1), classes: ['C1'], version: 1, keys: 0 },
      });
    });
  }
}

/** Jurisdictions that an auditor may look into, or undefined for all. */
const mandateOf = (officer: Officer): EntryFilter['mandate'] => (officer.scopes.auditor === 'full' ? undefined : [officer.jurisdiction]);

/** Order of the log; what has no index yet comes last, as it arrived. */
const byIndex = (a: StoredEntry, b: StoredEntry): number => (a.index ?? Infinity) - (b.index ?? Infinity) || Number(a.entryId) - Number(b.entryId);
