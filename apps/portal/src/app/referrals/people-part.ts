import { Component, input, model } from '@angular/core';
import { PERSON_AGES } from '@comity/casework';
import { SUBJECT_ROLES } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { type WrittenParts } from './written';

type Person = WrittenParts['people'][number];

/** Part 4 of a referral: the people in it, children at risk first of all. No name of a victim has a field here. @source exchange.md 1.8 */
@Component({
  selector: 'cm-people-part',
  imports: [Button, TranslocoPipe],
  template: `
    <p class="second">{{ 'referrals.people.what' | transloco }}</p>
    @if (sealed() > 0) {
      <p class="note">{{ 'referrals.people.sealed' | transloco: { count: sealed() } }}</p>
    }
    @for (person of people(); track person.key; let at = $index) {
      <fieldset class="rf-person">
        <legend class="vh">{{ 'referrals.people.one' | transloco: { number: at + 1 } }}</legend>
        <label class="cm-field"
          >{{ 'referrals.people.label' | transloco }}
          <input
            class="cm-input"
            dir="auto"
            maxlength="40"
            [attr.data-field]="'/subjects/' + at + '/label'"
            [value]="person.label"
            (input)="set(at, { label: $any($event.target).value })"
        /></label>
        <label class="cm-field"
          >{{ 'referrals.people.role' | transloco }}
          <select class="cm-input" [attr.data-field]="'/subjects/' + at + '/role'" (change)="set(at, { role: $any($event.target).value })">
            <option value="" [selected]="!person.role">{{ 'shared.choose' | transloco }}</option>
            @for (role of roles; track role) {
              <option [value]="role" [selected]="role === person.role">{{ 'words.subjectRole.' + role | transloco }}</option>
            }
          </select></label
        >
        <label class="cm-field"
          >{{ 'referrals.people.age' | transloco }}
          <select class="cm-input" [attr.data-field]="'/subjects/' + at + '/age'" (change)="set(at, { age: $any($event.target).value })">
            <option value="" [selected]="!person.age">{{ 'shared.choose' | transloco }}</option>
            @for (age of ages; track age) {
              <option [value]="age" [selected]="age === person.age">{{ 'words.age.' + age | transloco }}</option>
            }
          </select></label
        >
        <cm-button kind="quiet" [small]="true" (press)="remove(at)">{{ 'referrals.people.remove' | transloco }}</cm-button>
      </fieldset>
    }
    <cm-button [small]="true" (press)="add()">{{ 'referrals.people.add' | transloco }}</cm-button>
  `,
})
export class PeoplePart {
  readonly people = model.required<readonly Person[]>();
  /** Values about victims that are sealed already. */
  readonly sealed = input(0);
  protected readonly roles = SUBJECT_ROLES;
  protected readonly ages = PERSON_AGES;

  protected set(at: number, change: Partial<Person>): void {
    this.people.update((people) => people.map((one, index) => (index === at ? { ...one, ...change } : one)));
  }

  protected add(): void {
    this.people.update((people) => [...people, { key: `s-${crypto.randomUUID().slice(0, 8)}`, label: '', role: '', age: '' }]);
  }

  protected remove(at: number): void {
    this.people.update((people) => people.filter((_one, index) => index !== at));
  }
}
