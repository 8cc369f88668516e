import { Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AuditRowView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { Moment } from '../shared/moment';
import { ProofMark } from '../shared/proof-mark';
import { Pseudonym } from './pseudonym';

/** Entries as rows: place, act, time, who by pseudonym, case, and what the server says of its proof. */
@Component({ selector: 'cm-entry-rows', imports: [Moment, ProofMark, Pseudonym, RouterLink, TranslocoPipe], templateUrl: './entry-rows.html' })
export class EntryRows {
  readonly rows = input.required<readonly AuditRowView[]>();
  readonly caption = input.required<string>();
  /** In the chain of one case the case is not said again. */
  readonly ofCase = input(false);
  protected readonly agencies = inject(Agencies);
}
