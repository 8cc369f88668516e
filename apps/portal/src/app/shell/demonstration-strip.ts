import { Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LastWrite } from '../shared/last-write';
import { BehindClick } from './behind-click';

/** Says that this is the demonstration, what happened behind the newest click, and where somebody can tamper with a copy of the log. */
@Component({ selector: 'cm-demonstration-strip', imports: [BehindClick, RouterLink, TranslocoPipe], templateUrl: './demonstration-strip.html' })
export class DemonstrationStrip {
  protected readonly last = inject(LastWrite);
  protected readonly isOpen = signal(false);

  protected toggled(event: Event): void {
    this.isOpen.set((event.target as HTMLDetailsElement).open);
  }
}
