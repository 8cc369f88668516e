import { Component, computed, inject, input } from '@angular/core';
import { type ClockView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { durationWords } from './duration';
import { LOCALES, Texts } from './texts';

/**
 * A clock in words: what is left, whether that is soon or urgent, and until when in the zone of the one who owes. It never moves by itself. `full` adds
 * its rule and the rail. @source experience.md 1.3
 */
@Component({
  selector: 'cm-clock',
  imports: [TranslocoPipe],
  template: `
    <span class="cm-clock" [class.tall]="tall()" [attr.data-is]="is()">
      <b>{{ 'shared.clock.' + clock().state | transloco: { time: time() } }}</b>
      @if (is() === 'soon' || is() === 'urgent') {
        <span class="cm-word" [attr.data-is]="is()">{{ (is() === 'soon' ? 'shared.clock.soon' : 'shared.clock.urgent') | transloco }}</span>
      }
      <span class="at">{{ until() }}</span>
      @if (!full()) {
        <span class="vh">{{ 'shared.clock.rule' | transloco: rule() }} {{ 'shared.clock.unit.' + clock().unit | transloco }}</span>
      }
    </span>
    @if (full()) {
      <div class="cm-rail" aria-hidden="true" [attr.data-is]="is()"><i [style.--s]="0" [style.--e]="clock().usedPercent"></i></div>
      <p class="note">
        {{ 'shared.clock.rule' | transloco: rule() }} {{ 'shared.clock.unit.' + clock().unit | transloco }},
        {{ 'shared.clock.status.' + clock().status | transloco }}
      </p>
    }
  `,
})
export class Clock {
  readonly clock = input.required<ClockView>();
  readonly tall = input(false);
  readonly full = input(false);
  private readonly texts = inject(Texts);

  /** The word changes when half and when a fifth of the time is left. */
  protected readonly is = computed(() => {
    const { state, usedPercent } = this.clock();
    if (state !== 'running') return state;
    return usedPercent >= 80 ? 'urgent' : usedPercent >= 50 ? 'soon' : '';
  });
  protected readonly time = computed(() => durationWords(this.clock().leftS, this.texts.language()));
  protected readonly until = computed(() => {
    const { dueAt, zone } = this.clock();
    const options: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone };
    const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
    return `${new Intl.DateTimeFormat(LOCALES[this.texts.language()], { ...options, hourCycle: 'h23' }).format(new Date(dueAt))} ${place}`;
  });
  protected readonly rule = computed(() => ({ rule: this.clock().rule, length: this.clock().length }));
}
