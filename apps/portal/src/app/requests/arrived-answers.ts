import { Component, computed, inject, input, output, signal } from '@angular/core';
import { type RequestView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { ProofMark } from '../shared/proof-mark';
import { Waiting } from '../shared/waiting';
import { AnswerPackage } from './answer-package';
import { RequestsClient } from './requests-client';

/** States from which on packages can be there. */
const SENT_FROM: readonly RequestView['state'][] = ['answering', 'disclosed', 'receipted', 'closed'];

/** Answers that arrived, each a package that is opened on purpose: the read is logged. */
@Component({
  selector: 'cm-arrived-answers',
  imports: [AnswerPackage, Button, CodeId, Moment, ProofMark, TranslocoPipe, Waiting],
  templateUrl: './arrived-answers.html',
})
export class ArrivedAnswers {
  readonly request = input.required<RequestView>();
  readonly done = output();
  private readonly me = inject(Me);
  protected readonly isExpected = computed(() => SENT_FROM.includes(this.request().state));
  protected readonly packages = inject(RequestsClient).disclosures(this.isExpected);
  protected readonly rows = computed(() =>
    this.packages.hasValue() ? this.packages.value().items.filter(({ request }) => request === this.request().id) : [],
  );
  protected readonly opened = signal<string | undefined>(undefined);
  protected readonly isDesk = computed(() => this.me.roles().includes('desk'));

  protected receipted(): void {
    this.packages.reload();
    this.done.emit();
  }
}
