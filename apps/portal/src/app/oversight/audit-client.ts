import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Service, type Signal } from '@angular/core';
import { AuditCaseView, AuditEntryView, AuditRowView, type AuditSearch, EvidenceView } from '@comity/contract';
import { firstValueFrom, map } from 'rxjs';
import { pageOf } from '../shared/page-of';

const ROOT = '/api/v1/audit';
const AuditPageView = pageOf(AuditRowView);

/** The one place that knows the addresses of oversight's reads. Each call writes an entry of its own before it is answered. */
@Service()
export class AuditClient {
  private readonly http = inject(HttpClient);

  /** Entries that a filter names, newest first. Call where `inject` works. @param asked undefined asks nothing */
  search(asked: Signal<AuditSearch | undefined>) {
    return httpResource(
      () => {
        const body = asked();
        return body && { url: `${ROOT}/search`, method: 'POST', body };
      },
      { parse: (answer) => AuditPageView.parse(answer) },
    );
  }

  /** One entry with its body. Call where `inject` works. */
  entry(index: Signal<number | undefined>) {
    return httpResource(() => (index() === undefined ? undefined : `${ROOT}/entries/${index()}`), { parse: (answer) => AuditEntryView.parse(answer) });
  }

  /** The same once, for a check. @throws {Refusal} */
  open(index: number): Promise<AuditEntryView> {
    return firstValueFrom(this.http.get(`${ROOT}/entries/${index}`).pipe(map((answer) => AuditEntryView.parse(answer))));
  }

  /** The evidence bundle of one entry, as the server gives it. @throws {Refusal} */
  bundle(index: number): Promise<EvidenceView> {
    return firstValueFrom(this.http.get(`${ROOT}/entries/${index}/bundle`).pipe(map((answer) => EvidenceView.parse(answer))));
  }

  /** Every act of one case, oldest first. Call where `inject` works. */
  ofCase(id: Signal<string>) {
    return httpResource(() => `${ROOT}/cases/${encodeURIComponent(id())}`, { parse: (answer) => AuditCaseView.parse(answer) });
  }
}
