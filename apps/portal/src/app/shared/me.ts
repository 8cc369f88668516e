import { httpResource } from '@angular/common/http';
import { computed, inject, Service } from '@angular/core';
import { MeView } from '@comity/contract';
import { officeOf } from './office';
import { SignIn } from './sign-in';

/** The signed-in person, as Comity knows them; asked for once a sign-in. */
@Service()
export class Me {
  private readonly signIn = inject(SignIn);
  readonly person = httpResource(() => (this.signIn.isIn() ? '/api/v1/me' : undefined), { parse: (answer) => MeView.parse(answer) });
  /** Roles that are held; empty until they are known. */
  readonly roles = computed(() => (this.person.hasValue() ? this.person.value().roles : []));
  readonly office = computed(() => officeOf(this.roles()));
}
