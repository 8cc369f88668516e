import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DATA_CATEGORIES, type DataCategory } from '@comity/casework';
import { QUALITIES } from '@comity/proportionality/lists';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { Icon } from '../shared/icon';
import { Moment } from '../shared/moment';
import { Waiting } from '../shared/waiting';
import { LawClient } from './law-client';

/** One version of a profile: what each kind of data needs, how weighing is bounded, on which law it stands, and from which sources. @source proportionality.md 7 */
@Component({ selector: 'cm-profile-page', imports: [CodeId, Icon, Moment, RouterLink, TranslocoPipe, Waiting], templateUrl: './profile-page.html' })
export class ProfilePage {
  /** Of the address. */
  readonly id = input.required<string>();
  private readonly client = inject(LawClient);
  protected readonly profile = this.client.one(this.id);
  private readonly body = computed(() => (this.profile.hasValue() ? this.profile.value().body : undefined));
  protected readonly weighed = ['child', 'privacy', 'expression'] as const;
  protected readonly qualities = QUALITIES;
  /** Keeping, then each kind of data: who has to authorise it, and how serious the offence has to be. */
  protected readonly needs = computed(() => {
    const body = this.body();
    if (!body) return [];
    return (['preservation', ...DATA_CATEGORIES] as const).map((category) => ({
      category,
      rank: body.authorisation[category],
      months: body.thresholdMonths[category],
      isAfter: body.urgentExPostCategories.includes(category),
      hours: body.exPostHours?.[category],
    }));
  });
  protected readonly limits = computed(() => {
    const body = this.body();
    return body
      ? ([
          ['bulk', body.bulkThreshold],
          ['period', body.periodReviewDays],
          ['retention', body.retentionMaxDays],
          ['horizon', body.urgentHorizonHours],
        ] as const)
      : [];
  });
  protected readonly ages = computed(() => {
    const body = this.body();
    const all = [
      ['majority', body?.ageOfMajority],
      ['responsibility', body?.minimumAgeCriminalResponsibility],
      ['consent', body?.ageOfConsent],
    ] as const;
    return all.flatMap(([name, years]) => (years === undefined ? [] : [{ name, years }]));
  });
  protected readonly isKind = (category: string): category is DataCategory => category !== 'preservation';
}
