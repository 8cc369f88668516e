import { Module } from '@nestjs/common';
import { AnswerExam } from './answer-exam.js';
import { CertificatesController } from './certificates.controller.js';
import { ChangeCertificate } from './change-certificate.js';
import { ChangeQuestion } from './change-question.js';
import { ExamRulesController, ExamsController } from './exams.controller.js';
import { FinishExam } from './finish-exam.js';
import { Lessons } from './lessons.js';
import { LessonsController } from './lessons.controller.js';
import { Questions } from './questions.js';
import { QuestionsController } from './questions.controller.js';
import { ReadCertificates } from './read-certificates.js';
import { ReadExam } from './read-exam.js';
import { StartExam } from './start-exam.js';

/** Lessons, examinations, the bank of questions, and certificates of competence. */
@Module({
  controllers: [CertificatesController, ExamsController, ExamRulesController, LessonsController, QuestionsController],
  providers: [ReadCertificates, ChangeCertificate, ReadExam, StartExam, AnswerExam, FinishExam, Lessons, Questions, ChangeQuestion],
})
export class TrainingModule {}
