import { Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Moment } from '../shared/moment';
import { Texts } from '../shared/texts';
import { nameOfCode } from './code-names';
import { controlOf } from './controls';
import { type Pointer } from './pointers';
import { wordOf } from './value-words';

/** An answer as people read it: codes by their words, words as they were written. */
@Component({
  selector: 'cm-said',
  imports: [Moment, TranslocoPipe],
  template: `@switch (kind()) {
    @case ('word') {
      @for (key of keys(); track key) {
        {{ key | transloco }}{{ $last ? '' : ' · ' }}
      }
    }
    @case ('day') {
      <cm-time [at]="text()" [dayOnly]="true" />
    }
    @case ('plain') {
      {{ text() }}
    }
    @default {
      <span class="cm-words" dir="auto">{{ text() }}</span>
    }
  }`,
})
export class Said {
  readonly pointer = input.required<Pointer>();
  readonly value = input.required<unknown>();
  private readonly control = computed(() => controlOf(this.pointer()));
  private readonly texts = inject(Texts);
  private readonly isCode = computed(() => this.control().kind === 'code' || this.pointer() === '/language');
  protected readonly kind = computed(() => {
    const { kind } = this.control();
    if (this.value() === null || kind === 'number') return 'plain';
    if (kind === 'tri' || kind === 'choice' || kind === 'many' || kind === 'yesNo') return 'word';
    if (this.isCode()) return 'plain';
    return kind === 'day' ? 'day' : 'text';
  });
  protected readonly keys = computed(() => {
    const value = this.value();
    if (typeof value === 'boolean') return [wordOf(this.pointer(), value ? 'yes' : 'no')];
    return (Array.isArray(value) ? value : [value]).map((one) => wordOf(this.pointer(), String(one)));
  });
  protected readonly text = computed(() => {
    const value = this.value();
    if (Array.isArray(value)) return value.join(', ');
    if (this.isCode() && typeof value === 'string') return nameOfCode(this.pointer(), value, this.texts.language());
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
  });
}
