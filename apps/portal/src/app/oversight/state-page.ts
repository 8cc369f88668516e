import { Component, computed, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { HashGroups } from '../shared/hash-groups';
import { PublishedLog } from '../shared/log/published-log';
import { Moment } from '../shared/moment';
import { type Proof } from '../shared/proof-mark';
import { Waiting } from '../shared/waiting';
import { AuditClient } from './audit-client';
import { EntryRows } from './entry-rows';
import { HeadCheck } from './head-check';
import { Verdict } from './verdict';
import { WitnessList } from './witness-list';

const STALE_MS = 900_000;

/** O1, as far as it is real: whether the head holds and grew out of what this browser kept, and the newest entries. */
@Component({
  selector: 'cm-state-page',
  imports: [Button, EntryRows, HashGroups, Moment, RouterLink, TranslocoPipe, Verdict, Waiting, WitnessList],
  templateUrl: './state-page.html',
})
export class StatePage {
  private readonly log = inject(PublishedLog);
  private readonly check = inject(HeadCheck);
  protected readonly newest = inject(AuditClient).search(signal({ limit: 8 }));
  /** Runs with the page: the check of the log since the last visit of this browser. */
  protected readonly head = resource({
    loader: async () => {
      const found = await this.check.take(this.log);
      const growth = await this.check.growth(this.log, found);
      const grew = growth.every(({ verdict }) => verdict === 'holds');
      if (grew && !found.facts.fault) await this.check.keep(found, false);
      return { ...found.facts, growth, grew };
    },
  });
  /** The policy asks for witnesses, and they are not there. */
  protected readonly isUncovered = computed(() => this.head.hasValue() && ['fails', 'unread'].includes(this.head.value().witnesses.end));
  /** Witnesses sign afresh every ten minutes, also what did not grow: longer silence says that nothing new can be published, or that the log is frozen. */
  protected readonly isStale = computed(() => {
    if (!this.head.hasValue()) return false;
    const times = this.head.value().witnesses.witnesses.flatMap(({ at }) => (at ? [Date.parse(at)] : []));
    return times.length > 0 && Math.max(...times) < Date.parse(this.head.value().at) - STALE_MS;
  });
  protected readonly mark = computed((): Proof => {
    if (!this.head.hasValue()) return 'unknown';
    const { fault, grew, witnesses } = this.head.value();
    if (fault === 'ed25519') return 'unknown';
    if (fault || !grew || this.isUncovered()) return 'broken';
    if (this.isStale()) return 'unknown';
    return witnesses.end === 'holds' ? 'proved' : 'signed';
  });
}
