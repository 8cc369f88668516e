import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { LessonDone, LessonParams, LessonRowView, LessonView, WrittenView } from '@comity/contract';
import { type Written } from '../shared/acts.js';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Lessons } from './lessons.js';

@Controller('lessons')
export class LessonsController {
  constructor(private readonly lessons: Lessons) {}

  /** Lessons with one's own progress. */
  @Get()
  @May('lesson.list')
  @Returns(LessonRowView, { list: true })
  async list(@CurrentOfficer() officer: Officer): Promise<{ items: LessonRowView[] }> {
    return { items: await this.lessons.list(officer) };
  }

  /** A whole lesson in all its languages. */
  @Get(':code')
  @May('lesson.get')
  @Returns(LessonView)
  get(@CurrentOfficer() officer: Officer, @Param({ schema: LessonParams }) params: LessonParams): Promise<LessonView> {
    return this.lessons.get(officer, params.code);
  }

  /** Notes that this version of the lesson is worked through. */
  @Post(':code/complete')
  @May('lesson.complete')
  @Returns(WrittenView)
  complete(
    @CurrentOfficer() officer: Officer,
    @Param({ schema: LessonParams }) params: LessonParams,
    @Body({ schema: LessonDone }) body: LessonDone,
  ): Promise<Written> {
    return this.lessons.complete(officer, params.code, body);
  }
}
