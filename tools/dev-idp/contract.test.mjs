// The token and the flows that both providers must give (flows F1 to F11, F13, F14), asked of the stand-in over HTTP.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { makeMachineKey, machineToken } from '../start/machine-token.mjs';
import { anyFree, release } from '../start/ports.mjs';
import { openSecrets } from '../start/secrets.mjs';
import { openBrowser } from '../start/sign-in.mjs';

const PORTAL = 'http://127.0.0.1:7400';
const TOOL = 'a'.repeat(64);
const folder = mkdtempSync(join(tmpdir(), 'comity-idp-'));
const secrets = openSecrets(folder);
let child, issuer, keys;

const open = (over = {}) => openBrowser({ issuer, clientId: 'comity-portal', redirect: `${PORTAL}/`, toolKey: TOOL, ...over });
const claimsOf = async (token) => (await jwtVerify(token, keys, { issuer, audience: 'comity-api', typ: 'at+jwt', algorithms: ['ES256'] })).payload;
const program = (env) => spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
const envOf = (port) => ({
  COMITY_MODE: 'demonstration',
  OIDC_ISSUER: `http://localhost:${port}`,
  OIDC_PORT: String(port),
  COMITY_ADDRESS: PORTAL,
  OIDC_KEY: join(folder, 'identity-key'),
  OIDC_TOOL_KEY: join(folder, 'tool'),
  OIDC_MACHINE_KEY: join(folder, 'machine-key'),
});

