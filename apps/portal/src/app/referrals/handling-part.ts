import { Component, computed, inject, input, model } from '@angular/core';
import { type FieldTree, FormField } from '@angular/forms/signals';
import { HANDLING_CODES, INFORMATION_GRADES, SOURCE_GRADES } from '@comity/casework';
import { TranslocoPipe } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { Button } from '../shared/button';
import { Field, FieldInput } from '../shared/field';
import { Me } from '../shared/me';
import { type WrittenParts } from './written';

/** Part 5 of a referral: what may be done with it, how good it is, whom it concerns and who should get it. @source exchange.md 0.6, 1.7 */
@Component({ selector: 'cm-handling-part', imports: [Button, Field, FieldInput, FormField, TranslocoPipe], templateUrl: './handling-part.html' })
export class HandlingPart {
  readonly fields = input.required<FieldTree<WrittenParts['handling']>>();
  readonly concerned = model.required<readonly WrittenParts['concerned'][number][]>();
  private readonly me = inject(Me);
  private readonly agencies = inject(Agencies);
  protected readonly codes = HANDLING_CODES;
  protected readonly sourceGrades = SOURCE_GRADES;
  protected readonly informationGrades = INFORMATION_GRADES;
  protected readonly units = computed(() => this.agencies.all().filter(({ kind }) => kind === 'national_unit'));
  protected readonly others = computed(() => this.units().filter(({ id }) => !this.me.person.hasValue() || id !== this.me.person.value().agency));
  protected readonly places = computed(() => [...new Set(this.units().map(({ jurisdiction }) => jurisdiction))].sort());
  protected readonly isRestricted = computed(() => this.fields().codes().value().some(Boolean));

  protected set(at: number, change: Partial<WrittenParts['concerned'][number]>): void {
    this.concerned.update((all) => all.map((one, index) => (index === at ? { ...one, ...change } : one)));
  }

  protected add(): void {
    this.concerned.update((all) => [...all, { jurisdiction: '', why: '' }]);
  }

  protected remove(at: number): void {
    this.concerned.update((all) => all.filter((_one, index) => index !== at));
  }
}
