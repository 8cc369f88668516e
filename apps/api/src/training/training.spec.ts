import { createHash } from 'node:crypto';
import { opens } from '@comity/audit';
import { type ExamView, type QuestionRowView } from '@comity/contract';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PEOPLE } from '../testing/people.js';
import { type Answer, type Call, startStack, type Stack } from '../testing/stack.js';
import { Transactions } from '../shared/transactions.js';
import { readBank, readExamRules, readLessons } from './bank-files.js';
import { drawExam } from './draw-exam.js';
import { markExam } from './mark-exam.js';

jest.setTimeout(120_000);
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const sql = async <T>(text: string, ...values: unknown[]): Promise<T[]> => (await stack.database.admin.query(text, values)).rows as T[];
const kindsAfter = async (work: () => Promise<unknown>): Promise<string[]> => {
  const before = (await stack.entries()).length;
  await work();
  return (await stack.entries())
    .slice(before)
    .map(({ kind }) => kind)
    .filter((kind) => !kind.startsWith('auth.'));
};
const HOUR = 3600;
const BANK = readBank();
const REVIEW = readExamRules().find(({ kind }) => kind === 'iccpr_review')!;
const personOf = (key: string): string => PEOPLE.find((one) => one.key === key)!.person;

const start = (key: string, kind = 'iccpr_review', how: Call = {}): Promise<Answer> => stack.call(key, 'POST', '/exams', { kind }, how);
const exam = async (key: string, id: string): Promise<ExamView> => (await stack.call(key, 'GET', `/exams/${id}`)).body as ExamView;

/** Answers a running examination, right or wrong by choice of the topic, and hands it in. */
async function sit(key: string, id: string, isRight: (topic: string) => boolean): Promise<Answer> {
  let { version } = await exam(key, id);
  const { questions } = await exam(key, id);
  for (const { no, question, options } of questions) {
    const known = BANK.find((one) => one.question.en === question.en)!;
    const right = options.findIndex((option) => option.en === known.options[known.correct]!.en);
    const choice = isRight(known.topic) ? right : (right + 1) % options.length;
    const answered = await stack.call(key, 'POST', `/exams/${id}/answer`, { item: no, choice }, { version });
    expect(answered.status).toBe(200);
    ({ version } = answered.body as { version: number });
  }
  return stack.call(key, 'POST', `/exams/${id}/finish`, {}, { version });
}

describe('the bank that the release brings', () => {
  it('has forty questions with words in English and Arabic, one right option each, explanation and marked source', () => {
    expect(BANK).toHaveLength(40);
    for (const { code, correct, options, question, explanation, sources } of BANK) {
      for (const words of [question, explanation, ...options])
        expect([code, words.en.length > 0, /[\u0600-\u06ff]/.test(words.ar)]).toEqual([code, true, true]);
      expect([code, options[correct] !== undefined, new Set(options.map(({ ar }) => ar)).size, sources.every(({ mark }) => mark)]).toEqual([
        code,
        true,
        4,
        true,
      ]);
    }
  });
  it('covers what every rule asks, mandatory topics first of all', () => {
    for (const { items, mandatory } of readExamRules()) {
      for (const [topic, count] of Object.entries(items)) expect([topic, BANK.filter((one) => one.topic === topic).length >= count]).toEqual([topic, true]);
      for (const topic of mandatory.topics) expect(items[topic]).toBeGreaterThan(0);
    }
  });
  it('has a lesson for each limb, in both languages, with law, a decided case and an exercise', () => {
    const lessons = readLessons();
    expect(lessons.map(({ code }) => code)).toEqual([
      'legality',
      'legitimate-aim',
      'necessity',
      'proportionality',
      'non-discrimination',
      'children',
      'urgency',
      'notification',
    ]);
    for (const { law, decided, points, exercise } of lessons)
      expect([
        law.length > 1 && law.every(({ mark }) => ['confirmed', 'unconfirmed'].includes(mark)),
        decided.told.ar.length > 50,
        points.length > 2,
        exercise.check,
      ]).toEqual([true, true, true, expect.stringMatching(/^[A-Z]{3}-\d\d$/)]);
  });
});

