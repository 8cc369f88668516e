const DATABASE = 'comity-heads';
const STORE = 'logs';
/** Heads that were kept by hand; the one that was checked last is kept besides. */
const MOST_BY_HAND = 9;

/** A head that this browser checked and remembers. `at` is the clock of this device, ISO 8601. */
export interface KeptHead {
  size: number;
  root: Uint8Array;
  note: string;
  at: string;
  byHand: boolean;
}

/** What this browser remembers of one log: the key that it met first, and heads, newest first. */
export interface KnownLog {
  origin: string;
  vkey: string;
  since: string;
  heads: KeptHead[];
}

/** What is remembered of a log; undefined on the first visit of this browser. */
export const knownLog = (origin: string): Promise<KnownLog | undefined> =>
  withStore('readonly', (store) => store.get(origin) as IDBRequest<KnownLog | undefined>);

/**
 * Remembers a head after its signature and its growth from every head that was kept were checked. The newest one replaces the newest before it; one
 * that was kept by hand stays. The key is remembered once and never replaced. @source log.md 10.1
 */
export async function keepHead(origin: string, vkey: string, head: KeptHead): Promise<void> {
  const known = (await knownLog(origin)) ?? { origin, vkey, since: head.at, heads: [] };
  const byHand = known.heads.filter((one) => one.byHand && one.size !== head.size).slice(0, MOST_BY_HAND);
  const wasByHand = known.heads.some((one) => one.byHand && one.size === head.size);
  const next: KnownLog = { ...known, heads: [{ ...head, byHand: head.byHand || wasByHand }, ...byHand].sort((a, b) => b.size - a.size) };
  await withStore('readwrite', (store) => store.put(next));
}

function withStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'origin' });
    opening.onerror = () => reject(opening.error ?? new Error(DATABASE));
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
      transaction.onerror = () => reject(transaction.error ?? new Error(DATABASE));
    };
  });
}
