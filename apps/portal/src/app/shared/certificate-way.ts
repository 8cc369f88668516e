import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type CertificateKind } from '@comity/casework';
import { TranslocoPipe } from '@jsverse/transloco';
import { Me } from './me';
import { Notice, type NoticeKind } from './notice';
import { Now } from './now';

const DAY_MS = 86_400_000;
/** Days before the end from which a certificate warns, the nearest first; house rule. */
const WARNINGS: readonly (readonly [days: number, kind: NoticeKind])[] = [
  [7, 'fault'],
  [30, 'time'],
  [60, 'info'],
];

/**
 * Says that the act of this screen is off for want of a certificate, and leads to why and how to cure it; warns 60, 30 and 7 days before one ends.
 * Shows nothing otherwise.
 */
@Component({
  selector: 'cm-certificate-way',
  imports: [Notice, RouterLink, TranslocoPipe],
  template: `@if (lacks()) {
      <cm-notice kind="time" [what]="'shared.certificate.' + kind() | transloco">
        <p>
          <a routerLink="/training/blocked">{{ 'shared.certificate.way' | transloco }}</a>
        </p>
      </cm-notice>
    } @else if (ending(); as end) {
      <cm-notice [kind]="end.kind" [what]="'shared.certificate.ends' | transloco: { days: end.days }">
        <p>
          <a routerLink="/training">{{ 'shared.certificate.renew' | transloco }}</a>
        </p>
      </cm-notice>
    }`,
})
export class CertificateWay {
  readonly kind = input.required<CertificateKind>();
  private readonly me = inject(Me);
  private readonly now = inject(Now);
  protected readonly lacks = computed(() => this.me.lacks(this.kind()));
  protected readonly ending = computed(() => {
    const held = this.me.person.hasValue() ? this.me.person.value().certificates.filter(({ kind }) => kind === this.kind()) : [];
    const last = Math.max(...held.map(({ validTo }) => Date.parse(validTo)));
    const days = Math.ceil((last - this.now.ms()) / DAY_MS);
    const warning = WARNINGS.find(([within]) => days <= within);
    return held.length > 0 && warning ? { days: Math.max(days, 0), kind: warning[1] } : undefined;
  });
}
