import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { REFERRAL_STATES } from '@comity/casework';
import { TranslocoPipe } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { Clock } from '../shared/clock';
import { CodeId } from '../shared/code-id';
import { Empty } from '../shared/empty';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { StateWord } from '../shared/state-word';
import { Waiting } from '../shared/waiting';
import { ReferralsClient } from './referrals-client';
import { VIEWS } from './referral-views';

/** U2: referrals in sight, newest first. The address is the view: every filter stands in it. */
@Component({
  selector: 'cm-referral-list',
  imports: [Clock, CodeId, Empty, Icon, Moment, RouterLink, StateWord, TranslocoPipe, Waiting],
  templateUrl: './referral-list.html',
})
export class ReferralList {
  /** Of the address. */
  readonly side = input<string>();
  readonly state = input<string>();
  readonly with = input<string>();
  readonly cursor = input<string>();
  private readonly router = inject(Router);
  private readonly roles = inject(Me).roles;
  private readonly agencies = inject(Agencies);

  protected readonly filter = computed(() => withoutEmpty({ side: this.side(), state: this.state(), with: this.with() }));
  private readonly query = computed(() => withoutEmpty({ ...this.filter(), cursor: this.cursor() }));
  protected readonly rows = inject(ReferralsClient).list(this.query);
  protected readonly isFiltered = computed(() => Object.keys(this.filter()).length > 0);
  /** Views that the roles held can fill. What was delivered to the unit is for its supervisors and its desk. */
  protected readonly views = computed(() =>
    VIEWS.filter(({ roles }) => roles.some((role) => this.roles().includes(role))).map((view) => ({
      ...view,
      isHere: JSON.stringify(view.query) === JSON.stringify(this.filter()),
    })),
  );
  protected readonly states = REFERRAL_STATES.filter((state) => state !== 'discarded');
  protected readonly places = computed(() =>
    [...new Set(this.agencies.all().flatMap(({ kind, jurisdiction }) => (kind === 'national_unit' ? [jurisdiction] : [])))].sort(),
  );

  /** Puts one filter into the address and goes to the first page. */
  protected set(name: 'state' | 'with', value: string): void {
    void this.router.navigate([], { queryParams: withoutEmpty({ ...this.filter(), [name]: value }) });
  }
}

const withoutEmpty = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
