import { Component, computed, inject, input, output } from '@angular/core';
import { PROBLEMS, type ProblemCode } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from './icon';
import { type ProblemFacts } from './refusal';
import { Texts } from './texts';

/** A refusal or failure: what it is, what the server says of this case, which rules refused, every cause with a way to its field. */
@Component({ selector: 'cm-failed', imports: [Icon, TranslocoPipe], templateUrl: './failed.html' })
export class Failed {
  readonly problem = input.required<ProblemFacts>();
  /** Shown with a button "Try again" where someone listens and trying again can help. */
  readonly retry = input(true);
  readonly again = output();
  private readonly texts = inject(Texts);

  /** The server's own sentence, where it says more than the code does. It is written in English. */
  protected readonly special = computed(() => {
    const { code, detail } = this.problem();
    const general = code in PROBLEMS ? PROBLEMS[code as ProblemCode].detail : '';
    return detail && (detail !== general || this.texts.language() === 'en') ? detail : undefined;
  });
  protected readonly mayHelp = computed(() => {
    const { status } = this.problem();
    return this.retry() && (status === 0 || status >= 500 || status === 429 || status === 408);
  });

  protected toField(pointer: string): void {
    const path = pointer.replace(/^#/, '');
    document.querySelector<HTMLElement>(`[data-field="${CSS.escape(path)}"]`)?.focus();
  }
}
