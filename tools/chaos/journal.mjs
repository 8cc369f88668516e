// What the load meant to do and what it was told, in JSON lines: the intent before the call, the answer after it, both on the disk before anybody counts on them.
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * @returns `acts`: each with `key`, `person`, `method`, `path`, `body`, `version` and, when an answer came, `status`, `answer`; without one it is in doubt.
 */
export function openJournal(file) {
  mkdirSync(dirname(file), { recursive: true });
  const fd = openSync(file, 'w');
  const acts = [];
  const note = (line) => {
    writeSync(fd, `${JSON.stringify(line)}\n`);
    fsyncSync(fd);
  };
  return {
    file,
    acts,
    meant(act) {
      acts.push(act);
      note({ meant: act.key, person: act.person, method: act.method, path: act.path });
      return act;
    },
    answered(act, status, answer) {
      Object.assign(act, { status, answer });
      note({ answered: act.key, status, id: answer?.id, entry: answer?.log?.entryId });
    },
    close: () => closeSync(fd),
  };
}
