import { httpResource } from '@angular/common/http';
import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { isDemonstration } from '../shared/page-settings';
import { SignIn } from '../shared/sign-in';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { homeOf } from './navigation';
import { type SamplePeople } from './sample-people';

const OFFICE_OF_KIND = { national_unit: 'officer', international_unit: 'liaison', oversight_body: 'auditor' } as const;

/** The first page of somebody who is not signed in: what Comity is, and in the demonstration whom one can be. */
@Component({ selector: 'cm-welcome', imports: [Button, Icon, TranslocoPipe, Waiting], templateUrl: './welcome.html' })
export class Welcome {
  protected readonly signIn = inject(SignIn);
  protected readonly texts = inject(Texts);
  protected readonly demonstration = isDemonstration();
  protected readonly people = httpResource<SamplePeople>(() => (this.demonstration ? '/sample-people.json' : undefined));
  private readonly me = inject(Me);
  /** Signed in, but no screen of the office held is built. */
  protected readonly withoutHome = computed(() => this.me.person.hasValue() && homeOf(this.me.roles()) === undefined);
  protected readonly agencies = computed(() => (this.people.hasValue() ? this.people.value().agencies : []));
  protected readonly shown = computed(() => this.groups(true));
  protected readonly more = computed(() => this.groups(false));

  protected enter(person?: string): void {
    void this.signIn.enter(person);
  }

  private groups(inSight: boolean) {
    return this.agencies()
      .map((agency) => ({
        jurisdiction: agency.jurisdiction,
        office: OFFICE_OF_KIND[agency.kind],
        name: agency.name[this.texts.language()],
        people: agency.people.filter((person) => person.inSight === inSight),
      }))
      .filter((group) => group.people.length > 0);
  }
}
