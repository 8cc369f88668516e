import { Component, computed, DestroyRef, effect, inject, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { durationWords } from '../shared/duration';
import { Icon } from '../shared/icon';
import { LastWrite } from '../shared/last-write';
import { Texts } from '../shared/texts';
import { Work } from '../shared/work';

/** A clock is read in minutes; this often the list is asked again. */
const AGAIN_MS = 5 * 60_000;
const TICKING: readonly string[] = ['running', 'missed'];

/** My next clock, of the top bar: the time left of what is due first. It stands still between two readings. @source experience.md 3, top bar */
@Component({
  selector: 'cm-next-clock',
  imports: [Icon, RouterLink, TranslocoPipe],
  template: `@if (next(); as row) {
    <a class="tool next" routerLink="/work">
      <cm-icon name="i-clock" />
      <span
        ><b>{{ 'shared.clock.' + row.clock.state | transloco: { time: row.time } }}</b>
        <span class="vh">{{ 'frame.next' | transloco: { ref: row.ref } }}</span></span
      >
    </a>
  }`,
})
export class NextClock {
  private readonly texts = inject(Texts);
  private readonly rows = inject(Work).list();
  protected readonly next = computed(() => {
    for (const { ref, clock } of this.rows.hasValue() ? this.rows.value().items : []) {
      if (clock && TICKING.includes(clock.state)) return { ref, clock, time: durationWords(clock.leftS, this.texts.language()) };
    }
    return undefined;
  });

  constructor() {
    const again = setInterval(() => this.rows.reload(), AGAIN_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(again));
    const { written } = inject(LastWrite);
    // An act may have ended the clock that stands here.
    effect(() => {
      if (written()) untracked(() => this.rows.reload());
    });
  }
}
