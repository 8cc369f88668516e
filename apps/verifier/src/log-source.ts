import { Unchecked } from './broken.js';

/** What the log answered: bytes, or that it has no such thing. */
export type Served = { bytes: Uint8Array } | { missing: 404 | 410 };

/** The log as it is served over HTTP. */
export interface LogSource {
  /**
   * Fetches a path below the log's address, and reads at most `most` bytes and one more, so that a longer answer shows.
   * @param token sent for bundles of entries only.
   * @throws {Unchecked} on a network error, a redirect, 401, 403, 429, 5xx and every other answer that says nothing about the log.
   */
  get(path: string, most: number, token?: string): Promise<Served>;
}

const TIMEOUT_MS = 30_000;

async function readUpTo(answer: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk as Uint8Array);
    size += (chunk as Uint8Array).length;
    if (size > most) break;
  }
  return Buffer.concat(chunks).subarray(0, most + 1);
}

/** @param url address of the log, with or without a slash at its end. */
export function logSource(url: string): LogSource {
  const base = url.replace(/\/+$/, '');
  return {
    get: async (path, most, token) => {
      let answer: Response;
      try {
        answer = await fetch(`${base}/${path}`, {
          headers: token ? { authorization: `Bearer ${token}` } : {},
          redirect: 'error',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        if (answer.status === 200) return { bytes: await readUpTo(answer, most) };
        await answer.body?.cancel();
      } catch (error) {
        const cause =
          error instanceof Error && error.cause instanceof Error
            ? ((error.cause as { code?: string }).code ?? error.cause.name)
            : error instanceof Error
              ? error.name
              : 'failed';
        throw new Unchecked(`${path}: no answer (${cause})`);
      }
      if (answer.status === 404 || answer.status === 410) return { missing: answer.status };
      throw new Unchecked(`${path}: answered ${answer.status}`);
    },
  };
}

/** Runs `work` over items in order, a few at a time; results come in the order of the items. */
export async function* inOrder<T, R>(items: Iterable<T>, width: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const iterator = items[Symbol.iterator]();
  const running: Promise<R>[] = [];
  const next = (): void => {
    const { value, done } = iterator.next() as IteratorResult<T, undefined>;
    if (done) return;
    const started = work(value);
    // A failure is thrown when its turn comes; until then it is no unhandled rejection.
    started.catch(() => undefined);
    running.push(started);
  };
  for (let at = 0; at < width; at++) next();
  while (running.length > 0) {
    const result = await running.shift()!;
    next();
    yield result;
  }
}
