import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { type WrittenParts } from './written';
import { type Standing } from './identifier-draft';

/** Identifiers that the draft has: whose they are, and for a value that failed its check the word of a person that it stays. */
@Component({
  selector: 'cm-identifier-stands',
  imports: [Button, CodeId, TranslocoPipe],
  template: `
    <table class="cm-table fold rf-lines">
      <caption>
        {{
          'referrals.stands.table' | transloco: { count: standing().length }
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ 'referrals.paste.type' | transloco }}</th>
          <th scope="col">{{ 'referrals.paste.value' | transloco }}</th>
          <th scope="col">{{ 'referrals.paste.whose' | transloco }}</th>
          <th scope="col">{{ 'referrals.stands.act' | transloco }}</th>
        </tr>
      </thead>
      <tbody>
        @for (one of standing(); track one.view.key; let at = $index) {
          <tr>
            <td>{{ 'words.identifierType.' + one.view.type | transloco }}</td>
            <th scope="row">
              <cm-id [value]="one.view.normal ?? one.view.raw" />
              @if (one.view.reason) {
                <span class="sub">{{ 'words.identifierReason.' + one.view.reason | transloco }}</span>
                <label class="cm-check"
                  ><input
                    type="checkbox"
                    [attr.data-field]="'/identifiers/' + at"
                    [checked]="one.verified"
                    (change)="set(at, { verified: $any($event.target).checked })"
                  />{{ 'referrals.stands.verified' | transloco }}</label
                >
              }
            </th>
            <td>
              <select
                class="cm-input"
                [attr.aria-label]="'referrals.stands.whoseOf' | transloco: { value: one.view.raw }"
                (change)="set(at, { subject: $any($event.target).value })"
              >
                <option value="" [selected]="!one.subject">{{ 'referrals.paste.nobody' | transloco }}</option>
                @for (person of people(); track person.key) {
                  <option [value]="person.key" [selected]="person.key === one.subject">{{ person.label || person.key }}</option>
                }
              </select>
            </td>
            <td>
              <cm-button kind="quiet" [small]="true" (press)="remove(at)"
                >{{ 'referrals.people.remove' | transloco
                }}<span class="vh">
                  <bdi>{{ one.view.raw }}</bdi></span
                ></cm-button
              >
            </td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class IdentifierStands {
  readonly standing = input.required<readonly Standing[]>();
  readonly people = input.required<readonly WrittenParts['people'][number][]>();
  readonly changed = output<readonly Standing[]>();

  protected set(at: number, change: Partial<Standing>): void {
    this.changed.emit(this.standing().map((one, index) => (index === at ? { ...one, ...change } : one)));
  }

  protected remove(at: number): void {
    this.changed.emit(this.standing().filter((_one, index) => index !== at));
  }
}
