import { NgTemplateOutlet } from '@angular/common';
import { booleanAttribute, Component, computed, inject, input, type TemplateRef } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from './icon';
import { axisMarks, periodWords } from './period-words';
import { type AskedLine, axisOf, type DecidedLine, drawnRows, scopeSentence } from './scope-rows';
import { Texts } from './texts';

/**
 * Asked → granted, a row a line; before a decision the granted side is empty. The sentence on top is made from the same rows.
 * `<cm-scope-diff [asked]="lines" [decided]="decision" />`
 * @source experience.md 1.1; visual-language.md 4
 */
@Component({ selector: 'cm-scope-diff', imports: [Icon, NgTemplateOutlet, TranslocoPipe], templateUrl: './scope-diff.html' })
export class ScopeDiff {
  readonly asked = input.required<readonly AskedLine[]>();
  /** One a line that is decided; undefined before the decision. */
  readonly decided = input<readonly DecidedLine[]>();
  /** A decision that is being written and not sealed: granted bars are dashed. */
  readonly isDraft = input(false);
  /** Where the page is narrow: the category stands under its identifier. */
  readonly compact = input(false, { transform: booleanAttribute });
  /** What stands below the row of a line, for narrowing in place; `below` is drawn for the lines in `opened`, with the line number. */
  readonly below = input<TemplateRef<{ $implicit: number }>>();
  readonly opened = input<readonly number[]>([]);
  private readonly texts = inject(Texts);

  private readonly axis = computed(() => axisOf(this.asked()));
  protected readonly rows = computed(() => drawnRows(this.asked(), this.decided() ?? [], this.axis(), this.texts.language()));
  protected readonly sentence = computed(() => scopeSentence(this.asked(), this.decided() ?? [], this.texts.language()));
  protected readonly marks = computed(() => {
    const axis = this.axis();
    return axis ? axisMarks(axis, this.texts.language()) : [];
  });
  protected readonly shown = computed(() =>
    this.rows().map((row) => ({ ...row, dates: row.shown ? periodWords(row.shown, this.texts.language()) : undefined })),
  );
}
