import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { conditionWords } from '@comity/casework';
import { type GrantedLineView, type LineAnsweredView, type LineAnswerView } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Agencies } from '../shared/agencies';
import { Button } from '../shared/button';
import { CaseBar } from '../shared/case-bar';
import { CodeId } from '../shared/code-id';
import { Failed } from '../shared/failed';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { StateWord } from '../shared/state-word';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { AnswerSaid } from './answer-said';
import { AnswersClient } from './answers-client';
import { LineAnswerForm } from './line-answer';

/** U6: a request that holds for the own unit. The desk takes it up, an officer answers line by line, and somebody who did not answer sends. */
@Component({
  selector: 'cm-answer-page',
  imports: [AnswerSaid, Button, CaseBar, CodeId, Failed, Icon, LineAnswerForm, Moment, StateWord, TranslocoPipe, Waiting],
  templateUrl: './answer-page.html',
})
export class AnswerPage {
  /** Of the address. */
  readonly id = input.required<string>();
  private readonly client = inject(AnswersClient);
  private readonly transloco = inject(TranslocoService);
  private readonly texts = inject(Texts);
  private readonly roles = inject(Me).roles;
  protected readonly agencies = inject(Agencies);
  protected readonly request = this.client.request(this.id);
  protected readonly view = computed(() => (this.request.hasValue() ? this.request.value() : undefined));
  private readonly isTaken = computed(() => !['', 'dispatched'].includes(this.view()?.state ?? ''));
  protected readonly answers = this.client.answers(computed(() => (this.isTaken() ? this.id() : undefined)));
  private readonly given = computed(() => (this.answers.hasValue() ? this.answers.value().items : []));

  protected readonly takesUp = computed(() => this.view()?.state === 'dispatched' && this.roles().includes('desk'));
  protected readonly mayAnswer = computed(() => this.view()?.state === 'answering' && this.roles().includes('officer'));
  protected readonly maySend = computed(() => this.view()?.state === 'answering' && this.roles().some((role) => role === 'desk' || role === 'supervisor'));
  /** What the last answer of this page had held back, by line. */
  protected readonly held = signal<LineAnsweredView | undefined>(undefined);
  protected readonly open = signal<number | undefined>(undefined);
  /** Lines to be sent; none is chosen beforehand. */
  protected readonly chosen = linkedSignal<string, number[]>({ source: this.id, computation: () => [] });
  protected readonly ready = computed(() => this.given().filter(({ sentIn }) => sentIn === null));
  protected readonly sendMissing = computed(() => {
    const lines = this.chosen();
    const key = lines.length === 0 ? 'answers.send.none' : this.given().some(({ line, mine }) => mine && lines.includes(line)) ? 'answers.send.mine' : '';
    return key && this.transloco.translate<string>(key);
  });

  protected readonly takingUp = act(async (intent) => {
    const view = this.view();
    if (view?.packageHash) await this.client.takeUp(view, view.packageHash, intent);
    this.request.reload();
  });
  protected readonly sending = act(
    async (intent) => {
      const view = this.view();
      if (view) await this.client.send(view, this.chosen(), intent);
      this.chosen.set([]);
      this.request.reload();
      this.answers.reload();
    },
    { name: 'disclosure.send', draft: { read: this.chosen, write: (kept) => this.chosen.set(kept as number[]) } },
  );

  protected answerOf(line: number): LineAnswerView | undefined {
    return this.given().find((one) => one.line === line);
  }

  protected words(condition: GrantedLineView['conditions'][number]): string {
    return conditionWords(condition, this.texts.language());
  }

  protected choose(line: number, isChosen: boolean): void {
    this.chosen.update((lines) => (isChosen ? [...lines, line].sort((a, b) => a - b) : lines.filter((one) => one !== line)));
  }

  protected answered(result: LineAnsweredView): void {
    this.held.set(result.held > 0 ? result : undefined);
    this.open.set(undefined);
    this.request.reload();
    this.answers.reload();
  }
}
