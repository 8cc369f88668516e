// The walk over HTTP against a product of its own: what each step leaves in the log, what is refused, what never leaves its seal, and what an outsider finds.
import assert from 'node:assert/strict';
import { verify as verifySignature } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { emitsOf } from '../../libs/casework/dist/index.js';
import { leafHash, openCheckpoint, parseTlogProof, parseVkey, verifyInclusion } from '../../libs/transparency-log/dist/index.js';
import { execute, ownProduct } from '../start/testing.mjs';
import { openClient } from './client.mjs';
import { actOf, openDatabase, privateValues, programLogs, REFUSED, standsIn } from './evidence.mjs';
import { attempting } from './refused-attempts.mjs';
import { answerFor, newCase, walk } from './walk.mjs';
import { json } from './samples.mjs';

const product = ownProduct();
/** Acts that nobody asks for: the worker takes them. */
const BY_ITSELF = ['referral.relay', 'referral.deliver', 'request.screen', 'review.allocate', 'request.dispatch'];
const SIGN_INS = ['auth.signed_in', 'auth.stepped_up'];

const made = newCase();
const calls = [];
const refusals = [];
let run, api, database, walked, left;

/** Starts the product and opens it again: ports and processes are new. */
async function open() {
  const { code, out, err } = await product.start();
  assert.equal(code, 0, out + err);
  run = product.run();
  database = await openDatabase(run);
  api = openClient(run, { secrets: join(product.state, 'own'), heard: (call) => calls.push(call) });
}

/** Kinds with their number, in one order. */
const tally = (kinds) => Object.fromEntries([...new Set(kinds)].sort().map((kind) => [kind, kinds.filter((one) => one === kind).length]));

/** Kinds that a call which was not refused has to leave, by the list of casework. */
function owedFor(call) {
  const act = actOf(call);
  const { always, sometimes } = emitsOf(act);
  if (act === 'review.record_finding') return call.sent.lines.length > 1 ? call.sent.lines.flatMap(() => always) : always; // an entry for each line
  if (act === 'disclosure.answer' && call.body.held > 0) return [...always, ...sometimes];
  return always;
}

async function verified(...words) {
  const { code, out, err } = await product.command('verify', '--log', run.log.url, '--vkey', run.log.vkey, ...words);
  return { code, lines: out.trim().split('\n'), err };
}
const verifiedWhole = async () => verified('--token', await api.tokenOf('o.auditor'));

before(async () => {
  await open();
  const start = await database.lastEntry();
  walked = await walk(run, () => {}, attempting(api, openClient(run, { secrets: join(product.state, 'own') }), database, refusals), made);
  left = await database.entries(start);
});
after(async () => {
  await database?.close();
  await product.remove();
});

test('every step leaves the entries that casework lists for it, and no other', () => {
  const owed = [...calls.filter(({ status }) => status < 300).flatMap(owedFor), ...BY_ITSELF.flatMap((act) => emitsOf(act).always)];
  const found = left.map(({ kind }) => kind).filter((kind) => !REFUSED.includes(kind) && !SIGN_INS.includes(kind));
  assert.deepEqual(tally(found), tally(owed));
});

test('a write answers with its own entry', () => {
  const writes = calls.filter(({ status, body, method }) => status < 300 && method !== 'GET' && body.log);
  assert.ok(writes.length >= 25);
  for (const call of writes) {
    const entry = left.find(({ entryId }) => entryId === call.body.log.entryId);
    assert.ok(entry, `${call.method} ${call.path}`);
    assert.equal(entry.leafHash, call.body.log.leafHash);
    assert.ok(emitsOf(actOf(call)).always.includes(entry.kind), `${actOf(call)} answered with ${entry.kind}`);
  }
});

test('what the walk itself was refused is in the log too', () => {
  for (const call of calls.filter(({ status }) => status >= 400)) {
    const act = actOf(call);
    assert.ok(
      left.some(
        ({ kind, data }) => REFUSED.includes(kind) && (act === 'referral.import' ? kind === 'import.refused' : data.act === act && data.status === call.status),
      ),
      `${act} ${call.status}`,
    );
  }
});

test('the wrong people, old sign-ins, stale versions and second seals are refused, each with an entry', () => {
  const wrong = refusals.filter(({ got, wanted, noted }) => got !== wanted || noted !== 1);
  assert.deepEqual(wrong, []);
  assert.ok(refusals.length >= 14);
});

test('an auditor lists the acts of the case, each with its proof state', async () => {
  for (const id of [walked.referral, walked.request]) {
    let seen;
    // Each look is an entry of the case itself, which witnesses have to cosign before the next one.
    for (const end = performance.now() + 20_000; !seen?.entries.every(({ proof }) => proof === 'signed'); await sleep(1500)) {
      assert.ok(performance.now() < end, 'published within seconds');
      seen = await api.pass('o.auditor', 'GET', `/audit/cases/${id}`);
    }
    const own = left.filter((entry) => entry.case === id || entry.on?.id === id).map(({ kind }) => kind);
    const listed = seen.entries.filter(({ entryId }) => left.some((entry) => entry.entryId === entryId)).map(({ kind }) => kind);
    assert.deepEqual(tally(listed), tally(own));
    assert.ok(own.length > 10);
  }
});

