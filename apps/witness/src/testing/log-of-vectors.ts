import { readFileSync } from 'node:fs';

/** One request to a fresh witness and what it must answer. */
export interface Step {
  body: string;
  status: number;
  also?: number;
  answer?: string;
  content_type?: string;
  why?: string;
}

/** Requests in order to a witness that knows one log. */
export interface Sequence {
  name: string;
  origin: string;
  log_vkey: string;
  steps: Step[];
}

const file = new URL('../../../../libs/transparency-log/testdata/log-vectors.json', import.meta.url);

/** The vectors of the witness protocol. */
export const { sequences, request_parse_only: requests } = (
  JSON.parse(readFileSync(file, 'utf8')) as { witness: { sequences: Sequence[]; request_parse_only: { body: string }[] } }
).witness;
export const cosigned = (
  JSON.parse(readFileSync(file, 'utf8')) as {
    cosignatures: { sign: { seed_hex: string; vkey: string; checkpoint_text: string; time: number; line: string }[] };
  }
).cosignatures.sign;
