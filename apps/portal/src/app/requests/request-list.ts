import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type RequestRowView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { Empty } from '../shared/empty';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { Moment } from '../shared/moment';
import { StateWord } from '../shared/state-word';
import { Waiting } from '../shared/waiting';
import { Button } from '../shared/button';
import { RequestsClient } from './requests-client';
import { whereOf, type Where } from './standing';

const VIEWS = ['all', 'drafts', 'theirs', 'ours', 'ended'] as const;
type View = (typeof VIEWS)[number];
const SHOWS: Readonly<Record<View, readonly Where[]>> = {
  all: ['here', 'review', 'there', 'back', 'ended'],
  drafts: ['here'],
  theirs: ['review', 'there'],
  ours: ['back'],
  ended: ['ended'],
};

/** Requests in sight, newest first, with views by who has them now. */
@Component({
  selector: 'cm-request-list',
  imports: [Button, CodeId, Empty, Icon, Moment, RouterLink, StateWord, TranslocoPipe, Waiting],
  templateUrl: './request-list.html',
})
export class RequestList {
  private readonly me = inject(Me);
  protected readonly cursor = signal<string | undefined>(undefined);
  protected readonly rows = inject(RequestsClient).list(this.cursor);
  protected readonly views = VIEWS;
  protected readonly view = signal<View>('all');
  protected readonly isOfficer = computed(() => this.me.roles().includes('officer'));
  protected readonly shown = computed(() => (this.rows.hasValue() ? this.rows.value().items.filter((row) => this.isIn(row, this.view())) : []));
  protected readonly counts = computed(() => {
    const items = this.rows.hasValue() ? this.rows.value().items : [];
    return Object.fromEntries(VIEWS.map((view) => [view, items.filter((row) => this.isIn(row, view)).length])) as Record<View, number>;
  });

  /** A draft opens where it is written; everything else where it is followed. */
  protected linkOf({ id, state }: RequestRowView): string[] {
    return state === 'draft' && this.isOfficer() ? ['/requests', id, 'draft'] : ['/requests', id];
  }

  private isIn({ state }: RequestRowView, view: View): boolean {
    return SHOWS[view].includes(whereOf(state));
  }
}
