/** Minutes that a kept draft is good for: the round trip to the identity provider, no longer. */
const GOOD_FOR_MS = 10 * 60_000;
const PLACE = 'comity-draft';
const DATABASE = 'comity-step-up';

/**
 * Keeps what a person typed for an act over the way to a fresh sign-in. What lies in sessionStorage is encrypted; its key cannot be exported, lies
 * in a database of the browser and is destroyed when the draft is taken back, so that no text of a case stays behind.
 */
export async function keepDraft(name: string, draft: unknown): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(draft)));
  await withStore('readwrite', (store) => store.put(key, 'key'));
  sessionStorage.setItem(
    PLACE,
    JSON.stringify({ name, place: location.pathname, until: Date.now() + GOOD_FOR_MS, iv: base64(iv), sealed: base64(new Uint8Array(sealed)) }),
  );
}

/** The draft that was kept on this page under `name`, once; undefined when there is none or it is too old. */
export async function takeDraft(name: string): Promise<unknown> {
  const stored = sessionStorage.getItem(PLACE);
  if (stored === null) return undefined;
  const { name: kept, place, until, iv, sealed } = JSON.parse(stored) as { name: string; place: string; until: number; iv: string; sealed: string };
  if (until >= Date.now() && (kept !== name || place !== location.pathname)) return undefined;
  sessionStorage.removeItem(PLACE);
  const key = await withStore('readonly', (store) => store.get('key') as IDBRequest<CryptoKey | undefined>);
  indexedDB.deleteDatabase(DATABASE);
  if (!key || until < Date.now()) return undefined;
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv) }, key, bytes(sealed));
  return JSON.parse(new TextDecoder().decode(plain));
}

/** Forgets a kept draft and destroys its key, at sign-out. */
export function dropDraft(): void {
  sessionStorage.removeItem(PLACE);
  indexedDB.deleteDatabase(DATABASE);
}

function withStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('keys');
    opening.onerror = () => reject(opening.error ?? new Error(DATABASE));
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('keys', mode);
      const request = work(transaction.objectStore('keys'));
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
      transaction.onerror = () => reject(transaction.error ?? new Error(DATABASE));
    };
  });
}

const base64 = (data: Uint8Array): string => btoa(String.fromCharCode(...data));
const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
