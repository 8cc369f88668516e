/** Facts of a line: ids, codes, counts and durations. Nothing that came in, and no text of an error, which may hold a row. */
export type Facts = Record<string, number | boolean | string | undefined>;

/** One JSON line on standard output a thing that happened, under a code that a person can look up. */
export interface ProgramLog {
  info(code: string, facts?: Facts): void;
  warn(code: string, facts?: Facts): void;
  error(code: string, facts?: Facts): void;
}

/** Words, codes, addresses and places in code pass; sentences do not. */
const WORD = /^[A-Za-z0-9/][A-Za-z0-9._:/@-]{0,127}$/;

function allowed(facts: Facts): Facts {
  const given = Object.entries(facts).filter(([, value]) => value !== undefined);
  const kept = given.filter(([, value]) => typeof value !== 'string' || WORD.test(value));
  return { ...Object.fromEntries(kept), ...(kept.length < given.length ? { dropped: given.length - kept.length } : {}) };
}

/** Opens the log of a program. @param write takes one line without its newline; standard output by default. */
export function openProgramLog(program: string, write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)): ProgramLog {
  const say = (level: string) => (code: string, facts: Facts = {}) =>
    write(JSON.stringify({ level, time: new Date().toISOString(), program, code, ...allowed(facts) }));
  return { info: say('info'), warn: say('warn'), error: say('error') };
}

/** What of an error may be logged: its class, SQLSTATE or system code, and where in our code it came from. */
export function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { fault: typeof error };
  const code = (error as { code?: unknown }).code;
  const where = /\/(?:apps|libs)\/([\w./-]+\.[jt]s:\d+)/.exec(error.stack ?? '')?.[1];
  return { fault: error.name, where, state: typeof code === 'string' ? code : undefined };
}
