import { append } from '@comity/audit';
import { type LessonDone, type LessonRowView, type LessonView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise, NOTHING } from '../shared/authorise.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { momentOf, Transactions, type Tx } from '../shared/transactions.js';
import { type LessonFile, readLessons } from './bank-files.js';

type Progress = Pick<LessonRowView, 'doneAt' | 'doneVersion'>;

/** Lessons of the release, those of the reader's own country among them, and how far the reader came. */
@Injectable()
export class Lessons {
  private readonly all = readLessons();

  constructor(
    private readonly transactions: Transactions,
    private readonly acts: Acts,
  ) {}

  list(officer: Officer): Promise<LessonRowView[]> {
    return this.transactions.as(officer, async (tx) => {
      const done = await progress(tx, officer);
      return this.for(officer).map((lesson) => rowView(lesson, done.get(lesson.code)));
    });
  }

  get(officer: Officer, code: string): Promise<LessonView> {
    return this.transactions.as(officer, async (tx) => {
      const lesson = this.find(officer, code);
      return { ...lesson, ...rowView(lesson, (await progress(tx, officer)).get(code)) };
    });
  }

  /** Notes that the reader worked through this version. @throws {Problem} `not-current` when the lesson was rewritten since it was opened. */
  complete(officer: Officer, code: string, body: LessonDone): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      authorise(officer, 'lesson.complete', NOTHING, momentOf(tx));
      const lesson = this.find(officer, code);
      if (lesson.version !== body.version) throw new Problem('not-current');
      const log = await append(tx, {
        kind: 'lesson.completed',
        actor: actorOf(officer),
        on: { type: 'officer', id: officer.commitment },
        data: { lesson: lesson.code, version: lesson.version },
      });
      const [{ id }] = await tx.query<[{ id: string }]>(
        `insert into comity.lesson_progress (id, person_id, agency_id, lesson, version, done_at, entry_id) values ($1, $2, $3, $4, $5, comity.now(), $6)
         on conflict (person_id, lesson) do update set version = excluded.version, done_at = excluded.done_at, entry_id = excluded.entry_id returning id`,
        [newId(), officer.personId, officer.agencyId, lesson.code, lesson.version, log.entryId],
      );
      return {
        written: { id, ref: lesson.code, state: 'completed', version: lesson.version, log: { entryId: log.entryId, leafHash: log.leafHash } },
      };
    });
  }

  private for(officer: Officer): LessonFile[] {
    return this.all.filter(({ jurisdiction }) => jurisdiction === null || jurisdiction === officer.jurisdiction);
  }

  private find(officer: Officer, code: string): LessonFile {
    const lesson = this.for(officer).find((one) => one.code === code);
    if (!lesson) throw new Problem('not-found');
    return lesson;
  }
}

async function progress(tx: Tx, officer: Officer): Promise<Map<string, Progress>> {
  const rows = await tx.query<{ lesson: string; version: number; doneAt: Date }[]>(
    'select lesson, version, done_at as "doneAt" from comity.lesson_progress where person_id = $1',
    [officer.personId],
  );
  return new Map(rows.map(({ lesson, version, doneAt }) => [lesson, { doneAt: doneAt.toISOString(), doneVersion: version }]));
}

const rowView = (
  { code, version, limb, title, jurisdiction }: Pick<LessonFile, 'code' | 'version' | 'limb' | 'title' | 'jurisdiction'>,
  done: Progress | undefined,
): LessonRowView => ({ code, version, limb, title, jurisdiction, doneAt: done?.doneAt ?? null, doneVersion: done?.doneVersion ?? null });
