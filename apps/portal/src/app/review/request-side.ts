import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Moment } from '../shared/moment';
import { ScopeDiff } from '../shared/scope-diff';
import { Changes } from './changes';
import { LineEditor } from './line-editor';
import { partsOf } from './request-parts';
import { askedLines, decidedLines } from './scope-of-draft';
import { type Workbench } from './workbench';

/** The request as a reviewer reads it: its lines with narrowing in place, then what is said for it. */
@Component({
  selector: 'cm-request-side',
  imports: [Changes, LineEditor, Moment, NgTemplateOutlet, ScopeDiff, TranslocoPipe],
  templateUrl: './request-side.html',
})
export class RequestSide {
  readonly bench = input.required<Workbench>();
  protected readonly view = computed(() => this.bench().view()!);
  protected readonly content = computed(() => this.view().content);
  protected readonly parts = computed(() => partsOf(this.content()));
  protected readonly asked = computed(() => askedLines(this.view()));
  protected readonly decided = computed(() => decidedLines(this.bench().draft().decision.lines));
  protected readonly numbers = computed(() => this.asked().map(({ line }) => line));
  protected readonly editing = signal<number | undefined>(undefined);
  protected readonly opened = computed(() => [this.editing() ?? 0]);

  /** The form of the line is gone: whoever wrote in it stands at its line again. */
  protected close(line: number): void {
    this.editing.set(undefined);
    document.getElementById(`line-${line}`)?.focus();
  }

  protected choose(line: number): void {
    this.editing.set(this.editing() === line ? undefined : line);
  }
}
