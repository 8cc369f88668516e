import { Component, inject, resource, signal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { parseCount } from '@comity/transparency-log';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { type KeptHead, knownLog } from '../shared/log/kept-heads';
import { PublishedLog } from '../shared/log/published-log';
import { Moment } from '../shared/moment';
import { isDemonstration } from '../shared/page-settings';
import { act } from '../shared/act';
import { HeadCheck } from './head-check';

/** Beside a check: another entry, the heads that this browser kept, the whole log, and what a proof says. */
@Component({
  selector: 'cm-verify-aside',
  imports: [Button, Failed, Field, FieldInput, FormField, Moment, RouterLink, TranslocoPipe],
  templateUrl: './verify-aside.html',
})
export class VerifyAside {
  private readonly router = inject(Router);
  private readonly log = inject(PublishedLog);
  private readonly check = inject(HeadCheck);
  protected readonly demonstration = isDemonstration();
  protected readonly model = signal({ entry: '' });
  protected readonly fields = form(this.model);
  protected readonly isWrong = signal(false);
  protected readonly isOut = signal(false);
  protected readonly heads = resource({
    params: () => this.check.kept(),
    loader: async (): Promise<KeptHead[]> => (await knownLog((await this.log.note()).split('\n', 1)[0] ?? ''))?.heads ?? [],
  });

  /** A head is kept by hand only when its signature and its growth hold. */
  protected readonly keep = act(async () => {
    this.isOut.set(false);
    const head = await this.check.take(this.log);
    const grew = (await this.check.growth(this.log, head)).every(({ verdict }) => verdict === 'holds');
    if (head.facts.fault || !grew) return this.isOut.set(true);
    await this.check.keep(head, true);
  });

  protected open(event: Event): void {
    event.preventDefault();
    const said = this.model().entry.replace(/\s/g, '');
    const isLeaf = /^[A-Za-z0-9+/_-]{43}=?$/.test(said);
    this.isWrong.set(!isLeaf && parseCount(said) === undefined);
    if (!this.isWrong()) void this.router.navigate(['/verify'], { queryParams: isLeaf ? { leaf: said } : { entry: said } });
  }
}
