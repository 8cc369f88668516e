import * as z from 'zod';
import { event } from './event.js';
import { code, count, digest, jurisdiction, set } from './members.js';

const printable = z
  .string()
  .regex(/^[!-~]{1,300}$/)
  .describe('printable text');

/** The log itself. The first entry of a log names its keys, and the log it continues if there is one. */
export const LOG_EVENTS = {
  'log.opened': event('log.opened', {
    on: [],
    onOptional: true,
    data: { origin: printable, vkeys: set(printable), predecessor_note_hash: digest.optional(), predecessor_size: count.optional() },
  }),
  /** Signer, sequencer or a witness found what only a rollback, a fork or a stolen key explains. */
  'log.frozen': event('log.frozen', { on: [], onOptional: true, data: { cause: code, size: count } }),
  /** Number and chained hash of the leaves that name a jurisdiction, over the indices since its last digest. */
  'log.digest': event('log.digest', { on: [], onOptional: true, data: { jurisdiction, from_index: count, to_index: count, count, chain: digest } }),
};
