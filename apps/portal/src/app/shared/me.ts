import { HttpClient } from '@angular/common/http';
import { computed, inject, resource, Service } from '@angular/core';
import { type CertificateKind } from '@comity/casework';
import { firstValueFrom } from 'rxjs';
import { officeOf } from './office';
import { SignIn } from './sign-in';

/** The signed-in person, as Comity knows them; asked for once a sign-in. */
@Service()
export class Me {
  private readonly signIn = inject(SignIn);
  private readonly http = inject(HttpClient);
  readonly person = resource({
    params: () => (this.signIn.isIn() ? true : undefined),
    loader: async () => {
      const [answer, { MeView }] = await Promise.all([firstValueFrom(this.http.get('/api/v1/me')), import('./me-view')]);
      return MeView.parse(answer);
    },
  });
  /** Roles that are held; empty until they are known. */
  readonly roles = computed(() => (this.person.hasValue() ? this.person.value().roles : []));
  readonly office = computed(() => officeOf(this.roles()));

  /** Whether it is known that no certificate of this kind counts now. */
  lacks(kind: CertificateKind): boolean {
    return this.person.hasValue() && !this.person.value().certificates.some((one) => one.kind === kind);
  }
}
