/** What the start page says about the log: its key, the size and the time of the newest checkpoint. */
export interface LogFacts {
  vkey: string;
  /** Entries under the published checkpoint, a decimal text. */
  size: string;
}

const WAIT_MS = 1000;
const MAX_BYTES = 16_384;

/** Asks the log server. Answers undefined when it says nothing usable; the page then says so. */
export async function logFacts(logUrl: string): Promise<LogFacts | undefined> {
  try {
    const [vkeys, checkpoint] = await Promise.all([textAt(`${logUrl}/vkeys`), textAt(`${logUrl}/checkpoint`)]);
    const vkey = vkeys.split('\n')[0]?.trim() ?? '';
    const size = checkpoint.split('\n')[1] ?? '';
    return vkey !== '' && /^\d{1,20}$/.test(size) ? { vkey, size } : undefined;
  } catch {
    return undefined;
  }
}

async function textAt(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(WAIT_MS), redirect: 'error' });
  const text = await answer.text();
  if (answer.status !== 200 || text.length > MAX_BYTES) throw new Error('no answer that can be used');
  return text;
}
