// Calls of the API as one of the demonstration's people, with a token of a real sign-in.
import { randomUUID } from 'node:crypto';
import { tokenFor } from '../start/token.mjs';

/** Age in seconds after which a token is made anew; tokens live 300 s. */
const FRESH_S = 200;

/** The API refused a call that the walk expected to pass. */
export class Refused extends Error {
  constructor(what, answer) {
    super(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
    this.answer = answer;
  }
}

/**
 * @param product what run.json says.
 * @param options `secrets`: folder of the secrets of that start; `heard` gets every call with its answer.
 * @returns `call(person, method, path, body, how)` → `{ status, body, headers }`; `how`: `version` for If-Match, `type` and `raw` for an import,
 *   `acr` and `ageS` of the sign-in, `key` for Idempotency-Key.
 */
export function openClient(product, { secrets, heard = () => {} } = {}) {
  const tokens = new Map();
  async function tokenOf(person, { acr = 'comity-2', ageS } = {}) {
    const name = `${person} ${acr} ${ageS ?? ''}`;
    const known = tokens.get(name);
    if (known && performance.now() - known.at < FRESH_S * 1000) return known.token;
    const token = await tokenFor(product, person, { acr, ageS, secrets });
    tokens.set(name, { token, at: performance.now() });
    return token;
  }
  async function call(person, method, path, body, how = {}) {
    const headers = { authorization: `Bearer ${await tokenOf(person, how)}` };
    if (method === 'POST') headers['idempotency-key'] = how.key ?? randomUUID();
    if (how.version !== undefined) headers['if-match'] = `"${how.version}"`;
    if (how.purpose) headers['comity-purpose'] = how.purpose;
    if (body !== undefined) headers['content-type'] = how.type ?? 'application/json';
    const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(`${product.api}${path}`, { method, headers, body: payload, signal: AbortSignal.timeout(15_000) });
    const text = await answer.text();
    const got = { status: answer.status, headers: Object.fromEntries(answer.headers), body: text.startsWith('{') ? JSON.parse(text) : text };
    heard({ person, method, path, sent: body, ...got });
    return got;
  }
  return {
    tokenOf,
    call,
    /** A call that must pass. @throws {Refused} */
    async pass(person, method, path, body, how) {
      const answer = await call(person, method, path, body, how);
      if (answer.status >= 300) throw new Refused(`${person} ${method} ${path}`, answer);
      return answer.body;
    },
    /** A call that must be refused with this status and code. @throws {Error} */
    async refuse(person, method, path, body, how, status, code) {
      const { status: got, body: problem } = await call(person, method, path, body, how);
      if (got !== status || (code && problem.code !== code))
        throw new Error(`${person} ${method} ${path}: expected ${status} ${code}, got ${got} ${JSON.stringify(problem)}`);
      return problem;
    },
    /** Asks until `holds(answer)`, for work that the worker does. */
    async until(person, path, holds, what, seconds = 30) {
      for (const end = performance.now() + seconds * 1000; ;) {
        const { status, body } = await call(person, 'GET', path);
        if (status === 200 && holds(body)) return body;
        if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}; the last answer was ${status} ${JSON.stringify(body).slice(0, 400)}`);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
  };
}