describe('the draw', () => {
  const bank = BANK.map(({ code, topic, options }) => ({ id: code, version: 1, topic, options: options.length }));
  const seed = (text: string): Uint8Array => createHash('sha256').update(text).digest();

  it('gives an equal examination for an equal seed, whatever the order of the bank, and another one for another', () => {
    const drawn = drawExam(bank, REVIEW.items, seed('a'));
    expect(drawExam([...bank].reverse(), REVIEW.items, seed('a'))).toEqual(drawn);
    expect(drawExam(bank, REVIEW.items, seed('b'))).not.toEqual(drawn);
  });
  it('takes from each topic what the rule asks, no question twice, and mixes questions and options', () => {
    const drawn = drawExam(bank, REVIEW.items, seed('c'));
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(Object.values(REVIEW.items).reduce((sum, count) => sum + count, 0));
    const topics = drawn.map(({ id }) => bank.find((one) => one.id === id)!.topic);
    for (const [topic, count] of Object.entries(REVIEW.items)) expect([topic, topics.filter((one) => one === topic).length]).toEqual([topic, count]);
    expect(topics).not.toEqual([...topics].sort());
    expect(new Set(drawn.map(({ order }) => order.join())).size).toBeGreaterThan(5);
    for (const { order } of drawn) expect([...order].sort()).toEqual([0, 1, 2, 3]);
  });
});

describe('marking', () => {
  const rule = { passPercent: 80, mandatory: { topics: ['children'], percent: 60 } };
  const answers = (right: number, wrong: number, topic: string) =>
    Array.from({ length: right + wrong }, (_, n) => ({ topic, correct: 1, chosen: n < right ? 1 : null }));

  it('wants the pass mark over all, rounded down', () => {
    expect(markExam([...answers(3, 0, 'children'), ...answers(5, 2, 'basics')], rule)).toMatchObject({ passed: true, scorePercent: 80 });
    expect(markExam([...answers(3, 0, 'children'), ...answers(4, 2, 'basics')], rule)).toMatchObject({ passed: false, scorePercent: 77 });
  });
  it('wants each mandatory topic by itself, and does not pass one that was not asked', () => {
    expect(markExam([...answers(1, 1, 'children'), ...answers(18, 0, 'basics')], rule)).toMatchObject({ passed: false, scorePercent: 95 });
    expect(markExam(answers(18, 0, 'basics'), rule)).toMatchObject({ passed: false, scorePercent: 100 });
  });
});

describe('lessons', () => {
  it('are read by everybody who needs a certificate, and what is worked through is kept and logged', async () => {
    const { body: list } = await stack.call('c.trainee', 'GET', '/lessons');
    expect(list.items).toHaveLength(8);
    const { body: lesson } = await stack.call('c.trainee', 'GET', '/lessons/necessity');
    expect([lesson.decided.id, lesson.law.length, lesson.doneAt]).toEqual(['ECHR-UZUN-2010', 3, null]);
    expect((await stack.call('c.trainee', 'POST', '/lessons/necessity/complete', { version: 2 })).body.code).toBe('not-current');
    const complete = () => stack.call('c.trainee', 'POST', '/lessons/necessity/complete', { version: 1 });
    expect(await kindsAfter(complete)).toEqual(['lesson.completed']);
    expect((await stack.call('c.trainee', 'GET', '/lessons/necessity')).body).toMatchObject({ doneVersion: 1, doneAt: expect.any(String) });
    expect((await stack.call('a.trainee', 'GET', '/lessons/necessity')).body.doneAt).toBeNull();
    expect((await stack.call('c.trainee', 'GET', '/lessons/of-nobody')).status).toBe(404);
  });
});

