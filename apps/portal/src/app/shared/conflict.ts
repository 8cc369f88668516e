import { Component, input, linkedSignal, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from './button';
import { Icon } from './icon';
import { Moment } from './moment';
import { nextId } from './next-id';

/** One field that two people changed. */
export interface Clash {
  /** JSON pointer of the field. */
  pointer: string;
  label: string;
  mine: string;
  theirs: string;
}

/** Somebody else changed the same draft: a choice field by field, none of them made beforehand. @source experience.md 1.8 */
@Component({ selector: 'cm-conflict', imports: [Button, Icon, Moment, TranslocoPipe], templateUrl: './conflict.html' })
export class Conflict {
  readonly clashes = input.required<readonly Clash[]>();
  /** Who changed it, and when (ISO 8601), where that is known. */
  readonly who = input<string>();
  readonly at = input<string>();
  /** The value kept for each pointer, once every field is decided. */
  readonly chosen = output<Readonly<Record<string, string>>>();
  protected readonly name = nextId('clash');
  protected readonly choices = linkedSignal<readonly Clash[], Readonly<Record<string, string>>>({ source: this.clashes, computation: () => ({}) });

  protected isDecided(): boolean {
    return this.clashes().every(({ pointer }) => pointer in this.choices());
  }
  protected choose(pointer: string, value: string): void {
    this.choices.update((choices) => ({ ...choices, [pointer]: value }));
  }
}
