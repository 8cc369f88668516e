import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type WorkRowView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Clock } from '../shared/clock';
import { CodeId } from '../shared/code-id';
import { Icon } from '../shared/icon';
import { Moment } from '../shared/moment';
import { placeOf } from './sections';

/** Rows of my work: the time left first, because it is the order; the whole row opens. */
@Component({ selector: 'cm-work-table', imports: [Clock, CodeId, Icon, Moment, RouterLink, TranslocoPipe], templateUrl: './work-table.html' })
export class WorkTable {
  readonly rows = input.required<readonly WorkRowView[]>();
  readonly caption = input.required<string>();
  protected readonly placeOf = placeOf;
}