describe('an examination', () => {
  let id: string;

  it('is for a kind that a role of the person needs', async () => {
    expect((await start('c.trainee', 'iccpr_basic')).body).toMatchObject({ code: 'not-allowed', rules: ['certificate-kind'] });
  });

  it('commits to its seed in the log before a question is seen, and runs once at a time', async () => {
    expect(
      await kindsAfter(async () => {
        const started = await start('c.trainee');
        expect([started.status, started.body.state]).toEqual([201, 'running']);
        id = started.body.id as string;
      }),
    ).toEqual(['exam.started']);
    const again = await Promise.all(Array.from({ length: 4 }, () => start('c.trainee')));
    expect(again.map(({ body }) => [body.code as string, body.rules as string[]])).toEqual(Array(4).fill(['step', ['one-attempt']]));
  });

  it('tells nothing of what is right before it is finished, in any answer of the API', async () => {
    const answers = [
      await stack.call('c.trainee', 'GET', `/exams/${id}`),
      await stack.call('c.trainee', 'GET', '/exams'),
      await stack.call('c.trainee', 'GET', '/exam-rules'),
      await stack.call('c.trainee', 'POST', `/exams/${id}/answer`, { item: 1, choice: 2 }, { version: 0 }),
      await stack.call('c.trainee', 'GET', `/exams/${id}`),
      await stack.call('c.trainee', 'GET', '/exam-questions'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 403]);
    const text = JSON.stringify(answers.map(({ body }) => body));
    for (const { explanation, sources } of BANK)
      for (const secret of [explanation.en, explanation.ar, ...sources.map(({ cite }) => cite)])
        expect(text.includes(JSON.stringify(secret).slice(1, -1)) && secret).toBe(false);
    expect(text).not.toMatch(/"(?:correct|right|marked|topic|seed|result|explanation)"/);
    expect(answers[4]!.body.questions[0].chosen).toBe(2);
    expect(answers[4]!.body.questions).toHaveLength(30);
  });

  it('belongs to its person: nobody else finds it', async () => {
    for (const key of ['c.liaison', 'c.lead', 'o.auditor', 'a.trainee']) {
      expect([key, (await stack.call(key, 'GET', `/exams/${id}`)).status]).toEqual([key, 404]);
      expect([key, (await stack.call(key, 'POST', `/exams/${id}/finish`, {}, { version: 1 })).status]).toEqual([key, 404]);
    }
  });

  it('refuses an item that it does not have, an old version, and a choice that is none', async () => {
    const answer = (body: unknown, version: number) => stack.call('c.trainee', 'POST', `/exams/${id}/answer`, body, { version });
    expect([
      (await answer({ item: 31, choice: 0 }, 1)).body.rules,
      (await answer({ item: 1, choice: 0 }, 0)).body.code,
      (await answer({ item: 1, choice: 4 }, 1)).body.code,
      (await answer({ item: 0, choice: 0 }, 1)).body.code,
    ]).toEqual([['item'], 'version', 'contract', 'contract']);
  });

  it('that fails a mandatory topic is failed, explains itself afterwards, opens its seed, issues nothing and stays as it is', async () => {
    expect(
      await kindsAfter(async () => {
        const finished = await sit('c.trainee', id, (topic) => topic !== 'children');
        expect(finished.body).toMatchObject({ state: 'failed', log: { entryId: expect.any(String) } });
      }),
    ).toEqual(['exam.taken']);
    const { result, questions, scorePercent, version } = await exam('c.trainee', id);
    expect([scorePercent, result?.passed, result?.certificate]).toEqual([90, false, null]);
    expect(result?.topics.filter(({ passed }) => !passed).map(({ topic }) => topic)).toEqual(['children']);
    for (const { marked } of questions) expect([marked?.explanation.ar.length, marked?.sources.length].every((length) => (length ?? 0) > 0)).toBe(true);
    expect(questions.every(({ chosen, marked }) => (chosen === marked!.correct) === marked!.right)).toBe(true);
    const entry = (await stack.entries(id)).find(({ kind }) => kind === 'exam.started')!;
    expect(opens({ commitment: entry.commit!['seed']!, salt: result!.seed.salt }, 'seed', result!.seed.value)).toBe(true);
    expect((await stack.entries(id)).find(({ kind }) => kind === 'exam.taken')!.data['items']).toHaveLength(30);
    expect((await stack.call('c.trainee', 'POST', `/exams/${id}/finish`, {}, { version })).body.rules).toEqual(['running']);
    expect((await stack.call('c.trainee', 'POST', `/exams/${id}/answer`, { item: 1, choice: 0 }, { version })).body.rules).toEqual(['running']);
    await expect(sql(`update comity.exam set state = 'passed' where id = $1`, id)).rejects.toThrow(/stays as it is/);
    await expect(sql(`update comity.exam_answer set chosen = 0 where exam_id = $1`, id)).rejects.toThrow(/stays as it is/);
  });

  it('can be redrawn from its opened seed by anybody who has the bank', async () => {
    const { result } = await exam('c.trainee', id);
    const bank = await sql<{ id: string; version: number; topic: string; options: number }>(
      "select id, version, topic, jsonb_array_length(body -> 'options') as options from comity.exam_question",
    );
    const kept = await sql<{ id: string; version: number; order: number[] }>(
      'select question_id as id, question_version as version, option_order as order from comity.exam_answer where exam_id = $1 order by item',
      id,
    );
    expect(drawExam(bank, REVIEW.items, Buffer.from(result!.seed.value, 'base64url'))).toEqual(kept);
  });

  it('waits after a failure as long as the rule says, longer after the next one', async () => {
    expect((await start('c.trainee')).body.rules).toEqual(['waiting-time']);
    const { body: rules } = await stack.call('c.trainee', 'GET', '/exam-rules');
    expect(rules.items).toMatchObject([{ kind: 'iccpr_review', failures: 1, waitUntil: expect.any(String), waitHours: [24, 72, 168] }]);
    await stack.clock(25 * HOUR);
    const second = (await start('c.trainee')).body as { id: string };
    await stack.clock(3 * HOUR);
    const late = await stack.call('c.trainee', 'POST', `/exams/${second.id}/answer`, { item: 1, choice: 0 }, { version: 0 });
    expect(late.body.rules).toEqual(['in-time']);
    const handedIn = await stack.call('c.trainee', 'POST', `/exams/${second.id}/finish`, {}, { version: 0 });
    expect([handedIn.body.state, (await exam('c.trainee', second.id)).scorePercent]).toEqual(['failed', 0]);
    await stack.clock(25 * HOUR);
    expect((await start('c.trainee')).body.rules).toEqual(['waiting-time']);
    await stack.clock(48 * HOUR);
  });

  it('that is passed issues the certificate of its kind at once, which the roster of reviewers carries', async () => {
    const { id: third } = (await start('c.trainee')).body as { id: string };
    expect((await stack.call('c.trainee', 'GET', '/certificates')).body.items).toEqual([]);
    expect(
      await kindsAfter(async () => {
        expect((await sit('c.trainee', third, () => true)).body.state).toBe('passed');
      }),
    ).toEqual(['exam.taken', 'certificate.issued']);
    const { body: mine } = await stack.call('c.trainee', 'GET', '/certificates');
    expect(mine.items).toMatchObject([{ kind: 'iccpr_review', state: 'valid', mine: true, exam: third, scorePercent: 100, form: 'r1.b1' }]);
    const months = (new Date(mine.items[0].validTo as string).getTime() - new Date(mine.items[0].validFrom as string).getTime()) / (30.44 * 86_400_000);
    expect(Math.round(months)).toBe(24);
    expect((await stack.call('c.trainee', 'GET', '/me')).body.certificates).toMatchObject([{ kind: 'iccpr_review' }]);
    expect(await sql('select certificate_state as state from comity.roster where person_id = $1', personOf('c.trainee'))).toEqual([{ state: 'valid' }]);
    expect((await exam('c.trainee', third)).result?.certificate).toBe(mine.items[0].id);
  });
});

