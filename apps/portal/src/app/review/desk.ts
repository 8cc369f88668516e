import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { type ReviewRowView } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { CertificateWay } from '../shared/certificate-way';
import { Clock } from '../shared/clock';
import { CodeId } from '../shared/code-id';
import { Empty } from '../shared/empty';
import { Failed } from '../shared/failed';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { Preferences } from '../shared/preferences';
import { Waiting } from '../shared/waiting';
import { ReviewClient } from './review-client';

/** L1: the desk of a liaison officer or a lead: the next case, what is in their hands, what waits for them. @source experience.md 3, L1 */
@Component({
  selector: 'cm-desk',
  imports: [Button, CertificateWay, Clock, CodeId, Empty, Failed, Icon, Moment, RouterLink, TranslocoPipe, Waiting],
  templateUrl: './desk.html',
  host: { '(document:keydown.n)': 'keyed($event)' },
})
export class Desk {
  private readonly client = inject(ReviewClient);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly me = inject(Me);
  private readonly preferences = inject(Preferences);
  protected readonly cursor = signal<string | undefined>(undefined);
  protected readonly rows = this.client.list(this.cursor);
  private readonly items = computed(() => (this.rows.hasValue() ? this.rows.value().items : []));
  protected readonly groups = computed(() => {
    const now = Date.now();
    const isHeld = ({ claimedUntil }: ReviewRowView): boolean => claimedUntil !== null && Date.parse(claimedUntil) > now;
    return [
      { name: 'mine', rows: this.items().filter(isHeld) },
      { name: 'waiting', rows: this.items().filter((row) => !isHeld(row)) },
    ].filter(({ rows }) => rows.length > 0);
  });
  protected readonly waiting = computed(() => this.groups().find(({ name }) => name === 'waiting')?.rows.length ?? 0);
  protected readonly person = computed(() => (this.me.person.hasValue() ? this.me.person.value() : undefined));
  protected readonly certificate = computed(() => this.person()?.certificates.find(({ kind }) => kind === 'iccpr_review'));

  protected readonly closed = computed(() => {
    if (this.person() && !this.certificate()) return this.transloco.translate('review.desk.noCertificate');
    return this.rows.hasValue() && this.waiting() === 0 ? this.transloco.translate('review.desk.noneWaits') : '';
  });
  protected readonly next = act(async (intent) => {
    const { id } = await this.client.next(intent);
    await this.router.navigate(['/reviews', id]);
  });

  protected keyed(event: Event): void {
    const { ctrlKey, metaKey, altKey, target } = event as KeyboardEvent;
    if (ctrlKey || metaKey || altKey || (target as HTMLElement).closest('input, textarea, select, [contenteditable]')) return;
    if (this.preferences.singleKeys() && !this.closed()) void this.next.run();
  }
}
