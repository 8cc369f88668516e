/** Names under which Nest injects what is not a class. */
export const CONFIG = Symbol('config');
export const PROGRAM_LOG = Symbol('program-log');
/** A `RefusalNotes`; without one refusals leave no entry. */
export const REFUSAL_NOTES = Symbol('refusal-notes');
/** A `Probes` record for the readiness of the process. */
export const PROBES = Symbol('probes');
/** A `Mandate` for the log server's question. */
export const MANDATE = Symbol('mandate');
/** A `KeySet` of the identity provider. */
export const KEY_SET = Symbol('key-set');
