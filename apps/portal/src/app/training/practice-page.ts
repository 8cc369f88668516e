import { Component, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { PracticeCase } from './practice-case';
import { TrainingNav } from './training-nav';

/** S2, practice without end: one invented request after the other. Nothing of it leaves the page. */
@Component({
  selector: 'cm-practice-page',
  imports: [Button, PracticeCase, TrainingNav, TranslocoPipe],
  template: `<main data-screen="S2" class="cm-page">
    <cm-training-nav />
    <div class="cm-head">
      <div>
        <h1>{{ 'training.practice.title' | transloco }}</h1>
        <p class="sub">{{ 'training.practice.what' | transloco }}</p>
      </div>
      <cm-button act="practice.next" (press)="next()">{{ 'training.practice.next' | transloco }}</cm-button>
    </div>
    <cm-practice-case [turn]="turn()" (marked)="count($event)" />
    <p class="note" role="status">{{ 'training.practice.tally' | transloco: tally() }}</p>
  </main>`,
})
export class PracticePage {
  protected readonly turn = signal(0);
  protected readonly tally = signal({ right: 0, all: 0 });

  protected next(): void {
    this.turn.update((turn) => turn + 1);
  }

  protected count(isRight: boolean): void {
    this.tally.update(({ right, all }) => ({ right: right + (isRight ? 1 : 0), all: all + 1 }));
  }
}
