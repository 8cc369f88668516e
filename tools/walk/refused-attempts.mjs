// What must not work, tried at the moments of the walk at which it could: each attempt is made just before the right person's act, and its entry is looked for.
import { REFUSED } from './evidence.mjs';

/**
 * Rows: before which call of the walk · name · who · what · the answer wanted. `$` is the path of the call that the walk is about to make, `body` its body.
 * Errors of status 404 hide that a record exists; 403 say that this person may not; 401 ask for a fresh sign-in.
 */
const ATTEMPTS = [
  [/\/reviews\/[^/]+\/claim$/, [
    ['the author claims the review', 'a.officer', {}, 403],
    ['a party that asks claims the review', 'a.supervisor', {}, 403],
    ['a party that holds claims the review', 'b.desk', {}, 403],
    ['another reviewer, who was not drawn, claims', 'd.liaison', {}, 404],
    ['a foreign reader opens the request', 'third.officer', { method: 'GET', path: (path, ids) => `/requests/${ids.request}` }, 404],
    ['the side that holds opens the request before it is dispatched', 'b.officer', { method: 'GET', path: (path, ids) => `/requests/${ids.request}` }, 404],
  ]],
  [/\/findings\/W1$/, [
    ['a finding on a version that is not the last', 'c.liaison', { version: 0 }, 412],
  ]],
  [/\/seal$/, [
    ['the author seals', 'a.officer', {}, 403],
    ['a party seals', 'b.supervisor', {}, 403],
    ['the second account of the same person seals', 'c.liaison.second-account', {}, 403],
    ['somebody who was not drawn seals', 'c.lead', {}, 404],
    ['the reviewer seals with an old sign-in', 'c.liaison', { ageS: 400 }, 401],
    ['the reviewer seals without a second factor', 'c.liaison', { acr: 'comity-1' }, 401],
    ['the reviewer seals what was changed since', 'c.liaison', { body: (body) => ({ ...body, requestHash: '0'.repeat(64) }) }, 409],
  ]],
  [/\/take-up$/, [
    ['the reviewer seals a second time', 'c.liaison', { path: (path, ids) => ids.seal.path, body: (body, ids) => ids.seal.body, version: 99 }, 404],
  ]],
  [/\/disclosures$/, [
    ['who answered sends', 'b.officer', {}, 403],
    ['the desk sends with an old sign-in', 'b.desk', { ageS: 400 }, 401],
  ]],
  [/\/receipt$/, [
    ['a foreign reader opens the answer', 'third.officer', { method: 'GET', path: (path) => path.replace('/receipt', '') }, 404],
    ['the desk acknowledges another package', 'a.supervisor', { body: (body) => ({ ...body, packageHash: '0'.repeat(64) }) }, 409],
  ]],
]; // prettier-ignore

/**
 * A client of the walk that makes the attempts on its way.
 * @param through the client that makes the calls of the walk. @param aside the one that makes the attempts.
 * @param found gets `{ name, wanted, got, code, noted }`: `noted` is 1 when the attempt left one entry, or was counted as a repeat of one within the minute.
 */
export function attempting(through, aside, database, found) {
  const ids = {};
  async function attempt(name, person, how, wanted, { method, path, body, version }) {
    const before = await database.lastEntry();
    const repeats = await database.repeatedRefusals();
    const asked = how.path ? how.path(path, ids) : path;
    const sent = (how.method ?? method) === 'GET' ? undefined : how.body ? how.body(body, ids) : body;
    const answer = await aside.call(person, how.method ?? method, asked, sent, { version: how.version ?? version, ageS: how.ageS, acr: how.acr });
    const entries = (await database.entries(before)).filter(({ kind, data }) => REFUSED.includes(kind) && data.status === answer.status);
    const noted = entries.length + (await database.repeatedRefusals()) - repeats;
    found.push({ name, wanted, got: answer.status, code: answer.body.code, noted });
  }
  return {
    ...through,
    async pass(person, method, path, body, how = {}) {
      if (path.startsWith('/requests/')) ids.request ??= path.split('/')[2];
      for (const [when, attempts] of ATTEMPTS) {
        if (!when.test(path) || ids[when]) continue;
        ids[when] = true; // once, at the first call of its kind
        for (const [name, who, attemptHow, wanted] of attempts) await attempt(name, who, attemptHow, wanted, { method, path, body, version: how.version });
      }
      if (path.endsWith('/seal')) ids.seal = { path, body };
      return through.pass(person, method, path, body, how);
    },
  };
}
