import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { SignInView, WrittenView } from '@comity/contract';
import { firstValueFrom } from 'rxjs';
import { how } from '../shared/call';
import { pageOf } from '../shared/page-of';

const SignInsView = pageOf(SignInView);

/** Calls about the sign-ins of the own account. */
@Service()
export class SignInsClient {
  private readonly http = inject(HttpClient);

  /** Call it where `inject` works. */
  list() {
    return httpResource(() => '/api/v1/me/sign-ins', { parse: (answer) => SignInsView.parse(answer) });
  }

  async endAll(intent: string): Promise<void> {
    WrittenView.parse(await firstValueFrom(this.http.post('/api/v1/me/sign-out-everywhere', {}, { context: how({ intent }) })));
  }
}