before(async () => {
  writeFileSync(join(folder, 'tool'), TOOL);
  await makeMachineKey(secrets);
  const port = await anyFree();
  await release(port);
  issuer = `http://localhost:${port}`;
  child = program(envOf(port));
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
    if (answer?.status === 200) break;
    assert.ok(tries < 200, 'the stand-in did not start');
    await sleep(50);
  }
  keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
});
after(() => {
  child.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('flow F1: a sign-in is one press and gives exactly the claims of the contract', async () => {
  const { access_token: token, presses } = await open().signIn('a.supervisor');
  assert.deepEqual(presses, ['a.supervisor']);
  const header = decodeProtectedHeader(token);
  assert.deepEqual({ ...header, kid: typeof header.kid }, { alg: 'ES256', typ: 'at+jwt', kid: 'string' });
  const claims = await claimsOf(token);
  const wanted = ['acr', 'agency', 'aud', 'auth_time', 'azp', 'exp', 'iat', 'iss', 'jti', 'person', 'realm_access', 'sid', 'sub'];
  assert.deepEqual(Object.keys(claims).filter((name) => !['amr', 'client_id', 'scope'].includes(name)).sort(), wanted);
  assert.deepEqual(claims.realm_access, { roles: ['supervisor', 'desk'] });
  assert.equal(claims.aud, 'comity-api');
  assert.equal(claims.azp, 'comity-portal');
  assert.equal(claims.acr, 'comity-1');
  assert.equal(claims.exp - claims.iat, 300);
  assert.deepEqual(claims.amr, ['demo']);
  assert.ok(token.length < 1200);
});

test('the identity token names neither agency nor roles', async () => {
  const { id_token: token } = await open().signIn('a.officer');
  const { payload } = await jwtVerify(token, keys, { issuer, audience: 'comity-portal' });
  assert.equal(payload.agency ?? payload.realm_access ?? payload.person, undefined);
});

test('flow F2: no code without PKCE, none with a plain challenge, no token with a wrong verifier', async () => {
  const bare = await open().authorise('a.officer', { extra: { code_challenge: '', code_challenge_method: '' } });
  assert.equal(bare.error, 'invalid_request');
  const plain = await open().authorise('a.officer', { extra: { code_challenge_method: 'plain' } });
  assert.equal(plain.error, 'invalid_request');
  const browser = open();
  const back = await browser.authorise('a.officer');
  const answer = await browser.exchange({ code: back.code, verifier: 'x'.repeat(43) });
  assert.deepEqual([answer.status, answer.error], [400, 'invalid_grant']);
});

test('flow F3: a code that comes twice is refused and ends the tokens that grew from it', async () => {
  const browser = open();
  const back = await browser.authorise('a.officer');
  const first = await browser.exchange(back);
  assert.equal((await browser.exchange(back)).error, 'invalid_grant');
  assert.equal((await browser.refresh(first.refresh_token)).error, 'invalid_grant');
});

test('flow F5: a redirect with a suffix, another port or another scheme is refused on the page', async () => {
  for (const redirect of [`${PORTAL}/x`, 'http://127.0.0.1:7401/', 'https://127.0.0.1:7400/']) {
    await assert.rejects(open({ redirect }).authorise('a.officer'), /answered 400/);
  }
});

test('flow F6: neither the implicit flow nor a password gives a token', async () => {
  const implicit = await open().authorise('a.officer', { extra: { response_type: 'token' } });
  assert.deepEqual([implicit.error, implicit.access_token], ['unsupported_response_type', undefined]);
  const password = await open().token({ grant_type: 'password', username: 'a.officer', password: 'comity-demo-only' });
  assert.equal(password.status, 400);
});

test('flow F8: a refresh token works once; used again it ends the newest one too', async () => {
  const browser = open();
  const first = await browser.signIn('a.officer');
  assert.deepEqual(JSON.parse(Buffer.from(first.refresh_token.split('.')[1], 'base64url')).typ, 'Refresh');
  const second = await browser.refresh(first.refresh_token);
  assert.equal(second.status, 200);
  const [one, two] = [await claimsOf(first.access_token), await claimsOf(second.access_token)];
  assert.deepEqual([two.sid, two.auth_time, two.acr], [one.sid, one.auth_time, one.acr]);
  assert.equal((await browser.refresh(first.refresh_token)).error, 'invalid_grant');
  assert.equal((await browser.refresh(second.refresh_token)).error, 'invalid_grant');
});

test('flow F10: a higher level asks once more, keeps the sign-in and moves its time', async () => {
  const browser = open();
  const before = await claimsOf((await browser.signIn('c.liaison', { ageS: 120 })).access_token);
  const raised = await browser.signIn('c.liaison', { acr: 'comity-2', extra: { claims: JSON.stringify({ id_token: { acr: { values: ['comity-2'], essential: true } } }) } });
  assert.deepEqual(raised.presses, ['again']);
  const after = await claimsOf(raised.access_token);
  assert.equal(after.acr, 'comity-2');
  assert.equal(after.sid, before.sid);
  assert.ok(after.auth_time >= before.auth_time + 119);
});

test('a higher level that has grown old is asked for again; a fresh one is not', async () => {
  const browser = open();
  assert.deepEqual((await browser.signIn('c.liaison', { acr: 'comity-2', ageS: 400 })).presses, ['c.liaison', 'again']);
  assert.deepEqual((await browser.signIn('c.liaison', { acr: 'comity-2' })).presses, ['again']);
  assert.deepEqual((await browser.signIn('c.liaison', { acr: 'comity-2' })).presses, []);
});

test('flow F11: max_age 0 asks again, also within the same second', async () => {
  const browser = open();
  await browser.signIn('a.officer');
  assert.deepEqual((await browser.signIn('a.officer', { maxAge: 0 })).presses, ['again']);
});

test('an essential level that does not exist is refused on the page', async () => {
  const claims = JSON.stringify({ id_token: { acr: { values: ['comity-9'], essential: true } } });
  await assert.rejects(open().authorise('a.officer', { extra: { claims } }), /answered 400/);
});

test('flow F12: only the portal may read the answer of the token address, with credentials', async () => {
  const ask = (origin) => fetch(`${issuer}/token`, { method: 'POST', headers: { origin }, body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x', client_id: 'comity-portal' }) });
  const own = await ask(PORTAL);
  assert.deepEqual([own.headers.get('access-control-allow-origin'), own.headers.get('access-control-allow-credentials')], [PORTAL, 'true']);
  const strange = await ask('http://evil.example');
  assert.deepEqual([strange.status, strange.headers.get('access-control-allow-origin')], [400, null]);
});

test('flow F13: signing out leads to the portal and nowhere else', async () => {
  const browser = open();
  const { id_token: hint, refresh_token: refresh } = await browser.signIn('a.officer');
  const foreign = await browser.get(`${issuer}/session/end?${new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: 'http://evil.example/' })}`);
  assert.equal(foreign.status, 400);
  const own = await browser.get(`${issuer}/session/end?${new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: `${PORTAL}/` })}`);
  const html = await own.text();
  const [, action] = /action="([^"]+)"/.exec(html);
  const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(html);
  const done = await browser.post(action, { xsrf, logout: 'yes' });
  assert.equal(done.headers.get('location'), `${PORTAL}/`);
  assert.equal((await browser.refresh(refresh)).error, 'invalid_grant');
});

test('flow F14: a disabled person gets no further token', async () => {
  const browser = open();
  const { refresh_token: refresh } = await browser.signIn('third.officer');
  const tool = (method) => fetch(`${issuer}/tool/disabled/third.officer`, { method, headers: { 'comity-tool': TOOL } });
  assert.equal((await tool('PUT')).status, 204);
  assert.equal((await browser.refresh(refresh)).error, 'invalid_grant');
  await assert.rejects(open().signIn('third.officer'), /answered 403/);
  assert.equal((await tool('DELETE')).status, 204);
  assert.ok((await open().signIn('third.officer')).access_token);
});

test('an older time of sign-in is for our own tools alone', async () => {
  const now = Math.floor(Date.now() / 1000);
  const ours = await claimsOf((await open().signIn('a.officer', { ageS: 301 })).access_token);
  assert.ok(ours.auth_time <= now - 300);
  const theirs = await claimsOf((await open({ toolKey: 'b'.repeat(64) }).signIn('a.officer', { ageS: 301 })).access_token);
  assert.ok(theirs.auth_time >= now - 2);
});

test('the machine gets a bound token for its assertion and proof, and without a proof none', async () => {
  const { token } = await machineToken({ issuer }, secrets);
  const claims = await claimsOf(token);
  assert.ok(claims.cnf.jkt);
  assert.deepEqual([claims.azp, claims.acr, claims.auth_time, claims.sid], ['a.machine', undefined, undefined, undefined]);
  assert.equal((await open({ clientId: 'a.machine' }).token({ grant_type: 'client_credentials' })).status, 401);
});

test('every page refuses script of others and frames, and offers each person by key', async () => {
  const browser = open();
  const start = await browser.get(`${issuer}/auth?${new URLSearchParams({ client_id: 'comity-portal', response_type: 'code', scope: 'openid', redirect_uri: `${PORTAL}/`, code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' })}`);
  const page = await browser.get(new URL(start.headers.get('location'), issuer));
  const html = await page.text();
  assert.match(page.headers.get('content-security-policy'), /default-src 'none'.*frame-ancestors 'none'/);
  assert.equal(html.match(/<a class="person"/g).length, 20);
  assert.equal(html.split('<details>')[0].match(/<a class="person"/g).length, 9);
});

test('it starts in the demonstration and in no other mode', async () => {
  const port = await anyFree();
  const refused = program({ ...envOf(port), COMITY_MODE: 'production' });
  const [code, said] = await Promise.all([new Promise((resolve) => refused.on('exit', resolve)), refused.stderr.toArray()]);
  assert.equal(code, 1);
  assert.match(Buffer.concat(said).toString(), /in no other mode/);
});
