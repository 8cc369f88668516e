import { Component, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LastWrite } from '../shared/last-write';
import { BehindClick } from './behind-click';

/** What the strip offers: what happened behind the newest click of this page, and a copy of the log to tamper with. */
@Component({ selector: 'cm-strip-acts', imports: [BehindClick, RouterLink, TranslocoPipe], templateUrl: './strip-acts.html' })
export class StripActs {
  protected readonly last = inject(LastWrite);
  protected readonly isOpen = signal(false);
}
