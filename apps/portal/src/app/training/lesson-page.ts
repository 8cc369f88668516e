import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Moment } from '../shared/moment';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { PracticeCase } from './practice-case';
import { TrainingClient } from './training-client';
import { TrainingNav } from './training-nav';

/** S2: a lesson: what to ask, the law with its mark, a decided case told in plain words, and an exercise on an invented request. */
@Component({
  selector: 'cm-lesson-page',
  imports: [Button, Failed, Moment, PracticeCase, RouterLink, TrainingNav, TranslocoPipe, Waiting],
  templateUrl: './lesson-page.html',
})
export class LessonPage {
  /** Of the address. */
  readonly code = input.required<string>();
  private readonly client = inject(TrainingClient);
  private readonly transloco = inject(TranslocoService);
  private readonly texts = inject(Texts);
  protected readonly language = this.texts.language;
  protected readonly lesson = this.client.lesson(this.code);
  private readonly all = this.client.lessons();
  protected readonly marked = signal(false);
  protected readonly isDone = computed(() => this.lesson.hasValue() && this.lesson.value().doneVersion === this.lesson.value().version);
  protected readonly closed = computed(() => {
    this.texts.language();
    return this.marked() || this.isDone() ? '' : this.transloco.translate('training.lesson.first');
  });
  protected readonly next = computed(() => {
    const rows = this.all.hasValue() ? this.all.value().items : [];
    const at = rows.findIndex(({ code }) => code === this.code());
    return at < 0 ? undefined : rows[at + 1];
  });
  protected readonly complete = act(
    async (intent) => {
      await this.client.completeLesson(this.code(), this.lesson.value()!.version, intent);
      this.lesson.reload();
    },
    { name: 'lesson.complete' },
  );

  constructor() {
    effect(() => {
      this.code();
      untracked(() => this.marked.set(false));
    });
  }
}
