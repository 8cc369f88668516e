import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Service, type Signal } from '@angular/core';
import {
  type IdentifierCheck,
  IdentifierLinesView,
  type ImportWritten,
  ImportWrittenView,
  type ReferralDraft,
  type ReferralRejection,
  ReferralRowView,
  type ReferralSending,
  ReferralView,
  type Written,
  WrittenView,
} from '@comity/contract';
import { firstValueFrom, map } from 'rxjs';
import { how } from '../shared/call';
import { pageOf } from '../shared/page-of';

const ROOT = '/api/v1/referrals';
const ReferralPageView = pageOf(ReferralRowView);

/** What an act is done to: the record and the version that the person saw; `intent` names this one intention. */
export interface Seen {
  id: string;
  version: number;
  intent: string;
}

/** The one place that knows the addresses of referrals and imports. */
@Service()
export class ReferralsClient {
  private readonly http = inject(HttpClient);

  /** Referrals in sight, newest first. Call where `inject` works. @param filter members of the query that are set; `cursor` of a page after the first */
  list(filter: Signal<Readonly<Record<string, string>>>) {
    return httpResource(() => ({ url: ROOT, params: filter() }), { parse: (answer) => ReferralPageView.parse(answer) });
  }

  one(id: Signal<string>) {
    return httpResource(() => `${ROOT}/${encodeURIComponent(id())}`, { parse: (answer) => ReferralView.parse(answer) });
  }

  /** Sends a provider's report as it is; the server reads it in a process of its own or refuses it whole. */
  importReport(file: Blob, intent: string): Promise<ImportWritten> {
    const context = how({ intent });
    const headers = { 'Content-Type': 'application/xml' };
    return firstValueFrom(this.http.post('/api/v1/imports?format=cybertipline', file, { context, headers }).pipe(map((body) => ImportWrittenView.parse(body))));
  }

  /** Asks what a referral would make of these lines; nothing is kept. */
  check(body: IdentifierCheck): Promise<IdentifierLinesView> {
    return firstValueFrom(this.http.post(`${ROOT}/check-identifiers`, body).pipe(map((answer) => IdentifierLinesView.parse(answer))));
  }

  create(draft: ReferralDraft, intent: string): Promise<Written> {
    return firstValueFrom(this.http.post(ROOT, draft, { context: how({ intent }) }).pipe(map((body) => WrittenView.parse(body))));
  }

  save({ id, version }: Omit<Seen, 'intent'>, draft: ReferralDraft): Promise<Written> {
    return firstValueFrom(this.http.put(`${ROOT}/${id}`, draft, { context: how({ version }) }).pipe(map((body) => WrittenView.parse(body))));
  }

  complete(seen: Seen): Promise<Written> {
    return this.act(seen, 'complete', {});
  }

  discard(seen: Seen): Promise<Written> {
    return this.act(seen, 'discard', {});
  }

  giveBack(seen: Seen, reason: string): Promise<Written> {
    return this.act(seen, 'return', { reason });
  }

  send(seen: Seen, body: ReferralSending): Promise<Written> {
    return this.act(seen, 'send', body);
  }

  retrieve(seen: Seen, packageHash: string): Promise<Written> {
    return this.act(seen, 'retrieve', { packageHash });
  }

  accept(seen: Seen): Promise<Written> {
    return this.act(seen, 'accept', {});
  }

  reject(seen: Seen, body: ReferralRejection): Promise<Written> {
    return this.act(seen, 'reject', body);
  }

  /** Calls it back from every recipient, before one of them took receipt. */
  withdraw(seen: Seen, reason: string): Promise<Written> {
    return this.act(seen, 'withdraw', { reason });
  }

  private act({ id, version, intent }: Seen, name: string, body: object): Promise<Written> {
    return firstValueFrom(
      this.http.post(`${ROOT}/${id}/${name}`, body, { context: how({ version, intent }) }).pipe(map((answer) => WrittenView.parse(answer))),
    );
  }
}