test('an outsider who has the key of the log alone proves that the decision stands in it', async () => {
  const { index } = left.find(({ kind }) => kind === 'decision.sealed');
  const seen = await api.pass('o.auditor', 'GET', `/audit/entries/${index}`);
  const { index: proved, hashes, checkpoint } = parseTlogProof(seen.proofText);
  const spki = Buffer.from('302a300506032b6570032100', 'hex');
  const verify = (key, message, signature) => verifySignature(null, message, { key: Buffer.concat([spki, key]), format: 'der', type: 'spki' }, signature);
  const tree = await openCheckpoint(checkpoint, [parseVkey(run.log.vkey)], { verify, nowS: Date.now() / 1000 });
  const leaf = leafHash(Buffer.from(seen.body));
  assert.equal(proved, index);
  assert.ok(verifyInclusion({ index, size: tree.size, leaf, root: tree.root, proof: hashes }));
  assert.ok(!verifyInclusion({ index, size: tree.size, leaf: leafHash(Buffer.from(seen.body.replace('"v":1', '"v":2'))), root: tree.root, proof: hashes }));
});

test('its evidence bundle holds offline, with the witnesses and the receipt, and no longer when a letter of it is changed', async () => {
  const { index } = left.find(({ kind }) => kind === 'decision.sealed');
  const bundle = await api.pass('o.auditor', 'GET', `/audit/entries/${index}/bundle`);
  assert.equal(bundle.receipts.length, 1);
  const [file, trust] = ['bundle.json', 'trust.json'].map((name) => join(product.state, name));
  writeFileSync(trust, JSON.stringify({ format: 'comity/trust/v1', policy: run.log.policy, receipt_vkeys: [run.log.receiptVkey] }));
  const check = (changed) => {
    writeFileSync(file, JSON.stringify(changed));
    return execute(['apps/verifier/dist/main.js', '--bundle', file, '--vkey', run.log.vkey, '--trust', trust], product.env);
  };
  const whole = await check(bundle);
  assert.deepEqual([whole.code, whole.out.trim().split('\n').at(-1)], [0, '1 entries verified, root ok']);
  const entry = Buffer.from(Buffer.from(bundle.items[0].entry, 'base64').toString().replace('"v":1', '"v":2')).toString('base64');
  const changed = await check({ ...bundle, items: [{ ...bundle.items[0], entry }] });
  assert.equal(changed.code, 1);
  assert.match(changed.out, new RegExp(`^broken: inclusion at ${index}: `, 'm'));
  rmSync(changed.out.match(/^evidence: (.*)$/m)[1]);
});

test('verify accepts the log, and says what it could not look at', async () => {
  const whole = await verifiedWhole();
  assert.equal(whole.code, 0, whole.err);
  assert.match(whole.lines.at(-1), /^\d+ entries verified, root ok$/);
  const outside = await verified();
  assert.equal(outside.code, 0, outside.err);
  assert.ok(outside.lines.some((line) => line.startsWith('bodies: not checked')));
});

test('no identifier, name or word of the case stands anywhere outside its seal', async () => {
  const { identifiers, content } = await api.pass('a.officer', 'GET', `/referrals/${walked.referral}`);
  const answers = await api.pass('a.supervisor', 'GET', `/disclosures/${walked.disclosure}`);
  const written = [made.report, made.submission(), json('walk-review.json'), identifiers.map(({ raw, normal }) => [raw, normal])];
  const given = answerFor({ identifier: { raw: '' }, category: 'subscriber' }).rows.map(({ fields }) => fields);
  const values = privateValues(...written, given);
  assert.ok(values.length > 100, `${values.length} values`);
  // The search finds what is there: the same values, where the right people read them.
  assert.ok(standsIn(JSON.stringify([identifiers, content, answers]), values).length > 30);
  const places = [...(await database.texts()), ...programLogs(product.state)];
  assert.ok(
    ['comity.outbox', 'comity.refusal', 'bullmq.job', 'tlog.entry', 'log/api.log', 'log/database.log'].every((name) =>
      places.some(([place]) => place === name),
    ),
  );
  const leaks = places.map(([place, text]) => [place, standsIn(text, values)]).filter(([, found]) => found.length > 0);
  assert.deepEqual(leaks, []);
});

test('after a restart all of it is there', async () => {
  await database.close();
  assert.equal((await product.command('stop')).code, 0);
  await open();
  const seen = await api.pass('a.officer', 'GET', `/requests/${walked.request}`);
  assert.deepEqual([seen.state, seen.ref], ['closed', walked.ref]);
  const { code, lines } = await verifiedWhole();
  assert.equal(code, 0, lines.join('\n'));
});

test('what a superuser with the key of the log could do to a copy of it comes out as stated', async () => {
  const { code, out, err } = await product.command('tamper', 'X03', 'X06', 'X11');
  assert.equal(code, 0, err);
  assert.equal(out.trim().split('\n').at(-1), '3 tampers, 3 as stated');
});

test('an entry that was changed in the database is found and named', async () => {
  const { index } = left.find(({ kind }) => kind === 'decision.sealed');
  const { code, out, err } = await product.command('tamper', 'X01', '--index', String(index));
  assert.equal(code, 0, err);
  assert.deepEqual(JSON.parse(out), { id: 'X01', index, expect: { exit: 1, reason: 'entry-hash' }, token: true });
  const found = await verifiedWhole();
  assert.equal(found.code, 1);
  assert.ok(
    found.lines.slice(-2).some((line) => new RegExp(`\\b${index}\\b`).test(line)),
    found.lines.join('\n'),
  );
  assert.match(found.lines.slice(-2).join('\n'), /entry-hash/);
});
