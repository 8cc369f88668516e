import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { type TermsAcceptance, TermsView, WrittenView } from '@comity/contract';
import { firstValueFrom } from 'rxjs';
import { how } from '../shared/call';

/** Calls of the terms of use. */
@Service()
export class TermsClient {
  private readonly http = inject(HttpClient);

  /** The text in one language. Call it where `inject` works. */
  text(lang: () => string) {
    return httpResource(() => ({ url: '/api/v1/terms', params: { lang: lang() } }), { parse: (answer) => TermsView.parse(answer) });
  }

  async accept(acceptance: TermsAcceptance, intent: string): Promise<void> {
    WrittenView.parse(await firstValueFrom(this.http.post('/api/v1/terms/accept', acceptance, { context: how({ intent }) })));
  }
}
