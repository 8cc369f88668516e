import { Body, Controller, Get, Post } from '@nestjs/common';
import { QuestionApproval, QuestionChange, QuestionRowView, QuestionView, WrittenView } from '@comity/contract';
import { type Written } from '../shared/acts.js';
import { CurrentOfficer } from '../shared/asked.js';
import { May } from '../shared/may.js';
import { type Officer } from '../shared/officer.js';
import { Returns } from '../shared/returns.js';
import { Id, Target } from '../shared/target.js';
import { ChangeQuestion } from './change-question.js';
import { Questions } from './questions.js';

@Controller('exam-questions')
export class QuestionsController {
  constructor(
    private readonly questions: Questions,
    private readonly changeQuestion: ChangeQuestion,
  ) {}

  /** The bank with how people answered each question; for examiners. */
  @Get()
  @May('question.list')
  @Returns(QuestionRowView, { list: true })
  async list(@CurrentOfficer() officer: Officer): Promise<{ items: QuestionRowView[] }> {
    return { items: await this.questions.list(officer) };
  }

  /** A question whole, with its versions and the proposal that waits. */
  @Get(':id')
  @May('question.get')
  @Returns(QuestionView)
  get(@CurrentOfficer() officer: Officer, @Id() id: string): Promise<QuestionView> {
    return this.questions.get(officer, id);
  }

  /** Proposes to retire, restore or edit a question; another examiner approves. */
  @Post(':id/propose')
  @May('question.propose')
  @Returns(WrittenView)
  propose(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: QuestionChange }) body: QuestionChange): Promise<Written> {
    return this.changeQuestion.propose(officer, target, body);
  }

  /** Approves the proposal that was on screen; the question gets its next version. */
  @Post(':id/approve')
  @May('question.approve')
  @Returns(WrittenView)
  approve(@CurrentOfficer() officer: Officer, @Target() target: Target, @Body({ schema: QuestionApproval }) body: QuestionApproval): Promise<Written> {
    return this.changeQuestion.approve(officer, target, body);
  }
}
