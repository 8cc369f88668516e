import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type CertificateKind } from '@comity/casework';
import { TranslocoPipe } from '@jsverse/transloco';
import { Me } from './me';
import { Notice } from './notice';

/** Says that the act of this screen is off for want of a certificate, and leads to why and how to cure it. Shows nothing while one counts. */
@Component({
  selector: 'cm-certificate-way',
  imports: [Notice, RouterLink, TranslocoPipe],
  template: `@if (lacks()) {
    <cm-notice kind="time" [what]="'shared.certificate.' + kind() | transloco">
      <p>
        <a routerLink="/training/blocked">{{ 'shared.certificate.way' | transloco }}</a>
      </p>
    </cm-notice>
  }`,
})
export class CertificateWay {
  readonly kind = input.required<CertificateKind>();
  private readonly me = inject(Me);
  protected readonly lacks = computed(() => this.me.lacks(this.kind()));
}
