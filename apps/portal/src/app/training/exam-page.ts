import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type ExamAnswer } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Dialog } from '../shared/dialog';
import { Failed } from '../shared/failed';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { Now } from '../shared/now';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { ExamResult } from './exam-result';
import { TrainingClient } from './training-client';

/** S3: an attempt, one question a page while it runs; what was right and why once it is handed in. */
@Component({
  selector: 'cm-exam-page',
  imports: [Button, Dialog, ExamResult, Failed, Moment, RouterLink, TranslocoPipe, Waiting],
  templateUrl: './exam-page.html',
})
export class ExamPage {
  /** Of the address. */
  readonly id = input.required<string>();
  /** Of the address: number of the question that is shown. */
  readonly q = input<string>();
  private readonly client = inject(TrainingClient);
  private readonly router = inject(Router);
  private readonly me = inject(Me);
  protected readonly language = inject(Texts).language;
  protected readonly exam = this.client.exam(this.id);
  protected readonly asks = signal(false);
  /** Version after the last answer that the server kept. */
  private readonly version = linkedSignal(() => (this.exam.hasValue() ? this.exam.value().version : 0));
  /** What is chosen, by question; ahead of the server while an answer is on its way. */
  protected readonly chosen = linkedSignal((): Readonly<Record<number, number | null>> =>
    this.exam.hasValue() ? Object.fromEntries(this.exam.value().questions.map(({ no, chosen }) => [no, chosen])) : {},
  );
  protected readonly questions = computed(() => (this.exam.hasValue() ? this.exam.value().questions : []));
  protected readonly here = computed(() => this.questions().find(({ no }) => no === Number(this.q() ?? 1)) ?? this.questions()[0]);
  protected readonly open = computed(() => this.questions().filter(({ no }) => (this.chosen()[no] ?? null) === null).length);
  protected readonly isKept = signal(false);
  private readonly now = inject(Now);
  protected readonly isOver = computed(() => this.exam.hasValue() && this.now.ms() >= Date.parse(this.exam.value().dueAt));

  private readonly waiting = new Map<number, number>();
  private sending: ExamAnswer | undefined;
  protected readonly answering = act(
    async (intent) => {
      const written = await this.client.answer({ id: this.id(), version: this.version(), intent }, this.sending!);
      this.version.set(written.version);
      this.isKept.set(true);
    },
    { name: 'exam.answer' },
  );
  protected readonly finishing = act(
    async (intent) => {
      await this.client.finish({ id: this.id(), version: this.version(), intent });
      this.asks.set(false);
      this.exam.reload();
      this.me.person.reload();
    },
    { name: 'exam.finish' },
  );

  protected async choose(item: number, choice: number): Promise<void> {
    this.chosen.update((chosen) => ({ ...chosen, [item]: choice }));
    this.waiting.set(item, choice);
    this.isKept.set(false);
    if (this.answering.busy()) return;
    // Arrow keys choose faster than a line answers: the newest choice of each question is sent, one after the other.
    for (let next = this.takeWaiting(); next; next = this.takeWaiting()) {
      this.sending = next;
      if (!(await this.answering.run())) return;
    }
  }

  private takeWaiting(): ExamAnswer | undefined {
    const [first] = this.waiting;
    if (!first) return undefined;
    this.waiting.delete(first[0]);
    return { item: first[0], choice: first[1] };
  }

  protected go(no: number): void {
    this.isKept.set(false);
    void this.router.navigate([], { queryParams: { q: no } });
  }
}
