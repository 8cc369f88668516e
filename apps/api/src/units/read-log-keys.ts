/** Milliseconds to wait for the log server. */
const PATIENCE_MS = 5000;

/**
 * Verifier keys that the log server at `url` names, one text each. They are for the log's first entry, never for trust.
 * @throws {Error} when it does not answer in time, answers something else than 200, or names no key.
 */
export async function readLogKeys(url: string): Promise<string[]> {
  const answer = await fetch(`${url}/vkeys`, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
  const vkeys = (await answer.text()).split('\n').filter((line) => line !== '');
  if (!answer.ok || vkeys.length === 0) throw new Error(`the log server names no key (${answer.status})`);
  return vkeys;
}
