import { HttpClient } from '@angular/common/http';
import { inject, Service } from '@angular/core';
import { type FindQuery, FoundView } from '@comity/contract';
import { firstValueFrom } from 'rxjs';
import { how } from '../shared/call';
import { pageOf } from '../shared/page-of';

const FoundPageView = pageOf(FoundView);

/** The call of the search. What is looked for goes in the body, so that no address holds it. */
@Service()
export class FindClient {
  private readonly http = inject(HttpClient);

  /** @param purpose aim of the search; an identifier asks for one */
  async find(query: FindQuery, purpose?: string): Promise<FoundView[]> {
    const context = how(purpose === undefined ? {} : { purpose });
    return FoundPageView.parse(await firstValueFrom(this.http.post('/api/v1/find', query, { context }))).items;
  }
}
