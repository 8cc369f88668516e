// The tampers of log.md 14 as data: what is done to a copy of the log, and what must come of it. Each row answers what it found; the runner compares.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askWitness, bodyAt, changeBody, hiddenEntry, leavesOf, otherKey, rewrite, show, signedByThief, unlock, withOtherTime } from './forge.mjs';
import { entryBytes } from './stack.mjs';

const INDEX = 300;
const DAY_S = 86_400;

/** A trust file that remembers the last witnessed checkpoint, as an auditor has it before anything happens. */
async function trusted(stack, members = {}, name) {
  const path = stack.trust(members, name);
  const { exit, last } = await stack.verify(['--trust', path]);
  if (exit !== 0) throw new Error(`the copy does not hold before the tamper: ${last}`);
  return ['--trust', path];
}

/** Changes one entry and everything that follows from it, and signs the tree with the real key. */
async function rewritten(stack, change, thief) {
  const leaves = await change(await leavesOf(stack));
  const tree = await rewrite(stack, leaves);
  const note = signedByThief(stack, tree, thief);
  await show(stack, tree, note);
  return { ...tree, note };
}

const changedAt = (stack, index) => async (leaves) => {
  const leaf = await changeBody(stack, leaves[index].entry_id, withOtherTime(await bodyAt(stack, index)));
  return leaves.with(index, { ...leaves[index], leaf_hash: leaf });
};

/** The tree as it is, signed by the log and by both witnesses at the time that their clocks show. */
async function cosigned(stack) {
  const note = signedByThief(stack, await stack.state());
  const { text } = stack.programs.log.parseNote(note);
  const lines = Object.values(stack.witnesses).map(({ witness }) => witness.key.cosign(text, Math.floor(stack.nowMs() / 1000)));
  return note + lines.map((line) => `${line}\n`).join('');
}

const readTrust = (path) => readFileSync(path, 'utf8');
const is = (found, exit, reason, index) => found.exit === exit && (reason === undefined || [reason].flat().includes(found.reason)) && (index === undefined || String(index) === found.index);
const covers = ({ index = '' }, at) => {
  const [from, to] = index.split('..').map(Number);
  return from <= at && at <= (to ?? from);
};

