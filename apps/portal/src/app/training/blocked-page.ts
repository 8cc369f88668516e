import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type CertificateView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Moment } from '../shared/moment';
import { Waiting } from '../shared/waiting';
import { TrainingClient } from './training-client';
import { TrainingNav } from './training-nav';

type Reason = 'none' | 'expired' | 'suspended' | 'revoked';

/** S4: the rule, the kind that is missing and why, and the shortest way to it. */
@Component({
  selector: 'cm-blocked-page',
  imports: [Moment, RouterLink, TrainingNav, TranslocoPipe, Waiting],
  templateUrl: './blocked-page.html',
})
export class BlockedPage {
  private readonly client = inject(TrainingClient);
  protected readonly certificates = this.client.certificates();
  protected readonly rules = this.client.examRules();
  protected readonly lessons = this.client.lessons();
  protected readonly openLessons = computed(() =>
    this.lessons.hasValue() ? this.lessons.value().items.filter(({ doneVersion, version }) => doneVersion !== version).length : 0,
  );
  /** Kinds that a role of the person needs and no certificate of theirs covers now. */
  protected readonly missing = computed(() => {
    if (!this.rules.hasValue() || !this.certificates.hasValue()) return [];
    const mine = this.certificates.value().items.filter((one) => one.mine);
    return this.rules
      .value()
      .items.filter(({ kind }) => !mine.some((one) => one.kind === kind && (one.state === 'valid' || one.state === 'expiring')))
      .map((rule) => ({ rule, reason: reasonOf(mine.filter((one) => one.kind === rule.kind)) }));
  });
}

/** Why none of these counts, by the one that would have counted longest. */
function reasonOf(held: readonly CertificateView[]): Reason {
  const [last] = [...held].sort((a, b) => (a.validTo < b.validTo ? 1 : -1));
  return last === undefined ? 'none' : last.state === 'suspended' || last.state === 'revoked' ? last.state : 'expired';
}
