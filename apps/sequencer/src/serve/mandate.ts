/** What the API says of a caller: an auditor with full mandate, nobody it knows, or somebody without that mandate. */
export type Mandate = 'full' | 'unknown' | 'refused' | 'unavailable';

const TIMEOUT_MS = 3000;
const ANSWERS: Partial<Record<number, Mandate>> = { 204: 'full', 401: 'unknown', 403: 'refused' };

/** Asks the API whose token this is. The header is handed on as it came and kept nowhere. Anything but the three answers counts as unavailable. */
export async function askMandate(url: string, authorization: string): Promise<Mandate> {
  try {
    const answer = await fetch(url, { headers: { authorization }, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    return ANSWERS[answer.status] ?? 'unavailable';
  } catch {
    return 'unavailable';
  }
}