/** `run` answers the checks of one tamper: what was looked at, whether it is as stated, and what came of it. */
export const TAMPERS = {
  X01: {
    what: 'a body changed, leaf left',
    expect: { exit: 1, reason: 'entry-hash' },
    token: true,
    async run(stack, say) {
      await unlock(stack);
      const { entry_id: id } = (await leavesOf(stack))[INDEX];
      await changeBody(stack, id, withOtherTime(await bodyAt(stack, INDEX)));
      const without = await stack.verify();
      say('without a token it is not seen', without.exit === 0, without);
      const found = await stack.verify([], { token: true });
      say('the verifier names the entry', is(found, 1, 'entry-hash', INDEX), found);
      // Not yet signed: the body is changed between its commit and its index.
      const size = (await stack.state()).size;
      await stack.down();
      const [late] = await stack.append(1);
      await changeBody(stack, late, withOtherTime((await stack.one('SELECT body FROM tlog.entry WHERE entry_id = $1', [late])).body));
      await stack.up();
      const why = await stack.frozen();
      say('the signer reads it back before it signs', why === `signer-readback:${size}`, why);
    },
  },
  X02: {
    what: 'body and leaf changed',
    expect: { exit: 1, reason: 'entry-hash, tile-hash or root' },
    token: true,
    async run(stack, say) {
      await unlock(stack);
      const last = (await stack.state()).size - 1;
      const leaves = await leavesOf(stack);
      const changed = await changeBody(stack, leaves[INDEX].entry_id, withOtherTime(await bodyAt(stack, INDEX)));
      await stack.admin.query('UPDATE tlog.leaf SET leaf_hash = $2 WHERE leaf_index = $1', [INDEX, changed]);
      const body = await stack.verify([], { token: true });
      say('the stored tile against the body', is(body, 1, 'entry-hash', INDEX), body);
      await stack.admin.query('UPDATE tlog.tile SET hashes = overlay(hashes placing $1::bytea from $2 for 32) WHERE level = 0 AND n = 1', [changed, (INDEX - 256) * 32 + 1]);
      const tile = await stack.verify();
      say('the tile above', is(tile, 1, 'tile-hash', '256..511'), tile);
      await stack.admin.query('UPDATE tlog.tile SET hashes = overlay(hashes placing $1::bytea from $2 for 32) WHERE level = 0 AND n = 1', [leaves[INDEX].leaf_hash, (INDEX - 256) * 32 + 1]);
      const inLast = await changeBody(stack, leaves[last].entry_id, withOtherTime(await bodyAt(stack, last)));
      await stack.admin.query('UPDATE tlog.leaf SET leaf_hash = $2 WHERE leaf_index = $1', [last, inLast]);
      const root = await stack.verify();
      say('in the last tile the signed root', is(root, 1, 'root', `0..${last}`), root);
    },
  },
  X03: {
    what: 'body, leaf and all tiles changed, signed again with the real key',
    expect: { exit: 1, reason: 'fork' },
    async run(stack, say) {
      const words = await trusted(stack);
      const witnessed = await trusted(stack, { policy: stack.policy('both') }, 'witnessed.json');
      const monitor = await trusted(stack, {}, 'monitor.json');
      await unlock(stack);
      const { epoch, size } = await stack.state();
      let forged;
      const alarm = await stack.verify([...monitor, '--every', '1'], { rounds: [async () => (forged = await rewritten(stack, changedAt(stack, INDEX)))] });
      say('a monitor alarms at its next round', is(alarm, 1, 'fork') && covers(alarm, INDEX), alarm);
      const found = await stack.verify(words);
      say('the trust file names the subtree', is(found, 1, 'fork') && covers(found, INDEX), found);
      const quorum = await stack.verify(witnessed);
      say('no witness signed it', is(quorum, 1, 'quorum'), quorum);
      const refused = await askWitness(stack, 'witness-1', forged.note, { old: size });
      say('a witness refuses it', refused.status === 422, refused.status);
      const why = await stack.programs.signCheckpoint(stack.parts, BigInt(epoch)).then(
        () => 'signed',
        (error) => error.why,
      );
      say('the signer refuses and freezes the log', why === 'signer-fork', why);
    },
  },
  X04: {
    what: 'a middle row deleted',
    expect: { exit: 1, reason: 'entry-missing or tile-missing' },
    token: true,
    async run(stack, say) {
      await unlock(stack);
      const { size } = await stack.state();
      const last = size - 2;
      await stack.admin.query('DELETE FROM tlog.entry e USING tlog.leaf l WHERE l.entry_id = e.entry_id AND l.leaf_index = $1', [INDEX]);
      const entry = await stack.verify([], { token: true });
      say('its bundle is not served', is(entry, 1, 'entry-missing', '256..511'), entry);
      const { rows } = await stack.admin.query('SELECT kind, leaf_index::int AS index FROM tlog.orphans(1::smallint)');
      say('the nightly check names it', rows.some(({ kind, index }) => kind === 'leaf-without-entry' && index === INDEX), rows);
      await stack.admin.query('DELETE FROM tlog.leaf WHERE leaf_index = $1', [last]);
      const tile = await stack.verify();
      say('nor is the tile of a deleted leaf', is(tile, 1, 'tile-missing') && covers(tile, last), tile);
    },
  },
  X05: {
    what: 'deleted and renumbered, continued, signed again with the real key',
    expect: { exit: 1, reason: 'consistency' },
    async run(stack, say) {
      const words = await trusted(stack);
      await unlock(stack);
      const leaves = await leavesOf(stack);
      const receipts = [await stack.programs.signReceipt(stack.parts, leaves[INDEX].entry_id)];
      const more = [await hiddenEntry(stack, entryBytes(stack.programs)), await hiddenEntry(stack, entryBytes(stack.programs))];
      await rewritten(stack, async () => [...leaves.toSpliced(INDEX, 1), ...more]);
      const found = await stack.verify(words);
      say('the trust file names the subtree', is(found, 1, ['consistency', 'root']) && covers(found, INDEX), found);
      const lone = await stack.verify();
      say('without memory and witnesses it is not seen', lone.exit === 0 && lone.warnings.some((line) => line.includes('would pass')), lone);
      stack.shift(DAY_S + 3600);
      await show(stack, await stack.state(), await cosigned(stack));
      const promise = await stack.verify(['--trust', stack.trust({ policy: stack.policy('none'), receipt_vkeys: [stack.receiptKey.text], receipts }, 'held.json')]);
      say('the receipt of the deleted entry fails', is(promise, 1, 'receipt', '-'), promise);
    },
  },
  X06: {
    what: 'tail cut above the last witnessed checkpoint',
    expect: { exit: 1, reason: 'receipt' },
    async run(stack, say) {
      const words = await trusted(stack, { policy: stack.policy('both') });
      const before = await stack.state();
      await unlock(stack);
      await stack.down();
      const ids = await stack.append(2);
      const receipts = [await stack.programs.signReceipt(stack.parts, ids[0])];
      // Cut before they were signed: nobody outside has seen a tree with them.
      await stack.admin.query('DELETE FROM tlog.queue');
      await stack.admin.query('DELETE FROM tlog.entry WHERE entry_id = ANY ($1::bigint[])', [ids]);
      await stack.up();
      await stack.published();
      const policy = stack.policy('both');
      const log = await stack.verify(words);
      say('from the log alone it cannot be seen', log.exit === 0 && (await stack.state()).size === before.size, log);
      stack.shift(DAY_S + 3600);
      await show(stack, before, await cosigned(stack)); // as the head is cosigned a day later
      const held = stack.trust({ policy, receipt_vkeys: [stack.receiptKey.text], receipts }, 'held.json');
      const found = await stack.verify(['--trust', held]);
      say('a receipt that an agency holds shows it', is(found, 1, 'receipt', '-'), found);
    },
  },
  X07: {
    what: 'tail cut below a witnessed checkpoint',
    expect: { exit: 1, reason: 'rollback' },
    async run(stack, say) {
      const words = await trusted(stack);
      await unlock(stack);
      const { size } = await stack.state();
      const cut = size - 5;
      const forged = await rewritten(stack, async (leaves) => leaves.slice(0, cut));
      const found = await stack.verify(words);
      say('the trust file', is(found, 1, 'rollback', cut), found);
      const answer = await askWitness(stack, 'witness-1', forged.note, { old: cut });
      say('a witness answers 409 with the larger size', answer.status === 409 && answer.text === `${size}\n`, answer);
      const why = await stack.frozen();
      say('the signer refuses and freezes the log', why === 'signer-rollback', why);
    },
  },
  X08: {
    what: 'two entries swapped',
    expect: { exit: 1, reason: 'entry-hash or consistency' },
    token: true,
    async run(stack, say) {
      const words = await trusted(stack);
      await unlock(stack);
      const leaves = await leavesOf(stack);
      const [one, other] = [INDEX, INDEX + 7];
      await stack.admin.query('ALTER TABLE tlog.leaf DROP CONSTRAINT leaf_once');
      for (const [index, { entry_id: id }] of [[one, leaves[other]], [other, leaves[one]]]) await stack.admin.query('UPDATE tlog.leaf SET entry_id = $2 WHERE leaf_index = $1', [index, id]); // prettier-ignore
      const found = await stack.verify([], { token: true });
      say('the order of the leaves', is(found, 1, 'entry-hash', one), found);
      const more = await hiddenEntry(stack, entryBytes(stack.programs));
      await rewritten(stack, async () => [...leaves.with(one, leaves[other]).with(other, leaves[one]), more]);
      const signed = await stack.verify(words);
      say('signed again, the trust file', is(signed, 1, 'consistency') && covers(signed, one), signed);
    },
  },
  X09: {
    what: 'a back-dated entry put in the middle, signed again with the real key',
    expect: { exit: 1, reason: 'consistency' },
    async run(stack, say) {
      const words = await trusted(stack);
      await unlock(stack);
      const at = JSON.parse((await bodyAt(stack, INDEX)).toString()).at;
      const dated = await hiddenEntry(stack, entryBytes(stack.programs, { at }));
      await rewritten(stack, async (leaves) => leaves.toSpliced(INDEX, 0, dated));
      const found = await stack.verify(words);
      say('everything after it moved', is(found, 1, 'consistency') && covers(found, INDEX), found);
    },
  },
  X10: {
    what: 'an old backup restored and continued',
    expect: { exit: 1, reason: 'rollback or fork' },
    old: true,
    async run(stack, say, { old, memories }) {
      const words = await trusted(stack);
      const { size } = await stack.state();
      const held = [words[0], stack.trust(JSON.parse(readTrust(words[1])), 'auditor.json')];
      await stack.down();
      // The rows are yesterday's; what signer and witnesses know lies elsewhere.
      const restored = await old();
      memories(stack, restored);
      await restored.up();
      const why = await restored.frozen();
      say('signer and witnesses remember, and the log is frozen before it grows', ['signer-ahead', 'witness-ahead'].includes(why), why);
      await unlock(restored);
      const backup = await restored.state();
      await show(restored, backup, signedByThief(restored, backup));
      const smaller = await restored.verify(held);
      say('shown as it is', is(smaller, 1, 'rollback', backup.size), smaller);
      const more = [];
      while (backup.size + more.length < size) more.push(await hiddenEntry(restored, entryBytes(restored.programs)));
      const forged = await rewritten(restored, async (leaves) => [...leaves, ...more]);
      const continued = await restored.verify(held);
      say('continued to the same size', is(continued, 1, 'fork'), continued);
      const refused = await askWitness(restored, 'witness-2', forged.note, { old: size });
      say('a witness refuses it', refused.status === 422, refused.status);
      await restored.stop();
    },
  },
  X11: {
    what: 'two logs for two auditors',
    expect: { exit: 1, reason: 'quorum or fork' },
    async run(stack, say) {
      const policy = stack.policy('both');
      const watched = stack.policy('none');
      await unlock(stack);
      await rewritten(stack, changedAt(stack, INDEX));
      const lone = await stack.verify();
      say('a lone verifier without memory and keys of witnesses cannot see it', lone.exit === 0 && lone.warnings.some((line) => line.includes('would pass')), lone);
      const quorum = await stack.verify(['--trust', stack.trust({ policy }, 'quorum.json')]);
      say('the quorum is missing', is(quorum, 1, 'quorum'), quorum);
      const monitor = await stack.verify(['--trust', stack.trust({ policy: watched }, 'monitor.json'), '--every', '1']);
      say('a monitor asks the witnesses what they saw', is(monitor, 1, 'fork'), monitor);
    },
  },
  X12: {
    what: 'an act suppressed before it is written',
    expect: { exit: 0, warning: true },
    async run(stack, say) {
      const { admin } = stack;
      await admin.query('CREATE TABLE public.act (id uuid, entry_id bigint NOT NULL UNIQUE)');
      await admin.query("CREATE CONSTRAINT TRIGGER logged AFTER INSERT ON public.act DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tlog.require_entry('decision.sealed')");
      const refused = await admin.query('INSERT INTO public.act VALUES (gen_random_uuid(), 999999)').then(
        () => 'written',
        (error) => error.code,
      );
      say('an act without its entry is refused at the commit', refused === '23514', refused);
      await unlock(stack);
      await stack.down();
      const [id] = await stack.append(1);
      const receipts = [await stack.programs.signReceipt(stack.parts, id)];
      await admin.query('DELETE FROM tlog.queue');
      await admin.query("UPDATE tlog.entry SET recorded_at = recorded_at - interval '2 minutes' WHERE entry_id = $1", [id]);
      await stack.up();
      const { rows } = await admin.query('SELECT kind, entry_id::text AS id FROM tlog.orphans(1::smallint)');
      say('the nightly check names an entry that got no index', rows.some(({ kind, id: named }) => kind === 'entry-without-leaf' && named === id), rows);
      const found = await stack.verify(['--trust', stack.trust({ policy: stack.policy('none'), receipt_vkeys: [stack.receiptKey.text], receipts })]);
      say('whoever holds its receipt is warned', found.exit === 0 && found.warnings.some((line) => line.includes('not in the tree yet')), found);
      const none = await stack.verify();
      say('an act that neither side recorded leaves no trace', none.exit === 0, none);
    },
  },
  X13: {
    what: 'the key that auditors are shown is another one',
    expect: { exit: 1, reason: 'checkpoint-signature' },
    async run(stack, say) {
      await unlock(stack);
      const thief = otherKey(stack);
      await rewritten(stack, changedAt(stack, INDEX), thief);
      const pinned = await stack.verify();
      say('the key that was pinned at enrolment', is(pinned, 1, 'checkpoint-signature', '-'), pinned);
      const taken = await stack.verify([], { vkey: thief.text });
      say('who takes the key from the operator has no protection', taken.exit === 0, taken);
    },
  },
  X14: {
    what: 'a false clock in entries',
    expect: { exit: 0, warning: true },
    token: true,
    async run(stack, say) {
      const { size } = await stack.state();
      await stack.append(1, { at: new Date(Date.now() - 2 * 3_600_000).toISOString() });
      await stack.published();
      const found = await stack.verify([], { token: true });
      say('a time that runs back is a warning', found.exit === 0 && found.warnings.some((line) => line.includes(`time runs back at ${size}`)), found);
      await stack.append(1, { at: new Date(Date.now() - 2000).toISOString() });
      await stack.published();
      const near = await stack.verify([], { token: true });
      say('inside one period it cannot be told', near.exit === 0 && !near.warnings.some((line) => line.includes(`back at ${size + 1}`)), near);
    },
  },
  X15: {
    what: 'roster or certificate changed in retrospect',
    expect: { exit: 1, reason: 'opening' },
    async run(stack, say) {
      const { commitment, log } = stack.programs;
      const roster = { agency: 'unit A', certificate: { kind: 'reviewer', valid_to: '2027-12-31' } };
      const made = commitment('roster', roster);
      const id = randomBytes(16).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      await stack.append(1, { kind: 'decision.sealed', on: { id, type: 'decision' }, commit: { roster: made.commitment } });
      await stack.published();
      const { size, note } = await stack.one('SELECT size::int AS size, note FROM tlog.published');
      const index = size - 1;
      const proof = log.parseTlogProof(await (await fetch(`${stack.logUrl()}/proof/${index}`)).text()).hashes;
      const body = await bodyAt(stack, index);
      const bundle = (value) => {
        const path = join(stack.folder, 'bundle.json');
        const items = [{ index, entry: Uint8Array.from(body), proof, openings: [{ path: 'roster', salt: Uint8Array.from(Buffer.from(made.salt, 'base64url')), value }] }];
        writeFileSync(path, JSON.stringify(log.evidenceJson({ origin: stack.origin, items, checkpoint: note })));
        return ['--bundle', path];
      };
      const honest = await stack.verify(bundle(roster));
      say('what was sealed opens', honest.exit === 0, honest);
      const found = await stack.verify(bundle({ ...roster, certificate: { ...roster.certificate, valid_to: '2026-01-01' } }));
      say('what was changed afterwards does not', is(found, 1, 'opening', index), found);
    },
  },
};
