import { Component, computed, DestroyRef, effect, inject, input, output } from '@angular/core';
import { type RequestView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { Moment } from '../shared/moment';
import { ProofMark } from '../shared/proof-mark';
import { Waiting } from '../shared/waiting';
import { RequestsClient } from './requests-client';
import { MOVING } from './standing';

/** Milliseconds between two looks while the work of the platform is under way. A look at the timeline opens no content and leaves no entry. */
const LOOK_EVERY_MS = 4000;

/** What happened, newest first, each with the place of its entry in the log and how sure that is. */
@Component({ selector: 'cm-request-timeline', imports: [Moment, ProofMark, TranslocoPipe, Waiting], templateUrl: './request-timeline.html' })
export class RequestTimeline {
  readonly request = input.required<RequestView>();
  /** Something happened after the request was read. */
  readonly news = output();
  protected readonly agencies = inject(Agencies);
  private readonly seenAt = computed(() => `${this.request().id} ${this.request().version}`);
  protected readonly entries = inject(RequestsClient).timeline(computed(() => this.request().id));
  private newest: { of: string; entryId: string | undefined } | undefined;
  protected readonly keyOf = (kind: string): string => 'requests.kind.' + kind.replaceAll('.', '_');

  constructor() {
    const timer = setInterval(() => {
      if (MOVING.includes(this.request().state) && !this.entries.isLoading()) this.entries.reload();
    }, LOOK_EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
    effect(() => {
      const of = this.seenAt();
      if (!this.entries.hasValue()) return;
      const entryId = this.entries.value().items[0]?.entryId;
      if (this.newest?.of === of && this.newest.entryId !== entryId) this.news.emit();
      this.newest = { of, entryId };
    });
  }
}
