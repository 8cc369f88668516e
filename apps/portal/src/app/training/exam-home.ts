import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type CertificateKind } from '@comity/casework';
import { type ExamRuleView } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Empty } from '../shared/empty';
import { Failed } from '../shared/failed';
import { Moment } from '../shared/moment';
import { LOCALES, Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { TrainingClient } from './training-client';
import { TrainingNav } from './training-nav';

/** S3, before and after: what the examination asks, the start or why it is closed, and one's attempts. */
@Component({
  selector: 'cm-exam-home',
  imports: [Button, CodeId, Empty, Failed, Moment, RouterLink, TrainingNav, TranslocoPipe, Waiting],
  templateUrl: './exam-home.html',
})
export class ExamHome {
  private readonly client = inject(TrainingClient);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly texts = inject(Texts);
  protected readonly rules = this.client.examRules();
  protected readonly exams = this.client.exams();
  private readonly kind = signal<CertificateKind | undefined>(undefined);
  private readonly running = computed(() => (this.exams.hasValue() ? this.exams.value().items.find(({ state }) => state === 'running') : undefined));
  protected readonly starting = act(
    async (intent) => {
      const { id } = await this.client.startExam(this.kind()!, intent);
      await this.router.navigate(['/training/exam', id]);
    },
    { name: 'exam.start' },
  );

  protected start(kind: CertificateKind): void {
    this.kind.set(kind);
    void this.starting.run();
  }

  protected closedFor(rule: ExamRuleView): string {
    const language = this.texts.language();
    if (this.running()) return this.transloco.translate('training.exam.runs');
    if (rule.waitUntil === null) return '';
    const at = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(rule.waitUntil));
    return this.transloco.translate('training.exam.wait', { at });
  }

  protected topicsOf(rule: ExamRuleView): string {
    this.texts.language();
    return rule.mandatoryTopics.map((topic) => this.transloco.translate<string>('training.topic.' + topic)).join(', ');
  }
}
