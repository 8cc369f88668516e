import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Cures } from './cures';
import { DraftEditor } from './draft-editor';
import { LineBuilder } from './line-builder';
import { LineCard } from './line-card';
import { OrderCards } from './order-cards';
import { isAsked, type Part, PARTS, QUESTIONS } from './parts';
import { Question } from './question';

const COLLATERAL = ['otherPeople', 'children', 'privileged', 'estimatedHow'] as const;

/** One part of the form: its questions that are asked for this draft, and what stands line by line. */
@Component({
  selector: 'cm-draft-part',
  imports: [Cures, LineBuilder, LineCard, OrderCards, Question, TranslocoPipe],
  templateUrl: './draft-part.html',
})
export class DraftPart {
  readonly part = input.required<Part>();
  private readonly editor = inject(DraftEditor);
  protected readonly collateral = COLLATERAL;
  protected readonly number = computed(() => PARTS.indexOf(this.part()) + 1);
  protected readonly questions = computed(() => QUESTIONS[this.part()].filter((pointer) => isAsked(pointer, this.editor.draft(), this.editor.law())));
  protected readonly lines = computed(() =>
    (this.editor.draft().lines ?? []).map(({ identifier, category }, place) => ({
      place,
      category,
      identifier: this.editor.view()?.identifiers.find(({ id }) => id === identifier),
    })),
  );
}
