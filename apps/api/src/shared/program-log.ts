import { type LoggerService } from '@nestjs/common';
import { type DestinationStream, pino } from 'pino';

/** Members that a line may have. Ids, kinds, codes, counts and durations; whatever else is handed in is dropped and counted. @source security.md 9 */
const MEMBERS = [
  'act', 'agency', 'address', 'attempts', 'call', 'clients', 'correlation', 'count', 'entry', 'fault', 'id', 'internalPort', 'kind', 'method', 'mode',
  'ms', 'path', 'port', 'problem', 'queue', 'reason', 'ref', 'route', 'rules', 'size', 'sqlState', 'state', 'status', 'subject', 'tree', 'where',
] as const; // prettier-ignore
export type LogMember = (typeof MEMBERS)[number];
type LogValue = number | boolean | string | readonly string[] | undefined;
export type LogFacts = Partial<Record<LogMember, LogValue>>;

/** Ids, codes, addresses and places in code pass; a sentence, a name or an e-mail address does not. */
const WORD = /^[A-Za-z0-9][A-Za-z0-9._:/[\]-]{0,127}$|^\/[A-Za-z0-9._:/{}-]{0,127}$/;

/** One line a thing that happened, under a code that a person can look up. There is no place for a message. */
export interface ProgramLog {
  info(code: string, facts?: LogFacts): void;
  warn(code: string, facts?: LogFacts): void;
  error(code: string, facts?: LogFacts): void;
}

function passes(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string' && WORD.test(item));
  return typeof value === 'string' && WORD.test(value);
}

/** `facts` without what is not on the list, and how many members that were. */
function allowed(facts: LogFacts): Record<string, unknown> {
  const given = Object.entries(facts).filter(([, value]) => value !== undefined);
  const kept = given.filter(([name, value]) => (MEMBERS as readonly string[]).includes(name) && passes(value));
  return given.length === kept.length ? Object.fromEntries(kept) : { ...Object.fromEntries(kept), dropped: given.length - kept.length };
}

/**
 * Opens the log of a program: JSON lines on standard output, or on `stream` in tests.
 * @param program `api`, `worker` and the like; stands in every line.
 */
export function openProgramLog(program: string, stream?: DestinationStream): ProgramLog {
  const options = { base: { program }, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label: string) => ({ level: label }) } };
  const lines = stream ? pino(options, stream) : pino(options);
  return {
    info: (code, facts = {}) => lines.info({ code, ...allowed(facts) }),
    warn: (code, facts = {}) => lines.warn({ code, ...allowed(facts) }),
    error: (code, facts = {}) => lines.error({ code, ...allowed(facts) }),
  };
}

/** Facts about an error that may be logged: its class, SQLSTATE, and the first place in our own code. Never its message, which may hold what came in. */
export function factsOf(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { fault: typeof error };
  const sqlState: unknown = (error as { code?: unknown }).code;
  const place = /\/(?:apps|libs)\/([\w./-]+\.[jt]s:\d+)/.exec(error.stack ?? '')?.[1];
  return { fault: error.name, where: place, sqlState: typeof sqlState === 'string' && /^[0-9A-Z]{5}$/.test(sqlState) ? sqlState : undefined };
}

/** What Nest itself has to say: warnings and errors by the part that says them, without its words. Its start-up lines are dropped. */
export function nestLogger(log: ProgramLog): LoggerService {
  const part = (rest: unknown[]): LogFacts => {
    const last = rest.at(-1);
    return { kind: typeof last === 'string' ? last : undefined };
  };
  return {
    log: () => undefined,
    warn: (_message: unknown, ...rest: unknown[]) => log.warn('framework', part(rest)),
    error: (message: unknown, ...rest: unknown[]) => log.error('framework', { ...part(rest), ...(message instanceof Error ? factsOf(message) : {}) }),
    fatal: (message: unknown, ...rest: unknown[]) => log.error('framework', { ...part(rest), ...(message instanceof Error ? factsOf(message) : {}) }),
  };
}
