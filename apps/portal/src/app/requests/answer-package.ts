import { Component, computed, inject, input, output } from '@angular/core';
import { conditionWords } from '@comity/casework';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Failed } from '../shared/failed';
import { Moment } from '../shared/moment';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { RequestsClient } from './requests-client';

/** One package that arrived: conditions first, then the answers line by line, then the receipt of the desk. */
@Component({ selector: 'cm-answer-package', imports: [Button, CodeId, Failed, Moment, TranslocoPipe, Waiting], templateUrl: './answer-package.html' })
export class AnswerPackage {
  readonly id = input.required<string>();
  readonly mayReceipt = input.required<boolean>();
  readonly done = output();
  private readonly client = inject(RequestsClient);
  private readonly texts = inject(Texts);
  protected readonly content = this.client.disclosure(this.id);
  protected readonly conditions = computed(() =>
    this.content.hasValue()
      ? this.content.value().conditions.map((one) => ({ lines: one.lines.join(', '), words: conditionWords(one, this.texts.language()) }))
      : [],
  );
  protected readonly fieldsOf = (fields: Readonly<Record<string, string>>): [string, string][] => Object.entries(fields);
  protected readonly receipting = act(async (intent) => {
    const seen = this.content.value();
    if (!seen) return;
    await this.client.receipt(
      { id: seen.id, version: seen.version, intent },
      { packageHash: seen.packageHash, conditions: seen.conditions.map(({ id }) => id) },
    );
    this.content.reload();
    this.done.emit();
  });
}