describe('a certificate', () => {
  let id: string;
  const change = (key: string, act: string, version: number, how: Call = {}) =>
    stack.call(key, 'POST', `/certificates/${id}/${act}`, { reason: 'For a test.' }, { version, ...how });
  beforeAll(async () => {
    id = ((await stack.call('c.trainee', 'GET', '/certificates')).body as { items: [{ id: string }] }).items[0].id;
  });

  it('is seen by its holder, who leads the unit, and oversight, without a name', async () => {
    const seen = async (key: string) => (await stack.call(key, 'GET', `/certificates/${id}`)).status;
    expect(await Promise.all(['c.trainee', 'c.lead', 'o.auditor', 'p.auditor'].map(seen))).toEqual([200, 200, 200, 200]);
    expect(await Promise.all(['c.liaison', 'd.liaison', 'a.supervisor'].map(seen))).toEqual([403, 404, 404]);
    const all = await stack.call('o.auditor', 'GET', '/certificates');
    expect(all.body.items.length).toBeGreaterThan(5);
    expect(JSON.stringify(all.body)).not.toMatch(/Sample/);
  });

  it('cannot be forged by whoever writes as the API: without an examination that was passed there is none', async () => {
    const own = PEOPLE.find((one) => one.key === 'c.trainee')!;
    const [made] = await sql<{ officer: string; failed: string }>(
      "select officer_id as officer, id as failed from comity.exam where person_id = $1 and state = 'failed' limit 1",
      own.person,
    );
    const forge = (exam: string | null) =>
      stack.app.get(Transactions).as({ agencyId: own.agency, personId: own.person }, (tx) =>
        tx.query(
          `insert into comity.certificate (id, officer_id, person_id, agency_id, kind, form, valid_from, valid_to, state, issued_by, entry_id, exam_id)
           values (gen_random_uuid(), $1, $2, $3, 'iccpr_review', 'f', comity.now(), comity.now() + interval '1 day', 'valid', $1, -5, $4)`,
          [made!.officer, own.person, own.agency, exam],
        ),
      );
    for (const exam of [null, made!.failed]) await expect(forge(exam)).rejects.toThrow(/row-level security/);
  });

  it('is suspended by two examiners with a fresh sign-in, and by nobody else', async () => {
    expect((await change('o.auditor', 'suspend', 0, { ageS: 301 })).body.code).toBe('step-up');
    expect((await change('c.lead', 'suspend', 0)).body.rules).toEqual(['role']);
    await sql("update comity.role_grant set ended_at = comity.now() where scope = 'examiner' and person_id = $1", personOf('p.auditor'));
    expect((await change('p.auditor', 'suspend', 0)).body.rules).toEqual(['examiner']);
    await sql("update comity.role_grant set ended_at = null where scope = 'examiner' and person_id = $1", personOf('p.auditor'));
    const first = await kindsAfter(async () => expect((await change('o.auditor', 'suspend', 0)).body).toMatchObject({ state: 'valid', version: 1 }));
    expect(first).toEqual(['certificate.change_proposed']);
    expect((await change('o.auditor', 'suspend', 1)).body).toMatchObject({ code: 'second-person', rules: ['two-examiners'] });
    expect((await change('p.auditor', 'revoke', 1)).body.rules).toEqual(['other-proposal']);
    expect((await change('p.auditor', 'suspend', 0)).body.code).toBe('version');
    expect((await stack.call('p.auditor', 'GET', `/certificates/${id}`)).body.proposed).toMatchObject({ change: 'suspended', byMe: false });
    const second = await kindsAfter(async () => expect((await change('p.auditor', 'suspend', 1)).body).toMatchObject({ state: 'suspended', version: 2 }));
    expect(second).toEqual(['certificate.state_changed']);
    const entry = (await stack.entries(id)).at(-1)!;
    expect([entry.data['cause'], entry.data['approved_by']]).toEqual(['suspended', expect.stringMatching(/^[\w-]{43}$/)]);
    expect(await sql('select certificate_state as state from comity.roster where person_id = $1', personOf('c.trainee'))).toEqual([{ state: 'suspended' }]);
    expect((await stack.call('c.trainee', 'POST', '/reviews/next')).body).toMatchObject({ code: 'certificate', rules: ['certificate.iccpr_review'] });
  });

  it('is restored by two, revoked by two at once, and stays revoked', async () => {
    expect((await change('o.auditor', 'restore', 2)).status).toBe(200);
    expect((await change('p.auditor', 'restore', 3)).body.state).toBe('valid');
    expect((await stack.call('c.trainee', 'POST', '/reviews/next')).body.code).toBe('not-found');
    expect((await change('p.auditor', 'revoke', 4)).status).toBe(200);
    const both = await Promise.all([change('o.auditor', 'revoke', 5), change('o.auditor', 'revoke', 5)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await change('o.auditor', 'restore', 6)).body.rules).toEqual(['state']);
    expect((await stack.call('c.trainee', 'POST', '/reviews/next')).body.code).toBe('certificate');
  });

  it('is called expiring for its last sixty days, and expired after them', async () => {
    const state = async () => ((await stack.call('c.liaison', 'GET', '/certificates')).body as { items: { state: string; daysLeft: number }[] }).items[0]!;
    await sql("update comity.certificate set valid_to = comity.now() + interval '59 days' where person_id = $1", personOf('c.liaison'));
    expect(await state()).toMatchObject({ state: 'expiring', daysLeft: 59 });
    await sql(
      "update comity.certificate set valid_to = comity.now() + interval '1 second', valid_from = comity.now() - interval '1 day' where person_id = $1",
      personOf('c.liaison'),
    );
    await stack.clock(2);
    expect(await state()).toMatchObject({ state: 'expired', daysLeft: 0 });
    expect((await stack.call('c.liaison', 'POST', '/reviews/next')).body.code).toBe('certificate');
  });
});

