import { parseCount } from '@comity/transparency-log';

/** What a witness answered to `add-checkpoint`. What is not understood to the letter counts as silence. @source log.md 8.2 */
export type WitnessAnswer =
  | { kind: 'cosigned'; lines: string[]; status: 200 }
  | { kind: 'conflict'; size: number; status: 409 }
  | { kind: 'contradicted'; status: 422 }
  | { kind: 'refused'; status: 400 | 403 | 404 }
  | { kind: 'silent'; status: number };

const TIMEOUT_MS = 2000;
/** Longest answer that is read, in characters. */
const LONGEST = 65_536;
const SILENT: WitnessAnswer = { kind: 'silent', status: 0 };

async function textOf(response: Response): Promise<string | undefined> {
  let text = '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > LONGEST) return undefined;
  }
  return text + decoder.decode();
}

function read(status: number, type: string | null, text: string): WitnessAnswer {
  if (status === 200 && text.endsWith('\n')) return { kind: 'cosigned', lines: text.slice(0, -1).split('\n'), status };
  if (status === 409 && type === 'text/x.tlog.size' && text.endsWith('\n')) {
    const size = parseCount(text.slice(0, -1));
    if (size !== undefined) return { kind: 'conflict', size, status };
  }
  if (status === 422) return { kind: 'contradicted', status };
  if (status === 400 || status === 403 || status === 404) return { kind: 'refused', status };
  return { kind: 'silent', status };
}

/** Sends a request to a witness. Never throws: a witness that cannot be reached is silent. */
export async function postCheckpoint(url: string, body: string): Promise<WitnessAnswer> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await textOf(response);
    return text === undefined ? { kind: 'silent', status: response.status } : read(response.status, response.headers.get('content-type'), text);
  } catch {
    return SILENT;
  }
}
