import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type CertificateView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { Empty } from '../shared/empty';
import { Moment } from '../shared/moment';
import { Notice, type NoticeKind } from '../shared/notice';
import { Waiting } from '../shared/waiting';
import { TrainingClient } from './training-client';
import { TrainingNav } from './training-nav';

/** Warnings before a certificate ends, the nearest first; house rule. */
const WARNINGS: readonly { days: number; key: string; kind: NoticeKind }[] = [
  { days: 7, key: 'training.warn.d7', kind: 'fault' },
  { days: 30, key: 'training.warn.d30', kind: 'time' },
  { days: 60, key: 'training.warn.d60', kind: 'info' },
];

/** S1: what one has passed, until when it counts, what it opens, and the way to the next step. */
@Component({
  selector: 'cm-certificates-page',
  imports: [CodeId, Empty, Moment, Notice, RouterLink, TrainingNav, TranslocoPipe, Waiting],
  templateUrl: './certificates-page.html',
})
export class CertificatesPage {
  private readonly client = inject(TrainingClient);
  protected readonly certificates = this.client.certificates();
  protected readonly lessons = this.client.lessons();
  protected readonly mine = computed(() => (this.certificates.hasValue() ? this.certificates.value().items.filter(({ mine }) => mine) : []));
  protected readonly progress = computed(() => {
    const all = this.lessons.hasValue() ? this.lessons.value().items : [];
    return { all: all.length, done: all.filter(({ doneVersion, version }) => doneVersion === version).length };
  });

  protected warningOf({ state, daysLeft }: CertificateView): (typeof WARNINGS)[number] | undefined {
    return state === 'expiring' ? WARNINGS.find(({ days }) => daysLeft <= days) : undefined;
  }
}
