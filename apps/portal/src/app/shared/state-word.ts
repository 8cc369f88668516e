import { Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** State of a record, in words: `<cm-state [word]="'words.referralState.' + row.state" />`. Never coloured. */
@Component({ selector: 'cm-state', imports: [TranslocoPipe], template: `<span class="cm-word boxed">{{ word() | transloco }}</span>` })
export class StateWord {
  readonly word = input.required<string>();
}
