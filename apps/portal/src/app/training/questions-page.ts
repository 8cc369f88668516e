import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { TrainingClient } from './training-client';
import { TrainingNav } from './training-nav';

/** For examiners: the bank with how people answered, so that bad questions are found. */
@Component({
  selector: 'cm-questions-page',
  imports: [RouterLink, TrainingNav, TranslocoPipe, Waiting],
  templateUrl: './questions-page.html',
})
export class QuestionsPage {
  protected readonly questions = inject(TrainingClient).questions();
  protected readonly language = inject(Texts).language;
}
