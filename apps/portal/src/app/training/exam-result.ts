import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type ExamView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { Texts } from '../shared/texts';

/** A finished attempt: passed or not, by topic, then each question with what is right, why, and its source. */
@Component({ selector: 'cm-exam-result', imports: [CodeId, RouterLink, TranslocoPipe], templateUrl: './exam-result.html' })
export class ExamResult {
  readonly exam = input.required<ExamView>();
  protected readonly language = inject(Texts).language;
}
