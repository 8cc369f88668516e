import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';

/** Texts that a secret is never: defaults of servers and of people in a hurry. */
const DEFAULTS = ['admin', 'changeme', 'comity', 'password', 'postgres', 'secret', 'test'];
/** Fewest characters of a secret; below this it was typed, not made. */
const SHORTEST = 16;
/** Permission bits of everybody who is neither owner nor group. */
const WORLD = 0o007;

/** A secret file is missing, empty, short, a known default or open to everybody. `fault` names the file, never what is in it. */
export class SecretUnusable extends Error {
  constructor(
    readonly secret: string,
    readonly fault: 'missing' | 'empty' | 'default' | 'world-readable',
  ) {
    super(`secret ${secret}: ${fault}`);
    this.name = 'SecretUnusable';
  }
}

/** A text that no print shows: templates, JSON, logs and inspection give `[secret]`. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. Call it where it is used, and keep the result in no object. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

/**
 * Reads secret file `name` of `folder`; one line end at its end is not part of it.
 * @throws {SecretUnusable} when the file is missing, empty, open to everybody, or holds a default.
 * @source security.md 7, 13
 */
export function readSecret(folder: string, name: string): Secret {
  const path = join(folder, name);
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status?.isFile()) throw new SecretUnusable(name, 'missing');
  if (status.mode & WORLD) throw new SecretUnusable(name, 'world-readable');
  const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  if (text === '') throw new SecretUnusable(name, 'empty');
  if (text.length < SHORTEST || DEFAULTS.includes(text.toLowerCase())) throw new SecretUnusable(name, 'default');
  return new Secret(text);
}
