import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Service, type Signal } from '@angular/core';
import { type CertificateKind } from '@comity/casework';
import {
  CertificateView,
  type ExamAnswer,
  ExamRowView,
  ExamRuleView,
  ExamView,
  LessonRowView,
  LessonView,
  type QuestionChange,
  QuestionRowView,
  QuestionView,
  type Written,
  WrittenView,
} from '@comity/contract';
import { firstValueFrom, map } from 'rxjs';
import { how } from '../shared/call';
import { pageOf } from '../shared/page-of';

const ROOT = '/api/v1';
const [CertificatesView, LessonsView, ExamsView, ExamRulesView, QuestionsView] = [
  pageOf(CertificateView),
  pageOf(LessonRowView),
  pageOf(ExamRowView),
  pageOf(ExamRuleView),
  pageOf(QuestionRowView),
];

/** What an act is done to: the record and the version that the person saw; `intent` names this one intention. */
export interface Seen {
  id: string;
  version: number;
  intent: string;
}
export type CertificateAct = 'suspend' | 'restore' | 'revoke';

/** The one place that knows the addresses of training. Reads: call where `inject` works. */
@Service()
export class TrainingClient {
  private readonly http = inject(HttpClient);

  certificates() {
    return httpResource(() => `${ROOT}/certificates`, { parse: (answer) => CertificatesView.parse(answer) });
  }
  lessons() {
    return httpResource(() => `${ROOT}/lessons`, { parse: (answer) => LessonsView.parse(answer) });
  }
  lesson(code: Signal<string>) {
    return httpResource(() => `${ROOT}/lessons/${encodeURIComponent(code())}`, { parse: (answer) => LessonView.parse(answer) });
  }
  examRules() {
    return httpResource(() => `${ROOT}/exam-rules`, { parse: (answer) => ExamRulesView.parse(answer) });
  }
  exams() {
    return httpResource(() => `${ROOT}/exams`, { parse: (answer) => ExamsView.parse(answer) });
  }
  exam(id: Signal<string>) {
    return httpResource(() => `${ROOT}/exams/${encodeURIComponent(id())}`, { parse: (answer) => ExamView.parse(answer) });
  }
  questions() {
    return httpResource(() => `${ROOT}/exam-questions`, { parse: (answer) => QuestionsView.parse(answer) });
  }
  question(id: Signal<string>) {
    return httpResource(() => `${ROOT}/exam-questions/${encodeURIComponent(id())}`, { parse: (answer) => QuestionView.parse(answer) });
  }

  completeLesson(code: string, version: number, intent: string): Promise<Written> {
    return this.post(`lessons/${encodeURIComponent(code)}/complete`, { version }, { intent });
  }
  startExam(kind: CertificateKind, intent: string): Promise<Written> {
    return this.post('exams', { kind }, { intent });
  }
  answer({ id, ...seen }: Seen, body: ExamAnswer): Promise<Written> {
    return this.post(`exams/${id}/answer`, body, seen);
  }
  finish({ id, ...seen }: Seen): Promise<Written> {
    return this.post(`exams/${id}/finish`, {}, seen);
  }
  changeCertificate({ id, ...seen }: Seen, act: CertificateAct, reason: string): Promise<Written> {
    return this.post(`certificates/${id}/${act}`, { reason }, seen);
  }
  propose({ id, ...seen }: Seen, body: QuestionChange): Promise<Written> {
    return this.post(`exam-questions/${id}/propose`, body, seen);
  }
  approve({ id, ...seen }: Seen, proposal: string): Promise<Written> {
    return this.post(`exam-questions/${id}/approve`, { proposal }, seen);
  }

  private post(path: string, body: object, seen: { version?: number; intent: string }): Promise<Written> {
    return firstValueFrom(this.http.post(`${ROOT}/${path}`, body, { context: how(seen) }).pipe(map((answer) => WrittenView.parse(answer))));
  }
}
