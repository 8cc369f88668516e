import { Component, computed, input, model } from '@angular/core';
import { type DecisionView, type RequestResubmission } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Field, FieldInput } from '../shared/field';

export type Answer = RequestResubmission['answers'][number];

/** The questions of the decisions that returned a request, each with room for its answer. Two reviewers may have asked. @source experience.md 4, T04 */
@Component({
  selector: 'cm-return-answers',
  imports: [Field, FieldInput, TranslocoPipe],
  template: `
    <section class="cm-rq-causes stack-4" aria-labelledby="return-questions">
      <h2 id="return-questions">{{ 'requests.returned.title' | transloco: { count: open() } }}</h2>
      <p class="second">{{ 'requests.returned.what' | transloco }}</p>
      @for (one of questions(); track one.key) {
        <p class="cm-words" dir="auto">
          <b>{{ 'requests.decision.question' | transloco: { number: $index + 1 } }}</b> {{ one.words }}
        </p>
        <cm-field [label]="'requests.returned.answer' | transloco: { number: $index + 1 }" [pointer]="'/answers/' + $index + '/answer'">
          <textarea cmInput dir="auto" rows="3" maxlength="2000" [value]="one.answer" (input)="say(one.decision, one.question, $event)"></textarea>
        </cm-field>
      }
    </section>
  `,
})
export class ReturnAnswers {
  /** Decisions that returned the request, as they were read. */
  readonly decisions = input.required<readonly DecisionView[]>();
  readonly answers = model.required<readonly Answer[]>();
  protected readonly questions = computed(() =>
    this.decisions().flatMap(({ id, questions }) =>
      questions.map((words, at) => ({ key: `${id}/${at}`, decision: id, question: at + 1, words, answer: this.answerTo(id, at + 1) })),
    ),
  );
  protected readonly open = computed(() => this.questions().filter(({ answer }) => answer.trim() === '').length);

  protected say(decision: string, question: number, event: Event): void {
    const others = this.answers().filter((one) => one.decision !== decision || one.question !== question);
    const answer = (event.target as HTMLTextAreaElement).value;
    this.answers.set(answer.trim() === '' ? others : [...others, { decision, question, answer }]);
  }

  private answerTo(decision: string, question: number): string {
    return this.answers().find((one) => one.decision === decision && one.question === question)?.answer ?? '';
  }
}
