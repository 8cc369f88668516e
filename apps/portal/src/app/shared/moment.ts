import { booleanAttribute, Component, computed, inject, input } from '@angular/core';
import { LOCALES, Texts } from './texts';

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;

/** A time, by the reader's language and zone, the zone always said: `<cm-time [at]="row.createdAt" />`. `dayOnly` for dates without a time. */
@Component({ selector: 'cm-time', template: `<time [attr.datetime]="at()">{{ words() }}</time>` })
export class Moment {
  /** ISO 8601 instant, or a date where `dayOnly` is set. Anything else is shown as it came. */
  readonly at = input.required<string>();
  readonly dayOnly = input(false, { transform: booleanAttribute });
  /** For what happened a moment ago. */
  readonly timeOnly = input(false, { transform: booleanAttribute });
  /** For a time that its source gave without a zone: it is shown as it was given. */
  readonly noZone = input(false, { transform: booleanAttribute });
  private readonly texts = inject(Texts);
  protected readonly words = computed(() => {
    const at = new Date(this.noZone() ? `${this.at()}Z` : this.at());
    return Number.isNaN(at.getTime()) ? this.at() : new Intl.DateTimeFormat(LOCALES[this.texts.language()], this.options()).format(at);
  });

  private options(): Intl.DateTimeFormatOptions {
    const { timeZoneName: _zone, ...bare } = TIME;
    if (this.noZone()) return { ...DAY, ...bare, timeZone: 'UTC' };
    if (this.dayOnly()) return { ...DAY, timeZone: 'UTC' };
    return this.timeOnly() ? TIME : { ...DAY, ...TIME };
  }
}
