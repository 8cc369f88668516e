import * as z from 'zod';
import { event } from './event.js';
import { count, digest, set } from './members.js';

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
};
