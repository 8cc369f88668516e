import { Body, Controller, Get, HttpStatus, Post } from '@nestjs/common';
import { ExamAnswer, ExamRowView, ExamRuleView, ExamStart, ExamView, WrittenView } from '@comity/contract';
import { type Written } from '../shared/acts.js';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id, Target } from '../shared/target.js';
import { AnswerExam } from './answer-exam.js';
import { FinishExam } from './finish-exam.js';
import { ReadExam } from './read-exam.js';
import { StartExam } from './start-exam.js';

@Controller('exams')
export class ExamsController {
  constructor(
    private readonly readExam: ReadExam,
    private readonly startExam: StartExam,
    private readonly answerExam: AnswerExam,
    private readonly finishExam: FinishExam,
  ) {}

  /** One's own attempts, newest first. */
  @Get()
  @May('exam.list')
  @Returns(ExamRowView, { list: true })
  async list(@CurrentOfficer() officer: Officer): Promise<{ items: ExamRowView[] }> {
    return { items: await this.readExam.list(officer) };
  }

  /** Starts an attempt of one kind. The seed of the draw is committed to in the log before a question is seen. */
  @Post()
  @May('exam.start')
  @Returns(WrittenView, { status: HttpStatus.CREATED })
  start(@CurrentOfficer() officer: Officer, @Body({ schema: ExamStart }) body: ExamStart): Promise<Written> {
    return this.startExam.run(officer, body);
  }

  /** One's own attempt with its questions. What is right and why stands in it only after it is finished. */
  @Get(':id')
  @May('exam.get')
  @Returns(ExamView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string): Promise<ExamView> {
    return this.readExam.get(officer, id);
  }

  /** Keeps an answer to one question, or another one in its place. */
  @Post(':id/answer')
  @May('exam.answer')
  @Returns(WrittenView)
  answer(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: ExamAnswer }) body: ExamAnswer): Promise<Written> {
    return this.answerExam.run(officer, target, body);
  }

  /** Ends the attempt; it is marked at once, and a certificate is issued if it was passed. */
  @Post(':id/finish')
  @May('exam.finish')
  @Returns(WrittenView)
  finish(@CurrentOfficer() officer: Officer, @Target() target: Target): Promise<Written> {
    return this.finishExam.run(officer, target);
  }
}

@Controller('exam-rules')
export class ExamRulesController {
  constructor(private readonly readExam: ReadExam) {}

  /** What the examinations ask that one's roles need, and from when they may be taken. */
  @Get()
  @May('exam.rules')
  @Returns(ExamRuleView, { list: true })
  async rules(@CurrentOfficer() officer: Officer): Promise<{ items: ExamRuleView[] }> {
    return { items: await this.readExam.rules(officer) };
  }
}
