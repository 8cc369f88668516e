import { Component, computed, inject, input } from '@angular/core';
import { Texts } from './texts';

/** A time, by the reader's language and zone, the zone always said: `<cm-time [at]="row.createdAt" />`. `dayOnly` for dates without a time. */
@Component({ selector: 'cm-time', template: `<time [attr.datetime]="at()">{{ words() }}</time>` })
export class Moment {
  /** ISO 8601 instant, or a date where `dayOnly` is set. */
  readonly at = input.required<string>();
  readonly dayOnly = input(false);
  private readonly texts = inject(Texts);
  protected readonly words = computed(() => {
    const options: Intl.DateTimeFormatOptions = this.dayOnly()
      ? { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }
      : { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
    const at = new Date(this.at());
    return Number.isNaN(at.getTime()) ? this.at() : new Intl.DateTimeFormat(`${this.texts.language()}-u-nu-latn`, options).format(at);
  });
}
