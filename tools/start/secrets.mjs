// Secret files: one a secret, mode 0600, made once and read afterwards. Their text has no line end.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Opens the folder of secrets, made with mode 0700 when it is not there. */
export function openSecrets(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const pathOf = (name) => join(folder, name);
  const read = (name) => (existsSync(pathOf(name)) ? readFileSync(pathOf(name), 'utf8').trim() : undefined);
  const write = (name, text, mode = 0o600) => {
    // Written aside and renamed: a start that is killed here leaves no half secret.
    const aside = pathOf(`.${name}.${process.pid}`);
    writeFileSync(aside, text, { mode });
    renameSync(aside, pathOf(name));
    return text;
  };
  return { folder, pathOf, read, write, readOrMake: (name, make) => read(name) ?? write(name, make()) };
}

/** A password of 192 random bits, safe in an address. */
export const newPassword = () => randomBytes(24).toString('base64url');

/** A key of 256 random bits as lower-case hexadecimal text. */
export const newKey = () => randomBytes(32).toString('hex');
