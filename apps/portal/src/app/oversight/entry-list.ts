import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { form, FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { type AuditSearch } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { Button } from '../shared/button';
import { Empty } from '../shared/empty';
import { Field, FieldInput } from '../shared/field';
import { Waiting } from '../shared/waiting';
import { AuditClient } from './audit-client';
import { EntryRows } from './entry-rows';
import { type Filter, FILTER_NAMES, KIND_GROUPS, searchOf } from './filter';

/** O2: the log as it is read. The address is the view: every filter stands in it, and every search is an entry of the log. */
@Component({
  selector: 'cm-entry-list',
  imports: [Button, Empty, EntryRows, Field, FieldInput, FormField, RouterLink, TranslocoPipe, Waiting],
  templateUrl: './entry-list.html',
})
export class EntryList {
  readonly kind = input<string>();
  readonly agency = input<string>();
  readonly actor = input<string>();
  readonly case = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly cursor = input<string>();
  private readonly router = inject(Router);
  protected readonly agencies = inject(Agencies);
  protected readonly groups = KIND_GROUPS;
  private readonly asked = computed((): Filter => ({
    kind: this.kind() ?? '',
    agency: this.agency() ?? '',
    actor: this.actor() ?? '',
    case: this.case() ?? '',
    from: this.from() ?? '',
    to: this.to() ?? '',
  }));
  protected readonly model = linkedSignal(() => this.asked());
  protected readonly fields = form(this.model);
  protected readonly isFiltered = computed(() => FILTER_NAMES.some((name) => this.asked()[name] !== ''));
  protected readonly rows = inject(AuditClient).search(computed((): AuditSearch => searchOf(this.asked(), this.cursor())));

  protected look(event: Event): void {
    event.preventDefault();
    const said = FILTER_NAMES.map((name) => [name, this.model()[name].trim()] as const).filter(([, value]) => value !== '');
    void this.router.navigate(['/entries'], { queryParams: Object.fromEntries(said) });
  }
}