describe('the end of a certificate', () => {
  it('is in the log when its time is over, once, and not for one that was revoked before', async () => {
    const [held] = await sql<{ id: string }>("select id from comity.certificate where person_id = $1 and state = 'valid'", personOf('a.officer'));
    const [revoked] = await sql<{ id: string }>("select id from comity.certificate where state = 'revoked'");
    await sql('update comity.certificate set valid_to = comity.now() where id = any ($1)', [held!.id, revoked!.id]);
    await sql("update comity.outbox set due_at = comity.now() where kind = 'expire-certificate' and subject = any ($1)", [held!.id, revoked!.id]);
    await stack.work();
    const [due] = await sql<{ id: string }>("select id from comity.outbox where kind = 'expire-certificate' and subject = $1", held!.id);
    await stack.worker.answer.answer(due!.id);
    const ends = (id: string) => stack.entries(id).then((all) => all.filter(({ data }) => data['cause'] === 'expired'));
    expect(await ends(held!.id)).toMatchObject([{ kind: 'certificate.state_changed', actor: { service: 'worker' }, data: { from: 'valid', to: 'expired' } }]);
    expect(await ends(revoked!.id)).toEqual([]);
  });
});

describe('the bank of questions', () => {
  const list = async (key: string) => ((await stack.call(key, 'GET', '/exam-questions')).body as { items: QuestionRowView[] }).items;
  const propose = (key: string, { id, version }: Pick<QuestionRowView, 'id' | 'version'>, body: unknown) =>
    stack.call(key, 'POST', `/exam-questions/${id}/propose`, body, { version });
  const approve = (key: string, { id, version }: Pick<QuestionRowView, 'id' | 'version'>, proposal: string) =>
    stack.call(key, 'POST', `/exam-questions/${id}/approve`, { proposal }, { version });

  it('shows examiners how people answered, and warns once enough did', async () => {
    const [row] = (await list('o.auditor')).filter(({ taken }) => taken > 0);
    expect(row).toMatchObject({ state: 'active', facility: expect.any(Number), notices: [] });
    await sql(
      `with many as (select e.*, gen_random_uuid() as fresh from comity.exam e, generate_series(1, 50) where e.state = 'passed'),
            made as (insert into comity.exam select fresh, officer_id, person_id, agency_id, kind, form, rule_version, state, seed, seed_salt, started_at, due_at, ended_at,
              score_percent, topics, version, entry_id from many returning id)
       select 1`,
    ).catch((error: unknown) => expect(String(error)).toMatch(/has no entry of its own/));
    await sql('alter table comity.exam disable trigger logged');
    await sql(
      `insert into comity.exam select gen_random_uuid(), e.officer_id, e.person_id, e.agency_id, e.kind, e.form, e.rule_version, e.state, 'copy', e.id::text, e.started_at, e.due_at,
         e.ended_at, e.score_percent, e.topics, e.version, e.entry_id from comity.exam e, generate_series(1, 50) where e.state = 'passed'`,
    );
    await sql('alter table comity.exam enable trigger logged');
    await sql(
      `insert into comity.exam_answer select c.id, a.item, a.person_id, a.agency_id, a.question_id, a.question_version, a.option_order, a.chosen, a.answered_at, a.is_right
         from comity.exam c join comity.exam_answer a on a.exam_id::text = c.seed_salt where c.seed = 'copy'`,
    );
    const easy = (await list('o.auditor')).find(({ notices }) => notices.length > 0)!;
    expect([easy.notices[0], easy.facility! > 95, easy.taken >= 50]).toEqual(['too-easy', true, true]);
    expect((await stack.call('o.auditor', 'GET', `/exam-questions/${easy.id}`)).body).toMatchObject({
      text: { correct: expect.any(Number) },
      versions: [{ version: 1 }],
    });
  });

  it('loses a bad question when one examiner proposes and another approves, as a new version', async () => {
    const [first] = await list('o.auditor');
    expect((await propose('o.auditor', first!, { change: 'restore', reason: 'For a test.' })).body.rules).toEqual(['state']);
    expect(await kindsAfter(() => propose('o.auditor', first!, { change: 'retire', reason: 'Nobody answers it wrongly.' }))).toEqual([
      'question.change_proposed',
    ]);
    const { proposal } = (await list('p.auditor'))[0]!;
    expect(proposal).toMatchObject({ change: 'retire', byMe: false });
    expect((await approve('o.auditor', first!, proposal!.id)).body).toMatchObject({ code: 'second-person', rules: ['two-examiners'] });
    expect((await approve('p.auditor', first!, personOf('p.auditor'))).body.code).toBe('not-current');
    expect(await kindsAfter(() => approve('p.auditor', first!, proposal!.id))).toEqual(['question.changed']);
    expect((await list('o.auditor'))[0]).toMatchObject({ version: 2, state: 'retired', proposal: null, taken: 0 });
    expect((await approve('p.auditor', { ...first!, version: 2 }, proposal!.id)).body.rules).toEqual(['proposal']);
  });

  it('gets other words the same way; whoever drew the old version keeps it', async () => {
    const row = (await list('o.auditor'))[3]!;
    const { text } = (await stack.call('o.auditor', 'GET', `/exam-questions/${row.id}`)).body as { text: { question: { en: string; ar: string } } };
    expect((await propose('p.auditor', row, { change: 'edit', reason: 'No change.', text })).body.rules).toEqual(['something-changes']);
    const better = { ...text, question: { ...text.question, en: 'Which statement about article 24(1) of the Covenant holds?' } };
    expect((await propose('p.auditor', row, { change: 'edit', reason: 'Clearer words.', text: better })).status).toBe(200);
    const { proposal } = (await list('o.auditor'))[3]!;
    expect((await stack.call('o.auditor', 'GET', `/exam-questions/${row.id}`)).body.proposed).toMatchObject({ reason: 'Clearer words.', text: better });
    expect((await approve('o.auditor', row, proposal!.id)).body).toMatchObject({ version: 2, state: 'active' });
    const versions = await sql<{ version: number; en: string }>(
      "select version, body -> 'question' ->> 'en' as en from comity.exam_question where id = $1 order by 1",
      row.id,
    );
    expect(versions.map(({ en }) => en)).toEqual([text.question.en, better.question.en]);
    const { body } = await start('d.liaison');
    expect(body.state).toBe('running');
    const { questions, form } = await exam('d.liaison', body.id as string);
    expect([form, questions.some(({ question }) => question.en === text.question.en)]).toEqual(['r1.b3', false]);
  });

  it('is closed for an examination when a mandatory topic has no question left', async () => {
    await sql(
      `insert into comity.exam_question select id, code, version + 5, topic, level, 'retired', body, null, made_at, null from comity.exam_question where topic = 'non-discrimination'`,
    );
    expect((await start('c.lead')).body.rules).toEqual(['bank-covers-topics']);
  });
});
